import { type Actor, publicActor } from '../../platform/actor.ts'
import { dayIn, isDay } from '../../platform/days.ts'
import type { HouseContext } from '../../platform/house.ts'
import type { Db } from '../../platform/db.ts'
import type { Keep } from '../../platform/kept-reads.ts'
import type { Moment } from '../../platform/moment.ts'
import type { Lists } from '../../region/lists.ts'
import { type Network, readNetwork } from '../current-networks.ts'
import { measuredNetwork } from '../insight/insights.ts'
import { countTies } from '../tie-lists.ts'
import { tierActor, tierOf } from '../tiers.ts'
import type { MapFilter } from './forms.ts'
import { type Hole, holesOf } from './map-holes.ts'
import { isMeasured } from './map-measures.ts'
import { type Place, placesOn } from './map-layouts.ts'
import { type MapView, isNarrowed, viewOf } from './map-views.ts'

/** For whom a map is read, on which day of the region, and what is kept for all who read the same. */
export interface MapReader {
  db: Db
  actor: Actor
  /** What is kept for all of the reader's tier. */
  keep: Keep
  /** Counties of the region, as they are called. */
  counties: readonly string[]
  today: string
  moment: Moment
}

/** Who asks, as a reader of the map; in a frame of another site as everybody may. */
export function readerOf(c: HouseContext, asPublic = false): MapReader {
  const { db, region, moment } = c.var
  const actor = asPublic ? publicActor(region.id) : c.var.actor
  const keep = c.var.keepAs(tierActor(region.id, tierOf(actor)))
  return { db, actor, keep, counties: region.counties, today: dayIn(region.timeZone, moment.at), moment }
}

/** The day that is asked for; today where none is, or one that is no day or to come. */
export const dayOf = ({ day }: Pick<MapFilter, 'day'>, today: string): string =>
  isDay(day) && day <= today ? day : today

/** What is kept of a day: all ask for today, and anybody may ask for any other. */
const keepOf =
  ({ keep, today }: MapReader, day: string): Keep =>
  (key, read) =>
    keep(key, read, day !== today)

/** The network of the reader's tier on a day. */
export const readFor = (reader: MapReader, day: string): Promise<Network> =>
  keepOf(reader, day)(`network ${day}`, () => readNetwork(reader.db, reader.actor.regionId, tierOf(reader.actor), day))

/** Of larger networks it is only measured who stands between others when somebody asks for it: it takes seconds. */
const AT_ONCE = 2000

/** The same, narrowed to what was asked; `measured` where it tells what the whole network is asked for. */
export async function readView(reader: MapReader, asked: MapFilter, measured = false): Promise<MapView> {
  const day = dayOf(asked, reader.today)
  const network = await readFor(reader, day)
  const view = viewOf(network, asked)
  if (isMeasured(asked.size) || (measured && network.organizations.length <= AT_ONCE)) await measureIn(reader, view)
  if (asked.day !== '' && day !== asked.day) view.problems.push('map.problems.day')
  return view
}

async function measureIn(reader: MapReader, view: MapView) {
  const { network, asked, organizations } = view
  const [{ db, actor }, keep] = [reader, keepOf(reader, network.asOf)]
  const { measures } = await measuredNetwork(db, actor.regionId, network.tier, network.asOf, { keep })
  const at = new Map(network.organizations.map(({ id }, n) => [id, n]))
  const each = (values: ArrayLike<number>) => organizations.map(({ id }) => values[at.get(id)!]!)
  view.standing = { between: each(measures.betweenness), near: each(measures.closeness) }
  if (isMeasured(asked.size)) view.values = view.standing[asked.size]
}

/** Where the organizations of a day stand; of a quarter that was kept, those that it had. */
export const readPlaces = (reader: MapReader, network: Network, kept = false): Promise<Map<string, Place>> =>
  keepOf(reader, network.asOf)(`places ${network.asOf} ${kept}`, () =>
    placesOn(reader.db, reader.actor.regionId, network, reader.moment),
  )

/** What the region lacks today; on a map that is narrowed, or of another day, it is not asked. */
export async function readHoles(reader: MapReader, view: MapView, lists: Lists): Promise<Hole[]> {
  const { db, actor, keep, today } = reader
  if (isNarrowed(view.asked) || view.network.asOf !== today) return []
  return keep(`holes ${today}`, async () => {
    const tier = tierActor(actor.regionId, view.network.tier)
    const onOne = tier.member ? await countTies(db, tier, { holders: 'one', today }) : 0
    return holesOf(view.network, lists, reader.counties, onOne)
  })
}
