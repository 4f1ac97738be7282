import { makeThreads, type ThreadOptions, type Threads } from '../../platform/threads.ts'
import { type GraphJobs, LONG } from './jobs.ts'

export type GraphThreads = Threads<GraphJobs>

/** Threads that compute on graphs. */
export const makeGraphThreads = (options: ThreadOptions = {}): GraphThreads =>
  makeThreads<GraphJobs>(new URL('./worker.ts', import.meta.url), { ...options, long: LONG })

/** Those of this process. */
export const threads = makeGraphThreads()
