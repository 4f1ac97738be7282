import type { DemoCircle, DemoStatement, DemoTie, Visibility } from '../types.ts'
import { type Chance, chance } from './chance.ts'
import type { Clock } from './clock.ts'
import type { HandTie } from './hand.ts'
import { arrivals, handOf, hands, keyOf } from './organizations.ts'
import { holdersOf, speakerOf } from './persons.ts'
import { ENDED, KNOWN, MORE, PAIRS } from './ties.ts'

type Strength = NonNullable<DemoStatement['strength']>
type Said = NonNullable<HandTie['said']>

const same = (tie: HandTie, a: string, b: string) => (tie.a === a && tie.b === b) || (tie.a === b && tie.b === a)

/** How many of the 141 pairs of the look are told by whom: 96 of them are confirmed by both. */
const FATES: Record<Said, number> = { both: 96, one: 28, reported: 10, coordinator: 4, disputed: 3 }

/** Kinds that are likely between two sectors, the first organization giving. */
const likely = (a: string, b: string): string[] => {
  if (a === 'funder') return b === 'funder' ? ['works-together'] : ['funds']
  if (a === 'library' && b === 'library') return ['works-together', 'shares-space', 'refers-people']
  if (a === 'government')
    return b === 'government' ? ['shares-data', 'works-together'] : ['shares-data', 'works-together', 'advises']
  if (a === 'academic' || a === 'university') return ['advises', 'trains', 'works-together', 'shares-data']
  if (a === 'intermediary') return ['shares-data', 'advises', 'works-together']
  if (a === 'library') return ['shares-space', 'refers-people', 'works-together', 'trains']
  if (a === 'civic') return ['works-together', 'advises', 'trains']
  if (a === 'media') return ['works-together', 'refers-people']
  return ['works-together', 'refers-people', 'shares-space']
}

/** Who more likely gives. */
const RANK = [
  'funder',
  'government',
  'intermediary',
  'university',
  'academic',
  'library',
  'civic',
  'nonprofit',
  'other',
  'business',
  'media',
]
const rank = (id: string) => RANK.indexOf(handOf(id).sector)

const drawTie = (pair: string, said: Said, luck: Chance): HandTie => {
  const [one = '', two = ''] = pair.split('-')
  const [a, b] = rank(one) <= rank(two) ? [one, two] : [two, one]
  const taken = MORE.filter((tie) => same(tie, a, b)).map((tie) => tie.kind)
  const kinds = likely(handOf(a).sector, handOf(b).sector).filter((kind) => !taken.includes(kind))
  const strength = luck.pick([1, 2, 2, 3, 3, 3, 4, 4, 5])
  const seenByOther = Math.min(5, Math.max(1, strength + luck.pick([-1, 0, 0, 0, 1])))
  return { a, b, kind: kinds.length ? luck.pick(kinds) : 'works-together', strength: [strength, seenByOther], said }
}

const shuffled = <T>(list: T[], luck: Chance): T[] =>
  list
    .map((item) => ({ item, order: luck.next() }))
    .sort((one, two) => one.order - two.order)
    .map(({ item }) => item)

/** What remains of the fates when the hand-written ties have taken theirs. */
const openFates = (luck: Chance): Said[] => {
  const told = (said: Said) => KNOWN.filter((tie) => tie.said === said).length
  const kinds: Said[] = ['both', 'one', 'reported', 'coordinator', 'disputed']
  return shuffled(
    kinds.flatMap((said) => Array<Said>(FATES[said] - told(said)).fill(said)),
    luck,
  )
}

const allTies = (luck: Chance): HandTie[] => {
  const fates = openFates(luck)
  const pairs = PAIRS.map((pair) => {
    const [a = '', b = ''] = pair.split('-')
    return KNOWN.find((tie) => same(tie, a, b)) ?? drawTie(pair, fates.pop() ?? 'both', luck)
  })
  return [...pairs, ...MORE, ...ENDED]
}

/** Days ago on which the tie was entered: after both sides were known, after it began, before it ended. */
const enteredOn = (tie: HandTie, luck: Chance) => {
  if (tie.entered !== undefined) return tie.entered
  const both = Math.min(arrivals.get(tie.a) ?? 1, arrivals.get(tie.b) ?? 1)
  const earliest = Math.min(both - 1, (tie.since ?? 99) * 365)
  const latest = tie.until === undefined ? 2 : tie.until * 365 + 90
  return luck.between(Math.min(latest, earliest), Math.max(latest, earliest))
}

const SEASON = ['21', '22', '23']

const began = (tie: HandTie, days: number, now: Clock, luck: Chance) => {
  if (tie.since !== undefined) return now.year(tie.since)
  const before = days + luck.between(0, 1100)
  const way = luck.next()
  if (way < 0.4) return now.month(before)
  return way < 0.85 ? now.day(before).slice(0, 4) : `${Number(now.day(before + 365).slice(0, 4))}-${luck.pick(SEASON)}`
}

