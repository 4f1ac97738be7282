import { existsSync, readFileSync } from 'node:fs'
import type { CDPSession, Page } from 'playwright-core'
import type { Measured } from '../cli/bench.ts'
import { openSource } from '../src/directory/import-sources.ts'
import { importSources } from '../src/network/network-imports.ts'
import { systemActor } from '../src/platform/actor.ts'
import type { Db } from '../src/platform/db.ts'
import { momentAt } from '../src/platform/moment.ts'
import { createRegion } from '../src/region/regions.ts'
import { withSite } from './chaos/site.ts'
import { type DrawnNetwork, drawNetwork } from './drawn-networks.ts'

const EUROSIS = '../shared/data/ecosystem/graphs/eurosis.gexf'
const SIZES = { width: 1280, height: 900 }
/** A phone of 2018, by how much slower its processor is. */
const SLOW = 4

/** The map in a browser without a graphics card, as library computers have: the first picture, frames while it moves, painting anew. */
export const run = (): Promise<Measured[]> =>
  withSite(async ({ db, serving }) => {
    const real = existsSync(EUROSIS)
      ? [{ name: 'eurosis (1,285 organizations)', gexf: readFileSync(EUROSIS, 'utf8') }]
      : []
    const networks = [...real, drawNetwork(1300, 7000), drawNetwork(5000, 25_000)]
    for (const [n, network] of networks.entries()) await takeIn(db, `map-${n}`, network)
    return serving({}, async ({ origin }) => {
      const rows: Measured[] = []
      for (const [n, { name }] of networks.entries()) {
        const address = `${origin}/map-${n}/map`
        // The server lays a new network out once; nobody waits for that again.
        await fetch(address)
        rows.push(...(await inBrowser(address, name, 1, isLarge(name))))
        if (!isLarge(name)) rows.push(...(await inBrowser(address, `${name}, processor ÷ ${SLOW}`, SLOW, false)))
      }
      return rows
    })
  })

const isLarge = (name: string) => name.startsWith('5')

async function takeIn(db: Db, slug: string, { gexf }: DrawnNetwork) {
  const id = await createRegion(db, null, { slug, name: slug }, momentAt(new Date()))
  const opened = openSource(`${slug}.gexf`, new TextEncoder().encode(gexf))
  if (!opened.ok) throw new Error(`${slug}.gexf cannot be read`)
  await importSources(db, systemActor(id), [opened.source], momentAt(new Date()), { lang: 'en' })
  await db.updateTable('records').set({ visibility: 'public' }).where('region_id', '=', id).execute()
}

async function inBrowser(address: string, name: string, slower: number, large: boolean): Promise<Measured[]> {
  const browser = await launch()
  try {
    const page = await browser.newPage({ viewport: SIZES })
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
    const { first, weight } = await opened(page, devtools, address)
    const middle = await middleOf(page)
    await enlarge(page)
    const took = Number(await page.locator('network-map').getAttribute('data-took'))
    const zooming = await framesWhile(page, () => zoom(page, middle))
    const panning = await framesWhile(page, () => pan(page, middle))
    const goal = slower === 1 ? '60' : '≥ 30'
    return [
      {
        what: `${name}: first picture`,
        value: first,
        unit: 'ms',
        goal: slower === 1 && !large ? '≤ 1,000' : undefined,
      },
      { what: '  zooming with the wheel', value: zooming, unit: 'frames/s', goal },
      { what: '  panning', value: panning, unit: 'frames/s', goal },
      {
        what: '  painting anew, off the page',
        value: took,
        unit: 'ms',
        goal: slower === 1 && !large ? '≤ 400' : undefined,
      },
      { what: '  the page, compressed, first visit', value: weight / 1000, unit: 'KB', goal: '≤ 200' },
    ]
  } finally {
    await browser.close()
  }
}

/** The browser of the machine, without a graphics card. */
async function launch() {
  const { chromium } = await import('playwright-core')
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  })
}

/** What watches in the page: when the first picture stood there, and each frame while something is done. */
const WATCH = `
  document.addEventListener('painted', () => (globalThis.first ??= performance.now()), true)
  globalThis.watch = () => {
    const frames = []
    let next = requestAnimationFrame(function frame(now) {
      frames.push(now)
      next = requestAnimationFrame(frame)
    })
    globalThis.framesASecond = () => {
      cancelAnimationFrame(next)
      return (1000 * (frames.length - 1)) / (frames.at(-1) - frames[0])
    }
  }`

interface Watched {
  first: number
  watch(): void
  framesASecond(): number
}

/** Milliseconds from going to the address to the first picture, and the bytes that came for it. */
async function opened(page: Page, devtools: CDPSession, address: string) {
  let weight = 0
  await devtools.send('Network.enable')
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => void (weight += encodedDataLength))
  await page.addInitScript(WATCH)
  await page.goto(address)
  await page.waitForFunction(() => 'first' in globalThis)
  return { first: await page.evaluate(() => (globalThis as unknown as Watched).first), weight }
}

async function middleOf(page: Page) {
  await page.locator('.net-stage').evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const box = (await page.locator('.net-stage').boundingBox())!
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Enlarges, and waits until that was painted. */
async function enlarge(page: Page) {
  const address = page.url()
  await page.locator('.net-list').press('+')
  await page.waitForURL((now) => now.href !== address)
  await page.locator('network-map[data-state=painted]').waitFor()
}

/** Frames a second while something is done. */
async function framesWhile(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => (globalThis as unknown as Watched).watch())
  await work()
  return page.evaluate(() => (globalThis as unknown as Watched).framesASecond())
}

async function zoom(page: Page, { x, y }: { x: number; y: number }) {
  await page.mouse.move(x, y)
  for (let n = 0; n < 120; n += 1) await page.mouse.wheel(0, n % 60 < 30 ? -25 : 25)
}

async function pan(page: Page, { x, y }: { x: number; y: number }) {
  await page.mouse.down()
  for (let n = 0; n < 160; n += 1) await page.mouse.move(x + 180 * Math.sin(n / 9), y + 120 * Math.sin(n / 6))
  await page.mouse.up()
}
