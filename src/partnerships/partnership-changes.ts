import { type SqlBool, sql } from 'kysely'
import type { z } from 'zod'
import { record } from '../journal/entries.ts'
import { periodOf } from '../network/periods.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import { type Db, type Trx, visible } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { replaceReferences } from '../platform/facts.ts'
import { addRecord, circleOf, putInCircle, remove, restore } from '../platform/records.ts'
import { indexText } from '../platform/search-texts.ts'
import { keptInForce } from './drafts.ts'
import { type NewPartnership, newPartnershipSchema } from './forms.ts'
import { digestOf } from './translations/texts.ts'

/**
 * Begins a partnership of these organizations. Nobody has agreed to anything by that. Throws 422 when the actor cannot find
 * one of them, or one of the people who are named.
 */
export async function createPartnership(
  db: Db,
  actor: Actor,
  input: NewPartnership,
  moment: Moment,
): Promise<{ id: string; slug: string }> {
  const made = newPartnershipSchema.parse(input)
  const id = moment.id()
  const parties = [...new Map(made.parties.map((party) => [party.organization, party])).values()]
  const organizations = parties.map((party) => party.organization)
  const deed = {
    verb: 'partnership.proposed',
    record: { id },
    for: oneOf(actor, organizations),
    changes: { name: [null, made.name] },
  }
  return record(db, actor, deed, moment, async (trx) => {
    await checkOrganizations(trx, actor, organizations)
    await checkPersons(trx, actor, parties.flatMap(namedIn))
    const { name, visibility, lang } = made
    const { slug } = await addRecord(trx, actor.regionId, { id, kind: 'partnership', name, visibility, lang }, moment)
    const { period, periodFirst, periodLast } = periodOf(made.since, made.until)
    await trx
      .insertInto('partnerships')
      .values({
        region_id: actor.regionId,
        id,
        name,
        purpose: made.purpose,
        mission: made.mission,
        decisions: made.decisions,
        leaving: made.leaving,
        places: made.places,
        period,
        period_first: periodFirst,
        period_last: periodLast,
      })
      .execute()
    await addParties(trx, actor.regionId, id, parties, moment)
    await replaceReferences(trx, actor.regionId, id, made.references, moment)
    await keepCircle(trx, actor.regionId, id, moment)
    await indexPartnership(trx, actor.regionId, id)
    return { id, slug: slug! }
  })
}

type NewParty = z.output<typeof newPartnershipSchema>['parties'][number]

const namedIn = ({ contact, leader, commitments }: NewParty) =>
  [contact, leader, ...commitments.map((one) => one.person)].filter((id) => id !== null)

/** Puts partners into a partnership, each with what it promises. */
async function addParties(
  trx: Trx,
  regionId: string,
  partnershipId: string,
  parties: readonly NewParty[],
  moment: Moment,
) {
  const rows = parties.map((party, position) => ({ party, id: moment.id(), position }))
  await trx
    .insertInto('parties')
    .values(
      rows.map(({ party, id, position }) => ({
        region_id: regionId,
        id,
        partnership_id: partnershipId,
        organization_id: party.organization,
        position,
        contact_id: party.contact,
        leader_id: party.leader,
        mission_link: party.missionLink,
        expected_benefits: party.expectedBenefits,
        joined_on: party.joinedOn,
      })),
    )
    .execute()
  const promised = rows.flatMap(({ party, id }) =>
    party.commitments.map(({ person, from, until, ...one }) => ({
      ...one,
      region_id: regionId,
      id: moment.id(),
      party_id: id,
      person_id: person,
      from_day: from,
      until_day: until,
    })),
  )
  if (promised.length > 0) await trx.insertInto('commitments').values(promised).execute()
}

/** Of these organizations the one for which the actor does something; null for a coordinator. */
function oneOf(actor: Actor, organizations: readonly string[]): string | null {
  const mine = actor.coordinates ? [] : organizationsWith(actor, 'speak')
  return organizations.find((id) => mine.includes(id)) ?? null
}

interface Partners {
  parties: readonly { organization: { id: string }; leftOn: string | null }[]
}

/** The partner of today for which the actor does something in a partnership; null for a coordinator. */
export const spokenFor = (actor: Actor, { parties }: Partners): string | null =>
  oneOf(
    actor,
    parties.flatMap((party) => (party.leftOn === null ? [party.organization.id] : [])),
  )

/** The same, as a deed tells it. */
export const toldOf = (actor: Actor, partnership: Partners) => ({ for: spokenFor(actor, partnership) })

/** The circle of a partnership is its partners of today: called whenever one joins or leaves. */
export async function keepCircle(trx: Trx, regionId: string, id: string, moment: Moment) {
  const partners = await trx
    .selectFrom('parties')
    .select('organization_id')
    .where('region_id', '=', regionId)
    .where('partnership_id', '=', id)
    .where('left_on', 'is', null)
    .execute()
  const ids = partners.map((row) => row.organization_id)
  await putInCircle(trx, regionId, id, await circleOf(trx, regionId, id, ids, moment))
}

/**
 * What the search finds a partnership by: its name and the words that everybody reads, which are those in force, else those
 * that were proposed; and what tells those very words in another language. Called whenever they or a translation change.
 */
export async function indexPartnership(trx: Trx, regionId: string, id: string) {
  const row = await trx
    .selectFrom('partnerships as p')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id'))
    .select(['p.name', 'p.purpose', 'p.mission', 'r.lang'])
    .where('p.region_id', '=', regionId)
    .where('p.id', '=', id)
    .executeTakeFirstOrThrow()
  const { mission, purpose } = (await keptInForce(trx, regionId, [id])).get(id) ?? row
  const words = [mission, purpose].filter(Boolean)
  const text = { lang: row.lang as 'en' | 'es', title: row.name, body: words.join('\n\n') }
  await indexText(trx, regionId, id, text, words.map(digestOf))
}

/** Only what the actor can find can be named. */
export async function checkOrganizations(trx: Trx, actor: Actor, ids: readonly string[]) {
  if (!(await areSeen(trx, actor, 'organization', ids))) throw problem(422, 'partnerships.errors.organization')
}

/** Only whom the actor can find, or themself, can be named. */
export async function checkPersons(trx: Trx, actor: Actor, ids: readonly string[]) {
  const others = ids.filter((id) => id !== actor.personId)
  if (!(await areSeen(trx, actor, 'person', others))) throw problem(422, 'partnerships.errors.person')
}

async function areSeen(trx: Trx, actor: Actor, kind: string, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return true
  const known = await trx
    .selectFrom('records')
    .select('records.id')
    .where(visible(actor))
    .where('records.kind', '=', kind)
    .where(sql<SqlBool>`records.id = any(${ids}::uuid[])`)
    .execute()
  return known.length === new Set(ids).size
}

type Together = Partners & { id: string }

/** Takes a partnership away, with all that hangs on it; it can be brought back. */
export const removePartnership = (db: Db, actor: Actor, partnership: Together, moment: Moment) =>
  record(
    db,
    actor,
    { verb: 'partnership.removed', record: partnership, ...toldOf(actor, partnership) },
    moment,
    (trx) => remove(trx, actor.regionId, partnership.id, moment),
  )

export const restorePartnership = (db: Db, actor: Actor, partnership: Together, moment: Moment) =>
  record(
    db,
    actor,
    { verb: 'partnership.restored', record: partnership, ...toldOf(actor, partnership) },
    moment,
    (trx) => restore(trx, actor.regionId, partnership.id),
  )
