import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demonstration } from '../demonstration.ts'
import { act, field, followMail, onPhone, press, said, sideways } from '../steps.ts'
import { COMMONS, LIBRARY, PARTNERSHIP, UNIVERSITY } from './proposing.ts'

const RUTH = 'ruth.halloran@riverbendlibrary.example'
export const [IMANI, GREGOR] = ['imani.brandt@threecountiesdata.example', 'gregor.nwosu@libraries.hollis.example']
const DAYS = 7

/** Asks all leaders: whoever says nothing in a week does not object. */
export async function askLeaders(house: Demonstration, page: Page) {
  await field(page, 'until').fill(house.day(DAYS))
  await page.locator('main [name="silence"][value="passes"]').check()
  await act(page)
  expect(await said(page)).toContain('The leaders are asked.')
}

/** A leader without an account opens the letter, on a phone without scripts, and says yes. */
export async function approveByMail(house: Demonstration, leader: string, version: number) {
  const phone = await onPhone(house)
  await followMail(house, phone.page, leader, `version ${version}`)
  expect(await said(phone.page)).toContain('that is taken as no objection')
  expect(await sideways(phone.page)).toBe(false)
  await act(phone.page)
  expect(await said(phone.page)).toContain(`You approved version ${version}`)
  await phone.context.close()
}

/** A leader says no, with the reason. */
export async function declineByMail(house: Demonstration, leader: string, reason: string) {
  const desk = await house.open()
  await followMail(house, desk.page, leader, 'version 1')
  await desk.page
    .locator('main details', { has: desk.page.locator('[name="reason"]') })
    .locator('summary')
    .click()
  await press(desk.page, 'Decline')
  await field(desk.page, 'reason').fill(reason)
  await press(desk.page, 'Decline')
  expect(await said(desk.page)).toContain(reason)
  expect(desk.complaints).toEqual([])
  await desk.context.close()
}

/** What was objected to is changed, and all are asked about the next version. */
export async function meetObjection(house: Demonstration, page: Page, reason: string) {
  const signOffs = `${house.origin}${PARTNERSHIP}/sign-offs`
  await page.goto(signOffs)
  expect(await said(page)).toContain(reason)
  await page.goto(`${house.origin}${PARTNERSHIP}/charter`)
  await page.getByRole('link', { name: `What does ${UNIVERSITY} bring?` }).click()
  await page.locator('main [name="amount[]"]').first().fill('20')
  await act(page)
  await page.goto(signOffs)
  await page.getByRole('link', { name: 'The objection was met: ask again' }).click()
  expect(await said(page)).toContain(reason)
  await askLeaders(house, page)
}

/** The director of the library is reminded halfway, and says nothing: when the week is over her silence is what it is. */
export async function letTimePass(house: Demonstration, page: Page) {
  await house.pass(DAYS / 2 + 1)
  const phone = await onPhone(house)
  await followMail(house, phone.page, RUTH, 'Still open')
  expect(await said(phone.page)).toContain('that is taken as no objection')
  await phone.context.close()
  await house.pass(DAYS / 2)
  await page.goto(`${house.origin}${PARTNERSHIP}/sign-offs`)
  const told = (await said(page)) ?? ''
  expect(told).toContain('Version 2 is in force')
  const rows = page.locator('main .rows li')
  for (const [name, how] of [
    [LIBRARY, 'No objection by'],
    [COMMONS, 'Approved'],
    [UNIVERSITY, 'Approved'],
  ] as const)
    expect(await rows.filter({ hasText: name }).first().textContent()).toContain(how)
}
