import { eachOrganization, organizationFilter, type Listed } from '../directory/organization-lists.ts'
import { countContacts } from '../directory/contacts.ts'
import { nameBeside } from '../directory/import/own-networks.ts'
import { CSV_COLUMNS, csvCells } from '../directory/renderings.ts'
import { canSeeExtra } from '../directory/rules.ts'
import type { Actor } from '../platform/actor.ts'
import { plainText } from '../platform/csv-out.ts'
import type { Db } from '../platform/db.ts'
import { writeGexf } from '../platform/formats/gexf-out.ts'
import { writeGraphml } from '../platform/formats/graphml-out.ts'
import { OWN_OF_KUMU, writeKumu } from '../platform/formats/kumu-out.ts'
import { type NetworkOut, RESERVED } from '../platform/formats/network-out.ts'
import { emptyValues, type RowValues } from '../platform/formats/parsed.ts'
import { holdingsOf } from './holders.ts'
import { STRENGTH } from './own-ties.ts'
import { evidenceOf } from './renderings.ts'
import { type Holding, holdingNow } from './rules.ts'
import { isNarrowed, listTies, type TieQuery } from './tie-lists.ts'
import type { Tie } from './ties.ts'

interface NetworkFormat {
  /** What stands behind the region's name in the name of a file. */
  ending: string
  type: string
  write(network: NetworkOut): string
}

/** In which formats a network goes out; each is one that an import reads. */
export const NETWORK_FORMATS = {
  gexf: { ending: '.gexf', type: 'application/gexf+xml; charset=utf-8', write: writeGexf },
  graphml: { ending: '.graphml', type: 'application/graphml+xml; charset=utf-8', write: writeGraphml },
  kumu: { ending: '.kumu.json', type: 'application/json; charset=utf-8', write: writeKumu },
} satisfies Record<string, NetworkFormat>

export type NetworkFormatName = keyof typeof NETWORK_FORMATS

export const isNetworkFormat = (name: string | undefined): name is NetworkFormatName =>
  name !== undefined && Object.hasOwn(NETWORK_FORMATS, name)

/** Which of them a file's name asks for. */
export const networkFormatOf = (file: string): NetworkFormatName | undefined =>
  Object.keys(NETWORK_FORMATS)
    .filter(isNetworkFormat)
    .find((name) => file.toLowerCase().endsWith(NETWORK_FORMATS[name].ending))

/** Ids of what a map shows. */
export interface Only {
  organizations: ReadonlySet<string>
  ties: ReadonlySet<string>
}

/**
 * The network as this actor may see it, or of that what a map shows: organizations are nodes with what they say of themselves, ties are edges. Where
 * the ties are narrowed by a filter, only organizations with such a tie are in it.
 * @example const text = NETWORK_FORMATS.gexf.write(await networkOf(db, actor, { today }, region.name))
 */
export async function networkOf(
  db: Db,
  actor: Actor,
  query: TieQuery,
  name: string,
  { withHolders = true, only }: { withHolders?: boolean; only?: Only } = {},
): Promise<NetworkOut> {
  const [{ items: all }, extras, contacts] = await Promise.all([
    listTies(db, actor, query),
    extrasOfTies(db, actor),
    countContacts(db, actor),
  ])
  const items = only ? all.filter((tie) => only.ties.has(tie.id)) : all
  const holdings = withHolders ? await holdingsOf(db, actor, items, query.today) : () => null
  const evidenced = (tie: Tie) => ({
    evidence: evidenceOf(tie, query.today) ?? '',
    contacts: String(contacts(tie.sides[0].id, tie.sides[1].id) || ''),
    holders: holderNames(tie, holdings(tie) ?? []),
  })
  const tied = new Set(items.flatMap(({ sides }) => sides.map((side) => side.id)))
  const narrowed = isNarrowed(query)
  const nodes: NetworkOut['nodes'][number][] = []
  for await (const one of eachOrganization(db, actor, { ...organizationFilter.parse({}), today: query.today }))
    if (only ? only.organizations.has(one.id) : !narrowed || tied.has(one.id)) nodes.push(nodeOf(actor, one))
  return { name, nodes, edges: items.map((tie) => edgeOf(tie, evidenced(tie), extras.get(tie.id))) }
}

