import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { SESSION_COOKIES } from '../src/account/auth.ts'
import type { Someone } from './house.ts'
import { TABLE, addressOf, methodOf, verdict } from './permissions.ts'
import { type World, world } from './world.ts'

const PAGES = ['/', '/riverbend', '/riverbend/organizations', '/riverbend/journal', '/riverbend/ties', '/es/riverbend']
const LIST = '/es/riverbend/organizations?q=Canary'

let w: World
beforeAll(async () => {
  w = await world()
})

const ask = (path: string, headers: Record<string, string> = {}, host = 'localhost:4000') =>
  w.app.request(`http://${host}${path}`, { headers: { host, ...headers } })

type Keeper = Someone & { canary?: string }

/** Whoever is told that the house is full comes again, as the answer says. */
async function askPatiently(page: string, headers: Record<string, string>): Promise<Response> {
  const answer = await ask(page, headers)
  return answer.status === 503 ? askPatiently(page, headers) : answer
}

/** One's own pages and the same without a cookie, in another order for each; now and then what is kept is void. */
async function asksForAll(one: Keeper, n: number) {
  const all = ['/me', LIST].flatMap((page) => [one, null].map((who) => ({ page, who })))
  const answers = []
  for (const { page, who } of [...all.slice(n % 4), ...all.slice(0, n % 4)]) {
    const answer = await askPatiently(page, who ? { cookie: who.cookie! } : {})
    const text = await answer.text()
    if (n % 4 === 0) w.cache.raise(w.ours.id)
    const signedIn = /href="\/es\/me"/.test(text)
    answers.push({ page, who, status: answer.status, seen: canariesIn(text), signedIn })
  }
  return answers
}

describe("another's page", () => {
  test('never comes, with 200 actors at once and pages made anew among them', { timeout: 120_000 }, async () => {
    const actors = await manyActors(200)
    const answers = await Promise.all(actors.map((one, n) => asksForAll(one, n)))
    for (const { page, who, status, seen, signedIn } of answers.flat()) {
      const own = who?.canary ? [who.canary] : []
      if (page === LIST) expect({ status, seen, signedIn }).toEqual({ status: 200, seen: own, signedIn: who !== null })
      else
        expect({ status, seen }).toEqual(who ? { status: 200, seen: [...own, who.email] } : { status: 303, seen: [] })
    }
  })

  test.each(PAGES)('is not what is kept: %s names no account, holds no key and sets no cookie', async (page) => {
    await ask(page)
    const kept = await ask(page)
    expect([kept.headers.has('etag'), kept.headers.has('set-cookie')]).toEqual([true, false])
    expect(await kept.text()).not.toMatch(/name="_key"|@riverbend\.example/)
  })
})

/** What whoever asks for a page gets of it, whether the page is kept or not; only what is new in each request is left out. */
async function gotOf(path: string, headers: Record<string, string> = {}, host?: string) {
  const answer = await ask(path, headers, host)
  const bytes = Buffer.from(await answer.arrayBuffer())
  const coding = answer.headers.get('content-encoding')
  const text = (coding === 'br' ? brotliDecompressSync(bytes) : coding === 'gzip' ? gunzipSync(bytes) : bytes).toString(
    'utf8',
  )
  const sent = ['content-type', 'content-language', 'content-security-policy', 'link', 'vary', 'set-cookie', 'location']
  return {
    status: answer.status,
    text: text.replaceAll(/name="_key" value="[^"]*"|urn:tieline:request:[\w-]+/g, ''),
    headers: Object.fromEntries(sent.map((name) => [name, answer.headers.get(name)])),
  }
}

const NAMES = [
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'authorization',
  'cache-control',
  'cookie',
  'dnt',
  'forwarded',
  'from',
  'if-modified-since',
  'origin',
  'pragma',
  'prefer',
  'range',
  'referer',
  'save-data',
  'sec-ch-prefers-color-scheme',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-gpc',
  'upgrade-insecure-requests',
  'user-agent',
  'via',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-prefix',
  'x-forwarded-proto',
  'x-http-method-override',
  'x-original-url',
  'x-real-ip',
  'x-requested-with',
  'x-rewrite-url',
  'x-tieline',
]
const VALUES = [
  'dark',
  'theme=dark; lang=es; region=lakeside',
  'es',
  'evil.example',
  '/riverbend/settings',
  'bytes=0-9',
]

const ALL = process.env.TEST_ALL === '1'
const DAY = Math.floor(Date.now() / 86_400_000)
/** Each page gets two of them a day. */
const ofToday = VALUES.filter((_, n) => ALL || n % 3 === DAY % 3)

