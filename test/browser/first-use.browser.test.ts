import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demonstration, demonstration } from './demonstration.ts'
import { act, beginRegion, field, followMail, said } from './steps.ts'

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
  await followMail(house, page, email)
  await act(page)
  await context.close()
}

/** Without signing in. */
async function confirmFromMail(email: string) {
  const { page, context, complaints } = await house.open()
  await followMail(house, page, email)
  await page.locator('[name=strength][value="4"]').check()
  await act(page)
  expect(complaints).toEqual([])
  await context.close()
}

test('a region begins: set up, invited, imported, tied, confirmed from the mail, made private', async () => {
  const begun = { name: 'Millbrook', slug: 'millbrook', coordinator: 'casey@millbrook.example' }
  const { admin, coordinator: casey } = await beginRegion(house, begun)
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
