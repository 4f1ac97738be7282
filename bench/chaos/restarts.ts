import { setTimeout as pause } from 'node:timers/promises'
import type { Measured } from '../../cli/bench.ts'
import type { Chaos } from './chaos.ts'
import { compareWith } from './facts.ts'
import { type Door, startLoad } from './load.ts'
import { withSite } from './site.ts'

const EVERY_MS = 3000
const READERS = 4
/** More than all connections of a process, to find those that are stuck. */
const AT_ONCE = 40

/** The database ends and starts again every few seconds, three times as long as other loads last. */
export const restarts = ({ seconds, note }: Chaos): Promise<Measured[]> =>
  withSite((site) =>
    site.serving({}, async (door, server) => {
      const writing = startLoad(door, 'restarts', 3)
      const reading = startReading(door)
      let count = 0
      for (const until = Date.now() + seconds * 3000; Date.now() < until; count += 1) {
        await pause(EVERY_MS)
        await site.restart()
      }
      await writing.stop()
      const read = await reading()
      for (const wrong of new Set([...writing.wrong, ...read.wrong])) note(wrong)
      const { exitCode, signalCode } = server.process
      if (exitCode !== null || signalCode !== null)
        note(`the server ended by itself (${signalCode ?? exitCode}):\n${server.output().slice(-4000)}`)
      const { missing, twice } = await compareWith(site.db, writing)
      const stuck = await Promise.all(Array.from({ length: AT_ONCE }, () => statusOf(door)))
      const away = (writing.statuses.get(503) ?? 0) + read.away
      return [
        { what: `the database restarted every ${EVERY_MS / 1000} s`, value: count, unit: 'times' },
        { what: '  answers that said: not now (503)', value: away, unit: 'answers' },
        {
          what: '  other answers that nobody should get',
          value: writing.wrong.length + read.wrong.length,
          unit: 'answers',
          goal: '0',
        },
        { what: '  acknowledged writes that are not there', value: missing, unit: 'writes', goal: '0' },
        { what: '  writes that are there twice', value: twice, unit: 'writes', goal: '0' },
        {
          what: `  of ${AT_ONCE} pages at once afterwards: not answered`,
          value: stuck.filter((status) => status !== 200).length,
          unit: 'pages',
          goal: '0',
        },
      ]
    }),
  )

/** Members who read all the time; gives back what they got besides pages. */
function startReading(door: Door) {
  const came = { away: 0, wrong: [] as string[] }
  let over = false
  const read = async () => {
    while (!over) {
      const status = await statusOf(door)
      if (status === 503) came.away += 1
      else if (status !== 200) came.wrong.push(`${status} while reading`)
      await pause(50)
    }
  }
  const all = Promise.all(Array.from({ length: READERS }, read))
  return async () => {
    over = true
    await all
    return came
  }
}

async function statusOf({ origin, cookie }: Door): Promise<number> {
  const signal = AbortSignal.timeout(15_000)
  const answer = await fetch(`${origin}/riverbend/organizations`, { headers: { cookie }, signal }).catch(
    () => undefined,
  )
  await answer?.arrayBuffer().catch(() => undefined)
  return answer?.status ?? 0
}
