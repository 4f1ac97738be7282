import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { rooms } from '../app.tsx'
import { addPosition } from '../account/positions.ts'
import { createPerson } from '../account/persons.ts'
import { changeForm } from '../network/forms.ts'
import { proposeTie } from '../network/tie-proposals.ts'
import { LANGUAGES, translate } from '../platform/i18n.ts'
import { momentAt } from '../platform/moment.ts'
import { pointersAtRecords } from '../platform/moves.ts'
import { logContact } from './contacts.ts'
import { proposeDuplicates } from './duplicates.ts'
import { HANGINGS } from './hangings.ts'
import { addListing } from './listing-changes.ts'
import { listingForms } from './listing-forms.ts'
import type { ListingKind } from './listing-kinds.ts'
import { everything, listListings } from './listings.ts'
import { getMerge, mergeTwo, pointersThatFollow, undoMerge } from './merges.ts'
import { changeOrganization } from './organization-changes.ts'
import { asInput, getOrganization } from './organizations.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const coordinator = await h.aMember(region, 'coordinator')
const viewer = await h.aMember(region, 'viewer')
const at = '/riverbend/organizations'
const seen = async (path: string) => (await h.as(coordinator).get(path)).text

const tie = (a: string, b: string, kind = 'works-together') =>
  proposeTie(
    h.db,
    region.system,
    { ...changeForm.parse({ visibility: 'public' }), organization: a, other: b, kind, direction: 'forward' },
    h.clock(),
  )

/** A library that stands twice on the map, with all that can hang on it. */
async function twice(name: string) {
  const kept = await h.anOrganization(region, { name, skills: ['maps'], identifiers: ['fscs:PA0001'] })
  const lost = await h.anOrganization(region, {
    name: `The ${name}`,
    skills: ['maps', 'census'],
    website: 'https://lost.example',
    phone: '412-555-0100',
    identifiers: ['ein:12-3456789'],
    references: ['A report https://report.example'],
    placeName: 'Main',
    street: '12 Main Street',
    city: 'Alder',
  })
  const [both, alone, owned] = await Promise.all(
    ['both', 'alone', 'owned'].map((word) =>
      h.anOrganization(region, { name: `${name} ${word} other`, ...(word === 'owned' && { parent: lost.id }) }),
    ),
  )
  await tie(kept.id, both!.id)
  const same = await tie(lost.id, both!.id)
  const own = await tie(lost.id, alone!.id, 'funds')
  const between = await tie(lost.id, kept.id)
  const person = await createPerson(h.db, region.system, { name: `Ana of ${name}` }, h.clock())
  await addPosition(
    h.db,
    region.system,
    person,
    { organization: lost.id, title: 'Director', since: '', until: '' },
    h.clock(),
  )
  const add = (kind: ListingKind, form: object) =>
    addListing(h.db, region.system, kind, listingForms[kind].parse(form), h.clock())
  await add('service', { name: `Desk of ${name}`, organizations: [lost.id] })
  await add('resource', { name: `Room of ${name}`, kind: 'room', organizations: [lost.id] })
  await add('group', { name: `Readers of ${name}`, organizations: [kept.id, lost.id] })
  await add('group', { name: `Writers of ${name}`, organizations: [lost.id] })
  return { kept, lost, both: both!, alone: alone!, owned: owned!, same, own, between }
}

/** Every row of the region that a merge may touch, without what tells of the merge itself. */
async function dump(): Promise<Record<string, string[]>> {
  const tables = [
    'organizations',
    'ties',
    'tie_statements',
    'joins',
    'places',
    'services',
    'resources',
    'group_organizations',
    'positions',
    'identifiers',
    'record_references',
    'organization_roles',
    'organization_successors',
    'circle_members',
    'mandates',
  ]
  const rows = await Promise.all(
    tables.map(async (table) => {
      const { rows: lines } = await sql<{
        row: string
      }>`select (to_jsonb(t) - 'position')::text as row from ${sql.table(table)} t
        where region_id = ${region.id} order by 1`.execute(h.db)
      return [table, lines.map(({ row }) => row)] as const
    }),
  )
  const { rows: hidden } = await sql<{
    id: string
  }>`select id::text from records where region_id = ${region.id} and removed_at is not null order by 1`.execute(h.db)
  return { ...Object.fromEntries(rows), hidden: hidden.map(({ id }) => id) }
}

