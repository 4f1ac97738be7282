import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { dayIn } from '../platform/days.ts'
import type { Db, Trx } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import { revokeLinks } from '../platform/links.ts'
import type { Visibility } from '../platform/records.ts'
import type { Merging } from '../platform/room.ts'
import { splitWhole } from './consents.ts'
import type { PersonInput } from './forms.ts'
import type { Person } from './persons.ts'
import { narrower } from './rules.ts'

/** Fields of which one side is chosen when two persons become one. */
export const CHOSEN_OF_PERSONS = ['name', 'email', 'phone'] as const

type Choices = Partial<Record<string, 'kept' | 'lost'>>
type Row = Record<string, unknown>

/** A person as their form holds them. */
export const personInput = ({ name, email, phone, note, lang }: Person): PersonInput => ({
  name,
  email: email ?? '',
  phone: phone ?? '',
  note,
  lang,
})

/** Who of these has an account of their own in the region, or had one. */
export async function haveAccounts(db: Db, regionId: string, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('memberships')
    .select('person_id')
    .where('region_id', '=', regionId)
    .where('person_id', 'in', ids)
    .execute()
  return new Set(rows.map((row) => row.person_id))
}

/**
 * What the person that stays says: of each field what was chosen, and both notes. Who has an account keeps their address: it
 * is what opens their mandates.
 */
export async function joinPersons(
  db: Db,
  actor: Actor,
  kept: Person,
  lost: Person,
  choices: Choices,
): Promise<PersonInput> {
  const [mine, theirs] = [personInput(kept), personInput(lost)]
  const fixed = (await haveAccounts(db, actor.regionId, [kept.id])).has(kept.id)
  const chosen = CHOSEN_OF_PERSONS.map((field) => {
    const isTheirs = choices[field] === 'lost' ? theirs[field] !== '' : mine[field] === ''
    return [field, isTheirs && !(fixed && field === 'email') ? theirs[field] : mine[field]]
  })
  const note = [...new Set([mine.note, theirs.note])].filter(Boolean).join('\n\n')
  return Object.assign({}, mine, Object.fromEntries(chosen), { note })
}

/** Nobody who has an account becomes somebody else: of two persons only one may have one, and that one stays. */
export async function nobodyIsTakenOver(trx: Trx, actor: Actor, kept: { id: string }, lost: { id: string }) {
  await trx
    .selectFrom('persons')
    .select('id')
    .where('region_id', '=', actor.regionId)
    .where('id', 'in', [kept.id, lost.id])
    .orderBy('id')
    .forUpdate()
    .execute()
  const held = await haveAccounts(trx, actor.regionId, [kept.id, lost.id])
  if (held.has(kept.id) && held.has(lost.id)) throw problem(422, 'merging.bothAccounts')
  if (held.has(lost.id)) throw problem(422, 'merging.accountStays')
}

/** What hangs on a person that becomes another one and is not only to be pointed elsewhere. */
export async function mergePersons(merging: Merging): Promise<void> {
  const { trx, regionId, lostId, moment } = merging
  await revokeLinks(trx, regionId, { purpose: 'invitation', personId: lostId }, moment)
  await joinConsents(merging)
  await joinMandates(merging)
  await joinPositions(merging)
  await keepOtherWords(merging)
}

