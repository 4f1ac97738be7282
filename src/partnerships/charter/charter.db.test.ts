import { describe, expect, test } from 'vitest'
import { aDesk } from '../../../test/partnerships/desks.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import { getPartnership } from '../partnerships.ts'
import { keepRevision, listRevisions } from './revisions.ts'

const { t, region, desk, address } = await aDesk({ purpose: 'One desk for questions.', visibility: 'public' })
const at = (rest = '') => `${address}/charter${rest}`
const write = (set: { purpose?: string; period?: string }) =>
  t.db.updateTable('partnerships').set(set).where('region_id', '=', region.id).where('id', '=', desk.id).execute()

/** All have said yes to a revision. */
const inForce = (partnership: string, revision: number) =>
  t.db
    .insertInto('sign_off_askings')
    .values({
      region_id: region.id,
      id: t.clock().id(),
      subject_id: partnership,
      revision,
      asked_at: t.time.now,
      until_day: '2099-01-01',
      lang: 'en',
      in_force_at: t.time.now,
    })
    .execute()

describe('a charter', () => {
  test('is a draft for its partners; everybody else is told that it is being written', async () => {
    const draft = await t.as(desk.library.speaker).get(at())
    expect(draft.text).toContain('One desk for questions.')
    expect(draft.text).toContain(desk.center.slug)
    const outsider = await t.aMember(region, 'viewer')
    for (const who of [null, outsider]) {
      const page = await t.as(who).get(at())
      expect(page.text).toContain('The charter is still being written')
      expect(page.text).not.toContain('One desk for questions.')
      expect((await t.as(who).get(at('/revisions'))).status).not.toBe(200)
      expect(JSON.parse((await t.as(who).get(`/api/v1${at()}`)).text)).toMatchObject({ state: 'none', charter: null })
    }
  })

  test('is kept as it stands, once, and what changed since is told word by word', async () => {
    const library = t.as(desk.library.speaker)
    for (let n = 0; n < 2; n += 1) expect((await library.post(at('/revisions'))).status).toBe(303)
    expect(await listRevisions(t.db, region.system, desk.id)).toMatchObject([{ number: 1, note: '' }])
    await write({ purpose: 'One good desk for questions.', period: '2025-03/2027-02' })
    const center = t.as(desk.center.speaker)
    expect((await center.get(at())).text).toContain('2 changes since; 1 that leaders are asked about again')
    const page = await center.get(at('/differences?from=1&to=draft'))
    expect(page.text).toMatch(/One <ins>.*put in:.*good .*<\/ins>desk for questions/)
    expect(page.text).toContain('1 of them asks the leaders again.')
    await center.post(at('/revisions'))
    expect((await library.get(at('/revisions'))).text).toContain('Version 2')
    expect((await library.get(at('/revisions/1'))).text).toContain('One desk for questions.')
    expect((await library.get(at('/revisions/9'))).status).toBe(404)
  })

  test('that is in force is read by everybody, without what has been written since', async () => {
    const open = await aPartnership(t, region, { name: 'In force', purpose: 'What we signed.', visibility: 'public' })
    const { number } = await keepRevision(t.db, region.system, open, t.clock())
    await inForce(open.id, number)
    await t.db.updateTable('partnerships').set({ purpose: 'What we dream of.' }).where('id', '=', open.id).execute()
    const path = `/riverbend/partnerships/${open.slug}`
    for (const page of [await t.as(null).get(`${path}/charter`), await t.as(null).get(path)]) {
      expect(page.text).toContain('What we signed.')
      expect(page.text).not.toContain('What we dream of.')
    }
    const told = JSON.parse((await t.as(null).get(`/api/v1${path}/charter`)).text)
    expect(told).toMatchObject({ state: 'in-force', charter: { purpose: 'What we signed.' } })
    const draft = await t.as(open.library.speaker).get(`${path}/charter`)
    expect(draft.text).toContain('Version 1 is in force: 1 change since, in words only')
  })

  test('that was kept names nobody whom the reader may not know today, and keeps the names of that day', async () => {
    const open = await aPartnership(t, region, { name: 'Names' })
    const kept = await keepRevision(t.db, region.system, open, t.clock())
    expect(kept.content.parties[0]).toMatchObject({
      organization: { name: 'Library' },
      contact: { id: open.library.contact.id, name: 'The library-contact' },
    })
    const [read] = await listRevisions(t.db, open.library.speaker.actor, open.id)
    expect(read!.content.parties[0]!.contact).toEqual({ id: open.library.contact.id, name: null })
    await t.db.updateTable('organizations').set({ name: 'Renamed' }).where('id', '=', open.library.id).execute()
    const [after] = await listRevisions(t.db, region.system, open.id)
    expect(after!.content.parties[0]!.organization.name).toBe('Library')
  })
})

describe('a proposal', () => {
  test('is drafted from what both records offer each other, and made of what is left of it', async () => {
    const [library, school] = await Promise.all([
      t.anOrganization(region, {
        name: 'Branch',
        mission: 'We lend books.',
        audiences: ['Readers'],
        spaces: ['A hall'],
      }),
      t.anOrganization(region, {
        name: 'School',
        sector: 'academic',
        skills: ['Maps'],
        openData: 'https://data.school.example',
      }),
    ])
    const speaker = await t.aMember(region, 'representative', library.id)
    const profile = await t.as(speaker).get(`/riverbend/organizations/${school.slug}`)
    expect(profile.text).toContain(`/riverbend/partnerships/new?with=${school.slug}`)
    expect((await t.as(null).get(`/riverbend/organizations/${school.slug}`)).text).not.toContain('/partnerships/new')

    const page = await t.as(speaker).get(`/riverbend/partnerships/new?with=${school.slug}`)
    for (const known of ['We lend books.', 'A hall', 'Reach whom Branch reaches: Readers', 'Learn from School: Maps'])
      expect(page.text).toContain(known)
    const partnerships = () => t.db.selectFrom('partnerships').select('name').execute()
    expect((await partnerships()).map(({ name }) => name)).not.toContain('Branch and School')

    const made = await t.as(speaker).post('/riverbend/partnerships/new', {
      name: 'Maps for readers',
      'organization[]': [library.id, school.id],
      'missionLink[]': ['We lend maps too.', ''],
      'offer[]': [`${library.id} space A hall`],
      'gain[]': [`${library.id} Learn from School: Maps`],
    })
    expect(made.location).toBe('/riverbend/partnerships/maps-for-readers/charter/start')
    const { parties } = await getPartnership(t.db, region.system, 'maps-for-readers')
    expect(parties).toMatchObject([
      {
        organization: { name: 'Branch' },
        missionLink: 'We lend maps too.',
        expectedBenefits: 'Learn from School: Maps',
        commitments: [{ kind: 'space', what: 'A hall' }],
      },
      { organization: { name: 'School' }, commitments: [], expectedBenefits: '' },
    ])
  })

  test('without a name comes back as it was typed', async () => {
    const both = { 'organization[]': [desk.library.id, desk.center.id], 'missionLink[]': ['A whole thought', ''] }
    const refused = await t.as(desk.library.speaker).post('/riverbend/partnerships/new', { name: '', ...both })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('A whole thought')
  })
})
