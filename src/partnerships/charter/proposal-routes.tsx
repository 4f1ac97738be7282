import { Hono } from 'hono'
import { listChoices } from '../../account/positions.ts'
import { findEnd } from '../../network/ends.ts'
import { paths } from '../../paths.ts'
import { organizationsWith } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { UUID } from '../../platform/ids.ts'
import { type FormState, parseForm } from '../../platform/parse-form.ts'
import { listsOf } from '../../region/lists.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { LIMITS, type NewPartnership } from '../forms.ts'
import { createPartnership } from '../partnership-changes.ts'
import { canPropose } from '../rules.ts'
import { isKind, type ProposalTyped, proposalForm } from './forms.ts'
import { ChoosePartnersPage, ProposalPage } from './proposal-page.tsx'
import { type Proposal, proposalOf, type ProposedParty } from './proposals.ts'
import { newFormKey } from '../../platform/request-keys.ts'

/** A partnership is proposed: drafted from what both sides' records offer each other, and looked through before it is made. */
export const proposalRoutes = new Hono<House>()
  .get('/partnerships/new', async (c) => {
    const { db, actor, page } = c.var
    permit(canPropose(actor), 'partnerships.errors.propose')
    const { ids, errors } = await chosenIn(c, c.req.queries('with') ?? [])
    const form = { values: {}, errors }
    if (ids.length < 2 || Object.keys(errors).length > 0) {
      const choices = await listChoices(db, actor)
      return c.html(document(<ChoosePartnersPage {...{ page, choices, form }} chosen={ids} />))
    }
    const proposal = await draftFor(c, ids)
    const values = { name: proposal.name, places: proposal.places.join('\n') }
    return c.html(await proposalPage(c, proposal, { values, errors: {} }, false))
  })
  .post('/partnerships/new', async (c) => {
    const { db, actor, region, page, moment } = c.var
    permit(canPropose(actor), 'partnerships.errors.propose')
    const form = await parseForm(c, proposalForm, page.t)
    const typed = form.ok ? form.typed : form.values
    const { ids } = await chosenIn(c, [typed['organization'] ?? []].flat())
    const proposal = await draftFor(c, ids)
    const errors = form.ok ? (ids.length < 2 ? { name: [page.t('partnership-charter.errors.two')] } : {}) : form.errors
    if (!form.ok || Object.keys(errors).length > 0)
      return c.html(await proposalPage(c, proposal, { values: typed, errors }, true), 422)
    const { slug } = await createPartnership(db, actor, asTyped(form.value, proposal, page.lang), moment)
    return c.redirect(href(page, paths.charterStart(region.slug, slug)), 303)
  })

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

/**
 * The organizations that are named, by id, slug or name; first the one for which the actor speaks. Somebody who speaks for
 * one alone proposes for that one.
 */
async function chosenIn(c: HouseContext, named: readonly string[]) {
  const { db, actor, page } = c.var
  const typed = [...new Set(named.map((one) => one.trim()).filter(Boolean))].slice(0, LIMITS.partners)
  const found = await Promise.all(typed.map((one) => findEnd(db, actor, one)))
  const unknown = typed.filter((_, n) => !('end' in found[n]!))
  const errors: Record<string, string[]> =
    unknown.length > 0 ? { with: unknown.map((one) => page.t('network.errors.otherUnknown', { typed: one })) } : {}
  const mine = actor.coordinates ? [] : organizationsWith(actor, 'speak')
  const ids = found.flatMap((one) => ('end' in one ? [one.end.id] : []))
  const [own] = mine
  const all = mine.length === 0 || ids.some((id) => mine.includes(id)) || !own ? ids : [own, ...ids]
  return { ids: [...new Set(all)], errors }
}

async function draftFor(c: HouseContext, ids: readonly string[]): Promise<Proposal> {
  const { db, actor, page, region } = c.var
  const lists = await listsOf(db, region.id, page.lang)
  return proposalOf(db, actor, ids, { t: page.t, lists, today: today(c) })
}

async function proposalPage(c: HouseContext, proposal: Proposal, form: FormState, typed: boolean) {
  const { db, actor, page, moment } = c.var
  const choices = await listChoices(db, actor)
  const chosen = proposal.parties.map(({ organization }) => organization.id)
  const formKey = newFormKey(moment)
  return document(<ProposalPage {...{ page, proposal, form, choices, chosen, typed, formKey }} />)
}

/** What was left ticked and written, as it is begun. */
const asTyped = (typed: ProposalTyped, proposal: Proposal, lang: 'en' | 'es'): NewPartnership => ({
  name: typed.name,
  purpose: typed.purpose,
  places: typed.places,
  lang,
  visibility: 'circle',
  parties: proposal.parties.map((party) => ofParty(typed, party)),
})

function ofParty(typed: ProposalTyped, { organization: { id }, contact, leader }: ProposedParty) {
  const at = typed.organization.indexOf(id)
  const own = (all: readonly string[]) =>
    all.flatMap((one) => (one.startsWith(`${id} `) && UUID.test(id) ? [one.slice(id.length + 1)] : []))
  const promises = own(typed.offer).flatMap((offer) => {
    const [kind = '', ...words] = offer.split(' ')
    return isKind(kind) ? [{ kind, what: words.join(' ').slice(0, LIMITS.what) }] : []
  })
  return {
    organization: id,
    contact: contact?.id ?? null,
    leader: leader?.id ?? null,
    missionLink: typed.missionLink[at] ?? '',
    expectedBenefits: own(typed.gain).join('\n').slice(0, LIMITS.prose),
    commitments: promises.slice(0, LIMITS.commitments),
  }
}
