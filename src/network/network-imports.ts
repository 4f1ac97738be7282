import type { Actor } from '../platform/actor.ts'
import { type Db, learnSizes, type Trx } from '../platform/db.ts'
import { ifHeld } from '../directory/uploads.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { type NetworkRows, type TieRow, toNetworkRows } from '../directory/import/network-rows.ts'
import { type PlaceRow, toPlaceRows } from '../directory/import/place-rows.ts'
import { isListKind, LISTING_OF, type ListRow, toListRows } from '../directory/import/list-rows.ts'
import { ownerFinder } from '../directory/import-owners.ts'
import { takeInListings } from '../directory/listing-imports.ts'
import { takeInPeople } from '../directory/person-imports.ts'
import { takeInPlaces } from '../directory/place-imports.ts'
import type { Reason, Table } from '../platform/formats/parsed.ts'
import { type Lists, toOrganizationRows } from '../directory/import/organization-rows.ts'
import { type Fate, inFileOrder, refusedRow, type Report, reportOf } from '../directory/import-fates.ts'
import { importLists, type Source, toldBeside } from '../directory/import-sources.ts'
import { type FileRows, type Manner, type Taken, takeInOrganizations } from '../directory/imports.ts'
import { toldTie } from './own-ties.ts'
import { takeInTies } from './tie-imports.ts'
import { toTieRows } from './tie-list-rows.ts'

export interface ImportManner {
  /** The language that the files are in. */
  lang: Lang
  /** Does everything and takes it back. */
  dryRun?: boolean
  /** Told how many rows are done, of how many. */
  progress?: (done: number, all: number) => void
}

interface FileOfRows {
  source: Source
  organizations: FileRows
  ties: readonly TieRow[]
  keys: NetworkRows['organizations'] | null
  places: readonly PlaceRow[]
  list: readonly ListRow[]
  /** Of a map what does not become an organization or a tie. */
  rest: Pick<NetworkRows, 'elements' | 'leftOut' | 'told'>
}

/** So many new records change how large the tables are. */
const MANY = 200

/** What an import writes to. */
const WRITTEN = [
  'records',
  'joins',
  'slugs',
  'search_texts',
  'identifiers',
  'organizations',
  'organization_roles',
  'places',
  'ties',
  'tie_statements',
  'journal',
  'journal_concerns',
] as const

/** Thrown to take a rehearsal back. */
const TAKEN_BACK = new Error('rehearsed')

/**
 * Imports files: all of them or, when anything fails, nothing. Each row has a fate in the report, and a second import of
 * the same files changes nothing.
 * @example const report = await importSources(db, actor, [opened.source], moment, { lang: 'en', dryRun: true })
 */
export async function importSources(
  db: Db,
  actor: Actor,
  sources: readonly Source[],
  moment: Moment,
  manner: ImportManner,
): Promise<Report> {
  if (db.isTransaction) return work(db as Trx, actor, sources, moment, manner)
  // A rehearsal must not use up the key of the form that asked for it.
  const own = manner.dryRun ? { at: moment.at, id: moment.id, random: moment.random } : moment
  let report = reportOf([])
  try {
    await db.transaction().execute(async (trx) => {
      report = await work(trx, actor, sources, own, manner)
      if (manner.dryRun) throw TAKEN_BACK
    })
  } catch (error) {
    if (error !== TAKEN_BACK) throw error
  }
  return manner.dryRun ? withoutPassing(report) : report
}

/** What a rehearsal made is not here: nothing leads to it. */
function withoutPassing(report: Report): Report {
  const passing = new Set(report.rows.flatMap((fate) => (fate.outcome === 'created' ? (fate.id ?? []) : [])))
  const rows = report.rows.map(({ id, ...fate }) => (id && !passing.has(id) ? { ...fate, id } : fate))
  return { ...report, rows }
}

async function work(
  trx: Trx,
  actor: Actor,
  sources: readonly Source[],
  moment: Moment,
  { lang, dryRun, progress }: ImportManner,
): Promise<Report> {
  await alone(trx, actor.regionId)
  const lists = await importLists(trx, actor.regionId)
  const files = sources.map((source) => readRows(source, lists))
  const all = files.reduce(
    (sum, file) => sum + file.organizations.rows.length + file.ties.length + file.places.length + file.list.length,
    0,
  )
  let done = 0
  const manner: Manner = {
    batch: moment.id(),
    lang,
    sector: lists.sectors?.find((sector) => sector.key === 'other')?.key ?? lists.sectors?.at(-1)?.key ?? 'other',
    progress: (rows) => progress?.((done += rows), all),
  }
  const taken = await takeInOrganizations(
    trx,
    actor,
    files.map((file) => file.organizations),
    moment,
    manner,
  )
  const fates: Fate[] = []
  for (const file of files) fates.push(...(await fatesOf(trx, actor, file, taken, lists, moment, manner)))
  const report = reportOf(fates)
  if (!dryRun && report.created >= MANY) await learnSizes(trx, WRITTEN)
  return report
}

/**
 * One import of a region at a time: two that bring the same organization would not see each other. The second is told so
 * at once; if it waited, a few of them would hold every connection.
 */
