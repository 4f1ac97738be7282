import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { House } from './house.ts'
import { type Feed, makeLive } from './live.ts'
import { answerChanges } from './live-answers.ts'

const anyone = { name: 'anyone', may: async () => true }

/** An address that tells of numbers, each as long as is asked. */
function watched(length = 1) {
  const live = makeLive()
  let last = 3
  const read = async (since: number) => ({ n: last, data: 'x'.repeat((last - since) * length) })
  const feed: Feed = { regionId: 'region', subjectId: 'subject', name: 'numbers', read }
  const app = new Hono<House>().get('/changes', (c) => answerChanges(c, live, feed, anyone, '203.0.113.9'))
  const go = async () => {
    last += 1
    live.heard('region', 'subject')
    await new Promise((done) => setImmediate(done))
  }
  const ask = (headers: Record<string, string> = {}, query = '', method = 'GET') =>
    app.request(`/changes${query}`, { headers, method })
  return { live, go, ask }
}
const STREAM = { accept: 'text/event-stream' }

describe('what is new', () => {
  test('is told once, as JSON, to whoever asks for no stream', async () => {
    const { live, ask } = watched()
    expect(await (await ask()).json()).toEqual({ n: 3, data: 'xxx' })
    expect(await (await ask({}, '?since=2')).json()).toEqual({ n: 3, data: 'x' })
    expect(await (await ask({}, '?since=-1%20or')).json()).toEqual({ n: 3, data: 'xxx' })
    expect((await ask(STREAM, '', 'HEAD')).status).toBe(200)
    expect(live.figures().streams).toBe(0)
  })

  test('comes as a stream from the number on that the browser saw last, and nobody keeps it', async () => {
    const { live, ask } = watched()
    const answer = await ask({ ...STREAM, 'last-event-id': '2' }, '?since=0')
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect([answer.headers.get('cache-control'), answer.headers.get('x-accel-buffering')]).toEqual(['no-store', 'no'])
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('data')) text += (await reader.read()).value
    expect(text).toBe('retry: 2000\n\nid: 3\ndata: "x"\n\n')
    await reader.cancel()
    expect(live.figures().streams).toBe(0)
  })

  test('is no longer kept for a browser that takes nothing; it comes again with the number it has', async () => {
    const { live, go, ask } = watched(100_000)
    const answer = await ask({ ...STREAM, 'last-event-id': '3' })
    expect(live.figures().streams).toBe(1)
    for (let n = 0; n < 6; n += 1) await go()
    expect(live.figures().streams).toBe(0)
    const numbers = [...(await answer.text()).matchAll(/^id: (\d+)$/gm)].map((match) => match[1])
    expect(numbers).toEqual(['4', '5', '6'])
  })
})
