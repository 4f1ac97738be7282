import { Worker } from 'node:worker_threads'
import type { PlanOutcome } from './read-plan.ts'
import { PLAN_LIMITS, refused } from './plan-lines.ts'

/** So often it is looked how much memory the thread takes. */
const LOOK_EVERY_MS = 100

/** No more plans are read at once; whoever comes then is told to come again. */
const AT_ONCE = 2
let reading = 0

/** Ends of a thread that took too much of something. */
const TOO: { seconds: number; memory: number } = { seconds: PLAN_LIMITS.seconds, memory: PLAN_LIMITS.memory }

/**
 * Reads a plan in a thread of its own, which is ended when it takes more time or memory than a plan needs: a small file may
 * unfold to anything. The event loop is never held.
 */
export function readInThread(bytes: Uint8Array, { seconds, memory } = TOO): Promise<PlanOutcome> {
  if (reading >= AT_ONCE) return Promise.resolve(refused('busy'))
  reading += 1
  const read = new Promise<PlanOutcome>((resolve) => {
    // The thread runs the sources themselves: Node leaves out their types.
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      execArgv: [],
      stdin: false,
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: memory / 1_000_000 },
    })
    const end = (outcome: PlanOutcome) => {
      clearTimeout(late)
      clearInterval(looks)
      void worker.terminate()
      resolve(outcome)
    }
    const tooMuch = () => end(refused('memory'))
    const late = setTimeout(() => end(refused('time', { seconds })), seconds * 1000)
    const looks = setInterval(() => {
      worker.getHeapStatistics().then(
        ({ external_memory: external }) => external > memory && tooMuch(),
        () => undefined,
      )
    }, LOOK_EVERY_MS)
    worker.on('message', end)
    worker.on('error', (error) =>
      (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : end(refused('broken')),
    )
    worker.on('exit', () => end(refused('broken')))
  })
  return read.finally(() => (reading -= 1))
}
