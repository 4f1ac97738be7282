import { randomInt } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startServer } from '../../server.ts'
import { pagesOf, stingEverything } from '../stings.ts'
import type { Target } from '../targets.ts'
import { type World, world } from '../world.ts'
import { launchChromium } from './chromium.ts'

let w: World
let stung: Map<string, Target>
let browser: Browser
let running: Running
let origin: string

beforeAll(async () => {
  w = await world()
  stung = await stingEverything(w)
  const port = randomInt(20_000, 50_000)
  origin = `http://127.0.0.1:${port}`
  running = await startServer({ ...w.parts.config, host: '127.0.0.1', port, publicUrl: origin })
  browser = await launchChromium()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await running?.stop()
})

/** A window in which `nasty` can be called, and all that it complained of or asked another host for. */
async function open(cookie: string | null) {
  const context = await browser.newContext()
  if (cookie) await context.addCookies(cookie.split('; ').map(cookieOf))
  const page = await context.newPage()
  const complaints: string[] = []
  await page.exposeFunction('nasty', () => void complaints.push('nasty came alive'))
  page.on('dialog', (dialog) => void (complaints.push(`dialog: ${dialog.message()}`), dialog.dismiss()))
  page.on('pageerror', (error) => void complaints.push(error.message))
  page.on(
    'console',
    (said) => void (/Content Security Policy|Refused to/.test(said.text()) && complaints.push(said.text())),
  )
  page.on('request', (request) => void (!request.url().startsWith(origin) && complaints.push(`asked ${request.url()}`)))
  return { page, complaints, close: () => context.close() }
}

const cookieOf = (line: string) => {
  const at = line.indexOf('=')
  return { name: line.slice(0, at), value: line.slice(at + 1), url: origin }
}

/** What the browser made of the page that nobody of this house would have put there. */
const strangersIn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(
        (one) =>
          /^(nasty|iframe|object|embed|base)/.test(one.localName) ||
          [...one.attributes].some(
            ({ name, value }) =>
              /^(on|nasty)/.test(name) ||
              // What the script of the map moves and measures has its place from it.
              (name === 'style' && !(one.getAttribute('class') ?? '').startsWith('net-')) ||
              (/href|src|action/.test(name) && /^\s*(javascript|data):/i.test(value)),
          ),
      )
      .map((one) => one.outerHTML.slice(0, 200)),
  )

/** Whether a page comes of an address: else the browser keeps a file, or shows it in a page of its own making. */
const isPage = async (page: Page, path: string): Promise<boolean> =>
  (await page.request.head(origin + path)).headers()['content-type']?.startsWith('text/html') ?? false

/** Each in one language today, in the other tomorrow. */
const spanish = (turn: number) => (turn + Math.floor(Date.now() / 86_400_000)) % 2 === 0
const READERS = (['coordinator', 'public'] as const).map((who, n) => ({ who, es: spanish(n) }))

test.each(READERS)('a nasty string in every text comes alive in no page of a browser: $who', async ({ who, es }) => {
  const { page, complaints, close } = await open(w.people[who].cookie)
  const wrong: string[] = []
  const pages = pagesOf(stung).filter((path) => !/^\/api|format=|\.xml/.test(path))
  const paths = process.env.TEST_ALL === '1' ? pages : pages.filter((path) => path.startsWith('/es/') === es)
  let shown = 0
  for (const path of paths) {
    if (!(await isPage(page, path))) continue
    await page.goto(origin + path)
    shown += (await page.content()).includes('nasty') ? 1 : 0
    for (const one of [...(await strangersIn(page)), ...complaints.splice(0)]) wrong.push(`${path}: ${one}`)
  }
  await close()
  expect(wrong).toEqual([])
  expect(shown).toBeGreaterThan(10)
})

test('the browser would have told', async () => {
  const { page, complaints, close } = await open(null)
  await page.goto(`${origin}/riverbend`)
  await page.evaluate(() =>
    document.body.insertAdjacentHTML('beforeend', '<nasty-element onclick="nasty()"></nasty-element>'),
  )
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'nasty()' })),
  )
  expect(await strangersIn(page)).toHaveLength(1)
  expect(complaints.join()).toContain('Content Security Policy')
  await close()
})
