import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SESSION_COOKIES } from '../src/account/auth.ts'
import { asInput, changeOrganization, getOrganization } from '../src/directory/organizations.ts'
import { type Listener, listen } from '../src/platform/listen.ts'
import type { Someone } from './house.ts'
import { type World, world } from './world.ts'

const ORIGIN = 'http://localhost:4000'
const PAGES = ['/riverbend', '/riverbend/organizations', '/riverbend/journal', '/riverbend/ties', '/es/riverbend']

let w: World
beforeAll(async () => {
  w = await world()
})

const ask = (path: string, headers: Record<string, string> = {}, app = w.app) =>
  app.request(ORIGIN + path, { headers: { host: 'localhost:4000', ...headers } })

describe("another's page", () => {
  test('never comes, with 200 actors at once', async () => {
    const actors = await manyActors(200)
    const canaries = actors.map((one) => one.canary)
    for (const page of ['/me', ...PAGES]) {
      const answers = await Promise.all(
        actors.flatMap((one) => [
          ask(page, { cookie: one.cookie! }).then(async (answer) => ({ one, text: await answer.text() })),
          ask(page).then(async (answer) => ({ one: null, text: await answer.text() })),
        ]),
      )
      for (const { one, text } of answers) {
        const seen = canaries.filter((canary) => text.includes(canary))
        expect([page, seen]).toEqual([page, one && page === '/me' ? [one.canary] : []])
        if (one && page !== '/me') expect(text).toContain('/me"')
        if (!one && page !== '/me') expect(text).toContain('/sign-in"')
      }
    }
  })

  test('a page that is kept is nobody’s: it names no account, holds no key and sets no cookie', async () => {
    for (const page of PAGES) {
      await ask(page)
      const kept = await ask(page)
      expect([page, kept.headers.has('etag')]).toEqual([page, true])
      expect(kept.headers.has('set-cookie')).toBe(false)
      const text = await kept.text()
      expect(text).not.toMatch(/name="_key"|@riverbend\.example/)
    }
  })
})

describe('an anonymous page', () => {
  const bytesOf = async (path: string, headers: Record<string, string>) => {
    const answer = await ask(path, { 'accept-encoding': 'identity', ...headers })
    return [answer.status, Buffer.from(await answer.arrayBuffer()).toString('base64')]
  }
  const NAMES = [
    'accept',
    'accept-language',
    'cache-control',
    'cookie',
    'dnt',
    'forwarded',
    'from',
    'if-modified-since',
    'origin',
    'pragma',
    'prefer',
    'referer',
    'save-data',
    'sec-ch-prefers-color-scheme',
    'sec-fetch-dest',
    'sec-fetch-mode',
    'sec-fetch-site',
    'upgrade-insecure-requests',
    'user-agent',
    'via',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-http-method-override',
    'x-original-url',
    'x-real-ip',
    'x-rewrite-url',
    'x-tieline',
  ]
  const value = fc.oneof(
    fc.stringMatching(/^[\x21-\x7e]{0,60}$/),
    fc.constantFrom(
      'dark',
      'theme=dark',
      'lang=es',
      'es',
      'color_scheme=2',
      'evil.example',
      '/riverbend/settings',
      '*/*',
    ),
    fc.stringMatching(/^[a-z_]{1,12}=[\w%.-]{0,20}(; [a-z_]{1,12}=[\w%.-]{0,20}){0,3}$/),
  )
  const header = fc.tuple(fc.oneof(fc.constantFrom(...NAMES), fc.stringMatching(/^x-[a-z]{1,20}$/)), value)

  test.each(PAGES)('%s: no header and no cookie changes a byte, kept or not', async (path) => {
    const plain = await bytesOf(path, {})
    expect(plain[0]).toBe(200)
    await fc.assert(
      fc.asyncProperty(fc.array(header, { maxLength: 5 }), fc.boolean(), async (pairs, forget) => {
        const headers = Object.fromEntries(pairs)
        fc.pre(!/format|json|csv/.test(headers['accept'] ?? ''))
        if (forget) w.cache.raise(w.ours.id)
        expect(await bytesOf(path, headers)).toEqual(plain)
        expect(await bytesOf(path, {})).toEqual(plain)
      }),
      { numRuns: 40 },
    )
  })

  test('a parameter that a page does not read is not kept with it', async () => {
    const { entries } = w.cache.figures()
    for (let n = 0; n < 20; n += 1) await ask(`/riverbend/organizations?utm_source=${n}&evil=${n}`)
    expect(w.cache.figures().entries).toBeLessThanOrEqual(entries + 1)
  })

  test.each([...SESSION_COOKIES])('with a forged %s a request goes the ordinary way', async (name) => {
    await ask('/riverbend')
    const { hits } = w.cache.figures()
    const forged = await ask('/riverbend', { cookie: `${name}=forged.signature` })
    expect([forged.status, forged.headers.get('etag')]).toEqual([200, null])
    expect(w.cache.figures().hits).toBe(hits)
    expect(await forged.text()).toContain('/sign-in"')
  })

  test('errors are not kept', async () => {
    const { entries } = w.cache.figures()
    for (const path of ['/riverbend/organizations/nobody', '/nowhere', '/riverbend/settings', '/riverbend/people'])
      await ask(path)
    expect(w.cache.figures().entries).toBe(entries)
  })
})

