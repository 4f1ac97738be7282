import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demonstration, demonstration } from './demonstration.ts'
import { act, field } from './steps.ts'

let house: Demonstration
beforeAll(async () => {
  house = await demonstration()
}, 180_000)
afterAll(() => house?.stop())

const EDIT = '/riverbend/organizations/riverbend-public-library/edit'
const PROFILE = '/riverbend/organizations/riverbend-public-library'
const WORDS = 'Every resident finds what they came for.'

/** A window of somebody of the demonstration, by what is said of them. */
async function lookAround(who: string, page?: Page) {
  const opened = page ? undefined : await house.open()
  const window = page ?? opened!.page
  await window.goto(`${house.origin}/sign-in`)
  const answered = window.waitForEvent('framenavigated')
  await window.locator('form[action$="look-around"]', { hasText: who }).locator('button').click()
  await answered
  return { page: window, complaints: opened?.complaints ?? [] }
}
const go = (page: Page, path: string) => page.goto(house.origin + path)
const notice = (page: Page) => page.locator('main [data-draft-said]')
const drafts = (page: Page) =>
  page.evaluate(() => Object.keys(sessionStorage).filter((name) => name.startsWith('draft ')).length)
const typeAndLeave = async (page: Page, words = WORDS) => {
  await go(page, EDIT)
  await field(page, 'mission').fill(words)
  await go(page, '/riverbend')
}

test('a form left by accident comes back, says so, and can be discarded', async () => {
  const { page, complaints } = await lookAround('Fern Salcedo')
  await go(page, EDIT)
  const before = await field(page, 'mission').inputValue()
  expect(await notice(page).isVisible()).toBe(false)
  await typeAndLeave(page)
  await go(page, EDIT)
  expect(await field(page, 'mission').inputValue()).toBe(WORDS)
  await notice(page).waitFor({ state: 'visible' })
  expect(await notice(page).textContent()).toContain('What you typed here before is back.')
  expect(await notice(page).textContent()).not.toMatch(/undefined|null/)
  await notice(page).getByRole('button', { name: 'Discard it' }).click()
  expect([await field(page, 'mission').inputValue(), await drafts(page)]).toEqual([before, 0])
  await page.reload()
  expect([await field(page, 'mission').inputValue(), await notice(page).isVisible()]).toEqual([before, false])
  expect(complaints).toEqual([])
})

test('what was refused counts as it was typed, what was taken is gone, and a version in between is said', async () => {
  const { page } = await lookAround('Fern Salcedo')
  await go(page, EDIT)
  await field(page, 'mission').fill(WORDS)
  await field(page, 'name').fill('')
  await act(page)
  await page.waitForSelector('[role=alert]')
  await go(page, EDIT)
  expect([await field(page, 'mission').inputValue(), await field(page, 'name').inputValue()]).toEqual([WORDS, ''])
  await field(page, 'name').fill('Riverbend Public Library')
  await act(page)
  await page.waitForURL((address) => address.searchParams.get('done') === 'changed')
  expect(await drafts(page)).toBe(0)

  await typeAndLeave(page, 'Typed before somebody else saved.')
  const other = await lookAround('Ruth Halloran')
  await go(other.page, EDIT)
  await field(other.page, 'mission').fill('Saved meanwhile.')
  await act(other.page)
  await go(page, EDIT)
  expect(await field(page, 'mission').inputValue()).toBe('Typed before somebody else saved.')
  await notice(page).waitFor({ state: 'visible' })
  expect(await page.locator('[data-draft-changed]').isVisible()).toBe(true)
})

test('it is gone when one signs out, and nobody else who signs in here sees it', async () => {
  const { page } = await lookAround('Fern Salcedo')
  await typeAndLeave(page)
  expect(await drafts(page)).toBe(1)
  await go(page, '/me')
  await page.locator('form[action$="/sign-out"] button').click()
  await page.waitForURL((address) => address.pathname === '/')
  expect(await drafts(page)).toBe(0)

  await lookAround('Fern Salcedo', page)
  await typeAndLeave(page)
  await page.context().clearCookies()
  await lookAround('Ruth Halloran', page)
  await go(page, EDIT)
  expect([await field(page, 'mission').inputValue(), await notice(page).isVisible()]).toEqual([
    expect.not.stringContaining(WORDS),
    false,
  ])
  expect(await drafts(page)).toBe(0)
  await go(page, PROFILE)
})

test('without scripts the form is as it was', async () => {
  const { page } = await house.open({ javaScriptEnabled: false })
  await lookAround('Fern Salcedo', page)
  await go(page, EDIT)
  expect(await notice(page).isVisible()).toBe(false)
})
