import { LISTING_KINDS, KINDS, type ListingKind } from '../directory/listing-kinds.ts'
import { listingCells, listingColumns } from '../directory/listing-renderings.ts'
import { eachListing, everything } from '../directory/listings.ts'
import { eachOrganization, organizationFilter } from '../directory/organization-lists.ts'
import { CSV_COLUMNS, csvCells } from '../directory/renderings.ts'
import { NETWORK_FORMATS, networkOf } from '../network/network-files.ts'
import { COLUMNS, tieCells } from '../network/renderings.ts'
import { listTies } from '../network/tie-lists.ts'
import { type Actor, systemActor } from '../platform/actor.ts'
import { BYTE_ORDER_MARK, type Cell, toCsv } from '../platform/csv-out.ts'
import type { Db } from '../platform/db.ts'
import type { EntryOut } from '../platform/formats/zip-out.ts'
import { READABLE } from './manifests.ts'
import { placeless, type RegionHere } from './own-addresses.ts'

/**
 * What an archive holds once more in formats that spreadsheets and programs for networks open, as coordinators see it:
 * without what was removed. Nothing in it depends on the day or on where the region stands.
 */
export async function* readableCopies(db: Db, region: RegionHere & { name: string }): AsyncGenerator<EntryOut> {
  const actor = systemActor(region.id)
  const away = placeless(region)
  const entry = (name: string, text: string): EntryOut => ({
    path: `${READABLE}${name}`,
    pieces: [new TextEncoder().encode(away(text))],
  })
  yield entry('organizations.csv', await organizationsCsv(db, actor))
  for (const kind of LISTING_KINDS) yield entry(`${KINDS[kind].segment}.csv`, await listingsCsv(db, actor, kind))
  yield entry('ties.csv', await tiesCsv(db, actor))
  const network = await networkOf(db, actor, { today: ANY_DAY, ended: 'all' }, region.name, { withHolders: false })
  const ordered = { ...network, nodes: network.nodes.toSorted(byId), edges: network.edges.toSorted(byId) }
  yield entry('network.gexf', NETWORK_FORMATS.gexf.write(ordered))
}

/** What is asked for is the same on every day. */
const ANY_DAY = '2000-01-01'

async function organizationsCsv(db: Db, actor: Actor): Promise<string> {
  const rows: Cell[][] = []
  for await (const one of eachOrganization(db, actor, { ...organizationFilter.parse({}), today: ANY_DAY }))
    rows.push(csvCells(one, ''))
  return table(CSV_COLUMNS, rows, ['ties', 'url'])
}

async function listingsCsv(db: Db, actor: Actor, kind: ListingKind): Promise<string> {
  const rows: Cell[][] = []
  for await (const one of eachListing(db, actor, kind, everything)) rows.push(listingCells(one, ''))
  return table(listingColumns(kind), rows, ['url'])
}

async function tiesCsv(db: Db, actor: Actor): Promise<string> {
  const { items } = await listTies(db, actor, { today: ANY_DAY, ended: 'all' })
  const rows = items.map((tie) => tieCells(tie, ANY_DAY, null))
  return table(COLUMNS, rows, ['ended', 'holders', 'from_holders', 'to_holders'])
}

/**
 * Rows in the order of their ids: the order of names is not the same on every server. Without what tells of the day of
 * the export or of the address.
 */
function table(columns: readonly string[], rows: Cell[][], without: string[]): string {
  const id = columns.indexOf('id')
  const kept = [...columns.keys()].filter((n) => !without.includes(columns[n]!))
  const ordered = rows.toSorted((a, b) => compare(String(a[id]), String(b[id])))
  return (
    BYTE_ORDER_MARK +
    toCsv(
      kept.map((n) => columns[n]!),
      ordered.map((row) => kept.map((n) => row[n])),
    )
  )
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
const byId = (a: { id: string | null }, b: { id: string | null }) => compare(a.id ?? '', b.id ?? '')
