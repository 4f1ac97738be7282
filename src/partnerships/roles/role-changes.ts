import { type SqlBool, sql } from 'kysely'
import { type Deed, record, recordMany } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import { spokenFor } from '../partnership-changes.ts'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import { type CellChange, type CellConflict, type Content, weigh } from './cells.ts'
import type { CellInput } from './forms.ts'
import { readHolds } from './role-matrices.ts'
import { agreementHolds, leadsOf, type Way } from './role-states.ts'

/** What somebody else set meanwhile, as it is thrown: neither version is lost. */
export interface StaleCells extends Error {
  conflicts: CellConflict[]
}
export const isStaleCells = (error: unknown): error is StaleCells => error instanceof Error && 'conflicts' in error

/**
 * Sets cells of the matrix: one, a column, or all. Cells that were not touched stay as others have set them. Throws 409 with
 * `conflicts` where somebody else set a cell to something else meanwhile, and then changes none. Returns how many changed.
 */
export async function setRoles(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  cells: readonly CellInput[],
  moment: Moment,
): Promise<number> {
  return inTransaction(db, async (trx) => {
    await holdRoles(trx, actor.regionId, partnership.id)
    const parties = await partiesNow(trx, actor, partnership)
    const { changes, conflicts } = weigh(cells, await cellsNow(trx, actor.regionId, partnership.id))
    if (conflicts.length > 0) throw Object.assign(problem(409, 'errors.stale'), { conflicts })
    if (changes.some(({ party }) => !parties.has(party))) throw problem(422, 'partnership-roles.errors.party')
    await checkRoles(trx, actor.regionId, changes)
    const byParty = [...Map.groupBy(changes, ({ party }) => party)]
    const batch = moment.id()
    const deeds = byParty.map(([party, own]): Deed => ({
      verb: 'partnership.roles-set',
      record: partnership,
      for: spokenFor(actor, partnership),
      concerns: [parties.get(party)!.organization.id],
      changes: Object.fromEntries(own.map(({ role, before, after }) => [role, [told(before), told(after)]])),
      batch,
    }))
    await recordMany(trx, actor, deeds, moment, async () => {
      await writeCells(trx, actor.regionId, changes)
      await endLapsed(trx, actor.regionId, partnership.id, moment)
    })
    return changes.length
  })
}

const told = ({ level, meaning }: Content) => (level === null ? null : meaning === '' ? level : `${level}: ${meaning}`)

/** Two who change roles of one partnership at once do it in turn. */
export const holdRoles = (trx: Trx, regionId: string, partnershipId: string) =>
  trx
    .selectFrom('partnerships')
    .select('id')
    .where('region_id', '=', regionId)
    .where('id', '=', partnershipId)
    .forUpdate()
    .execute()

/** The partners that the actor knows of and that are partners still. */
async function partiesNow(trx: Trx, actor: Actor, partnership: Partnership): Promise<Map<string, Party>> {
  const rows = await trx
    .selectFrom('parties')
    .select('id')
    .where('region_id', '=', actor.regionId)
    .where('partnership_id', '=', partnership.id)
    .where('left_on', 'is', null)
    .execute()
  const now = new Set(rows.map(({ id }) => id))
  return new Map(currentParties(partnership).flatMap((party) => (now.has(party.id) ? [[party.id, party]] : [])))
}

async function cellsNow(trx: Trx, regionId: string, partnershipId: string) {
  const rows = await trx
    .selectFrom('partnership_roles as h')
    .innerJoin('parties as a', (on) => on.onRef('a.region_id', '=', 'h.region_id').onRef('a.id', '=', 'h.party_id'))
    .select(['h.party_id as party', 'h.role', 'h.level', 'h.meaning'])
    .where('a.region_id', '=', regionId)
    .where('a.partnership_id', '=', partnershipId)
    .execute()
  const cells = new Map(rows.map(({ party, role, ...content }) => [`${party} ${role}`, content as Content]))
  return (party: string, role: string) => cells.get(`${party} ${role}`)
}

/** Only a role of the region's list can be held; one that it does not use any more can only be put down. */
async function checkRoles(trx: Trx, regionId: string, changes: readonly CellChange[]) {
  const taken = [...new Set(changes.flatMap(({ role, before, after }) => (before.level || !after.level ? [] : [role])))]
  if (taken.length === 0) return
  const known = await trx
    .selectFrom('roles')
    .select('key')
    .where('region_id', '=', regionId)
    .where('retired_at', 'is', null)
    .where(sql<SqlBool>`key = any(${taken}::text[])`)
    .execute()
  if (known.length < taken.length) throw problem(422, 'partnership-roles.errors.role')
}

