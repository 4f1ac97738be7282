import { sql } from 'kysely'
import { inForce } from '../../account/mandates.ts'
import { namesAtWork } from '../../account/colleagues.ts'
import { record } from '../../journal/entries.ts'
import { decide, findProposal, pairOf } from '../../journal/proposals.ts'
import { type Actor, organizationsWith, systemActor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { dayIn } from '../../platform/days.ts'
import { problem } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import type { Moment } from '../../platform/moment.ts'
import { type Limit, limit } from '../../platform/rate-limit.ts'
import type { Entry } from '../../platform/room.ts'
import { findRegionById } from '../../region/regions.ts'
import type { MeetingTyped } from './forms.ts'

/** The kind of the proposal that two organizations should meet. */
export const INTRODUCTION = 'introduction'

/** So often somebody who is no coordinator has the house write to others. */
const MAILED: Limit = { max: 20, perSeconds: 3600 }

async function countMail(db: Db, actor: Actor, moment: Moment) {
  const { ok, retryAfter: seconds } = await limit(
    db,
    `introduction ${actor.regionId} ${actor.personId}`,
    MAILED,
    moment.at,
  )
  if (!ok) throw problem(429, 'errors.tooMany', { seconds }, { 'retry-after': String(seconds) })
}

type Pair = readonly [{ id: string }, { id: string }]

/**
 * Keeps what becomes of the suggestion that two should meet. Who introduces them may let the house mail the text to
 * whoever speaks for either; throws 429 when that is more than somebody can mean.
 */
export async function decideMeeting(
  db: Db,
  actor: Actor,
  [a, b]: Pair,
  { decision, subject, text, sending }: MeetingTyped,
  lang: Lang,
  moment: Moment,
) {
  const suggestion = pairOf(INTRODUCTION, a.id, b.id)
  if (decision !== 'introduce') return decide(db, actor, suggestion, decision === 'later' ? 'later' : 'refused', moment)
  if (sending === 'mail' && !actor.coordinates) await countMail(db, actor, moment)
  const side = [a, b].find(({ id }) => !actor.coordinates && organizationsWith(actor, 'speak').includes(id))
  const deed = {
    verb: 'organization.introduced',
    record: a,
    concerns: [b.id],
    for: side?.id ?? null,
    changes: { mailed: [null, sending === 'mail'] },
  }
  await record(db, actor, deed, moment, (trx) =>
    decide(trx, actor, suggestion, 'accepted', moment, { subject, text, lang }),
  )
}

/** Who can be written to about an organization: persons who speak for it today and have an address. */
async function speakersFor(db: Db, regionId: string, organizationIds: string[], today: string) {
  return db
    .selectFrom('mandates as m')
    .innerJoin('persons as p', (on) => on.onRef('p.region_id', '=', 'm.region_id').onRef('p.id', '=', 'm.person_id'))
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id'))
    .select(['m.person_id as personId', sql<string>`m.organization_id`.as('organizationId')])
    .distinct()
    .where('m.region_id', '=', regionId)
    .where('m.what', '=', 'speak')
    .where('m.organization_id', 'in', organizationIds)
    .where('p.email', 'is not', null)
    .where('r.removed_at', 'is', null)
    .where(inForce('m', today))
    .execute()
}

/** Whom an introduction reaches at an organization: names as far as the reader may know them, and how many others. */
export interface Reached {
  names: string[]
  others: number
}

/** Whom a text would reach at each of some organizations, in their order. Who writes it is left out. */
export async function whomItReaches(db: Db, actor: Actor, ids: string[], today: string): Promise<Reached[]> {
  const all = (await speakersFor(db, actor.regionId, ids, today)).filter((one) => one.personId !== actor.personId)
  const names = await namesAtWork(db, actor, [...new Set(all.map((one) => one.personId))])
  return ids.map((id) => {
    const here = all.filter((one) => one.organizationId === id)
    const known = here.flatMap(({ personId }) => names.get(personId) ?? [])
    return { names: known.toSorted(), others: here.length - known.length }
  })
}

/** What an introduction said to both. */
export interface Introduction {
  organizationIds: string[]
  subject: string
  text: string
  lang: Lang
}

/** The introduction that an entry of the journal tells of; undefined when it is gone. */
export async function introductionOf(db: Db, entry: Entry): Promise<Introduction | undefined> {
  const ids = await introduced(db, entry)
  const [a = '', b = ''] = ids
  const proposal = await findProposal(db, systemActor(entry.regionId), INTRODUCTION, pairOf(INTRODUCTION, a, b).key)
  if (!proposal || proposal.decision !== 'accepted') return undefined
  const { subject, text, lang } = proposal.payload as { subject: string; text: string; lang: Lang }
  return { organizationIds: ids, subject, text, lang }
}

/** Who gets the text of an introduction that is to be mailed: whoever speaks for either, but not who wrote it. */
export async function introducedTo(db: Db, entry: Entry): Promise<string[]> {
  const isMailed = ([entry.changes['mailed']].flat() as unknown[]).at(-1) === true
  const region = isMailed ? await findRegionById(db, entry.regionId) : undefined
  if (!region) return []
  const all = await speakersFor(db, entry.regionId, await introduced(db, entry), dayIn(region.timeZone, entry.at))
  return [...new Set(all.map(({ personId }) => personId))].filter((id) => id !== entry.actorId)
}

/** The two organizations of an entry, the one that it is written down with first. */
async function introduced(db: Db, { regionId, id, recordId }: Entry): Promise<string[]> {
  const rows = await db
    .selectFrom('journal_concerns')
    .select('record_id as recordId')
    .where('region_id', '=', regionId)
    .where('entry_id', '=', id)
    .where('record_id', '!=', recordId)
    .execute()
  return [recordId, ...rows.map((row) => row.recordId)]
}
