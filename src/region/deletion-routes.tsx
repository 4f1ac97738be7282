import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type FormState, emptyForm, parseForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { DeletionPage } from './deletion-page.tsx'
import { deletionForm } from './forms.ts'
import { countHoldings } from './holdings.ts'
import { deleteRegion } from './regions.ts'
import { canDeleteRegion } from './rules.ts'

/** The end of a region: what goes with it, and its address typed to be sure. */
export const deletionRoutes = new Hono<House>()
  .get('/settings/deletion', async (c) => {
    permit(canDeleteRegion(c.var.actor), 'region.deletion.errors.who')
    return c.html(await deletionPage(c, emptyForm))
  })
  .post('/settings/deletion', async (c) => {
    const { db, actor, region, page, moment } = c.var
    permit(canDeleteRegion(actor), 'region.deletion.errors.who')
    const form = await parseForm(c, deletionForm, page.t)
    if (!form.ok) return c.html(await deletionPage(c, form), 422)
    if (form.value.slug !== region.slug) {
      const errors = { slug: [page.t('region.deletion.errors.slug', { slug: region.slug })] }
      return c.html(await deletionPage(c, { values: form.typed, errors }), 422)
    }
    await deleteRegion(db, region, moment, actor.accountId)
    return c.redirect(`${href(page, paths.installation())}?done=deleted`, 303)
  })

async function deletionPage(c: HouseContext, form: FormState) {
  const { db, actor, page } = c.var
  return document(<DeletionPage page={page} form={form} holdings={await countHoldings(db, actor)} />)
}
