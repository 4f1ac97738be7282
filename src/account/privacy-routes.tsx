import { Hono } from 'hono'
import type { Parts } from '../enter.ts'
import { paths } from '../paths.ts'
import { download } from '../platform/answers.ts'
import { dayIn } from '../platform/days.ts'
import { problem } from '../platform/errors.ts'
import { zipFile } from '../platform/formats/zip-out.ts'
import type { House } from '../platform/house.ts'
import { emptyForm, parseForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { signOut } from './auth.ts'
import { OwnErasedPage, OwnErasurePage } from './erasure-page.tsx'
import { eraseOneself, ownErasure } from './erasures.ts'
import { ownErasureForm } from './forms.ts'
import { ownRecords, recordFiles } from './own-records.ts'
import { OwnRecordsPage } from './own-records-page.tsx'
import { setCookies } from './sign-in-routes.tsx'

/** Everything that is held about oneself: to look at, to take along, to have erased. */
export const privacyRoutes = (parts: Parts) =>
  new Hono<House>()
    .get('/me/records', async (c) => {
      const { db, page, moment, account } = c.var
      if (!account) return c.redirect(href(page, `${paths.signIn()}?next=${paths.myRecords()}`), 303)
      c.header('cache-control', 'no-store')
      const records = await ownRecords(db, account, moment)
      const name = `tieline-${dayIn('UTC', moment.at)}`
      const format = c.req.query('format')
      if (format === 'zip') return download(c, `${name}.zip`, 'application/zip', zipFile(recordFiles(records)))
      if (format === 'json')
        return c.json(records, 200, { 'content-disposition': `attachment; filename="${name}.json"` })
      return c.html(document(<OwnRecordsPage page={page} records={records} />))
    })
    .get('/me/erasure', async (c) => {
      const { db, page, moment, account } = c.var
      if (!account) return c.redirect(href(page, `${paths.signIn()}?next=${paths.myErasure()}`), 303)
      const persons = await ownErasure(db, account, moment)
      return c.html(document(<OwnErasurePage page={page} account={account} persons={persons} form={emptyForm} />))
    })
    .post('/me/erasure', async (c) => {
      const { db, page, moment, account } = c.var
      if (!account) throw problem(403, 'errors.signIn')
      const form = await parseForm(c, ownErasureForm(account.email), page.t)
      if (!form.ok) {
        const persons = await ownErasure(db, account, moment)
        return c.html(document(<OwnErasurePage page={page} account={account} persons={persons} form={form} />), 422)
      }
      await eraseOneself(db, account, moment)
      setCookies(c, await signOut(parts.auth, c.req.raw.headers))
      c.header('clear-site-data', '"cache", "storage"')
      const { email: _email, ...gone } = page
      return c.html(document(<OwnErasedPage page={gone} />))
    })
