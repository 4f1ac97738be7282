import type { Jobs } from '../threads.ts'
import { docxOf } from './docx-files.ts'
import type { Paper } from './papers.ts'
import { makeTypesetter, type Typesetter } from './typesetting.ts'

let typesetter: Typesetter | undefined
const typeset = () => (typesetter ??= makeTypesetter())

/** What a process for documents can do. */
export const JOBS = {
  pdf: (paper: Paper) => typeset().pdf(paper),
  docx: (paper: Paper) => docxOf(typeset().shortened(paper)),
} satisfies Jobs

export type DocumentJobs = typeof JOBS
