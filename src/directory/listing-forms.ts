import { z } from 'zod'
import { choices, lines, needed, number, references, text, webAddress } from '../platform/form-fields.ts'
import { LANGUAGES, type Lang } from '../platform/i18n.ts'
import { VISIBILITIES, type Visibility } from '../platform/records.ts'
import { LIMITS } from './forms.ts'
import { FIELDS, type Field, KINDS, LISTING_KINDS, type ListingKind } from './listing-kinds.ts'

/** What can stand in a field. */
export type Value = string | string[] | number | null

/** A listing as people, files and programs give it: the fields of its kind, and what all kinds have. */
export interface ListingInput {
  [field: string]: Value
  /** Whose it is, or who reaches it, by their ids. */
  organizations: string[]
  /** At which place, by its id; empty where its kind knows none. */
  place: string
  references: string[]
  visibility: Visibility
  lang: Lang
}

function schemaOf(field: Field): z.ZodType<Value> {
  switch (field.is) {
    case 'line':
      return field.needed ? needed(field.max) : text(field.max)
    case 'lines':
      return lines
    case 'choice':
      return field.open ? needed(40) : z.enum(field.of as [string, ...string[]], { error: 'forms.choose' })
    case 'number':
      return number(field.least, field.most, field.whole)
    case 'website':
      return webAddress(field.max)
    default:
      return text(field.max)
  }
}

const isId = (id: string) => z.uuid().safeParse(id).success
const ids = choices.transform((all) => [...new Set(all.filter(isId))])

const ENDS = {
  one: ids.refine((all) => all.length === 1, 'forms.choose'),
  many: ids,
  maybe: ids.refine((all) => all.length <= 1, 'forms.choose'),
}

function formOf(kind: ListingKind): z.ZodObject {
  const fields = Object.entries(FIELDS[kind]).map(([name, field]) => [name, schemaOf(field)])
  return z.object({
    ...(Object.fromEntries(fields) as Record<string, z.ZodType<Value>>),
    organizations: ENDS[KINDS[kind].ends],
    place: text(36).transform((id) => (isId(id) ? id : '')),
    references: references(LIMITS.reference, LIMITS.references),
    visibility: z.enum(VISIBILITIES).default('region'),
    lang: z.enum(LANGUAGES).default('en'),
  })
}

/** The one schema of each kind. */
export const listingForms = Object.fromEntries(LISTING_KINDS.map((kind) => [kind, formOf(kind)])) as unknown as Record<
  ListingKind,
  z.ZodType<ListingInput>
>

/** The names of all that a form has, for whoever has to know them: of a kind, or of all of them. */
export const LISTING_FIELDS = [...new Set(LISTING_KINDS.flatMap((kind) => Object.keys(formOf(kind).shape)))]
