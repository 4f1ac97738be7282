import type { Db } from '../platform/db.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { listsOf } from '../region/lists.ts'
import type { ImportKind } from './forms.ts'
import { readFile } from '../platform/formats/formats.ts'
import {
  changeMapping,
  columnsOf,
  fieldMissing,
  fieldsOf,
  guessListMapping,
  guessMapping,
  guessPlaceMapping,
  isTarget,
  nameMissing,
  organizationMissing,
} from './import/mapping.ts'
import { type ElementKind, type ElementTypes, typesOf } from './import/element-rows.ts'
import { isListKind } from './import/list-rows.ts'
import type { Mapping, Target } from './import/mapping.ts'
import type { Lists } from './import/organization-rows.ts'
import { namedAsWholes } from './import/wholes.ts'
import {
  IMPORT_LIMITS,
  type Network,
  type Problem,
  type Reason,
  shown,
  type Table,
} from '../platform/formats/parsed.ts'

export const MAX_COLUMNS = IMPORT_LIMITS.columns
export const MAX_MEGABYTES = IMPORT_LIMITS.bytes / 1_000_000

/** What a column can be taken for. */
export const targetsOf = (kind: ImportKind): readonly Target[] => [...fieldsOf(kind), 'extra', '-']

/** A file that could be read, with what its columns mean. */
export interface Source {
  file: string
  kind: ImportKind
  parsed: Table | Network
  mapping: Mapping
  /** What the elements of a map become, where it was said. */
  types: ElementTypes
}

/** Why nothing of a file can be used. */
export interface FileProblem {
  file: string
  problem: Problem
}

export type Opened = { ok: true; source: Source } | { ok: false; why: FileProblem }

const refuse = (file: string, reason: Reason): Opened => ({ ok: false, why: { file, problem: { row: 0, reason } } })

/** What a file is taken in as, if nobody says otherwise. */
const kindIn = (parsed: Table | Network): ImportKind => {
  if (parsed.kind === 'network') return 'network'
  return parsed.hsds ? 'services' : 'organizations'
}

/** Of a file that holds several lists the one that is asked for; services bring what they tell of. */
const listOf = (parsed: Table | Network, said?: ImportKind): Table | Network =>
  parsed.kind === 'table' && parsed.hsds && (said === 'organizations' || said === 'places')
    ? { ...parsed.hsds[said], problems: parsed.problems }
    : parsed

/** A file taken in as another kind, its columns guessed anew. A network stays one. */
export function withKind(source: Source, kind: ImportKind): Source {
  const isTable = source.parsed.kind === 'table'
  if (kind === source.kind || isTable === (kind === 'network')) return source
  return { ...source, kind, mapping: guess(source.parsed, kind) }
}

function guess(parsed: Table | Network, kind: ImportKind): Mapping {
  const { columns, samples } = columnsOf(parsed)
  if (kind === 'places') return guessPlaceMapping(columns)
  if (isListKind(kind)) return guessListMapping(columns, kind)
  const mapping = guessMapping(columns, samples, kind)
  return parsed.kind === 'table' ? namedAsWholes(parsed, mapping) : mapping
}

/** A file as rows, with a guess what its columns mean. One of another kind than was said, if it was, is refused. */
export function openSource(name: string, bytes: Uint8Array, said?: ImportKind): Opened {
  const file = shown(name)
  const parsed = readFile(file, bytes, { asTable: said !== undefined && said !== 'network' })
  if (parsed.kind === 'unreadable') return { ok: false, why: { file, problem: parsed.problems[0] } }
  const isNetwork = kindIn(parsed) === 'network'
  if (said && isNetwork !== (said === 'network'))
    return refuse(file, { key: isNetwork ? 'imports.isNetwork' : 'imports.isList', values: {} })
  const kind = said ?? kindIn(parsed)
  const list = listOf(parsed, said)
  return { ok: true, source: { file, kind, parsed: list, mapping: guess(list, kind), types: {} } }
}

