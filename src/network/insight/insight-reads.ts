import { type SqlBool, sql } from 'kysely'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Keep } from '../../platform/kept-reads.ts'
import type { Lists } from '../../region/lists.ts'
import { type Line, LINES, type Network, type Pair, pairsOf } from '../current-networks.ts'
import type { Departure } from '../graph/departures.ts'
import type { Graph } from '../graph/graph.ts'
import type { Measures } from '../graph/measures.ts'
import { assortativityOf, eiIndexOf } from '../graph/mixing.ts'
import type { Twins } from '../graph/random-twins.ts'
import type { Ranked, RankInterval } from '../graph/rank-intervals.ts'
import { threads } from '../graph/threads.ts'
import { listSnapshots, type SnapshotLine } from '../growth/snapshots.ts'
import { holdingsOf } from '../holders.ts'
import { plainCounty } from '../map/map-holes.ts'
import { type MapReader, readFor } from '../map/map-reads.ts'
import { knowsHolders, soleHolder } from '../rules.ts'
import { currentTies, listTies } from '../tie-lists.ts'
import { tieRows } from '../ties.ts'
import { tierActor, tierOf } from '../tiers.ts'
import { once } from './acquaintances.ts'
import { type NamedCommunity, nameCommunities } from './community-names.ts'
import { type Gaps, gapsOf } from './gaps.ts'
import { graphOfNetwork, measureSoon } from './insights.ts'
import { longRead, soon } from './long-reads.ts'
import { chooseMeetings, likelyFor, type Meeting } from './meetings.ts'

/** How far ties stay among those who are alike. */
export interface Mixing {
  /** Of the pairs that are tied, those within one group. */
  within: number
  of: number
  ei: number | null
  assortativity: number | null
}

/** Somebody on whom ties hang alone; the name where the reader may know it. */
export interface KeyPerson {
  personId: string
  name: string | null
  ties: number
}

/** All that the network of a tier tells on a day; what numbers name are places in the network. */
export interface Insights {
  network: Network
  graph: Graph
  pairs: Pair[]
  measures: Measures
  /** Nothing where chance could tie nobody otherwise. */
  twins: Twins | null
  intervals: Record<Ranked, RankInterval> | null
  departures: Departure[]
  communities: NamedCommunity[]
  mixing: { sector: Mixing; county: Mixing }
  gaps: Gaps
  /** Null where the reader may not know who holds ties. */
  keyPersons: KeyPerson[] | null
  meetings: Meeting[]
  /** The same for the organizations that the reader speaks for. */
  mine: Meeting[]
  /** How many organizations spoke for themselves of a tie. */
  answered: number
  lines: Record<Line, number>
  /** How far what is still being computed is; null when all is there. */
  waiting: number | null
  /** The kept quarter of a year ago, or the oldest; null where none is kept. */
  past: SnapshotLine | null
}

/** So many suggestions stand on the page. */
const MEETINGS = 12
const OF_MINE = 6
/** So long the page waits for what takes longer; it shows the rest, and how far that is. */
const PATIENCE_MS = 400
/** Organizations times ties, both ways, up to which nothing takes long: some 300 organizations. */
const QUICK = 800_000
/** Of fewer ties chance says nothing. */
const ENOUGH_TIES = 4

/** Reads and computes all that the network of the reader's tier tells today. */
export async function readInsights(reader: MapReader, lists: Lists): Promise<Insights> {
  const { db, actor, keep, today, counties } = reader
  const tier = tierOf(actor)
  const network = await readFor(reader, today)
  const graph = graphOfNetwork(network)
  const pairs = pairsOf(network)
  const mine = organizationsWith(actor, 'speak')
  const source = { network, graph, keep }
  const [{ measures, share }, computed, snapshots, answered, keyPersons, likely] = await Promise.all([
    measureSoon(network, keep),
    compute(keep, graph, pairs, today),
    listSnapshots(db, actor.regionId, tier),
    keep(`answered ${today}`, () => countAnswered(db, tierActor(actor.regionId, tier), today)),
    listKeyPersons(db, actor, today),
    soon(likelyFor(source), PATIENCE_MS),
  ])
  const { communities, shares, ...rest } = computed
  const suggest = async (asked: { most: number; around?: readonly string[] }) =>
    'value' in likely ? chooseMeetings(db, actor, source, likely.value, asked) : []
  const [meetings, ofMine] = await Promise.all([
    suggest({ most: MEETINGS }),
    mine.length === 0 ? [] : suggest({ most: OF_MINE, around: mine }),
  ])
  const waits = [share ?? 1, ...shares, 'share' in likely ? likely.share : 1].filter((one) => one < 1)
  return {
    network,
    graph,
    pairs,
    measures,
    ...rest,
    communities: nameCommunities(network, communities, measures.degree),
    mixing: mixingOf(network, graph, pairs),
    gaps: gapsOf(network, lists, counties),
    keyPersons,
    meetings,
    mine: ofMine,
    answered,
    lines: countLines(pairs),
    waiting: waits.length > 0 ? Math.min(...waits) : null,
    past: pastOf(snapshots, today),
  }
}