describe('an anonymous page', () => {
  test(
    'is the same with every header at once and on every host, before it is kept and after',
    {
      timeout: 120_000,
    },
    async () => {
      const changed: string[] = []
      for (const path of await publicAddresses()) {
        w.cache.bypass(true)
        w.cache.bypass(false)
        const plain = await gotOf(path)
        for (const value of ofToday) {
          w.cache.raise(w.ours.id)
          w.cache.raiseInstallation()
          // What a program asks for by `accept` is no page.
          const headers = Object.fromEntries(NAMES.map((name) => [name, name === 'accept' ? 'text/html' : value]))
          if (path.startsWith('/api/v1/riverbend')) {
            // A key that is none is refused, and nobody else gets the refusal.
            expect((await gotOf(path, headers)).status, path).toBe(401)
            delete headers['authorization']
          }
          for (const got of [await gotOf(path, headers, 'evil.example'), await gotOf(path)])
            if (JSON.stringify(got) !== JSON.stringify(plain)) changed.push(`${path} by ${value}`)
        }
      }
      expect([...new Set(changed)]).toEqual([])
    },
  )

  const value = fc.oneof(
    fc.stringMatching(/^[\x21-\x7e]{0,60}$/),
    fc.constantFrom(...VALUES),
    fc.stringMatching(/^[a-z_]{1,12}=[\w%.-]{0,20}(; [a-z_]{1,12}=[\w%.-]{0,20}){0,3}$/),
  )
  const header = fc
    .tuple(fc.oneof(fc.constantFrom(...NAMES), fc.stringMatching(/^x-[a-z]{1,20}$/)), value)
    .filter(([name, said]) => name !== 'accept' || !/json|csv/.test(said))
  const host = fc.constantFrom('localhost:4000', 'evil.example', '127.0.0.1:4000', 'xn--nxa.example')

  test.each(PAGES)('%s: no header, no cookie and no host changes a byte', { timeout: 120_000 }, async (path) => {
    const plain = await gotOf(path)
    expect(plain.status).toBe(200)
    await fc.assert(
      fc.asyncProperty(fc.array(header, { maxLength: 5 }), host, fc.boolean(), async (pairs, at, forget) => {
        if (forget) w.cache.raise(w.ours.id)
        expect(await gotOf(path, Object.fromEntries(pairs), at)).toEqual(plain)
        expect(await gotOf(path)).toEqual(plain)
      }),
      { numRuns: ALL ? 400 : 20 },
    )
  })

  test('with a parameter that it does not read is not kept', async () => {
    const { entries } = w.cache.figures()
    for (let n = 0; n < 20; n += 1) await ask(`/riverbend/organizations?utm_source=${n}&evil=${n}`)
    expect(w.cache.figures().entries).toBe(entries)
  })

  test.each([...SESSION_COOKIES])('with a forged %s is made the ordinary way, and is not kept', async (name) => {
    w.cache.raise(w.ours.id)
    const { hits } = w.cache.figures()
    for (const n of [1, 2]) {
      const forged = await ask('/riverbend', { cookie: `${name}=forged.signature-${n}` })
      expect([forged.status, forged.headers.get('etag')]).toEqual([200, null])
      expect(await forged.text()).toContain('href="/sign-in')
    }
    expect(w.cache.figures().hits).toBe(hits)
  })

  test('that tells of an error is not kept', async () => {
    const { entries } = w.cache.figures()
    for (const path of ['/riverbend/organizations/nobody', '/nowhere', '/riverbend/settings', '/riverbend/people'])
      expect((await ask(path)).status).toBeGreaterThanOrEqual(400)
    expect(w.cache.figures().entries).toBe(entries)
  })
})

/** Every address that the public may read, as the permission table has them. */
async function publicAddresses(): Promise<string[]> {
  const lines = TABLE.filter((line) => methodOf(line) === 'GET' && verdict(line, 'public', 'public') === 'may')
  const paths: string[] = []
  for (const line of lines) {
    const target = line.at && line.at !== 'session' ? await w.aTarget(line.at, 'public') : undefined
    paths.push(addressOf(line, 'riverbend', target))
  }
  return paths.flatMap((path) => (path.startsWith('/riverbend') ? [path, `/es${path}`] : [path]))
}

const canariesIn = (text: string) =>
  [...new Set(text.match(/[\w-]+@riverbend\.example|Canary \d+ of feathers/g))].toSorted()

/** People who are signed in; every fourth is a member, with an organization of which nobody else knows. */
async function manyActors(count: number): Promise<Keeper[]> {
  const made: Keeper[] = []
  while (made.length < count) {
    const numbers = Array.from({ length: 10 }, (_, n) => made.length + n)
    made.push(...(await Promise.all(numbers.map((n) => (n % 4 === 0 ? aKeeper(n) : aStranger(n))))))
  }
  return made
}

const aStranger = (n: number) => w.signIn(`stranger-${n}@riverbend.example`)

async function aKeeper(n: number) {
  const canary = `Canary ${n} of feathers`
  const { id } = await w.anOrganization(w.ours, { name: canary, visibility: 'circle' })
  return { ...(await w.aMember(w.ours, 'representative', id)), canary }
}
