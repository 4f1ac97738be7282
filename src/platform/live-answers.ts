import type { HouseContext } from './house.ts'
import type { Feed, Guard, Live, Wire } from './live.ts'

/** So many bytes may wait for a browser that is slow to take them. */
const WAITING = 256_000

const HEADERS = {
  'cache-control': 'no-store',
  // A proxy that gathers what it gives on would hold every message back.
  'x-accel-buffering': 'no',
}

/**
 * What is new of a subject: as server-sent events to whoever asks for those, from the number on that the browser saw last;
 * else once, as JSON, of what is newer than `?since=`.
 *
 * @example
 * .get('/boards/:board/changes', async (c) => answerChanges(c, parts.live, feedOf(c, board), guardOf(c, board), networkOf(c, 0)))
 */
export async function answerChanges(c: HouseContext, live: Live, feed: Feed, guard: Guard, from: string) {
  const since = numberOf(c.req.header('last-event-id')) ?? numberOf(c.req.query('since')) ?? 0
  if (!c.req.header('accept')?.includes('text/event-stream') || c.req.method === 'HEAD') {
    const { n, data } = await feed.read(since)
    return c.json({ n, data }, 200, HEADERS)
  }
  const encoder = new TextEncoder()
  let leave = () => {}
  const queue = new ByteLengthQueuingStrategy({ highWaterMark: WAITING })
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => void (leave = live.watch(feed, guard, { since, from }, wireOf(c, controller, encoder))),
      cancel: () => leave(),
    },
    queue,
  )
  return c.body(body, 200, { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8' })
}

function wireOf(c: HouseContext, controller: ReadableStreamDefaultController<Uint8Array>, encoder: TextEncoder): Wire {
  return {
    send: (piece) => {
      if ((controller.desiredSize ?? 0) <= 0) return false
      controller.enqueue(encoder.encode(piece))
      return true
    },
    end: () => controller.close(),
    drop: () => {
      controller.close()
      c.env?.incoming?.socket.destroy()
    },
  }
}

/** A number that we gave; undefined for whatever else is sent in its place. */
const numberOf = (text: string | undefined) => (text && /^\d{1,15}$/.test(text) ? Number(text) : undefined)
