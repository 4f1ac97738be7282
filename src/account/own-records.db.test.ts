import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { town } from '../../test/town.ts'
import { OF_ACCOUNTS, OF_PERSONS, partsOf } from '../platform/personal-columns.ts'
import { unzipSync } from 'fflate'

const t = await town()

/** Columns that cannot hold a person, whatever they are called. */
const NO_PERSONS =
  /^(region|organization|place|group|tie|kept|lost|parent|successor|with_organization|by_organization|for_organization|circle|owner|merge|proposal|entry|batch|a|b)_id$/
/** Names that a column with somebody in it has. */
const SOMEBODY =
  /(^|_)(person|actor|account|user|by|author|owner|member)(_id)?$|^(delegated|recorded|decided)_by$|^userId$/
/** Columns of these that hold somebody and are spoken of elsewhere, or nobody. */
const NOBODY: Record<string, string> = {
  'records.id': 'the bare spine; what stands on it is listed by itself',
  'auth.account.accountId': 'the same account, at whoever vouches for it',
  'joins.record_id': 'persons join nothing',
  'joins.end_id': 'nothing joins persons',
  'circle_members.organization_id': 'organizations only',
  'rounds.previous_id': 'the round that is asked again',
  'comments.about_id': 'a partnership',
  'benefits.origin_id': 'the record that a gain came of',
  'contributions.origin_id': 'the record that a gift came of',
  'evidences.said_by': 'a name as somebody typed it: it goes with all words of others',
  'sign_off_askings.subject_id': 'what is signed',
  'sign_offs.carried_from': 'a sign-off of an earlier version',
  'booking_terms.partnership_id': 'partnerships only',
  'bookings.partnership_id': 'partnerships only',
}

/** What the database itself says points at records, persons or accounts, and what is called like somebody. */
async function columnsOfSomebody(): Promise<string[]> {
  const { rows } = await sql<{ name: string; column: string; points: boolean }>`
    select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname || '.' || a.attname as name,
      a.attname::text as column, exists (select from pg_constraint f join pg_class t on t.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and a.attnum = f.conkey[array_length(f.conkey, 1)]
          and t.relname in ('records', 'persons', 'user')) as points
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'auth') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and a.atttypid in ('uuid'::regtype, 'text'::regtype)`.execute(t.db)
  // A noun's own key points at its record: persons stand on it alone.
  const isNoun = (name: string) => /^\w+\.id$/.test(name) && name !== 'persons.id'
  return rows
    .filter(({ name, column, points }) => (points ? !NO_PERSONS.test(column) && !isNoun(name) : SOMEBODY.test(column)))
    .map(({ name }) => name)
    .filter((name) => !(name in NOBODY) && !name.endsWith('.owner_id'))
}

test('every column that holds somebody is told to them, or says why not', async () => {
  const found = await columnsOfSomebody()
  expect(found.length).toBeGreaterThan(20)
  expect(found.filter((name) => !(name in OF_PERSONS) && !(name in OF_ACCOUNTS))).toEqual([])
  for (const [name, told] of Object.entries({ ...OF_PERSONS, ...OF_ACCOUNTS })) {
    const { schema, table, column } = partsOf(name)
    const { rows } = await sql`select from information_schema.columns where table_schema = ${schema}
      and table_name = ${table} and column_name = ${column}`.execute(t.db)
    expect(rows, name).toHaveLength(1)
    if (told.untold !== undefined) expect(told.untold.length).toBeGreaterThan(10)
    if (told.fate === 'stays') expect(told.why?.length).toBeGreaterThan(5)
  }
})