async function merge(kept: { id: string }, lost: { id: string }) {
  const [a, b] = await Promise.all([kept, lost].map(({ id }) => getOrganization(h.db, region.system, id)))
  return mergeTwo(h.db, region.system, rooms, 'organization', { kept: a!, lost: b! }, {}, h.clock())
}

describe('a suspicion', () => {
  test('is made once, told with its reasons, and not asked again when they are two', async () => {
    const a = await h.anOrganization(region, { name: 'Ferry Street Library', phone: '(412) 555-0199' })
    const b = await h.anOrganization(region, { name: 'The Ferry St. Lib.', phone: '412.555.0199' })
    const found = await h.as(coordinator).post('/riverbend/proposals')
    expect(found.location).toMatch(/\/riverbend\/proposals\?found=[1-9]/)
    const page = await seen('/riverbend/proposals')
    expect(page).toMatch(/Ferry Street Library and The Ferry St\. Lib\.|The Ferry St\. Lib\. and Ferry Street Library/)
    expect(page).toContain('the same telephone')
    expect((await h.as(viewer).get('/riverbend/proposals')).status).toBe(403)
    const waits = />\d+ proposals? to decide</
    expect(await seen('/riverbend')).toMatch(waits)
    expect((await h.as(viewer).get('/riverbend')).text).not.toMatch(waits)
    const compare = await seen(`${at}/${a.slug}/merging?with=${b.id}`)
    expect(compare).toContain('(412) 555-0199')
    expect(compare).toContain('Why this is asked: the same')
    const form = { with: b.id, keep: a.id, decision: 'apart' }
    expect((await h.as(coordinator).post(`${at}/${a.slug}/merging`, form)).location).toBe(
      '/riverbend/proposals?done=apart',
    )
    expect(await proposeDuplicates(h.db, region.id, h.clock())).toBe(0)
    expect(await seen('/riverbend/proposals')).not.toContain('Ferry St. Lib.')
    expect(await seen('/riverbend/proposals?decided=yes')).toContain('Dismissed on')
  })

  test('of an organization that is no more is not shown', async () => {
    const a = await h.anOrganization(region, { name: 'Gone Twice' })
    await h.anOrganization(region, { name: 'Gone twice' })
    await proposeDuplicates(h.db, region.id, h.clock())
    expect(await seen('/riverbend/proposals')).toContain('Gone Twice')
    await h.as(coordinator).post(`${at}/${a.slug}/removal`)
    expect(await seen('/riverbend/proposals')).not.toContain('Gone Twice')
  })
})