/** The kept quarter to compare with: the latest that is a year old, else the oldest. */
export function pastOf<One extends { day: string }>(latestFirst: readonly One[], today: string): One | null {
  const yearAgo = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  return latestFirst.find(({ day }) => day <= yearAgo) ?? latestFirst.at(-1) ?? null
}

/** What takes longer is done in threads, and kept for all who read the same. */
async function compute(keep: Keep, graph: Graph, pairs: Pair[], day: string) {
  const isEnough = graph.ties >= ENOUGH_TIES
  const doubtful = Uint8Array.from(pairs, ({ line }) => (line === 'reported' || line === 'claimed' ? 1 : 0))
  const isQuick = graph.size * graph.targets.length <= QUICK
  const patient = async <T>(name: string, begin: (progress: (share: number) => void) => Promise<T>) => {
    if (!isEnough) return { value: null }
    const read = longRead(keep, `${name} ${day}`, begin)
    return isQuick ? { value: await read } : soon(read, PATIENCE_MS)
  }
  const [communities, departures, twins, intervals] = await Promise.all([
    keep(`communities ${day}`, () => threads.run('communities', { graph })),
    keep(`departures ${day}`, () => threads.run('departures', graph)),
    patient('twins', (progress) => threads.run('twins', { graph }, { progress })),
    patient('rank intervals', (progress) => threads.run('rankIntervals', { graph, doubtful }, { progress })),
  ])
  return {
    communities,
    departures,
    twins: 'value' in twins ? twins.value : null,
    intervals: 'value' in intervals ? intervals.value : null,
    shares: [twins, intervals].flatMap((one) => ('share' in one ? [one.share] : [])),
  }
}

/** How many organizations are a side that has spoken of a current tie, as far as the actor may see it. */
async function countAnswered(db: Db, actor: Actor, today: string): Promise<number> {
  const { n } = await tieRows(db)
    .innerJoin('tie_statements as s', (on) =>
      on.onRef('s.region_id', '=', 't.region_id').onRef('s.tie_id', '=', 't.id'),
    )
    .select(sql<number>`count(distinct s.organization_id)`.as('n'))
    .where(currentTies(actor, today))
    .where('s.by_kind', '=', 'side')
    .where(sql<SqlBool>`s.organization_id in (t.a_id, t.b_id)`)
    .executeTakeFirstOrThrow()
  return n
}

async function listKeyPersons(db: Db, actor: Actor, today: string): Promise<KeyPerson[] | null> {
  if (!knowsHolders(actor)) return null
  const { items } = await listTies(db, actor, { holders: 'one', today })
  const holdings = await holdingsOf(db, actor, items, today)
  const persons = new Map<string, KeyPerson>()
  for (const tie of items) {
    const sole = soleHolder(holdings(tie) ?? [])
    if (!sole) continue
    const person = persons.get(sole.personId) ?? { personId: sole.personId, name: sole.name, ties: 0 }
    person.ties += 1
    persons.set(sole.personId, person)
  }
  return [...persons.values()].toSorted((a, b) => b.ties - a.ties || ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
}

function mixingOf({ organizations }: Network, graph: Graph, pairs: readonly Pair[]): Insights['mixing'] {
  const bySector = (a: number, b: number) => organizations[a]!.sector === organizations[b]!.sector
  const plain = once(plainCounty)
  const counties = organizations.map((one) => new Set(one.counties.map(plain)))
  const byCounty = (a: number, b: number) => [...counties[a]!].some((county) => counties[b]!.has(county))
  // Who serves several counties is of the one that comes first in the alphabet: groups do not overlap.
  const first = organizations.map((one) => one.counties.map(plain).toSorted()[0] ?? '')
  const mixing = (isAlike: (a: number, b: number) => boolean, groups: readonly string[]): Mixing => {
    const numbers = new Map([...new Set(groups)].map((group, n) => [group, n]))
    return {
      within: pairs.filter(({ a, b }) => isAlike(a, b)).length,
      of: pairs.length,
      ei: eiIndexOf(graph, isAlike),
      assortativity: assortativityOf(
        graph,
        groups.map((group) => numbers.get(group)!),
      ),
    }
  }
  return {
    sector: mixing(
      bySector,
      organizations.map(({ sector }) => sector),
    ),
    county: mixing(byCounty, first),
  }
}

const countLines = (pairs: readonly Pair[]): Insights['lines'] =>
  Object.fromEntries(
    LINES.map((line) => [line, pairs.filter((pair) => pair.line === line).length]),
  ) as Insights['lines']
