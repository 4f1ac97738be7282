import { isListKind, type ListRow, toListRows } from '../directory/import/list-rows.ts'
import type { ElementRow } from '../directory/import/element-rows.ts'
import type { OrganizationRow } from '../directory/import/field-readers.ts'
import { type NetworkRows, type NodeRow, toNetworkRows } from '../directory/import/network-rows.ts'
import { type Lists, toOrganizationRows } from '../directory/import/organization-rows.ts'
import { type PlaceRow, toPlaceRows } from '../directory/import/place-rows.ts'
import { inBatches } from '../directory/import/row-batches.ts'
import { type Fate, inFileOrder, refusedRow, type Report, reportOf } from '../directory/import-fates.ts'
import { nodesOf, plainName } from '../directory/import-matches.ts'
import { type Source, toldBeside } from '../directory/import-sources.ts'
import type { FileRows } from '../directory/imports.ts'
import type { Table } from '../platform/formats/parsed.ts'
import { toldTie } from './own-ties.ts'
import type { ToldTie } from './tie-imports.ts'
import { toTieRows } from './tie-list-rows.ts'

/** A file as rows of what it brings. */
export interface FileOfRows extends Pick<NetworkRows, 'elements' | 'leftOut' | 'told'> {
  file: string
  kind: Source['kind']
  problems: Source['parsed']['problems']
  organizations: FileRows
  /** The elements of a map, by which its ties know their ends. */
  keys: readonly NodeRow[] | null
  ties: readonly ToldTie[]
  places: readonly PlaceRow[]
  list: readonly ListRow[]
}

interface OrganizationAt {
  file: FileOfRows
  row: OrganizationRow
}

/** Rows that are taken in together; `kin` are organizations that name others, once all of them are here. */
export type Batch =
  | { of: 'organizations'; rows: readonly OrganizationAt[] }
  | { of: 'kin'; rows: readonly OrganizationAt[] }
  | { of: 'ties'; file: FileOfRows; rows: readonly ToldTie[] }
  | { of: 'places'; file: FileOfRows; rows: readonly PlaceRow[] }
  | { of: 'elements'; file: FileOfRows; rows: readonly ElementRow[] }
  | { of: 'list'; file: FileOfRows; rows: readonly ListRow[] }

/** How files are taken in: the same files and lists make the same plan, so that an import that was cut off goes on with it. */
export interface ImportPlan {
  files: readonly FileOfRows[]
  lists: Lists
  batches: readonly Batch[]
  /** How many rows there are to take in. */
  rows: number
}

/** The fates of the rows of each batch that is done, in its order. */
export type Done = readonly (readonly Fate[])[]

/** Files as batches of about `size` rows, in the order in which they need each other. */
export function planImport(sources: readonly Source[], lists: Lists, size = Infinity): ImportPlan {
  const files = sources.map((source) => readRows(source, lists))
  const organizations = files.flatMap((file) => file.organizations.rows.map((row) => ({ file, row })))
  const kin = organizations.filter(({ row }) => row.kin)
  const batches: Batch[] = [
    ...inBatches(organizations, size, samenessOf).map((rows) => ({ of: 'organizations' as const, rows })),
    ...inBatches(kin, size).map((rows) => ({ of: 'kin' as const, rows })),
    ...files.flatMap((file) => restOf(file, size)),
  ]
  return { files, lists, batches, rows: batches.reduce((sum, batch) => sum + rowsOf(batch), 0) }
}

/** How many rows of its file a batch takes in; kin were taken in before. */
export const rowsOf = (batch: Batch): number => (batch.of === 'kin' ? 0 : batch.rows.length)

/** What rows of one organization probably share. */
const samenessOf = ({ row }: OrganizationAt): string[] =>
  row.refused ? [] : [plainName(row.name), ...row.identifiers.map(({ scheme, value }) => `${scheme}:${value}`)]

