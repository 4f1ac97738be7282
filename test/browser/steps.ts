import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { ADMIN, type Demonstration } from './demonstration.ts'

/** What people do again and again in a browser. */
export const act = async (page: Page) => {
  const answered = page.waitForEvent('framenavigated')
  await page.locator('main .btn-act').first().click()
  await answered
}
export const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`)
export const said = (page: Page) => page.locator('main').textContent()

/** Opens the newest mail to an address, in the outbox of the demonstration, and follows its first link. */
export async function followMail({ origin }: Demonstration, page: Page, address: string) {
  const mail = page.locator('main li', { hasText: address }).first().locator('a').first()
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