/** Of each field the stricter consent counts: one that only one of both gave ends. All stay on record, with the one that stays. */
async function joinConsents({ trx, regionId, keptId, lostId, mover, moment }: Merging) {
  for (const id of [keptId, lostId]) await splitWhole(trx, regionId, id, moment)
  const mine = await mover.rowsWhere('consents', 'person_id', keptId)
  const ended = { withdrawn_at: moment.at.toISOString() }
  const given = (rows: Row[], field: unknown) =>
    rows.find((row) => row['field'] === field && row['withdrawn_at'] === null)
  const theirs = await mover.rowsWhere('consents', 'person_id', lostId)
  for (const row of mine) {
    const other = given(theirs, row['field'])
    const isWider = row['withdrawn_at'] === null && (!other || narrowest(row, other) !== row['visibility'])
    if (isWider) await mover.change('consents', row, ended)
  }
  for (const row of theirs) {
    const own = given(mine, row['field'])
    const counts = row['withdrawn_at'] !== null || (own && narrowest(row, own) !== own['visibility'])
    await mover.change('consents', row, { person_id: keptId, ...(!counts && ended) })
  }
  await mover.repoint({ table: 'consents', column: 'recorded_by' }, lostId, keptId)
  const [[spine], [lost]] = [
    await mover.rowsWhere('records', 'id', keptId),
    await mover.rowsWhere('records', 'id', lostId),
  ]
  const visibility = narrowest(spine!, lost!)
  if (visibility !== spine!['visibility']) await mover.change('records', spine!, { visibility, circle_id: null })
}

const narrowest = (one: Row, other: Row): Visibility =>
  narrower(one['visibility'] as Visibility, other['visibility'] as Visibility)

/** What they may do follows; what both may, the one that stays may as it was given to them, unless that is over. */
async function joinMandates({ trx, regionId, keptId, lostId, mover, moment }: Merging) {
  const region = trx.selectFrom('regions').select('time_zone').where('region_id', '=', regionId)
  const today = dayIn((await region.executeTakeFirstOrThrow()).time_zone, moment.at)
  const isOver = (until: unknown) => typeof until === 'string' && until < today
  const mine = (await mover.rowsWhere('mandates', 'person_id', keptId)).filter((row) => !isOver(row['until_day']))
  const isOwn = (row: Row) => row['ended_at'] === null && row['delegated_by'] === null
  for (const row of await mover.rowsWhere('mandates', 'person_id', lostId)) {
    const both = isOwn(row) && mine.some((one) => isOwn(one) && saysSame(one, row, ['what', 'organization_id']))
    await mover.change('mandates', row, { person_id: keptId, ...(both && { ended_at: moment.at.toISOString() }) })
  }
  await mover.repoint({ table: 'mandates', column: 'delegated_by' }, lostId, keptId)
}

/** Where they work follows, each place of work and title once. */
async function joinPositions({ keptId, lostId, mover }: Merging) {
  const mine = await mover.rowsWhere('positions', 'person_id', keptId)
  for (const row of await mover.rowsWhere('positions', 'person_id', lostId))
    if (mine.some((one) => saysSame(one, row, ['organization_id', 'title', 'period'])))
      await mover.drop('positions', row)
    else await mover.change('positions', row, { person_id: keptId })
}

const saysSame = (one: Row, other: Row, columns: string[]) => columns.every((column) => one[column] === other[column])

/** What is said no more of the one that stays is kept with the one that is no more: there it is found. */
async function keepOtherWords({ keptId, lostId, mover, before }: Merging) {
  const [[kept], [lost]] = [
    await mover.rowsWhere('persons', 'id', keptId),
    await mover.rowsWhere('persons', 'id', lostId),
  ]
  const given = CHOSEN_OF_PERSONS.filter((field) => before[field] !== '' && before[field] !== kept![field])
  if (given.length === 0) return
  await mover.change('persons', lost!, Object.fromEntries(given.map((field) => [field, before[field]])))
  if (given.includes('name'))
    for (const text of await mover.rowsWhere('search_texts', 'record_id', lostId))
      await mover.change('search_texts', text, { title: before['name'] })
}

/** Who came in since by the address of the one that is itself again is that one: nobody acts as somebody else. */
export async function partPersons(trx: Trx, { regionId }: Actor, keptId: string, lostId: string): Promise<void> {
  await sql`update memberships m set person_id = lost.id from persons kept, persons lost, auth."user" u
    where m.region_id = ${regionId} and m.person_id = ${keptId} and u.id = m.account_id
      and kept.region_id = m.region_id and kept.id = m.person_id and lost.region_id = m.region_id and lost.id = ${lostId}
      and lower(u.email) = lower(lost.email) and lower(u.email) is distinct from lower(kept.email)`.execute(trx)
}