async function writeCells(trx: Trx, regionId: string, changes: readonly CellChange[]) {
  const put = changes.flatMap(({ party, role, after: { level, meaning } }) =>
    level === null ? [] : [{ region_id: regionId, party_id: party, role, level, meaning }],
  )
  const down = changes.filter(({ after }) => after.level === null)
  if (put.length > 0)
    await trx
      .insertInto('partnership_roles')
      .values(put)
      .onConflict((on) =>
        on.columns(['region_id', 'party_id', 'role']).doUpdateSet((eb) => ({
          level: eb.ref('excluded.level'),
          meaning: eb.ref('excluded.meaning'),
        })),
      )
      .execute()
  if (down.length > 0)
    await sql`delete from partnership_roles using unnest(${down.map(({ party }) => party)}::uuid[],
      ${down.map(({ role }) => role)}::text[]) as d (party, role)
      where region_id = ${regionId} and party_id = d.party and partnership_roles.role = d.role`.execute(trx)
}

/** What was agreed or offered for other leads than those of now is over. */
async function endLapsed(trx: Trx, regionId: string, partnershipId: string, moment: Moment) {
  const holds = Map.groupBy(await readHolds(trx, regionId, [partnershipId]), ({ role }) => role)
  const leads = (role: string) => leadsOf(holds.get(role) ?? [])
  const agreements = await trx
    .selectFrom('role_agreements as g')
    .select(['g.id', 'g.role', 'g.how'])
    .select(
      sql<string[]>`array(select s.party_id from role_shares s where s.region_id = g.region_id
        and s.agreement_id = g.id)`.as('parties'),
    )
    .where('g.region_id', '=', regionId)
    .where('g.partnership_id', '=', partnershipId)
    .where('g.ended_at', 'is', null)
    .execute()
  const over = agreements.filter(
    ({ role, how, parties }) =>
      !agreementHolds({ how: how as Way, shares: parties.map((party) => ({ party })) }, leads(role)),
  )
  await endAgreements(
    trx,
    regionId,
    over.map(({ id }) => id),
    moment,
  )
  const offers = await trx
    .selectFrom('role_handovers')
    .select(['id', 'role', 'from_party_id as from', 'to_party_id as to'])
    .where('region_id', '=', regionId)
    .where('partnership_id', '=', partnershipId)
    .where('answer', 'is', null)
    .execute()
  const gone = offers.filter(({ role, from, to }) => {
    const now = leads(role)
    return from === null ? now.length > 0 : !now.includes(from) || now.includes(to)
  })
  for (const { id } of gone) await answerOffer(trx, regionId, id, { answer: 'withdrawn', why: '' }, moment)
}

export async function endAgreements(trx: Trx, regionId: string, ids: readonly string[], moment: Moment) {
  if (ids.length === 0) return
  await trx
    .updateTable('role_agreements')
    .set({ ended_at: moment.at })
    .where('region_id', '=', regionId)
    .where(sql<SqlBool>`id = any(${ids}::uuid[])`)
    .where('ended_at', 'is', null)
    .execute()
}

/** Writes what became of an offer. Throws 409 where it was answered already. */
export async function answerOffer(
  trx: Trx,
  regionId: string,
  id: string,
  { answer, why }: { answer: string; why: string },
  moment: Moment,
) {
  const row = await trx
    .updateTable('role_handovers')
    .set({ answer, answered_at: moment.at, answer_why: why })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .where('answer', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw problem(409, 'partnership-roles.errors.answered')
}

/** Moves the lead of a role from one partner to another, as an offer says it that was taken. */
export async function moveLead(
  trx: Trx,
  regionId: string,
  partnershipId: string,
  { role, from, to, keeps }: { role: string; from: string | null; to: string; keeps: Content['level'] },
  moment: Moment,
): Promise<CellChange[]> {
  const now = await cellsNow(trx, regionId, partnershipId)
  const content = (party: string) => now(party, role) ?? { level: null, meaning: '' }
  const giver = from === null ? [] : [{ party: from, after: { ...content(from), level: keeps } }]
  const changes = [...giver, { party: to, after: { ...content(to), level: 'lead' as const } }].map(
    ({ party, after }): CellChange => ({
      party,
      role,
      before: content(party),
      after: after.level === null ? { level: null, meaning: '' } : after,
    }),
  )
  await writeCells(trx, regionId, changes)
  await endLapsed(trx, regionId, partnershipId, moment)
  return changes
}

/** Does something with a role once nobody else can, with who leads it then. */
export const inTurn = <T>(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  deed: Omit<Deed, 'record'>,
  moment: Moment,
  work: (trx: Trx, leads: (role: string) => string[]) => Promise<T>,
): Promise<T> =>
  record(db, actor, { for: spokenFor(actor, partnership), ...deed, record: partnership }, moment, async (trx) => {
    await holdRoles(trx, actor.regionId, partnership.id)
    const holds = Map.groupBy(await readHolds(trx, actor.regionId, [partnership.id]), ({ role }) => role)
    return work(trx, (role) => leadsOf(holds.get(role) ?? []))
  })
