import { parentPort } from 'node:worker_threads'
import { JOBS } from './jobs.ts'
import type { Order, Word } from './threads.ts'

/** Not more often than this is it told how far a job is. */
const REPORT_EVERY_MS = 100

const say = (word: Word) => parentPort!.postMessage(word)

parentPort!.on('message', ({ name, input }: Order) => {
  let told = performance.now()
  const report = (share: number) => {
    if (performance.now() - told < REPORT_EVERY_MS) return
    told = performance.now()
    say({ share })
  }
  try {
    say({ output: (JOBS[name] as (input: unknown, report: (share: number) => void) => unknown)(input, report) })
  } catch (error) {
    say({ error })
  }
})
