import { normaliseWebsite } from '../../platform/addresses.ts'
import { splitList } from '../../platform/csv-out.ts'
import { partialDate } from '../../platform/partial-dates.ts'
import { VISIBILITIES } from '../../platform/records.ts'
import { isEmail } from '../../platform/addresses.ts'
import { BLURBS, countWords, LIMITS, type OrganizationInput, readFormerName, writeFormerName } from '../forms.ts'
import { reason, shown, type Reason, type RowValues } from '../../platform/formats/parsed.ts'

export interface Identifier {
  scheme: string
  value: string
}
export interface Refusal {
  /** The column of the file. */
  field: string
  reason: Reason
}

/** Other organizations that a row names: who they are is known when all rows are in. */
export interface KinTold {
  field: 'parent' | 'successors'
  column: string
  names: string[]
}

/** What a row tells by other means than the form, or not at all. */
type Otherwise = 'name' | 'identifiers' | 'circle' | 'lang' | KinTold['field']

/** An organization as a row of a file tells it. What the row doesn't say is not there, so that nothing known is emptied. */
export interface OrganizationRow extends Partial<Omit<OrganizationInput, Otherwise>> {
  row: number
  name: string
  identifiers: Identifier[]
  extra: RowValues
  kin?: KinTold[]
  refused?: Refusal
}

/** How words of strangers become keys of our lists. */
export interface Words {
  sector(text: string): string | undefined
  role(text: string): string | undefined
  /** The sector of words that nobody knows. */
  fallback: string
}

/** What stands in a column of a row; never empty. */
export interface Told {
  column: string
  value: string | string[]
  words: Words
}

/** Puts what a column says where it belongs, or says why it cannot be. */
export type Put = (made: OrganizationRow, told: Told) => Reason | undefined

/** Fields of the form that hold any text. */
type TextField = Exclude<
  {
    [K in keyof OrganizationInput]: [string, OrganizationInput[K]] extends [OrganizationInput[K], string] ? K : never
  }[keyof OrganizationInput],
  KinTold['field']
>

/** A value as one text. */
export const textOf = (value: string | string[] | undefined): string =>
  (value === undefined ? '' : typeof value === 'string' ? value : value.join(', ')).trim()
const itemsOf = (value: string | string[]): string[] =>
  (typeof value === 'string' ? splitList(value) : value).map((item) => item.trim()).filter(Boolean)

/** Keeps a value beside the fields. */
export function keep(extra: RowValues, column: string, value: string | string[] | undefined): undefined {
  if (value === undefined || textOf(value) === '') return
  extra[column] = typeof value === 'string' ? value.trim() : value
}

const tooLong = (text: string, max: number) => reason('tooLong', { length: text.length, max })

/** A text; the first column of a field wins, a further one is kept beside it. */
const written =
  (key: TextField, max: number, shape: (text: string) => string): Put =>
  (made, { column, value }) => {
    const whole = textOf(value)
    if (whole.length > max) return tooLong(whole, max)
    if (made[key]) keep(made.extra, column, value)
    else made[key] = shape(whole)
    return undefined
  }

/** A text on one line. */
export const line = (key: TextField, max: number): Put => written(key, max, (text) => text.replace(/\s+/g, ' '))

/** A text of as many lines as it has. */
export const text = (key: TextField, max: number): Put => written(key, max, (whole) => whole)

/** A city, and the state behind it where both stand in one column. */
export const city: Put = (made, told) => {
  const both = /^(.{1,100}),\s+([A-Z]{2})$/.exec(textOf(told.value))
  const wrong = line('city', LIMITS.place)(made, both && !made.city ? { ...told, value: both[1]! } : told)
  if (both && !made.state) made.state = both[2]!
  return wrong
}

/** Our sector, and the word of the file beside it when it says something else. */
export const sector: Put = (made, { column, value, words }) => {
  const known = words.sector(textOf(value))
  if (known === undefined || textOf(value) !== known)
    keep(made.extra, column.toLowerCase() === 'element type' ? 'type' : column, value)
  if (made.sector === undefined || (made.sector === words.fallback && known !== undefined))
    made.sector = known ?? words.fallback
  return undefined
}

/** What isn't written as we need it is kept beside the fields, and refuses nothing. */
export const unlessUnfit =
  (put: Put): Put =>
  (made, told) =>
    put(made, told) && keep(made.extra, told.column, told.value)

/** An address of the organization itself. */
export const email: Put = (made, { column, value }) => {
  const said = textOf(value)
  if (made.email || !isEmail(said) || said.length > LIMITS.email) return keep(made.extra, column, value)
  made.email = said
  return undefined
}

/** So many words at most; more of them are kept beside it. */
export const blurb =
  (key: keyof typeof BLURBS): Put =>
  (made, { column, value }) => {
    const said = textOf(value)
    if (countWords(said) > BLURBS[key] || said.length > LIMITS[key]) return keep(made.extra, column, value)
    made[key] = said
    return undefined
  }

/** A web address, with or without its beginning. */
export const website =
  (key: 'website' | 'openData'): Put =>
  (made, { value }) => {
    const address = normaliseWebsite(textOf(value))
    if (address === null) return reason('website', { value: shown(textOf(value)) })
    if (address.length > LIMITS.website) return tooLong(address, LIMITS.website)
    made[key] = address
    return undefined
  }

