import { describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { changeForm } from '../network/forms.ts'
import { isEvidence } from '../network/rules.ts'
import { getTie } from '../network/ties.ts'
import { countTies } from '../network/tie-lists.ts'
import { proposeTie } from '../network/tie-proposals.ts'
import { logContact } from './contacts.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const library = await h.anOrganization(region, { name: 'Alder Library' })
const center = await h.anOrganization(region, { name: 'Data Center' })
const council = await h.anOrganization(region, { name: 'Quilt Council' })
const librarian = await h.aMember(region, 'representative', library.id)
const analyst = await h.aMember(region, 'representative', center.id)
const stranger = await h.aMember(region, 'representative', council.id)
const coordinator = await h.aMember(region, 'coordinator')
const at = '/riverbend/contacts'
const day = (daysAgo: number) => new Date(h.clock().at.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10)
const told = {
  with: 'Data Center',
  by: library.id,
  spokeWith: 'Lee',
  day: day(2),
  how: 'phone',
  about: 'About the parcel data',
}
const see = async (who: Parameters<typeof h.as>[0], path = at) => (await h.as(who).get(path)).text

describe('a contact', () => {
  test('is logged in a few seconds, from the profile: who, whom and today stand in the form', async () => {
    expect(await see(librarian, `/riverbend/organizations/${center.slug}`)).toContain(`${at}/new?with=${center.id}`)
    const form = await see(librarian, `${at}/new?with=${center.id}`)
    expect(form).toMatch(/name="with"[^>]*value="Data Center"|value="Data Center"[^>]*name="with"/)
    const logged = await h.as(librarian).post(at, told)
    expect(logged.location).toBe(`${at}?done=logged`)
    expect(await see(librarian)).toContain('About the parcel data')
  })

  test('is seen by the two organizations and the coordinators, by nobody else, nowhere', async () => {
    for (const who of [analyst, coordinator]) expect(await see(who)).toContain('About the parcel data')
    for (const path of [
      at,
      `${at}?format=csv`,
      `${at}?format=json`,
      `/riverbend/organizations/${center.slug}`,
      '/riverbend/journal',
    ])
      expect(await see(stranger, path)).not.toContain('parcel data')
    expect((await h.as(null).get(at)).status).toBe(403)
    expect(await see(null, `/riverbend/organizations/${center.slug}`)).not.toContain('Contacts')
  })

  test('that is to come, with nobody known, with oneself or about nothing comes back as typed', async () => {
    const wrong = { ...told, with: 'Nobody', day: '2999-01-01', about: '' }
    const refused = await h.as(librarian).post(at, wrong)
    expect([
      refused.status,
      refused.text.includes('value="Nobody"'),
      refused.text.includes('value="2999-01-01"'),
    ]).toEqual([422, true, true])
    const future = await h.as(librarian).post(at, { ...told, with: 'Nobody', day: '2999-01-01' })
    expect([
      future.status,
      future.text.includes('still to come'),
      future.text.includes('no organization “Nobody”'),
    ]).toEqual([422, true, true])
    expect((await h.as(librarian).post(at, { ...told, with: 'Alder Library' })).text).toContain(
      'no contact with itself',
    )
    // Nobody speaks for whom they do not speak for.
    expect((await h.as(stranger).post(at, { ...told, by: library.id })).status).toBe(422)
  })

  test('is mended by who logged it or a coordinator, taken out, and brought back', async () => {
    const { items } = JSON.parse(await see(librarian, `${at}?format=json`))
    const one = `${at}/${items[0].id}`
    expect((await h.as(analyst).get(one)).status).toBe(403)
    const change = { day: day(3), how: 'meeting', spokeWith: 'Lee', about: 'About the census', _version: '1' }
    expect((await h.as(librarian).post(one, change)).location).toBe(`${at}?done=changed`)
    const late = await h.as(coordinator).post(one, { ...change, about: 'About the census, at length' })
    expect(late.status).toBe(409)
    expect(late.text).toMatch(/<textarea[^>]*name="about"[^>]*>\s*About the census, at length/)
    expect(late.text).toContain('name="_version" value="2"')
    expect(await see(analyst)).toContain('About the census')
    const removed = await h.as(librarian).post(`${one}/removal`)
    expect(await see(librarian, removed.location!)).toContain('Bring it back')
    expect(await see(analyst)).not.toContain('About the census')
    expect((await h.as(analyst).post(`${one}/restoration`)).status).toBe(404)
    await h.as(librarian).post(`${one}/restoration`)
    expect(await see(analyst)).toContain('About the census')
    const told = await see(coordinator, one)
    for (const said of ['Logged', 'Changed', 'Taken out of the log', 'Brought back'])
      expect(told).toMatch(new RegExp(`<li[^>]*>${said} · `))
    expect(told).not.toContain('parcel')
  })

  test('is evidence of a tie for those who may know of it, for a year', async () => {
    const input = {
      ...changeForm.parse({ visibility: 'public' }),
      organization: library.id,
      other: center.id,
      kind: 'works-together',
      direction: 'forward' as const,
    }
    const { id } = await proposeTie(h.db, region.system, input, h.clock())
    const path = `/riverbend/ties/${id}`
    for (const who of [librarian, analyst, coordinator])
      expect(await see(who, path)).toContain('Evidenced: the two spoke on')
    for (const who of [stranger, null]) expect(await see(who, path)).not.toContain('spoke on')
    await h.as(librarian).post(at, { ...told, day: '2001-02-03' })
    expect(await see(librarian, path)).toContain('Evidenced')

    const lists = async (who: Parameters<typeof h.as>[0]) => ({
      list: (await see(who, '/riverbend/ties')).includes('Evidenced: spoke on'),
      profile: (await see(who, `/riverbend/organizations/${center.slug}`)).includes('Evidenced: spoke on'),
      csv: (await see(who, '/riverbend/ties?format=csv')).includes(day(3)),
      json: (await see(who, '/riverbend/ties?format=json')).includes(`"evidence":"${day(3)}"`),
      api: (await see(who, `/api/v1/riverbend/ties/${id}`)).includes(`"evidence":"${day(3)}"`),
      with: (await see(who, '/riverbend/ties?evidence=yes')).includes(id),
      without: (await see(who, '/riverbend/ties?evidence=no')).includes(id),
    })
    const known = { list: true, profile: true, csv: true, json: true, api: true, with: true, without: false }
    const hidden = { list: false, profile: false, csv: false, json: false, api: false, with: false, without: true }
    for (const who of [librarian, analyst, coordinator]) expect(await lists(who)).toEqual(known)
    for (const who of [stranger, null]) expect(await lists(who)).toEqual(hidden)
  })

  test.each([
    ['2024-02-28', 12, '2025-02-28', 1],
    ['2024-02-28', 12, '2025-03-01', 0],
    ['2024-02-29', 12, '2025-02-28', 1],
    ['2024-02-29', 12, '2025-03-01', 0],
    ['2023-02-28', 12, '2024-02-29', 0],
    ['2023-03-31', 12, '2024-03-31', 1],
    ['2023-03-31', 12, '2024-04-01', 0],
    ['2023-01-31', 1, '2023-02-28', 1],
    ['2023-01-31', 1, '2023-03-01', 0],
    ['2013-12-31', 120, '2023-12-31', 1],
    ['2013-12-31', 120, '2024-01-01', 0],
  ])('on %s it is evidence for %i months: on %s in lists as on pages: %s', async (spoke, months, today, n) => {
    await h.db.updateTable('regions').set({ fading_months: months }).where('region_id', '=', region.id).execute()
    const other = await h.anOrganization(region, { name: `Spoken with ${spoke} ${today}` })
    const ends = { organization: library.id, other: other.id, kind: 'works-together', direction: 'forward' as const }
    const { id } = await proposeTie(
      h.db,
      region.system,
      Object.assign(ends, changeForm.parse({ visibility: 'public' })),
      h.clock(),
    )
    const spoken = { ...told, how: 'phone' as const, by: library.id, with: other.id, day: spoke }
    await logContact(h.db, region.system, spoken, h.clock())
    const query = { organization: other.id, evidence: 'yes' as const, today }
    const tie = await getTie(h.db, region.system, id)
    expect([await countTies(h.db, region.system, query), isEvidence(tie, today)]).toEqual([n, n === 1])
  })
})
