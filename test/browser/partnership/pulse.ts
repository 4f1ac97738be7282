import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demonstration } from '../demonstration.ts'
import { act, followMail, onPhone, press, said } from '../steps.ts'
import { PARTNERSHIP } from './proposing.ts'

/** Two of each partner: without an account, each by a letter of their own. */
const PEOPLE = [
  ['Fern Salcedo', 'fern.salcedo@riverbendlibrary.example'],
  ['Ruth Halloran', 'ruth.halloran@riverbendlibrary.example'],
  ['Imani Brandt', 'imani.brandt@threecountiesdata.example'],
  ['Marisol Vega', 'marisol.vega@threecountiesdata.example'],
  ['Gregor Nwosu', 'gregor.nwosu@libraries.hollis.example'],
  ['Birgit Lund', 'birgit.lund@libraries.hollis.example'],
] as const

/** Six people are asked how it goes, answer sealed, and read what it shows. */
export async function takePulse(house: Demonstration, page: Page) {
  await page.goto(`${house.origin}${PARTNERSHIP}/pulse`)
  await page.locator('main a.btn-act').click()
  for (const box of await page.locator('main [name="people"]').all()) await box.uncheck()
  for (const [name] of PEOPLE) await page.locator('main label', { hasText: name }).getByRole('checkbox').check()
  await act(page)
  expect(await said(page)).toContain('0 of 6')

  const phone = await onPhone(house)
  for (const [n, [, address]] of PEOPLE.entries()) await answer(house, phone.page, address, n)
  await phone.context.close()

  await page.reload()
  expect(await said(page)).toContain('6 of 6')
  await page.locator('main details', { hasText: 'End the pulse now' }).locator('summary').click()
  await press(page, 'End the pulse now')
  expect(await said(page)).toContain('The pulse is closed.')
  expect(await said(page)).toContain('6 of 6 people answered (100%)')
}

async function answer(house: Demonstration, page: Page, address: string, n: number) {
  await followMail(house, page, address, 'Two minutes')
  expect(await said(page)).toContain('who sees what')
  for (const key of ['mission', 'roles', 'benefits'])
    await page.locator(`main [name="${key}"][value="${3 + (n % 2)}"]`).check()
  for (const scale of await page.locator('main [name^="openness-"][value="4"]').all()) await scale.check()
  await press(page, 'Send it, sealed')
  expect(await said(page)).toContain('It is sent.')
}
