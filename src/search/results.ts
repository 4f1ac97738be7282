import { type SqlBool, sql } from 'kysely'
import { paths } from '../paths.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, visible } from '../platform/db.ts'
import type { Lang } from '../platform/i18n.ts'
import { hasWords, wordsAsked } from '../platform/search-texts.ts'

export interface Result {
  id: string
  kind: string
  slug: string | null
  title: string
  /** A few words around what was found, the found ones between `\u0001` and `\u0002`. */
  snippet: string
  /** The language of those words. */
  lang: Lang
  sector: string | null
}

/** Where a result leads. */
export function addressOf(region: string, { kind, id, slug }: Pick<Result, 'kind' | 'id' | 'slug'>): string {
  if (kind === 'organization' && slug) return paths.organization(region, slug)
  if (kind === 'person') return paths.person(region, id)
  if (kind === 'tie') return paths.tie(region, id)
  return paths.region(region)
}

export const PAGE_SIZE = 20
/** Only so many of the best are ranked and counted: nobody reads on, and the cost stays bounded. */
const CANDIDATES = 500

/**
 * What this actor may see that has these words, in the name or in the text, best first; a tie has the names of both its ends,
 * so it stands after them. A text is found by the stems of its language; of a record in several languages that of the reader counts.
 */
export async function searchRecords(
  db: Db,
  actor: Actor,
  words: string,
  lang: Lang,
  page: number,
): Promise<{ results: Result[]; total: number }> {
  const asked = words.trim().slice(0, 200)
  if (asked === '') return { results: [], total: 0 }
  const begins = `%${asked.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const matches = db
    .selectFrom('search_texts as s')
    .innerJoin('records', (on) =>
      on.onRef('records.region_id', '=', 's.region_id').onRef('records.id', '=', 's.record_id'),
    )
    .select(['records.id', 'records.kind', 'records.slug', 's.title', 's.body', 's.lang'])
    .select(
      sql<number>`ts_rank(s.words, ${wordsAsked(asked, 's.lang')})
      + case when plain(s.title) like plain(${begins}) then 1 else 0 end
      - case records.kind when 'tie' then 2 else 0 end`.as('rank'),
    )
    .where('s.region_id', '=', actor.regionId)
    .where(sql<SqlBool>`(${hasWords(asked)} or plain(s.title) like plain(${begins}))`)
    .where(visible(actor))
    .distinctOn('records.id')
    .orderBy('records.id')
    .orderBy(sql`s.lang = ${lang}`, 'desc')
  const rows = await db
    .with('matches', () => matches)
    .with('found', (after) => after.selectFrom('matches').selectAll().orderBy('rank', 'desc').limit(CANDIDATES))
    .selectFrom('found')
    .leftJoin('organizations as o', (on) => on.on('o.region_id', '=', actor.regionId).onRef('o.id', '=', 'found.id'))
    .select(['found.id', 'found.kind', 'found.slug', 'found.title', sql<Lang>`found.lang`.as('lang'), 'o.sector'])
    .select(sql<number>`count(*) over ()`.as('total'))
    .select(snippet(asked).as('snippet'))
    .orderBy('found.rank', 'desc')
    .orderBy('found.title')
    .limit(PAGE_SIZE)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return { results: rows, total: rows[0]?.total ?? 0 }
}

const snippet = (asked: string) => sql<string>`marked(ts_headline(found.lang::regconfig,
  unmarked(left(found.body, 4000)), ${wordsAsked(asked, 'found.lang')}, ${MARKS}))`

// Marked with characters that no text of ours keeps, so that a page can mark without taking in markup.
const MARKS = 'StartSel=\u0001, StopSel=\u0002, MaxWords=28, MinWords=12, MaxFragments=1'
