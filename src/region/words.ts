import { sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import { LANGUAGES, type Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { indexText } from '../platform/search-texts.ts'
import { saveTranslation } from '../platform/translations.ts'
import type { RegionInput } from './forms.ts'

/** A text, and the language it is in. */
export interface Said {
  text: string
  lang: Lang
}

/** What a region says of itself, as a reader gets it. */
export interface Words {
  tagline: Said
  description: Said
}

const FIELDS = ['tagline', 'description'] as const
type Field = (typeof FIELDS)[number]

/**
 * A field of `regions as r` as a reader of `lang` gets it: in that language if the region says it so, else in its own,
 * else in any. For a query that joins `records`.
 */
export const said = (
  field: Field,
  lang: Lang,
) => sql<Said>`(select json_build_object('text', w.text, 'lang', w.lang) from (
    select ${sql.ref(`r.${field}`)} as text, records.lang
    union all select t.text, t.lang from translations t where t.region_id = r.region_id and t.record_id = r.region_id
      and t.field = ${field} and t.of_version >= records.version
  ) w order by w.text <> '' desc, w.lang = ${lang} desc, w.lang = records.lang desc limit 1)`

/** What the region says of itself, for a reader of `lang`. */
export const wordsOf = (db: Db, regionId: string, lang: Lang): Promise<Words> =>
  db
    .selectFrom('regions as r')
    .innerJoin('records', (on) =>
      on.onRef('records.region_id', '=', 'r.region_id').onRef('records.id', '=', 'r.region_id'),
    )
    .select([said('tagline', lang).as('tagline'), said('description', lang).as('description')])
    .where('r.region_id', '=', regionId)
    .executeTakeFirstOrThrow()

/** The first of a region's languages is its own: the others are translations. */
export const ownLanguage = (input: Pick<RegionInput, 'languages'>): Lang =>
  LANGUAGES.find((lang) => input.languages.includes(lang)) ?? 'en'

/** Keeps what a region says in each language. All stand in one form, so that none is older than another. */
export async function saveWords(trx: Trx, actor: Actor, input: RegionInput, version: number, moment: Moment) {
  const own = ownLanguage(input)
  const { regionId, personId } = actor
  const made = { regionId, recordId: regionId, ofVersion: version, personId, at: moment.at }
  await indexText(trx, regionId, regionId, {
    lang: own,
    title: input.name,
    body: FIELDS.map((field) => input[`${field}_${own}`]).join('\n\n'),
  })
  for (const lang of LANGUAGES)
    for (const field of FIELDS)
      await saveTranslation(trx, { ...made, field, lang, text: lang === own ? '' : input[`${field}_${lang}`] })
}
