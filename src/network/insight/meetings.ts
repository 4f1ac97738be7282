import { decisionsOf, pairOf, propose } from '../../journal/proposals.ts'
import { DUPLICATE } from '../../directory/duplicates.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import type { Keep } from '../../platform/kept-reads.ts'
import type { Moment } from '../../platform/moment.ts'
import { type Network, type NetworkOrganization, readNetwork } from '../current-networks.ts'
import type { Graph } from '../graph/graph.ts'
import { threads } from '../graph/threads.ts'
import { type MapReader, readFor } from '../map/map-reads.ts'
import { over } from '../tie-lists.ts'
import { seenTies, tieRows } from '../ties.ts'
import { acquaintanceOf } from './acquaintances.ts'
import { graphOfNetwork } from './insights.ts'
import { INTRODUCTION } from './introductions.ts'
import type { LikelyTie } from './likely-ties.ts'
import { longRead } from './long-reads.ts'
import { type MeetingReasons, meetingReasons } from './meeting-reasons.ts'

/** Two organizations that should meet, and why; what the reasons name are places in the network. */
export interface Meeting {
  pair: [NetworkOrganization, NetworkOrganization]
  reasons: MeetingReasons
}

/** So many are looked for around each organization. */
const AROUND_EACH = 10
/** Nobody is named more often in one list: else all would meet the best tied. */
const OF_EACH = 3
/** So many are proposed at once. */
const PROPOSED = 10

/** What suggestions rest on: the network of a tier, its graph, and what is kept for all of that tier. */
export interface MeetingSource {
  network: Network
  graph: Graph
  keep: Keep
}

/** Pairs that are likely to be worth a tie, for all of a tier; of large networks it takes seconds. */
export const likelyFor = ({ network, graph, keep }: MeetingSource): Promise<LikelyTie[]> =>
  longRead(keep, `likely ties ${network.asOf}`, () =>
    threads.run('likelyTies', { ...acquaintanceOf(network, graph), most: AROUND_EACH }),
  )

interface Asked {
  most: number
  /** Only pairs with one of these. */
  around?: readonly string[]
}

/** Pairs that should meet, the likeliest first, of all or around some organizations, without those that are known or decided. */
export const listMeetings = async (db: Db, actor: Actor, source: MeetingSource, asked: Asked): Promise<Meeting[]> =>
  chooseMeetings(db, actor, source, await likelyFor(source), asked)

/** The same of pairs that were found before. */
export async function chooseMeetings(
  db: Db,
  actor: Actor,
  { network, graph }: MeetingSource,
  likely: readonly LikelyTie[],
  { most, around }: Asked,
): Promise<Meeting[]> {
  const out = await leftOut(db, actor, network.asOf)
  const { organizations } = network
  const times = new Map<number, number>()
  const isFree = ({ a, b }: LikelyTie) => {
    if (out.has(keyOf(organizations[a]!.id, organizations[b]!.id))) return false
    if (around) return around.includes(organizations[a]!.id) || around.includes(organizations[b]!.id)
    const named = [a, b].map((one) => times.get(one) ?? 0)
    if (named.some((n) => n >= OF_EACH)) return false
    ;[a, b].forEach((one, n) => times.set(one, named[n]! + 1))
    return true
  }
  return likely
    .filter(isFree)
    .slice(0, most)
    .map((pair) => meetingOf(network, graph, pair))
}

/** The same for whoever reads. */
export async function listMeetingsFor(reader: MapReader, asked: { most: number; around?: readonly string[] }) {
  const { db, actor, keep } = reader
  const network = await readFor(reader, reader.today)
  const source = { network, graph: graphOfNetwork(network), keep }
  return { organizations: network.organizations, meetings: await listMeetings(db, actor, source, asked) }
}

/** Why two should meet, whether or not they are suggested. */
export const meetingOf = (network: Network, graph: Graph, pair: Pick<LikelyTie, 'a' | 'b'>): Meeting => ({
  pair: [network.organizations[pair.a]!, network.organizations[pair.b]!],
  reasons: meetingReasons(network, graph, pair),
})

/** Two organizations as the reader's network has them, and whether they are tied in it; without reasons where one is not in it. */
export async function readMeeting(reader: MapReader, a: { id: string }, b: { id: string }) {
  const network = await readFor(reader, reader.today)
  const { organizations } = network
  const [one = -1, other = -1] = [a, b].map(({ id }) => organizations.findIndex((each) => each.id === id))
  const meeting =
    one === -1 || other === -1 ? undefined : meetingOf(network, graphOfNetwork(network), { a: one, b: other })
  const areTied = (await tiedPairs(reader.db, reader.actor, reader.today)).has(keyOf(a.id, b.id))
  return { meeting, organizations, areTied }
}

const keyOf = (a: string, b: string) => pairOf(INTRODUCTION, a, b).key

/** Pairs of which nobody asks: tied as far as the reader sees, decided already, or perhaps one and the same. */
async function leftOut(db: Db, actor: Actor, today: string): Promise<Set<string>> {
  const [tied, decided, doubles] = await Promise.all([
    tiedPairs(db, actor, today),
    decisionsOf(db, actor.regionId, INTRODUCTION),
    decisionsOf(db, actor.regionId, DUPLICATE),
  ])
  return new Set([
    ...tied,
    ...[...decided].flatMap(([key, decision]) => (decision === null ? [] : [key])),
    ...[...doubles].flatMap(([key, decision]) => (decision === 'refused' ? [] : [key])),
  ])
}

/** All pairs that the reader knows to be tied, also by a tie that one side disputes. */
async function tiedPairs(db: Db, actor: Actor, today: string): Promise<Set<string>> {
  const ties = await tieRows(db)
    .select(['t.a_id as a', 't.b_id as b'])
    .where(seenTies(actor))
    .where((where) => where.not(over(today)))
    .execute()
  return new Set(ties.map(({ a, b }) => keyOf(a, b)))
}

const atOnce: Keep = (_key, read) => read()

/** Proposes the likeliest pairs of a region to its coordinators. Returns how many are new. */
export async function proposeMeetings(
  db: Db,
  region: { id: string; timeZone: string },
  moment: Moment,
): Promise<number> {
  const network = await readNetwork(db, region.id, 'coordinator', dayIn(region.timeZone, moment.at))
  const source = { network, graph: graphOfNetwork(network), keep: atOnce }
  const all = await listMeetings(db, systemActor(region.id), source, { most: PROPOSED })
  const suggestions = all.map(({ pair: [a, b] }) => pairOf(INTRODUCTION, a.id, b.id))
  return inTransaction(db, (trx) => propose(trx, region.id, suggestions, moment))
}
