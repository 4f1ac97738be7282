import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Demonstration, demonstration } from './demonstration.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PUBLIC = [
  '/',
  '/riverbend',
  '/riverbend/organizations',
  '/riverbend/organizations?sector=library',
  '/riverbend/organizations?q=nothing-has-this',
  '/riverbend/organizations/riverbend-public-library',
  '/riverbend/ties',
  '/riverbend/map/geography?within=alder',
  '/pittsburgh/map/geography?show=outlets',
  '/riverbend/journal',
  '/riverbend/partnerships',
  '/riverbend/search?q=library',
  '/riverbend/nothing-here',
  '/pittsburgh',
  '/pittsburgh/organizations',
  '/sign-in',
  '/privacy',
  '/accessibility',
  '/api',
  '/es/riverbend',
  '/es/riverbend/organizations/riverbend-public-library',
]
const COORDINATOR = [
  '/riverbend',
  '/riverbend/organizations/new',
  '/riverbend/organizations/riverbend-public-library/edit',
  '/riverbend/organizations/riverbend-public-library/history',
  '/riverbend/organizations/riverbend-public-library/ties/new',
  '/riverbend/people',
  '/riverbend/settings',
  '/riverbend/settings/lists/sectors',
  '/riverbend/settings/members',
  '/riverbend/settings/members/new',
  '/riverbend/settings/import',
  '/riverbend/settings/export',
  '/riverbend/settings/deletion',
  '/riverbend/settings/audit',
  '/me',
]

let house: Demonstration
let origin: string
beforeAll(async () => {
  house = await demonstration()
  origin = house.origin
}, 180_000)
afterAll(() => house?.stop())

const open = (colorScheme: 'light' | 'dark', width: number, javaScriptEnabled = true) =>
  house.open({ colorScheme, viewport: { width, height: 800 }, javaScriptEnabled })

