import { UUID } from '../../platform/ids.ts'
import { sql } from 'kysely'
import { record } from '../../journal/entries.ts'
import { propose, takeBack } from '../../journal/proposals.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { eachApart } from '../../platform/each-apart.ts'
import { found } from '../../platform/errors.ts'
import { nextChange } from '../../platform/live.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecord } from '../../platform/records.ts'
import { codeOf, hashOfCode } from './codes.ts'
import type { Asks, MeetingInput } from './forms.ts'
import { isOpen } from './rules.ts'
import { type Line, readLines } from './line-lists.ts'

export interface Meeting {
  regionId: string
  id: string
  title: string
  asks: Asks
  /** Kinds of ties that it asks for; none: all. */
  kinds: string[]
  openedAt: Date
  closesAt: Date
  closedAt: Date | null
  codeTurn: number
}

/** What phones said at meetings awaits a decision under these kinds, by the ids of their lines. */
export const PROPOSED = { organization: 'meeting-organization', tie: 'meeting-tie' } as const

const HOUR = 3_600_000
/** So long what was said at a meeting is kept after its end, decided or not. */
export const LINES_KEPT_DAYS = 90

const meetings = (db: Db, regionId: string) =>
  db
    .selectFrom('meetings')
    .select(['region_id as regionId', 'id', 'title', 'kinds', 'opened_at as openedAt', 'closes_at as closesAt'])
    .select((eb) => ['closed_at as closedAt', 'code_turn as codeTurn', eb.ref('asks').$castTo<Asks>().as('asks')])
    .where('region_id', '=', regionId)

/** All meetings of a region, the latest first. */
export const listMeetings = (db: Db, regionId: string): Promise<Meeting[]> =>
  meetings(db, regionId).orderBy('opened_at', 'desc').orderBy('id').limit(200).execute()

/** One of them. Throws NotFound. */
export const getMeeting = async (db: Db, regionId: string, id: string): Promise<Meeting> =>
  found(UUID.test(id) ? await meetings(db, regionId).where('id', '=', id).executeTakeFirst() : undefined)

/** The open meeting that a code opens; undefined for every other code. */
export async function findMeetingOf(db: Db, secret: string, regionId: string, code: string, now: Date) {
  const hash = hashOfCode(secret, regionId, code)
  const meeting = await meetings(db, regionId).where('code_hash', '=', hash).executeTakeFirst()
  return meeting && isOpen(meeting, now) ? meeting : undefined
}

/** Opens a meeting: whoever has its code can add to it until its time is over. Only coordinators find its record. */
export async function openMeeting(db: Db, actor: Actor, secret: string, input: MeetingInput, moment: Moment) {
  const id = moment.id()
  const { regionId } = actor
  const deed = { verb: 'meeting.opened', record: { id }, changes: { title: [null, input.title] } }
  await record(db, actor, deed, moment, async (trx) => {
    await addRecord(trx, regionId, { id, kind: 'meeting', visibility: 'circle' }, moment)
    await trx
      .insertInto('meetings')
      .values({
        region_id: regionId,
        id,
        title: input.title,
        asks: input.asks,
        kinds: input.kinds,
        opened_at: moment.at,
        by_person_id: actor.personId,
        closes_at: new Date(moment.at.getTime() + input.hours * HOUR),
        code_hash: hashOfCode(secret, regionId, codeOf(secret, { regionId, id, codeTurn: 1 })),
      })
      .execute()
    await nextChange(trx, regionId, id)
  })
  return id
}

