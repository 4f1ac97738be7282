import { listChoices } from '../../account/positions.ts'
import { type Choice, whoIsNamed } from '../../account/organization-names.ts'
import type { Proposal } from '../../journal/proposals.ts'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import type { HouseContext } from '../../platform/house.ts'
import { UUID } from '../../platform/ids.ts'
import { type FormState, type Parsed, readForm, sayIssues, type Typed } from '../../platform/parse-form.ts'
import { listPartnerships, partnershipsOf } from '../partnership-lists.ts'
import { currentParties, getPartnership, type Partnership } from '../partnerships.ts'
import type { Entry } from './entries.ts'
import { ENTRY_FORMS, type EntryInput } from './forms.ts'
import { suggestedAmounts, suggestedWords } from './gain-sayings.ts'
import { type Suggested, suggestedIn } from './gain-proposals.ts'
import type { Ledger } from './ledger-kinds.ts'

/** What a form of an entry can be filled with: whose it may be, to whom it may be owed, with which partnerships it stands. */
export interface EntryChoices {
  own: Choice[]
  others: Choice[]
  partnerships: Choice[]
}

/** More partnerships are not offered in one form. */
const OFFERED = 200

/** A coordinator may write for anybody, who speaks for some, for those; beside them stand those whom they work with. */
export async function choicesFor(db: Db, actor: Actor, organizationId: string, entry?: Entry): Promise<EntryChoices> {
  const [all, together] = await Promise.all([listChoices(db, actor), partnershipsFor(db, actor, organizationId)])
  const mine = organizationsWith(actor, 'speak')
  const partners = new Map(
    [...together.flatMap(currentParties).map(({ organization }) => organization), ...(entry?.others ?? [])].map(
      ({ id, name }) => [id, { id, name }],
    ),
  )
  partners.delete(organizationId)
  const offered = [...together, ...(entry?.partnerships ?? [])].map(({ id, name }) => [id, { id, name }] as const)
  return {
    own: actor.coordinates ? all : all.filter(({ id }) => mine.includes(id)),
    others: [...partners.values()],
    partnerships: [...new Map(offered).values()],
  }
}

/** Those of an organization; while nobody has said whose it is, all. */
const partnershipsFor = async (db: Db, actor: Actor, organizationId: string): Promise<Partnership[]> =>
  !UUID.test(organizationId)
    ? (await listPartnerships(db, actor, {}, { offset: 0, limit: OFFERED })).items
    : partnershipsOf(db, actor, organizationId)

/** What stands in a new form: nothing that the records tell already is asked. */
export async function beginEntry(c: HouseContext, proposal: Proposal | undefined): Promise<FormState> {
  const { db, actor, page, region, moment } = c.var
  const common = { lang: page.lang, visibility: 'region' }
  if (proposal) {
    const said = suggestedIn(proposal)
    const [amount = null] = await suggestedAmounts(db, actor, [said])
    // Hours are told by nobody but their partner: what they come to is private until somebody decides otherwise.
    const visibility = said.source === 'hours' ? 'circle' : common.visibility
    const values = { ...common, ...asTyped(page.t, { ...said, amount }), visibility, proposal: proposal.id }
    return { values, errors: {} }
  }
  const asked = c.req.query('partnership') ?? ''
  const partnership = asked === '' ? undefined : await getPartnership(db, actor, asked)
  const mine = organizationsWith(actor, 'speak')
  const speaks = partnership
    ? currentParties(partnership)
        .map(({ organization }) => organization.id)
        .filter((id) => mine.includes(id))
    : mine
  const organization = c.req.query('organization') ?? (speaks.length === 1 ? speaks[0]! : '')
  const together = partnership || !UUID.test(organization) ? [] : await partnershipsOf(db, actor, organization)
  const values = {
    ...common,
    organization,
    partnerships: partnership ? [partnership.id] : together.length === 1 ? [together[0]!.id] : [],
    period: dayIn(region.timeZone, moment.at),
    what: c.req.query('what') ?? '',
    origin: c.req.query('origin') ?? '',
  }
  return { values, errors: {} }
}

const asTyped = (t: HouseContext['var']['page']['t'], said: Suggested): Typed => ({
  organization: said.organization,
  partnerships: said.partnerships,
  what: said.what,
  told: suggestedWords(t, said),
  period: said.period,
  amount: said.amount === null ? '' : String(said.amount),
  unit: said.unit,
})

/** An entry as its form shows it. */
export const entryTyped = (input: EntryInput): Typed =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, Array.isArray(value) ? value : String(value ?? '')]),
  )

const linesIn = (typed: Typed, field: string) => [typed[field] ?? ''].flat().flatMap((text) => text.split('\n'))

/** What was typed, checked by the form of its ledger; organizations may be named in words. */
export async function readEntry(c: HouseContext, ledger: Ledger, entry?: Entry): Promise<Parsed<EntryInput>> {
  const { db, actor, page } = c.var
  const typed = await readForm(c)
  const all = await listChoices(db, actor)
  const others = whoIsNamed(all, linesIn(typed, 'others'))
  const [organization = ''] = entry ? [entry.organization.id] : whoIsNamed(all, linesIn(typed, 'organization')).ids
  const read = ENTRY_FORMS[ledger].safeParse({ ...typed, organization, others: others.ids })
  const errors: Record<string, string[]> = {
    ...(!read.success && sayIssues(read.error, page.t)),
    ...(others.unknown.length > 0 && {
      others: [page.t('account.errors.unknownOrganization', { names: others.unknown.join(', ') })],
    }),
  }
  if (!read.success || Object.keys(errors).length > 0) return { ok: false, values: typed, errors }
  return { ok: true, value: read.data, typed }
}
