import { formatDate, type Translate } from '../platform/i18n.ts'
import { sayPartialDate } from '../platform/partial-dates.ts'
import type { Lists, Role, Sector } from '../region/lists.ts'
import type { Page } from '../ui/page.ts'
import type { ImportKind, OrganizationInput } from './forms.ts'
import type { Choice } from '../account/organization-names.ts'
import { isListKind, LISTING_OF } from './import/list-rows.ts'
import type { Target } from './import/mapping.ts'

/** What a sector is called; one that was taken from the list goes by its key. */
export const sectorOf = (lists: Lists, key: string): Pick<Sector, 'key' | 'label'> =>
  lists.sectors.find((one) => one.key === key) ?? { key, label: key }

export const roleOf = (lists: Lists, key: string): Pick<Role, 'key' | 'label' | 'description' | 'reference'> =>
  lists.roles.find((one) => one.key === key) ?? { key, label: key, description: '', reference: null }

/** The name of a field of the form; `mission.es` is the mission in Spanish. */
export function sayField(page: Page, name: string): string {
  const [field = '', language] = name.split('.')
  const key = `directory.field.${field}`
  const label = page.t.has(key) ? page.t(key) : field
  return language ? page.t('directory.fieldIn', { field: label, language }) : label
}

/** What a column of a file is taken for: a field by its name, unless it is called otherwise in files. */
export function sayTarget(t: Translate, target: Target, kind: ImportKind): string {
  const listing = isListKind(kind) ? LISTING_OF[kind] : undefined
  const keys = [
    `imports.target.${kind}.${target}`,
    ...(listing ? [`listings.field.${listing}.${target}`, `listings.field.${target}`] : []),
    `imports.target.${target}`,
    `directory.field.${target}`,
  ]
  return t(keys.find((key) => t.has(key)) ?? keys.at(-1)!)
}

const texts = (value: unknown): string[] =>
  [value]
    .flat()
    .filter((one): one is string | number => typeof one === 'string' || typeof one === 'number')
    .map(String)

/** What fields are told by: the lists of the region, and its organizations by their names. */
export type Sayable = Lists & { names: readonly Choice[] }

/** What stands in a field, in words. */
export function sayValue(page: Page, lists: Sayable, field: string, value: unknown): string {
  const said = texts(value)
  if (said.length === 0 || said[0] === '') return ''
  if (field === 'sector') return said.map((key) => sectorOf(lists, key).label).join('\n')
  if (field === 'roles') return said.map((key) => roleOf(lists, key).label).join('\n')
  if (field === 'visibility') return said.map((one) => page.t(`ui.visibility.${one}`)).join('\n')
  if (field === 'lang') return said.map((one) => page.t(`directory.lang.${one}`)).join('\n')
  if (field === 'parent' || field === 'successors')
    return said.map((id) => lists.names.find((one) => one.id === id)?.name ?? page.t('directory.another')).join('\n')
  if (field === 'founded' || field === 'ended') return said.map((one) => sayPartialDate(page.lang, one)).join('\n')
  if (field === 'checkedOn') return said.map((one) => formatDate(page.lang, one, 'long')).join('\n')
  return said.join('\n')
}

/** Where two versions of an organization differ, of all fields or of these, each side in words. */
export function differingFields(
  page: Page,
  lists: Sayable,
  yours: OrganizationInput,
  theirs: OrganizationInput,
  of: readonly string[] = Object.keys(theirs),
) {
  const fields = Object.keys(theirs) as (keyof OrganizationInput)[]
  return fields
    .filter((field) => field !== 'circle' && of.includes(field))
    .filter((field) => JSON.stringify(yours[field]) !== JSON.stringify(theirs[field]))
    .map((field) => ({
      label: sayField(page, field),
      yours: sayValue(page, lists, field, yours[field]),
      theirs: sayValue(page, lists, field, theirs[field]),
    }))
}
