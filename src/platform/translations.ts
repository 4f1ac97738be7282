import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Trx } from './db.ts'
import { LANGUAGES, type Lang } from './i18n.ts'
import { indexTranslations } from './search-texts.ts'

export interface NewTranslation {
  regionId: string
  recordId: string
  field: string
  lang: Lang
  text: string
  /** The version of the record that was translated. */
  ofVersion: number
  /** A digest of the words that were translated, where texts change without the version of their record. */
  ofDigest?: string
  personId: string | null
  at: Date
}

/** A field of a record in another language. */
export interface Translation {
  field: string
  lang: Lang
  text: string
  /** Made from what the field says today. */
  current: boolean
  at: Date
}

/**
 * Keeps a translation of one field in place of the one before, and makes it findable; an empty text takes it away. Where a
 * digest says what was translated, whoever knows the words that everybody reads makes it findable.
 */
export async function saveTranslation(trx: Trx, made: NewTranslation) {
  const { regionId, recordId, field, lang, text } = made
  const values = {
    text,
    by_person_id: made.personId,
    of_version: made.ofVersion,
    of_digest: made.ofDigest ?? null,
    at: made.at,
  }
  if (text === '')
    await translationsIn(trx, regionId, recordId).where('field', '=', field).where('lang', '=', lang).execute()
  else
    await trx
      .insertInto('translations')
      .values({ region_id: regionId, record_id: recordId, field, lang, ...values })
      .onConflict((on) => on.columns(['region_id', 'record_id', 'field', 'lang']).doUpdateSet(values))
      .execute()
  if (made.ofDigest === undefined) await indexTranslations(trx, regionId, recordId)
}

/** A field that says nothing any more has no translations. */
export async function dropTranslations(trx: Trx, regionId: string, recordId: string, fields: readonly string[]) {
  if (fields.length === 0) return
  await translationsIn(trx, regionId, recordId).where('field', 'in', fields).execute()
}

const translationsIn = (trx: Trx, regionId: string, recordId: string) =>
  trx.deleteFrom('translations').where('region_id', '=', regionId).where('record_id', '=', recordId)

/** All translations of a record. Whether it may be seen was asked before. */
export async function translationsOf(db: Db, regionId: string, recordId: string): Promise<Translation[]> {
  const rows = await db
    .selectFrom('translations as t')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 't.region_id').onRef('r.id', '=', 't.record_id'))
    .select(['t.field', 't.lang', 't.text', 't.at', sql<boolean>`t.of_version >= r.version`.as('current')])
    .where('t.region_id', '=', regionId)
    .where('t.record_id', '=', recordId)
    .orderBy('t.lang')
    .orderBy('t.field')
    .execute()
  return rows.map((row) => ({ ...row, lang: row.lang as Lang }))
}

/** After a record took its next version: translations of fields that say the same as before stay current. */
export async function carryTranslations(trx: Trx, regionId: string, recordId: string, unchanged: readonly string[]) {
  if (unchanged.length === 0) return
  await trx
    .updateTable('translations')
    .set({ of_version: sql`of_version + 1` })
    .where('region_id', '=', regionId)
    .where('record_id', '=', recordId)
    .where('field', 'in', unchanged)
    .where(
      'of_version',
      '=',
      sql<number>`(select r.version - 1 from records r where r.region_id = ${regionId}::uuid and r.id = ${recordId}::uuid)`,
    )
    .execute()
}

/** When a translation was last saved, '' for never: whoever began before that does not overwrite it unseen. */
export const lastSaved = (translations: readonly Translation[], lang: Lang): string =>
  translations
    .filter((one) => one.lang === lang)
    .map(({ at }) => at.toISOString())
    .toSorted()
    .at(-1) ?? ''

/** What is said in another language, as programs read it. */
export const translationSchema = z.object({
  lang: z.enum(LANGUAGES),
  texts: z.record(z.string(), z.string()).describe('What it says in this language, by field'),
  at: z.iso.datetime(),
})

/** The same of all languages in which something is said, each with what `more` tells of it. */
export const inEachLanguage = <T extends Translation, M extends object>(
  translations: readonly T[],
  more: (told: T[]) => M,
): (z.output<typeof translationSchema> & M)[] =>
  LANGUAGES.flatMap((lang) => {
    const told = translations.filter((one) => one.lang === lang)
    if (told.length === 0) return []
    const texts = Object.fromEntries(told.map(({ field, text }) => [field, text]))
    return [{ lang, texts, ...more(told), at: lastSaved(told, lang) }]
  })

/** A text as a reader gets it. */
export interface Said {
  text: string
  lang: Lang
  translated: boolean
  /** The translation is older than what it tells. */
  older: boolean
}

/** A field as a reader of `lang` gets it: the original, or its translation and whether that is still current. */
export function inLanguage(
  original: { text: string; lang: Lang },
  translations: Translation[],
  field: string,
  lang: Lang,
): Said {
  const kept = translations.find((one) => one.field === field && one.lang === lang)
  if (original.lang === lang || !kept || original.text === '') return { ...original, translated: false, older: false }
  return { text: kept.text, lang, translated: true, older: !kept.current }
}
