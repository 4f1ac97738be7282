import { parentPort } from 'node:worker_threads'
import type { Job, Jobs, Order, Word } from './threads.ts'

/** Not more often than this is it told how far a job is. */
const REPORT_EVERY_MS = 100

const say = (word: Word) => (parentPort ? parentPort.postMessage(word) : process.send!(word))

/** Makes this thread, or this process where it is one of its own, do what it is sent, one after the other. */
export function answerOrders(jobs: Jobs) {
  if (!parentPort) endWithServer()
  const port: { on(event: 'message', heard: (order: Order) => void): unknown } = parentPort ?? process
  port.on('message', async ({ name, input }: Order) => {
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

/** A signal to all (Ctrl-C, a service that is stopped) leaves the server time for what is under way: it ends this process. */
function endWithServer() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined)
  process.on('disconnect', () => process.exit())
}
