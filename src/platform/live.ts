import { sql } from 'kysely'
import type { Trx } from './db.ts'
import { problem } from './errors.ts'

/** What is new of a subject: up to which of its numbers, and what that is. */
export interface News {
  n: number
  data: unknown
  /** There is nothing more to come: whoever watches is told so, and the stream ends. */
  over?: boolean
}

/** One way to look at a subject. All who watch a feed of one name are told the same, by one read. */
export interface Feed {
  regionId: string
  subjectId: string
  name: string
  /** What the rows say that is newer than `since`; all of them stand in one snapshot. */
  read(since: number): Promise<News>
}

/** Whether whoever watches still may: asked once for all of one name. */
export interface Guard {
  name: string
  may(): Promise<boolean>
}

/** The other end of a stream. */
export interface Wire {
  /** Gives a piece on; false when what was given before is not taken yet. */
  send(piece: string): boolean
  /** No more is to come. */
  end(): void
  /** It takes nothing: whoever is there comes again, and goes on where they were. */
  drop(): void
}

interface Watcher {
  wire: Wire
  guard: Guard
  since: number
  /** Where it comes from, as limits count it. */
  from: string
  beats: number
}
interface Channel {
  feed: Feed
  watchers: Set<Watcher>
  busy: boolean
  again: boolean
}

export interface LiveSettings {
  /** So many streams at once, in all and from one address: a meeting's phones share that of its room. */
  max: number
  maxFrom: number
  /** Milliseconds between two beats. At each the line is tried and guards are asked again. */
  beat: number
  /** After so many beats a stream ends, and whoever watches comes again as whoever they are then. */
  life: number
  /** What went wrong while reading; it is read again at the next beat. */
  failed(error: unknown): void
}

const SETTINGS: LiveSettings = { max: 2000, maxFrom: 400, beat: 15_000, life: 40, failed: () => undefined }

/** How long a browser waits before it comes again, in milliseconds. */
const COME_AGAIN = 2000

/** One message: its number is what the browser tells when it comes again. */
const message = ({ n, data }: News) => `id: ${n}\ndata: ${JSON.stringify(data)}\n\n`
/** Words of ours instead of rows: the stream is `over`, or the browser knows a number that never was and reads `again`. */
const word = (name: 'over' | 'again') => `event: ${name}\ndata: {}\n\n`

/**
 * Everybody in this process who watches something. The truth stands in the rows: a verb takes the next number of its
 * subject (`nextChange`) and writes it to what it changes; at its commit every process hears of the subject (`heard`) and
 * reads once for all who watch a feed what is newer than they know.
 *
 * @example
 * // In a verb of `record(db, actor, { …, live: board.id }, moment, change)`:
 * const n = await nextChange(trx, actor.regionId, board.id)
 * await trx.updateTable('notes').set({ x, y, n }).where('id', '=', note.id).execute()
 * // Whoever watches:
 * const live = makeLive()
 * const read = async (since: number) => ({ n: 7, data: { notes: await notesAfter(since) } })
 * const stop = live.watch({ regionId, subjectId: board.id, name: 'notes', read }, guard, { since: 0, from: '203.0.113.9' }, wire)
 * live.heard(regionId, board.id)
 */
