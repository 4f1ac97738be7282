import { beforeAll, describe, expect, test } from 'vitest'
import { markdownToHtml } from '../src/platform/markdown.ts'
import { FIELDS } from './markup.ts'
import { TABLE, addressOf, sendLine } from './permissions.ts'
import { type World, world } from './world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})

/** Milliseconds in which nobody else may be kept waiting. */
const MOST = 50
const SIZE = 8000
const fill = (text: string) => text.repeat(Math.ceil(SIZE / text.length)).slice(0, SIZE)
const BENIGN = fill('word ')
const WORST = [
  'a',
  ',',
  ';',
  '=',
  ' ',
  '"',
  "'",
  '.',
  '-',
  '/',
  '%',
  '(',
  '[',
  '{',
  '*',
  '_',
  '`',
  '<',
  '&',
  '#',
  '|',
  '\\',
  'a=',
  'a;q=0.',
  ', ,',
  '\t ',
  'a,',
  '[](',
  '**a',
  '[[',
  '> ',
  '1.',
  '(a',
  'a@',
  '-a.',
  '::',
  'http://',
  'é',
  '&amp',
  'x[y].',
  '\n',
  '- ',
  '\n> ',
  '|a',
].map(fill)
const inHeaders = WORST.filter((one) => !/[\n\u0080-\uffff]/.test(one))
const DAY = Math.floor(Date.now() / 86_400_000)
const ALL = process.env.TEST_ALL === '1'
/** Each form has its turn every third day, and then gets so many of them, others the next time. */
const TURNS = ALL ? 1 : 3
const A_DAY = ALL ? WORST.length : 4
const ofToday = (form: number) =>
  Array.from({ length: A_DAY }, (_, n) => WORST[((Math.floor(DAY / TURNS) + form) * A_DAY + n) % WORST.length]!)

type Send = (value: string) => Promise<unknown>

/** Milliseconds of this thread, whatever else the machine does; the least of a few tries, since any may sweep memory. */
async function spent(send: Send, value: string, enough: number): Promise<number> {
  let least = Infinity
  for (let n = 0; n < 4 && least > enough; n += 1) {
    const before = process.threadCpuUsage()
    await send(value)
    const { user, system } = process.threadCpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/** Values that cost more than what is usual by more than may be. */
async function slow(send: Send, values: string[], usual = 0): Promise<string[]> {
  await send(BENIGN)
  const found: string[] = []
  for (const value of values) {
    const took = await spent(send, value, usual + MOST)
    if (took > usual + MOST) found.push(`${JSON.stringify(value.slice(0, 12))}: ${took} ms`)
  }
  return found
}

type Fields = (value: string, names: string[]) => Promise<unknown>

/** The same for fields: all at once, and where that costs more than an ordinary text in all of them, one by one. */
async function slowFields(send: Fields, values: string[]): Promise<string[]> {
  const all: Send = (value) => send(value, FIELDS)
  await all(BENIGN)
  const usual = await spent(all, BENIGN, 0)
  const found: string[] = []
  for (const value of values)
    if ((await spent(all, value, usual + MOST)) > usual + MOST)
      for (const name of FIELDS)
        found.push(...(await slow((text) => send(text, [name]), [value])).map((one) => `${name} ${one}`))
  return found
}

const form = 'application/x-www-form-urlencoded'

describe(`8 KB of the worst cost less than ${MOST} ms`, () => {
  test('and the measure would see more', async () => {
    const burn = () => {
      const { user } = process.threadCpuUsage()
      while (process.threadCpuUsage().user - user < (MOST + 10) * 1000);
      return Promise.resolve()
    }
    expect(await slow(burn, [BENIGN])).toHaveLength(1)
  })

  test.each([
    'cookie',
    'accept',
    'accept-encoding',
    'accept-language',
    'authorization',
    'if-none-match',
    'if-modified-since',
    'origin',
    'referer',
    'user-agent',
    'forwarded',
    'x-forwarded-for',
    'sec-fetch-site',
    'idempotency-key',
    'content-type',
    'content-length',
    'range',
    'x-request-id',
  ])('in the header %s', { timeout: 120_000 }, async (name) => {
    const get = (value: string) => w.as(null).send('GET', '/riverbend/organizations', { headers: { [name]: value } })
    const post = (value: string) =>
      w.as(null).send('POST', '/sign-in', { headers: { 'content-type': form, [name]: value }, body: 'email=' })
    expect([...(await slow(get, inHeaders)), ...(await slow(post, inHeaders))]).toEqual([])
  })

  test('in the cookie of a session', { timeout: 120_000 }, async () => {
    const get = (value: string) =>
      w.as(null).send('GET', '/riverbend/organizations', { headers: { cookie: `tieline_session=${value}` } })
    expect(await slow(get, inHeaders)).toEqual([])
  })

  test.each([
    'organizations?q=',
    'organizations?sector=',
    'organizations?',
    'ties?q=',
    'search?q=',
    'journal?before=',
    'organizations/',
    'l/',
    'organizations?cursor=',
  ])('in the address %s', { timeout: 120_000 }, async (path) => {
    const get = (value: string) => w.as(w.people.viewer).get(`/riverbend/${path}${encodeURIComponent(value)}`)
    expect(await slow(get, WORST)).toEqual([])
  })

  test.each([form, 'multipart/form-data; boundary=a', 'application/json', 'text/plain'])(
    'as the body of a form that says it is %s, and in the names of its fields',
    { timeout: 120_000 },
    async (type) => {
      const post = (body: string) =>
        w.as(w.people.coordinator).send('POST', '/riverbend/people', { headers: { 'content-type': type }, body })
      const parts = (value: string) => `--a\r\ncontent-disposition: form-data; name="${value}"\r\n\r\n${value}\r\n--a--`
      const whole = type.startsWith('multipart') ? (value: string) => post(parts(value)) : post
      expect(await slow(whole, WORST)).toEqual([])
      expect(await slow((value) => post(`${encodeURIComponent(value).slice(0, SIZE)}=1`), WORST)).toEqual([])
    },
  )

  const FORMS = TABLE.filter((line) => line.form && line.route.includes('/:region'))
    .map((line, n) => ({ line, n }))
    .filter(({ n }) => n % TURNS === DAY % TURNS)
  test.each(FORMS)('in every field of $line.route at once', { timeout: 120_000 }, async ({ line, n }) => {
    const target = line.at && line.at !== 'session' ? await w.aTarget(line.at, 'public') : undefined
    const path = addressOf(line, 'riverbend', target)
    const post: Fields = (value, names) =>
      sendLine(w, w.people.coordinator, line, path, Object.fromEntries(names.map((name) => [name, value])))
    expect(await slowFields(post, ofToday(n))).toEqual([])
  })

  test('in a description in Markdown', { timeout: 120_000 }, async () => {
    expect(await slow((value) => Promise.resolve(markdownToHtml(value)), WORST)).toEqual([])
  })
})
