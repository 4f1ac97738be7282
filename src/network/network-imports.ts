import type { ElementRow } from '../directory/import/element-rows.ts'
import { isListKind, LISTING_OF, type ListRow } from '../directory/import/list-rows.ts'
import { proposeDuplicates } from '../directory/duplicates.ts'
import { takeInFamilies } from '../directory/import-families.ts'
import type { Fate, Report } from '../directory/import-fates.ts'
import { ownerFinder } from '../directory/import-owners.ts'
import { importLists, type Source } from '../directory/import-sources.ts'
import { takeTurn } from '../directory/import-turns.ts'
import { type FileRows, type Manner, takeInOrganizations } from '../directory/imports.ts'
import { takeInListings } from '../directory/listing-imports.ts'
import { takeInPeople } from '../directory/person-imports.ts'
import { takeInPlaces } from '../directory/place-imports.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, learnSizes, type Trx } from '../platform/db.ts'
import type { Reason } from '../platform/formats/parsed.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import {
  type Batch,
  type Done,
  type FileOfRows,
  type ImportPlan,
  organizationsDone,
  othersDone,
  planImport,
  reportOfPlan,
} from './import-plans.ts'
import { takeInTies, type ToldTie } from './tie-imports.ts'

export interface ImportManner {
  /** The language that the files are in. */
  lang: Lang
  /** Does everything and takes it back. */
  dryRun?: boolean
  /** Told how many rows are done, of how many. */
  progress?: (done: number, all: number) => void
}

/** So many new records change how large the tables are. */
export const MANY = 200

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
 * Imports files in one transaction: all of them or, when anything fails, nothing. Each row has a fate in the report, and a
 * second import of the same files changes nothing.
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
  let report: Report | undefined
  try {
    await db.transaction().execute(async (trx) => {
      report = await work(trx, actor, sources, own, manner)
      if (manner.dryRun) throw TAKEN_BACK
    })
  } catch (error) {
    if (error !== TAKEN_BACK) throw error
  }
  return manner.dryRun ? withoutPassing(report!) : report!
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
  await takeTurn(trx, actor.regionId)
  const plan = planImport(sources, await importLists(trx, actor.regionId))
  let rows = 0
  const manner = { batch: moment.id(), lang, progress: (some: number) => progress?.((rows += some), plan.rows) }
  const done: (readonly Fate[])[] = []
  for (const batch of plan.batches) done.push(await takeInBatch(trx, actor, plan, batch, done, moment, manner))
  const report = reportOfPlan(plan, done)
  if (!dryRun && report.created >= MANY) await learnTables(trx)
  return report
}

/** Kinds of files that bring organizations, people or places. */
const SUSPICIOUS: readonly string[] = ['organizations', 'network', 'services', 'people', 'places']

/** Looks for duplicates among what files of these kinds brought. */
export async function suspectAfter(db: Db, regionId: string, kinds: readonly string[], moment: Moment) {
  if (kinds.some((kind) => SUSPICIOUS.includes(kind))) await proposeDuplicates(db, regionId, moment)
}

/** Lets the planner know how large the tables are that an import wrote to. */
export const learnTables = (trx: Trx) => learnSizes(trx, WRITTEN)

/** Takes one batch of a plan in, those before it being done. Returns the fates of its rows in their order. */
export async function takeInBatch(
  trx: Trx,
  actor: Actor,
  plan: ImportPlan,
  batch: Batch,
  done: Done,
  moment: Moment,
  told: Omit<Manner, 'sector'>,
): Promise<readonly Fate[]> {
  const { sectors = [] } = plan.lists
  const sector = sectors.find(({ key }) => key === 'other')?.key ?? sectors.at(-1)?.key ?? 'other'
  const manner: Manner = { ...told, sector }
  if (batch.of === 'organizations') return takeInRows(trx, actor, plan, batch.rows, moment, manner)
  if (batch.of === 'kin') return takeInKin(trx, actor, organizationsDone(plan, done), batch.rows, moment, manner)
  const { file } = batch
  if (batch.of === 'ties') {
    const ends = file.keys ? endsOfMap(plan, done, file.keys) : await endsOfList(trx, actor, file.file, batch.rows)
    const earlier = othersDone(plan, done, file)
    return takeInTies(trx, actor, { file: file.file, ties: batch.rows, ends, earlier }, moment, manner)
  }
  if (batch.of === 'places') return takeInPlaces(trx, actor, { file: file.file, rows: batch.rows }, moment, manner)
  if (batch.of === 'elements') return takeInElements(trx, actor, file.file, batch.rows, moment, manner)
  return takeInList(trx, actor, file, batch.rows, moment, manner)
}