test('one takes along everything that is held about oneself, in all regions, and no secret', async () => {
  const { as, ofLibrary, coordinator, library, center } = t
  const id = ofLibrary.actor.personId!
  const tie = await t.aTie({ note: 'We share a reading room' })
  await as(coordinator).post(`/riverbend/people/${id}/positions`, { organization: library.id, title: 'Data librarian' })
  await as(ofLibrary).post('/riverbend/contacts', {
    with: center.id,
    by: library.id,
    day: '2026-11-20',
    how: 'phone',
    spokeWith: 'Ana',
    about: 'Maps of the river',
  })
  const name = (await t.db.selectFrom('persons').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name
  await as(coordinator).post('/riverbend/contacts', {
    with: library.id,
    day: '2026-11-21',
    how: 'mail',
    spokeWith: `${name} and others`,
    about: 'A grant',
  })
  await as(ofLibrary).post('/me/notifications', { region: t.region.id, topics: [] })

  const answer = await as(ofLibrary).get('/me/records?format=json')
  const records = JSON.parse(answer.text)
  const [region] = records.regions
  expect(records.regions).toHaveLength(1)
  expect(region.records['persons.id']).toMatchObject([{ name, email: ofLibrary.email }])
  expect(region.records['positions.person_id']).toMatchObject([
    { title: 'Data librarian', organization_name: 'Ferry Street Library' },
  ])
  expect(region.records['mandates.person_id'].map((one: { what: string }) => one.what).toSorted()).toEqual([
    'speak',
    'view',
  ])
  expect(region.records['memberships.person_id']).toHaveLength(1)
  expect(region.records['tie_statements.person_id']).toMatchObject([{ tie_id: tie }])
  expect(region.records['contacts.person_id']).toMatchObject([{ about: 'Maps of the river' }])
  expect(region.records['contacts.spoke_with']).toMatchObject([{ about: 'A grant' }])
  expect(region.records['unsubscriptions.person_id'].length).toBeGreaterThan(0)
  expect(region.records['journal.actor_id'].map((one: { verb: string }) => one.verb)).toContain('contact.logged')
  expect(region.records['journal.record_id'].map((one: { verb: string }) => one.verb)).toContain('member.joined')
  expect(records.account['auth.user.id']).toMatchObject([{ email: ofLibrary.email }])
  expect(records.account['auth.session.userId']).toHaveLength(1)

  const { rows } = await sql<{ secret: string }>`select token as secret from auth.session
    union all select encode(hash, 'hex') from links`.execute(t.db)
  for (const { secret } of rows) expect(answer.text).not.toContain(secret)
  expect(answer.text).not.toMatch(/"(token|hash|password|bytes)"/)
})

test('the same as a zip: a table for each kind; and the page counts them', async () => {
  const { ofLibrary } = t
  const answer = await t.app.request('http://localhost:4000/me/records?format=zip', {
    headers: { host: 'localhost:4000', cookie: ofLibrary.cookie! },
  })
  const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
  const names = Object.keys(files)
  expect(names).toContain('everything.json')
  expect(names).toContain(`riverbend-${ofLibrary.actor.personId}/contacts.person_id.csv`)
  expect(names).toContain('account/auth.user.id.csv')
  const page = await t.as(ofLibrary).get('/me/records')
  expect(page.text).toContain('Contacts you logged (1)')
  expect(page.text).toContain('Maps of the river')
  expect((await t.as(ofLibrary).get('/es/me/records')).text).toContain('Contactos que')
})

test('who takes the name of another gets nothing of what is not theirs to read', async () => {
  const { as, ofSchool, coordinator, library } = t
  const told = { with: library.id, day: '2026-11-22', how: 'mail', spokeWith: 'Rosa Prima', about: 'A secret of Rosa' }
  await as(coordinator).post('/riverbend/contacts', told)
  await as(ofSchool).post('/me', { region: t.region.id, name: 'Rosa Prima', visibility: 'circle' })
  const mine = await as(ofSchool).get('/me/records?format=json')
  expect(mine.text).toContain('Rosa Prima')
  expect(mine.text).not.toContain('A secret of Rosa')
  expect((await as(null).get('/me/records?format=json')).status).toBe(303)
})
