import { z } from 'zod'
import type { Cell } from '../../platform/csv-out.ts'
import { LINES, type NetworkOrganization, type Pair } from '../current-networks.ts'
import { measure } from './map-measures.ts'
import { type Fading, type MapView, lastHeardOf, pairHasFaded } from './map-views.ts'

/** An organization of a map with what the map tells of it. */
export interface OrganizationRow {
  /** Its place in the view. */
  at: number
  one: NetworkOrganization
  ties: number
  /** Sum of the strengths of its ties; unknown counts 1. */
  strength: number
  /** How many it reaches by one tie or two. */
  reach: number
  /** Which share of the shortest ways between others leads over it, in the network as a whole; null where it was not measured. */
  between: number | null
  /** How near it is to all others there, from 0 to 1; null where it was not measured. */
  near: number | null
}

/** The organizations of a map, those first of which the size that is asked for tells most. */
export function organizationRows({ organizations, pairs, values, standing }: MapView): OrganizationRow[] {
  const by = (what: 'ties' | 'strength' | 'reach') => measure(what, organizations.length, pairs)
  const [ties, strength, reach] = [by('ties'), by('strength'), by('reach')]
  return organizations
    .map((one, at) => ({
      at,
      one,
      ties: ties[at]!,
      strength: strength[at]!,
      reach: reach[at]!,
      between: standing?.between[at] ?? null,
      near: standing?.near[at] ?? null,
    }))
    .toSorted((a, b) => values[b.at]! - values[a.at]! || b.ties - a.ties || b.strength - a.strength || a.at - b.at)
}

export interface TieRow {
  pair: Pair
  a: NetworkOrganization
  b: NetworkOrganization
  /** The first day on which one of its ties may have begun; null where nobody has said. */
  since: string | null
}

/** The ties of a map, one for each pair, the strongest first. */
export const tieRows = ({ organizations, pairs }: MapView): TieRow[] =>
  pairs
    .map((pair) => ({
      pair,
      a: organizations[pair.a]!,
      b: organizations[pair.b]!,
      since: pair.ties.flatMap((tie) => tie.first?.slice(0, 4) ?? []).toSorted()[0] ?? null,
    }))
    .toSorted((one, other) => (other.pair.strength ?? 0) - (one.pair.strength ?? 0))

export const ORGANIZATION_COLUMNS = [
  'id',
  'name',
  'sector',
  'roles',
  'counties',
  'ties',
  'strength',
  'reach',
  'between',
  'near',
] as const
export const organizationCells = ({ one, ties, strength, reach, between, near }: OrganizationRow): Cell[] => [
  one.id,
  one.name,
  one.sector,
  one.roles,
  one.counties,
  ties,
  strength,
  reach,
  between,
  near,
]

export const TIE_COLUMNS = [
  'from',
  'fromId',
  'to',
  'toId',
  'kinds',
  'line',
  'strength',
  'since',
  'lastHeard',
  'faded',
] as const
export const tieCells =
  (network: Fading) =>
  ({ pair, a, b, since }: TieRow): Cell[] => [
    a.name,
    a.id,
    b.name,
    b.id,
    [...new Set(pair.ties.map((tie) => tie.kind))],
    pair.line,
    pair.strength,
    since,
    lastHeardOf(pair),
    pairHasFaded(pair, network) ? 'yes' : 'no',
  ]

/** An organization of the map's table, as programs read it. */
export const organizationRowSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  sector: z.string(),
  roles: z.array(z.string()),
  counties: z.array(z.string()),
  ties: z.int().describe('Organizations it is tied to, of those that are shown'),
  strength: z.int().describe('Sum of the strengths of its ties; what is unknown counts 1'),
  reach: z.int().describe('How many it reaches by one tie or two'),
  between: z
    .number()
    .nullable()
    .describe(
      'Which share of the shortest ways between others leads over it, in the network as a whole; null where it was not measured',
    ),
  near: z.number().nullable().describe('How near it is to all others there, from 0 to 1 (closeness)'),
})
export const organizationJson = ({
  one,
  ties,
  strength,
  reach,
  between,
  near,
}: OrganizationRow): z.output<typeof organizationRowSchema> => ({
  id: one.id,
  slug: one.slug,
  name: one.name,
  sector: one.sector,
  roles: one.roles,
  counties: one.counties,
  ties,
  strength,
  reach,
  between,
  near,
})

/** A tie of the map's table, as programs read it. */
export const tieRowSchema = z.object({
  from: z.uuid(),
  to: z.uuid(),
  ties: z.array(z.uuid()).describe('The ties of the two, the strongest first'),
  kinds: z.array(z.string()),
  line: z.enum(LINES),
  strength: z.int().min(1).max(5).nullable(),
  lastHeard: z.iso.date().describe('When something last happened between them, or was said of it'),
  faded: z.boolean().describe('Nothing was heard for as many months as the region says (`fadingMonths`)'),
})
export const tieJson =
  (network: Fading) =>
  ({ pair, a, b }: TieRow): z.output<typeof tieRowSchema> => ({
    from: a.id,
    to: b.id,
    ties: pair.ties.map(({ id }) => id),
    kinds: [...new Set(pair.ties.map((tie) => tie.kind))],
    line: pair.line,
    strength: pair.strength,
    lastHeard: lastHeardOf(pair),
    faded: pairHasFaded(pair, network),
  })
