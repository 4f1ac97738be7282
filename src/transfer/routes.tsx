import { Hono } from 'hono'
import { record } from '../journal/entries.ts'
import { download } from '../platform/answers.ts'
import { dayIn } from '../platform/days.ts'
import { permit } from '../platform/errors.ts'
import type { House } from '../platform/house.ts'
import { document } from '../ui/layout.tsx'
import { regionArchive } from './archives.ts'
import { ExportPage } from './export-page.tsx'
import { canExport } from './rules.ts'

/** A region goes out as one file. */
export const transferRoutes = new Hono<House>()
  .get('/settings/export', (c) => {
    permit(canExport(c.var.actor), 'transfer.onlyCoordinators')
    return c.html(document(<ExportPage page={c.var.page} />))
  })
  .post('/settings/export', async (c) => {
    const { db, actor, region, page, moment } = c.var
    permit(canExport(actor), 'transfer.onlyCoordinators')
    await record(db, actor, { verb: 'member.exported', record: region }, moment, async () => undefined)
    const name = `${region.slug}-${dayIn(region.timeZone, moment.at)}.zip`
    return download(c, name, 'application/zip', regionArchive(db, region, page.origin, moment))
  })
