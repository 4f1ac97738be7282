import { Worker } from 'node:worker_threads'
import { problem } from './errors.ts'

type Report = (share: number) => void
/** What a thread can do: what goes in and comes out is plain data and typed arrays; it may report how far it is. */
export type Job = (input: never, report: Report) => unknown
export type Jobs = Record<string, Job>
export type JobInput<All extends Jobs, Name extends keyof All> = Parameters<All[Name]>[0]
export type JobOutput<All extends Jobs, Name extends keyof All> = Awaited<ReturnType<All[Name]>>

/** What a thread is sent. */
export interface Order {
  name: string
  input: unknown
}
/** What it says: how far it is, what came out, or what went wrong. */
export type Word = { share: number } | { output: unknown } | { error: unknown }

export interface RunOptions {
  /** Ends the job, whatever it does: its thread is ended. */
  signal?: AbortSignal | undefined
  /** Told now and then which share is done, by jobs that say so. */
  progress?: ((share: number) => void) | undefined
}

interface Task extends Order, RunOptions {
  done(output: unknown): void
  failed(error: unknown): void
}
/** What does the work: a `Worker`, or what looks like one. */
export interface Hand {
  on(event: 'message', heard: (word: Word) => void): unknown
  on(event: 'error', heard: (error: unknown) => void): unknown
  on(event: 'exit', heard: () => void): unknown
  postMessage(order: Order): void
  ref(): void
  unref(): void
  terminate(): Promise<unknown>
}
interface Thread {
  worker: Hand
  /** How many jobs it has done. */
  done: number
  task: Task | undefined
  idle: NodeJS.Timeout | undefined
}

export interface ThreadOptions {
  most?: number
  idleMs?: number
  queue?: number
  /** After so many jobs a thread is ended, and what waits gets a new one. */
  jobs?: number
  /** Begins a thread, or what stands for one. */
  begin?: (source: URL) => Hand
}

// The thread runs the sources themselves: Node leaves out their types.
const beginThread = (source: URL): Hand => new Worker(source, { execArgv: [], stdin: false })

export type Threads<All extends Jobs> = ReturnType<typeof makeThreads<All>>

/**
 * Threads for what would hold up the event loop: begun when there is work, one after the other up to `most`, and ended when
 * there was none for a while, so that a server at rest has none. Jobs named in `long` leave one thread to the others. Where
 * too much waits already (`queue`), whoever comes is told to come again (503). `source` is a file that calls
 * `answerOrders` with all they can do.
 */
export function makeThreads<All extends Jobs>(
  source: URL,
  {
    most = 2,
    idleMs = 10_000,
    queue = 1000,
    jobs = Infinity,
    begin: beginHand = beginThread,
    long = new Set(),
  }: ThreadOptions & { long?: ReadonlySet<keyof All & string> } = {},
) {
  const waiting: Task[] = []
  const all = new Set<Thread>()

  const begin = (): Thread => {
    const worker = beginHand(source)
    const thread: Thread = { worker, done: 0, task: undefined, idle: undefined }
    const gone = (why: unknown) => {
      clearTimeout(thread.idle)
      all.delete(thread)
      thread.task?.failed(why)
      assign()
    }
    worker.on('message', (word: Word) => {
      if ('share' in word) return thread.task?.progress?.(word.share)
      const task = thread.task
      thread.task = undefined
      thread.done += 1
      if (thread.done >= jobs) void end(thread)
      if ('error' in word) task?.failed(word.error)
      else task?.done(word.output)
      assign()
    })
    worker.on('error', gone)
    worker.on('exit', () => gone(problem(503, 'errors.ended')))
    all.add(thread)
    return thread
  }

  const end = (thread: Thread) => {
    clearTimeout(thread.idle)
    all.delete(thread)
    return thread.worker.terminate()
  }

  const rest = (thread: Thread) => {
    thread.worker.unref()
    clearTimeout(thread.idle)
    thread.idle = setTimeout(() => void end(thread), idleMs).unref()
  }

  const mayBegin = ({ name }: Task) =>
    !long.has(name) || [...all].filter(({ task }) => task && long.has(task.name)).length < Math.max(1, most - 1)

  /** Whoever is free takes what waits longest. */
  const assign = () => {
    for (let at = waiting.findIndex(mayBegin); at >= 0; at = waiting.findIndex(mayBegin)) {
      const thread = [...all].find(({ task }) => !task) ?? (all.size < most ? begin() : undefined)
      if (!thread) break
      const [task] = waiting.splice(at, 1) as [Task]
      thread.task = task
      clearTimeout(thread.idle)
      thread.worker.ref()
      thread.worker.postMessage({ name: task.name, input: task.input } satisfies Order)
    }
    for (const thread of all) if (!thread.task) rest(thread)
  }

  const abandon = (task: Task) => {
    const at = waiting.indexOf(task)
    if (at >= 0) waiting.splice(at, 1)
    const thread = [...all].find((one) => one.task === task)
    if (thread) void end(thread).then(assign)
  }

  return {
    most,
    /** Does a job in a thread. */
    run<Name extends keyof All & string>(
      name: Name,
      input: JobInput<All, Name>,
      options: RunOptions = {},
    ): Promise<JobOutput<All, Name>> {
      const { signal } = options
      return new Promise<JobOutput<All, Name>>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error)
        if (waiting.length >= queue) return reject(problem(503, 'errors.busy', undefined, { 'retry-after': '10' }))
        const forget = () => signal?.removeEventListener('abort', stop)
        const task: Task = {
          name,
          input,
          ...options,
          done: (output) => (forget(), resolve(output as JobOutput<All, Name>)),
          failed: (error) => (forget(), reject(error as Error)),
        }
        const stop = () => {
          abandon(task)
          task.failed(signal!.reason)
        }
        signal?.addEventListener('abort', stop, { once: true })
        waiting.push(task)
        assign()
      })
    },
    /** How many threads there are now. */
    alive: () => all.size,
    /** Ends all threads; what was under way or waits fails. Whoever asks again begins anew. */
    async close() {
      for (const task of waiting.splice(0)) task.failed(new Error('The threads are closed.'))
      await Promise.all([...all].map(end))
    },
  }
}