describe('two that become one', () => {
  let made: Awaited<ReturnType<typeof twice>>
  beforeAll(async () => {
    made = await twice('Alder Library')
    const { kept, lost } = made
    const [a, b] = await Promise.all([kept, lost].map(({ id }) => getOrganization(h.db, region.system, id)))
    const versions = `${a!.version} ${b!.version}`
    const form = { with: lost.id, keep: kept.id, decision: 'merge', versions, field_name: kept.id }
    const merged = await h.as(coordinator).post(`${at}/${kept.slug}/merging`, form)
    expect(merged.location).toBe(`${at}/${kept.slug}?done=merged`)
  })

  test('say what both said; the other name is found and its address leads there', async () => {
    const one = await getOrganization(h.db, region.system, made.kept.id)
    expect(one).toMatchObject({
      name: 'Alder Library',
      otherNames: ['The Alder Library'],
      skills: ['maps', 'census'],
      phone: '412-555-0100',
      website: 'https://lost.example',
    })
    expect(one.identifiers.map(({ scheme }) => scheme)).toEqual(['ein', 'fscs'])
    expect(one.places.map((place) => place.street)).toContain('12 Main Street')
    const gone = await h.as(null).get(`${at}/${made.lost.slug}`)
    expect([gone.status, gone.location]).toEqual([301, `${at}/${made.kept.slug}`])
    const told = await h.as(null).get(`/api/v1/riverbend/organizations/${made.lost.id}`)
    expect([told.status, JSON.parse(told.text)]).toEqual([301, { mergedInto: made.kept.id }])
    const found = await seen('/riverbend/search?q=The+Alder+Library')
    expect(found).toContain(`href="${at}/${made.kept.slug}"`)
  })

  test('have all ties, each once, and none with themselves', async () => {
    const { rows } = await sql<{ a_id: string; b_id: string; kind: string }>`select t.a_id, t.b_id, t.kind from ties t
      join records r on r.region_id = t.region_id and r.id = t.id
      where t.region_id = ${region.id} and r.removed_at is null and ${made.kept.id} in (t.a_id, t.b_id)`.execute(h.db)
    expect(rows.map((row) => [row.kind, row.a_id === made.kept.id ? row.b_id : row.a_id]).toSorted()).toEqual(
      [
        ['funds', made.alone.id],
        ['works-together', made.both.id],
      ].toSorted(),
    )
    const said = await sql<{
      n: string
    }>`select count(*) as n from tie_statements s join ties t on t.region_id = s.region_id and t.id = s.tie_id
      join records r on r.region_id = t.region_id and r.id = t.id where r.removed_at is null and ${made.both.id} in (t.a_id, t.b_id)`.execute(
      h.db,
    )
    expect(Number(said.rows[0]!.n)).toBe(2)
  })

  test('own what the other owned, and have its people', async () => {
    expect((await getOrganization(h.db, region.system, made.owned.id)).parentId).toBe(made.kept.id)
    expect(await seen(`${at}/${made.kept.slug}`)).toContain('Ana of Alder Library')
  })

  test('offer what both offered, and reach each group once', async () => {
    const namesOf = async (kind: ListingKind) => {
      const asked = { ...everything, organization: made.kept.id }
      const { items } = await listListings(h.db, region.system, kind, asked)
      return items.map(({ facts, organizations }) => [facts['name'], organizations.length])
    }
    expect(await namesOf('service')).toEqual([['Desk of Alder Library', 1]])
    expect(await namesOf('resource')).toEqual([['Room of Alder Library', 1]])
    expect(await namesOf('group')).toEqual([
      ['Readers of Alder Library', 1],
      ['Writers of Alder Library', 1],
    ])
  })

  test('may be made two again, from the list of what became one', async () => {
    const list = await seen('/riverbend/merges')
    const [, id] = /\/merges\/([0-9a-f-]{36})\/undoing/.exec(list)!
    expect((await h.as(viewer).post(`/riverbend/merges/${id}/undoing`)).status).toBe(403)
    expect((await h.as(coordinator).post(`/riverbend/merges/${id}/undoing`)).location).toBe(
      '/riverbend/merges?stayed=0',
    )
    expect((await h.as(null).get(`${at}/${made.lost.slug}`)).status).toBe(200)
    expect(await getOrganization(h.db, region.system, made.kept.id)).toMatchObject({ otherNames: [], phone: '' })
    expect((await h.as(coordinator).post(`/riverbend/merges/${id}/undoing`)).status).toBe(409)
  })
})

test('whatever hangs on one of them is told in words', async () => {
  const { kept, lost } = await twice('Told Library')
  const part = await h.anOrganization(region, { name: 'Its Branch' })
  const before = await getOrganization(h.db, region.system, part.id)
  await changeOrganization(h.db, region.system, before, { ...asInput(before), parent: lost.id }, h.clock())
  const told = { with: lost.id, by: null, spokeWith: '', day: '2020-01-01', how: 'mail', about: 'Maps' } as const
  await logContact(h.db, region.system, told, h.clock())
  const page = await seen(`${at}/${kept.slug}/merging?with=${lost.id}`)
  for (const words of ['1 contact', '2 organizations belong to it', '1 service']) expect(page).toContain(words)
  for (const lang of LANGUAGES)
    for (const what of HANGINGS)
      for (const group of ['merging.hang', 'directory.removal'])
        expect(translate(lang).has(`${group}.${what}`), `${lang} ${group}.${what}`).toBe(true)
})

test('merging and undoing leaves every row as it was', async () => {
  const { kept, lost } = await twice('Marsh Library')
  const before = await dump()
  const id = await merge(kept, lost)
  expect(await dump()).not.toEqual(before)
  await h.as(coordinator).post(`/riverbend/merges/${id}/undoing`)
  expect(await dump()).toEqual(before)
})

test('what was changed since stays, and is told', async () => {
  const { kept, lost } = await twice('Tolliver Library')
  const id = await merge(kept, lost)
  const now = await getOrganization(h.db, region.system, kept.id)
  await changeOrganization(h.db, region.system, now, { ...asInput(now), phone: '412-555-0999' }, h.clock())
  expect((await h.as(coordinator).post(`/riverbend/merges/${id}/undoing`)).location).toBe('/riverbend/merges?stayed=1')
  expect((await getOrganization(h.db, region.system, kept.id)).phone).toBe('412-555-0999')
})

