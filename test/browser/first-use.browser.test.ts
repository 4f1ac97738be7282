import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ADMIN, type Demonstration, demonstration } from './demonstration.ts'

let house: Demonstration
beforeAll(async () => {
  house = await demonstration()
}, 180_000)
afterAll(() => house?.stop())

const LIST =
  'name,sector,mission\nMillbrook Library,library,Reads to all\nMillbrook Data Center,data-intermediary,Opens data\n'
const NETWORK = JSON.stringify({
  elements: [{ label: 'Millbrook Library' }, { label: 'Millbrook Mappers' }],
  connections: [{ from: 'Millbrook Library', to: 'Millbrook Mappers', type: 'works together' }],
})

const act = async (page: Page) => {
  const answered = page.waitForEvent('framenavigated')
  await page.locator('main .btn-act').first().click()
  await answered
}
const field = (page: Page, name: string) => page.locator(`main [name="${name}"]`)
const said = (page: Page) => page.locator('main').textContent()

/** Opens the newest mail to an address, in the outbox of the demonstration, and follows its first link. */
async function followMail(page: Page, address: string) {
  const mail = page.locator('main li', { hasText: address }).first().locator('a').first()
  await expect
    .poll(
      async () => {
        await page.goto(`${house.origin}/outbox`)
        return mail.count()
      },
      { timeout: 60_000 },
    )
    .toBe(1)
  await mail.click()
  await page.locator(`main a[href*="${house.origin}/"]`).first().click()
}

async function importFile(page: Page, name: string, text: string) {
  await page.goto(`${house.origin}/millbrook/settings/import`)
  await field(page, 'file').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await act(page)
  await page.locator('.page-head-do .btn-act').click()
  await page.waitForSelector('.flash.is-good')
}

/** The coordinator invites somebody who speaks for an organization, and they accept. */
async function invite(coordinator: Page, email: string, organization: string) {
  await coordinator.goto(`${house.origin}/millbrook/settings/members/new`)
  await field(coordinator, 'name').fill(`Speaker of ${organization}`)
  await field(coordinator, 'email').fill(email)
  await coordinator.locator('[name=access][value=representative]').check()
  await coordinator.getByLabel(organization).check()
  await act(coordinator)
  const { page, context } = await house.open()
  await followMail(page, email)
  await act(page)
  await context.close()
}

/** Without signing in. */
async function confirmFromMail(email: string) {
  const { page, context, complaints } = await house.open()
  await followMail(page, email)
  await page.locator('[name=strength][value="4"]').check()
  await act(page)
  expect(complaints).toEqual([])
  await context.close()
}

test('a region begins: set up, invited, imported, tied, confirmed from the mail, made private', async () => {
  const admin = await house.open()
  await admin.page.goto(`${house.origin}/sign-in`)
  await field(admin.page, 'email').fill(ADMIN)
  await act(admin.page)
  await followMail(admin.page, ADMIN)
  await act(admin.page)
  await admin.page.goto(house.origin)
  await admin.page.locator('a[href$="/settings/regions/new"]').first().click()
  await field(admin.page, 'name').fill('Millbrook')
  await field(admin.page, 'slug').fill('millbrook')
  await field(admin.page, 'counties').fill('Allegheny, PA')
  await act(admin.page)
  await field(admin.page, 'name').fill('Casey Coordinator')
  await field(admin.page, 'email').fill('casey@millbrook.example')
  await act(admin.page)

  const casey = await house.open()
  await followMail(casey.page, 'casey@millbrook.example')
  await act(casey.page)
  await casey.page.goto(`${house.origin}/millbrook`)
  expect(await said(casey.page)).toContain('Import a list')
  await importFile(casey.page, 'partners.csv', LIST)
  await importFile(casey.page, 'map.json', NETWORK)
  expect(await said(casey.page)).toContain('2 rows were taken in.')

  await invite(casey.page, 'robin@millbrook.example', 'Millbrook Data Center')
  await invite(casey.page, 'lee@millbrook.example', 'Millbrook Library')

  await casey.page.goto(`${house.origin}/millbrook/organizations/millbrook-library/ties/new`)
  await field(casey.page, 'other').fill('Millbrook Data Center')
  await field(casey.page, 'kind').selectOption('shares-data')
  await act(casey.page)
  await confirmFromMail('robin@millbrook.example')
  await casey.page.reload()
  expect(await said(casey.page)).toContain('Millbrook Library has not confirmed it yet')
  await confirmFromMail('lee@millbrook.example')
  await casey.page.reload()
  expect(await said(casey.page)).toContain('Both sides confirm')

  const places = [
    '/millbrook/organizations',
    '/millbrook/search?q=millbrook+library',
    '/api/v1/millbrook/organizations',
    '/millbrook/journal',
    '/sitemap.xml',
  ]
  const seen = async () => {
    const texts = await Promise.all(places.map(async (path) => (await fetch(house.origin + path)).text()))
    return texts.map((text) => /Millbrook Library|millbrook-library/.test(text))
  }
  const show = async (visibility: string) => {
    await casey.page.goto(`${house.origin}/millbrook/organizations/millbrook-library/edit`)
    await casey.page.locator(`[name=visibility][value=${visibility}]`).check()
    await act(casey.page)
    await casey.page.waitForURL((address) => address.searchParams.get('done') === 'changed')
  }
  expect(await seen()).toEqual(places.map(() => false))
  await show('public')
  expect(await seen()).toEqual(places.map(() => true))
  await show('circle')
  expect(await seen()).toEqual(places.map(() => false))
  for (const { complaints } of [admin, casey]) expect(complaints).toEqual([])
})
