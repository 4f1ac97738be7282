import { makeThreads } from '../threads.ts'
import type { DocumentJobs } from './jobs.ts'
import type { Paper } from './papers.ts'

/** So many papers may wait for the one thread; whoever comes then is told to come again. */
const QUEUE = 200

/** One thread, begun when a document is asked for: the rest of the program never loads what makes them. */
export const documentThreads = makeThreads<DocumentJobs>(new URL('./worker.ts', import.meta.url), {
  most: 1,
  idleMs: 60_000,
  queue: QUEUE,
})

export type Format = 'pdf' | 'docx'

/** A paper as a file. */
export const fileOf = (paper: Paper, format: Format): Promise<Uint8Array> => documentThreads.run(format, paper)
