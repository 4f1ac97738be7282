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

interface Place {
  id: string
  slot: number
}

/** What every change at a meeting begins with: its number, which holds all others back until this one ends. */
async function inTurn<T>(
  db: Db,
  phone: Phone,
  verb: string,
  moment: Moment,
  change: (trx: Trx, n: number) => Promise<T>,
): Promise<T> {
  const { regionId, meetingId: id } = phone
  return record(db, phoneActor(regionId), phoneDeed({ id }, verb), moment, async (trx) => {
    const n = await nextChange(trx, regionId, id)
    const meeting = await trx
      .selectFrom('meetings')
      .select(['closes_at as closesAt', 'closed_at as closedAt'])
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (!isOpen(meeting, moment.at)) throw problem(410, 'meetings.errors.over')
    return change(trx, n)
  })
}

/** A phone names an organization. Named twice it is one line with two voices. */
export const addOrganization = (db: Db, phone: Phone, named: Named, moment: Moment) =>
  inTurn(db, phone, 'meeting.organization-added', moment, async (trx, n) => {
    const { id } = await placeOf(trx, phone, named, n, moment)
    await speak(trx, phone, id, null, moment)
    return id
  })

/** A phone tells of a tie; its ends are put in where they are not there yet. Told by two phones it is one line. */
export const addTie = (db: Db, phone: Phone, said: TieSaid, moment: Moment) =>
  inTurn(db, phone, 'meeting.tie-added', moment, async (trx, n) => {
    const a = await placeOf(trx, phone, said.from, n, moment)
    const b = await placeOf(trx, phone, said.to, n, moment, a.slot)
    if (a.id === b.id) throw problem(422, 'network.errors.itself')
    const [first, second] = said.directed || a.id < b.id ? [a.id, b.id] : [b.id, a.id]
    const key = `${first} ${second} ${said.kind}`
    const id = (await findLine(trx, phone, 'tie', key, n)) ?? moment.id()
    await trx
      .insertInto('meeting_lines')
      .values({ ...base(phone, id, n, moment), kind: 'tie', key, a_id: first, b_id: second, tie_kind: said.kind })
      .onConflict((on) => on.doNothing())
      .execute()
    await speak(trx, phone, id, said.strength, moment)
    return id
  })

/** A phone takes back what it said. What nobody else says is gone from the wall, with what was there for its sake alone. */
export const withdrawLine = (db: Db, phone: Phone, lineId: string, moment: Moment) =>
  inTurn(db, phone, 'meeting.line-withdrawn', moment, async (trx, n) => {
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

/** The same line that is there already, now with this number; what a coordinator took off stays off. */
async function findLine(trx: Trx, phone: Phone, kind: 'organization' | 'tie', key: string, n: number) {
  const line = await trx
    .updateTable('meeting_lines')
    .set({ n })
    .where('region_id', '=', phone.regionId)
    .where('meeting_id', '=', phone.meetingId)
    .where('kind', '=', kind)
    .where('key', '=', key)
    .returning(['id', 'removed_at'])
    .executeTakeFirst()
  if (line?.removed_at) throw problem(409, 'meetings.errors.takenOff')
  return line?.id
}

/** The line of an organization, with its place in the picture; a new one is put near what it is tied to. */
async function placeOf(trx: Trx, phone: Phone, named: Named, n: number, moment: Moment, near?: number): Promise<Place> {
  const key = named.organizationId ?? nameKey(named.name)
  const known = await findLine(trx, phone, 'organization', key, n)
  const taken = await trx
    .selectFrom('meeting_lines')
    .select(['id', 'slot'])
    .where('region_id', '=', phone.regionId)
    .where('meeting_id', '=', phone.meetingId)
    .where('kind', '=', 'organization')
    .execute()
  if (known) return { id: known, slot: taken.find((one) => one.id === known)!.slot! }
  if (taken.length >= LIMITS.organizations) throw problem(409, 'meetings.errors.full')
  const place = { id: moment.id(), slot: freeSlot(new Set(taken.map((one) => one.slot!)), near) }
  await trx
    .insertInto('meeting_lines')
    .values({
      ...base(phone, place.id, n, moment),
      kind: 'organization',
      key,
      name: named.name,
      organization_id: named.organizationId,
      slot: place.slot,
    })
    .execute()
  return place
}

/** One more voice for a line; the same phone says it once, with what it said last. */
async function speak(trx: Trx, phone: Phone, lineId: string, strength: number | null, moment: Moment) {
  const { said } = await trx
    .selectFrom('meeting_voices')
    .select((eb) => eb.fn.countAll<number>().as('said'))
    .where('region_id', '=', phone.regionId)
    .where('participant_id', '=', phone.id)
    .executeTakeFirstOrThrow()
  if (said >= LIMITS.said) throw problem(409, 'meetings.errors.enough')
  await trx
    .insertInto('meeting_voices')
    .values({ region_id: phone.regionId, line_id: lineId, participant_id: phone.id, strength, said_at: moment.at })
    .onConflict((on) =>
      on.columns(['region_id', 'line_id', 'participant_id']).doUpdateSet({ strength, said_at: moment.at }),
    )
    .execute()
}
