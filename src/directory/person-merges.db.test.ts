import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { house, type Someone } from '../../test/house.ts'
import { actorOf } from '../account/actors.ts'
import { giveConsent, listConsents, withdrawConsent } from '../account/consents.ts'
import { eraseOther } from '../account/erasures.ts'
import { changePerson, createPerson, getPerson } from '../account/persons.ts'
import { addPosition } from '../account/positions.ts'
import { rooms } from '../app.tsx'
import { makeLink } from '../platform/links.ts'
import { pointersAtRecords } from '../platform/moves.ts'
import { OF_PERSONS } from '../platform/personal-columns.ts'
import { importSources } from '../network/network-imports.ts'
import { logContact } from './contacts.ts'
import { proposeDuplicates } from './duplicates.ts'
import { openSource } from './import-sources.ts'
import { mergeTwo, pointersThatFollow } from './merges.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const coordinator = await h.aMember(region, 'coordinator')
const viewer = await h.aMember(region, 'viewer')
const [library, school] = await Promise.all(
  ['Alder Library', 'Ferry School'].map((name) => h.anOrganization(region, { name })),
)
const at = '/riverbend/people'
const seen = async (path: string, who: Someone | null = coordinator) => (await h.as(who).get(path)).text

interface Made {
  email?: string
  phone?: string
  note?: string
  works?: { id: string }
  title?: string
  agreed?: { visibility: 'region' | 'public'; fields: ('name' | 'position' | 'email' | 'phone')[] }
}
async function aPerson(name: string, { works, title = 'Librarian', agreed, ...rest }: Made = {}) {
  const { id } = await createPerson(h.db, region.system, { name, ...rest }, h.clock())
  if (works)
    await addPosition(h.db, region.system, { id }, { organization: works.id, title, since: '', until: '' }, h.clock())
  if (agreed) {
    const { version } = await getPerson(h.db, region.system, id)
    await giveConsent(
      h.db,
      region.system,
      { id, version },
      { how: 'by mail', givenAt: h.time.now, ...agreed },
      h.clock(),
    )
  }
  return getPerson(h.db, region.system, id)
}

const merge = async (kept: { id: string }, lost: { id: string }, choices = {}) =>
  mergeTwo(
    h.db,
    region.system,
    rooms,
    'person',
    { kept: await getPerson(h.db, region.system, kept.id), lost: await getPerson(h.db, region.system, lost.id) },
    choices,
    h.clock(),
  )
const undo = (id: string) => h.as(coordinator).post(`/riverbend/merges/${id}/undoing`)
const reaches = async (id: string) => {
  const { visibility, agreed } = await getPerson(h.db, region.system, id)
  return { visibility, agreed }
}

