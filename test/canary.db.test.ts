import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { announce, deliverDue } from '../src/journal/deliveries.ts'
import { findRegionById } from '../src/region/regions.ts'
import { keepInOutbox } from '../src/platform/outbox.ts'
import { type Field, FIELDS, KINDS, LISTING_KINDS } from '../src/directory/listing-kinds.ts'
import { hidden } from './editing.ts'
import { type Someone } from './house.ts'
import { town } from './town.ts'

/** Somebody whom every word gives away. What they are called stands in texts of others too. */
const NAME = 'Canaria Quetzalcóatl'
const EMAIL = 'canary.q7x@canarymail.example'
const PHONE = '+1 (724) 555-0173'
/** What stands in their own rows only. */
const OWN = {
  note: 'Notecanary',
  title: 'Titlecanary',
  how: 'Howcanary',
  agent: 'Agentcanary',
  key: 'Keycanary',
  passkey: 'Passcanary',
}
/** In whatever way it is written. */
const CANARIES = ['canaria', 'quetzalc', 'canary.q7x', 'canarymail', '5550173', '555.0173', ...Object.values(OWN)]
const WORDS = `Ask canaria  quetzalcoatl (Canary.Q7x@canarymail.example, 1-724-555-0173) first`

type Town = Awaited<ReturnType<typeof town>>
interface Told {
  t: Town
  id: string
  cookie: string
  tie: string
  organization: string
}

