import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { wants } from '../platform/answers.ts'
import { isProblem, permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { emptyForm, type FormState, parseForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { endDelegation, lendMandate, listBorrowers, listDelegations } from './delegations.ts'
import { DelegationsPage } from './delegations-page.tsx'
import { delegationForm } from './forms.ts'
import { listChoices } from './positions.ts'
import { canLend } from './rules.ts'

/** Mandates that are lent to others for a while. */
export const delegationRoutes = new Hono<House>()
  .get('/delegations', async (c) => {
    permit(c.var.actor.personId !== null, 'errors.membersOnly')
    if (wants(c) !== 'json') return c.html(await delegationsPage(c, emptyForm))
    const { db, actor, region, moment } = c.var
    const items = await listDelegations(db, actor, region, moment.at)
    return c.json({ items, total: items.length, next: null })
  })
  .post('/delegations', async (c) => {
    const { db, actor, region, page, moment } = c.var
    permit(canLend(actor), 'account.delegations.errors.own')
    const form = await parseForm(c, delegationForm, page.t)
    if (!form.ok) return c.html(await delegationsPage(c, form), 422)
    const wrong = await refusal(lendMandate(db, actor, region, form.value, moment))
    if (wrong) {
      const errors = { [FIELD_OF[wrong] ?? 'person']: [page.t(wrong)] }
      return c.html(await delegationsPage(c, { values: form.typed, errors }), 422)
    }
    return c.redirect(href(page, `${paths.delegations(region.slug)}?done=lent`), 303)
  })
  .post('/delegations/:id/end', async (c) => {
    const { db, actor, region, page, moment } = c.var
    await endDelegation(db, actor, region, c.req.param('id'), moment)
    return c.redirect(href(page, `${paths.delegations(region.slug)}?done=ended`), 303)
  })

/** The field that a reason is about. */
const FIELD_OF: Record<string, string> = {
  'account.delegations.errors.past': 'until',
  'account.delegations.errors.far': 'until',
}

/** Why what was typed cannot be done, if it is that. */
const refusal = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (isProblem(error) && error.status === 422 && error.reason) return error.reason
      throw error
    },
  )

async function delegationsPage(c: HouseContext, form: FormState) {
  const { db, actor, region, page, moment } = c.var
  const lends = canLend(actor)
  const [delegations, people, organizations] = await Promise.all([
    listDelegations(db, actor, region, moment.at),
    lends ? listBorrowers(db, actor) : [],
    lends ? listChoices(db, actor) : [],
  ])
  const view = { page, actor, delegations, people, organizations, form, formKey: moment.id() }
  return document(<DelegationsPage {...view} done={c.req.query('done')} />)
}
