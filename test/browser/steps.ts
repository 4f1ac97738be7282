import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { ADMIN, type Demonstration } from './demonstration.ts'

/** What people do again and again in a browser. */
export const act = async (page: Page) => {
  await Promise.all([page.waitForEvent('framenavigated'), page.locator('main .btn-act').first().click()])
}
export const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`)
export const said = (page: Page) => page.locator('main').textContent()

/** Opens the newest mail that all of this stands in (an address, a subject), in the outbox, and follows its first link. */
export async function followMail({ origin }: Demonstration, page: Page, ...told: string[]) {
  const lines = told.reduce((found, hasText) => found.filter({ hasText }), page.locator('main li'))
  const mail = lines.first().locator('a').first()
  await expect
    .poll(
      async () => {
        await page.goto(`${origin}/outbox`)
        return mail.count()
      },
      { timeout: 60_000 },
    )
    .toBe(1)
  await mail.click()
  await page.locator(`main a[href*="${origin}/"]`).first().click()
}

/** Presses a button, and waits for the page that answers. */
export async function press(page: Page, button: string | RegExp) {
  const wanted = page.locator('main').getByRole('button', { name: button }).first()
  await Promise.all([page.waitForEvent('framenavigated'), wanted.click()])
}

/** Whether a page is wider than its window. */
export const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)

/** A window of somebody of the demonstration who looks around. */
export async function lookAround(house: Demonstration, name: string) {
  const opened = await house.open()
  await opened.page.goto(`${house.origin}/sign-in`)
  const button = opened.page.getByRole('button', { name: `Look around as ${name}` })
  await Promise.all([opened.page.waitForEvent('framenavigated'), button.click()])
  return opened
}

/** A window of somebody without an account, on a phone without scripts. */
export const onPhone = (house: Demonstration) =>
  house.open({ viewport: { width: 375, height: 700 }, javaScriptEnabled: false })

/** The administrator sets up a region and invites its coordinator, who accepts. Returns both windows. */
export async function beginRegion(house: Demonstration, region: { name: string; slug: string; coordinator: string }) {
  const admin = await house.open()
  await admin.page.goto(`${house.origin}/sign-in`)
  await field(admin.page, 'email').fill(ADMIN)
  await act(admin.page)
  await followMail(house, admin.page, ADMIN)
  await act(admin.page)
  await admin.page.goto(house.origin)
  await admin.page.locator('a[href$="/settings/regions/new"]').first().click()
  await field(admin.page, 'name').fill(region.name)
  await field(admin.page, 'slug').fill(region.slug)
  await field(admin.page, 'counties').fill('Allegheny, PA')
  await act(admin.page)
  await field(admin.page, 'name').fill('Casey Coordinator')
  await field(admin.page, 'email').fill(region.coordinator)
  await act(admin.page)

  const coordinator = await house.open()
  await followMail(house, coordinator.page, region.coordinator)
  await act(coordinator.page)
  return { admin, coordinator }
}
