import { takeSnapshot } from '../src/network/growth/snapshots.ts'
import { sql } from 'kysely'
import type { OrganizationInput } from '../src/directory/forms.ts'
import { FIELDS, KINDS, LISTING_KINDS, type Field, type ListingKind } from '../src/directory/listing-kinds.ts'
import { codeOf } from '../src/network/convening/codes.ts'
import { readLines } from '../src/network/convening/line-lists.ts'
import { addTie } from '../src/network/convening/lines.ts'
import { closeMeeting, getMeeting } from '../src/network/convening/meetings.ts'
import { findPhone, joinMeeting } from '../src/network/convening/participants.ts'
import { stingGrants } from './partnerships/grants.ts'
import { stingLedgers } from './partnerships/ledgers.ts'
import { stingPartnerships } from './partnerships/stings.ts'
import { TABLE, addressOf, methodOf } from './permissions.ts'
import type { Target } from './targets.ts'
import type { World } from './world.ts'

/** Short enough for every field. `nasty` names what must never come alive. */
export const STINGS = [
  `"><script>nasty()</script>`,
  `' nasty='1' "nasty="1" onload="nasty()`,
  `</textarea></title><nasty-element>`,
  `<img src=x onerror=nasty()>`,
  `{{7*7}}{n, plural, other{}}<b>`,
  `\u202Egnp.elif\u2066\u200B <svg/onload=nasty()>`,
  `=HYPERLINK("http://nasty.example")`,
  `javascript:nasty()//<a href=javascript:nasty()>`,
  `👩‍👩‍👧‍👦 \u{1F4A9}\uFFFD&lt;nasty-element&gt;&#60;`,
  `<!-- --!> <![CDATA[ <nasty-element> ]]>`,
]
/** Any of them, for PostgreSQL. */
export const STUNG = 'nasty|\\{\\{7|W{50}'
export const LONG = `${STINGS.join(' ')} ${'W'.repeat(200)}`
const MARKDOWN = [
  '[a](javascript:nasty()) [b](JaVaScRiPt&colon;nasty()) [c](data:text/html;base64,PHNjcmlwdD4=) ![d](javascript:nasty())',
  '<nasty-element onclick="nasty()">\n\n<a href="jav&#x09;ascript:nasty()">e</a>\n\n<javascript:nasty()>',
  '[f]: javascript:nasty()\n\n[f] https://example.org/"onmouseover="nasty() `<script>`',
  '| <script>nasty()</script> | b |\n|---|---|\n| <img src=x onerror=nasty()> | "><nasty-element> |',
  `\`\`\`html" onload="nasty()\n<nasty-element>\n\`\`\`\n\n${LONG}`,
].join('\n\n')

let turn = 0
const sting = () => STINGS[(turn += 1) % STINGS.length]!
const label = () => sting().slice(0, 60)

/** A nasty string in every text that people can type, by the forms they type it in. Gives what now bears them. */
export async function stingEverything(w: World): Promise<Map<string, Target>> {
  const stung = new Map<string, Target>()
  await stingSettings(w)
  const organization = await stingOrganization(w)
  stung.set('organization', organization)
  stung.set('tie', await stingTies(w, organization))
  for (const kind of LISTING_KINDS) stung.set(kind, await stingListing(w, kind, organization.id))
  stung.set('person', await stingPerson(w, organization.id))
  stung.set('import', await stingImports(w))
  await stingMeetings(w, stung)
  await post(w, 'contacts', {
    with: organization.id,
    day: '2020-01-01',
    how: 'phone',
    spokeWith: sting(),
    about: LONG,
  })
  stung.set('naming', await stingRounds(w, organization))
  await stingPartnerships(w, stung, { sting, long: LONG, markdown: MARKDOWN, all: STINGS })
  await stingLedgers(w, stung, { sting, long: LONG })
  await stingGrants(w, stung, { sting, long: LONG })
  stung.set('asking', stung.get('naming')!)
  stung.set('round', stung.get('naming')!)
  await post(w, 'settings/members', { name: sting(), email: 'nasty-member@example.org', access: 'viewer' })
  const key = { region: w.ours.id, name: sting(), scope: 'read', days: '30' }
  if ((await w.as(w.people.coordinator).post('/me/keys', key)).status !== 200) throw new Error('no key was made')
  const webhook = { address: `https://nasty.example/?a="><nasty-element>'onload='${sting()}` }
  const hooked = await w.as(w.people.coordinator).post('/riverbend/settings/webhooks', webhook)
  if (hooked.status !== 200) throw new Error('no webhook was made')
  const hook = /settings\/webhooks\/([0-9a-f-]{36})/.exec(hooked.text)![1]!
  const day = w.clock().at.toISOString().slice(0, 10)
  await takeSnapshot(w.db, w.ours.id, day, w.clock())
  stung.set('quarter', { ...targetOf(day), more: { day } })
  stung.set('webhook', { ...targetOf(hook), more: { webhook: hook } })
  // What a demonstration brings along, and no form.
  await sql`update regions set county_names = ${STINGS} where region_id = ${w.ours.id}`.execute(w.db)
  // What a list of places says beside our fields.
  await sql`update places set extra = ${JSON.stringify({ [sting()]: LONG })} where region_id = ${w.ours.id}`.execute(
    w.db,
  )
  for (const kind of LISTING_KINDS)
    await sql`update ${sql.table(KINDS[kind].table)} set extra = ${JSON.stringify({ [sting()]: LONG })}
      where region_id = ${w.ours.id}`.execute(w.db)
  await sql`update record_references set quote = ${LONG} where region_id = ${w.ours.id}`.execute(w.db)
  return stung
}

