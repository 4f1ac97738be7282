import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Fate, Report } from '../directory/import-fates.ts'
import { rememberMapping } from '../directory/import-memories.ts'
import { importLists, type Source } from '../directory/import-sources.ts'
import { BUSY, inTurn, takeTurn } from '../directory/import-turns.ts'
import {
  type Begun,
  batchesDone,
  countBatches,
  finishUpload,
  keepBatch,
  keepOutlook,
  leaveUpload,
  LONG,
  noteLooked,
  standOf,
  takeUpUpload,
} from '../directory/long-uploads.ts'
import { openUpload } from '../directory/uploads.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import { isProblem, problem } from '../platform/errors.ts'
import type { Clock } from '../platform/moment.ts'
import { type Done, type ImportPlan, planImport, reportOfPlan, rowsOf } from './import-plans.ts'
import { type ImportManner, importSources, learnTables, MANY, suspectAfter, takeInBatch } from './network-imports.ts'

/** So many rows are one transaction. */
const BATCH = LONG
/** Milliseconds between two batches, in which others have their turn; and so many a batch waits for its own. */
const BREATH = 50
const PATIENCE = 60_000
/** So often in a row a batch may fail before the import is given up. */
const TRIES = 5

interface LongManner extends Omit<ImportManner, 'dryRun'> {
  /** Ends it after the batch that is under way. */
  signal?: AbortSignal
  /** So many rows are one transaction. */
  size?: number
}

/**
 * Imports files batch after batch, each a transaction of its own: what is done stays when it ends before all of it, and
 * doing the same again goes on there, since what is here already changes nothing.
 */
export async function importInBatches(
  db: Db,
  actor: Actor,
  sources: readonly Source[],
  clock: Clock,
  { lang, progress, signal, size = BATCH }: LongManner,
): Promise<{ report: Report; whole: boolean }> {
  const plan = planImport(sources, await importLists(db, actor.regionId), size)
  const told = { batch: clock().id(), lang }
  const done: (readonly Fate[])[] = []
  let rows = 0
  for (const batch of plan.batches) {
    if (signal?.aborted) return { report: reportOfPlan(plan, done), whole: false }
    const fates = await inTurn(PATIENCE, () =>
      db.transaction().execute(async (trx) => {
        await takeTurn(trx, actor.regionId)
        const taken = await takeInBatch(trx, actor, plan, batch, done, clock(), told)
        await learnBetween(trx, plan, done, taken)
        return taken
      }),
    )
    if (!fates) throw problem(409, BUSY)
    done.push(fates)
    progress?.((rows += rowsOf(batch)), plan.rows)
    await pause(BREATH)
  }
  return { report: reportOfPlan(plan, done), whole: true }
}

/**
 * The planner learns how large the tables are each time they have doubled, and when all is in: what it learned of a table
 * with a few rows would be wrong for thousands.
 */
async function learnBetween(trx: Trx, plan: ImportPlan, done: Done, fates: readonly Fate[]) {
  const before = createdIn(done.flat())
  const created = before + createdIn(fates)
  const isLast = done.length === plan.batches.length - 1
  if (created >= MANY && (isLast || doublings(created) > doublings(before))) await learnTables(trx)
}

const createdIn = (fates: readonly Fate[]) => fates.filter(({ outcome }) => outcome === 'created').length
const doublings = (created: number) => Math.floor(Math.log2(Math.max(created, MANY / 2) / MANY))

/** What a worker needs. */
export interface ImportWorker {
  db: Db
  clock: Clock
  log: Pick<Logger, 'error'>
  /** False once the process was told to stop. */
  isTaking(): boolean
}

/** Looks at and imports what was left to a worker, until nothing is left to do. */
export async function workOffUploads(worker: ImportWorker) {
  while (worker.isTaking()) {
    const upload = await takeUpUpload(worker.db, worker.clock().at)
    if (!upload) return
    const work = upload.looks ? look(worker, upload) : goOn(worker, upload)
    await work.catch((error: unknown) => {
      if (isProblem(error) && error.status === 404) return
      worker.log.error({ err: error, import: upload.id, tries: upload.tries }, 'an import was held up')
    })
    if (!worker.isTaking()) await leaveUpload(worker.db, upload)
  }
}

/** So many milliseconds between two notes of how many rows were looked at. */
const NOTE = 1000

/** Says what would come of an upload. Nothing of it stays, so that a worker after this one begins anew. */
async function look(worker: ImportWorker, upload: Begun) {
  const { db, clock } = worker
  if (upload.tries > TRIES) return keepOutlook(db, upload, { report: null, problem: failed(upload) })
  const source = await openUpload(db, upload.actor, upload)
  let noted = performance.now()
  let isThere = true
  const progress = (rows: number) => {
    if (!isThere || !worker.isTaking()) throw problem(404)
    if (performance.now() - noted < NOTE) return
    noted = performance.now()
    noteLooked(db, upload, rows, clock().at).then(
      (there) => void (isThere = there),
      () => undefined,
    )
  }
  const manner = { lang: upload.lang, dryRun: true, progress }
  const report = await inTurn(PATIENCE, () => importSources(db, upload.actor, [source], clock(), manner))
  if (report) await keepOutlook(db, upload, { report, problem: null })
}

const failed = ({ file }: Begun) => ({ file, problem: { row: 0, reason: { key: 'imports.failed', values: {} } } })

/** Imports an upload from where it stands: to its end, or until the process stops. */
async function goOn(worker: ImportWorker, upload: Begun) {
  const { db } = worker
  const state: State = { upload, plan: await planOf(worker, upload), done: await batchesDone(db, upload) }
  while (worker.isTaking()) {
    const ended = await inTurn(PATIENCE, () => db.transaction().execute((trx) => step(trx, worker, state)))
    if (ended) return
    await pause(BREATH)
  }
}

interface State {
  upload: Begun
  plan: ImportPlan
  done: (readonly Fate[])[]
}

async function planOf({ db, clock }: ImportWorker, upload: Begun): Promise<ImportPlan> {
  const { actor } = upload
  const source = await openUpload(db, actor, upload)
  await db.transaction().execute((trx) => rememberMapping(trx, actor, source, clock()))
  return planImport([source], await importLists(db, actor.regionId), BATCH)
}

/** The next batch, or the end. Where it stands is read anew each time: another worker may be at it too. */
async function step(trx: Trx, { clock }: ImportWorker, state: State): Promise<boolean> {
  const { upload, plan } = state
  const { actor, tries } = upload
  const moment = clock()
  await takeTurn(trx, actor.regionId)
  const now = await standOf(trx, upload)
  if (!now) return true
  const number = await countBatches(trx, upload)
  if (number !== state.done.length) state.done = await batchesDone(trx, upload)
  const done = state.done
  const batch = plan.batches[number]
  if (!batch || now.stops || tries > TRIES) {
    const problem = batch && !now.stops ? failed(upload) : null
    await finishUpload(trx, upload, { report: reportOfPlan(plan, done), problem, whole: !batch }, moment)
    await suspectAfter(trx, actor.regionId, [upload.kind], moment)
    return true
  }
  const told = { batch: upload.id, lang: upload.lang }
  const fates = await takeInBatch(trx, actor, plan, batch, done, moment, told)
  await keepBatch(trx, upload, { number, rows: rowsOf(batch), fates }, moment)
  await learnBetween(trx, plan, done, fates)
  state.done = [...done, fates]
  upload.tries = 0
  return false
}
