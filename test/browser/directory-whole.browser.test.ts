import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DATA, OF_OUTLETS } from '../real-files.ts'
import { type Demonstration, demonstration } from './demonstration.ts'
import { act, beginRegion, field, said } from './steps.ts'

const OUTLETS = `${DATA}/libraries/imls-pls-fy2015-outlets.csv`
const OF_PITTSBURGH = ['FMNPMarkets.csv', 'greater_pittsburgh_community_food_bank.csv', 'FoodGroups2.csv']
let house: Demonstration
beforeAll(async () => {
  house = await demonstration()
}, 180_000)
afterAll(() => house?.stop())

const region = '/whole'
const go = (page: Page, path: string) => page.goto(`${house.origin}${region}${path}`)
/** A file as it is chosen; its page tells what would become of every row. */
async function choose(page: Page, ...files: string[]) {
  await go(page, '/settings/import')
  await field(page, 'file').setInputFiles(files)
  await act(page)
  await settled(page)
}
/** A long file is looked at and imported by a worker: its page follows until that is done. */
const settled = (page: Page) => page.waitForSelector('main:not(:has(#progress))')
/** The button that says what it will do, until the report is there; pressed again where another import was under way. */
async function takeIn(page: Page): Promise<void> {
  const answered = page.waitForEvent('framenavigated')
  await page.locator('.page-head-do .btn-act').click()
  await answered
  if (new URL(page.url()).searchParams.get('notice') === 'busy') return takeIn(page)
  await page.waitForSelector('.flash.is-good').catch(async (error: unknown) => {
    throw new Error(`No report at ${page.url()}: ${await said(page)}`, { cause: error })
  })
}
const column = (page: Page, name: string) =>
  page
    .locator('main tr')
    .filter({ has: page.locator('b', { hasText: new RegExp(`^${name}$`) }) })
    .locator('select')

async function lookAgain(page: Page) {
  const answered = page.waitForEvent('framenavigated')
  await page.locator('#columns .form-do button').click()
  await answered
  await settled(page)
}

test.runIf(existsSync(DATA))(
  'spreadsheets, an old map and a survey become one directory in which nothing is twice',
  async () => {
    const { coordinator } = await beginRegion(house, { name: 'Whole', slug: 'whole', coordinator: 'ida@whole.example' })
    const { page } = coordinator
    page.setDefaultTimeout(120_000)

    // A network of Gephi: its nodes are organizations, its edges ties; again it says nothing new.
    await choose(page, `${DATA}/ecosystem/graphs/eurosis.gexf`)
    expect(await said(page)).toContain('Import 1,285 organizations and')
    await takeIn(page)
    await choose(page, `${DATA}/ecosystem/graphs/eurosis.gexf`)
    expect(await said(page)).toContain('Nothing would change')
    await whoConnectsTheHalves(page)

    // Three lists of one county at once, each looked at by itself.
    await choose(page, ...OF_PITTSBURGH.map((file) => `${DATA}/ecosystem/pittsburgh/${file}`))
    for (const file of OF_PITTSBURGH) {
      await go(page, '/settings/import')
      await page.getByRole('link', { name: file }).first().click()
      await takeIn(page)
    }
    await go(page, '/organizations?q=food+bank')
    expect(await said(page)).toContain('Greater Pittsburgh Community Food Bank')

    // 17,408 outlets: first their systems, then the outlets as places of them.
    await choose(page, OUTLETS)
    expect(await column(page, 'LIBRARY SYSTEM').inputValue()).toBe('name')
    for (const name of OF_OUTLETS) expect(await column(page, name).inputValue()).toBe('-')
    await takeIn(page)
    await choose(page, OUTLETS)
    await field(page, 'kind').selectOption('places')
    await lookAgain(page)
    expect(await column(page, 'FSCS ID').inputValue()).toBe('organization')
    expect(await said(page)).toContain('Import 17,408 places')
    await takeIn(page)
    expect(await said(page)).toContain('17,408 rows were taken in.')
    await go(page, '/organizations?q=anchorage+public+library')
    await page
      .locator('#found a', { hasText: /^ANCHORAGE PUBLIC LIBRARY$/ })
      .first()
      .click()
    await page.waitForURL(/\/organizations\/anchorage/)
    for (const outlet of ['MULDOON LIBRARY', 'Z. J. LOUSSAC LIBRARY']) expect(await said(page)).toContain(outlet)

    await duplicatesAreDecided(page)
    await aContactIsEvidence(page)
    expect(coordinator.complaints).toEqual([])
  },
  600_000,
)