type OrganizationRows = Extract<Batch, { of: 'organizations' }>['rows']

async function takeInRows(
  trx: Trx,
  actor: Actor,
  plan: ImportPlan,
  rows: OrganizationRows,
  moment: Moment,
  manner: Manner,
): Promise<Fate[]> {
  const files = plan.files.map((file): FileRows => {
    const its = rows.flatMap((one) => (one.file === file ? [one.row] : []))
    return { ...file.organizations, rows: its }
  })
  const taken = await takeInOrganizations(trx, actor, files, moment, manner)
  return rows.map(({ row }) => taken.get(row)!)
}

async function takeInKin(
  trx: Trx,
  actor: Actor,
  known: ReturnType<typeof organizationsDone>,
  rows: OrganizationRows,
  moment: Moment,
  { batch }: Manner,
): Promise<Fate[]> {
  const taken = new Map(rows.map(({ row }) => [row, { ...known.get(row)! }]))
  await takeInFamilies(trx, actor, taken, moment, batch)
  return [...taken.values()]
}

const endsOfMap = (plan: ImportPlan, done: Done, keys: NonNullable<FileOfRows['keys']>) => {
  const known = organizationsDone(plan, done)
  return new Map(keys.map((row) => [row.key, known.get(row)]))
}

/** The ends of ties of a list as if they stood in the file: the organizations that are called so here. */
async function endsOfList(trx: Trx, actor: Actor, file: string, ties: readonly ToldTie[]) {
  const whose = await ownerFinder(trx, actor.regionId)
  return new Map(ties.flatMap(({ a, b }) => [a, b]).map((text) => [text, endOf(file, text, whose(text))]))
}

const endOf = (file: string, name: string, found: string | Reason): Fate =>
  typeof found === 'string'
    ? { file, row: 0, name, outcome: 'unchanged', id: found }
    : { file, row: 0, name, outcome: 'refused', reason: found }

/** People and groups of a map, with what their connections tell. */
async function takeInElements(
  trx: Trx,
  actor: Actor,
  file: string,
  rows: readonly ElementRow[],
  moment: Moment,
  manner: Manner,
): Promise<Fate[]> {
  const people = { file, rows: rows.filter(({ as }) => as === 'person') }
  const groups = { file, kind: 'group' as const, rows: rows.filter(({ as }) => as === 'group') }
  const persons = await takeInPeople(trx, actor, people, moment, manner)
  const reached = await takeInListings(trx, actor, groups, moment, manner)
  return [
    ...persons.map((fate): Fate => ({ ...fate, of: 'node', as: 'people' })),
    ...reached.map((fate): Fate => ({ ...fate, of: 'node', as: 'groups' })),
  ]
}

/** Rows of a list of people, groups, resources or services. */
async function takeInList(
  trx: Trx,
  actor: Actor,
  { file, kind }: Pick<FileOfRows, 'file' | 'kind'>,
  rows: readonly ListRow[],
  moment: Moment,
  manner: Manner,
): Promise<Fate[]> {
  const listing = isListKind(kind) ? LISTING_OF[kind] : undefined
  if (listing) return takeInListings(trx, actor, { file, kind: listing, rows }, moment, manner)
  return takeInPeople(trx, actor, { file, rows }, moment, manner)
}
