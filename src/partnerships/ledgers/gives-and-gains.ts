import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import { type LedgerOf, listBenefits } from './benefits.ts'
import { listContributions } from './contributions.ts'
import type { Entry } from './entries.ts'
import type { EntryLine } from './entry-lines.ts'
import type { Unit } from './ledger-kinds.ts'

/** So much in a unit; `ofUse`: hours for which a room or a kit was used. */
export interface Amount {
  unit: Unit
  amount: number
  ofUse: boolean
}

/** What some entries come to: each origin once, however many entries tell of it. */
export interface Sum {
  /** How many things: entries that tell of one record are one. */
  things: number
  /** How many entries tell of them. */
  entries: number
  /** How much, by unit, in the order of the units' first mention; hours for which a thing was used are no hours of people. */
  amounts: Amount[]
  /** How many counts of people are too small to be told, and stand in no amount. */
  small: number
}

/** A span of time, as it is told: its first and its last day. */
export interface Span {
  /** `2025`, or `2025-2` for its second quarter. */
  key: string
  from: string
  until: string
}

/** What one organization gave and gained in a span. */
export interface Step extends Span {
  gives: Sum
  capacity: Sum
  reach: Sum
}

/** What one organization gave and gained. */
export interface GivesAndGains {
  organization: Entry['organization']
  gives: Sum
  capacity: Sum
  reach: Sum
  /** The same in time; what has no date is in none. */
  steps: Step[]
  undated: number
}

/**
 * Adds up entries. Of several that tell of one record in one unit the largest counts: two partners may have counted the
 * people of one event, and those who were new to one of them are among them; they came once.
 */
export function sumOf(entries: readonly EntryLine[]): Sum {
  const most = new Map<string, Amount>()
  for (const { originId, unit, amount, what } of entries) {
    if (unit === '' || amount === null) continue
    const ofUse = unit === 'hours' && (what === 'space' || what === 'equipment')
    const key = `${originId} ${unit} ${ofUse}`
    const known = most.get(key)
    if (!known || known.amount < amount) most.set(key, { unit, amount, ofUse })
  }
  const amounts = Map.groupBy(most.values(), ({ unit, ofUse }) => `${unit} ${ofUse}`)
  return {
    things: new Set(entries.map((one) => one.originId)).size,
    entries: entries.length,
    amounts: [...amounts.values()].map((same) => {
      const amount = same.reduce((sum, one) => sum + one.amount, 0)
      return { ...same[0]!, amount: Math.round(amount * 100) / 100 }
    }),
    small: entries.filter((one) => one.small).length,
  }
}

/** Up to so many years are told in quarters. */
const QUARTERLY = 2
/** More years are not told one by one. */
const YEARS = 20

const LAST_DAYS = ['03-31', '06-30', '09-30', '12-31']

/** The spans from the first day to the last: quarters of a short time, years of a long one. */
export function spansBetween(first: string, last: string): Span[] {
  const [from, until] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))]
  const years = Array.from({ length: until - from + 1 }, (_, n) => String(from + n)).slice(-YEARS)
  if (monthsBetween(first, last) > QUARTERLY * 12)
    return years.map((year) => ({ key: year, from: `${year}-01-01`, until: `${year}-12-31` }))
  return years
    .flatMap((year) =>
      LAST_DAYS.map((day, n) => ({
        key: `${year}-${n + 1}`,
        from: `${year}-${String(n * 3 + 1).padStart(2, '0')}-01`,
        until: `${year}-${day}`,
      })),
    )
    .filter((span) => span.until >= first && span.from <= last)
}

const monthsBetween = (first: string, last: string) =>
  (Number(last.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(last.slice(5, 7)) - Number(first.slice(5, 7))

const within = ({ first }: EntryLine, { from, until }: Span) => first !== null && first >= from && first <= until

/** What each organization gave and gained, all in the same spans. Those named first come first, also with nothing. */
export function weigh(
  named: readonly Entry['organization'][],
  benefits: readonly EntryLine[],
  contributions: readonly EntryLine[],
  today: string,
): GivesAndGains[] {
  const all = [...benefits, ...contributions]
  const days = all.flatMap(({ first }) => (first === null ? [] : [first])).toSorted()
  const spans = days.length === 0 ? [] : spansBetween(days[0]!, [days.at(-1)!, today].toSorted().at(-1)!)
  const organizations = new Map([...named, ...all.map((one) => one.organization)].map((one) => [one.id, one]))
  return [...organizations.values()].map((organization) => {
    const own = (entries: readonly EntryLine[]) => entries.filter((one) => one.organization.id === organization.id)
    const [gained, given] = [own(benefits), own(contributions)]
    const weighed = (fits: (entry: EntryLine) => boolean) => ({
      gives: sumOf(given.filter(fits)),
      capacity: sumOf(gained.filter((one) => one.side === 'capacity' && fits(one))),
      reach: sumOf(gained.filter((one) => one.side === 'reach' && fits(one))),
    })
    return {
      organization,
      ...weighed(() => true),
      steps: spans.map((span) => ({ ...span, ...weighed((one) => within(one, span)) })),
      undated: [...gained, ...given].filter(({ first }) => first === null).length,
    }
  })
}

/** What everybody of a partnership, or one organization, gave and gained, as this actor may read it. */
export async function givesAndGains(
  db: Db,
  actor: Actor,
  of: LedgerOf & { named?: readonly Entry['organization'][] },
  at: { timeZone: string; now: Date },
): Promise<{ benefits: Entry[]; contributions: Entry[]; partners: GivesAndGains[] }> {
  const [benefits, contributions] = await Promise.all([listBenefits(db, actor, of), listContributions(db, actor, of)])
  const partners = weigh(of.named ?? [], benefits, contributions, dayIn(at.timeZone, at.now))
  return { benefits, contributions, partners }
}
