import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Demonstration, demonstration } from './demonstration.ts'
import { field } from './steps.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const MAP = '/riverbend/map'
const COMMONS = 'Three Counties Data Commons'
const LIBRARY = 'Riverbend Public Library'

let house: Demonstration
beforeAll(async () => {
  house = await demonstration()
}, 180_000)
afterAll(() => house?.stop())

/** High enough for the whole map, so that nothing scrolls when something is pressed. */
const open = (options: BrowserContextOptions = {}) =>
  house.open({ viewport: { width: 1280, height: 1500 }, ...options })
const list = (page: Page) => page.locator('.net-list')
const said = (page: Page) => page.locator('.net-stage [role=status]')
const panel = (page: Page) => page.locator('#map-panel')
const painted = (page: Page) => page.locator('network-map[data-state=painted]').waitFor()

async function go(page: Page, path: string) {
  await page.goto(house.origin + path)
  await painted(page)
}

async function lookAround(page: Page, name: string) {
  await page.goto(`${house.origin}/sign-in`)
  await page.locator('form[action$="/sign-in/look-around"] button', { hasText: name }).first().click()
  await page.waitForURL((address) => !address.pathname.endsWith('/sign-in'))
}

/** Whom the keyboard is at, as a screen reader reads it. */
const active = (page: Page) =>
  list(page).evaluate((element) => {
    const id = element.getAttribute('aria-activedescendant')
    return id === null ? null : document.getElementById(id)!.textContent
  })

/** The middle of a mark in the window. */
async function middleOf(page: Page, mark: string) {
  await page.locator(mark).waitFor()
  const { x, y, width, height } = (await page.locator(mark).boundingBox())!
  return { x: x + width / 2, y: y + height / 2 }
}

/** Where an organization stands in the window of an unmoved map. */
async function standingOf(page: Page, slug: string) {
  await go(page, `${MAP}?focus=${slug}`)
  return middleOf(page, '.net-ring.is-chosen')
}

const slugOf = (name: string) => name.toLowerCase().replaceAll(' ', '-')
const zoomIn = (page: Page) => new URL(page.url()).hash.split(',')[2]

/** How many colours the bitmap has: an empty one has one. */
const coloursIn = (page: Page) =>
  page.locator('.net-bitmap canvas').evaluate((canvas: HTMLCanvasElement) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d')!
    copy.drawImage(canvas, 0, 0)
    const dots = new Uint32Array(copy.getImageData(0, 0, canvas.width, canvas.height).data.buffer)
    return new Set(dots).size
  })

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  return page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await run.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  })
}