/** Looks around as the first coordinator who is offered, as a person would: by the button. */
async function coordinate(page: Page) {
  await page.goto(`${origin}/sign-in`)
  await page.locator('form[action$="/sign-in/look-around"] button').first().click()
  await page.waitForURL((address) => !address.pathname.endsWith('/sign-in'))
}

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const result = await page.evaluate(async () => {
    const run = (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe
    return (await run.run()).violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 160)}`)
  })
  return result
}

/** A tie whose holder has left, and the form that asks who holds it now. */
async function tieToHold(page: Page): Promise<string[]> {
  const list = '/riverbend/ties?holders=gone'
  const leadsTo = async (path: string, selector: string) => {
    await page.goto(origin + path)
    return (await page.locator(selector).first().getAttribute('href'))!
  }
  const tie = await leadsTo(list, 'main li a[aria-label]')
  return [list, tie, await leadsTo(tie, 'a[href*="/holders/"]')]
}

/** What awaits a decision, two organizations side by side, and a person beside the others who may be them. */
async function toMerge(page: Page): Promise<string[]> {
  const leadsTo = async (path: string, selector: string) => {
    await page.goto(origin + path)
    return (await page.locator(selector).first().getAttribute('href'))!
  }
  const list = '/riverbend/proposals'
  const person = `${await leadsTo('/riverbend/people', 'main h2 a')}/merging`
  const other = await leadsTo(person, 'main h2 a')
  return [list, '/riverbend/merges', await leadsTo(list, 'main h2 a'), person, other]
}

/** A round, what can be done in it, and what its links open. */
async function rounds(page: Page): Promise<string[]> {
  const list = '/riverbend/map/rounds'
  await page.goto(origin + list)
  const round = (await page.locator('main ul.rows h2 a').first().getAttribute('href'))!
  await page.goto(origin + round)
  const asked = page.locator('main tr', { hasText: 'No address' }).locator('a')
  const asking = (await asked.first().getAttribute('href'))!
  await page.goto(origin + asking)
  await page.getByRole('button', { name: 'Make a link to hand on' }).click()
  const link = (await page.locator('.to-copy').textContent())!.replace(origin, '')
  return [list, `${list}/new`, round, `${round}/ask`, `${round}/answers`, asking, `${asking}/answer`, link]
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)

async function examine(context: BrowserContext, page: Page, paths: string[]) {
  const found: string[] = []
  for (const path of paths) {
    await page.goto(origin + path)
    for (const one of await axe(page)) found.push(`${path}: ${one}`)
    const narrow = await context.newPage()
    await narrow.setViewportSize({ width: 320, height: 700 })
    await narrow.goto(origin + path)
    if (await sideways(narrow)) found.push(`${path}: scrolls sideways at 320 px`)
    await narrow.close()
  }
  return found
}

describe('every kind of page is for everyone', () => {
  test.each(['light', 'dark'] as const)('as the public, %s', async (scheme) => {
    const { context, page, complaints } = await open(scheme, 1280)
    expect(await examine(context, page, PUBLIC)).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })

  test.each(['light', 'dark'] as const)('as a coordinator, %s', async (scheme) => {
    const { context, page, complaints } = await open(scheme, 1280)
    await coordinate(page)
    expect(
      await examine(context, page, [
        ...COORDINATOR,
        ...(await tieToHold(page)),
        ...(await toMerge(page)),
        ...(await rounds(page)),
      ]),
    ).toEqual([])
    expect(complaints).toEqual([])
    await context.close()
  })
})

describe('by keyboard alone', () => {
  /** Where the focus is: nothing on the page's own body; else what it is on, and whether one sees that. */
  const focused = (page: Page) =>
    page.evaluate(() => {
      const one = document.activeElement
      if (!one || one === document.body) return null
      const { width, height, top, bottom } = one.getBoundingClientRect()
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      const seen = width > 0 && height > 0 && bottom > 0 && top < innerHeight
      // The browser itself marks the parts of a date.
      const marked = one.matches('[type=date]') || (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2)
      return { what: one.outerHTML.slice(0, 120), ok: seen && marked }
    })

  test.each(['/riverbend', '/riverbend/organizations', '/riverbend/organizations/riverbend-public-library/edit'])(
    '%s: the focus reaches the end, is always seen and never lost',
    async (path) => {
      const { context, page } = await open('light', 1280)
      await coordinate(page)
      await page.goto(origin + path)
      const reachable = await page
        .locator('a[href], button, input:not([type=hidden]), select, textarea, summary')
        .filter({ visible: true })
        .count()
      const hidden: string[] = []
      let stops = 0
      await page.keyboard.press('Tab')
      for (let at = await focused(page); at !== null && stops <= reachable * 2; at = await focused(page)) {
        if (!at.ok) hidden.push(at.what)
        stops += 1
        await page.keyboard.press('Tab')
      }
      expect(hidden).toEqual([])
      // Of radio buttons only one of a group is a stop.
      expect(stops).toBeGreaterThan(reachable / 2)
      expect(stops).toBeLessThanOrEqual(reachable + 5)
      await context.close()
    },
  )

  test('one skips to the content and finds an organization', async () => {
    const { context, page } = await open('dark', 1280)
    await page.goto(`${origin}/riverbend`)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await page.keyboard.press('Tab')
    await page.keyboard.type('river governments')
    await page.keyboard.press('Enter')
    await page.waitForURL((address) => address.pathname.endsWith('/search'))
    expect(await page.locator('main').textContent()).toContain('Council of River Governments')
    await context.close()
  })
})

test('the list of organizations follows as one types, filters go along, and the address too', async () => {
  const { context, page, complaints } = await open('light', 1280)
  await page.goto(`${origin}/riverbend/organizations?sector=library`)
  await page.locator('#lq').pressSequentially('eastb')
  await page.waitForURL((address) => address.searchParams.get('q') === 'eastb')
  expect(await page.locator('#found h2').allTextContents()).toEqual(['Eastbank Library'])
  expect(await page.locator('#found-said').textContent()).toBe('One organization')
  expect(new URL(page.url()).searchParams.get('sector')).toBe('library')
  expect(await page.locator('#narrow input[name=q]').inputValue()).toBe('eastb')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('lq')
  await page.locator('#lq').fill('nobody is called this')
  await page.waitForURL((address) => address.searchParams.get('q') === 'nobody is called this')
  expect(await page.locator('#found-said').textContent()).toBe('No organization matches')
  expect(complaints).toEqual([])
  await context.close()
})

test('words for announcements are counted while one writes them', async () => {
  const { context, page, complaints } = await open('light', 1280)
  await coordinate(page)
  await page.goto(`${origin}/riverbend/organizations/new?ask=blurb25`)
  await page.locator('[name=blurb25]').pressSequentially('We lend maps to everybody.')
  expect(await page.locator('[data-words-of=f-blurb25]').textContent()).toBe('5 of 25 words')
  expect(await page.locator('[data-words-of=f-blurb50]').isVisible()).toBe(false)
  expect(complaints).toEqual([])
  await context.close()
})

describe.each([true, false])('with JavaScript: %s', (script) => {
  test('a coordinator brings in a network: upload, look, import, report', async () => {
    const { context, page, complaints } = await open('dark', 1280, script)
    await coordinate(page)
    await page.goto(`${origin}/riverbend/organizations`)
    await page.locator('.page-head-do a[href$="/settings/import"]').click()
    await page.locator('main form .btn-act').click()
    expect(await page.locator('[aria-invalid=true]').count()).toBe(1)
    const network = {
      elements: [{ label: `Pier ${script}` }, { label: `Dock ${script}` }],
      connections: [
        { from: `Pier ${script}`, to: `Dock ${script}` },
        { from: `Pier ${script}`, to: 'Nobody' },
      ],
    }
    await page.setInputFiles('[name=file]', {
      name: 'harbor.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(network)),
    })
    await page.locator('main form .btn-act').click()
    await page.waitForURL((address) => /\/import\/.+/.test(address.pathname))
    if (script) expect(await examine(context, page, [new URL(page.url()).pathname])).toEqual([])
    await page.locator('.figures a[href*="outcome=refused"]').click()
    expect(await page.locator('main').textContent()).toContain('There is no element “Nobody” in this file.')
    await page.locator('.page-head-do .btn-act').click()
    await page.waitForURL((address) => address.search === '')
    if (script) expect(await examine(context, page, [new URL(page.url()).pathname])).toEqual([])
    await page.getByRole('link', { name: `Pier ${script}`, exact: true }).click()
    expect(await page.locator('h1').textContent()).toContain(`Pier ${script}`)
    expect(await page.locator('main').textContent()).toContain(`Dock ${script}`)
    expect(complaints).toEqual([])
    await context.close()
  })

  test('a coordinator adds an organization; a refused form comes back as typed', async () => {
    const { context, page } = await open('light', 1280, script)
    await coordinate(page)
    await page.goto(`${origin}/riverbend/organizations/new`)
    await page.fill('[name=name]', `Bridge Street Makers ${script}`)
    await page.fill('[name=website]', 'no address at all')
    await page.locator('form[method=post] .btn-act').click()
    expect(await page.inputValue('[name=name]')).toBe(`Bridge Street Makers ${script}`)
    expect(await page.inputValue('[name=website]')).toBe('no address at all')
    expect(await page.locator('[aria-invalid=true]').count()).toBeGreaterThan(0)
    await page.fill('[name=website]', 'https://bridge-street.example')
    await page
      .selectOption('select[name=sector]', 'nonprofit')
      .catch(() => page.check('[name=sector][value=nonprofit]'))
    await page.locator('form[method=post] .btn-act').click()
    await page.waitForURL((address) => address.pathname.includes('/organizations/bridge-street-makers'))
    expect(await page.locator('h1').textContent()).toContain('Bridge Street Makers')
    await context.close()
  })

  test('what may be here already is asked before it is added: it is that one, or it is added all the same', async () => {
    const { context, page, complaints } = await open('dark', 375, script)
    await coordinate(page)
    const name = script ? 'The Alder Community Fund' : 'Alder Community Fund'
    const add = async () => {
      await page.goto(`${origin}/riverbend/organizations/new`)
      await page.fill('[name=name]', name)
      await page
        .selectOption('select[name=sector]', 'nonprofit')
        .catch(() => page.check('[name=sector][value=nonprofit]'))
      await page.locator('.form-do .btn-act').click()
      await page.locator('#likely-h').waitFor()
    }
    await add()
    if (script) expect(await axe(page)).toEqual([])
    expect(await sideways(page)).toBe(false)
    expect(await page.inputValue('[name=name]')).toBe(name)
    await page.locator('button[name=same]').first().click()
    await page.locator('#conflict-h').waitFor()
    expect(await page.locator('#conflict-h').textContent()).toContain('is here already')
    if (script) expect(await axe(page)).toEqual([])
    await add()
    await page.locator('button[name=despite]').click()
    await page.waitForURL((address) => address.search === '?done=created')
    expect(complaints.filter((one) => !one.includes('409'))).toEqual([])
    await context.close()
  })
})
