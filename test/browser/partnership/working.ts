import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Demonstration } from '../demonstration.ts'
import { act, field, lookAround, press, said, sideways } from '../steps.ts'
import { LIBRARY, PARTNERSHIP } from './proposing.ts'

/** Whoever speaks for a partner writes down the hours of its people; everybody who may reads the sum beside the promise. */
export async function logHours(house: Demonstration) {
  const { page, context, complaints } = await lookAround(house, 'Ruth Halloran')
  await page.goto(`${house.origin}${PARTNERSHIP}/hours`)
  await page.locator('main').getByRole('link', { name: LIBRARY }).last().click()
  await page.locator('main [name="hours[]"]').nth(1).fill('6')
  await press(page, 'Save the hours')
  expect(await said(page)).toContain('The hours are written down.')
  expect(await said(page)).toMatch(/6 hours.*60 hours/)
  expect(await sideways(page)).toBe(false)
  expect(complaints).toEqual([])
  await context.close()
}

/** A Monday at least five weeks ahead: the large room is open then, and is asked for a month before. */
function farMonday(house: Demonstration): string {
  const days = Array.from({ length: 7 }, (_, n) => house.day(35 + n))
  return days.find((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1)!
}

/** A partner asks for a room of somebody else for what they do together, and whoever tends it says yes. */
export async function bookRoom(house: Demonstration, coordinator: Page) {
  const { page, context, complaints } = await lookAround(house, 'Ruth Halloran')
  const calendar = `${house.origin}/riverbend/resources/large-room/bookings`
  await page.goto(calendar)
  const day = farMonday(house)
  for (const [name, value] of Object.entries({ day, from: '14:00', until: '16:00' }))
    await field(page, name).fill(value)
  await field(page, 'partnership').selectOption({ label: 'Maps at the desk' })
  await field(page, 'purpose').fill('Librarians draw their first map')
  await act(page)
  expect(await said(page)).toContain('The owner is asked')
  await coordinator.goto(`${calendar}?month=${day.slice(0, 7)}`)
  await press(coordinator, 'Accept')
  expect(await said(coordinator)).toContain('The answer is noted')
  await page.reload()
  expect(await said(page)).toContain('Librarians draw their first map')
  expect(complaints).toEqual([])
  await context.close()
}

/** A gain of a partner, and a count that shows it. */
export async function writeGain(house: Demonstration, page: Page) {
  await page.goto(`${house.origin}${PARTNERSHIP}/benefits`)
  await page.getByRole('link', { name: 'Write down a gain' }).first().click()
  await field(page, 'organization').selectOption({ label: LIBRARY })
  await field(page, 'what').selectOption({ label: 'Capacity: staff trained' })
  await field(page, 'told').fill('Twelve librarians draw a map by themselves')
  await field(page, 'amount').fill('12')
  await field(page, 'unit').selectOption({ label: 'people' })
  await act(page)
  await page.getByRole('link', { name: 'Who was trained' }).click()
  await field(page, 'figure').fill('12')
  await field(page, 'title').fill('Map course, first evening')
  await act(page)
  expect(await said(page)).toContain('Map course, first evening')
  await page.goto(`${house.origin}${PARTNERSHIP}/benefits`)
  expect(await said(page)).toContain('Twelve librarians draw a map by themselves')
  expect(await sideways(page)).toBe(false)
}

/** Each dial says what it counts, and each rule why. */
export async function readDials({ origin }: Demonstration, page: Page) {
  await page.goto(`${origin}${PARTNERSHIP}`)
  await page.locator('main').getByRole('link', { name: 'Why, rule by rule' }).click()
  const dials = page.locator('main .dial-face')
  expect(await dials.count()).toBeGreaterThanOrEqual(4)
  const told = await dials.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  expect(told.slice(0, 4).join(' ')).toMatch(/Mission: \d of \d.*Distinct roles: \d of \d.*Mutual benefits: \d of \d/)
  expect(await page.locator('main .why li.has').count()).toBeGreaterThan(3)
  expect(await page.locator('main .why li.not').count()).toBeGreaterThan(0)
  expect(await said(page)).toContain('What would help most')
  expect(await sideways(page)).toBe(false)
}
