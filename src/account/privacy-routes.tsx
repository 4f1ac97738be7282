import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { download } from '../platform/answers.ts'
import { dayIn } from '../platform/days.ts'
import { zipFile } from '../platform/formats/zip-out.ts'
import type { House } from '../platform/house.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { ownRecords, recordFiles } from './own-records.ts'
import { OwnRecordsPage } from './own-records-page.tsx'

/** Everything that is held about oneself, to look at and to take along. */
export const privacyRoutes = new Hono<House>().get('/me/records', async (c) => {
  const { db, page, moment, account } = c.var
  if (!account) return c.redirect(href(page, `${paths.signIn()}?next=${paths.myRecords()}`), 303)
  c.header('cache-control', 'no-store')
  const records = await ownRecords(db, account, moment)
  const name = `tieline-${dayIn('UTC', moment.at)}`
  const format = c.req.query('format')
  if (format === 'zip') return download(c, `${name}.zip`, 'application/zip', zipFile(recordFiles(records)))
  if (format === 'json') return c.json(records, 200, { 'content-disposition': `attachment; filename="${name}.json"` })
  return c.html(document(<OwnRecordsPage page={page} records={records} />))
})
