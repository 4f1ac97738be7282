import { setTimeout as pause } from 'node:timers/promises'
import type { Measured } from '../../cli/bench.ts'
import type { Chaos } from './chaos.ts'
import { compareWith } from './facts.ts'
import { type Load, startLoad } from './load.ts'
import { openSink, type Sink } from './sink.ts'
import { COORDINATOR, withSite } from './site.ts'

const HOUR = 3_600_000
/** In the order in which the server is started with them; last as it should be. */
const CLOCKS = { 'an hour back': -HOUR, 'a year on': 365 * 24 * HOUR, 'right again': 0 }
const LETTERS_SECONDS = 20

/** The clock of the server an hour back, then a year on, then right again, while the database has its own. */
export const clocks = ({ seconds, note }: Chaos): Promise<Measured[]> =>
  withSite(async (site) => {
    const sink = await openSink()
    const loads: Load[] = []
    const late: number[] = []
    for (const [name, shift] of Object.entries(CLOCKS)) {
      const env = { NODE_OPTIONS: `--import=${shifted(shift)}`, SMTP_URL: sink.url }
      await site.serving(env, async ({ origin }) => {
        const cookie = await signInBy(origin, sink)
        const load = startLoad({ origin, cookie }, `clock-${loads.length}`, 3)
        await pause((seconds * 1000) / 2)
        await load.stop()
        for (const wrong of new Set(load.wrong)) note(`${name}: ${wrong}`)
        loads.push(load)
        const waiting = () => load.invited.filter((email) => !sink.taken.some(({ to }) => to === email)).length
        for (let tries = 0; tries < LETTERS_SECONDS * 10 && waiting() > 0; tries += 1) await pause(100)
        late.push(waiting())
      })
    }
    await sink.stop()
    const all = {
      organizations: loads.flatMap((one) => one.organizations),
      imports: loads.flatMap((one) => one.imports),
      invited: loads.flatMap((one) => one.invited),
    }
    const { missing, twice } = await compareWith(site.db, all)
    const wrong = loads.flatMap((one) => one.wrong)
    return [
      { what: `the clock ${Object.keys(CLOCKS).join(', ')}: writes`, value: all.organizations.length, unit: 'writes' },
      { what: '  answers that nobody should get', value: wrong.length, unit: 'answers', goal: '0' },
      { what: '  acknowledged writes not there, or there twice', value: missing + twice, unit: 'writes', goal: '0' },
      {
        what: `  letters that did not go within ${LETTERS_SECONDS} s`,
        value: late.reduce((sum, one) => sum + one, 0),
        unit: 'letters',
        goal: '0',
      },
    ]
  })

/** A session by a mailed link, of the time that the server believes it to be. */
async function signInBy(origin: string, sink: Sink): Promise<string> {
  const post = (path: string, form: Record<string, string>) =>
    fetch(origin + path, { method: 'POST', body: new URLSearchParams(form), headers: { origin }, redirect: 'manual' })
  await post('/sign-in', { email: COORDINATOR })
  const answer = await post(await sink.link(), {})
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** A module that moves the clock of a process. */
function shifted(by: number): string {
  const source = `const Real = Date; globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length ? given : [Real.now() + ${by}])) }
    static now() { return Real.now() + ${by} }
  }`
  return `data:text/javascript,${encodeURIComponent(source)}`
}
