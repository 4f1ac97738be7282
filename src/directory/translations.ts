import { z } from 'zod'
import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import { text } from '../platform/form-fields.ts'
import { LANGUAGES, type Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { saveTranslation, type Translation } from '../platform/translations.ts'
import { LIMITS, TRANSLATABLE, translationForm } from './forms.ts'
import { toldOf } from './listing-changes.ts'
import { FIELDS, LISTING_KINDS, type ListingKind, toldIn } from './listing-kinds.ts'
import { type Listing, titleOf } from './listings.ts'
import { spokenFor } from './organization-changes.ts'
import type { Organization } from './organizations.ts'

/** A record of the directory as it can be told in another language. */
export interface Original {
  id: string
  kind: 'organization' | ListingKind
  name: string
  lang: Lang
  version: number
  /** What it says, by the fields that can be told otherwise. */
  texts: Record<string, string>
  /** For whom the actor tells it, and whom it concerns. */
  told: { for: string | null; concerns?: string[] }
}

export const organizationOriginal = (actor: Actor, organization: Organization): Original => ({
  id: organization.id,
  kind: 'organization',
  name: organization.name,
  lang: organization.lang,
  version: organization.version,
  texts: Object.fromEntries(TRANSLATABLE.map((field) => [field, organization[field]])),
  told: { for: spokenFor(actor, organization) },
})

export const listingOriginal = (actor: Actor, listing: Listing): Original => ({
  id: listing.id,
  kind: listing.kind,
  name: titleOf(listing),
  lang: listing.lang,
  version: listing.version,
  texts: Object.fromEntries(toldIn(listing.kind).map((field) => [field, String(listing.facts[field] ?? '')])),
  told: toldOf(actor, listing),
})

/** So many signs a field can have. */
export const limitOf = (kind: Original['kind'], field: string): number => {
  if (kind === 'organization') return LIMITS[field as keyof typeof LIMITS]
  const is = FIELDS[kind][field]
  return is && 'max' in is ? is.max : 0
}

type Told = { lang: Lang } & Record<string, string>

const textsOf = (kind: ListingKind) =>
  z.object(Object.fromEntries(toldIn(kind).map((field) => [field, text(limitOf(kind, field))])))

const textsOfOrganization = translationForm.omit({ lang: true })

/** What is said of a record in another language, by the kind of the record. */
export const translatedTexts = Object.fromEntries([
  ['organization', textsOfOrganization],
  ...LISTING_KINDS.map((kind) => [kind, textsOf(kind)] as const),
]) as unknown as Record<Original['kind'], z.ZodType<Record<string, string>>>

/** The same with the language, as its form sends it. */
export const translationForms = Object.fromEntries([
  ['organization', translationForm],
  ...LISTING_KINDS.map((kind) => [kind, textsOf(kind).extend({ lang: z.enum(LANGUAGES) })] as const),
]) as unknown as Record<Original['kind'], z.ZodType<Told>>

/** Tells a record in another language: `version` is the one that was translated. Throws 422 for its own language. */
export async function translate(
  db: Db,
  actor: Actor,
  original: Original,
  before: Translation[],
  { told, version }: { told: Told; version: number },
  moment: Moment,
) {
  const { lang } = told
  if (lang === original.lang) throw problem(422, 'directory.errors.sameLanguage')
  const was = (field: string) => before.find((one) => one.field === field && one.lang === lang)?.text ?? ''
  const fields = Object.keys(original.texts)
  const changes = Object.fromEntries(
    fields
      .filter((field) => told[field] !== was(field))
      .map((field) => [`${field}.${lang}`, [was(field), told[field]]]),
  )
  const deed = { verb: `${original.kind}.translated`, record: original, ...original.told, changes }
  const made = {
    regionId: actor.regionId,
    recordId: original.id,
    lang,
    ofVersion: version,
    personId: actor.personId,
    at: moment.at,
  }
  await record(db, actor, deed, moment, async (trx) => {
    for (const field of fields) await saveTranslation(trx, { ...made, field, text: told[field] ?? '' })
  })
}
