import { setQuietHours } from '../journal/quiet-hours.ts'
import type { NotificationsInput } from './forms.ts'
import { type Db, inTransaction } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import type { Room } from '../platform/room.ts'

/** Stands for every topic. */
export const ALL_TOPICS = '*'

/** What the rooms write mails about and one may do without. */
export const topicsOf = (rooms: Room[]): string[] => [
  ...new Set(rooms.flatMap((room) => Object.values(room.mails ?? {}).flatMap((rule) => rule.topic ?? []))),
]

/** Topics that a person does not want to hear of. */
export async function listUnwanted(db: Db, regionId: string, personId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('unsubscriptions')
    .select('topic')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .execute()
  return rows.map((row) => row.topic)
}

/** Sets what a person does not want to hear of, instead of what was set before. */
export async function setUnwanted(db: Db, regionId: string, personId: string, topics: string[], moment: Moment) {
  const write = async (trx: Db) => {
    await trx
      .deleteFrom('unsubscriptions')
      .where('region_id', '=', regionId)
      .where('person_id', '=', personId)
      .execute()
    if (topics.length === 0) return
    const rows = [...new Set(topics)].map((topic) => ({
      region_id: regionId,
      person_id: personId,
      topic,
      at: moment.at,
    }))
    await trx.insertInto('unsubscriptions').values(rows).execute()
  }
  await inTransaction(db, write)
}

/** Sets what somebody is written about, and when not. */
export async function chooseMail(
  db: Db,
  who: { id: string; personId: string },
  rooms: Room[],
  { topics, quietFrom: from, quietUntil: until }: NotificationsInput,
  moment: Moment,
) {
  const unwanted = topicsOf(rooms).filter((topic) => !topics.includes(topic))
  await db.transaction().execute(async (trx) => {
    await setUnwanted(trx, who.id, who.personId, unwanted, moment)
    await setQuietHours(trx, who.id, who.personId, from === null ? null : { from, until })
  })
}
