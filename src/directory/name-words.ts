import { plain } from '../platform/plain-words.ts'

/** How much a word tells: one that many names have tells little. From 0 to 1. */
export type Weigh = (word: string) => number

/** Words that are written in several ways, as one. */
export const SPELLINGS: Record<string, string> = {
  lib: 'library',
  libr: 'library',
  libraries: 'library',
  univ: 'university',
  ctr: 'center',
  centre: 'center',
  cntr: 'center',
  dept: 'department',
  govt: 'government',
  assn: 'association',
  assoc: 'association',
  comm: 'community',
  cmty: 'community',
  mem: 'memorial',
  meml: 'memorial',
  natl: 'national',
  intl: 'international',
  twp: 'township',
  cnty: 'county',
  co: 'county',
  // Saint or street: both are written so.
  saint: 'st',
  street: 'st',
  ste: 'st',
  mt: 'mount',
  ft: 'fort',
  bro: 'brothers',
  bros: 'brothers',
  mkt: 'market',
  markets: 'market',
  sch: 'school',
  elem: 'elementary',
  hs: 'high school',
  ave: 'avenue',
  av: 'avenue',
  rd: 'road',
  blvd: 'boulevard',
  dr: 'drive',
  pgh: 'pittsburgh',
  phila: 'philadelphia',
  y: 'and',
}
/** Words that say nothing of who it is. */
const EMPTY = new Set([
  'the',
  'and',
  'of',
  'a',
  'an',
  'for',
  'at',
  'in',
  'inc',
  'llc',
  'ltd',
  'corp',
  'el',
  'la',
  'de',
  'del',
])
/** Words that make of one organization another that stands beside it. */
export const BESIDE = new Set(['friends', 'foundation', 'auxiliary', 'alumni', 'annex', 'amigos', 'fundacion'])
/** Words that tell two places of one name apart. */
export const PLACES = new Set(
  'north south east west upper lower new county township city town village branch'.split(' '),
)
/** What kind of thing it is: a county is not its library. */
export const KINDS = new Set(
  'library university college school church museum hospital department office county bureau council academy clinic'.split(
    ' ',
  ),
)
/** What an organization does at a place, not who it is. */
export const DOINGS = new Set(
  'food pantry fresh market garden afterschool csfp bookmobile bookmobiles mobile system district onsite program services'.split(
    ' ',
  ),
)

/** The words of a name that tell who it is, in their order. A number is a word. */
export function wordsOf(name: string): string[] {
  const [outside, inside] = [name.replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, ' '), name]
  const words = plain(outside) === '' ? plain(inside) : plain(outside)
  return words
    .split(' ')
    .flatMap((word) => (SPELLINGS[word] ?? word).split(' '))
    .filter((word) => word !== '' && !EMPTY.has(word))
}

/** The same name in whatever spelling has the same key. */
export const nameKey = (name: string): string => wordsOf(name).join(' ') || plain(name) || name.trim()

/** Weights from all names of a region: a word of one name weighs 1, one that all have nearly nothing. */
export function weigher(names: readonly string[]): Weigh {
  const counts = new Map<string, number>()
  for (const name of names) for (const word of new Set(wordsOf(name))) counts.set(word, (counts.get(word) ?? 0) + 1)
  const most = Math.log(names.length + 2)
  return (word) => Math.max(0.08, 1 - Math.log(counts.get(word) ?? 1) / most)
}
