import { type SqlBool, sql } from 'kysely'
import { paths, recordPath } from '../paths.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, planningEach, visible, visibleAnywhere } from '../platform/db.ts'
import type { Lang } from '../platform/i18n.ts'
import { keptNow } from '../platform/mergings.ts'
import { hasWords, nearly, wordsAsked } from '../platform/search-texts.ts'
import { distance, wordsOf } from './near-words.ts'

/** A record that was found. */
interface Match {
  region_id: string
  id: string
  kind: string
  slug: string | null
  title: string
  /** The language of the text that was found. */
  lang: Lang
  /** Found by a name that is nearly what was asked. */
  near: boolean
}

export interface Result extends Match {
  region: { slug: string; name: string }
  /** A few words around what was found, the found ones between `\u0001` and `\u0002`. */
  snippet: string
  sector: string | null
}

/** What was found, the best first, and of each kind how much, the kind of the best first. */
export interface Found {
  results: Result[]
  /** Of the kind that was asked for, or of all. */
  total: number
  kinds: { kind: string; count: number }[]
}

/** Who looks in which region; null is the public, in all regions together. */
export type Scope = Actor | null

export interface Asked {
  q: string
  /** Only records of this kind; empty is all of them. */
  kind: string
  /** The reader's language. */
  lang: Lang
}

/** Where a result leads. */
export function addressOf({ region, kind, id, slug }: Pick<Result, 'region' | 'kind' | 'id' | 'slug'>): string {
  return recordPath(region.slug, { kind, id, slug }) ?? paths.region(region.slug)
}

export const PAGE_SIZE = 20
/** Of each kind that many stand in an overview of all. */
const EACH = 5
/** Only so many are ranked and counted: nobody reads on, and the cost stays bounded. */
const CANDIDATES = 500

/**
 * What this scope may see that has these words, in its names or in its text, best first; then what has names that are
 * a slip of the finger away. A tie has the names of both its ends, so it stands after them. A text is found by the stems
 * of its language; of a record in several languages that of the reader counts.
 */
export const searchRecords = (db: Db, scope: Scope, asked: Asked, page: number): Promise<Found> =>
  planningEach(db, async (trx) => {
    const all = await matchesOf(trx, scope, asked)
    const wanted = asked.kind === '' ? all : all.filter((one) => one.kind === asked.kind)
    const shown = wanted.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
    return { results: await told(trx, shown, asked), total: wanted.length, kinds: kindsOf(all) }
  })

/** The best few of every kind, kind by kind: what there is, at a glance. Where there is but one kind, a page of it. */
export const overviewOf = (db: Db, scope: Scope, asked: Asked, page: number): Promise<Found> =>
  planningEach(db, async (trx) => {
    const all = await matchesOf(trx, scope, asked)
    const kinds = kindsOf(all)
    const shown =
      kinds.length > 1
        ? kinds.flatMap(({ kind }) => all.filter((one) => one.kind === kind).slice(0, EACH))
        : all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
    return { results: await told(trx, shown, asked), total: all.length, kinds }
  })

function kindsOf(all: Match[]): Found['kinds'] {
  const counts = new Map<string, number>()
  for (const { kind } of all) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => ({ kind, count }))
}

async function matchesOf(db: Db, scope: Scope, { q, lang }: Asked): Promise<Match[]> {
  if (q === '') return []
  const exact = await exactMatches(db, scope, q, lang)
  // Who sees a page of what they asked for, or the very name, does not look for what they did not ask for.
  const isNamed = exact.some(({ title }) => title.toLowerCase() === q.toLowerCase())
  if (isNamed || exact.length >= PAGE_SIZE) return exact
  const there = new Set(exact.map((one) => one.id))
  const near = await nearMatches(db, scope, q, lang)
  return [...exact, ...near.filter((one) => !there.has(one.id))]
}

/** The texts in this scope that meet a condition on `s`, at most as many as are ranked. */
function candidates(db: Db, scope: Scope, condition: ReturnType<typeof sql<SqlBool>>) {
  const inScope = db
    .selectFrom('search_texts as s')
    .innerJoin('records', (on) =>
      on.onRef('records.region_id', '=', 's.region_id').onRef('records.id', '=', 's.record_id'),
    )
    .where(scope ? visible(scope) : visibleAnywhere())
    .where(condition)
    .select(['s.region_id', 's.record_id', 's.lang'])
    .limit(CANDIDATES)
  const some = scope ? inScope.where('s.region_id', '=', scope.regionId) : inScope
  return db.selectFrom(some.as('some')).selectAll()
}

/** The same for coordinators by what became another record: what that was called is not everybody's to know. */
function mergedCandidates(db: Db, scope: Scope, condition: ReturnType<typeof sql<SqlBool>>) {
  const hits = db
    .selectFrom('merges as m')
    .innerJoin('search_texts as s', (on) =>
      on.onRef('s.region_id', '=', 'm.region_id').onRef('s.record_id', '=', 'm.lost_id'),
    )
    .where('m.undone_at', 'is', null)
    .where('m.region_id', '=', scope?.regionId ?? null)
    .where(sql<SqlBool>`${scope?.coordinates ?? false}`)
    .where(condition)
    .select(['m.region_id', 'm.kept_id'])
    .limit(CANDIDATES)
  const found = db
    .selectFrom(hits.as('hit'))
    .innerJoinLateral(sql<{ id: string }>`${keptNow('hit.region_id', 'hit.kept_id')}`.as('now'), (on) => on.onTrue())
    .innerJoin('records', (on) =>
      on.onRef('records.region_id', '=', 'hit.region_id').onRef('records.id', '=', 'now.id'),
    )
    .innerJoin('search_texts as k', (on) =>
      on.onRef('k.region_id', '=', 'hit.region_id').onRef('k.record_id', '=', 'now.id'),
    )
    .where(scope ? visible(scope) : sql<SqlBool>`false`)
    .select(['k.region_id', 'k.record_id', 'k.lang'])
  return db.selectFrom(found.as('merged')).selectAll()
}

