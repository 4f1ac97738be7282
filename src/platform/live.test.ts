import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Feed, type Guard, makeLive, type News, toldOf, type Wire } from './live.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const BEAT = 1000
const anyone: Guard = { name: 'anyone', may: async () => true }
const at = (since = 0, from = '203.0.113.9') => ({ since, from })

/** A subject whose rows are numbers, and how often they were read. */
function subject(more: Partial<News> = {}) {
  const rows: number[] = []
  const reads: number[] = []
  const feed: Feed = {
    regionId: 'region',
    subjectId: 'subject',
    name: 'rows',
    read: async (since) => {
      reads.push(since)
      return { n: rows.at(-1) ?? 0, data: rows.filter((row) => row > since), ...more }
    },
  }
  return { rows, reads, feed }
}

/** The other end: what came, and how it ended. */
function wire(takes = () => true) {
  const came: string[] = []
  const ended: string[] = []
  const it: Wire = {
    send: (piece) => takes() && came.push(piece) > 0,
    end: () => void ended.push('end'),
    drop: () => void ended.push('drop'),
  }
  /** Without what only keeps the line open. */
  const told = () => came.filter((piece) => !/^(retry|:)/.test(piece))
  return { it, came, ended, told }
}
const settled = () => vi.advanceTimersByTimeAsync(0)

describe('who watches', () => {
  test('is told what is newer than they know, and then what comes, with the number to go on from', async () => {
    const live = makeLive()
    const { rows, feed } = subject()
    rows.push(1, 2, 3)
    const { it, told } = wire()
    live.watch(feed, anyone, at(2), it)
    await settled()
    expect(told()).toEqual(['id: 3\ndata: [3]\n\n'])
    rows.push(4)
    live.heard('region', 'subject')
    await settled()
    expect(told().slice(1)).toEqual(['id: 4\ndata: [4]\n\n'])
  })

  test('of one feed is served by one read, however many they are', async () => {
    const live = makeLive()
    const { rows, reads, feed } = subject()
    const wires = Array.from({ length: 100 }, () => wire())
    for (const { it } of wires) live.watch(feed, anyone, at(), it)
    await settled()
    reads.length = 0
    rows.push(1)
    live.heard('region', 'subject')
    await settled()
    expect(reads).toEqual([0])
    expect(wires.every(({ told }) => told().join('') === 'id: 1\ndata: [1]\n\n')).toBe(true)
  })

  test('hears nothing of other subjects, and everything that concerns the whole region', async () => {
    const live = makeLive()
    const { reads, feed } = subject()
    live.watch(feed, anyone, at(), wire().it)
    await settled()
    reads.length = 0
    live.heard('region', 'another')
    live.heard('elsewhere')
    await settled()
    expect(reads).toEqual([])
    live.heard('region')
    await settled()
    expect(reads).toEqual([0])
  })

  test('misses nothing that comes while it is read', async () => {
    const live = makeLive()
    const { rows, feed } = subject()
    const slow: Feed = { ...feed, read: (since) => feed.read(since).then(async (news) => (await during(), news)) }
    let during = async () => {}
    const { it, told } = wire()
    live.watch(slow, anyone, at(), it)
    await settled()
    during = async () => {
      during = async () => {}
      rows.push(2)
      live.heard('region', 'subject')
    }
    rows.push(1)
    live.heard('region', 'subject')
    await settled()
    expect(told()).toEqual(['id: 1\ndata: [1]\n\n', 'id: 2\ndata: [2]\n\n'])
  })

  test('is read for again at the next beat where reading failed', async () => {
    const failures: unknown[] = []
    const live = makeLive({ beat: BEAT, failed: (error) => failures.push(error) })
    const { rows, feed } = subject()
    let away = true
    const { it, told } = wire()
    const read: Feed['read'] = (since) => (away ? Promise.reject(new Error('away')) : feed.read(since))
    live.watch({ ...feed, read }, anyone, at(), it)
    await settled()
    expect(failures).toHaveLength(1)
    away = false
    rows.push(1)
    await vi.advanceTimersByTimeAsync(BEAT)
    expect(told()).toEqual(['id: 1\ndata: [1]\n\n'])
  })

  test('is told to look again who knows a number that never was', async () => {
    const live = makeLive()
    const { it, told, ended } = wire()
    live.watch(subject().feed, anyone, at(99), it)
    await settled()
    expect([told(), ended]).toEqual([['event: again\ndata: {}\n\n'], ['end']])
  })
})

