import { websiteHost } from '../platform/addresses.ts'
import { isSlip, phoneKey, plain } from '../platform/plain-words.ts'
import { BESIDE, DOINGS, KINDS, nameKey, PLACES, SPELLINGS, type Weigh, wordsOf } from './name-words.ts'

/** What two organizations are compared by. */
export interface Described {
  name: string
  otherNames?: readonly string[]
  website?: string | null
  phone?: string
  street?: string
  city?: string
  postalCode?: string
  /** Numbers in registers, such as `fscs:PA0357`. */
  identifiers?: readonly string[]
}

export const REASONS = ['sameName', 'nearName', 'partName', 'sameWebsite', 'samePhone', 'sameAddress'] as const
export type LikenessReason = (typeof REASONS)[number]

/** Parts of a street's name that people leave out or write in many ways. */
const STREET_WORDS = new Set(
  'st avenue road boulevard drive lane court place way highway hwy pike square plaza north south east west n s e w'.split(
    ' ',
  ),
)
const ORDINALS: Record<string, string> = Object.fromEntries(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth'
    .split(' ')
    .map((word, n) => [word, String(n + 1)]),
)

export interface Address {
  number: string
  street: string
  city: string
  postalCode: string
}

/** A street address as one spelling; undefined without a number and a street. */
export function addressOf({ street = '', city = '', postalCode = '' }: Omit<Described, 'name'>): Address | undefined {
  const [number = '', ...words] = plain(street).split(' ')
  const names = words
    .map((word) => SPELLINGS[word] ?? ORDINALS[word] ?? word.replace(/^(\d+)(st|nd|rd|th)$/, '$1'))
    .filter((word) => !STREET_WORDS.has(word))
  const [name] = names
  return /^\d+$/.test(number) && name
    ? { number, street: name, city: plain(city), postalCode: postalCode.slice(0, 5) }
    : undefined
}

/** One spelling of number and street, for finding who may be at the same address. */
export function addressKey(one: Described): string | undefined {
  const address = addressOf(one)
  return address && `${address.number} ${address.street}`
}

type Where = 'same' | 'near' | 'apart' | undefined

/** Whether two are at one address, in one street, or at two places; undefined when one of them does not say. */
export function wherever(a: Address | undefined, b: Address | undefined): Where {
  if (!a || !b) return undefined
  if (a.street !== b.street || areTwoTowns(a, b)) return 'apart'
  return a.number === b.number ? 'same' : 'near'
}

/** A postal code tells towns apart better than the name that a suburb is given. */
function areTwoTowns(a: Address, b: Address): boolean {
  if (a.postalCode !== '' && b.postalCode !== '') return a.postalCode !== b.postalCode
  return a.city !== '' && b.city !== '' && a.city !== b.city
}

/** Sites on which many organizations have a page: sharing one says nothing. */
const SHARED =
  /(^|\.)(facebook|instagram|twitter|x|google|wordpress|wixsite|weebly|linkedin|meetup|github|youtube|blogspot)\.(com|org|io)$/

export function hostKey(website: string | null | undefined): string | undefined {
  const host = website ? websiteHost(website) : null
  return host && !SHARED.test(host) ? host : undefined
}

interface Compared {
  /** Weight of the words that both have, of all words of both: 0 to 1. */
  shared: number
  /** Words that only one of them has. */
  left: string[]
  right: string[]
  slips: number
}

function compareWords(a: string[], b: string[], weigh: Weigh): Compared {
  const rest = [...b]
  const left: string[] = []
  let shared = 0
  let slips = 0
  for (const word of a) {
    const same = rest.indexOf(word)
    const at = same >= 0 ? same : rest.findIndex((other) => isSlip(word, other))
    if (at < 0) left.push(word)
    else {
      shared += weigh(word) + weigh(rest[at]!)
      if (same < 0) slips += 1
      rest.splice(at, 1)
    }
  }
  const apart = [...left, ...rest].reduce((sum, word) => sum + weigh(word), 0)
  return { shared: shared + apart === 0 ? 0 : shared / (shared + apart), left, right: rest, slips }
}

/** Chosen while reading the pairs of `test/fixtures/duplicates.csv`; `docs/duplicates.md` tells what they give there. */
export const THRESHOLDS = {
  /** Names so alike are one by themselves. */
  near: 0.82,
  /** Names so alike are one at the same address. */
  atAddress: 0.4,
  /** Names so alike are one with the same website or telephone. */
  withProof: 0.6,
  /** A word that tells so much and that only one of them has tells them apart, when the other has such a word too. */
  telling: 0.4,
} as const

export interface Name {
  words: string[]
  key: string
  inBrackets: string
}
/** What is compared of an organization, made once however often it is. */
export interface Comparable {
  names: Name[]
  host: string | undefined
  phone: string | undefined
  address: Address | undefined
  identifiers: readonly string[]
}