/** Nobody may see a tie who may not see both its ends. */
const seen = (tie: HandTie, luck: Chance): { visibility: Visibility; circle?: string } => {
  const ends = [handOf(tie.a), handOf(tie.b)]
  const closed = ends.find((end) => end.seen === 'circle')
  if (closed) return { visibility: 'circle', circle: keyOf(closed.id) }
  const inside = ends.some((end) => end.seen === 'region') || luck.next() < 0.06
  return { visibility: inside ? 'region' : 'public' }
}

interface Telling {
  tie: HandTie
  days: number
  now: Clock
  luck: Chance
}

const side = (
  { tie, now }: Telling,
  end: 'a' | 'b',
  daysAgo: number,
  words: Partial<DemoStatement> = {},
): DemoStatement => ({
  by: 'side',
  organization: keyOf(tie[end]),
  person: speakerOf(tie[end], tie[end === 'a' ? 'b' : 'a']),
  strength: (tie.strength?.[end === 'a' ? 0 : 1] ?? 3) as Strength,
  verdict: 'confirms',
  saidAt: now.ago(daysAgo, 580 + (daysAgo % 400)),
  note: '',
  ...words,
})

const statements = (telling: Telling): DemoStatement[] => {
  const { tie, days, luck, now } = telling
  const later = Math.max(1, days - luck.between(1, Math.min(60, Math.max(1, days - 1))))
  const first = side(telling, 'a', days)
  const strength = (tie.strength?.[0] ?? 3) as Strength
  if (tie.said === 'reported')
    return [{ ...first, by: 'reference', organization: undefined, person: undefined, strength }]
  if (tie.said === 'coordinator')
    return [{ ...first, by: 'coordinator', organization: undefined, person: 'fern-salcedo', strength }]
  if (tie.said === 'disputed')
    return [first, side(telling, 'b', later, { verdict: 'disputes', strength: undefined, note: tie.note ?? '' })]
  if (tie.said === 'one') return [first]
  const told = [first, side(telling, 'b', later)]
  if (later < 500 || luck.next() > 0.3) return told
  const changed = Math.min(5, strength + 1) as Strength
  return [
    ...told,
    side(telling, 'a', luck.between(2, later - 400), { strength: changed, note: 'Seen again after a year.' }),
  ]
    .sort(
      (one, two) =>
        one.saidAt.getTime() - two.saidAt.getTime() ||
        (one.organization ?? '').localeCompare(two.organization ?? '', 'en'),
    )
    .filter((said) => tie.until === undefined || said.saidAt <= now.ago(tie.until * 365))
}

/** Who holds the ties was written down on one afternoon, so many days ago. */
const HELD = 30
export const holding = (now: Clock) => ({ by: 'fern-salcedo', saidAt: now.ago(HELD, 840) })

/** Those of the ties that are told by hand, while they go on and both sides confirm them; and all of Marisol’s. */
const held = (tie: HandTie, told: DemoStatement[], now: Clock): DemoTie['holders'] => {
  if (told.some((said) => said.saidAt > now.ago(HELD))) return undefined
  const isKnown = tie.said === 'both' || speakerOf(tie.a, tie.b) === 'marisol-vega'
  if (!isKnown || tie.until !== undefined || ![...KNOWN, ...MORE].includes(tie)) return undefined
  return [
    { organization: keyOf(tie.a), persons: holdersOf(tie.a, tie.b) },
    { organization: keyOf(tie.b), persons: holdersOf(tie.b, tie.a) },
  ]
}

const build = (tie: HandTie, now: Clock, luck: Chance): DemoTie => {
  const days = enteredOn(tie, luck)
  const told = statements({ tie, days, now, luck })
  const end = tie.until === undefined ? '..' : now.month(tie.until * 365)
  const [first] = told
  return {
    key: `${tie.a}-${tie.kind}-${tie.b}`,
    a: keyOf(tie.a),
    b: keyOf(tie.b),
    kind: tie.kind,
    period: `${began(tie, days, now, luck)}/${end}`,
    note: tie.said === 'disputed' ? '' : (tie.note ?? ''),
    ...seen(tie, luck),
    createdAt: first?.saidAt ?? now.ago(days),
    createdBy: first?.person ?? 'fern-salcedo',
    endedAt: tie.until === undefined ? undefined : now.ago(tie.until * 365, 890),
    statements: told,
    holders: held(tie, told, now),
    references: tie.said === 'reported' ? [{ title: 'Yearly report of one of the two (invented)', for: 'record' }] : [],
  }
}

/** The 180 ties of Riverbend. */
export const ties = (now: Clock): DemoTie[] => {
  const luck = chance(1964)
  return allTies(luck).map((tie) => build(tie, now, luck))
}

/** The circle of each private organization: it and everybody it is or was tied to. */
export const circles = (all: DemoTie[]): DemoCircle[] =>
  hands
    .filter((hand) => hand.seen === 'circle')
    .map(({ id }) => {
      const owner = keyOf(id)
      const near = all.flatMap((tie) => (tie.a === owner ? [tie.b] : tie.b === owner ? [tie.a] : []))
      return { owner, organizations: [...new Set([owner, ...near])] }
    })
