import { sql } from 'kysely'
import type { Trx } from './db.ts'
import type { Lang } from './i18n.ts'

/** Makes what a record says findable, in its own language and in those it is translated to, and gives it its title everywhere else. */
export async function indexText(
  trx: Trx,
  regionId: string,
  recordId: string,
  text: { lang: Lang; title: string; body: string },
) {
  const { lang, title, body } = text
  await trx
    .insertInto('search_texts')
    .values({ region_id: regionId, record_id: recordId, lang, title, body })
    .onConflict((on) => on.columns(['region_id', 'record_id', 'lang']).doUpdateSet({ title, body }))
    .execute()
  await indexTranslations(trx, regionId, recordId)
}

/**
 * The texts in other languages, each under the record's own title: whoever asks for a name and a word in Spanish finds
 * them in one row. Languages that the record is no longer translated to go.
 */
export async function indexTranslations(trx: Trx, regionId: string, recordId: string) {
  await sql`with told as (
      select t.region_id, t.record_id, t.lang, own.title, string_agg(t.text, E'\n' order by t.field) as body
      from translations t
      join records r on r.region_id = t.region_id and r.id = t.record_id and r.lang <> t.lang
      join search_texts own on own.region_id = r.region_id and own.record_id = r.id and own.lang = r.lang
      where t.region_id = ${regionId} and t.record_id = ${recordId}
      group by t.region_id, t.record_id, t.lang, own.title
    ), gone as (
      delete from search_texts s using records r
      where s.region_id = ${regionId} and s.record_id = ${recordId} and r.region_id = s.region_id and r.id = s.record_id
        and s.lang <> r.lang and not exists (select from told where told.lang = s.lang)
    )
    insert into search_texts (region_id, record_id, lang, title, body) select region_id, record_id, lang, title, body from told
    on conflict (region_id, record_id, lang) do update set title = excluded.title, body = excluded.body`.execute(trx)
}