describe('the map in a browser', () => {
  test('is painted, with as many colours as a picture has, and asks nobody else', async () => {
    const { page, complaints } = await open()
    await go(page, MAP)
    expect(await coloursIn(page)).toBeGreaterThan(200)
    expect(await page.locator('svg.net').first().isVisible()).toBe(false)
    expect(complaints).toEqual([])
  })

  test('is walked by keyboard from organization to organization, and says so', async () => {
    const { page } = await open()
    await go(page, MAP)
    await list(page).focus()
    expect(await active(page)).toBeNull()
    await page.keyboard.press('Home')
    expect(await active(page)).toBe(`${COMMONS}, 14 ties`)
    await page.keyboard.press('Enter')
    await page.waitForURL((address) => address.searchParams.get('focus') === slugOf(COMMONS))
    expect(await said(page).textContent()).toBe(`${COMMONS}, 14 ties. Arrow keys choose among them.`)
    await panel(page).getByRole('heading', { name: COMMONS }).waitFor()

    const met = new Set<string>()
    for (let n = 0; n < 14; n += 1) {
      await page.keyboard.press('ArrowRight')
      met.add((await active(page))!)
    }
    expect(met.size).toBe(14)
    for (const one of met) expect(one).toMatch(new RegExp(`, \\d+ ties?; \\d+ of 14: tied to ${COMMONS}, `))
    const wanted = [...met].find((one) => one.startsWith(LIBRARY))!
    while ((await active(page)) !== wanted) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await panel(page).getByRole('heading', { name: LIBRARY }).waitFor()
    await page.keyboard.press('Escape')
    await panel(page).getByRole('heading', { name: COMMONS }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL((address) => !address.searchParams.has('focus'))
    expect(await said(page).textContent()).toMatch(/^Nothing chosen/)
  })

  test('shows the same to whoever gets its address, and after a reload', async () => {
    const { page } = await open()
    await go(page, MAP)
    await list(page).focus()
    for (const key of ['Home', 'Enter', '+', '+', 'Shift+ArrowRight']) await page.keyboard.press(key)
    await page.waitForURL((address) => address.hash.startsWith('#at='))
    await painted(page)
    await expect.poll(() => zoomIn(page)).toBe('2.25')
    const address = page.url()
    const ring = await middleOf(page, '.net-ring.is-chosen')
    await page.reload()
    await painted(page)
    expect(page.url()).toBe(address)
    const again = await middleOf(page, '.net-ring.is-chosen')
    expect(Math.hypot(again.x - ring.x, again.y - ring.y)).toBeLessThan(2)
    await list(page).focus()
    await page.keyboard.press('0')
    await page.waitForURL((one) => one.hash === '')
  })

  test('goes back and forth with the browser', async () => {
    const { page } = await open()
    await go(page, `${MAP}?focus=${slugOf(COMMONS)}`)
    await panel(page).getByRole('link', { name: LIBRARY }).first().click()
    await panel(page).getByRole('heading', { name: LIBRARY }).waitFor()
    expect(await page.locator('network-map').count()).toBe(1)
    await page.goBack()
    await panel(page).getByRole('heading', { name: COMMONS }).waitFor()
    await page.goForward()
    await panel(page).getByRole('heading', { name: LIBRARY }).waitFor()
  })

  test('is enlarged by the wheel where the pointer is, and pressed where an organization stands', async () => {
    const { page } = await open()
    const at = await standingOf(page, slugOf(LIBRARY))
    await go(page, MAP)
    await page.mouse.move(at.x, at.y)
    await page.mouse.wheel(0, -300)
    await page.waitForURL((address) => address.hash.startsWith('#at='))
    await painted(page)
    await page.mouse.click(at.x, at.y)
    await panel(page).getByRole('heading', { name: LIBRARY }).waitFor()
  })

  test('shows the way that was asked for', async () => {
    const { page } = await open()
    await go(page, `${MAP}?from=${slugOf(LIBRARY)}&to=${slugOf(COMMONS)}`)
    expect(await coloursIn(page)).toBeGreaterThan(50)
  })

  test.each(['light', 'dark'] as const)('can be used by everyone, %s', async (colorScheme) => {
    const { page } = await open({ colorScheme })
    for (const path of [MAP, `${MAP}?focus=${slugOf(COMMONS)}`, `/es${MAP}`]) {
      await go(page, path)
      expect(await axe(page)).toEqual([])
    }
  })
})

describe('work in it', () => {
  test('a tie is drawn by pulling a cord, and leads to the form with the name in it', async () => {
    const { page } = await open()
    await lookAround(page, 'Fern Salcedo')
    const other = await standingOf(page, 'millrace-ledger')
    await go(page, `${MAP}?focus=${slugOf(LIBRARY)}`)
    const handle = await middleOf(page, '.net-handle')
    await page.mouse.move(handle.x, handle.y)
    await page.mouse.down()
    await page.mouse.move(other.x, other.y, { steps: 4 })
    await page.mouse.up()
    await page.waitForURL((address) => address.pathname.endsWith(`/${slugOf(LIBRARY)}/ties/new`))
    expect(await field(page, 'other').inputValue()).toBe('Millrace Ledger')
  })

  test('nobody draws ties or moves anything who may not', async () => {
    const { page } = await open()
    await go(page, `${MAP}?focus=${slugOf(LIBRARY)}`)
    expect(await page.locator('.net-handle, .net-bar > button').count()).toBe(0)
  })

  test('a coordinator moves an organization for everybody, and lets it go again', async () => {
    const slug = 'millrace-ledger'
    const visitor = await open()
    const before = await standingOf(visitor.page, slug)
    const { page } = await open()
    await lookAround(page, 'Fern Salcedo')
    const from = await standingOf(page, slug)
    await go(page, MAP)
    const move = page.getByRole('button', { name: 'Move organizations' })
    await move.click()
    expect(await move.getAttribute('aria-pressed')).toBe('true')
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 70, from.y + 50, { steps: 5 })
    await page.mouse.up()
    await said(page).getByText('Millrace Ledger stays where you put it.').waitFor({ state: 'attached' })
    const moved = await standingOf(visitor.page, slug)
    expect(Math.hypot(moved.x - before.x, moved.y - before.y)).toBeGreaterThan(40)

    await go(page, `${MAP}?focus=${slug}`)
    await page.getByRole('button', { name: 'Let go of the pin' }).click()
    await said(page).getByText('Millrace Ledger is placed with the others again.').waitFor({ state: 'attached' })
    const back = await standingOf(visitor.page, slug)
    expect(Math.hypot(back.x - before.x, back.y - before.y)).toBeLessThan(2)
  })

  test('the arrow keys move the chosen one too: Escape gives it up, Enter keeps it', async () => {
    const { page } = await open()
    await lookAround(page, 'Fern Salcedo')
    const from = await standingOf(page, 'millrace-ledger')
    await page.getByRole('button', { name: 'Move organizations' }).click()
    await list(page).focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Escape')
    expect(await middleOf(page, '.net-ring.is-chosen')).toEqual(from)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await said(page).getByText('stays where you put it').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Let go of the pin' }).click()
    await said(page).getByText('with the others again').waitFor({ state: 'attached' })
  })
})

