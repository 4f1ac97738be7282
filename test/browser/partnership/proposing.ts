import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demonstration } from '../demonstration.ts'
import { act, field, followMail, onPhone, press, said, sideways } from '../steps.ts'

export const PARTNERSHIP = '/riverbend/partnerships/maps-at-the-desk'
export const [LIBRARY, COMMONS, UNIVERSITY] = [
  'Riverbend Public Library',
  'Three Counties Data Commons',
  'Hollis University Libraries',
] as const

/** Answers the question that is open, and goes on to the next one. */
async function say(page: Page, name: string, words: string) {
  await field(page, name).fill(words)
  await press(page, 'Save and go on')
}

/** From the page of an organization: with whom, and what their records offer each other. */
export async function propose({ origin }: Demonstration, page: Page) {
  await page.goto(`${origin}/riverbend/organizations/three-counties-data-commons`)
  await page.locator('main a[href*="/partnerships/new"]').click()
  for (const name of [LIBRARY, UNIVERSITY]) {
    const choice = page.locator('main [name="with"]:not([type="hidden"])')
    if (await choice.evaluate((one) => one.tagName === 'SELECT')) await choice.selectOption({ label: name })
    else await choice.fill(name)
    await press(page, /Go on|Add to the proposal/)
  }
  expect(await said(page)).toContain(`Learn from ${COMMONS}`)
  await field(page, 'name').fill('Maps at the desk')
  await act(page)
  expect(page.url()).toContain(`${PARTNERSHIP}/charter/start`)
}

/** The guided start: some questions are answered, one is passed over, one goes to a partner by mail. */
export async function writeCharter(house: Demonstration, page: Page) {
  const start = `${house.origin}${PARTNERSHIP}/charter/start`
  expect(await said(page)).toMatch(/questions are answered/)
  await act(page)
  await say(page, 'purpose', 'Whoever asks at a desk gets a map.')
  await say(page, 'mission', 'A map for every question about a place.')
  // What is passed over is still open afterwards.
  await page.getByRole('link', { name: 'Pass over' }).click()
  await page.goto(start)
  expect(await said(page)).toContain('From when, and until when? open')

  await page.getByRole('link', { name: `What does ${LIBRARY} bring?` }).click()
  await promise(page, '60', 'Librarians at the desk')
  await press(page, 'Save and go on')

  // A contact is named, and asked for the part of the organization.
  await page.goto(start)
  await page.getByRole('link', { name: `Who at ${UNIVERSITY} does the work, and who signs?` }).click()
  await field(page, 'contact').selectOption({ label: 'Birgit Lund, Data archivist' })
  await field(page, 'leader').selectOption({ label: 'Gregor Nwosu, Dean of libraries' })
  await press(page, 'Save and go on')
  await page.goto(start)
  await press(page, `Ask ${UNIVERSITY} for their part`)
  expect(await said(page)).toContain('The question is on its way.')

  const phone = await onPhone(house)
  await followMail(house, phone.page, `Maps at the desk: the part of ${UNIVERSITY}`)
  expect(await sideways(phone.page)).toBe(false)
  await field(phone.page, 'missionLink').fill('Our students need real questions.')
  await promise(phone.page, '40', 'GIS students at the desk')
  await press(phone.page, 'Put it into the charter')
  expect(await said(phone.page)).toContain('Thank you.')
  await phone.context.close()
}

/** Promises hours, in the row that is still empty. */
async function promise(page: Page, hours: string, what: string) {
  await page.locator('main [name="amount[]"]').last().fill(hours)
  await page.locator('main [name="what[]"]').last().fill(what)
}

/** Who leads what, each cell chosen in the matrix. */
export async function agreeRoles({ origin }: Demonstration, page: Page) {
  await page.goto(`${origin}${PARTNERSHIP}/roles`)
  await page.locator('main a.btn-act').click()
  const roles = page.locator('main .role-cells')
  for (const [n, leads] of [LIBRARY, COMMONS, UNIVERSITY].entries()) {
    const role = roles.nth(n)
    await role.getByLabel(`${leads}: `).selectOption({ label: 'Lead' })
    await role.getByRole('textbox', { name: leads }).fill(`${leads} answers for it.`)
  }
  await roles.nth(0).getByLabel(`${COMMONS}: `).selectOption({ label: 'Support' })
  await act(page)
  expect(await said(page)).toContain('The roles are set.')
  expect(await page.locator('main .hold-lead').count()).toBeGreaterThanOrEqual(3)
  expect(await sideways(page)).toBe(false)
}

/** The charter as a whole, kept as the version that leaders are asked about. */
export async function readCharter({ origin }: Demonstration, page: Page) {
  await page.goto(`${origin}${PARTNERSHIP}/charter`)
  expect(await said(page)).toContain('Our students need real questions.')
  expect(await said(page)).toContain('40 hours')
  await press(page, 'Keep this version')
  expect(await said(page)).toContain('Version 1')
  expect(await sideways(page)).toBe(false)
}
