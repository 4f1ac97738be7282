import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import type { Moment } from '../../platform/moment.ts'
import { saveTranslation } from '../../platform/translations.ts'
import { toldOf } from '../partnership-changes.ts'
import type { Partnership } from '../partnerships.ts'
import { digestOf, textsOf } from './texts.ts'

/** Texts by their fields. */
export type Texts = Record<string, string>

/** When a translation was last saved, '' for never: whoever began before that does not overwrite it unseen. */
export const stampOf = ({ told }: Pick<Partnership, 'told'>, lang: Lang): string =>
  told
    .filter((one) => one.lang === lang)
    .map(({ at }) => at.toISOString())
    .toSorted()
    .at(-1) ?? ''

/**
 * Tells what a partnership says in another language; texts that are not given stay, an empty one is taken away. Nothing new is no change. `from`: the
 * words that were translated, where those are not the ones of today. Throws 422 for its own language, and for a field that it has not.
 */
export async function tellPartnership(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  { lang, texts, from = {} }: { lang: Lang; texts: Texts; from?: Texts },
  moment: Moment,
): Promise<void> {
  if (lang === partnership.lang) throw problem(422, 'partnerships.errors.sameLanguage')
  const own = new Map(textsOf(partnership).map((one) => [one.field, one]))
  if (Object.keys(texts).some((field) => !own.has(field))) throw problem(422, 'partnerships.errors.noSuchText')
  const kept = new Map(partnership.told.filter((one) => one.lang === lang).map((one) => [one.field, one]))
  const changed = Object.entries(texts).filter(([field, text]) => {
    const before = kept.get(field)
    return text !== (before?.text ?? '') || before?.current === false
  })
  if (changed.length === 0) return
  const kinds = new Set(changed.map(([field]) => own.get(field)!.kind))
  const deed = {
    verb: 'partnership.translated',
    record: partnership,
    ...toldOf(actor, partnership),
    changes: { fields: [...kinds] },
  }
  const made = { regionId: actor.regionId, recordId: partnership.id, lang, personId: actor.personId, at: moment.at }
  await record(db, actor, deed, moment, async (trx) => {
    for (const [field, text] of changed) {
      const ofDigest = from[field] ?? digestOf(own.get(field)!.text)
      await saveTranslation(trx, { ...made, field, text, ofVersion: partnership.version, ofDigest })
    }
  })
}