/** Columns that stand in a node itself, and what only repeats other nodes, the edges or the place of the page. */
const NOT_VALUES = new Set(['name', 'sector', 'id', 'url', 'ties', 'parts', 'predecessors'])

function nodeOf(actor: Actor, one: Listed): NetworkOut['nodes'][number] {
  const values: RowValues = emptyValues()
  for (const [n, cell] of csvCells(one, '').entries()) {
    const column = CSV_COLUMNS[n]!
    if (!NOT_VALUES.has(column)) values[column] = Array.isArray(cell) ? cell : plainText(cell)
  }
  if (canSeeExtra(actor, one)) addExtra(values, TAKEN.node, one.extra)
  return { id: one.id, label: one.name, type: one.sector, values }
}

/** Who holds a tie, each with the side they hold it for, as far as they may be named. */
const holderNames = (tie: Tie, holdings: Holding[]) =>
  holdingNow(holdings).flatMap(({ name, organizationId }) =>
    name === null ? [] : `${name} (${tie.sides.find((side) => side.id === organizationId)?.name ?? ''})`,
  )

function edgeOf(
  tie: Tie,
  evidenced: Record<string, string | string[]>,
  extra: Record<string, unknown> = {},
): NetworkOut['edges'][number] {
  const { weight: told, label, ...rest } = extra
  const values: RowValues = Object.assign(emptyValues(), {
    state: tie.state,
    period: tie.period ?? '',
    [STRENGTH]: tie.strength === null ? '' : String(tie.strength),
    references: tie.references.map((one) => (one.url ? `${one.title} ${one.url}` : one.title)),
    visibility: tie.visibility,
    ...evidenced,
  })
  const weight = tie.strength ?? (typeof told === 'string' && NUMBER.test(told) ? Number(told) : undefined)
  addExtra(values, TAKEN.edge, weight === undefined || tie.strength !== null ? { ...rest, weight: told } : rest)
  const [from, to] = tie.sides
  return {
    id: tie.id,
    from: from.id,
    to: to.id,
    type: tie.kind,
    directed: tie.directed,
    ...(typeof label === 'string' && label !== '' && { label }),
    ...(tie.note !== '' && { description: tie.note }),
    ...(weight !== undefined && { weight }),
    values,
  }
}

const NUMBER = /^-?\d{1,15}(?:\.\d{1,10})?$/

/** Names that a file once gave to something else than we or a format mean by them. */
const TAKEN = {
  node: new Set([...CSV_COLUMNS.map((column) => column.toLowerCase()), ...RESERVED.node, ...OWN_OF_KUMU]),
  edge: new Set([...RESERVED.edge, ...OWN_OF_KUMU]),
}

/** What a file once said beside our fields. */
function addExtra(values: RowValues, taken: ReadonlySet<string>, extra: Record<string, unknown>) {
  for (const [key, value] of Object.entries(extra))
    if (value !== undefined && value !== null) {
      const name = nameBeside(key, (said) => said in values || taken.has(said))
      values[name] = Array.isArray(value) ? value.map(textIn) : textIn(value)
    }
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))

/** What files said beside ties, for those who coordinate: it may hold anything. */
async function extrasOfTies(db: Db, actor: Actor): Promise<Map<string, Record<string, unknown>>> {
  if (!actor.coordinates) return new Map()
  const rows = await db
    .selectFrom('ties')
    .select(['id', 'extra'])
    .where('region_id', '=', actor.regionId)
    .where('extra', '<>', '{}')
    .execute()
  return new Map(rows.map(({ id, extra }) => [id, extra as Record<string, unknown>]))
}
