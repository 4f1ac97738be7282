import { type SqlBool, sql } from 'kysely'
import type { Trx } from './db.ts'
import type { Lang } from './i18n.ts'
import { plainText } from './markdown.ts'

export interface Text {
  lang: Lang
  title: string
  /** What it is called besides, each by itself or in words between: found like the title, and with a slip as well. */
  names?: string
  /** In Markdown or plainly. */
  body: string
}

/**
 * Makes what a record says, in Markdown or plainly, findable in its own language and in those it is translated to, and gives
 * it its title everywhere else. `digests`: only translations that were made from words with these digests.
 */
export async function indexText(trx: Trx, regionId: string, recordId: string, text: Text, digests?: readonly string[]) {
  const { lang, title, names = '' } = text
  await keep(trx, regionId, recordId, { lang, title, names, body: plainText(text.body) })
  await indexTranslations(trx, regionId, recordId, digests)
}

/** The same for records that are new, many at once: nothing of them is translated yet. */
export async function indexNewTexts(trx: Trx, regionId: string, texts: readonly (Text & { id: string })[]) {
  if (texts.length === 0) return
  await trx
    .insertInto('search_texts')
    .values(
      texts.map(({ id, lang, title, names = '', body }) => ({
        region_id: regionId,
        record_id: id,
        lang,
        title,
        names,
        body: plainText(body),
      })),
    )
    .execute()
}

const keep = (trx: Trx, regionId: string, recordId: string, { lang, title, names, body }: Required<Text>) =>
  trx
    .insertInto('search_texts')
    .values({ region_id: regionId, record_id: recordId, lang, title, names, body })
    .onConflict((on) => on.columns(['region_id', 'record_id', 'lang']).doUpdateSet({ title, names, body }))
    .execute()

/**
 * The texts in other languages, each under the record's own title: whoever asks for a name and a word in Spanish finds
 * them in one row. Languages that the record is no longer translated to go. Fields with a point in their name are of parts
 * that not everybody who finds the record may read, and are not searched. `digests`: as for `indexText`.
 */
export async function indexTranslations(trx: Trx, regionId: string, recordId: string, digests?: readonly string[]) {
  const isTold =
    digests === undefined
      ? sql<SqlBool>`t.field not like '%.%'`
      : sql<SqlBool>`t.field not like '%.%' and t.of_digest = any(${digests}::text[])`
  const told = await trx
    .with('gone', (before) =>
      before
        .deleteFrom('search_texts as s')
        .using('records as r')
        .where('s.region_id', '=', regionId)
        .where('s.record_id', '=', recordId)
        .whereRef('r.region_id', '=', 's.region_id')
        .whereRef('r.id', '=', 's.record_id')
        .whereRef('r.lang', '<>', 's.lang')
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('translations as t')
                .select('t.lang')
                .whereRef('t.region_id', '=', 's.region_id')
                .whereRef('t.record_id', '=', 's.record_id')
                .whereRef('t.lang', '=', 's.lang')
                .where(isTold),
            ),
          ),
        ),
    )
    .selectFrom('records as r')
    .innerJoin('search_texts as own', (on) =>
      on
        .onRef('own.region_id', '=', 'r.region_id')
        .onRef('own.record_id', '=', 'r.id')
        .onRef('own.lang', '=', 'r.lang'),
    )
    .innerJoin('translations as t', (on) =>
      on
        .onRef('t.region_id', '=', 'r.region_id')
        .onRef('t.record_id', '=', 'r.id')
        .onRef('t.lang', '<>', 'r.lang')
        .on(isTold),
    )
    .select([
      'own.title',
      'own.names',
      sql<Lang>`t.lang`.as('lang'),
      sql<string>`string_agg(t.text, E'\n\n' order by t.field)`.as('text'),
    ])
    .where('r.region_id', '=', regionId)
    .where('r.id', '=', recordId)
    .groupBy(['own.title', 'own.names', 't.lang'])
    .execute()
  for (const { text, ...own } of told) await keep(trx, regionId, recordId, { ...own, body: plainText(text) })
}

/** Quotation marks of every kind make a phrase. */
const wordsIn = (lang: Lang, asked: string) =>
  sql`websearch_to_tsquery(${lang}::regconfig, unmarked(${asked.replaceAll(/[«»“”„]/g, '"')}))`

/** What somebody looks for, as a query in the language that a column holds. */
export const wordsAsked = (asked: string, lang: string) =>
  sql`case ${sql.ref(lang)} when 'es' then ${wordsIn('es', asked)} else ${wordsIn('en', asked)} end`

/** Whether a row `s` of `search_texts` has the words. Each language is asked for by itself, so that the index answers. */
export const hasWords = (asked: string) =>
  sql<SqlBool>`((s.lang = 'en' and s.words @@ ${wordsIn('en', asked)}) or (s.lang = 'es' and s.words @@ ${wordsIn('es', asked)}))`

/** Whether one of the words of a row `s`, in its title or its other names, is this word or one slip away from it. */
export const nearly = (word: string) => sql<SqlBool>`s.near && near_words(${word})`