/** A round in which one that is stung answers, and another has begun to. */
async function stingRounds(w: World, organization: Target): Promise<Target> {
  const other = w.grounds.riverbend.other.id
  const until = new Date(w.time.now.getTime() + 7 * 86_400_000).toISOString().slice(0, 10)
  const begun = await w.as(w.people.coordinator).post('/riverbend/map/rounds/new', {
    name: sting(),
    message: LONG.slice(0, 1000),
    until,
  })
  const round = /rounds\/([0-9a-f-]{36})/.exec(begun.location ?? '')![1]!
  await post(w, `map/rounds/${round}/ask`, {
    'organization[]': [organization.id, other],
    'to[]': ['handed', 'handed'],
    'email[]': ['', ''],
  })
  const askings = await w.db
    .selectFrom('askings')
    .select(['id', 'organization_id'])
    .where('round_id', '=', round)
    .execute()
  const idOf = (id: string) => askings.find((one) => one.organization_id === id)!.id
  const asking = idOf(organization.id)
  await post(w, `map/rounds/${round}/askings/${asking}/answer`, {
    'name[]': [sting(), sting()],
    'how[]': ['works-together', 'funds'],
    'strong[]': ['3', ''],
    'which[]': ['none', 'none'],
    do: 'send',
  })
  const handed = await w.as(w.people.coordinator).post(`/riverbend/map/rounds/${round}/askings/${idOf(other)}/link`)
  const link = /http:\/\/localhost:4000(\/riverbend\/l\/[\w-]{43})/.exec(handed.text)![1]!
  const form = { 'name[]': STINGS, 'how[]': STINGS, 'strong[]': STINGS, 'which[]': STINGS, roles: STINGS }
  for (const step of ['save', 'send', 'more'])
    if ((await w.as(null).post(link, { ...form, do: step })).status >= 500) throw new Error('the form fell')
  const naming = await w.db.selectFrom('namings').select('id').where('asking_id', '=', asking).executeTakeFirstOrThrow()
  await post(w, `map/rounds/${round}/answers/${naming.id}`, { decision: 'refuse', reason: LONG.slice(0, 500) })
  return { ...targetOf(asking), more: { round, asking, naming: naming.id } }
}

/** Where what was stung can be read, in both languages and as files. */
export function pagesOf(stung: Map<string, Target>): string[] {
  const lines = TABLE.filter((line) => methodOf(line) === 'GET' && line.route.includes('/:region'))
  const plain = lines.flatMap((line) => {
    if (line.at === 'session' || (line.at && !stung.has(line.at) && line.at !== 'list')) return []
    const path = addressOf(line, 'riverbend', line.at ? stung.get(line.at) : undefined)
    const files = (line.formats ?? []).map((format) => `${path}${path.includes('?') ? '&' : '?'}format=${format}`)
    return path.startsWith('/api') ? [path] : [path, `/es${path}`, ...files]
  })
  const more = ['/', '/me', '/sitemap.xml', '/riverbend/settings/lists/roles', '/riverbend/search?q=nasty']
  return [...more, ...plain]
}

async function post(w: World, path: string, form: Record<string, string | string[]>, who = w.people.coordinator) {
  const answer = await w.as(who).post(`/riverbend/${path}`, form)
  if (answer.status !== 303)
    throw new Error(`${path}: ${answer.status} ${/class="error"[^>]*>([^<]*)/.exec(answer.text)?.[1] ?? ''}`)
  return answer.location!.split('?')[0]!.replace('/riverbend/', '')
}

