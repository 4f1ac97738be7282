import { type SqlBool, sql } from 'kysely'
import { dayIn } from '../../platform/days.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { makeLink } from '../../platform/links.ts'
import type { Moment } from '../../platform/moment.ts'
import type { Signer } from './signers.ts'

/** For so many days after its last one a link still tells what was said. */
const KEPT_DAYS = 60

/** The token of a link with which one person answers one sign-off; it is kept nowhere. `handedBy`: who hands it on, where it is not mailed. */
export function makeSignLink(
  db: Db,
  region: { id: string; timeZone: string },
  signOff: { id: string; until: string },
  personId: string,
  moment: Moment,
  handedBy: string | null = null,
): Promise<string> {
  const left = (Date.parse(signOff.until) - Date.parse(dayIn(region.timeZone, moment.at))) / 86_400_000
  const days = Math.max(0, Math.round(left)) + KEPT_DAYS
  const link = { regionId: region.id, purpose: 'sign-off' as const, recordId: signOff.id, personId, handedBy, days }
  return makeLink(db, link, moment)
}

/** Notes that these are written to about a sign-off. Nobody can be reached who has no address. */
export async function noteLetters(
  trx: Trx,
  regionId: string,
  all: readonly { signOffId: string; signers: readonly Signer[] }[],
  moment: Moment,
) {
  const rows = all.flatMap(({ signOffId, signers }) =>
    signers.map(({ personId, email }) => ({
      region_id: regionId,
      sign_off_id: signOffId,
      person_id: personId,
      asked_at: moment.at,
      sent_at: null,
      failed_at: email === null ? moment.at : null,
    })),
  )
  if (rows.length === 0) return
  await trx
    .insertInto('sign_off_letters')
    .values(rows)
    .onConflict((on) =>
      on.columns(['region_id', 'sign_off_id', 'person_id']).doUpdateSet((eb) => ({
        asked_at: eb.ref('excluded.asked_at'),
        // That one has arrived stays true.
        sent_at: eb.ref('sign_off_letters.sent_at'),
        failed_at: eb.ref('excluded.failed_at'),
      })),
    )
    .execute()
}

/** Those who were written to about a sign-off at that moment. */
export async function writtenTo(db: Db, regionId: string, signOffId: string, at: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('sign_off_letters')
    .select('person_id')
    .where('region_id', '=', regionId)
    .where('sign_off_id', '=', signOffId)
    .where('asked_at', '=', at)
    .execute()
  return rows.map((row) => row.person_id)
}

const ours = sql<SqlBool>`e.region_id = l.region_id and e.verb in ('sign-off.asked', 'sign-off.reminded')
  and c.region_id = e.region_id and c.entry_id = e.id and c.record_id = l.sign_off_id`

/**
 * Learns of letters that are under way what became of them: a letter that a mail server took has reached somebody; one that
 * was given up, or that somebody takes no such mail, has not.
 */
export async function learnFates(db: Db, moment: Moment) {
  await sql`
    update sign_off_letters set sent_at = told.sent_at, failed_at = case when told.sent_at is null then ${moment.at}::timestamptz end
    from (select l.region_id, l.sign_off_id, l.person_id, max(d.sent_at) as sent_at
      from sign_off_letters l
      join journal_concerns c on c.region_id = l.region_id and c.record_id = l.sign_off_id
      join journal e on ${ours} and e.at = l.asked_at and e.announced_at is not null
      left join deliveries d on d.region_id = e.region_id and d.entry_id = e.id and d.person_id = l.person_id
      where l.sent_at is null and l.failed_at is null
      group by l.region_id, l.sign_off_id, l.person_id
      having bool_and(d.id is null or d.sent_at is not null or d.given_up_at is not null)) told
    where sign_off_letters.region_id = told.region_id and sign_off_letters.sign_off_id = told.sign_off_id
      and sign_off_letters.person_id = told.person_id`.execute(db)
}
