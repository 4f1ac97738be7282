import { UUID } from '../../platform/ids.ts'
import { sql } from 'kysely'
import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { nextChange } from '../../platform/live.ts'
import type { Moment } from '../../platform/moment.ts'
import { nameKey } from '../../directory/name-words.ts'
import { LIMITS } from './forms.ts'
import type { Meeting } from './meetings.ts'
import { type Phone, phoneActor, phoneDeed } from './participants.ts'
import { isOpen } from './rules.ts'
import { freeSlot } from './slots.ts'

/** An organization as a phone named it: one that the public finds in the directory, or a name. */
export interface Named {
  name: string
  organizationId: string | null
}

export interface TieSaid {
  from: Named
  to: Named
  kind: string
  /** Who does it to whom matters; else the ends stand in any order. */
  directed: boolean
  strength: number | null
}

/** How a meeting stands for a phone that is about to say something, read at once: others wait meanwhile. */
interface Standing {
  n: number
  /** What of it is there already, by key. */
  known: { id: string; key: string; slot: number; removed: boolean }[]
  taken: number[]
  /** How many lines there are, of all kinds. */
  lines: number
  /** How often this phone has said something. */
  said: number
}

/** What every change at a meeting begins with: its number, which holds all others back until this one ends. */
async function inTurn<T>(
  db: Db,
  phone: Phone,
  verb: string,
  moment: Moment,
  keys: readonly string[],
  change: (trx: Trx, standing: Standing) => Promise<T>,
): Promise<T> {
  const { regionId, meetingId: id } = phone
  return record(db, phoneActor(regionId), phoneDeed({ id }, verb), moment, async (trx) => {
    const n = await nextChange(trx, regionId, id)
    const { rows } = await sql<Standing & { closesAt: Date; closedAt: Date | null }>`
      select m.closes_at as "closesAt", m.closed_at as "closedAt",
        coalesce((select json_agg(json_build_object('id', l.id, 'key', l.key, 'slot', l.slot, 'removed', l.removed_at is not null))
          from meeting_lines l where l.region_id = m.region_id and l.meeting_id = m.id and l.kind = 'organization'
            and l.key = any(${keys}::text[])), '[]') as known,
        array(select l.slot from meeting_lines l where l.region_id = m.region_id and l.meeting_id = m.id
          and l.kind = 'organization') as taken,
        (select count(*)::int from meeting_lines l where l.region_id = m.region_id and l.meeting_id = m.id) as lines,
        (select count(*)::int from meeting_voices v where v.region_id = m.region_id and v.participant_id = ${phone.id}) as said
      from meetings m where m.region_id = ${regionId} and m.id = ${id}`.execute(trx)
    const standing = { ...rows[0]!, n }
    if (!isOpen(standing, moment.at)) throw problem(410, 'meetings.errors.over')
    if (standing.known.some((line) => line.removed)) throw problem(409, 'meetings.errors.takenOff')
    return change(trx, standing)
  })
}

/** By what a name is the same as another: the one of the directory, or the name in whatever spelling. */
const keyOf = (named: Named) => named.organizationId ?? nameKey(named.name)

/** A phone names an organization. Named twice it is one line with two voices. */
export const addOrganization = (db: Db, phone: Phone, named: Named, moment: Moment) =>
  inTurn(db, phone, 'meeting.organization-added', moment, [keyOf(named)], async (trx, standing) => {
    const [id = ''] = await placeAll(trx, phone, [named], standing, moment)
    await speak(trx, phone, id, null, standing, moment)
    return id
  })

/** A phone tells of a tie; its ends are put in where they are not there yet. Told by two phones it is one line. */
export const addTie = (db: Db, phone: Phone, said: TieSaid, moment: Moment) => {
  const ends = [said.from, said.to]
  return inTurn(db, phone, 'meeting.tie-added', moment, ends.map(keyOf), async (trx, standing) => {
    if (keyOf(said.from) === keyOf(said.to)) throw problem(422, 'network.errors.itself')
    const [a = '', b = ''] = await placeAll(trx, phone, ends, standing, moment)
    const [first, second] = said.directed || a < b ? [a, b] : [b, a]
    const id = moment.id()
    const line = await trx
      .insertInto('meeting_lines')
      .values({
        ...base(phone, id, standing.n, moment),
        kind: 'tie',
        key: `${first} ${second} ${said.kind}`,
        a_id: first,
        b_id: second,
        tie_kind: said.kind,
      })
      .onConflict((on) =>
        on.columns(['region_id', 'meeting_id', 'kind', 'key']).doUpdateSet((eb) => ({ n: eb.ref('excluded.n') })),
      )
      .returning(['id', 'removed_at'])
      .executeTakeFirstOrThrow()
    if (line.removed_at) throw problem(409, 'meetings.errors.takenOff')
    if (line.id === id && standing.lines >= LIMITS.lines) throw problem(409, 'meetings.errors.full')
    await speak(trx, phone, line.id, said.strength, standing, moment)
    return line.id
  })
}

