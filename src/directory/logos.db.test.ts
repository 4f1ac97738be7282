import { sql } from 'kysely'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { type Someone, house } from '../../test/house.ts'
import { momentAt } from '../platform/moment.ts'
import { storeFile } from '../platform/files.ts'

const { as, db, clock, aRegion, aMember, anOrganization, journal } = await house()
const riverbend = await aRegion('riverbend')
const library = await anOrganization(riverbend, { name: 'Alder Library' })
const hidden = await anOrganization(riverbend, { name: 'Hidden Circle', visibility: 'circle' })
const librarian = await aMember(riverbend, 'representative', library.id)
const coordinator = await aMember(riverbend, 'coordinator')
const at = '/riverbend/organizations/alder-library'

const picture = (colour: string) =>
  sharp({ create: { width: 300, height: 100, channels: 3, background: colour } })
    .png()
    .toBuffer()
function send(who: Someone, bytes: Uint8Array, name = 'logo.png', to = at) {
  const body = new FormData()
  body.append('logo', new File([Uint8Array.from(bytes)], name))
  return as(who).send('POST', `${to}/logo/edit`, { body })
}
const chunks = async () => Number((await sql<{ n: string }>`select count(*) n from file_chunks`.execute(db)).rows[0]!.n)

describe('a logo', () => {
  test('is given by whoever speaks for the organization, and stands on its profile', async () => {
    expect((await as(null).get(`${at}/logo`)).status).toBe(404)
    const before = await as(null).get(at)
    expect(before.text).not.toContain('class="logo"')
    expect((await send(librarian, await picture('#b43a22'))).location).toBe(`${at}?done=changed`)
    const profile = await as(librarian).get(at)
    expect(profile.text).toMatch(
      /<img class="logo" src="\/riverbend\/organizations\/alder-library\/logo\?v=[0-9a-f]{12}"/,
    )
    expect(profile.text).toContain('alt="Logo of Alder Library"')
    const told = (await journal(riverbend)).find((entry) => entry.verb === 'organization.logo-set')
    expect(told).toMatchObject({ record_id: library.id, actor_id: librarian.actor.personId })
  })

  test('is a picture that can do nothing else', async () => {
    const logo = await as(null).get(`${at}/logo`)
    expect(logo.status).toBe(200)
    expect(
      Object.fromEntries(
        ['content-type', 'content-security-policy', 'x-content-type-options', 'cache-control'].map((name) => [
          name,
          logo.headers.get(name),
        ]),
      ),
    ).toEqual({
      'content-type': 'image/webp',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=86400',
    })
    const again = await as(null).send('GET', `${at}/logo`, { headers: { 'if-none-match': logo.headers.get('etag')! } })
    expect(again.status).toBe(304)
  })

  test('takes the place of the one before; bytes that nobody needs any more are gone', async () => {
    expect(await chunks()).toBe(1)
    await send(librarian, await picture('#246442'))
    expect(await chunks()).toBe(1)
    await send(coordinator, await picture('#246442'), 'logo.png', '/riverbend/organizations/hidden-circle')
    expect(await chunks()).toBe(1)
    expect((await as(librarian).post(`${at}/logo/removal`)).status).toBe(303)
    expect(await chunks()).toBe(1)
    expect((await as(null).get(`${at}/logo`)).status).toBe(404)
    const entries = (await journal(riverbend)).length
    await as(librarian).post(`${at}/logo/removal`)
    expect((await journal(riverbend)).length).toBe(entries)
  })

  test('of an organization that one may not see is not found', async () => {
    const path = '/riverbend/organizations/hidden-circle/logo'
    expect([(await as(null).get(path)).status, (await as(librarian).get(path)).status]).toEqual([404, 404])
    expect((await as(coordinator).get(path)).status).toBe(200)
    expect(hidden.slug).toBe('hidden-circle')
  })

  test.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'This is no PNG, JPEG, WebP or GIF'],
    ['too large', Buffer.alloc(5_000_001, 1), 'larger than 5 MB'],
    ['not chosen', null, 'Choose a picture.'],
  ])('that is %s is refused beside its field, and nothing changes', async (_, bytes, words) => {
    const entries = (await journal(riverbend)).length
    const refused = bytes ? await send(librarian, bytes) : await as(librarian).post(`${at}/logo/edit`)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(words)
    expect((await journal(riverbend)).length).toBe(entries)
  })
})

test('a file larger than 50 MB is refused, and so is one that the region has no room for', async () => {
  const moment = momentAt(clock().at)
  const store = (bytes: Uint8Array) =>
    db
      .transaction()
      .execute((trx) =>
        storeFile(trx, riverbend.id, { recordId: library.id, purpose: 'logo', mediaType: 'image/webp', bytes }, moment),
      )
  await expect(store(new Uint8Array(50_000_001))).rejects.toMatchObject({ status: 413, reason: 'files.tooLarge' })
  await sql`insert into files (region_id, id, record_id, purpose, media_type, size, sha256, created_at)
    select region_id, id, id, 'logo', 'image/webp',
      1999999990 - (select coalesce(sum(size), 0) from files), 'x', ${clock().at} from records
    where region_id = ${riverbend.id} and kind = 'region'`.execute(db)
  await expect(store(new Uint8Array(11))).rejects.toMatchObject({ status: 413, reason: 'files.regionFull' })
  await expect(store(new Uint8Array(10))).resolves.toMatchObject({ size: 10 })
})