const targetOf = (id: string, slug = id): Target => ({ id, slug, region: 'riverbend', more: {} })

async function stingSettings(w: World) {
  await post(w, 'settings', {
    name: sting(),
    slug: 'riverbend',
    tagline_en: sting(),
    tagline_es: sting(),
    description_en: LONG,
    description_es: LONG,
    timeZone: 'America/New_York',
    fiscalMonth: '7',
    languages: ['en', 'es'],
    smallCountThreshold: '5',
    fadingMonths: '12',
    nationalView: 'yes',
    _version: '1',
  })
  const labels = () => ({ label_en: label(), label_es: label() })
  await post(w, 'settings/lists/sectors/new', { ...labels(), shape: 'other', colour: 'other' })
  const described = { description_en: LONG.slice(0, 590), description_es: sting() }
  const reference = { reference_title: sting(), reference_url: `https://example.org/?"><nasty-element>` }
  await post(w, 'settings/lists/roles/new', { ...labels(), ...described, ...reference })
  const said = { forward_en: label(), forward_es: label(), backward_en: label(), backward_es: label() }
  await post(w, 'settings/lists/tie-kinds/new', { ...labels(), ...said, directed: 'yes' })
}

/** What people write into an organization; the rest they choose, or it is a number or a date. */
type TextField = Exclude<
  keyof OrganizationInput,
  'roles' | 'founded' | 'ended' | 'parent' | 'successors' | 'checkedOn' | 'latitude' | 'longitude' | 'circle' | 'lang'
>

async function stingOrganization(w: World): Promise<Target> {
  const many = STINGS.map((one) => one.slice(0, 110))
  const form = {
    name: `${sting()} one`,
    otherNames: many,
    sector: 'library',
    mission: LONG.slice(0, 290),
    description: MARKDOWN,
    website: `https://example.org/?a="><nasty-element>'onload='`,
    audiences: many,
    skills: many,
    spaces: many,
    languages: many,
    serviceCounties: many,
    serviceArea: LONG.slice(0, 390),
    phone: sting(),
    email: 'nasty@example.org',
    calling: LONG.slice(0, 290),
    openData: `https://data.example.org/?a="><nasty-element>`,
    blurb25: sting(),
    blurb50: sting(),
    blurb100: sting(),
    formerNames: many.map((one, n) => `${one.slice(0, 90)} (${1900 + n}/)`),
    identifiers: many.map((one, n) => `nasty-${n}:${one}`),
    references: many.map((one) => `${one} https://example.org/'"><nasty-element>`),
    placeName: sting(),
    street: sting(),
    city: sting(),
    state: sting(),
    postalCode: '"><nasty-el>',
    county: sting(),
    accessNotes: LONG,
    visibility: 'public',
  } satisfies Record<TextField, string | string[]>
  const slug = (await post(w, 'organizations', form)).split('/')[1]!
  const { id } = await w.db
    .selectFrom('records')
    .select('id')
    .where('region_id', '=', w.ours.id)
    .where('kind', '=', 'organization')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  const changed = { ...form, name: `${sting()} renamed`, mission: sting(), _version: '1' }
  const now = (await post(w, `organizations/${slug}/edit`, changed)).split('/')[1]!
  const translated = { lang: 'es', mission: LONG.slice(0, 290), description: MARKDOWN, _version: '2', _translated: '' }
  await post(w, `organizations/${now}/translation`, translated)
  return targetOf(id, now)
}

/** Ties that both sides speak of: one as agreed, one disputed. */
async function stingTies(w: World, organization: Target): Promise<Target> {
  const other = await w.anOrganization(w.ours, { name: `${sting()} two`, mission: LONG.slice(0, 300) })
  const tie = await post(w, `organizations/${organization.slug}/ties/new`, {
    other: other.id,
    kind: 'works-together',
    strength: '3',
    note: LONG,
    references: STINGS.map((one) => `${one} https://example.org/?${encodeURIComponent(one)}`),
    visibility: 'public',
  })
  const known = w.grounds.riverbend.anchor.slug
  const told = { other: organization.id, note: LONG, visibility: 'public' }
  await post(w, `organizations/${known}/ties/new`, { ...told, kind: 'funds' })
  const disputed = await post(w, `organizations/${known}/ties/new`, { ...told, kind: 'trains' })
  await post(w, `${disputed}/dispute`, { note: LONG.slice(0, 290) }, w.people.inside)
  return targetOf(tie.split('/')[1]!)
}

