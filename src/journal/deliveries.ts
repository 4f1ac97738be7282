import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db.ts'
import type { Lang } from '../platform/i18n.ts'
import { translate } from '../platform/i18n.ts'
import type { Mail } from '../platform/mail.ts'
import type { Clock, Moment } from '../platform/moment.ts'
import type { Entry, MailRule, Room } from '../platform/room.ts'
import type { RegionHead } from '../ui/page.ts'
import { makeLink } from '../platform/links.ts'
import { endOfQuiet, quietHoursOf } from './quiet-hours.ts'
import { queueWebhooks } from './webhook-deliveries.ts'

/** What the delivery core is made of. */
export interface Post {
  db: Db
  mail: Mail
  rooms: Room[]
  clock: Clock
  origin: string
  /** The head of a region for its letters. */
  regionById(db: Db, regionId: string): Promise<RegionHead | undefined>
  /** Asks a worker to deliver soon; without it the sweep finds what is due. */
  hurry?(trx: Trx, delivery: { regionId: string; id: string }): Promise<void>
}

/** How long to wait after the n-th try that failed for now; after the last it is given up. Minutes. */
const WAITS = [1, 5, 20, 60, 240, 720, 1440]

const ruleOf = (rooms: Room[], verb: string): MailRule | undefined =>
  rooms.map((room) => room.mails?.[verb]).find((rule) => rule !== undefined)

/** Looks up for each new journal entry whom it is mailed to and which programs are told, once: a unique key keeps a second delivery out. Returns how many entries. */
export async function announce(post: Post, limit = 200): Promise<number> {
  return post.db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('journal')
      .selectAll()
      .where('announced_at', 'is', null)
      .orderBy('at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    const moment = post.clock()
    for (const row of rows) {
      const entry = asEntry(row)
      const rule = ruleOf(post.rooms, row.verb)
      const people = rule ? await wanting(trx, entry, await rule.recipients(trx, entry), rule.topic) : []
      if (people.length > 0) await makeDeliveries(post, trx, entry, people, moment)
      await trx
        .updateTable('journal')
        .set({ announced_at: moment.at })
        .where('region_id', '=', row.region_id)
        .where('id', '=', row.id)
        .execute()
    }
    await queueWebhooks(trx, rows, moment)
    return rows.length
  })
}

/** Those of the persons who have an address and have not unsubscribed from the topic. */
async function wanting(db: Db, entry: Entry, personIds: string[], topic: string | undefined): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await db
    .selectFrom('persons as p')
    .innerJoin('records as r', (on) =>
      on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id').on('r.removed_at', 'is', null),
    )
    .leftJoin('unsubscriptions as u', (on) =>
      on
        .onRef('u.region_id', '=', 'p.region_id')
        .onRef('u.person_id', '=', 'p.id')
        .on('u.topic', 'in', topic === undefined ? [''] : [topic, '*']),
    )
    .select('p.id')
    .distinct()
    .where('p.region_id', '=', entry.regionId)
    .where('p.id', 'in', [...new Set(personIds)])
    .where('p.email', 'is not', null)
    .where('u.topic', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}

async function makeDeliveries(post: Post, trx: Trx, entry: Entry, people: string[], moment: Moment) {
  const made = await trx
    .insertInto('deliveries')
    .values(
      people.map((person_id) => ({
        region_id: entry.regionId,
        id: moment.id(),
        entry_id: entry.id,
        person_id,
        channel: 'mail',
        created_at: moment.at,
        next_try_at: moment.at,
      })),
    )
    .onConflict((on) => on.columns(['region_id', 'person_id', 'entry_id', 'channel']).doNothing())
    .returning('id')
    .execute()
  for (const { id } of made) await post.hurry?.(trx, { regionId: entry.regionId, id })
}

interface Claimed {
  region_id: string
  id: string
  entry_id: string
  person_id: string
  tries: number
  /** When a try before this one, of which nothing else is known, handed the letter over. */
  handed_at: Date | null
}

/** How long a claim holds: no try takes longer, and a worker that died gives its deliveries back. */
const CLAIM_MINUTES = 10

/** Takes deliveries that are due, so that two workers never send the same. */
async function claim(post: Post, limit: number, only?: { regionId: string; id: string }): Promise<Claimed[]> {
  const now = post.clock().at
  const until = new Date(now.getTime() + CLAIM_MINUTES * 60_000)
  const this_one = only ? sql`and region_id = ${only.regionId} and id = ${only.id}` : sql``
  const claimed = await sql<Claimed>`
    update deliveries d set tries = d.tries + 1, next_try_at = ${until}
    from (select region_id, id from deliveries where sent_at is null and given_up_at is null and next_try_at <= ${now} ${this_one}
      order by next_try_at limit ${limit} for update skip locked) due
    where d.region_id = due.region_id and d.id = due.id
    returning d.region_id, d.id, d.entry_id, d.person_id, d.tries, d.handed_at`.execute(post.db)
  return claimed.rows
}

/** Sends one delivery if it is still due. */
export async function deliver(post: Post, due: { regionId: string; id: string }): Promise<boolean> {
  const [delivery] = await claim(post, 1, due)
  if (delivery) await attempt(post, delivery)
  return delivery !== undefined
}