describe('a stream ends', () => {
  test('when there is nothing more to come, after the last of it', async () => {
    const live = makeLive()
    const { rows, feed } = subject({ over: true })
    rows.push(1)
    const { it, told, ended } = wire()
    live.watch(feed, anyone, at(), it)
    await settled()
    expect([told(), ended]).toEqual([['id: 1\ndata: [1]\n\n', 'event: over\ndata: {}\n\n'], ['end']])
    expect(live.figures()).toEqual({ streams: 0, feeds: 0 })
  })

  test.each(['at once when the region tells of a change', 'at the next beat'])(
    'for who may no longer: %s',
    async (when) => {
      const live = makeLive({ beat: BEAT })
      const asked: string[] = []
      let may = true
      const guard = (name: string, answer: () => boolean) => ({ name, may: async () => (asked.push(name), answer()) })
      const [gone, other, stays] = [wire(), wire(), wire()]
      const { feed } = subject()
      live.watch(
        feed,
        guard('mine', () => may),
        at(),
        gone.it,
      )
      live.watch(
        feed,
        guard('mine', () => may),
        at(),
        other.it,
      )
      live.watch(
        feed,
        guard('theirs', () => true),
        at(),
        stays.it,
      )
      await settled()
      may = false
      if (when.startsWith('at once')) live.heard('region')
      await vi.advanceTimersByTimeAsync(when.startsWith('at once') ? 0 : BEAT)
      expect([gone.told(), gone.ended, other.ended, stays.ended]).toEqual([
        ['event: over\ndata: {}\n\n'],
        ['end'],
        ['end'],
        [],
      ])
      expect(asked).toEqual(['mine', 'theirs'])
    },
  )

  test('for who takes nothing any more, and the others go on', async () => {
    const live = makeLive()
    const { rows, feed } = subject()
    let takes = true
    const [slow, quick] = [wire(() => takes), wire()]
    live.watch(feed, anyone, at(), slow.it)
    live.watch(feed, anyone, at(), quick.it)
    await settled()
    takes = false
    rows.push(1)
    live.heard('region', 'subject')
    await settled()
    expect([slow.ended, quick.ended, quick.told()]).toEqual([['drop'], [], ['id: 1\ndata: [1]\n\n']])
    expect(live.figures().streams).toBe(1)
  })

  test('after its time, so that whoever comes again is asked again who they are', async () => {
    const live = makeLive({ beat: BEAT, life: 3 })
    const { it, came, ended, told } = wire()
    live.watch(subject().feed, anyone, at(), it)
    await vi.advanceTimersByTimeAsync(3 * BEAT)
    expect([came.filter((piece) => piece === ':\n\n').length, ended]).toEqual([3, []])
    await vi.advanceTimersByTimeAsync(BEAT)
    expect([told(), ended]).toEqual([[], ['end']])
  })

  test('when the process stops, and none begins any more', async () => {
    const live = makeLive()
    const { it, ended, told } = wire()
    live.watch(subject().feed, anyone, at(), it)
    live.close()
    await settled()
    expect([told(), ended]).toEqual([[], ['end']])
    expect(() => live.watch(subject().feed, anyone, at(), wire().it)).toThrow('errors.watchers')
  })
})

test('there are so many at once, from one address and in all, and whoever leaves makes room', () => {
  const live = makeLive({ max: 3, maxFrom: 2 })
  const { feed } = subject()
  const watch = (from: string) => live.watch(feed, anyone, at(0, from), wire().it)
  const leave = watch('a')
  watch('a')
  expect(() => watch('a')).toThrow(expect.objectContaining({ status: 429 }))
  watch('b')
  expect(() => watch('b')).toThrow(expect.objectContaining({ status: 503 }))
  leave()
  leave()
  watch('b')
  expect(live.figures().streams).toBe(3)
})

test('what a commit told is a region, a subject in it, or the installation', () => {
  expect(['', 'r', 'r s'].map(toldOf)).toEqual([{ regionId: '' }, { regionId: 'r' }, { regionId: 'r', subjectId: 's' }])
})

test('what changes a subject is done in turn, whatever becomes of what came before, and other subjects do not wait', async () => {
  const live = makeLive()
  const done: string[] = []
  const first = Promise.withResolvers<void>()
  const change =
    (name: string, until: Promise<void> = Promise.resolve()) =>
    async () => {
      await until
      done.push(name)
      if (name.startsWith('fails')) throw new Error(name)
      return name
    }
  const all = [
    live.inTurn('one', change('fails', first.promise)).catch((error: Error) => error.message),
    live.inTurn('one', change('second')),
    live.inTurn('other', change('elsewhere')),
  ]
  await settled()
  expect(done).toEqual(['elsewhere'])
  first.resolve()
  expect(await Promise.all(all)).toEqual(['fails', 'second', 'elsewhere'])
  expect(done).toEqual(['elsewhere', 'fails', 'second'])
})