describe('where something is missing', () => {
  test('without JavaScript the picture of the server stands there, each organization a link', async () => {
    const { page } = await open({ javaScriptEnabled: false })
    await page.goto(house.origin + MAP)
    expect(await page.locator('network-map svg.net').isVisible()).toBe(true)
    await page.locator(`network-map a[href*="focus=${slugOf(LIBRARY)}"]`).click()
    await panel(page).getByRole('heading', { name: LIBRARY }).waitFor()
  })

  test('on paper the picture of the server stands there too', async () => {
    const { page } = await open()
    await go(page, MAP)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('network-map svg.net').isVisible()).toBe(true)
    expect(await page.locator('.net-island').isVisible()).toBe(false)
  })

  test('when the data of the picture does not come, the picture of the server stays', async () => {
    const { page } = await open()
    await page.route('**/picture.json*', (route) => route.abort())
    await page.goto(house.origin + MAP)
    await page.locator('network-map[data-state=failed]').waitFor()
    expect(await page.locator('network-map svg.net').isVisible()).toBe(true)
  })

  test.each([
    ['a browser without OffscreenCanvas', 'delete globalThis.OffscreenCanvas'],
    [
      'a worker that does not come',
      'globalThis.Worker = class extends EventTarget { constructor() { super(); setTimeout(() => this.dispatchEvent(new Event("error"))) } postMessage() {} terminate() {} }',
    ],
  ])('%s paints in the page', async (_, change) => {
    const { page, complaints } = await open()
    await page.addInitScript(change)
    await go(page, MAP)
    await list(page).focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await panel(page).getByRole('heading', { name: COMMONS }).waitFor()
    expect(complaints).toEqual([])
  })

  test('on a phone the picture comes first, then who is chosen, then the filters; two fingers enlarge', async () => {
    const { page, context } = await open({ viewport: { width: 375, height: 780 }, hasTouch: true })
    await go(page, MAP)
    const tops = await Promise.all(
      ['.net-stage', '#map-panel', '#narrow'].map(async (part) => (await page.locator(part).boundingBox())!.y),
    )
    expect(tops).toEqual(tops.toSorted((a, b) => a - b))
    expect(await page.locator('.net-list [role=option]').count()).toBeGreaterThan(8)
    await page.locator('.net-stage').scrollIntoViewIfNeeded()
    await page.locator('.net-zoom').scrollIntoViewIfNeeded()
    const { x, y } = await middleOf(page, '.net-stage')
    const devtools = await context.newCDPSession(page)
    const fingers = (away: number) => [
      { x: x - away, y },
      { x: x + away, y },
    ]
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(20) })
    for (const away of [40, 60, 80])
      await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(away) })
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await page.waitForURL((address) => address.hash.startsWith('#at='))
    expect(Number(zoomIn(page))).toBeGreaterThan(2)
  })
})
