import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demonstration, demonstration } from './demonstration.ts'
import { field, followMail, said } from './steps.ts'

let house: Demonstration
beforeAll(async () => {
  house = await demonstration()
}, 180_000)
afterAll(() => house?.stop())

const WIDE = { width: 1280, height: 800 }
const PHONE = { width: 375, height: 700 }

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)

async function press(page: Page, button: string) {
  const answered = page.waitForEvent('framenavigated')
  await page.locator('main').getByRole('button', { name: button, exact: true }).click()
  await answered
}

/** The coordinator asks an organization by an address that is typed. */
async function ask(page: Page, round: string, organization: string, email: string, show = '') {
  await page.goto(`${round}/ask${show}`)
  const line = page.locator('main li', { has: page.getByText(organization, { exact: true }) })
  await line.locator('[name="to[]"]').selectOption('typed')
  await line.locator('[name="email[]"]').fill(email)
  await press(page, 'Ask those chosen')
  expect(await said(page)).toContain('1 organization is asked')
}

/** Without signing in, by the link in the mail: says with whom one works; gives the address of the link. */
async function answer(
  email: string,
  options: Parameters<Demonstration['open']>[0],
  named: { name: string; how: string; strong: string }[],
  look: (page: Page) => Promise<void> = async () => undefined,
) {
  const { page, context, complaints } = await house.open(options)
  await followMail(house, page, email)
  expect(await sideways(page)).toBe(false)
  await look(page)
  for (const [n, one] of named.entries()) {
    await page.locator(`#f-name-${n}`).fill(one.name)
    await page.locator(`#f-how-${n}`).selectOption(one.how)
    await page.locator(`#f-strong-${n}`).selectOption(one.strong)
  }
  await press(page, 'Send the answer')
  expect(await said(page)).toContain('Thank you')
  for (const { name } of named) expect(await said(page)).toContain(name)
  expect(await sideways(page)).toBe(false)
  expect(complaints).toEqual([])
  const link = page.url()
  await context.close()
  return link
}

test('three waves of a snowball, from the first question to who was named by those who were named', async () => {
  const { page, complaints } = await house.open({ viewport: WIDE })
  await page.goto(`${house.origin}/sign-in`)
  await page.locator('form[action$="look-around"]', { hasText: 'Fern' }).locator('button').click()
  await page.goto(`${house.origin}/riverbend/map/rounds`)
  await page.locator('.page-head-do a').click()
  await field(page, 'name').fill('Spring')
  const until = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10)
  await field(page, 'until').fill(until)
  await press(page, 'Begin, and choose whom to ask')
  const round = page.url().split('/ask')[0]!

  await ask(page, round, 'Quarry Hill Library', 'quarry@wave.example', '?show=all&q=quarry')
  const first = await answer('quarry@wave.example', { viewport: WIDE, javaScriptEnabled: false }, [
    { name: 'Eastbank Library', how: 'works-together', strong: '4' },
    { name: 'Marsh Rowing Club', how: 'works-together', strong: '2' },
  ])

  await page.goto(`${round}/answers`)
  await press(page, 'Accept')
  await page.locator('main li', { hasText: 'Marsh Rowing Club' }).locator('summary').click()
  await press(page, 'Add it, and accept')
  expect(await said(page)).toContain('Nothing is to be decided')

  await ask(page, round, 'Marsh Rowing Club', 'club@wave.example')
  await answer(
    'club@wave.example',
    { viewport: PHONE, colorScheme: 'dark' },
    [{ name: 'Hollis GIS Lab', how: 'works-together', strong: '3' }],
    async (phone) => {
      // What is typed comes back after more lines were asked for, and when one comes by the link again.
      await phone.locator('#f-name-0').fill('Begun, and left')
      await press(phone, 'More lines')
      await phone.goto(phone.url())
      expect(await phone.locator('#f-name-0').inputValue()).toBe('Begun, and left')
    },
  )
  await page.goto(`${round}/answers`)
  await press(page, 'Accept 1 clear line')

  await ask(page, round, 'Hollis GIS Lab', 'gis@wave.example')
  await answer('gis@wave.example', { viewport: PHONE }, [
    { name: 'City of Millrace', how: 'works-together', strong: '5' },
  ])
  await page.goto(round)
  expect(await said(page)).toContain('3 of 3 have answered (100%)')
  for (const wave of ['Wave 1', 'Wave 2', 'Wave 3']) expect(await said(page)).toContain(wave)
  expect(await page.locator('.waves .plug').count()).toBe(3)

  await page.locator('summary', { hasText: 'End this round' }).click()
  await press(page, 'End the round now')
  expect(await page.locator('.page-head-do').textContent()).toContain('1 line to decide')
  const stranger = await house.open({ viewport: PHONE })
  await stranger.page.goto(first)
  expect(await said(stranger.page)).toContain('Your own picture')
  expect([...complaints, ...stranger.complaints]).toEqual([])
})