/** Organizations and places that services tell of, as files of their own. */
export const toldBeside = ({ file, kind, parsed }: Source): Source[] =>
  parsed.kind === 'table' && parsed.hsds && kind === 'services'
    ? (['organizations', 'places'] as const).map((part) => {
        const list = parsed.hsds![part]
        return { file, kind: part, parsed: list, mapping: guess(list, part), types: {} }
      })
    : []

/** How many rows there are to take in, with those of what services tell of. */
export const countRows = (sources: readonly Pick<Source, 'parsed'>[]): number =>
  sources.reduce((sum, { parsed }) => sum + rowsIn(parsed), 0)

function rowsIn(parsed: Table | Network): number {
  if (parsed.kind === 'network') return parsed.nodes.length + parsed.edges.length
  const beside = parsed.hsds ? parsed.hsds.organizations.rows.length + parsed.hsds.places.rows.length : 0
  return parsed.rows.length + beside
}

/** Why nothing can come of what the columns are said to mean, or null. */
export function mappingProblem({ file, kind, mapping, parsed }: Source): FileProblem | null {
  if (parsed.kind === 'table' && parsed.hsds && parsed.rows.length === 0) return null
  const reason =
    kind === 'places'
      ? organizationMissing(mapping)
      : isListKind(kind)
        ? fieldMissing(mapping, kind)
        : nameMissing(mapping)
  return reason && { file, problem: { row: 0, reason } }
}

/** `COLUMN=FIELD` over what was guessed, in each file that has the column; one that no file has is refused. */
export function remapSources(
  sources: readonly Source[],
  changes: readonly string[],
): { ok: true; sources: Source[] } | { ok: false; reason: Reason } {
  const changed = sources.map((source) => ({ ...source }))
  for (const change of changes) {
    const tried = changed.map((source) => ({ source, result: changeMapping(source.mapping, [change], source.kind) }))
    const failed = tried.map(({ result }) => result).find((result) => !result.ok)
    if (failed && !failed.ok && tried.every(({ result }) => !result.ok)) return { ok: false, reason: failed.reason }
    for (const { source, result } of tried) if (result.ok) source.mapping = result.mapping
  }
  return { ok: true, sources: changed }
}

/** A column as a page shows it: what it is taken for, and something that stands in it. */
export interface MappedColumn {
  column: string
  target: Target
  sample: string
}

/** The columns of a file in their order. */
export function mappedColumns({ parsed, mapping }: Source): MappedColumn[] {
  const { columns, samples } = columnsOf(parsed)
  const sampleOf = (column: string) =>
    samples
      .map((values) => [values[column] ?? []].flat().join(', ').replace(/\s+/g, ' ').trim())
      .find((text) => text !== '') ?? ''
  return columns.map((column) => ({
    column,
    target: mapping[column] ?? 'extra',
    sample: sampleOf(column).slice(0, 80).toWellFormed(),
  }))
}

/** A file with its columns taken for what was chosen; what was not chosen stays as guessed. */
export function withTargets(source: Source, chosen: readonly { column: string; target: string }[]): Source {
  const mapping: Mapping = Object.assign(Object.create(null) as Mapping, source.mapping)
  for (const { column, target } of chosen)
    if (Object.hasOwn(mapping, column) && isTarget(target, source.kind)) mapping[column] = target
  return { ...source, mapping }
}

/** The types of a map's elements, with what each becomes. */
export const elementTypes = ({ parsed, types }: Source): { type: string; count: number; as: ElementKind }[] =>
  parsed.kind === 'network'
    ? typesOf(parsed).map((one) => ({ ...one, as: Object.hasOwn(types, one.type) ? types[one.type]! : one.as }))
    : []

/** What is still offered of the lists of a region, known by its words in every language. */
export async function importLists(db: Db, regionId: string): Promise<Required<Lists>> {
  const all = await Promise.all(LANGUAGES.map((lang) => listsOf(db, regionId, lang)))
  const offered = <T extends { retired: boolean }>(items: T[]) => items.filter((item) => !item.retired)
  return {
    sectors: offered(all.flatMap((lists) => lists.sectors)),
    roles: offered(all.flatMap((lists) => lists.roles)),
    tieKinds: offered(all.flatMap((lists) => lists.tieKinds)),
  }
}
