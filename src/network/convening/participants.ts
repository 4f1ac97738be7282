import { record } from '../../journal/entries.ts'
import { type Actor, publicActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { nextChange } from '../../platform/live.ts'
import type { Moment } from '../../platform/moment.ts'
import { hashOfToken } from './codes.ts'
import { LIMITS } from './forms.ts'
import type { Meeting } from './meetings.ts'

/** A phone at a meeting. Nobody asks whose it is. */
export interface Phone {
  regionId: string
  id: string
  meetingId: string
  /** Where whoever holds it says they come from; it proves nothing. */
  organization: string
}

const TOKEN = /^[\w-]{43}$/

/** Whoever adds at a meeting is nobody, also who is signed in: what they say is said by a phone of the meeting. */
export const phoneActor = (regionId: string): Actor => ({ ...publicActor(regionId), kind: 'link' })

/** What every deed of a phone has in common: one line of the journal for all of a kind, and only who watches hears of it. */
export const phoneDeed = (meeting: { id: string }, verb: string) => ({
  verb,
  record: meeting,
  batch: meeting.id,
  live: meeting.id,
})

/** A phone comes in. Its token is kept nowhere: the database holds a hash. */
export async function joinMeeting(db: Db, meeting: Meeting, organization: string, moment: Moment): Promise<string> {
  const token = moment.random(32).toString('base64url')
  const { regionId, id } = meeting
  await record(db, phoneActor(regionId), phoneDeed(meeting, 'meeting.joined'), moment, async (trx) => {
    await nextChange(trx, regionId, id)
    const { phones } = await trx
      .selectFrom('meeting_participants')
      .select((eb) => eb.fn.countAll<number>().as('phones'))
      .where('region_id', '=', regionId)
      .where('meeting_id', '=', id)
      .executeTakeFirstOrThrow()
    if (phones >= LIMITS.phones) throw problem(409, 'meetings.errors.full')
    await trx
      .insertInto('meeting_participants')
      .values({
        region_id: regionId,
        id: moment.id(),
        meeting_id: id,
        token_hash: hashOfToken(token),
        organization,
        joined_at: moment.at,
      })
      .execute()
  })
  return token
}

/** The phone that a token belongs to. */
export async function findPhone(db: Db, regionId: string, token: string): Promise<Phone | undefined> {
  if (!TOKEN.test(token)) return undefined
  return db
    .selectFrom('meeting_participants')
    .select(['region_id as regionId', 'id', 'meeting_id as meetingId', 'organization'])
    .where('region_id', '=', regionId)
    .where('token_hash', '=', hashOfToken(token))
    .executeTakeFirst()
}
