import type { Actor } from '../platform/actor.ts'
import { type Db, learnSizes, type Trx } from '../platform/db.ts'
import { ifHeld } from '../directory/uploads.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { type NetworkRows, type TieRow, toNetworkRows } from '../directory/import/network-rows.ts'
import { type PlaceRow, toPlaceRows } from '../directory/import/place-rows.ts'
import { takeInPlaces } from '../directory/place-imports.ts'
import { type Lists, toOrganizationRows } from '../directory/import/organization-rows.ts'
import { type Fate, inFileOrder, refusedRow, type Report, reportOf } from '../directory/import-fates.ts'
import { importLists, type Source } from '../directory/import-sources.ts'
import { type FileRows, type Manner, type Taken, takeInOrganizations } from '../directory/imports.ts'
import { takeInTies } from './tie-imports.ts'

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
    (sum, file) => sum + file.organizations.rows.length + file.ties.length + file.places.length,
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
  for (const file of files) fates.push(...(await fatesOf(trx, actor, file, taken, moment, manner)))
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
  const nothing = { source, organizations: { file, rows: [] }, ties: [], keys: null, places: [] }
  if (parsed.kind === 'table' && kind === 'places') return { ...nothing, places: toPlaceRows(parsed, mapping) }
  if (parsed.kind === 'table')
    return { ...nothing, organizations: { file, rows: toOrganizationRows(parsed, mapping, lists) } }
  const { organizations, ties } = toNetworkRows(parsed, file, mapping, lists)
  return { ...nothing, organizations: { file, of: 'node', rows: organizations }, ties, keys: organizations }
}

/** The fate of every row of a file, those that its reader refused too. */
async function fatesOf(
  trx: Trx,
  actor: Actor,
  { source, organizations, ties, keys, places }: FileOfRows,
  taken: Taken,
  moment: Moment,
  manner: Manner,
): Promise<Fate[]> {
  const refused = source.parsed.problems.map((problem) => refusedRow(source.file, problem))
  const told = organizations.rows.flatMap((row) => taken.get(row) ?? [])
  const ends = new Map(keys?.map((row) => [row.key, taken.get(row)]))
  const tied = await takeInTies(trx, actor, { file: source.file, ties, ends }, moment, manner)
  const placed = await takeInPlaces(trx, actor, { file: source.file, rows: places }, moment, manner)
  return inFileOrder([...refused, ...told, ...tied, ...placed])
}