const restOf = (file: FileOfRows, size: number): Batch[] => [
  ...inBatches(file.ties, size).map((rows) => ({ of: 'ties' as const, file, rows })),
  // Its journal tells once of each organization that it has new places.
  ...inBatches(file.places, size, ({ organization }) => [organization]).map((rows) => ({
    of: 'places' as const,
    file,
    rows,
  })),
  ...inBatches(file.elements, size).map((rows) => ({ of: 'elements' as const, file, rows })),
  ...inBatches(file.list, size).map((rows) => ({ of: 'list' as const, file, rows })),
]

function readRows(source: Source, lists: Lists): FileOfRows {
  const { file, kind, parsed, mapping } = source
  const [organizationsTold, placesTold] = toldBeside(source).map((part) => readRows(part, lists))
  const nothing: FileOfRows = {
    file,
    kind,
    problems: parsed.problems,
    organizations: { file, rows: [], nodes: new Set() },
    keys: null,
    ties: [],
    places: [],
    list: [],
    elements: [],
    leftOut: [],
    told: [],
  }
  if (parsed.kind === 'network') {
    const { organizations, ties, ...rest } = toNetworkRows(parsed, file, mapping, lists, source.types)
    return {
      ...nothing,
      ...rest,
      organizations: { file, of: 'node', rows: organizations, nodes: nodesOf(organizations) },
      ties: ties.map(toldTie),
      keys: organizations,
    }
  }
  if (kind === 'places') return { ...nothing, places: toPlaceRows(parsed, mapping) }
  if (organizationsTold && placesTold)
    return {
      ...nothing,
      organizations: organizationsTold.organizations,
      places: placesTold.places,
      list: withPlaces(parsed, toListRows(parsed, mapping, 'services')),
    }
  if (kind === 'ties') return { ...nothing, ties: toTieRows(toListRows(parsed, mapping, kind), lists.tieKinds ?? []) }
  if (isListKind(kind)) return { ...nothing, list: toListRows(parsed, mapping, kind) }
  const rows = toOrganizationRows(parsed, mapping, lists)
  return { ...nothing, organizations: { file, rows, nodes: nodesOf(rows) } }
}

/** Where each service is to be had, which lists of our own leave out. */
const withPlaces = (parsed: Table, rows: ListRow[]): ListRow[] =>
  rows.map((row, n) => {
    const place = parsed.rows[n]?.values['place']
    return place === undefined ? row : { ...row, said: { ...row.said, place } }
  })

/** What became of each row of an organization, of those that are done: what kin added to it too. */
export function organizationsDone(plan: ImportPlan, done: Done): Map<OrganizationRow, Fate> {
  const fates = new Map<OrganizationRow, Fate>()
  for (const [n, batch] of plan.batches.entries())
    if (batch.of === 'organizations' || batch.of === 'kin')
      for (const [at, fate] of (done[n] ?? []).entries()) fates.set(batch.rows[at]!.row, fate)
  return fates
}

/** What became of other rows of a file than its organizations. */
export const othersDone = (plan: ImportPlan, done: Done, file: FileOfRows): Fate[] =>
  plan.batches.flatMap((batch, n) => ('file' in batch && batch.file === file ? (done[n] ?? []) : []))

/** The report of what is done, in the order of the files; the rows that nothing can come of stand in it too. */
export function reportOfPlan(plan: ImportPlan, done: Done): Report {
  const organizations = organizationsDone(plan, done)
  const fates = plan.files.map((file) => {
    const known = file.organizations.rows.flatMap((row) => organizations.get(row) ?? [])
    return inFileOrder([
      ...file.problems.map((problem) => refusedRow(file.file, problem)),
      ...(file.kind === 'services' ? known.map((fate): Fate => ({ ...fate, as: 'organizations' })) : known),
      ...othersDone(plan, done, file),
      ...file.leftOut.map((one): Fate => ({ ...one, file: file.file, of: 'node', outcome: 'unchanged' })),
      ...file.told.map((one): Fate => ({ ...one, file: file.file, of: 'edge' })),
    ])
  })
  return reportOf(fates.flat())
}
