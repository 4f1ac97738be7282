import { sql } from 'kysely'
import { type Queue as BossQueue, PgBoss, fromKysely } from 'pg-boss'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Db, Trx } from './db.ts'
import type { Clock, Moment } from './moment.ts'

/** A kind of job: what `send` takes and the handler gets. */
export interface Queue<T extends object> {
  name: string
  schema: z.ZodType<T>
}

/** One try of a job. `signal` says that the process is about to stop. */
export interface Attempt {
  id: string
  /** 0 the first time. */
  retry: number
  last: boolean
  signal: AbortSignal
}

export interface QueueOptions {
  /** Tries after the first one; each waits about twice as long as the one before. Default 5. */
  retryLimit?: number
  /** Seconds before the second try. Default 30. */
  retryDelay?: number
  /** Seconds after which a job that does not end counts as failed. Default 300. */
  expireInSeconds?: number
  /** Seconds between two looks for new jobs. Default 5; `wake` shortens the wait in this process. */
  pollSeconds?: number
  /** Jobs of this queue at once in one process. Default 1. */
  atOnce?: number
}

interface Work extends QueueOptions {
  name: string
  run(data: object, attempt: Attempt): Promise<void>
}

export interface JobsSettings {
  url: string
  db: Db
  clock: Clock
  log: Pick<Logger, 'info' | 'warn' | 'error'>
}

const SWEEP_EVERY = 60_000
export type Jobs = ReturnType<typeof makeJobs>

/**
 * Work that is done later, at least once. Jobs carry no truth: what has to happen stands in the domain's tables, a job
 * only hurries it, a sweep each minute finds the rest.
 *
 * @example
 * const welcome = jobs.defineQueue('account.welcome', z.object({ regionId: z.uuid(), id: z.uuid() }), sendWelcome)
 * await jobs.start({ worker: true })
 * await db.transaction().execute((trx) => jobs.send(trx, welcome, { regionId, id }))
 */
export function makeJobs(settings: JobsSettings) {
  const works = new Map<string, Work>()
  const workers = new Map<string, string>()
  const sweeps = makeSweeps(settings)
  let boss: PgBoss | undefined

  const started = () => {
    if (!boss) throw new Error('Jobs were used before they were started.')
    return boss
  }

  return {
    /** Names a queue and what does its jobs. Before `start`. */
    defineQueue<T extends object>(
      name: string,
      schema: z.ZodType<T>,
      handler: (data: T, attempt: Attempt) => Promise<void>,
      options: QueueOptions = {},
    ): Queue<T> {
      if (boss || works.has(name)) throw new Error(`The queue ${name} is defined twice, or after the start.`)
      works.set(name, { ...options, name, run: async (data, attempt) => handler(schema.parse(data), attempt) })
      return { name, schema }
    },

    /** Does `fn` each minute in one of the processes that work. Before `start`. */
    sweep: sweeps.add,

    /** All sweeps now, whenever they were last done. */
    runSweeps: sweeps.runAll,

    /** Adds a job in this transaction: a rollback takes it back. Nothing is done before `startAfter`. */
    async send<T extends object>(trx: Trx, queue: Queue<T>, data: T, { startAfter }: { startAfter?: Date } = {}) {
      await started().send(queue.name, queue.schema.parse(data), { db: fromKysely(trx), startAfter })
    },

    /** Lets this process look for jobs of the queue at once: for after the commit. */
    wake(queue: Queue<never> | { name: string }) {
      const worker = workers.get(queue.name)
      if (worker) boss?.notifyWorker(worker)
    },

    /** Connects, makes the queues that are missing and, as a worker, does jobs and sweeps. */
    async start({ worker }: { worker: boolean }) {
      boss = openBoss(settings, worker)
      await boss.start()
      await makeQueues(boss, [...works.values()])
      if (!worker) return
      for (const work of works.values()) workers.set(work.name, await listen(boss, work, settings))
      sweeps.start()
    },

    /** Takes no new job, lets those under way finish for up to 10 seconds, and disconnects. */
    async stop() {
      await sweeps.stop()
      await boss?.stop({ graceful: true, timeout: 10_000 })
      workers.clear()
      boss = undefined
    },
  }
}