/** All rows that hold one of these ids, wherever, and the spine. */
async function dump(ids: string[]) {
  const tables = ['persons', 'consents', 'positions', 'mandates', 'contacts', 'unsubscriptions', 'quiet_hours']
  const rows = await Promise.all(
    tables.map(async (table) => {
      const { rows: all } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} t
        where region_id = ${region.id} and to_jsonb(t)::text ~ ${ids.join('|')} order by 1`.execute(h.db)
      return [table, all.map(({ row }) => row)] as const
    }),
  )
  const spine = await h.db
    .selectFrom('records')
    .select(['id', 'visibility', 'removed_at'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  return { ...Object.fromEntries(rows), spine }
}

describe('a suspicion that two are one person', () => {
  test('is told with its reasons to coordinators, and remembered when they are two', async () => {
    const a = await aPerson('Fern Salcedo', { works: library!, email: 'fern@alder.example' })
    const b = await aPerson('Fern A. Salcedo', { works: library!, phone: '412 555 0100' })
    await h.as(coordinator).post('/riverbend/proposals')
    const list = await seen('/riverbend/proposals')
    expect(list).toMatch(/Fern Salcedo and Fern A\. Salcedo|Fern A\. Salcedo and Fern Salcedo/)
    expect(list).toContain('nearly the same name · at the same organization')
    const [, proposal] = /\/riverbend\/proposals\/([0-9a-f-]{36})/.exec(list)!
    const way = await h.as(coordinator).get(`/riverbend/proposals/${proposal}`)
    expect(way.location).toMatch(/\/people\/[0-9a-f-]{36}\/merging\?with=/)
    const compare = await seen(`${at}/${a.id}/merging?with=${b.id}`)
    for (const words of [
      'fern@alder.example',
      '412 555 0100',
      'One person or two?',
      '1 position',
      'E-mail address: seen by',
    ])
      expect(compare).toContain(words)
    expect(await seen(`/es${at}/${a.id}/merging?with=${b.id}`)).toContain('¿una sola persona?')
    expect((await h.as(viewer).get(`${at}/${a.id}/merging?with=${b.id}`)).status).toBe(404)
    const apart = await h.as(coordinator).post(`${at}/${a.id}/merging`, { with: b.id, keep: a.id, decision: 'apart' })
    expect(apart.location).toBe('/riverbend/proposals?done=apart')
    expect(await proposeDuplicates(h.db, region.id, h.clock())).toBe(0)
  })

  test('may be looked for by hand', async () => {
    const a = await aPerson('Rosa Ibarra', { works: library! })
    const b = await aPerson('R. Ibarra-Lund', { works: school!, email: 'rosa@school.example' })
    const page = await seen(`${at}/${a.id}/merging?q=ibarra`)
    expect(page).toContain(`href="${at}/${a.id}/merging?with=${b.id}"`)
    expect(page).toContain('Librarian, Ferry School · rosa@school.example')
    expect(await seen(`${at}/${a.id}`)).toContain(`href="${at}/${a.id}/merging"`)
  })
})

describe('two entries that become one person', () => {
  let kept: Awaited<ReturnType<typeof aPerson>>
  let lost: typeof kept
  let contact: { id: string }
  beforeAll(async () => {
    kept = await aPerson('Ana Ruiz', { works: library!, email: 'ana@alder.example', note: 'Calls back.' })
    lost = await aPerson('Annabel Ruiz-Vega', { works: library!, phone: '412 555 0177', note: 'Speaks Spanish.' })
    await addPosition(
      h.db,
      region.system,
      lost,
      { organization: school!.id, title: 'Board member', since: '2020', until: '' },
      h.clock(),
    )
    const told = { with: school!.id, by: null, spokeWith: '', day: '2026-01-02', how: 'phone', about: 'Maps' } as const
    const id = await logContact(h.db, { ...region.system, personId: lost.id }, told, h.clock())
    contact = { id: String(id) }
    const [a, b] = [await getPerson(h.db, region.system, kept.id), await getPerson(h.db, region.system, lost.id)]
    const form = { with: b.id, keep: a.id, decision: 'merge', versions: `${a.version} ${b.version}`, field_name: a.id }
    const merged = await h.as(coordinator).post(`${at}/${a.id}/merging`, form)
    expect(merged.location).toBe(`${at}/${a.id}?done=merged`)
  })

  test('say what both said, and work where both worked, once', async () => {
    expect(await getPerson(h.db, region.system, kept.id)).toMatchObject({
      name: 'Ana Ruiz',
      email: 'ana@alder.example',
      phone: '412 555 0177',
      note: 'Calls back.\n\nSpeaks Spanish.',
    })
    const page = await seen(`${at}/${kept.id}`)
    expect(page.match(/<h3 class="title">Librarian<\/h3>/g)).toHaveLength(1)
    expect(page).toContain('Board member')
    expect(page).toContain('Merged with another entry')
  })

  test('are found by both names, by coordinators only; the other address leads there', async () => {
    expect(await seen(`${at}?q=annabel`)).toContain(`href="${at}/${kept.id}"`)
    expect(await seen(`${at}/${kept.id}`)).toContain('Annabel Ruiz-Vega')
    expect(await seen('/riverbend/search?q=Annabel')).toContain(`href="${at}/${kept.id}"`)
    const { version } = await getPerson(h.db, region.system, kept.id)
    const agreed = { how: 'by mail', visibility: 'public' as const, givenAt: h.time.now, fields: ['name' as const] }
    await giveConsent(h.db, region.system, { id: kept.id, version }, agreed, h.clock())
    expect(await seen(`${at}/${kept.id}`, viewer)).not.toContain('Annabel')
    expect(await seen(`${at}?q=annabel`, viewer)).not.toContain('Ana Ruiz')
    expect(await seen('/riverbend/search?q=Annabel', viewer)).not.toContain(`${at}/${kept.id}`)
    const old = await h.as(coordinator).get(`${at}/${lost.id}`)
    expect([old.status, old.location]).toEqual([301, `${at}/${kept.id}`])
    const api = await h.as(coordinator).get(`/api/v1/riverbend/people/${lost.id}`)
    expect([api.status, JSON.parse(api.text)]).toEqual([301, { mergedInto: kept.id }])
  })

  test('logged what both logged', async () => {
    const row = await h.db.selectFrom('contacts').select('person_id').where('id', '=', contact.id).executeTakeFirst()
    expect(row?.person_id).toBe(kept.id)
  })

  test('are told in the journal without a word of who they are', async () => {
    const entry = (await h.journal(region)).find((one) => one.verb === 'person.merged')!
    expect([entry.record_id, JSON.stringify(entry.changes)]).toEqual([kept.id, '{}'])
    expect(await seen('/riverbend/journal')).toContain('merged two entries of')
    expect(await seen('/es/riverbend/journal')).toContain('fusionó dos fichas de')
    expect(await seen('/riverbend/journal', viewer)).not.toContain('merged two entries of')
  })

  test('do not come back by bringing back what was removed', async () => {
    expect((await h.as(coordinator).get(`${at}/${lost.id}/removal`)).status).toBe(404)
    expect((await h.as(coordinator).get(`${at}/${lost.id}/erasure`)).status).toBe(404)
  })

  test('may be made two again', async () => {
    const list = await seen('/riverbend/merges')
    expect(list).toContain('Annabel Ruiz-Vega')
    const [, id] = /\/merges\/([0-9a-f-]{36})\/undoing/.exec(list)!
    expect((await undo(id!)).location).toBe('/riverbend/merges?stayed=0')
    expect(await getPerson(h.db, region.system, lost.id)).toMatchObject({
      name: 'Annabel Ruiz-Vega',
      phone: '412 555 0177',
    })
    expect(await getPerson(h.db, region.system, kept.id)).toMatchObject({ phone: null, note: 'Calls back.' })
  })
})

test('merging and undoing leaves every row as it was', async () => {
  const kept = await aPerson('Noor Haddad', {
    works: library!,
    email: 'noor@alder.example',
    agreed: { visibility: 'public', fields: ['name', 'position', 'email'] },
  })
  const lost = await aPerson('Noor El Haddad', {
    works: school!,
    email: 'noor@school.example',
    agreed: { visibility: 'region', fields: ['name', 'phone'] },
  })
  const before = await dump([kept.id, lost.id])
  const id = await merge(kept, lost, { name: 'lost', email: 'lost' })
  expect(await getPerson(h.db, region.system, kept.id)).toMatchObject({
    name: 'Noor El Haddad',
    email: 'noor@school.example',
  })
  expect(await seen(`${at}?q=noor+haddad`)).toContain(kept.id)
  await undo(id)
  expect(await dump([kept.id, lost.id])).toEqual(before)
})

describe('of two consents', () => {
  const publicly = { visibility: 'public' as const, fields: ['name' as const, 'email' as const, 'position' as const] }

  test('the stricter counts, field by field', async () => {
    const kept = await aPerson('Ivo Lund', { email: 'ivo@a.example', agreed: publicly })
    const lost = await aPerson('Ivo P. Lund', {
      agreed: { visibility: 'region', fields: ['name', 'email', 'phone'] },
    })
    const id = await merge(kept, lost)
    expect(await reaches(kept.id)).toEqual({ visibility: 'region', agreed: { name: 'region', email: 'region' } })
    expect((await listConsents(h.db, region.id, kept.id)).length).toBe(6)
    await undo(id)
    expect(await reaches(kept.id)).toEqual({
      visibility: 'public',
      agreed: { name: 'public', email: 'public', position: 'public' },
    })
    expect(await reaches(lost.id)).toEqual({
      visibility: 'region',
      agreed: { name: 'region', email: 'region', phone: 'region' },
    })
  })

  test('one that was taken back, or never given, is the stricter', async () => {
    const kept = await aPerson('Bea Okoye', { agreed: publicly })
    const lost = await aPerson('Bea N. Okoye', { agreed: publicly })
    await withdrawConsent(h.db, region.system, await getPerson(h.db, region.system, lost.id), h.clock())
    await merge(kept, lost)
    expect(await reaches(kept.id)).toEqual({ visibility: 'circle', agreed: {} })
    const other = await aPerson('Cy Okoye', { agreed: publicly })
    await merge(other, await aPerson('Cyrus Okoye'))
    expect(await reaches(other.id)).toEqual({ visibility: 'circle', agreed: {} })
  })

  test('one that is given afterwards stays when they are two again', async () => {
    const kept = await aPerson('Dov Stein', { agreed: publicly })
    const lost = await aPerson('Dov B. Stein')
    const id = await merge(kept, lost)
    const now = await getPerson(h.db, region.system, kept.id)
    const given = { how: 'on the phone', visibility: 'region' as const, givenAt: h.time.now }
    await giveConsent(h.db, region.system, now, given, h.clock())
    expect((await undo(id)).location).toMatch(/stayed=[1-9]/)
    expect((await reaches(kept.id)).visibility).toBe('region')
  })
})

describe('whoever has an account', () => {
  test('stays, keeps their address, and gets what the other may do', async () => {
    const member = await h.aMember(region, 'viewer')
    const kept = await getPerson(h.db, region.system, member.actor.personId!)
    const other = await aPerson('A viewer too', { email: 'other@alder.example', phone: '412 555 0123' })
    const page = await seen(`${at}/${other.id}/merging?with=${kept.id}`)
    expect(page).toContain('becomes part of the other')
    const versions = `${other.version} ${kept.version}`
    const form = { with: kept.id, keep: other.id, decision: 'merge', versions }
    expect((await h.as(coordinator).post(`${at}/${other.id}/merging`, form)).status).toBe(422)
    const { keep: _, ...unsaid } = form
    const merged = await h.as(coordinator).post(`${at}/${other.id}/merging`, { ...unsaid, field_email: other.id })
    expect(merged.location).toBe(`${at}/${kept.id}?done=merged`)
    expect(await getPerson(h.db, region.system, kept.id)).toMatchObject({ email: kept.email, phone: '412 555 0123' })
    expect((await h.as(member).get(at)).status).toBe(200)
  })

  test('is never made into somebody else who has one', async () => {
    const [a, b] = [await h.aMember(region, 'viewer'), await h.aMember(region, 'coordinator')].map(
      (one) => one.actor.personId!,
    )
    const page = await seen(`${at}/${a}/merging?with=${b}`)
    expect(page).toContain('Nobody who has one becomes somebody else')
    expect(page).not.toContain('value="merge"')
    await expect(merge({ id: a! }, { id: b! })).rejects.toMatchObject({ status: 422, reason: 'merging.bothAccounts' })
  })

  test('was invited under two addresses: the second invitation opens nothing any more', async () => {
    const invite = (email: string) =>
      h.as(coordinator).post('/riverbend/settings/members', {
        name: 'Invited Twice',
        email,
        access: 'representative',
        organizations: library!.id,
      })
    await invite('one@alder.example')
    await invite('two@alder.example')
    const people = await h.db
      .selectFrom('persons')
      .select('id')
      .where('name', '=', 'Invited Twice')
      .orderBy('id')
      .execute()
    for (const { id } of people)
      await makeLink(h.db, { regionId: region.id, purpose: 'invitation', personId: id, days: 9 }, h.clock())
    await merge(people[0]!, people[1]!)
    const links = await h.db
      .selectFrom('links')
      .select(['person_id', 'revoked_at'])
      .where('purpose', '=', 'invitation')
      .execute()
    const isOpen = (id: string) => links.some((one) => one.person_id === id && one.revoked_at === null)
    expect(people.map(({ id }) => isOpen(id))).toEqual([true, false])
    const held = await h.db
      .selectFrom('mandates')
      .select('what')
      .where('person_id', '=', people[0]!.id)
      .where('ended_at', 'is', null)
      .execute()
    expect(new Set(held.map(({ what }) => what)).size).toBe(held.length)
  })
})

test('what one entry may no longer and the other may, the one that stays may', async () => {
  const member = await h.aMember(region, 'viewer')
  const kept = { id: member.actor.personId! }
  await h.db
    .updateTable('mandates')
    .set({ from_day: '2020-01-01', until_day: '2020-12-31' })
    .where('person_id', '=', kept.id)
    .execute()
  expect((await h.as(member).get(at)).status).toBe(403)
  const email = 'anew@alder.example'
  await h.as(coordinator).post('/riverbend/settings/members', { name: 'Invited Anew', email, access: 'viewer' })
  const lost = await h.db.selectFrom('persons').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  await merge(kept, lost)
  expect((await h.as(member).get(at)).status).toBe(200)
})

test('whoever came in by the address of the other entry is that one once they are two again', async () => {
  const kept = await aPerson('Ines Falk')
  const email = 'ines.other@alder.example'
  const invited = { name: 'Ines Falke', email, access: 'viewer' }
  await h.as(coordinator).post('/riverbend/settings/members', invited)
  const lost = await h.db.selectFrom('persons').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  const id = await merge(kept, lost)
  const member = await h.signIn(email, region)
  expect(member.actor.personId).toBe(kept.id)
  expect((await undo(id)).status).toBe(303)
  const { personId } = await actorOf(h.db, region, { accountId: member.accountId!, admin: false }, h.time.now)
  expect(personId).toBe(lost.id)
  expect((await h.as(member).get(at)).status).toBe(200)
  expect((await getPerson(h.db, region.system, kept.id)).email).toBeNull()
})

/** None of these words stands in any row of any table. */
async function expectNowhere(words: string[]) {
  const { rows: tables } = await sql<{ name: string }>`select c.relname as name from pg_class c join pg_namespace n
    on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`.execute(h.db)
  const canary = words.map((word) => word.toLowerCase())
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: string
    }>`select lower(to_jsonb(t)::text) as row from ${sql.table(name)} t`.execute(h.db)
    expect([name, rows.filter(({ row }) => canary.some((word) => row.includes(word)))]).toEqual([name, []])
  }
}

test('who erases themself erases the entries that became theirs; before, they take them along', async () => {
  const member = await h.aMember(region, 'viewer')
  const words = ['Ottoline Fenwick', 'otto@fenwick.example', '412 555 6644']
  const lost = await aPerson(words[0]!, { email: words[1]!, phone: words[2]!, works: library! })
  await h.anOrganization(region, { name: 'Fen Library', description: `Ask ${words.join(' or ')}.` })
  await merge({ id: member.actor.personId! }, lost)
  const records = await h.as(member).get('/me/records?format=json')
  expect([records.status, words.every((word) => records.text.includes(word))]).toEqual([200, true])
  expect((await h.as(member).post('/me/erasure', { confirmation: member.email! })).status).toBe(200)
  await expectNowhere([...words, member.email!])
})

test('who is erased is erased with all entries that became theirs, and their former words', async () => {
  const words = ['Zephyrine Quill', 'Zephy Quillfeather', 'zq@first.example', 'zq@second.example', '412 555 7788']
  const kept = await aPerson(words[0]!, { email: words[2]!, works: library! })
  const lost = await aPerson(words[1]!, { email: words[3]!, phone: words[4]!, works: library! })
  const third = await aPerson('Z. Quillfeather', { email: 'zq@third.example' })
  await h.anOrganization(region, { name: 'Told Library', description: `Ask ${words[1]}, ${words[2]}, ${words[3]}.` })
  await merge(lost, third)
  await merge(kept, lost, { name: 'lost', email: 'lost' })
  const now = await getPerson(h.db, region.system, kept.id)
  await changePerson(
    h.db,
    region.system,
    now,
    { name: 'Z. Quill', email: '', phone: '', note: '', lang: 'en' },
    h.clock(),
  )
  expect(await seen(`${at}/${kept.id}/erasure`)).toContain('2 other entries that became theirs go with it')
  const changed = await getPerson(h.db, region.system, kept.id)
  await eraseOther(h.db, region.system, region, changed, 'asked', h.clock())
  await expectNowhere([...words, 'Quillfeather', 'third.example'])
  const erased = await h.db.selectFrom('erasures').select('person_id').execute()
  expect(erased.map((row) => row.person_id)).toEqual(expect.arrayContaining([kept.id, lost.id, third.id]))
  expect(await h.db.selectFrom('merges').select('id').where('kept_id', '=', kept.id).execute()).toEqual([])
})

test('neither who was taken for another one nor who did that takes along what is held about the other', async () => {
  const member = await h.aMember(region, 'viewer')
  const merging = await h.aMember(region, 'coordinator')
  const other = await aPerson('Pia Larkspur', { phone: '412 555 3311', note: 'Calls back on Fridays' })
  const kept = await getPerson(h.db, region.system, member.actor.personId!)
  const versions = `${kept.version} ${other.version}`
  const form = { with: other.id, keep: kept.id, decision: 'merge', versions, field_name: other.id }
  expect((await h.as(merging).post(`${at}/${kept.id}/merging`, form)).status).toBe(303)
  const id = await h.db.selectFrom('merges').select('id').where('lost_id', '=', other.id).executeTakeFirstOrThrow()
  expect((await undo(id.id)).status).toBe(303)
  for (const who of [member, merging]) {
    const { text } = await h.as(who).get('/me/records?format=json')
    expect(text).toContain(id.id)
    // Coordinators know the name anyway.
    for (const word of ['3311', 'Fridays', ...(who === member ? ['Larkspur'] : [])]) expect(text).not.toContain(word)
  }
})

test('who was taken for another one takes no words of theirs along', async () => {
  const [kept, other] = [await aPerson('Otto Wrenfield'), await aPerson('Otto Wrenford', { phone: '412 555 6677' })]
  const { slug } = await h.anOrganization(region, {
    name: 'Wren Hall',
    description: 'Ask Otto Wrenford, 412 555 6677.',
  })
  expect((await undo(await merge(kept, other, { name: 'lost', phone: 'lost' }))).status).toBe(303)
  await eraseOther(h.db, region.system, region, await getPerson(h.db, region.system, kept.id), 'asked', h.clock())
  expect(await seen(`/riverbend/organizations/${slug}`)).toContain('Ask Otto Wrenford, 412 555 6677.')
  expect(await getPerson(h.db, region.system, other.id)).toMatchObject({ name: 'Otto Wrenford', phone: '412 555 6677' })
})

test('every column that holds a person follows, stays for a reason, or is a room’s own', async () => {
  const follow = (await pointersThatFollow(h.db, rooms, 'person')).map(({ table, column }) => `${table}.${column}`)
  expect(follow).toEqual(
    expect.arrayContaining([
      'contacts.person_id',
      'tie_statements.person_id',
      'memberships.person_id',
      'unsubscriptions.person_id',
      'quiet_hours.person_id',
      'api_keys.person_id',
    ]),
  )
  const keyed = (await pointersAtRecords(h.db, ['persons'])).map(({ table, column }) => `${table}.${column}`)
  /** What somebody did in the house they did with an account, and who has one never becomes another. */
  const done = /^(journal|proposals|merges|imports|translations|request_keys|erasures|meetings|live_subjects)\b/
  const own = [
    'persons.id',
    'consents.person_id',
    'consents.recorded_by',
    'positions.person_id',
    'mandates.person_id',
    'mandates.delegated_by',
  ]
  const forgotten = Object.keys(OF_PERSONS).filter(
    (name) => !keyed.includes(name) && !follow.includes(name) && !own.includes(name) && !done.test(name),
  )
  expect(forgotten).toEqual([])
})

test('an import finds who became another one, and brings nobody back', async () => {
  const list = [
    'name,email,phone,organization,title',
    'Gwen Marsh,gwen@one.example,412 555 0001,Alder Library,Librarian',
    'Gwendolyn Marsh,gwen@two.example,412 555 0002,Alder Library,Librarian',
  ].join('\n')
  const bring = async () => {
    const opened = openSource('people.csv', new TextEncoder().encode(list), 'people')
    if (!opened.ok) throw new Error('the list cannot be read')
    const report = await importSources(h.db, region.system, [opened.source], h.clock(), { lang: 'en' })
    return [report.created, report.updated, report.unchanged]
  }
  expect(await bring()).toEqual([2, 0, 0])
  const made = await h.db.selectFrom('persons').select('id').where('name', 'like', 'Gwen%').orderBy('name').execute()
  await merge(made[0]!, made[1]!, { name: 'lost', email: 'lost', phone: 'lost' })
  expect(await bring()).toEqual([0, 0, 2])
})
