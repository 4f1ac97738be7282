import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Db, ROW_BY_ROW, visible } from '../platform/db.ts'

/** A record as others name it. */
export interface Named {
  id: string
  kind: string
  title: string
  slug: string | null
  sector: string | null
}

/** A line of the feed: one entry, or a whole batch of them. */
export interface FeedLine {
  id: string
  at: Date
  verb: string
  record: Named
  /** The ends of what joins two, in the same order each time. */
  ends: Named[]
  /** The organization it was done for, where the reader may see it. */
  organization: Named | null
  /** The person who did it, where the reader may see them. */
  person: Named | null
  actorKind: string
  /** How many entries the line stands for, and of which verbs. */
  count: number
  changes: Record<string, unknown>
}

export interface FeedFilter {
  recordId?: string
  /** These entries alone, each by itself. */
  entryIds?: string[]
  /** Lines older than this one, by its id. */
  before?: { at: Date; id: string }
  limit: number
}

/** What happened, newest first, as this actor may see it: nothing that concerns a record hidden from them. */
export async function listFeed(db: Db, actor: Actor, filter: FeedFilter): Promise<FeedLine[]> {
  const rows = await entries(db, actor, filter).execute()
  const ids = new Set(
    rows.flatMap((row) => [
      row.record_id,
      ...row.ends,
      ...(row.actor_id ? [row.actor_id] : []),
      ...(row.for_organization_id ? [row.for_organization_id] : []),
    ]),
  )
  const names = await nameRecords(db, actor, [...ids])
  return rows.flatMap((row) => {
    const record = names.get(row.record_id)
    if (!record) return []
    return {
      id: row.id,
      at: row.at,
      verb: row.verb,
      record,
      ends: row.ends.flatMap((id) => names.get(id) ?? []),
      organization: (row.for_organization_id && names.get(row.for_organization_id)) || null,
      person: (row.actor_id && names.get(row.actor_id)) || null,
      actorKind: row.actor_kind,
      count: row.count,
      changes: row.changes as Record<string, unknown>,
    }
  })
}

const hiddenConcern = (
  actor: Actor,
) => sql<SqlBool>`exists (select from journal_concerns c where c.region_id = e.region_id and c.entry_id = e.id
  and not exists (select from records where records.region_id = c.region_id and records.id = c.record_id and ${visible(actor)} ${ROW_BY_ROW})
  ${ROW_BY_ROW})`

/** Entries with each batch folded into its first line; the newest entry of a batch dates it. */
function entries(db: Db, actor: Actor, filter: FeedFilter) {
  const { before, recordId, entryIds } = filter
  return (
    db
      .selectFrom('journal as e')
      .select([
        'e.id',
        'e.at',
        'e.verb',
        'e.record_id',
        'e.actor_id',
        'e.actor_kind',
        'e.for_organization_id',
        'e.changes',
      ])
      .select([(entryIds ? sql<number>`1` : batchSize).as('count'), ends.as('ends')])
      .where('e.region_id', '=', actor.regionId)
      .where(sql<SqlBool>`not ${hiddenConcern(actor)}`)
      // Who may do what is between the coordinators and those people, whoever else may see them.
      .$if(!actor.coordinates, (query) =>
        query.where('e.verb', 'not like', 'member.%').where('e.verb', 'not like', 'person.%'),
      )
      // Of who holds what, and of who is introduced to whom, the public learns nothing, not even that it was said.
      .$if(!actor.member, (query) =>
        query.where('e.verb', 'not in', ['tie.held', 'organization.introduced', 'goal.expired']),
      )
      // Who is asked for hours is their organization's alone, and that some were written down nobody's.
      .where(isNoHours(actor))
      // That two did not speak for long is told to those who would know if they had, and in the history of their tie alone.
      .$if(!actor.coordinates, (query) => query.where(isNoSilence(actor, recordId !== undefined)))
      .$if(recordId === undefined && entryIds === undefined, (query) => query.where(lastOfBatch))
      .$if(entryIds !== undefined, (query) => query.where('e.id', 'in', entryIds!))
      .$if(recordId !== undefined, (query) => query.where('e.record_id', '=', recordId!))
      .$if(before !== undefined, (query) =>
        query.where(sql<SqlBool>`(e.at, e.id) < (${before!.at}, ${before!.id}::uuid)`),
      )
      .orderBy('e.at', 'desc')
      .orderBy('e.id', 'desc')
      .limit(filter.limit)
  )
}