/** Ranked candidates of two kinds: names that have what was asked in one piece, and texts that have its words. */
async function exactMatches(db: Db, scope: Scope, q: string, lang: Lang): Promise<Match[]> {
  const piece = `%${q.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const inTitle = sql<SqlBool>`plain(s.title) like plain(${piece})`
  const rows = await db
    .with('found', () =>
      candidates(db, scope, inTitle)
        .union(candidates(db, scope, hasWords(q)))
        .union(mergedCandidates(db, scope, sql<SqlBool>`(${inTitle} or ${hasWords(q)})`)),
    )
    .with('ranked', (after) =>
      after
        .selectFrom('found')
        .innerJoin('search_texts as s', (on) =>
          on
            .onRef('s.region_id', '=', 'found.region_id')
            .onRef('s.record_id', '=', 'found.record_id')
            .onRef('s.lang', '=', 'found.lang'),
        )
        .innerJoin('records as r', (on) =>
          on.onRef('r.region_id', '=', 's.region_id').onRef('r.id', '=', 's.record_id'),
        )
        .select(['r.region_id', 'r.id', 'r.kind', 'r.slug', 's.title', sql<Lang>`s.lang`.as('lang')])
        .select(
          sql<number>`ts_rank(s.words, ${wordsAsked(q, 's.lang')}) + case when ${inTitle} then 1 else 0 end
          + case when plain(s.title) = plain(${q}) then 1 else 0 end - case r.kind when 'tie' then 3 else 0 end`.as(
            'rank',
          ),
        )
        .distinctOn('r.id')
        .orderBy('r.id')
        .orderBy(sql`s.lang = ${lang}`, 'desc'),
    )
    .selectFrom('ranked')
    .select(['region_id', 'id', 'kind', 'slug', 'title', 'lang'])
    .orderBy('rank', 'desc')
    .orderBy('title')
    .orderBy('id')
    .limit(CANDIDATES)
    .execute()
  return rows.map((row) => ({ ...row, near: false }))
}

/** Names of which every asked word is, or is nearly, one word; the fewer slips the better. */
async function nearMatches(db: Db, scope: Scope, q: string, lang: Lang): Promise<Match[]> {
  const words = wordsOf(q)
  if (words.length === 0) return []
  const condition = sql<SqlBool>`(${sql.join(words.map(nearly), sql` and `)})`
  const rows = await db
    .with('found', () => candidates(db, scope, condition))
    .selectFrom('found')
    .innerJoin('search_texts as s', (on) =>
      on
        .onRef('s.region_id', '=', 'found.region_id')
        .onRef('s.record_id', '=', 'found.record_id')
        .onRef('s.lang', '=', 'found.lang'),
    )
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 's.region_id').onRef('r.id', '=', 's.record_id'))
    .select(['r.region_id', 'r.id', 'r.kind', 'r.slug', 's.title', 's.names', sql<Lang>`s.lang`.as('lang')])
    .distinctOn('r.id')
    .orderBy('r.id')
    .orderBy(sql`s.lang = ${lang}`, 'desc')
    .execute()
  const near = rows.flatMap(({ names, ...row }) => {
    const far = Math.min(...[row.title, ...names.split('\n')].map((name) => distance(words, name) ?? Infinity))
    const match: Match = { ...row, near: true }
    return Number.isFinite(far) ? [{ match, far: far + (row.kind === 'tie' ? 100 : 0) }] : []
  })
  return near.toSorted((a, b) => a.far - b.far || (a.match.title < b.match.title ? -1 : 1)).map(({ match }) => match)
}

/** What stands in a list of results beside the title. */
async function told(db: Db, matches: Match[], { q }: Asked): Promise<Result[]> {
  if (matches.length === 0) return []
  const rows = await db
    .selectFrom('search_texts as s')
    .innerJoin('regions', 'regions.region_id', 's.region_id')
    .innerJoin('region_slugs as home', (on) =>
      on.onRef('home.region_id', '=', 's.region_id').on('home.current', '=', true),
    )
    .leftJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 's.region_id').onRef('o.id', '=', 's.record_id'),
    )
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('s.region_id', 's.record_id', 's.lang'),
        'in',
        matches.map((one) => tuple(one.region_id, one.id, one.lang)),
      ),
    )
    .select(['s.record_id', 'o.sector', 'regions.name', 'home.slug', snippet(q).as('snippet')])
    .execute()
  const byId = new Map(rows.map((row) => [row.record_id, row]))
  return matches.flatMap((match) => {
    const row = byId.get(match.id)
    if (!row) return []
    const { sector, name, slug, snippet: words } = row
    return [{ ...match, sector, region: { name, slug }, snippet: words }]
  })
}

const snippet = (asked: string) => sql<string>`marked(ts_headline(s.lang::regconfig,
  unmarked(left(s.body, 4000)), ${wordsAsked(asked, 's.lang')}, ${MARKS}))`

// Marked with characters that no text of ours keeps, so that a page can mark without taking in markup.
const MARKS = 'StartSel=\u0001, StopSel=\u0002, MaxWords=28, MinWords=12, MaxFragments=1'
