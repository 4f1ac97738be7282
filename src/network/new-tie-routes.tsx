import { Hono } from 'hono'
import { listChoices } from '../account/positions.ts'
import { getOrganization } from '../directory/organizations.ts'
import { paths } from '../paths.ts'
import { organizationsWith } from '../platform/actor.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { readQuery } from '../platform/list-query.ts'
import { type FormState, parseForm } from '../platform/parse-form.ts'
import { newFormKey } from '../platform/request-keys.ts'
import { listsOf } from '../region/lists.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { chooseEnds } from './ends.ts'
import { newTieQuery, tieForm } from './forms.ts'
import { canAddTie } from './rules.ts'
import { NewTiePage } from './tie-form-page.tsx'
import { proposeTie } from './tie-proposals.ts'

/** A tie as somebody proposes it for one of its organizations. */
export const newTieRoutes = new Hono<House>()
  .get('/organizations/:slug/ties/new', async (c) => {
    const organization = await getOrganization(c.var.db, c.var.actor, c.req.param('slug'))
    permit(canAddTie(c.var.actor, organization), 'network.errors.add')
    return c.html(
      await newPage(c, organization, {
        values: {
          other: readQuery(c, newTieQuery).other,
          visibility: 'region',
          direction: 'forward',
          lang: c.var.page.lang,
        },
        errors: {},
      }),
    )
  })
  .post('/organizations/:slug/ties/new', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const organization = await getOrganization(db, actor, c.req.param('slug'))
    permit(canAddTie(actor, organization), 'network.errors.add')
    const form = await parseForm(c, tieForm, page.t)
    if (!form.ok) return c.html(await newPage(c, organization, form), 422)
    const chosen = await chooseEnds(db, actor, organization, form.value, page.t)
    if ('errors' in chosen)
      return c.html(await newPage(c, organization, { values: form.typed, errors: chosen.errors }), 422)
    const tie = await proposeTie(db, actor, { ...form.value, ...chosen, organization: organization.id }, moment)
    if (tie.made) return c.redirect(href(page, paths.tie(region.slug, tie.id)), 303)
    const told = { values: form.typed, errors: { kind: [page.t('network.errors.exists')] } }
    return c.html(await newPage(c, organization, told, tie.id), 422)
  })

async function newPage(
  c: HouseContext,
  organization: { id: string; slug: string; name: string },
  form: FormState,
  same?: string,
) {
  const { db, actor, page } = c.var
  const [lists, ends] = await Promise.all([listsOf(db, actor.regionId, page.lang), listChoices(db, actor)])
  const speaks = organizationsWith(actor, 'speak').includes(organization.id)
  return document(
    <NewTiePage
      page={page}
      organization={organization}
      speaks={speaks}
      form={form}
      lists={lists}
      ends={ends}
      same={same}
      formKey={newFormKey(c.var.moment)}
    />,
  )
}