async function alone(trx: Trx, regionId: string) {
  await trx
    .selectFrom('regions')
    .select('region_id')
    .where('region_id', '=', regionId)
    .forNoKeyUpdate()
    .noWait()
    .executeTakeFirstOrThrow()
    .catch(ifHeld)
}

function readRows(source: Source, lists: Lists): FileOfRows {
  const { file, kind, parsed, mapping } = source
  const [organizationsTold, placesTold] = toldBeside(source).map((part) => readRows(part, lists))
  const nothing = {
    source,
    organizations: { file, rows: [] },
    ties: [],
    keys: null,
    places: [],
    list: [],
    rest: { elements: [], leftOut: [], told: [] },
  }
  if (parsed.kind === 'table' && kind === 'places') return { ...nothing, places: toPlaceRows(parsed, mapping) }
  if (parsed.kind === 'table' && organizationsTold && placesTold)
    return {
      ...nothing,
      organizations: organizationsTold.organizations,
      places: placesTold.places,
      list: withPlaces(parsed, toListRows(parsed, mapping, 'services')),
    }
  if (parsed.kind === 'table' && isListKind(kind)) return { ...nothing, list: toListRows(parsed, mapping, kind) }
  if (parsed.kind === 'table')
    return { ...nothing, organizations: { file, rows: toOrganizationRows(parsed, mapping, lists) } }
  const { organizations, ties, ...rest } = toNetworkRows(parsed, file, mapping, lists, source.types)
  return {
    ...nothing,
    organizations: { file, of: 'node', rows: organizations },
    ties: ties.map(toldTie),
    keys: organizations,
    rest,
  }
}

/** Where each service is to be had, which lists of our own leave out. */
const withPlaces = (parsed: Table, rows: ListRow[]): ListRow[] =>
  rows.map((row, n) => {
    const place = parsed.rows[n]?.values['place']
    return place === undefined ? row : { ...row, said: { ...row.said, place } }
  })

/** The fate of every row of a file, those that its reader refused too. */
async function fatesOf(
  trx: Trx,
  actor: Actor,
  { source, organizations, ties, keys, places, list, rest }: FileOfRows,
  taken: Taken,
  lists: Lists,
  moment: Moment,
  manner: Manner,
): Promise<Fate[]> {
  const refused = source.parsed.problems.map((problem) => refusedRow(source.file, problem))
  const known = organizations.rows.flatMap((row) => taken.get(row) ?? [])
  const told = source.kind === 'services' ? known.map((fate): Fate => ({ ...fate, as: 'organizations' })) : known
  const ends = new Map(keys?.map((row) => [row.key, taken.get(row)]))
  const tied = await takeInTies(trx, actor, { file: source.file, ties, ends }, moment, manner)
  const placed = await takeInPlaces(trx, actor, { file: source.file, rows: places }, moment, manner)
  const others = await takeInElements(trx, actor, source.file, rest, moment, manner)
  const listed = await takeInList(trx, actor, source, list, lists, moment, manner)
  return inFileOrder([...refused, ...told, ...tied, ...placed, ...listed, ...others])
}

/** People and groups of a map, with what their connections tell; and what is left out. */
async function takeInElements(
  trx: Trx,
  actor: Actor,
  file: string,
  { elements, leftOut, told }: FileOfRows['rest'],
  moment: Moment,
  manner: Manner,
): Promise<Fate[]> {
  const people = { file, rows: elements.filter(({ as }) => as === 'person') }
  const groups = { file, kind: 'group' as const, rows: elements.filter(({ as }) => as === 'group') }
  const [persons, reached] = [
    await takeInPeople(trx, actor, people, moment, manner),
    await takeInListings(trx, actor, groups, moment, manner),
  ]
  return [
    ...persons.map((fate): Fate => ({ ...fate, of: 'node', as: 'people' })),
    ...reached.map((fate): Fate => ({ ...fate, of: 'node', as: 'groups' })),
    ...leftOut.map((one): Fate => ({ ...one, file, of: 'node', outcome: 'unchanged' })),
    ...told.map((one): Fate => ({ ...one, file, of: 'edge' })),
  ]
}

/** Rows of the other kinds of lists. */
async function takeInList(
  trx: Trx,
  actor: Actor,
  { file, kind }: Source,
  rows: readonly ListRow[],
  lists: Lists,
  moment: Moment,
  manner: Manner,
): Promise<Fate[]> {
  if (rows.length === 0 || !isListKind(kind)) return []
  const listing = LISTING_OF[kind]
  if (listing) return takeInListings(trx, actor, { file, kind: listing, rows }, moment, manner)
  if (kind === 'people') return takeInPeople(trx, actor, { file, rows }, moment, manner)
  const ties = toTieRows(rows, lists.tieKinds ?? [])
  const whose = await ownerFinder(trx, actor.regionId)
  const ends = new Map(ties.flatMap(({ a, b }) => [a, b]).map((text) => [text, endOf(file, text, whose(text))]))
  return takeInTies(trx, actor, { file, ties, ends }, moment, manner)
}

/** An end of a tie of a list as if it stood in the file: the organization that is called so here. */
const endOf = (file: string, name: string, found: string | Reason): Fate =>
  typeof found === 'string'
    ? { file, row: 0, name, outcome: 'unchanged', id: found }
    : { file, row: 0, name, outcome: 'refused', reason: found }
