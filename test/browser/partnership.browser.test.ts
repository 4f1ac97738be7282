import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demonstration, demonstration } from './demonstration.ts'
import { act, field, followMail, said } from './steps.ts'

let house: Demonstration
beforeAll(async () => {
  house = await demonstration()
}, 180_000)
afterAll(() => house?.stop())

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)

async function press(page: Page, button: string | RegExp) {
  const answered = page.waitForEvent('framenavigated')
  await page.locator('main').getByRole('button', { name: button }).first().click()
  await answered
}

/** Answers the question that is open, and goes on to the next one. */
async function say(page: Page, name: string, words: string) {
  await field(page, name).fill(words)
  await press(page, 'Save and go on')
}

test('three organizations go from a proposal to a charter that is whole, one of them by a mailed link', async () => {
  const { page, complaints } = await house.open()
  await page.goto(`${house.origin}/sign-in`)
  await page.locator('form[action*="look-around"] button').nth(1).click()

  await page.goto(`${house.origin}/riverbend/organizations/three-counties-data-commons`)
  await page.locator('main a[href*="/partnerships/new"]').click()
  for (const name of ['Riverbend Public Library', 'Hollis University Libraries']) {
    const choice = page.locator('main [name="with"]:not([type="hidden"])')
    if (await choice.evaluate((one) => one.tagName === 'SELECT')) await choice.selectOption({ label: name })
    else await choice.fill(name)
    await press(page, /Go on|Add to the proposal/)
  }
  expect(await said(page)).toContain('Learn from Three Counties Data Commons')
  await field(page, 'name').fill('Maps at the desk')
  await act(page)

  expect(page.url()).toContain('/riverbend/partnerships/maps-at-the-desk/charter/start')
  expect(await said(page)).toMatch(/questions are answered/)
  await act(page)
  await say(page, 'purpose', 'Whoever asks at a desk gets a map.')
  await say(page, 'mission', 'A map for every question about a place.')
  // What is passed over is still open afterwards.
  await page.getByRole('link', { name: 'Pass over' }).click()
  await page.goto(`${house.origin}/riverbend/partnerships/maps-at-the-desk/charter/start`)
  expect(await said(page)).toContain('From when, and until when? open')

  // A contact is named, and asked for the part of the organization.
  await page.getByRole('link', { name: 'Who at Hollis University Libraries does the work, and who signs?' }).click()
  await field(page, 'contact').selectOption({ index: 1 })
  await press(page, 'Save and go on')
  await page.goto(`${house.origin}/riverbend/partnerships/maps-at-the-desk/charter/start`)
  await press(page, 'Ask Hollis University Libraries for their part')
  expect(await said(page)).toContain('The question is on its way.')

  const phone = await house.open({ viewport: { width: 375, height: 700 }, javaScriptEnabled: false })
  await followMail(house, phone.page, 'Maps at the desk: the part of Hollis University Libraries')
  expect(await sideways(phone.page)).toBe(false)
  await field(phone.page, 'missionLink').fill('Our students need real questions.')
  await phone.page.locator('[name="amount[]"]').last().fill('40')
  await phone.page.locator('[name="what[]"]').last().fill('GIS students at the desk')
  await phone.page.getByRole('button', { name: 'Put it into the charter' }).click()
  expect(await said(phone.page)).toContain('Thank you.')

  await page.goto(`${house.origin}/riverbend/partnerships/maps-at-the-desk/charter`)
  expect(await said(page)).toContain('Our students need real questions.')
  expect(await said(page)).toContain('40 hours')
  await press(page, 'Keep this version')
  expect(await said(page)).toContain('Version 1')
  expect(await sideways(page)).toBe(false)
  expect(complaints).toEqual([])
}, 240_000)
