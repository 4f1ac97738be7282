import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import type { Flow, FlowSource, Room } from '../../platform/room.ts'
import { tierActor } from '../tiers.ts'
import type { MapReader } from './map-reads.ts'
import type { MapView } from './map-views.ts'

/** What flows from one organization of a view to another; the ends are places in the view. */
export interface DrawnFlow extends Pick<Flow, 'things' | 'gains' | 'gifts'> {
  from: number
  to: number
}

/** Who tells what flows, of all rooms: the network itself knows of none. */
export const flowSourceOf = (rooms: readonly Room[]): FlowSource | undefined =>
  rooms.flatMap((room) => room.flows ?? []).at(0)

/** What flows between the organizations of a view, the most first; read once for all of a tier. */
export async function readFlows(reader: MapReader, view: MapView, source: FlowSource): Promise<DrawnFlow[]> {
  const { db, keep, today } = reader
  const tier = tierActor(reader.actor.regionId, view.network.tier)
  const flows = await keep(`flows ${today}`, () => source.read(db, tier))
  const at = new Map(view.organizations.map(({ id }, n) => [id, n]))
  return flows
    .flatMap(({ from, to, ...flow }): DrawnFlow[] => {
      const [a, b] = [at.get(from), at.get(to)]
      return a === undefined || b === undefined ? [] : [{ ...flow, from: a, to: b }]
    })
    .toSorted((a, b) => b.things - a.things || a.from - b.from || a.to - b.to)
}

/** What flows between two, in both directions: where one gives more, it is told first. */
export interface Exchange {
  a: number
  b: number
  /** From the first to the second, and back. */
  there: DrawnFlow
  back: DrawnFlow | undefined
}

/** The flows of a view pair by pair, the greatest imbalance first. */
export function exchangesOf(flows: readonly DrawnFlow[]): Exchange[] {
  const known = new Map(flows.map((flow) => [`${flow.from} ${flow.to}`, flow]))
  return flows
    .flatMap((flow): Exchange[] => {
      const back = known.get(`${flow.to} ${flow.from}`)
      const isSecond = back && (back.things > flow.things || (back.things === flow.things && back.from < flow.from))
      return isSecond ? [] : [{ a: flow.from, b: flow.to, there: flow, back }]
    })
    .toSorted((one, other) => imbalanceOf(other) - imbalanceOf(one) || one.a - other.a || one.b - other.b)
}

const imbalanceOf = ({ there, back }: Exchange) => there.things - (back?.things ?? 0)

/** The columns of the table of flows. */
export const FLOW_COLUMNS = ['from', 'from_slug', 'to', 'to_slug', 'things', 'gains', 'gifts']

export const flowRowSchema = z.object({
  from: z.string().describe('Slug of who gave'),
  to: z.string().describe('Slug of who gained'),
  things: z.int().describe('Each once, also where both wrote it down'),
  gains: z.int().describe('Gains that are owed to who gave'),
  gifts: z.int().describe('Gifts that were for who gained'),
})

export const flowCells =
  ({ organizations }: Pick<MapView, 'organizations'>) =>
  ({ from, to, things, gains, gifts }: DrawnFlow): Cell[] => [
    organizations[from]!.name,
    organizations[from]!.slug,
    organizations[to]!.name,
    organizations[to]!.slug,
    things,
    gains,
    gifts,
  ]

export const flowJson =
  ({ organizations }: Pick<MapView, 'organizations'>) =>
  ({ from, to, ...counts }: DrawnFlow): z.input<typeof flowRowSchema> => ({
    from: organizations[from]!.slug,
    to: organizations[to]!.slug,
    ...counts,
  })