export function makeLive(given: Partial<LiveSettings> = {}) {
  const settings = { ...SETTINGS, ...given }
  const channels = new Map<string, Channel>()
  const counts = new Map<string, number>()
  const turns = new Map<string, Promise<unknown>>()
  let total = 0
  let timer: NodeJS.Timeout | undefined
  let closed = false

  const leave = (key: string, channel: Channel, watcher: Watcher) => {
    if (!channel.watchers.delete(watcher)) return
    if (channel.watchers.size === 0) channels.delete(key)
    total -= 1
    const left = counts.get(watcher.from)! - 1
    if (left > 0) counts.set(watcher.from, left)
    else counts.delete(watcher.from)
    if (total === 0) clearInterval(timer)
  }
  const give = (key: string, channel: Channel, watcher: Watcher, piece: string) => {
    if (!channel.watchers.has(watcher) || watcher.wire.send(piece)) return
    leave(key, channel, watcher)
    watcher.wire.drop()
  }
  const finish = (key: string, channel: Channel, watcher: Watcher, said?: 'over' | 'again') => {
    if (said) give(key, channel, watcher, word(said))
    if (!channel.watchers.has(watcher)) return
    leave(key, channel, watcher)
    watcher.wire.end()
  }

  /** Those who know the same are told by one read. */
  const tellAll = async (key: string, channel: Channel) => {
    for (const [since, watchers] of Map.groupBy(channel.watchers, (one) => one.since)) {
      const news = await channel.feed.read(since)
      const piece = news.n > since ? message(news) : undefined
      for (const watcher of watchers) {
        if (news.n < since) finish(key, channel, watcher, 'again')
        watcher.since = news.n
        if (piece) give(key, channel, watcher, piece)
        if (news.over) finish(key, channel, watcher, 'over')
      }
    }
  }
  const wake = async (key: string, channel: Channel) => {
    channel.again = true
    if (channel.busy) return
    channel.busy = true
    try {
      while (channel.again && channel.watchers.size > 0) {
        channel.again = false
        await tellAll(key, channel)
      }
    } catch (error) {
      channel.again = true
      settings.failed(error)
    } finally {
      channel.busy = false
    }
  }

  /** Who may no longer is told that it is over for them. */
  const askGuards = async (only?: string) => {
    for (const [key, channel] of channels) {
      if (only !== undefined && channel.feed.regionId !== only) continue
      for (const watchers of Map.groupBy(channel.watchers, (one) => one.guard.name).values()) {
        const may = await watchers[0]!.guard.may()
        if (!may) for (const watcher of watchers) finish(key, channel, watcher, 'over')
      }
    }
  }
  const beat = async () => {
    for (const [key, channel] of channels) {
      for (const watcher of channel.watchers) {
        watcher.beats += 1
        if (watcher.beats > settings.life) finish(key, channel, watcher)
        else give(key, channel, watcher, ':\n\n')
      }
      if (channel.again) void wake(key, channel)
    }
    await askGuards().catch(settings.failed)
  }

  return {
    /**
     * Watches a feed from what is newer than `since` on, until the function that it gives is called. Throws 429 or 503
     * where too many watch already.
     */
    watch(feed: Feed, guard: Guard, at: { since: number; from: string }, wire: Wire): () => void {
      const count = counts.get(at.from) ?? 0
      const tooMany = count >= settings.maxFrom ? 429 : total >= settings.max || closed ? 503 : undefined
      if (tooMany) throw problem(tooMany, 'errors.watchers', undefined, { 'retry-after': '30' })
      const key = `${feed.regionId} ${feed.subjectId} ${feed.name}`
      const channel = channels.get(key) ?? { feed, watchers: new Set(), busy: false, again: false }
      const watcher: Watcher = { wire, guard, since: at.since, from: at.from, beats: 0 }
      channels.set(key, channel)
      channel.watchers.add(watcher)
      counts.set(at.from, count + 1)
      total += 1
      if (total === 1) timer = setInterval(() => void beat(), settings.beat).unref()
      wire.send(`retry: ${COME_AGAIN}\n\n`)
      void wake(key, channel)
      return () => leave(key, channel, watcher)
    },
    /** A transaction has committed, here or in another process: of one subject, or of anything in the region. */
    heard(regionId: string, subjectId?: string) {
      for (const [key, channel] of channels)
        if (channel.feed.regionId === regionId && (!subjectId || channel.feed.subjectId === subjectId))
          void wake(key, channel)
      if (!subjectId) askGuards(regionId).catch(settings.failed)
    },
    /**
     * Does what changes a subject when those of this process that came before are done. They would wait for each other in
     * the database all the same (`nextChange`), each with a connection that nobody else could use.
     */
    async inTurn<T>(subjectId: string, change: () => Promise<T>): Promise<T> {
      const before = turns.get(subjectId)
      const mine = Promise.resolve(before).then(change, change)
      const settled = mine.catch(() => undefined)
      turns.set(subjectId, settled)
      try {
        return await mine
      } finally {
        if (turns.get(subjectId) === settled) turns.delete(subjectId)
      }
    },
    /** Nobody was heard for a while: everybody reads. */
    heardAgain() {
      for (const [key, channel] of channels) void wake(key, channel)
    },
    /** Ends all streams; those who watch come again, to another process. */
    close() {
      closed = true
      for (const [key, channel] of channels) for (const watcher of channel.watchers) finish(key, channel, watcher)
    },
    figures: () => ({ streams: total, feeds: channels.size }),
  }
}
export type Live = ReturnType<typeof makeLive>

/** Takes the next number of a subject. Whoever else changes it waits until this transaction has ended. */
export async function nextChange(trx: Trx, regionId: string, subjectId: string): Promise<number> {
  const { n } = await trx
    .insertInto('live_subjects')
    .values({ region_id: regionId, subject_id: subjectId, n: 1 })
    .onConflict((on) => on.columns(['region_id', 'subject_id']).doUpdateSet({ n: sql`live_subjects.n + 1` }))
    .returning('n')
    .executeTakeFirstOrThrow()
  return n
}

/** What a commit told: a region of which something changed, one subject in it alone, or the installation. */
export function toldOf(payload: string): { regionId: string; subjectId?: string } {
  const [regionId = '', subjectId] = payload.split(' ')
  return subjectId === undefined ? { regionId } : { regionId, subjectId }
}