test('of two who merge the same at once one does it, and the other is told to look again', async () => {
  const [a, b, c] = await Promise.all(
    ['Slate Library', 'Slate City Library', 'Slate Town Library'].map(async (name) => {
      const { id } = await h.anOrganization(region, { name })
      return getOrganization(h.db, region.system, id)
    }),
  )
  const outcomes = async (...pairs: [kept: typeof a, lost: typeof a][]) => {
    const all = await Promise.allSettled(
      pairs.map(([kept, lost]) =>
        mergeTwo(h.db, region.system, rooms, 'organization', { kept: kept!, lost: lost! }, {}, h.clock()),
      ),
    )
    return all
      .map((one) => (one.status === 'fulfilled' ? 'done' : (one.reason as { reason?: string }).reason))
      .toSorted()
  }
  expect(await outcomes([a, b], [b, a])).toEqual(['done', 'merging.changed'])
  const merged = await getOrganization(h.db, region.system, a!.id).catch(() =>
    getOrganization(h.db, region.system, b!.id),
  )
  const others = await Promise.all(
    ['Slate East', 'Slate West'].map(async (name) => {
      const { id } = await h.anOrganization(region, { name })
      return getOrganization(h.db, region.system, id)
    }),
  )
  expect(await outcomes([others[0], merged], [others[1], merged])).toEqual(['done', 'merging.changed'])
  expect(await outcomes([c, merged])).toEqual(['merging.changed'])
})

test('the way to the one that stays is asked for each time, since it may end', async () => {
  const [kept, lost] = [
    await h.anOrganization(region, { name: 'Way Library' }),
    await h.anOrganization(region, { name: 'Wey Library' }),
  ]
  const both = await Promise.all([kept, lost].map(({ id }) => getOrganization(h.db, region.system, id)))
  const pair = { kept: both[0]!, lost: both[1]! }
  await mergeTwo(h.db, region.system, rooms, 'organization', pair, {}, h.clock())
  for (const path of [`${at}/${lost.slug}`, `/api/v1${at}/${lost.id}`]) {
    const { status, headers } = await h.as(null).get(path)
    expect([status, headers.get('cache-control')]).toEqual([301, 'no-cache'])
  }
})

test('after 30 days it is over', async () => {
  const { kept, lost } = await twice('Quiet Library')
  const id = await merge(kept, lost)
  const one = await getMerge(h.db, region.system, id)
  const later = momentAt(new Date(one.at.getTime() + 30 * 86_400_000 + 1))
  await expect(undoMerge(h.db, region.system, one, later)).rejects.toMatchObject({
    status: 409,
    reason: 'merging.tooLate',
  })
  expect((await h.as(null).get(`${at}/${lost.slug}`)).status).toBe(301)
})

test('whichever statement fails, nothing is half merged', async () => {
  const { kept, lost } = await twice('Broken Library')
  const before = await dump()
  for (const table of ['ties', 'records', 'merge_moves', 'organizations', 'search_texts', 'journal']) {
    await sql`alter table ${sql.table(table)} rename to broken_for_a_moment`.execute(h.db)
    await expect(merge(kept, lost)).rejects.toThrow()
    await sql`alter table broken_for_a_moment rename to ${sql.id(table)}`.execute(h.db)
    expect(await dump()).toEqual(before)
  }
})

test('every key that points at records follows, stays for a reason, or is a room’s own', async () => {
  const all = (await pointersAtRecords(h.db, ['organizations'])).map(({ table, column }) => `${table}.${column}`)
  const follow = (await pointersThatFollow(h.db, rooms, 'organization')).map(
    ({ table, column }) => `${table}.${column}`,
  )
  expect(follow).toEqual(
    expect.arrayContaining([
      'joins.end_id',
      'places.organization_id',
      'positions.organization_id',
      'mandates.organization_id',
      'organizations.parent_id',
      'tie_statements.organization_id',
      'circle_members.organization_id',
    ]),
  )
  expect(follow.some((pointer) => /^(journal|slugs|links|ties)\b/.test(pointer))).toBe(false)
  expect(all.length).toBeGreaterThan(follow.length)
})