/** The canary in everything that people can write, through the doors that they use. */
async function tellEverything(): Promise<Told> {
  const t = await town()
  const { as, coordinator, library, center, region } = t
  const post = async (path: string, form: Record<string, string | string[]>, who: Someone = coordinator) => {
    t.later()
    const answer = await as(who).post(path, form)
    if (answer.status !== 303)
      throw new Error(`${path}: ${answer.status} ${/error"[^>]*>.*?<span>([^<]*)/.exec(answer.text)?.[1]}`)
    return answer.location!.split('?')[0]!
  }
  const at = '/riverbend'
  await post(`${at}/settings/members`, {
    name: NAME,
    email: EMAIL,
    access: 'representative',
    organizations: library.id,
  })
  const { id } = await t.db.selectFrom('persons').select('id').where('email', '=', EMAIL).executeTakeFirstOrThrow()
  const person = `${at}/people/${id}`
  await post(person, { name: NAME, email: EMAIL, phone: PHONE, note: OWN.note, _version: '1' })
  await post(`${person}/positions`, { organization: library.id, title: OWN.title })
  await post(`${person}/consent`, { how: OWN.how, visibility: 'public', fields: ['name', 'email'] })

  await mailAll(t)
  const letter = t.mailbox.find((mail) => mail.to.address === EMAIL)!
  const [invitation] = /\/riverbend\/l\/[\w-]+/.exec(letter.text)!
  const entered = await as(null).send('POST', invitation, {
    headers: { 'user-agent': OWN.agent, 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  })
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const canary = { ...t.ofLibrary, cookie, email: EMAIL }
  await as(null).post('/sign-in', { email: EMAIL })
  await post('/me/notifications', { region: region.id, topics: [] }, canary)
  await as(canary).post('/me/keys', { region: region.id, name: OWN.key, scope: 'read', days: '30' })

  const tie = await t.tieOf(canary, library, { other: center.slug, kind: 'works-together', strength: '4', note: WORDS })
  await post(`${at}/ties/${tie}/holders/${library.slug}`, { holders: id, _version: '1' }, canary)
  await post(`${at}/ties/${tie}/dispute`, { note: WORDS }, t.ofCenter)
  const contact = { day: '2026-11-20', how: 'phone' }
  await post(`${at}/contacts`, { ...contact, with: center.id, by: library.id, spokeWith: 'Ana', about: 'Maps' }, canary)
  await post(`${at}/contacts`, { ...contact, with: library.id, spokeWith: NAME, about: WORDS, _key: 'once' })

  const made = await post(`${at}/organizations`, { ...organization, name: 'Eastbank Neighbors' })
  const slug = made.split('/').at(-1)!
  const version = hidden((await as(coordinator).get(`${made}/edit`)).text, '_version')
  await post(`${made}/edit`, {
    ...organization,
    name: 'Eastbank Neighbors',
    mission: `${WORDS} again`,
    _version: version,
  })
  const form = (await as(coordinator).get(`${made}/translation`)).text
  const held = { _version: hidden(form, '_version'), _translated: hidden(form, '_translated') }
  await post(`${made}/translation`, { lang: 'es', mission: WORDS, description: WORDS, calling: NAME, ...held })
  for (const kind of LISTING_KINDS) {
    const typed = Object.entries(FIELDS[kind]).map(([name, field]) => [name, told(name, field)])
    await post(`${at}/${KINDS[kind].segment}`, {
      ...Object.fromEntries(typed),
      organizations: library.id,
      visibility: 'public',
    })
  }
  await upload(t, `name,sector,description\nWaiting,library,${WORDS.replaceAll(',', ';')}\n`)
  const done = await upload(
    t,
    `name,sector,description,favourite\nImported,library,${WORDS.replaceAll(',', ';')},${EMAIL}\n`,
  )
  await post(`${done}/completion`, {})
  await merge(t, slug, id)
  await post(`${at}/settings`, {
    name: 'Riverbend',
    slug: 'riverbend',
    tagline_en: WORDS,
    tagline_es: WORDS,
    description_en: WORDS,
    description_es: WORDS,
    timeZone: 'America/New_York',
    fiscalMonth: '7',
    languages: ['en', 'es'],
    smallCountThreshold: '5',
    fadingMonths: '12',
    _version: '1',
  })
  await waysIn(t)
  await theHouseItself(t, id)
  return { t, id, cookie, tie, organization: slug }
}

/** The words wherever they fit, but in names: a street or a service may be called after somebody. */
function told(name: string, field: Field): string | string[] {
  if (field.is === 'choice') return field.of[0]!
  if (field.is === 'number') return '4'
  if (field.is === 'website') return ''
  if (field.is === 'lines') return [WORDS]
  return ['name', 'street', 'city', 'county'].includes(name) || field.max < WORDS.length ? 'Alder' : WORDS
}

const organization = {
  sector: 'library',
  mission: WORDS,
  description: `${WORDS}\n\nand **${NAME}**`,
  calling: NAME,
  serviceArea: WORDS,
  blurb25: WORDS,
  audiences: [WORDS],
  skills: [NAME],
  references: [`${WORDS} https://example.org/`],
  accessNotes: WORDS,
  street: '1 Ferry St',
  city: 'Riverbend',
  visibility: 'public',
  lang: 'en',
}

async function upload(t: Town, text: string): Promise<string> {
  t.later()
  const body = new FormData()
  body.append('file', new File([text], 'list.csv'))
  return (await t.as(t.coordinator).send('POST', '/riverbend/settings/import', { body })).location!.split('?')[0]!
}

/** Where the person worked becomes another organization: the merge keeps what moved. */
async function merge(t: Town, slug: string, id: string) {
  const { as, coordinator } = t
  const lost = (
    await as(coordinator).post('/riverbend/organizations', {
      ...organization,
      name: 'Eastbank Neighbours',
      despite: 'all',
    })
  ).location!
  const lostSlug = lost.split('?')[0]!.split('/').at(-1)!
  const idOf = async (one: string) =>
    (await t.db.selectFrom('records').select('id').where('slug', '=', one).executeTakeFirstOrThrow()).id
  await as(coordinator).post(`/riverbend/people/${id}/positions`, {
    organization: await idOf(lostSlug),
    title: OWN.title,
  })
  const page = `/riverbend/organizations/${slug}/merging?with=${await idOf(lostSlug)}`
  const versions = hidden((await as(coordinator).get(page)).text, 'versions')
  t.later()
  const form = { with: await idOf(lostSlug), keep: await idOf(slug), versions, decision: 'merge' }
  const merged = await as(coordinator).post(`/riverbend/organizations/${slug}/merging`, form)
  if (merged.status !== 303) throw new Error(`merging: ${merged.status}`)
}

/** What is due is mailed. */
async function mailAll({ db, parts, clock }: Town) {
  const post = {
    db,
    mail: parts.mail,
    rooms: parts.rooms,
    clock,
    origin: 'http://localhost:4000',
    regionById: findRegionById,
  }
  while ((await announce(post)) > 0);
  await deliverDue(post)
}

/** What the house writes by itself: mails without a server, deliveries that failed, jobs that failed. */
async function theHouseItself(t: Town, id: string) {
  for (const mail of t.mailbox) await keepInOutbox(t.db, mail, t.later())
  const { region, db } = t
  const entry = await db.selectFrom('journal').select('id').where('region_id', '=', region.id).executeTakeFirstOrThrow()
  const delivery = t.later().id()
  const tried = { region_id: region.id, id: delivery, entry_id: entry.id, person_id: id, channel: 'mail', tries: 1 }
  const when = { created_at: t.time.now, next_try_at: t.time.now }
  await db
    .insertInto('deliveries')
    .values({ ...tried, ...when, last_error: `550 no ${EMAIL} here` })
    .execute()
  await sql`select jobs.create_queue('journal.delivery', '{"policy": "standard"}')`.execute(db)
  await sql`insert into jobs.job_common (name, data, output, state, policy)
    values ('journal.delivery', ${JSON.stringify({ regionId: region.id, id: delivery })}, ${JSON.stringify({ message: `550 ${EMAIL}` })}, 'failed', 'standard')`.execute(
    db,
  )
  const proposal = { region_id: region.id, id: t.later().id(), kind: 'duplicate', key: 'a b', made_at: t.time.now }
  await db
    .insertInto('proposals')
    .values({ ...proposal, payload: JSON.stringify({ reasons: [{ why: WORDS }] }) })
    .execute()
}

/** Ways to sign in that need a browser of their own, or another house. */
async function waysIn({ db }: Town) {
  const user = sql`(select id from auth."user" where email = ${EMAIL})`
  await sql`insert into auth.passkeys ("id", "userId", "credentialId", "publicKey", "name", "createdAt")
    values ('p', ${user}, 'c', '\\x00', ${OWN.passkey}, now())`.execute(db)
  await sql`insert into auth.account ("id", "accountId", "providerId", "userId", "idToken", "updatedAt")
    values ('a', ${EMAIL}, 'library', ${user}, ${`{"email":"${EMAIL}"}`}, now())`.execute(db)
}

/** Where in the whole database, auth and jobs too, a canary sings: in texts, JSON and bytes. */
async function whereItSings(t: Town): Promise<string[]> {
  const { rows: tables } = await sql<{ schema: string; name: string; bytes: string[] }>`
    select n.nspname as schema, c.relname as name, array(select a.attname::text from pg_attribute a where a.attrelid = c.oid
      and a.atttypid = 'bytea'::regtype and a.attnum > 0) as bytes
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`.execute(t.db)
  const found: string[] = []
  for (const { schema, name, bytes } of tables) {
    const texts = [sql`t::text`, ...bytes.map((column) => sql`encode(${sql.ref(`t.${column}`)}, 'escape')`)]
    const all = sql`lower(concat_ws(' ', ${sql.join(texts)}))`
    const { rows } = await sql<{ said: string }>`select ${all} as said from ${sql.table(`${schema}.${name}`)} t
      where ${all} like any(${CANARIES.map((one) => `%${one.toLowerCase()}%`)}::text[])`.execute(t.db)
    found.push(...rows.map(({ said }) => `${schema}.${name}: ${said.slice(0, 200)}`))
  }
  return found
}

const PAGES = [
  'people',
  'people?format=json',
  'people?format=csv',
  'contacts',
  'contacts?format=csv',
  'organizations?format=json',
  'organizations/eastbank-neighbors',
  'organizations/eastbank-neighbors/history',
  'organizations/ferry-street-library',
  'ties',
  'journal',
  'settings/audit',
  'settings/members',
  'proposals',
  'merges',
  'search?q=neighbors',
  'services',
  'groups',
  'resources',
  'places',
  '',
]

describe.each(['by themself', 'by a coordinator'])('somebody who is erased %s', (by) => {
  let told: Told
  let before: string[]
  beforeAll(async () => {
    told = await tellEverything()
    before = await whereItSings(told.t)
    const { t, id, cookie } = told
    const answer =
      by === 'by themself'
        ? await t.as({ ...t.viewer, cookie }).post('/me/erasure', { confirmation: EMAIL.toUpperCase() })
        : await t.as(t.coordinator).post(`/riverbend/people/${id}/erasure`, { reason: 'asked' })
    expect(answer.status).toBe(by === 'by themself' ? 200 : 303)
  })

  test('stood in the tables that people and the house write', () => {
    const tables = new Set(before.map((line) => line.split(':')[0]))
    for (const table of [
      'persons',
      'consents',
      'positions',
      'contacts',
      'journal',
      'search_texts',
      'translations',
      'imports',
      'merges',
      'merge_moves',
      'proposals',
      'organizations',
      'services',
      'groups',
      'resources',
      'places',
      'regions',
      'ties',
      'tie_statements',
      'record_references',
      'deliveries',
      'outbox',
      'api_keys',
    ])
      expect(tables, table).toContain(`public.${table}`)
    for (const table of [
      'auth.user',
      'auth.session',
      'auth.verification',
      'auth.passkeys',
      'auth.account',
      'jobs.job_common',
    ])
      expect(tables).toContain(table)
  })

  test('is nowhere in the whole database', async () => {
    expect(await whereItSings(told.t)).toEqual([])
  })

  test('is on no page, and each of them answers', async () => {
    const { t } = told
    for (const who of [t.coordinator, t.ofLibrary, null])
      for (const page of PAGES) {
        const answer = await t.as(who).get(`/riverbend/${page}`.replace(/\/$/, ''))
        expect([page, [200, 403].includes(answer.status)]).toEqual([page, true])
        for (const canary of CANARIES)
          expect(answer.text.toLowerCase(), `${page} ${canary}`).not.toContain(canary.toLowerCase())
      }
  })

  test('is found by no search', async () => {
    const { t } = told
    for (const word of ['canaria', 'quetzalcoatl', 'canarymail'])
      expect(JSON.parse((await t.as(t.coordinator).get(`/riverbend/search?q=${word}&format=json`)).text).items).toEqual(
        [],
      )
  })

  test('has an address that tells coordinators so, and nobody else anything', async () => {
    const { t, id } = told
    expect((await t.as(t.coordinator).get(`/riverbend/people/${id}`)).status).toBe(410)
    expect((await t.as(t.viewer).get(`/riverbend/people/${id}`)).status).toBe(404)
    expect((await t.as(t.coordinator).get(`/riverbend/people/${id}/erasure`)).status).toBe(404)
  })

  test('is out, and signs in as a stranger', async () => {
    const { t, cookie } = told
    expect((await t.as({ ...t.viewer, cookie }).get('/me')).status).toBe(303)
    expect((await t.as({ ...t.viewer, cookie }).post('/riverbend/contacts', {})).status).not.toBe(303)
  })

  test('said for an organization what stays the organization’s', async () => {
    const { t, tie } = told
    const page = (await t.as(t.coordinator).get(`/riverbend/ties/${tie}`)).text
    expect(page).toContain('by a former representative')
    expect(page).toContain('Somebody who held it for Ferry Street Library is no longer there.')
    expect(page).toContain('Ferry Street Library')
    expect((await t.as(t.coordinator).get('/riverbend/contacts')).text).toContain('a former representative')
    expect((await t.as(t.coordinator).get('/riverbend/settings/audit')).text).toContain('Somebody who was erased')
  })

  test('comes back by no undone merge', async () => {
    const { t } = told
    const list = (await t.as(t.coordinator).get('/riverbend/merges')).text
    const [undoing] = /\/riverbend\/merges\/[0-9a-f-]{36}\/undoing/.exec(list)!
    t.later()
    expect((await t.as(t.coordinator).post(undoing)).status).toBe(303)
    expect(await whereItSings(t)).toEqual([])
  })
})