/** Sends what is due. Returns how many were tried. */
export async function deliverDue(post: Post, limit = 50): Promise<number> {
  const claimed = await claim(post, limit)
  for (const delivery of claimed) await attempt(post, delivery)
  return claimed.length
}

const later = (at: Date, tries: number) => new Date(at.getTime() + WAITS[Math.min(tries, WAITS.length) - 1]! * 60_000)

async function attempt(post: Post, delivery: Claimed) {
  const moment = post.clock()
  const outcome = await send(post, delivery, moment).catch((error: unknown) => ({
    next_try_at: later(moment.at, delivery.tries),
    last_error: error instanceof Error ? error.message : String(error),
  }))
  await post.db
    .updateTable('deliveries')
    .set(outcome)
    .where('region_id', '=', delivery.region_id)
    .where('id', '=', delivery.id)
    .execute()
}

/** When the person may be written to again; null when they may be now. What they asked for comes at any hour. */
async function quietUntil({ db, rooms, regionById }: Post, delivery: Claimed, at: Date): Promise<Date | null> {
  const hours = await quietHoursOf(db, delivery.region_id, delivery.person_id)
  if (!hours) return null
  const entry = db.selectFrom('journal').select('verb').where('region_id', '=', delivery.region_id)
  const row = await entry.where('id', '=', delivery.entry_id).executeTakeFirst()
  const region = await regionById(db, delivery.region_id)
  return row && region && ruleOf(rooms, row.verb)?.topic ? endOfQuiet(hours, region.timeZone, at) : null
}

async function send(post: Post, delivery: Claimed, moment: Moment) {
  // A worker that died while the server took the letter.
  if (delivery.handed_at) return { given_up_at: moment.at, last_error: 'unknown: the answer was lost' }
  const loud = await quietUntil(post, delivery, moment.at)
  // To wait is no try.
  if (loud) return { next_try_at: loud, tries: delivery.tries - 1 }
  const letter = await write(post, delivery, moment)
  if (!letter) return { given_up_at: moment.at, last_error: 'nothing to say any more' }
  const sent = await post.mail.send(letter, () => noteHanding(post.db, delivery, moment))
  if (sent.ok) return { sent_at: moment.at, last_error: null }
  // A server that fell silent after the text may have taken it: a second letter is worse than none.
  if (sent.kind !== 'temporary' || delivery.tries > WAITS.length)
    return { given_up_at: moment.at, last_error: `${sent.kind}: ${sent.reason}` }
  return { next_try_at: later(moment.at, delivery.tries), last_error: sent.reason, handed_at: null }
}

const noteHanding = (db: Db, { region_id, id }: Claimed, { at }: Moment) =>
  db
    .updateTable('deliveries')
    .set({ handed_at: at })
    .where('region_id', '=', region_id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

async function write(post: Post, delivery: Claimed, moment: Moment) {
  const { db, origin } = post
  const row = await db
    .selectFrom('journal')
    .selectAll()
    .where('region_id', '=', delivery.region_id)
    .where('id', '=', delivery.entry_id)
    .executeTakeFirst()
  const person = await db
    .selectFrom('persons')
    .select(['id', 'name', 'email'])
    .where('region_id', '=', delivery.region_id)
    .where('id', '=', delivery.person_id)
    .executeTakeFirst()
  const region = await post.regionById(db, delivery.region_id)
  const rule = row && ruleOf(post.rooms, row.verb)
  if (!row || !person?.email || !region || !rule) return null
  const lang: Lang = region.languages[0] ?? 'en'
  const recipient = { id: person.id, name: person.name, email: person.email }
  const letter = await rule.compose({
    db,
    region,
    entry: asEntry(row),
    recipient,
    origin,
    lang,
    t: translate(lang),
    moment,
  })
  if (!letter) return null
  const token = await db
    .transaction()
    .execute((trx) =>
      makeLink(
        trx,
        { regionId: region.id, purpose: 'unsubscribe', personId: person.id, days: 365, uses: 1000 },
        moment,
      ),
    )
  return {
    to: { address: person.email, name: person.name },
    regionId: region.id,
    messageId: `<${delivery.id}.${delivery.region_id}@tieline>`,
    unsubscribe: { url: `${origin}/${region.slug}/l/${token}` },
    ...letter,
  }
}

/** A row of the journal as rooms look at it. */
export const asEntry = (row: {
  id: string
  region_id: string
  at: Date
  actor_kind: string
  actor_id: string | null
  for_organization_id: string | null
  verb: string
  record_id: string
  batch_id: string | null
  changes: unknown
}): Entry => ({
  id: row.id,
  regionId: row.region_id,
  at: row.at,
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  forOrganizationId: row.for_organization_id,
  verb: row.verb,
  recordId: row.record_id,
  batchId: row.batch_id,
  changes: row.changes as Record<string, unknown>,
})

/** So long it is known that a letter went out, and to whom. */
export const LETTER_KEPT_DAYS = 90

/** Drops what is known of letters that went out, or never will, since long. */
export async function forgetOldDeliveries(db: Db, now: Date) {
  await db
    .deleteFrom('deliveries')
    .where(sql<Date>`coalesce(sent_at, given_up_at)`, '<', new Date(now.getTime() - LETTER_KEPT_DAYS * 86_400_000))
    .execute()
}
