import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import type { Moment } from '../../platform/moment.ts'
import { lastSaved, saveTranslation } from '../../platform/translations.ts'
import { holdPartnership } from '../charter/revisions.ts'
import { indexPartnership, toldOf } from '../partnership-changes.ts'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { digestOf, textsOf } from './texts.ts'

/** Texts by their fields. */
export type Texts = Record<string, string>

/** What is told in another language. */
export interface Telling {
  lang: Lang
  /** Texts that are not given stay, an empty one is taken away. */
  texts: Texts
  /** The words that were translated, where those are not the ones of today. */
  from?: Texts
  /** Fields whose kept translation was found to be right still, though the original changed. */
  right?: readonly string[]
  /** The stamp of the translation that the translator began with. */
  began?: string
}

/**
 * Tells what a partnership says in another language, one translator after the other. Nothing new is no change, and a translation
 * that is older than its original stays so until somebody changes it or finds it right. Throws 422 for its own language and for
 * a field that it has not, 409 where somebody else was faster.
 */
export async function tellPartnership(
  db: Db,
  actor: Actor,
  { id, lang: own }: Pick<Partnership, 'id' | 'lang'>,
  telling: Telling,
  moment: Moment,
): Promise<void> {
  if (telling.lang === own) throw problem(422, 'partnerships.errors.sameLanguage')
  await inTransaction(db, async (trx) => {
    await holdPartnership(trx, actor.regionId, id)
    const partnership = await getPartnership(trx, actor, id)
    if (telling.began !== undefined && telling.began !== lastSaved(partnership.told, telling.lang))
      throw problem(409, 'errors.stale')
    await keep(trx, actor, partnership, telling, moment)
  })
}

async function keep(trx: Trx, actor: Actor, partnership: Partnership, telling: Telling, moment: Moment) {
  const { lang, texts, from = {}, right = [] } = telling
  const own = new Map(textsOf(partnership).map((one) => [one.field, one]))
  if ([...Object.keys(texts), ...right].some((field) => !own.has(field)))
    throw problem(422, 'partnerships.errors.noSuchText')
  const kept = new Map(partnership.told.filter((one) => one.lang === lang).map((one) => [one.field, one]))
  const changed = [...new Set([...Object.keys(texts), ...right])].flatMap((field) => {
    const before = kept.get(field)
    const text = texts[field] ?? before?.text ?? ''
    const isNew = text !== (before?.text ?? '') || (before?.current === false && right.includes(field))
    return isNew ? [{ field, text }] : []
  })
  if (changed.length === 0) return
  const kinds = new Set(changed.map(({ field }) => own.get(field)!.kind))
  const deed = {
    verb: 'partnership.translated',
    record: partnership,
    ...toldOf(actor, partnership),
    changes: { fields: [...kinds] },
  }
  const made = { regionId: actor.regionId, recordId: partnership.id, lang, personId: actor.personId, at: moment.at }
  await record(trx, actor, deed, moment, async (inside) => {
    for (const { field, text } of changed) {
      const ofDigest = from[field] ?? digestOf(own.get(field)!.text)
      await saveTranslation(inside, { ...made, field, text, ofVersion: partnership.version, ofDigest })
    }
    await indexPartnership(trx, actor.regionId, partnership.id)
  })
}