const isNoHours = (actor: Actor) => sql<SqlBool>`(e.verb not like 'hours.%' or e.verb = 'hours.shared'
  or e.for_organization_id = any(${actor.organizationIds}::uuid[]))`

const isNoSilence = (
  actor: Actor,
  inHistory: boolean,
) => sql<SqlBool>`(e.verb <> 'tie.faded' or (${inHistory} and exists (
  select from joins j where j.region_id = e.region_id and j.record_id = e.record_id and j.end_id = any(${actor.organizationIds}::uuid[]))))`

const lastOfBatch = sql<SqlBool>`(e.batch_id is null or not exists (select from journal later where later.region_id = e.region_id
  and later.batch_id = e.batch_id and later.verb = e.verb and later.id > e.id ${ROW_BY_ROW}))`
const batchSize = sql<number>`case when e.batch_id is null then 1 else (select count(*)::int from journal b
  where b.region_id = e.region_id and b.batch_id = e.batch_id and b.verb = e.verb) end`
const ends = sql<
  string[]
>`coalesce((select array_agg(j.end_id order by j.end_id) from joins j where j.region_id = e.region_id and j.record_id = e.record_id), '{}')`

/** Names of the records that this actor may see. */
export async function nameRecords(db: Db, actor: Actor, ids: string[]): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('records')
    .leftJoin('search_texts as s', (on) =>
      on
        .onRef('s.region_id', '=', 'records.region_id')
        .onRef('s.record_id', '=', 'records.id')
        .onRef('s.lang', '=', 'records.lang'),
    )
    .leftJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 'records.region_id').onRef('o.id', '=', 'records.id'),
    )
    .select(['records.id', 'records.kind', 'records.slug', 's.title', 'o.sector'])
    .where('records.id', 'in', ids)
    .where(visible(actor))
    .execute()
  return new Map(rows.map((row) => [row.id, { ...row, title: row.title ?? '' }]))
}

export type AuditLine = Awaited<ReturnType<typeof listAudit>>[number]

/** All entries of the region for the audit page, also of what is hidden or removed now. For coordinators. */
export function listAudit(
  db: Db,
  regionId: string,
  filter: { verb?: string; before?: { at: Date; id: string }; limit: number },
) {
  const { verb, before } = filter
  return db
    .selectFrom('journal as e')
    .leftJoin('persons as p', (on) => on.onRef('p.region_id', '=', 'e.region_id').onRef('p.id', '=', 'e.actor_id'))
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'e.region_id').onRef('r.id', '=', 'e.record_id'))
    .leftJoin('search_texts as s', (on) =>
      on.onRef('s.region_id', '=', 'r.region_id').onRef('s.record_id', '=', 'r.id').onRef('s.lang', '=', 'r.lang'),
    )
    .select([
      'e.id',
      'e.at',
      'e.verb',
      'e.actor_kind as actorKind',
      'p.name as actor',
      'r.kind',
      'r.slug',
      'e.record_id as recordId',
      's.title',
      sql<boolean>`exists (select from erasures x where x.region_id = e.region_id and x.person_id = e.actor_id)`.as(
        'actorErased',
      ),
      sql<boolean>`exists (select from erasures x where x.region_id = e.region_id and x.person_id = e.record_id)`.as(
        'erased',
      ),
      'e.changes',
      'e.batch_id as batchId',
    ])
    .where('e.region_id', '=', regionId)
    .$if(verb !== undefined, (query) => query.where('e.verb', '=', verb!))
    .$if(before !== undefined, (query) =>
      query.where(sql<SqlBool>`(e.at, e.id) < (${before!.at}, ${before!.id}::uuid)`),
    )
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(filter.limit)
    .execute()
}

/** The verbs that occur in a region's journal, for the filter of the audit page. */
export async function listVerbs(db: Db, regionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('journal')
    .select('verb')
    .distinct()
    .where('region_id', '=', regionId)
    .orderBy('verb')
    .execute()
  return rows.map((row) => row.verb)
}