describe('a change', () => {
  const path = () => `/riverbend/organizations/${w.grounds.riverbend.anchor.slug}`
  const listeners: Listener[] = []
  afterAll(async () => {
    for (const one of listeners) await one.stop()
  })

  /** Another process: the same application on the same database, told of changes by the database alone. */
  const anotherProcess = async () => {
    const { app, cache } = w.another()
    const ears = { heard: (_: string): void => undefined, lost: (): void => undefined }
    const listener = await listen({
      url: w.url,
      heard: (regionId) => {
        if (regionId === '') cache.raiseInstallation()
        else cache.raise(regionId)
        ears.heard(regionId)
      },
      listening: (now) => {
        cache.bypass(!now)
        if (!now) ears.lost()
      },
    })
    listeners.push(listener)
    const told = () => new Promise<string>((resolve) => (ears.heard = resolve))
    const lost = () => new Promise<void>((resolve) => (ears.lost = resolve))
    return { app, cache, told, lost }
  }

  test('is in the next answer of the process that wrote', async () => {
    await ask(path())
    for (const mission of ['First', 'Second']) {
      const form = await formOf(mission)
      expect((await w.as(w.people.coordinator).post(`${path()}/edit`, form)).status).toBe(303)
      expect(await (await ask(path())).text()).toContain(mission)
    }
  })

  test('is in the next answer of another process once the database has told it', async () => {
    const its = await anotherProcess()
    const before = await (await ask(path(), {}, its.app)).text()
    expect(before).not.toContain('Third')
    const told = its.told()
    expect((await w.as(w.people.coordinator).post(`${path()}/edit`, await formOf('Third'))).status).toBe(303)
    expect(await told).toBe(w.ours.id)
    expect(await (await ask(path(), {}, its.app)).text()).toContain('Third')
  })

  test('on the command line is told too', async () => {
    const its = await anotherProcess()
    await ask(path(), {}, its.app)
    const told = its.told()
    const before = await getOrganization(w.db, w.ours.system, w.grounds.riverbend.anchor.id)
    await changeOrganization(w.db, w.ours.system, before, { ...asInput(before), mission: 'Fourth' }, w.clock())
    await told
    expect(await (await ask(path(), {}, its.app)).text()).toContain('Fourth')
  })

  test('nothing is kept or answered while nobody tells of changes', async () => {
    const its = await anotherProcess()
    await ask(path(), {}, its.app)
    expect(its.cache.figures().entries).toBe(1)
    const lost = its.lost()
    await cutListeners(w.url)
    await lost
    expect(its.cache.figures().entries).toBe(0)
    await ask(path(), {}, its.app)
    expect(its.cache.figures().entries).toBe(0)
  })

  test('of one region leaves the pages of another', async () => {
    const lakeside = '/lakeside/organizations'
    await ask(lakeside)
    await w.as(w.people.coordinator).post(`${path()}/edit`, await formOf('Fifth'))
    const { hits } = w.cache.figures()
    await ask(lakeside)
    expect(w.cache.figures().hits).toBe(hits + 1)
  })

  test('while a page is made keeps that page out', async () => {
    const made = ask('/riverbend/organizations?q=slow')
    await setImmediate()
    w.cache.raise(w.ours.id)
    await made
    const { hits } = w.cache.figures()
    await ask('/riverbend/organizations?q=slow')
    expect(w.cache.figures().hits).toBe(hits)
  })
})

async function formOf(mission: string) {
  const { version } = await getOrganization(w.db, w.ours.system, w.grounds.riverbend.anchor.id)
  return { name: 'Anchor of riverbend', sector: 'library', visibility: 'public', mission, _version: String(version) }
}

async function cutListeners(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen tieline' or query = 'select 1'`,
  )
  const ended = once(client, 'end')
  await client.end()
  await ended
}

async function manyActors(count: number): Promise<(Someone & { canary: string })[]> {
  const made: (Someone & { canary: string })[] = []
  for (let n = 0; n < count; n += 1) {
    const canary = `canary-${n}-${'abcdefgh'[n % 8]}@riverbend.example`
    const kind = n % 4 === 0 ? w.ours : undefined
    const someone = kind ? await w.aMember(kind, 'viewer') : await w.signIn(canary)
    made.push({ ...someone, canary: someone.email! })
  }
  return made
}