/** The map of 1,285 organizations answers, and says the same to those who look, who read a table and who read sentences. */
async function whoConnectsTheHalves(page: Page) {
  await go(page, '/map?size=between')
  await page.locator('network-map[data-state=painted]').waitFor()
  await go(page, '/map/table?size=between')
  const first = (await page.locator('main tbody th a').first().textContent())!
  await go(page, '/map/insights')
  expect(await page.locator('section[aria-labelledby=lead-betweenness] li a').first().textContent()).toBe(first)
  await page.getByRole('link', { name: first, exact: true }).first().click()
  await go(page, '/map/table?size=between&show=words')
  expect(await said(page)).toContain(`${first} is tied to`)
}

/** Each suspicion has its reasons; one is merged and parted again, one kept apart for good. */
async function duplicatesAreDecided(page: Page) {
  await go(page, '/proposals')
  const first = page.locator('main .rows li').first()
  const title = (await first.locator('h2').textContent())!
  const reasons = (await first.textContent())!.replace(title, '')
  expect(reasons).toMatch(
    /the same name|names with much in common|the same address|the same website|the same telephone/,
  )
  await first.locator('a').first().click()
  const names = await page.locator('main thead a').allTextContents()
  expect(await said(page)).toContain('Why this is asked:')
  const answered = page.waitForURL((address) => address.searchParams.get('done') === 'merged')
  await page.locator('main button[value=merge]').click()
  await answered
  const kept = (await page.locator('h1').textContent())!
  const lost = names.find((name) => name !== kept) ?? kept
  expect(await said(page)).toContain(lost)

  await go(page, '/merges')
  expect(await page.locator('main tbody tr').count()).toBe(1)
  await page.getByRole('button', { name: 'Make two of them again' }).click()
  await page.waitForURL((address) => address.searchParams.get('stayed') === '0')
  for (const name of names) {
    await go(page, `/organizations?${new URLSearchParams({ q: name })}`)
    expect(await page.locator('#found a', { hasText: name }).count()).toBeGreaterThan(0)
  }

  await go(page, '/proposals')
  const apart = (await page.locator('main .rows li h2').first().textContent())!
  await page.locator('main .rows li a').first().click()
  await page.locator('main button[value=apart]').click()
  await page.waitForURL((address) => address.searchParams.get('done') === 'apart')
  await page.getByRole('button', { name: 'Look for more now' }).click()
  await page.waitForURL((address) => address.searchParams.has('found'))
  expect(await said(page)).not.toContain(apart)
}

/** Spoken with one end of a tie for the other: the tie's page says so. */
async function aContactIsEvidence(page: Page) {
  await go(page, '/ties')
  const row = page.locator('main .rows li').first()
  const ends = await row.locator('a[href*="/organizations/"]').allTextContents()
  await row.locator('a[href*="/ties/"]').first().click()
  await page.waitForURL(/\/ties\/[0-9a-f-]{36}/)
  const tie = page.url()
  expect(ends.length).toBe(2)
  expect(await said(page)).not.toContain('Evidenced: the two spoke on')
  await go(page, '/contacts/new')
  // Of so many the names come as one types.
  await field(page, 'with').fill(ends[0]!.slice(0, 12))
  await expect.poll(() => page.locator('#contact-names option').count(), { timeout: 30_000 }).toBeGreaterThan(0)
  await field(page, 'with').fill(ends[0]!)
  await field(page, 'by').fill(ends[1]!)
  await field(page, 'about').fill('About the survey of last year')
  await act(page)
  await page.goto(tie)
  expect(await said(page)).toContain('Evidenced: the two spoke on')
}