/** A phone takes back what it said. What nobody else says is gone from the wall, with what was there for its sake alone. */
export const withdrawLine = (db: Db, phone: Phone, lineId: string, moment: Moment) =>
  inTurn(db, phone, 'meeting.line-withdrawn', moment, [], async (trx, { n }) => {
    const gone = await trx
      .deleteFrom('meeting_voices')
      .where('region_id', '=', phone.regionId)
      .where('line_id', '=', lineId)
      .where('participant_id', '=', phone.id)
      .executeTakeFirst()
    if (Number(gone.numDeletedRows) === 0) throw problem(404)
    await renumber(trx, phone.regionId, lineId, n)
  })

/** A coordinator takes something off the wall, whoever says it. */
export async function removeLine(db: Db, actor: Actor, meeting: Meeting, lineId: string, moment: Moment) {
  if (!UUID.test(lineId)) throw problem(404)
  const deed = { verb: 'meeting.line-removed', record: meeting, live: meeting.id }
  await record(db, actor, deed, moment, async (trx) => {
    const n = await nextChange(trx, meeting.regionId, meeting.id)
    const gone = await trx
      .updateTable('meeting_lines')
      .set({ removed_at: moment.at })
      .where('region_id', '=', meeting.regionId)
      .where('meeting_id', '=', meeting.id)
      .where('id', '=', lineId)
      .executeTakeFirst()
    if (Number(gone.numUpdatedRows) === 0) throw problem(404)
    await renumber(trx, meeting.regionId, lineId, n)
  })
}

/** A line and all that hangs together with it has changed. */
async function renumber(trx: Trx, regionId: string, lineId: string, n: number) {
  const line = await trx
    .selectFrom('meeting_lines')
    .select(['id', 'a_id', 'b_id'])
    .where('region_id', '=', regionId)
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow()
  const ties = trx
    .selectFrom('meeting_lines')
    .select(['id', 'a_id', 'b_id'])
    .where('region_id', '=', regionId)
    .where((eb) => eb.or([eb('a_id', '=', lineId), eb('b_id', '=', lineId)]))
  const ids = [line, ...(await ties.execute())].flatMap((one) => [one.id, one.a_id ?? [], one.b_id ?? []].flat())
  await trx.updateTable('meeting_lines').set({ n }).where('region_id', '=', regionId).where('id', 'in', ids).execute()
}

const base = (phone: Phone, id: string, n: number, moment: Moment) => ({
  region_id: phone.regionId,
  id,
  meeting_id: phone.meetingId,
  n,
  added_at: moment.at,
})

/** The lines of organizations, in their order: what is there gets this number, what is new a place near the first of them. */
async function placeAll(trx: Trx, phone: Phone, all: readonly Named[], standing: Standing, moment: Moment) {
  const { n, known } = standing
  const taken = new Set(standing.taken)
  const isNew = (named: Named) => !known.some((line) => line.key === keyOf(named))
  if (taken.size + all.filter(isNew).length > LIMITS.organizations) throw problem(409, 'meetings.errors.full')
  let near: number | undefined
  const placed = all.map((named) => {
    const there = known.find((line) => line.key === keyOf(named))
    const place = there ?? { id: moment.id(), slot: freeSlot(taken, near) }
    taken.add(place.slot)
    near = place.slot
    return { ...place, named }
  })
  const fresh = placed.filter(({ named }) => isNew(named))
  if (fresh.length > 0)
    await trx
      .insertInto('meeting_lines')
      .values(
        fresh.map(({ id, slot, named }) => ({
          ...base(phone, id, n, moment),
          kind: 'organization',
          key: keyOf(named),
          name: named.name,
          organization_id: named.organizationId,
          slot,
        })),
      )
      .execute()
  if (known.length > 0)
    await trx
      .updateTable('meeting_lines')
      .set({ n })
      .where('region_id', '=', phone.regionId)
      .where(
        'id',
        'in',
        known.map((line) => line.id),
      )
      .execute()
  return placed.map(({ id }) => id)
}

/** One more voice for a line; the same phone says it once, with what it said last. */
async function speak(
  trx: Trx,
  phone: Phone,
  lineId: string,
  strength: number | null,
  { said }: Standing,
  moment: Moment,
) {
  if (said >= LIMITS.said) throw problem(409, 'meetings.errors.enough')
  await trx
    .insertInto('meeting_voices')
    .values({ region_id: phone.regionId, line_id: lineId, participant_id: phone.id, strength, said_at: moment.at })
    .onConflict((on) =>
      on.columns(['region_id', 'line_id', 'participant_id']).doUpdateSet({ strength, said_at: moment.at }),
    )
    .execute()
}
