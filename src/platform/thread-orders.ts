import { parentPort } from 'node:worker_threads'
import type { Job, Jobs, Order, Word } from './threads.ts'

/** Not more often than this is it told how far a job is. */
const REPORT_EVERY_MS = 100

const say = (word: Word) => parentPort!.postMessage(word)

/** Makes this thread do what it is sent, one after the other. */
export function answerOrders(jobs: Jobs) {
  parentPort!.on('message', async ({ name, input }: Order) => {
    let told = performance.now()
    const report = (share: number) => {
      if (performance.now() - told < REPORT_EVERY_MS) return
      told = performance.now()
      say({ share })
    }
    try {
      say({ output: await (jobs[name] as Job)(input as never, report) })
    } catch (error) {
      say({ error })
    }
  })
}
