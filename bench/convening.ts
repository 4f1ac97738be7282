import type { BenchOptions, Measured } from '../cli/bench.ts'
import { processorTime, pss } from './own-server.ts'
import { fillRegion } from './filled-regions.ts'
import type { Door } from './chaos/load.ts'
import { withSite } from './chaos/site.ts'
import { quantile } from './quantiles.ts'

/** Phones that are told what happens while they add, and walls; half of them on each of two servers. */
const PHONES = 100
const WALLS = 4
/** Organizations of the directory that typed names are looked for among. */
const ORGANIZATIONS = 1300
const NAMED = 60

/** One message as it came: when, and the sentences in it. */
interface Heard {
  at: number
  texts: string[]
}

/** A meeting of 100 phones on two servers of one database: from the moment a phone adds something until every wall and phone is told. */
export const run = ({ seconds, seed }: BenchOptions): Promise<Measured[]> =>
  withSite(async ({ db, region, serving }) => {
    await fillRegion(db, region.id, ORGANIZATIONS)
    return serving({}, (first, server) =>
      serving({}, async (second, other) => {
        const memory = () => [server, other].reduce((sum, one) => sum + pss(one.process.pid!) / 1024, 0) / 2
        const doors = [first, second]
        const meeting = await openMeeting(first)
        const rest = memory()
        const phones = await Promise.all(Array.from({ length: PHONES }, (_, n) => join(doors[n % 2]!, meeting.code)))
        const streams = await Promise.all([
          ...phones.map(({ door, cookie }) => watch(`${door.origin}/riverbend/meeting/changes`, cookie)),
          ...Array.from({ length: WALLS }, (_, n) =>
            watch(`${doors[n % 2]!.origin}/riverbend/map/meetings/${meeting.id}/changes`, first.cookie),
          ),
        ])
        const before = processorTime(server.process.pid!) + processorTime(other.process.pid!)
        const said = await speak(phones, seconds, seed)
        const lost = await arrived(streams, said)
        const used = processorTime(server.process.pid!) + processorTime(other.process.pid!) - before
        const most = memory()
        const delays = said.flatMap(({ text, sent }) =>
          streams.flatMap((stream) => {
            const heard = stream.heard.find(({ texts }) => texts.includes(text))
            return heard ? [heard.at - sent] : []
          }),
        )
        const picture = await timesOf(() =>
          fetch(`${first.origin}/riverbend/map/meetings/${meeting.id}/wall`, { headers: { cookie: first.cookie } }),
        )
        for (const stream of streams) stream.leave()
        return [
          { what: `phones and walls that watch, on 2 servers`, value: streams.length, unit: '' },
          { what: 'ties told', value: said.length, unit: '' },
          { what: 'ties told a second', value: said.length / seconds, unit: '/s' },
          {
            what: 'from sending to its answer, p50',
            value: quantile(
              said.map(({ took }) => took),
              0.5,
            ),
            unit: 'ms',
          },
          {
            what: 'from sending to its answer, p95',
            value: quantile(
              said.map(({ took }) => took),
              0.95,
            ),
            unit: 'ms',
          },
          { what: 'from sending to a screen, p50', value: quantile(delays, 0.5), unit: 'ms' },
          { what: 'from sending to a screen, p95', value: quantile(delays, 0.95), unit: 'ms', goal: '≤ 1,000' },
          { what: 'from sending to a screen, the longest', value: quantile(delays, 1), unit: 'ms' },
          { what: `the wall with all of it, median of ${picture.length}`, value: quantile(picture, 0.5), unit: 'ms' },
          { what: 'of what was told, not heard by somebody', value: lost, unit: '', goal: '0' },
          { what: 'processor time of both servers for each tie', value: (1000 * used) / said.length, unit: 'ms' },
          { what: 'memory of one server before anybody came', value: rest, unit: 'MB' },
          { what: 'memory of one server at the end', value: most, unit: 'MB' },
        ]
      }),
    )
  })

