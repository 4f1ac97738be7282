import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { saveTranslation, type Translation } from '../platform/translations.ts'
import { TRANSLATABLE, type TranslationInput } from './forms.ts'
import { spokenFor } from './organization-changes.ts'
import type { Organization } from './organizations.ts'

/** Says an organization in another language: `version` is the one that was translated. */
export async function translateOrganization(
  db: Db,
  actor: Actor,
  organization: Organization,
  before: Translation[],
  input: TranslationInput & { version: number },
  moment: Moment,
) {
  const { lang, version } = input
  if (lang === organization.lang) throw problem(422, 'directory.errors.sameLanguage')
  const was = (field: string) => before.find((one) => one.field === field && one.lang === lang)?.text ?? ''
  const changes = Object.fromEntries(
    TRANSLATABLE.filter((field) => input[field] !== was(field)).map((field) => [
      `${field}.${lang}`,
      [was(field), input[field]],
    ]),
  )
  const deed = { verb: 'organization.translated', record: organization, for: spokenFor(actor, organization), changes }
  const made = {
    regionId: actor.regionId,
    recordId: organization.id,
    lang,
    ofVersion: version,
    personId: actor.personId,
    at: moment.at,
  }
  await record(db, actor, deed, moment, async (trx) => {
    for (const field of TRANSLATABLE) await saveTranslation(trx, { ...made, field, text: input[field] })
  })
}