/** A service, a resource, a group or a place with something nasty in each of its fields. */
async function stingListing(w: World, kind: ListingKind, organization: string): Promise<Target> {
  const typed = (field: Field) => {
    if (field.is === 'choice') return field.of[0]!
    if (field.is === 'number') return '40'
    if (field.is === 'website') return `https://example.org/?a="><nasty-element>`
    if (field.is === 'lines') return STINGS.map((one) => one.slice(0, 110))
    return field.is === 'markdown' ? MARKDOWN : sting().slice(0, field.max)
  }
  const path = await post(w, KINDS[kind].segment, {
    ...Object.fromEntries(Object.entries(FIELDS[kind]).map(([name, field]) => [name, typed(field)])),
    organizations: organization,
    references: STINGS.map((one) => `${one} https://example.org/'"><nasty-element>`),
    visibility: 'public',
  })
  const slug = path.split('/')[1]!
  const { id } = await w.db
    .selectFrom('records')
    .select('id')
    .where('region_id', '=', w.ours.id)
    .where('kind', '=', kind)
    .where((eb) => eb.or([eb('slug', '=', slug), eb(sql<string>`id::text`, '=', slug)]))
    .executeTakeFirstOrThrow()
  return targetOf(id, slug)
}

async function stingPerson(w: World, organization: string): Promise<Target> {
  const path = await post(w, 'people', {
    name: sting(),
    email: 'nasty@example.org',
    phone: sting(),
    note: LONG.slice(0, 1900),
    organization,
    title: sting(),
    agreed: sting(),
  })
  const id = path.split('/')[1]!
  await post(w, `people/${id}/consent`, {
    how: sting(),
    visibility: 'public',
    fields: ['name', 'position', 'email', 'phone'],
  })
  return targetOf(id)
}

/** Two meetings with nasty titles, phones from somewhere nasty, and what those named: one goes on, one is over. */
async function stingMeetings(w: World, stung: Map<string, Target>) {
  for (const kind of ['meeting', 'closedMeeting'] as const) {
    const path = await post(w, 'map/meetings', { title: LONG.slice(0, 110), asks: 'both', hours: '3' })
    const meeting = await getMeeting(w.db, w.ours.id, path.split('/')[2]!)
    const code = codeOf(w.parts.config.secret, meeting)
    const phone = (await findPhone(w.db, w.ours.id, await joinMeeting(w.db, meeting, LONG.slice(0, 190), w.clock())))!
    let tie = ''
    for (const name of STINGS) {
      const ends = { from: { name, organizationId: null }, to: { name: `${name} too`, organizationId: null } }
      tie = await addTie(w.db, phone, { ...ends, kind: 'works-together', directed: false, strength: 3 }, w.clock())
    }
    const { lines } = await readLines(w.db, meeting, 0)
    const line = lines.find((one) => one.kind === 'organization')!.id
    if (kind === 'closedMeeting') await closeMeeting(w.db, w.ours.system, meeting, w.clock())
    stung.set(kind, { ...targetOf(meeting.id), more: { meeting: meeting.id, code, line, tie } })
  }
}

/** Files with nasty names, columns and values: one imported, one that only waits. */
async function stingImports(w: World): Promise<Target> {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
  const list = [
    ['name', 'sector', 'mission', ...STINGS],
    ...STINGS.map((one) => [`${one} listed`, one, one, ...STINGS]),
  ]
  const waiting = await upload(w, `${STINGS[0]}.csv`, list.map((row) => row.map(cell).join(',')).join('\n'))
  const elements = STINGS.map((one) => ({ label: `${one} drawn`, type: one, [one]: one, description: one }))
  const ends = { from: elements[0]!.label, to: elements[1]!.label }
  const connections = STINGS.map((one) => ({ ...ends, type: one, [one]: one, description: one }))
  const network = await upload(w, `${STINGS[3]}.json`, JSON.stringify({ elements, connections }))
  // What was said of a type of elements is remembered.
  await post(w, `settings/import/${network}`, { 'type[]': [STINGS[5]!], 'as[]': ['-'] })
  await post(w, `settings/import/${network}/completion`, {})
  return targetOf(waiting)
}

async function upload(w: World, name: string, text: string): Promise<string> {
  const body = new FormData()
  body.set('file', new File([text], name))
  const answer = await w.as(w.people.coordinator).send('POST', '/riverbend/settings/import', { body })
  if (answer.status !== 303) throw new Error(`${name}: ${answer.status} ${answer.text.slice(0, 4000)}`)
  return answer.location!.split('/').at(-1)!
}