async function openMeeting(door: Door) {
  const made = await send(
    door,
    '/riverbend/map/meetings',
    { title: 'A meeting', asks: 'both', hours: '8' },
    door.cookie,
  )
  const id = /meetings\/([0-9a-f-]{36})/.exec(made.headers.get('location') ?? '')?.[1]
  if (!id) throw new Error(`No meeting was opened: ${made.status}`)
  const wall = await fetch(`${door.origin}/riverbend/map/meetings/${id}/wall`, { headers: { cookie: door.cookie } })
  const code = /wall-code">.*?<\/span>([A-Z0-9 ]+)</s.exec(await wall.text())?.[1]?.trim()
  if (!code) throw new Error('The wall shows no code.')
  return { id, code }
}

async function join(door: Door, code: string) {
  const came = await send(door, '/riverbend/meet', { code, organization: '' })
  const cookie = came.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`A phone was not let in: ${came.status}`)
  return { door, cookie }
}

const send = (door: Door, path: string, form: Record<string, string>, cookie = '') =>
  fetch(door.origin + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { origin: door.origin, cookie },
    redirect: 'manual',
  })

/** A stream, with everything that comes and when. */
async function watch(address: string, cookie: string) {
  const control = new AbortController()
  const answer = await fetch(address, { headers: { cookie, accept: 'text/event-stream' }, signal: control.signal })
  if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`)
  const heard: Heard[] = []
  const read = async () => {
    let rest = ''
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
      const at = performance.now()
      const messages = (rest + piece).split('\n\n')
      rest = messages.pop()!
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1]
        const told = data ? (JSON.parse(data) as { lines?: { text: string }[] }) : {}
        heard.push({ at, texts: (told.lines ?? []).map(({ text }) => text) })
      }
    }
  }
  void read().catch(() => undefined)
  return { heard, leave: () => control.abort() }
}

/** So many seconds somebody types, at least. */
const TYPING = 8

/** Each phone tells of a tie, and of the next one when somebody could have typed it. */
async function speak(phones: Awaited<ReturnType<typeof join>>[], seconds: number, seed: number) {
  const end = performance.now() + seconds * 1000
  const said: { text: string; sent: number; took: number }[] = []
  await Promise.all(
    phones.map(async ({ door, cookie }, phone) => {
      await pause((phone * TYPING * 1000) / phones.length)
      for (let n = 0; performance.now() < end; n += 1) {
        const [from, to] = [`Society ${(seed + phone * 7 + n) % NAMED}`, `Collective ${phone}-${n % 3}`]
        const sent = performance.now()
        const form = { from, fromIs: 'new', to, toIs: 'new', kind: n < 3 ? 'funds' : 'trains', strength: '3' }
        const { status } = await send(door, '/riverbend/meeting/ties', form, cookie)
        const took = performance.now() - sent
        if (status === 303) said.push({ text: `${from} ${n < 3 ? 'funds' : 'trains'} ${to}`, sent, took })
        else throw new Error(`A tie was not taken: ${status}`)
        await pause(Math.max(0, TYPING * 1000 - took))
      }
    }),
  )
  return said
}

/** Waits until everybody has heard everything, at most some seconds; how often somebody has not. */
async function arrived(streams: Awaited<ReturnType<typeof watch>>[], said: { text: string }[]) {
  const texts = new Set(said.map(({ text }) => text))
  const missing = () =>
    streams.reduce((sum, { heard }) => {
      const known = new Set(heard.flatMap((one) => one.texts))
      return sum + [...texts].filter((text) => !known.has(text)).length
    }, 0)
  for (let tries = 0; tries < 50 && missing() > 0; tries += 1) await pause(100)
  return missing()
}

async function timesOf(ask: () => Promise<Response>) {
  const times: number[] = []
  for (let n = 0; n < 15; n += 1) {
    const began = performance.now()
    await (await ask()).text()
    times.push(performance.now() - began)
  }
  return times
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