/** A date as people write it. */
export const date =
  (key: 'founded' | 'ended'): Put =>
  (made, { value }) => {
    const date = partialDate(textOf(value))
    if (!date.ok) return reason('date', { value: shown(textOf(value)) })
    made[key] = date.edtf
    return undefined
  }

/** A day; anything else is kept beside it, since it is only about how fresh the facts are. */
export const checkedOn: Put = (made, { column, value }) => {
  const date = partialDate(textOf(value))
  if (!date.ok || !/^\d{4}-\d\d-\d\d$/.test(date.edtf)) return keep(made.extra, column, value)
  made.checkedOn = date.edtf
  return undefined
}

/** A latitude or longitude. */
export const degrees =
  (key: 'latitude' | 'longitude', most: number): Put =>
  (made, { value }) => {
    const said = textOf(value)
    const number = /^[+-]?\d{1,3}(?:[.,]\d{1,20})?$/.test(said) ? Number(said.replace(',', '.')) : Number.NaN
    if (!(Math.abs(number) <= most)) return reason('degrees', { value: shown(said), max: most })
    made[key] = number
    return undefined
  }

/** Keys of our roles; words that nobody knows are kept beside them. */
export const roles: Put = (made, { column, value, words }) => {
  const all = [...new Set(itemsOf(value))]
  const known = all.flatMap((word) => words.role(word) ?? [])
  if (known.length > 0) made.roles = [...new Set(known)]
  if (known.length < all.length) made.extra[column] = all.filter((word) => words.role(word) === undefined)
  return undefined
}

function tooMuch(items: string[], most: { item: number; items: number }): Reason | undefined {
  const long = items.find((item) => item.length > most.item)
  if (long) return tooLong(long, most.item)
  return items.length > most.items ? reason('tooMany', { count: items.length, max: most.items }) : undefined
}

/** A list; several columns may tell it. */
export const list =
  (key: 'otherNames' | 'formerNames' | 'audiences' | 'skills' | 'spaces' | 'languages' | 'serviceCounties'): Put =>
  (made, { value }) => {
    const items = [...new Set([...(made[key] ?? []), ...itemsOf(value)])]
    const wrong = tooMuch(items, { item: LIMITS.line, items: LIMITS.lines })
    if (!wrong) made[key] = items
    return wrong
  }

/** Other organizations by their names. */
export const kin =
  (field: KinTold['field']): Put =>
  (made, { column, value }) => {
    const names = field === 'parent' ? [textOf(value)] : itemsOf(value)
    if (names.length > LIMITS.successors || names.some((name) => name.length > LIMITS.name))
      return keep(made.extra, column, value)
    made.kin = [...(made.kin ?? []), { field, column, names }]
    return undefined
  }

/** What it was called, as the form writes it. */
export const formerNames: Put = (made, told) => {
  const wrong = list('formerNames')(made, told)
  if (!wrong) made.formerNames = made.formerNames?.map((said) => writeFormerName(readFormerName(said)))
  return wrong
}

/** Where the facts are from. One source may stand for several facts, so repetitions stay. */
export const references: Put = (made, { value }) => {
  const items = itemsOf(value)
  const wrong = tooMuch(items, { item: LIMITS.reference, items: LIMITS.references })
  if (!wrong) made.references = items
  return wrong
}

/** A file makes nothing public: what it calls public is for members of the region. */
export const visibility: Put = (made, { column, value }) => {
  const known = VISIBILITIES.find((one) => one === textOf(value))
  if (!known) return keep(made.extra, column, value)
  made.visibility = known === 'circle' ? 'circle' : 'region'
  return undefined
}

/** How an identifier is written, so that two spellings of one are one. */
const SPELLINGS: Record<string, (text: string) => string> = {
  ein: (said) => (/^\d{2}-?\d{7}$/.test(said) ? `${said.slice(0, 2)}-${said.slice(-7)}` : said),
  ror: (said) => said.replace(/^https?:\/\/ror\.org\//i, '').toLowerCase(),
  wikidata: (said) => /[QP]\d+$/i.exec(said)?.[0].toUpperCase() ?? said,
  fscs: (said) => said.toUpperCase(),
  isil: (said) => said.toUpperCase(),
}

/** Several stand in one cell as our own lists write them; a comma may be part of one. */
const identifiersOf = (value: string | string[]) =>
  typeof value === 'string' && /[\n;]/.test(value) ? splitList(value) : [textOf(value)]

/** Identifiers of one register. */
export const identifier =
  (scheme: string): Put =>
  (made, { value }) => {
    for (const said of identifiersOf(value)) {
      const wrong = addIdentifier(made, scheme, said)
      if (wrong) return wrong
    }
    return undefined
  }

/** Identifiers of any register as `scheme:value`. */
export const identifiers: Put = (made, { column, value }) => {
  const all = identifiersOf(value).map((said) => /^([a-z][a-z0-9-]*):(\S.*)$/.exec(said))
  if (all.includes(null)) return keep(made.extra, column, value)
  for (const one of all) {
    const wrong = addIdentifier(made, one![1]!, one![2]!)
    if (wrong) return wrong
  }
  return undefined
}

function addIdentifier(made: OrganizationRow, scheme: string, said: string): Reason | undefined {
  const value = (SPELLINGS[scheme]?.(said) ?? said).replace(/\s+/g, ' ')
  if (value.length > LIMITS.line - scheme.length - 1)
    return reason('tooLong', { length: value.length, max: LIMITS.line })
  if (!made.identifiers.some((one) => one.scheme === scheme && one.value === value))
    made.identifiers.push({ scheme, value })
  return undefined
}
