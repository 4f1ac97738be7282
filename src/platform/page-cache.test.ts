import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { encodingFor, INSTALLATION, makePageCache, pageKey, type PageCache } from './page-cache.ts'

const now = new Date('2027-03-06T12:00:00Z')
const html = `<!doctype html><title>Riverbend</title>${'<p>What is going on here</p>'.repeat(100)}`
let cache: PageCache
beforeEach(() => {
  cache = makePageCache({ maxBytes: 100_000 })
})
const keep = (key: string, page = html, scope = 'r1') =>
  cache.put(key, page, { token: cache.begin(scope), headers: { 'content-type': 'text/html; charset=utf-8' } })
const get = (key: string, acceptEncoding?: string, ifNoneMatch?: string) =>
  cache.get(key, { acceptEncoding, ifNoneMatch, now })
const text = (body: Uint8Array | null | undefined) => Buffer.from(body ?? []).toString('utf8')

describe('a kept page', () => {
  test('comes back as the reader takes it', () => {
    keep('a')
    expect(text(get('a')?.body)).toBe(html)
    expect(brotliDecompressSync(get('a', 'gzip, deflate, br')!.body!).toString()).toBe(html)
    expect(gunzipSync(get('a', 'gzip')!.body!).toString()).toBe(html)
    expect(get('a', 'br')?.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'br',
      vary: 'accept, accept-encoding',
    })
    expect(get('a', 'br')?.headers['content-length']).toBe(String(get('a', 'br')?.body?.length))
    expect(get('a', 'identity')?.headers).not.toHaveProperty('content-encoding')
  })

  test('has a strong tag of its own for each encoding, and a reader who has it gets nothing again', () => {
    keep('a')
    const [plain, br] = [get('a')!.headers.etag!, get('a', 'br')!.headers.etag!]
    expect(plain).toMatch(/^"[\w-]{22}"$/)
    expect(br).not.toBe(plain)
    expect(get('a', 'br', br)).toMatchObject({ status: 304, body: null })
    expect(get('a', 'br', `W/"x", W/${br}`)?.status).toBe(304)
    expect(get('a', 'br', '*')?.status).toBe(304)
    expect(get('a', 'br', plain)?.status).toBe(200)
    keep('b', `${html} `)
    expect(get('b')?.headers.etag).not.toBe(plain)
  })

  test('of a few bytes is not compressed', () => {
    keep('a', '<p>x</p>')
    expect(get('a', 'br')?.headers).not.toHaveProperty('content-encoding')
    expect(text(get('a', 'br')?.body)).toBe('<p>x</p>')
  })
})

describe('what changed is gone', () => {
  test('a region’s pages with the region, no others', () => {
    keep('a')
    keep('b', html, 'r2')
    keep('/', html, INSTALLATION)
    cache.raise('r1')
    expect([get('a'), get('b')?.status, get('/')?.status]).toEqual([undefined, 200, 200])
    cache.raiseInstallation()
    expect([get('b')?.status, get('/')]).toEqual([200, undefined])
  })

  test('a page that was begun before a change and done after it is not kept', () => {
    const token = cache.begin('r1')
    cache.raise('r1')
    expect(cache.put('a', html, { token })).toBe(false)
    expect(get('a')).toBeUndefined()
  })

  test('when its time is over', () => {
    cache.put('a', html, { token: cache.begin('r1'), freshUntil: new Date('2027-03-06T12:00:01Z') })
    expect(get('a')?.status).toBe(200)
    expect(cache.get('a', { now: new Date('2027-03-06T12:00:01Z') })).toBeUndefined()
    expect(cache.figures()).toMatchObject({ entries: 0, bytes: 0, hits: 1, misses: 1 })
  })
})

test('while nobody tells of changes nothing is kept or answered, and what was begun before is void', () => {
  keep('a')
  const before = cache.begin('r1')
  cache.bypass(true)
  const during = cache.begin('r1')
  expect([get('a'), keep('a')]).toEqual([undefined, false])
  cache.bypass(false)
  expect([get('a'), cache.put('a', html, { token: before }), cache.put('a', html, { token: during })]).toEqual([
    undefined,
    false,
    false,
  ])
  expect(keep('a')).toBe(true)
})

test('it holds no more than it may; what was not asked for longest goes first', () => {
  const random = (n: number) =>
    Array.from({ length: 6000 }, (_, i) => String.fromCharCode(33 + ((i * 7919 + n * 104729 + i * i * n) % 90))).join(
      '',
    )
  for (let n = 0; n < 30; n += 1) {
    keep(`k${n}`, random(n))
    get('k0')
    expect(cache.figures().bytes).toBeLessThanOrEqual(100_000)
  }
  expect([get('k0')?.status, get('k1')]).toEqual([200, undefined])
  expect(keep('huge', 'x'.repeat(60_000))).toBe(false)
})

test('the order of parameters makes no other page; language, host and path do', () => {
  const key = (query: string, lang = 'en', path = '/riverbend') =>
    pageKey('x.example', lang, path, new URLSearchParams(query))
  expect(key('a=1&b=2')).toBe(key('b=2&a=1'))
  expect(new Set([key('a=1'), key('a=2'), key('a=1', 'es'), key('a=1', 'en', '/'), key('a=1&a=2')]).size).toBe(5)
})

test.each([
  ['br', 'br'],
  ['gzip, br;q=0', 'gzip'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['BR;Q=0.5', 'br'],
  ['deflate', 'identity'],
  ['', 'identity'],
])('%j takes %s', (header, encoding) => expect(encodingFor(header)).toBe(encoding))

test('no header makes it throw, change a byte of the page, or take time', () => {
  keep('a')
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.string({ maxLength: 80 }), (encoding, match) => {
      const got = get('a', encoding, match)
      if (got?.status !== 200) return
      const coding = got.headers['content-encoding']
      const bytes = Buffer.from(got.body!)
      expect(
        (coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes).toString(),
      ).toBe(html)
    }),
  )
  for (const part of [',', ';', 'br;q=0', ' ', '"', 'W/', 'a', '\t', 'q=0.']) {
    const start = performance.now()
    get('a', part.repeat(8192 / part.length), part.repeat(8192 / part.length))
    expect(performance.now() - start).toBeLessThan(50)
  }
})
