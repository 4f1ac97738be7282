import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { findRegion } from './regions.ts'

const h = await house()

async function aRegionWithSomething(slug: string) {
  const region = await h.aRegion(slug)
  await h.anOrganization(region, { name: 'Open', visibility: 'public' })
  await h.anOrganization(region, { name: 'Hidden', visibility: 'region' })
  return region
}

test('a coordinator deletes their region by typing its address, after a word on what goes and how to keep it', async () => {
  const region = await aRegionWithSomething('ending')
  await aRegionWithSomething('staying')
  const coordinator = await h.aMember(region, 'coordinator')
  expect((await h.as(null).get('/ending/organizations')).text).toContain('Open')
  const settings = await h.as(coordinator).get('/ending/settings')
  expect(settings.text).toContain('href="/ending/settings/deletion"')
  const page = await h.as(coordinator).get('/ending/settings/deletion')
  for (const words of ['2 organizations', '1 person', 'href="/ending/settings/export"', 'Write ending to delete it'])
    expect(page.text).toContain(words)

  for (const typed of ['', 'staying', 'Ending region']) {
    const refused = await h.as(coordinator).post('/ending/settings/deletion', { slug: typed })
    expect(refused.status).toBe(422)
    if (typed) expect(refused.text).toContain(`value="${typed}"`)
    expect(await findRegion(h.db, 'ending')).toBeDefined()
  }

  const done = await h.as(coordinator).post('/ending/settings/deletion', { slug: 'ending' })
  expect([done.status, done.location]).toEqual([303, '/?done=deleted'])
  expect((await h.as(coordinator).get(done.location!)).text).toContain('The region is deleted.')
  expect((await h.as(null).get('/ending/organizations')).status).toBe(404)
  expect((await h.as(null).get('/staying/organizations')).text).toContain('Open')
  const told = await h.db
    .selectFrom('installation_journal')
    .select(['account_id', 'changes'])
    .where('verb', '=', 'region.deleted')
    .executeTakeFirstOrThrow()
  expect(told).toEqual({ account_id: coordinator.accountId, changes: { slug: 'ending', name: 'Ending' } })
})

test('an administrator deletes a region too, told only of what everybody sees in it', async () => {
  await aRegionWithSomething('left')
  const admin = await h.anAdmin()
  expect((await h.as(admin).get('/')).text).toContain('href="/left/settings/deletion"')
  const page = await h.as(admin).get('/es/left/settings/deletion')
  expect(page.text).toContain('1 organización')
  expect(page.text).toContain('tieline export left --out')
  expect(page.text).not.toContain('/left/settings/export')
  const done = await h.as(admin).post('/es/left/settings/deletion', { slug: 'left' })
  expect(done.location).toBe('/es?done=deleted')
  expect((await h.as(admin).get(done.location!)).text).toContain('La región se ha eliminado.')
  expect(await findRegion(h.db, 'left')).toBeUndefined()
})

test('nobody else is offered it', async () => {
  const region = await aRegionWithSomething('kept')
  const leader = await h.aMember(region, 'leader', (await h.anOrganization(region, { name: 'Third' })).id)
  expect((await h.as(leader).post('/kept/settings/deletion', { slug: 'kept' })).status).toBe(403)
  expect((await h.as(null).get('/')).text).not.toContain('deletion')
  expect(await findRegion(h.db, 'kept')).toBeDefined()
})
