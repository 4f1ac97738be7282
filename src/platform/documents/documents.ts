import { beginProcess } from '../processes.ts'
import { makeThreads } from '../threads.ts'
import type { DocumentJobs } from './jobs.ts'
import type { Paper } from './papers.ts'

/** So many papers may wait for the one process; whoever comes then is told to come again. */
const QUEUE = 200

/** Typst gives back no memory while its process lives: after so many documents a new one takes over. */
const DOCUMENTS = 60

/** One process, begun when a document is asked for: the rest of the program never loads what makes them. */
export const documentProcess = makeThreads<DocumentJobs>(new URL('./worker.ts', import.meta.url), {
  most: 1,
  idleMs: 120_000,
  queue: QUEUE,
  jobs: DOCUMENTS,
  begin: beginProcess,
})

export type Format = 'pdf' | 'docx'

export const MEDIA_TYPES: Record<Format, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
}

/** A paper as a file. */
export const fileOf = (paper: Paper, format: Format): Promise<Uint8Array> => documentProcess.run(format, paper)