/** A name as it is compared, made once however often it is. */
export const asName = (name: string): Name => ({
  words: wordsOf(name),
  key: nameKey(name),
  inBrackets: plain(/\(([^()]+)\)/.exec(name)?.[1] ?? ''),
})

export const comparable = (one: Described): Comparable => ({
  names: [one.name, ...(one.otherNames ?? [])].map(asName),
  host: hostKey(one.website),
  phone: phoneKey(one.phone),
  address: addressOf(one),
  identifiers: one.identifiers ?? [],
})

/** What speaks for two being one organization; empty when too little does. */
export const likenessOf = (a: Described, b: Described, weigh: Weigh): LikenessReason[] =>
  compare(comparable(a), comparable(b), weigh)

/** The same for those that are compared with many. */
export function compare(a: Comparable, b: Comparable, weigh: Weigh): LikenessReason[] {
  if (registerTellsApart(a.identifiers, b.identifiers)) return []
  const where = wherever(a.address, b.address)
  const proofs = proofsOf(a, b, where)
  const best = a.names
    .flatMap((one) => b.names.map((other) => compareNames(one, other, weigh)))
    .toSorted((one, other) => other.score - one.score)[0]!
  if (best.isOther || (where === 'apart' && !(best.isSame && proofs.length > 0))) return []
  if (best.isSame) return ['sameName', ...proofs]
  if (best.bothTell && where !== 'same') return []
  if (where === 'same') return best.bothTell || best.score < THRESHOLDS.atAddress ? [] : [nearOr(best.score), ...proofs]
  if (best.isPlace) return []
  if (best.score >= THRESHOLDS.near || (proofs.length > 0 && best.score >= THRESHOLDS.withProof))
    return [nearOr(best.score), ...proofs]
  return []
}

/** How alike two names are by themselves, where nothing else is known; undefined when they are not. */
export function nameLikeness(a: Name, b: Name, weigh: Weigh): 'sameName' | 'nearName' | undefined {
  const { isSame, isOther, isPlace, bothTell, score } = compareNames(a, b, weigh)
  if (isOther) return undefined
  if (isSame) return 'sameName'
  return isPlace || bothTell || score < THRESHOLDS.near ? undefined : 'nearName'
}

const registerOf = (identifier: string) => identifier.slice(0, identifier.indexOf(':'))

/** Two numbers in one register are two organizations; elements of maps are numbered by each map for itself. */
const registerTellsApart = (a: readonly string[], b: readonly string[]): boolean =>
  !a.some((one) => b.includes(one)) &&
  a.some((one) => registerOf(one) !== 'node' && b.some((other) => registerOf(other) === registerOf(one)))

const nearOr = (score: number): LikenessReason => (score >= THRESHOLDS.near ? 'nearName' : 'partName')

function proofsOf(a: Comparable, b: Comparable, where: Where): LikenessReason[] {
  return [
    ...(a.host !== undefined && a.host === b.host ? (['sameWebsite'] as const) : []),
    ...(a.phone !== undefined && a.phone === b.phone ? (['samePhone'] as const) : []),
    ...(where === 'same' ? (['sameAddress'] as const) : []),
  ]
}

interface NamesCompared {
  score: number
  isSame: boolean
  /** It belongs to the other, or brackets tell them apart. */
  isOther: boolean
  /** A word tells that it is somewhere else, or another one of several. */
  isPlace: boolean
  /** Each has a word of its own that tells much. */
  bothTell: boolean
}

function compareNames(one: Name, other: Name, weigh: Weigh): NamesCompared {
  const [a, b] = [one.words, other.words]
  const weighed: Weigh = (word) => (DOINGS.has(word) ? Math.min(0.15, weigh(word)) : weigh(word))
  const { shared, left, right, slips } = compareWords(a, b, weighed)
  const rest = [...left, ...right]
  const tells = (words: string[]) => words.some((word) => weighed(word) >= THRESHOLDS.telling)
  const isMoved = left.length === 0 && right.length === 0 && slips === 0 && one.key !== other.key
  const bracketsDiffer = one.inBrackets !== '' && other.inBrackets !== '' && one.inBrackets !== other.inBrackets
  return {
    score: shared * (isMoved ? 0.8 : 1) - slips * 0.03,
    isSame: one.key === other.key || (a.length > 0 && a.join('') === b.join('')),
    isOther: bracketsDiffer || rest.some((word) => BESIDE.has(word)),
    isPlace: rest.some((word) => PLACES.has(word) || KINDS.has(word) || /\d/.test(word)),
    bothTell: tells(left) && tells(right),
  }
}