function openBoss({ url, log }: JobsSettings, worker: boolean): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    migrate: false,
    max: worker ? 3 : 1,
    // An idle house is quiet: no cron, no flows, no register of processes, upkeep each 5 minutes in workers only.
    schedule: false,
    supervise: worker,
    superviseIntervalSeconds: 300,
    monitorIntervalSeconds: 300,
    maintenanceIntervalSeconds: 3600,
    queueCacheIntervalSeconds: 600,
    flowIntervalSeconds: 3600,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', (error) => log.error({ from: 'jobs', err: error }, 'jobs cannot be reached'))
  boss.on('warning', ({ message }) => log.warn({ from: 'jobs' }, message))
  return boss
}

const rules = ({ retryLimit = 5, retryDelay = 30, expireInSeconds = 300 }: QueueOptions) => ({
  retryLimit,
  retryDelay,
  retryBackoff: true,
  retryDelayMax: 6 * 3600,
  expireInSeconds,
  // Payloads hold ids only, yet nothing stays longer than it helps.
  deleteAfterSeconds: 86400,
  retentionSeconds: 14 * 86400,
})

async function makeQueues(boss: PgBoss, works: Work[]) {
  const there = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const work of works) {
    const wanted = rules(work)
    const queue = there.get(work.name)
    if (!queue) await boss.createQueue(work.name, { ...wanted, policy: 'standard' })
    else if (differs(queue, wanted)) await boss.updateQueue(work.name, wanted)
  }
}

const differs = (queue: BossQueue, wanted: ReturnType<typeof rules>) =>
  Object.entries(wanted).some(([option, value]) => queue[option as keyof BossQueue] !== value)

function listen(boss: PgBoss, work: Work, { log }: JobsSettings): Promise<string> {
  const { name, pollSeconds = 5, atOnce = 1 } = work
  const options = { includeMetadata: true, pollingIntervalSeconds: pollSeconds, localConcurrency: atOnce } as const
  return boss.work<object, void, typeof options>(name, options, async ([job]) => {
    if (!job) return
    const { id, data, signal, retryCount: retry, retryLimit } = job
    try {
      await work.run(data, { id, retry, last: retry >= retryLimit, signal })
    } catch (error) {
      log.error({ from: 'jobs', queue: name, job: id, retry, err: error }, 'a job failed')
      throw error
    }
  })
}

type Sweep = (moment: Moment) => Promise<void>

function makeSweeps({ db, clock, log }: JobsSettings) {
  const sweeps = new Map<string, Sweep>()
  const running = new Map<string, Promise<void>>()
  let timer: NodeJS.Timeout | undefined

  const run = (name: string, sweep: Sweep) => {
    const under = running.get(name)
    if (under) return under
    const done = sweep(clock())
      .catch((error: unknown) => log.error({ from: 'jobs', sweep: name, err: error }, 'a sweep failed'))
      .finally(() => running.delete(name))
    running.set(name, done)
    return done
  }

  const tick = async () => {
    for (const [name, sweep] of sweeps) {
      const mine = await claimSweep(db, name, clock().at).catch((error: unknown) => {
        log.error({ from: 'jobs', sweep: name, err: error }, 'a sweep could not begin')
        return false
      })
      if (mine) void run(name, sweep)
    }
  }

  return {
    add(name: string, sweep: Sweep) {
      if (sweeps.has(name)) throw new Error(`The sweep ${name} is defined twice.`)
      sweeps.set(name, sweep)
    },
    async runAll() {
      for (const [name, sweep] of sweeps) await run(name, sweep)
    },
    start() {
      timer = setInterval(() => void tick(), SWEEP_EVERY)
      void tick()
    },
    async stop() {
      clearInterval(timer)
      await Promise.all(running.values())
    },
  }
}

/**
 * True for the one process that is to do this sweep now: nobody began it in the last 50 seconds. A time to come is from
 * a clock that was set back since, and does not count.
 */
export async function claimSweep(db: Db, name: string, now: Date): Promise<boolean> {
  const claimed = await sql`
    insert into sweeps (name, begun_at) values (${name}, ${now})
    on conflict (name) do update set begun_at = excluded.begun_at
    where sweeps.begun_at <= excluded.begun_at - interval '50 seconds'
      or sweeps.begun_at > excluded.begun_at + interval '2 minutes'
    returning name`.execute(db)
  return claimed.rows.length === 1
}
