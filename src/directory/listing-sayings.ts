import { formatNumber } from '../platform/i18n.ts'
import type { IconName } from '../ui/icon.tsx'
import type { Page } from '../ui/page.ts'
import type { ListingInput, Value } from './listing-forms.ts'
import { FIELDS, KINDS, type ListingKind } from './listing-kinds.ts'

export const LISTING_ICONS: Record<ListingKind, IconName> = {
  service: 'hand-helping',
  resource: 'package',
  group: 'users',
  place: 'map-pin',
}

/** The name of a field, `name.es` in Spanish: as this kind calls it, or as all do. */
export function sayListingField(page: Page, kind: ListingKind, name: string): string {
  const [field = '', language] = name.split('.')
  if (field === 'organizations') return page.t(`listings.ends.${KINDS[kind].ends}`)
  const keys = [`listings.field.${kind}.${field}`, `listings.field.${field}`, `directory.field.${field}`]
  const label = page.t(keys.find((key) => page.t.has(key)) ?? 'directory.field')
  return language ? page.t('directory.fieldIn', { field: label, language }) : label
}

/** What may help to fill a field. */
export function sayListingHint(page: Page, kind: ListingKind, field: string): string | undefined {
  const keys = [`listings.hint.${kind}.${field}`, `listings.hint.${field}`]
  const key = keys.find((one) => page.t.has(one))
  return key && page.t(key)
}

/** A choice of a field in words; what came from elsewhere stands as it is. */
export function sayListingChoice(page: Page, kind: ListingKind, field: string, value: string): string {
  const key = `listings.choice.${kind}.${field}.${value}`
  return FIELDS[kind][field]?.is === 'choice' && page.t.has(key) ? page.t(key) : value
}

/** What stands in a field, in words. */
export function sayListingValue(page: Page, kind: ListingKind, field: string, value: unknown): string {
  const said = [value].flat().filter((one) => typeof one === 'string' || typeof one === 'number')
  if (field === 'visibility') return said.map((one) => page.t(`ui.visibility.${one}`)).join('\n')
  if (field === 'lang') return said.map((one) => page.t(`directory.lang.${one}`)).join('\n')
  if (field === 'place') return said.some((id) => id !== '') ? page.t('listings.somePlace') : ''
  return said
    .map((one) => (typeof one === 'number' ? formatNumber(page.lang, one) : sayListingChoice(page, kind, field, one)))
    .join('\n')
}

/** Where two versions of a listing differ, of all fields or of these, each side in words. */
export const differingListingFields = (
  page: Page,
  kind: ListingKind,
  yours: ListingInput,
  theirs: ListingInput,
  of: readonly string[] = Object.keys(theirs),
) =>
  Object.keys(theirs)
    .filter((field) => of.includes(field) && field !== 'organizations' && !same(yours[field], theirs[field]))
    .map((field) => ({
      label: sayListingField(page, kind, field),
      yours: sayListingValue(page, kind, field, yours[field]),
      theirs: sayListingValue(page, kind, field, theirs[field]),
    }))

const same = (one: Value | undefined, other: Value | undefined) => JSON.stringify(one) === JSON.stringify(other)
