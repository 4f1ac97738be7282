import { beforeAll, describe, expect, test } from 'vitest'
import { aPartnership } from '../../test/partnerships/factories.ts'
import { house } from '../../test/house.ts'
import type { Region } from '../../test/world.ts'
import { rooms } from '../app.tsx'
import { getMerge, mergeTwo, undoMerge } from '../directory/merges.ts'
import { getOrganization } from '../directory/organizations.ts'
import { publicActor } from '../platform/actor.ts'
import { keepRevision } from './charter/revisions.ts'
import { createPartnership } from './partnership-changes.ts'
import { currentParties, getPartnership } from './partnerships.ts'

let t: Awaited<ReturnType<typeof house>>
let region: Region
let desk: Awaited<ReturnType<typeof aPartnership>>
beforeAll(async () => {
  t = await house()
  region = await t.aRegion()
  desk = await aPartnership(t, region)
})

describe('a partnership', () => {
  test('shows its mission and its partners, whose people the members alone are told', async () => {
    const { get } = t.as(desk.library.speaker)
    const page = await get(`/riverbend/partnerships/${desk.slug}`)
    expect(page.text).toContain('Anyone can ask about the place they live in.')
    expect(page.text).toContain(`/riverbend/organizations/${desk.center.slug}`)
    const open = await aPartnership(t, region, { name: 'Open', visibility: 'public' })
    const [member, anybody] = await Promise.all([
      getPartnership(t.db, desk.library.speaker.actor, open.id),
      getPartnership(t.db, publicActor(region.id), open.id),
    ])
    expect(member.parties[0]!.leader).toMatchObject({ id: open.library.leader.id })
    expect(anybody.parties.map((party) => [party.contact, party.leader])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ])
  })

  test('is found in lists, by its words, by a partner, and on the profile of one', async () => {
    const { get } = t.as(desk.library.speaker)
    for (const path of [
      '/riverbend/partnerships',
      '/riverbend/partnerships?q=place+they',
      `/riverbend/partnerships?organization=${desk.center.slug}`,
      `/riverbend/organizations/${desk.center.slug}`,
      '/riverbend/search?q=Data+Desk',
    ])
      expect((await get(path)).text, path).toContain(`/riverbend/partnerships/${desk.slug}"`)
    expect((await get('/riverbend/partnerships?q=zebra')).text).not.toContain(`/riverbend/partnerships/${desk.slug}"`)
    expect((await get('/riverbend/partnerships?show=ended')).text).toContain('None has ended')
    expect((await get('/riverbend/partnerships?format=csv')).text).toContain('Library')
  })

  test('that is private is seen by its partners and coordinators alone', async () => {
    const secret = await aPartnership(t, region, { name: 'Between us', visibility: 'circle' })
    const seen = (who: typeof desk.library.speaker | null) => t.as(who).get(`/riverbend/partnerships/${secret.slug}`)
    const coordinator = await t.aMember(region, 'coordinator')
    const answers = await Promise.all([secret.center.speaker, coordinator, desk.library.speaker, null].map(seen))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404])
  })

  test('does not name a partner that the reader may not see', async () => {
    const hidden = await t.anOrganization(region, { name: 'Hidden House', visibility: 'region' })
    const { slug } = await createPartnership(
      t.db,
      region.system,
      {
        name: 'Half open',
        parties: [{ organization: desk.library.id }, { organization: hidden.id }],
        visibility: 'public',
      },
      t.clock(),
    )
    expect((await t.as(null).get(`/riverbend/partnerships/${slug}`)).text).not.toContain('Hidden House')
    expect((await t.as(null).get(`/api/v1/riverbend/partnerships/${slug}`)).text).not.toContain('Hidden House')
    expect((await t.as(desk.library.speaker).get(`/riverbend/partnerships/${slug}`)).text).toContain('Hidden House')
  })

  test('goes and comes back with all that hangs on it', async () => {
    const gone = await aPartnership(t, region, { name: 'For a while', visibility: 'public' })
    const coordinator = t.as(await t.aMember(region, 'coordinator'))
    const path = `/riverbend/partnerships/${gone.slug}`
    expect((await t.as(gone.library.speaker).post(`${path}/removal`)).status).toBe(403)
    const removed = await coordinator.post(`${path}/removal`)
    expect((await coordinator.get(removed.location!)).text).toContain('Bring it back')
    expect((await coordinator.get(path)).status).toBe(404)
    await coordinator.post(`${path}/restoration`)
    expect((await t.as(null).get(path)).status).toBe(200)
  })

  test('with an organization that cannot be found is not begun', async () => {
    const made = createPartnership(
      t.db,
      desk.library.speaker.actor,
      { name: 'With nobody', parties: [{ organization: desk.library.id }, { organization: crypto.randomUUID() }] },
      t.clock(),
    )
    await expect(made).rejects.toMatchObject({ status: 422 })
  })

  test('whose partners become one organization keeps what both promised and play, and comes apart again', async () => {
    const double = await aPartnership(t, region, { name: 'Twice in' })
    const party = { lost: await double.party(double.center), kept: await double.party(double.library) }
    await t.db
      .insertInto('commitments')
      .values({ region_id: region.id, id: t.clock().id(), party_id: party.lost.id, kind: 'hours', amount: 40 })
      .execute()
    await t.db
      .insertInto('partnership_roles')
      .values(
        [party.lost, party.kept].map(({ id }) => ({
          region_id: region.id,
          party_id: id,
          role: 'advocating',
          level: id === party.lost.id ? 'support' : 'lead',
        })),
      )
      .execute()
    const before = await double.read()
    const [kept, lost] = await Promise.all(
      [double.library, double.center].map(({ id }) => getOrganization(t.db, region.system, id)),
    )
    const pair = { kept: kept!, lost: lost! }
    const merge = await mergeTwo(t.db, region.system, rooms, 'organization', pair, {}, t.clock())
    const { parties } = await double.read()
    expect(currentParties({ parties }).map(({ organization }) => organization.name)).toEqual(['Library', 'Neighbors'])
    expect(parties[0]).toMatchObject({ commitments: [{ amount: 40 }], roles: [{ role: 'advocating', level: 'lead' }] })
    await undoMerge(t.db, region.system, await getMerge(t.db, region.system, merge), t.clock())
    expect((await double.read()).parties).toEqual(before.parties)
  })

  test('tells everybody else what is in force, not what is being written, nor what one person promised', async () => {
    const open = await aPartnership(t, region, { name: 'Signed', visibility: 'public' })
    const { number } = await keepRevision(t.db, region.system, { id: open.id }, t.clock())
    const of = { region_id: region.id, lang: 'en' as const, until_day: '2030-01-01', asked_at: t.time.now }
    await t.db
      .insertInto('sign_off_askings')
      .values({ ...of, id: t.clock().id(), subject_id: open.id, revision: number, in_force_at: t.time.now })
      .execute()
    const party = await open.party(open.library)
    const person_id = open.library.contact.id
    await t.db
      .insertInto('commitments')
      .values({ region_id: region.id, id: t.clock().id(), party_id: party.id, kind: 'hours', amount: 40, person_id })
      .execute()
    await t.db.updateTable('partnerships').set({ mission: 'Still being written' }).where('id', '=', open.id).execute()
    const read = (who: typeof open.library.speaker | null) =>
      t
        .as(who)
        .get(`/api/v1/riverbend/partnerships/${open.slug}`)
        .then(({ text }) => text)
    expect(await read(open.center.speaker)).toContain('Still being written')
    for (const who of [null, await t.aMember(region, 'viewer')]) {
      expect(await read(who)).toContain('Anyone can ask')
      expect(await read(who)).not.toMatch(new RegExp(`Still being written|${person_id}"?.*"amount":40|"amount":40`))
    }
  })
})
