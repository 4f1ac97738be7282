import { partialDate } from '../../platform/partial-dates.ts'
import { type Network, type NetworkOrganization, type NetworkTie, type Pair, pairsOf } from '../current-networks.ts'
import { hasFaded, lastHeard } from '../rules.ts'
import type { MapFilter } from './forms.ts'
import { type Measured, isMeasured, measure, neighboursOf, wayBetween, within } from './map-measures.ts'

/** What a map shows of a network: the filters decide it once, for the picture, the table, the sentences and the files. */
export interface MapView {
  network: Network
  asked: MapFilter
  /** What is left of the network, by name. */
  organizations: NetworkOrganization[]
  /** Its edges; their ends are places in `organizations`. */
  pairs: Pair[]
  /** What the size of each tells. */
  values: number[]
  /** What stands for each in the network as a whole, where it was measured: shares of 1. */
  standing?: Record<Measured, number[]>
  /** The one that is looked at. */
  focus?: number
  /** A way from one to another, as places: null where there is none. */
  way?: number[] | null
  /** What was asked and cannot be, as keys of texts. */
  problems: string[]
}

type Ask = MapFilter

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
const anyOf = (asked: string[], has: readonly string[]) => asked.length === 0 || asked.some((one) => has.includes(one))

const fits = (asked: Ask) => {
  const words = plain(asked.q)
  return (one: NetworkOrganization) =>
    plain(one.name).includes(words) &&
    anyOf(asked.sector, [one.sector]) &&
    anyOf(asked.role, one.roles) &&
    anyOf(asked.county, one.counties) &&
    anyOf(asked.audience, one.audiences)
}

/** The first day of what was typed; undefined where nothing, or no date, was. */
export const firstDay = (typed: string): string | undefined => {
  const date = typed === '' ? undefined : partialDate(typed)
  return date?.ok ? (date.first ?? undefined) : undefined
}

const holds = (asked: Ask) => {
  const since = firstDay(asked.since)
  return (tie: NetworkTie) =>
    anyOf(asked.kind, [tie.kind]) &&
    anyOf(asked.line, [tie.line]) &&
    (asked.strength === '' || (tie.strength ?? 1) >= Number(asked.strength)) &&
    (since === undefined || (tie.first !== null && tie.first >= since))
}

/** Whether a map is narrowed to some ties: then organizations of which none is left mean something else. */
export const narrowsTies = (asked: Ask) =>
  asked.kind.length > 0 || asked.line.length > 0 || asked.strength !== '' || asked.since !== ''

/** Whether anything is left out. */
export const isNarrowed = (asked: Ask) =>
  narrowsTies(asked) ||
  [asked.q, asked.alone, asked.near].some((one) => one !== '') ||
  [asked.sector, asked.role, asked.county, asked.audience].some((many) => many.length > 0)

/** The place of an organization that is named by its slug, its id or its whole name. */
function named(organizations: readonly NetworkOrganization[], said: string): number {
  const at = organizations.findIndex((one) => one.slug === said || one.id === said)
  const typed = said.trim().toLowerCase()
  return at >= 0 ? at : organizations.findIndex((one) => one.name.toLowerCase() === typed)
}

/** Narrows a network to what was asked. What cannot be is told in `problems` and left out. */
export function viewOf(network: Network, asked: MapFilter): MapView {
  const chosen = network.organizations.filter(fits(asked))
  const known = new Set(chosen.map(({ id }) => id))
  const holding = holds(asked)
  const ties = network.ties.filter((tie) => known.has(tie.a) && known.has(tie.b) && holding(tie))
  const organizations = nearby(joined(chosen, ties, asked), ties, asked)
  const pairs = pairsOf({ organizations, ties: among(organizations, ties) })
  const problems = problemsOf(network, asked)
  const view: MapView = { network, asked, organizations, pairs, problems, values: [] }
  view.values = measure(isMeasured(asked.size) ? 'ties' : asked.size, organizations.length, pairs)
  const focus = asked.focus === '' ? -1 : named(organizations, asked.focus)
  if (focus !== -1) view.focus = focus
  else if (asked.focus !== '') problems.push('map.problems.focus')
  const ends = [asked.from, asked.to].map((one) => (one === '' ? -1 : named(organizations, one)))
  if (ends[0] !== -1 && ends[1] !== -1) view.way = wayBetween(organizations.length, pairs, ends[0]!, ends[1]!)
  else if (asked.from !== '' || asked.to !== '') problems.push('map.problems.way')
  return view
}

function problemsOf(network: Network, { since }: Ask): string[] {
  if (since === '') return []
  const first = firstDay(since)
  if (first === undefined) return ['map.problems.since']
  return first > network.asOf ? ['map.problems.sinceAfter'] : []
}

const among = (organizations: readonly NetworkOrganization[], ties: NetworkTie[]) => {
  const known = new Set(organizations.map(({ id }) => id))
  return ties.filter((tie) => known.has(tie.a) && known.has(tie.b))
}

/** Without those that no tie is left of, where that was asked. */
function joined(organizations: NetworkOrganization[], ties: NetworkTie[], { alone }: Ask): NetworkOrganization[] {
  if (alone === '') return organizations
  const tied = new Set(ties.flatMap((tie) => [tie.a, tie.b]))
  return organizations.filter(({ id }) => tied.has(id))
}

/** Only those around the one that is looked at, where that was asked. */
function nearby(organizations: NetworkOrganization[], ties: NetworkTie[], { focus, near }: Ask): NetworkOrganization[] {
  const at = near === '' || focus === '' ? -1 : named(organizations, focus)
  if (at === -1) return organizations
  const all = neighboursOf(organizations.length, pairsOf({ organizations, ties: among(organizations, ties) }))
  const kept = within(all, at, Number(near))
  return organizations.filter((_, n) => kept.has(n))
}

/** The day on which something last happened between two: a contact, or a word about one of their ties. */
export const lastHeardOf = (pair: Pick<Pair, 'ties'>): string => pair.ties.map(lastHeard).toSorted().at(-1)!

/** On which day it is asked what has faded, and after how many months something has. */
export type Fading = Pick<Network, 'asOf' | 'fadingMonths'>

/** Whether all ties of two have faded. */
export const pairHasFaded = (pair: Pick<Pair, 'ties'>, { fadingMonths, asOf }: Fading): boolean =>
  hasFaded({ lastSaid: lastHeardOf(pair), lastContact: null, fadingMonths }, asOf)
