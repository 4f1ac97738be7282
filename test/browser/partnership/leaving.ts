import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demonstration } from '../demonstration.ts'
import { act, field, followMail, onPhone, said, sideways } from '../steps.ts'
import { PARTNERSHIP, UNIVERSITY } from './proposing.ts'

/** Whoever does the work at the university leaves: a colleague takes all they hold, and the partners hear of it. */
export async function handOver(house: Demonstration, page: Page) {
  await page.goto(`${house.origin}/riverbend/organizations/hollis-university-libraries`)
  await page.locator('main').getByRole('link', { name: 'Birgit Lund' }).first().click()
  await page
    .locator('main')
    .getByRole('link', { name: `Hand over: ${UNIVERSITY}` })
    .click()
  expect(await said(page)).toContain('Maps at the desk')
  await field(page, 'all').selectOption({ label: 'Yusuf Adeyemi, GIS librarian' })
  await page.locator('main [name="ends"][value="yes"]').check()
  await field(page, 'farewell').fill('Birgit leaves us. Yusuf is there for you.')
  await act(page)
  expect(await said(page)).toContain('Taken by Yusuf Adeyemi')
  expect(await said(page)).not.toContain('nobody yet')
  expect(await sideways(page)).toBe(false)

  const phone = await onPhone(house)
  await followMail(house, phone.page, `${UNIVERSITY}: somebody else is there for you`)
  await phone.context.close()
  await page.goto(`${house.origin}${PARTNERSHIP}/charter`)
  expect(await said(page)).toContain('Yusuf Adeyemi')
  expect(await said(page)).not.toContain('Birgit Lund')
}
