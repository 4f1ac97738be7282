import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demonstration, demonstration } from './demonstration.ts'
import { act, field, said } from './steps.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PHONE = { viewport: { width: 375, height: 740 } }
/** Phones that nobody looks at; three more stand in windows. */
const UNSEEN = 27

let house: Demonstration
beforeAll(async () => {
  house = await demonstration()
}, 180_000)
afterAll(() => house?.stop())

test('thirty phones fill the wall of a meeting while it is looked at, and a coordinator decides what goes on the map', async () => {
  const leader = await house.open()
  await leader.page.goto(`${house.origin}/sign-in`)
  await leader.page.locator('form[action$="/look-around"] button', { hasText: 'Fern Salcedo' }).click()
  await leader.page.waitForURL((address) => !address.pathname.endsWith('/sign-in'))
  await leader.page.goto(`${house.origin}/riverbend/map`)
  await leader.page.locator('nav.tabs a[href$="/map/meetings"]').click()
  await leader.page.locator('main a[href$="/map/meetings/new"]').first().click()
  await field(leader.page, 'title').fill('Spring convening')
  await act(leader.page)
  await leader.page.waitForURL((address) => address.searchParams.get('done') === 'opened')
  const meeting = leader.page.url().split('?')[0]!
  const wall = await leader.context.newPage()
  await wall.goto(`${meeting}/wall`)
  const code = (await wall.locator('.wall-code').textContent())!.replace('Code', '').trim()
  expect(await examined(wall)).toEqual([])

  // Three phones in hands: one in the dark, one in Spanish, one without JavaScript.
  const dark = await house.open({ ...PHONE, colorScheme: 'dark' })
  const spanish = await house.open(PHONE)
  const plain = await house.open({ ...PHONE, javaScriptEnabled: false })
  await dark.page.goto(`${house.origin}/riverbend/meet`)
  expect(await examined(dark.page)).toEqual([])
  await join(dark.page, code)
  await spanish.page.goto(`${house.origin}/es/riverbend/meet/${code.replace(' ', '')}`)
  await join(spanish.page)
  await plain.page.goto(`${house.origin}/riverbend/meet`)
  await join(plain.page, code.toLowerCase())
  await onWall(wall, /3 phones · 0 organizations · 0 ties/)

  await tell(dark.page, 'Riverbend Public Library', 'Alder Makers')
  await onWall(wall, /2 organizations · 1 tie/)
  const place = await placeOf(wall, 'Riverbend Public Library')
  // Every other phone is told, without being touched.
  await spanish.page.locator('[data-latest] li', { hasText: 'Alder Makers' }).first().waitFor()
  await tell(plain.page, 'Alder Makers', 'riverbend public library')
  await wall.locator('svg path[data-strength]').first().waitFor()
  await onWall(wall, /2 organizations · 1 tie/)
  await spanish.page.locator('[name=name]').fill('Museum')
  await press(spanish.page, 'form[action$="/organizations"]')
  expect(await said(spanish.page)).toContain('¿Es «Museum» una de estas?')
  expect(await examined(spanish.page)).toEqual([])
  await spanish.page.getByLabel('Three Rivers Museum').check()
  await press(spanish.page, 'form[action$="/organizations"]')
  await onWall(wall, /3 organizations · 1 tie/)

  // The others speak at once.
  const phones = await Promise.all(Array.from({ length: UNSEEN }, () => unseenPhone(code)))
  await onWall(wall, /30 phones/)
  await Promise.all(phones.map((says, n) => says('Alder Makers', `Society ${(n % 9) + 1}`)))
  await onWall(wall, /30 phones · 12 organizations · 10 ties/)
  expect(await placeOf(wall, 'Riverbend Public Library')).toEqual(place)
  await dark.page
    .locator('[data-latest] li', { hasText: /Society \d/ })
    .first()
    .waitFor()
  expect(await examined(wall)).toEqual([])
  expect(await examined(dark.page)).toEqual([])

  // What is taken back by all who said it is gone; without JavaScript one looks again.
  await press(spanish.page, 'form[action$="/withdrawal"]')
  await onWall(wall, /11 organizations · 10 ties/)
  await plain.page.locator('a[data-live-link]').click()
  expect(await plain.page.locator('[data-latest]').textContent()).toMatch(/Society \d/)

  await leader.page.goto(meeting)
  expect(await examined(leader.page)).toEqual([])
  await leader.page.getByRole('button', { name: 'End the meeting' }).click()
  await wall.locator('.wall-over').waitFor()
  await dark.page.getByText('The meeting is over.').waitFor()
  await plain.page.reload()
  expect(await said(plain.page)).toContain('The meeting is over. You added one line.')

  await leader.page.waitForURL(meeting)
  expect(await examined(leader.page)).toEqual([])
  await leader.page.locator('#h-organizations + ul a', { hasText: 'Alder Makers' }).click()
  await leader.page.waitForURL(/\/lines\//)
  expect(await examined(leader.page)).toEqual([])
  await leader.page.locator('[name=decision][value=new]').check()
  await act(leader.page)
  await leader.page.waitForURL((address) => address.searchParams.get('decided') === 'yes')
  // The tie whose two organizations are known is chosen already, the others are not.
  expect(await leader.page.locator('input[name=line]:checked').count()).toBe(1)
  await act(leader.page)
  await leader.page.waitForURL((address) => address.searchParams.get('accepted') === '1')
  expect(await said(leader.page)).toContain('1 tie was put on the map.')
  await leader.page.goto(`${house.origin}/riverbend/organizations/alder-makers`)
  expect(await said(leader.page)).toContain('Riverbend Public Library')
  await leader.page.goto(`${house.origin}/riverbend/proposals`)
  expect(await said(leader.page)).toContain('Named at the meeting “Spring convening”')
  for (const { complaints } of [leader, dark, spanish, plain]) expect(complaints).toEqual([])
})

/** Comes in, with the code that is on the wall or the one that stands in the address. */
async function join(page: Page, code?: string) {
  if (code) await field(page, 'code').fill(code)
  await act(page)
  await page.waitForURL((address) => address.searchParams.get('done') === 'joined')
}

async function press(page: Page, form: string) {
  const answered = page.waitForEvent('framenavigated')
  await page.locator(`main ${form} button`).first().click()
  await answered
}

/** Tells of a tie; what resembles something in the directory is said to be another one. */
async function tell(page: Page, from: string, to: string) {
  await field(page, 'from').fill(from)
  await field(page, 'kind').selectOption('works-together')
  await field(page, 'to').fill(to)
  await press(page, 'form[action$="/ties"]')
  const others = page.locator('input[name$=Is][value=new]')
  if ((await others.count()) === 0) return
  for (const other of await others.all()) await other.check()
  await press(page, 'form[action$="/ties"]')
}

/** A phone without a window: the same forms by HTTP. */
async function unseenPhone(code: string) {
  const headers = { origin: house.origin }
  const send = (path: string, form: Record<string, string>, cookie = '') =>
    fetch(house.origin + path, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { ...headers, cookie },
      redirect: 'manual',
    })
  const came = await send('/riverbend/meet', { code, organization: '' })
  const cookie = came.headers.getSetCookie()[0]!.split(';')[0]!
  return async (from: string, to: string) => {
    const form = { from, fromIs: 'new', to, toIs: 'new', kind: 'works-together', strength: '3' }
    expect((await send('/riverbend/meeting/ties', form, cookie)).status).toBe(303)
  }
}

const onWall = (wall: Page, counts: RegExp) => wall.locator('.wall-count', { hasText: counts }).waitFor()

/** Where an organization stands in the picture, by its name. */
async function placeOf(wall: Page, name: string) {
  const at = await wall.locator('.wall-net text', { hasText: name }).getAttribute('x')
  const dot = wall.locator(`.wall-net circle.jack[cx="${at}"]`).first()
  return [await dot.getAttribute('cx'), await dot.getAttribute('cy')]
}

/** What of a page is not for everyone. */
async function examined(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const violations = await page.evaluate(async () => {
    const run = (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe
    return (await run.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  })
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1,
  )
  return sideways ? [...violations, 'scrolls sideways'] : violations
}