/** Another code for who comes from now on; who is in stays in. */
export async function renewCode(db: Db, actor: Actor, secret: string, meeting: Meeting, moment: Moment) {
  const { regionId, id } = meeting
  await record(db, actor, { verb: 'meeting.code-changed', record: meeting }, moment, async (trx) => {
    await nextChange(trx, regionId, id)
    const { code_turn: codeTurn } = found(
      await trx
        .updateTable('meetings')
        .set({ code_turn: sql`code_turn + 1` })
        .where('region_id', '=', regionId)
        .where('id', '=', id)
        .where('closed_at', 'is', null)
        .returning('code_turn')
        .executeTakeFirst(),
    )
    await trx
      .updateTable('meetings')
      .set({ code_hash: hashOfCode(secret, regionId, codeOf(secret, { regionId, id, codeTurn })) })
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .execute()
  })
}

/** Ends a meeting: nobody comes in or adds any more, and what was said awaits a decision. Ending it twice ends it once. */
export async function closeMeeting(db: Db, actor: Actor, meeting: Meeting, moment: Moment) {
  const { regionId, id } = meeting
  let counted: Record<string, unknown> = {}
  const deed = { verb: 'meeting.closed', record: meeting, changes: () => counted }
  await db.transaction().execute(async (trx) => {
    await nextChange(trx, regionId, id)
    const closed = await trx
      .updateTable('meetings')
      .set({ closed_at: moment.at, code_hash: null })
      .where('region_id', '=', regionId)
      .where('id', '=', id)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (Number(closed.numUpdatedRows) === 0) return
    await record(trx, actor, deed, moment, async () => {
      const { people, lines } = await readLines(trx, meeting, 0)
      const said = lines.filter((line) => line.there)
      const count = (kind: Line['kind']) => said.filter((line) => line.kind === kind).length
      counted = { phones: [0, people], organizations: [0, count('organization')], ties: [0, count('tie')] }
      await proposeLines(trx, meeting, said, moment)
    })
  })
}

/** What was said becomes proposals; an organization of the directory that was named is none. */
async function proposeLines(trx: Trx, meeting: Meeting, said: Line[], moment: Moment) {
  const open = said.filter((line) => line.kind === 'tie' || line.organizationId === null)
  const suggestions = open.map((line) => ({
    kind: PROPOSED[line.kind],
    key: line.id,
    payload: { meeting: meeting.id, line: line.id },
    concerns: [meeting.id],
  }))
  await propose(trx, meeting.regionId, suggestions, moment)
}

/** Ends the meetings whose time is over, in all regions. */
export async function closeDueMeetings(db: Db, moment: Moment) {
  const due = await db
    .selectFrom('meetings')
    .select(['region_id', 'id'])
    .where('closed_at', 'is', null)
    .where('closes_at', '<=', moment.at)
    .execute()
  await eachApart(due, 'Not every meeting could be closed.', async ({ region_id: regionId, id }) =>
    closeMeeting(db, systemActor(regionId), await getMeeting(db, regionId, id), moment),
  )
}

/** Forgets what was said at meetings that ended long ago: phones, lines, and what nobody decided of them. */
export async function forgetOldMeetings(db: Db, now: Date) {
  const old = await db
    .selectFrom('meetings as m')
    .select(['m.region_id', 'm.id'])
    .where('m.closed_at', '<', new Date(now.getTime() - LINES_KEPT_DAYS * 24 * HOUR))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('meeting_participants as p')
          .select('p.id')
          .whereRef('p.region_id', '=', 'm.region_id')
          .whereRef('p.meeting_id', '=', 'm.id'),
      ),
    )
    .execute()
  for (const { region_id: regionId, id } of old) await db.transaction().execute((trx) => forgetLines(trx, regionId, id))
}

async function forgetLines(trx: Trx, regionId: string, id: string) {
  const lines = await trx
    .deleteFrom('meeting_lines')
    .where('region_id', '=', regionId)
    .where('meeting_id', '=', id)
    .returning('id')
    .execute()
  await trx.deleteFrom('meeting_participants').where('region_id', '=', regionId).where('meeting_id', '=', id).execute()
  const keys = lines.map((line) => line.id)
  for (const kind of Object.values(PROPOSED)) await takeBack(trx, regionId, kind, keys)
}
