import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { makeAdmin } from '../src/account/admins.ts'
import { makeKey } from '../src/account/api-keys.ts'
import { giveAccess, joinRegion } from '../src/account/members.ts'
import { createPerson } from '../src/account/persons.ts'
import { openSource } from '../src/directory/import-sources.ts'
import { KINDS, LISTING_KINDS, type ListingKind } from '../src/directory/listing-kinds.ts'
import { getMeeting } from '../src/network/convening/meetings.ts'
import { joinMeeting } from '../src/network/convening/participants.ts'
import { askAboutFaded } from '../src/network/fadings.ts'
import { importSources } from '../src/network/network-imports.ts'
import type { Db } from '../src/platform/db.ts'
import { createRegion, findRegion } from '../src/region/regions.ts'
import { regionArchive } from '../src/transfer/archives.ts'
import { installationBackup, restoreInstallation } from '../src/transfer/backups.ts'
import { type OpenArchive, openArchive } from '../src/transfer/manifests.ts'
import { restoreRegion } from '../src/transfer/restores.ts'
import type { Someone } from './house.ts'
import { TABLE, addressOf } from './permissions.ts'
import type { Filling, Line } from './permissions/lines.ts'
import type { Target } from './targets.ts'
import { partnershipCases } from './partnerships/verbs.ts'
import type { Who, World } from './world.ts'

/** An application and its database, which may fail. */
export interface Doing {
  as: World['as']
  db: Db
}
/** Does it, the same each time it is asked; the status that came. */
export type Deed = (doing: Doing) => Promise<number>
export interface Case {
  /** Makes what it is done to, and gives what does it. */
  prepare(w: World): Promise<Deed>
  /** It names itself, so that the same sent twice is one write. */
  repeats: boolean
  /** Tables of what is done afterwards, by jobs, as often as it takes. */
  later?: string[]
}

type Form = Record<string, string | string[]>
interface Own {
  /** Another thing than that of the line, or nobody else's. */
  at?: Line['at'] | ((w: World) => Promise<Target>)
  who?: Who
  form?: (from: Filling) => Form
}

const broken = () => 500

let count = 0
const fresh = () => (count += 1)

/** As a line of the permission table does it; what it lacks to really do it is given beside. */
const through = (route: string, own: Own = {}): Case => ({
  repeats: /^\w+ \/(api\/v1\/)?:region\//.test(route),
  async prepare(w) {
    const line = TABLE.find((one) => one.route === route)
    if (!line) throw new Error(`The permission table has no line ${route}.`)
    const at = own.at ?? line.at
    const target = typeof at === 'function' ? await at(w) : at && at !== 'session' && (await w.aTarget(at, 'public'))
    const form = (own.form ?? line.form)?.(await filling(w, target || undefined)) ?? {}
    const path = addressOf(line, 'riverbend', target || undefined)
    const who = w.people[own.who ?? (line.who.includes('coordinator') ? 'coordinator' : line.who[0]!)]
    return sending(line.route.split(' ')[0]!, path, who, form)
  },
})

function sending(method: string, path: string, who: Someone, form: Form): Deed {
  const key = `key-${fresh()}`
  const headers = { 'content-type': 'application/json', 'idempotency-key': key }
  return ({ as }) => {
    const asked = path.startsWith('/api/')
      ? as(who).send(method, path, { headers, body: JSON.stringify(form) })
      : as(who).post(path, { ...form, _key: key })
    // A file that breaks off is no answer.
    return asked.then(({ status }) => status, broken)
  }
}

async function filling(w: World, target?: Target): Promise<Filling> {
  const ground = w.grounds.riverbend
  const id = target && /^[0-9a-f-]{36}$/.test(target.id) ? target.id : w.ours.id
  const record = await w.db.selectFrom('records').select('version').where('id', '=', id).executeTakeFirst()
  const named = target ?? { id, slug: 'riverbend', region: 'riverbend', more: {} }
  const [anchor, other] = [ground.anchor.id, ground.other.id]
  return { target: named, anchor, other, regionId: w.ours.id, version: record?.version ?? 1 }
}

/** By a function of the application, where no form of one request does it. */
const directly = <T>(make: (w: World) => Promise<T>, act: (db: Db, made: T, w: World) => Promise<unknown>): Case => ({
  repeats: false,
  async prepare(w) {
    const made = await make(w)
    return ({ db }) => act(db, made, w).then(() => 200, broken)
  },
})

/** What the cases of a room are made with. */
export interface CaseMakers {
  through: typeof through
  directly: typeof directly
}

async function bytesOf(pieces: AsyncIterable<Uint8Array>) {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

/** An archive on the disk, opened for one reading. */
async function reading(bytes: Uint8Array, read: (archive: OpenArchive) => Promise<unknown>) {
  const folder = mkdtempSync(join(tmpdir(), 'tieline-verbs-'))
  const file = join(folder, 'archive.zip')
  writeFileSync(file, bytes)
  const archive = await openArchive(file)
  try {
    await read(archive)
  } finally {
    archive.close()
    rmSync(folder, { recursive: true })
  }
}

const ORIGIN = 'http://localhost:4000'

/** The key of whoever ends it. */
async function ownKey(w: World): Promise<Target> {
  const input = { region: w.ours.id, name: 'A script', scope: 'read' as const, days: 30 }
  const { id } = await makeKey(w.db, w.people.coordinator.actor, input, w.clock())
  return { id, slug: id, region: 'riverbend', more: {} }
}

async function invited(w: World) {
  const email = `invited-${fresh()}@riverbend.example`
  const { accountId } = await w.signIn(email)
  const person = await createPerson(w.db, w.ours.system, { name: 'Invited', email }, w.clock())
  await giveAccess(w.db, w.ours.system, w.ours, person.id, { access: 'viewer', organizationIds: [] }, w.clock())
  return { accountId: accountId!, email }
}

/** A region to be lost, which the address names too. */
async function anotherRegion(w: World): Promise<Target> {
  const target = await w.aTarget('regionWithout', 'public')
  return { ...target, more: { region: target.slug } }
}

const ourRegion = async (w: World): Promise<Target> => ({
  id: w.ours.id,
  slug: 'riverbend',
  region: 'riverbend',
  more: {},
})

/** The region with room for another webhook. */
async function roomForWebhooks(w: World): Promise<Target> {
  await w.db.deleteFrom('webhooks').where('region_id', '=', w.ours.id).execute()
  return ourRegion(w)
}

async function aWebhook(w: World): Promise<Target> {
  await roomForWebhooks(w)
  return w.aTarget('webhook', 'public')
}

async function pausedWebhook(w: World): Promise<Target> {
  const target = await aWebhook(w)
  await w.as(w.people.coordinator).post(`/riverbend/settings/webhooks/${target.id}/state`, { state: 'paused' })
  return target
}

/** A tie, and somebody who can be named as holding it. */
async function heldTie(w: World): Promise<Target> {
  const tie = await w.aTarget('tie', 'public')
  return { ...tie, more: { ...tie.more, leader: w.people.leader.actor.personId! } }
}

const logo = async (w: World): Promise<Deed> => {
  const target = await w.aTarget('organization', 'public')
  const red = { create: { width: 30, height: 10 + fresh(), channels: 3 as const, background: '#b43a22' } }
  const picture = await sharp(red).png().toBuffer()
  return async ({ as }) => {
    const body = new FormData()
    body.set('logo', new File([new Uint8Array(picture)], 'logo.png'))
    body.set('_key', `logo ${target.id}`)
    const path = `/riverbend/organizations/${target.slug}/logo/edit`
    return (await as(w.people.coordinator).send('POST', path, { body })).status
  }
}

const merge = async (w: World): Promise<Deed> => {
  const { more } = await w.aTarget('suspicion', 'public')
  const form = { with: more.second!, keep: more.first!, decision: 'merge', versions: '1 1' }
  return sending('POST', `/riverbend/organizations/${more.first}/merging`, w.people.coordinator, form)
}

/** Two of a kind, and the form in which they stand side by side and become one. */
async function twoOf(w: World, kind: 'person' | 'place', segment: string) {
  const two = [await w.aTarget(kind, 'public'), await w.aTarget(kind, 'public')] as const
  const versions = await Promise.all(
    two.map(({ id }) => w.db.selectFrom('records').select('version').where('id', '=', id).executeTakeFirstOrThrow()),
  )
  const form = {
    with: two[1].id,
    keep: two[0].id,
    decision: 'merge',
    versions: versions.map(({ version }) => version).join(' '),
  }
  const path = `/riverbend/${segment}/${two[0].id}/merging`
  return { lost: two[1].id, deed: sending('POST', path, w.people.coordinator, form) }
}

const mergeOf = (kind: 'person' | 'place', segment: string) => async (w: World) => (await twoOf(w, kind, segment)).deed

const unmergeOf = (kind: 'person' | 'place', segment: string) => async (w: World) => {
  const { lost, deed } = await twoOf(w, kind, segment)
  const status = await deed(w)
  if (status !== 303) throw new Error(`merging: ${status}`)
  const merge = await w.db.selectFrom('merges').select('id').where('lost_id', '=', lost).executeTakeFirstOrThrow()
  return sending('POST', `/riverbend/merges/${merge.id}/undoing`, w.people.coordinator, {})
}

const placesIn = directly(
  async (w) => {
    const identifier = `fscs:PA${fresh()}`
    await w.anOrganization(w.ours, { name: `System ${identifier}`, identifiers: [identifier] })
    const list = `FSCS ID,FSCS ID_SEQ,LIBRARY NAME,CITY\n${identifier.slice(5)},1,Main Library,Alder\n`
    const opened = openSource('outlets.csv', new TextEncoder().encode(list), 'places')
    if (!opened.ok) throw new Error('the list cannot be read')
    return opened.source
  },
  (db, source, w) => importSources(db, w.ours.system, [source], w.clock(), { lang: 'en' }),
)

const regionBack = directly(
  async (w) => {
    const { slug } = await w.aTarget('regionWithout', 'public')
    const region = (await findRegion(w.db, slug))!
    await w.anOrganization(await asRegion(w, slug), { name: 'Alder' })
    return bytesOf(regionArchive(w.db, region, ORIGIN, w.clock()))
  },
  (db, bytes, w) =>
    reading(bytes, (archive) => restoreRegion(db, archive, { as: `back-${fresh()}` }, ORIGIN, w.clock())),
)

async function asRegion(w: World, slug: string) {
  const region = (await findRegion(w.db, slug))!
  return { ...w.ours, id: region.id, slug, system: { ...w.ours.system, regionId: region.id } }
}

const installationBack = directly(
  async (w) => {
    // Who comes back is not mailed again: the second time as the first.
    await w.db.updateTable('journal').set({ announced_at: w.time.now }).execute()
    return bytesOf(installationBackup(w.db, ORIGIN, w.clock()))
  },
  (db, bytes, w) => reading(bytes, (archive) => restoreInstallation(db, archive, { replace: true }, w.clock())),
)

function listings(kind: ListingKind): Record<string, Case> {
  const path = `/:region/${KINDS[kind].segment}`
  return {
    [`${kind}.created`]: through(`POST ${path}`),
    [`${kind}.changed`]: through(`POST ${path}/:slug/edit`),
    [`${kind}.translated`]: through(`POST ${path}/:slug/translation`),
    [`${kind}.removed`]: through(`POST ${path}/:slug/removal`),
    [`${kind}.restored`]: through(`POST ${path}/:slug/restoration`),
  }
}

/** What was tried of a webhook. */
const SENDING = ['public.webhook_attempts', 'public.webhook_deliveries']

/** A phone that came into a meeting, as somebody who uses the house. */
async function phoneIn(w: World) {
  const { id } = await w.aTarget('meeting', 'public')
  const token = await joinMeeting(w.db, await getMeeting(w.db, w.ours.id, id), '', w.clock())
  return { actor: w.ours.public.actor, cookie: `tieline_meeting=${token}`, email: null, accountId: null }
}

/** What a phone sends, with the token that it was given. */
const phoning = (what: string, form: () => Form): Case => ({
  repeats: true,
  prepare: async (w) => sending('POST', `/riverbend/meeting/${what}`, await phoneIn(w), form()),
})

async function withdrawal(w: World): Promise<Deed> {
  const phone = await phoneIn(w)
  await w.as(phone).post('/riverbend/meeting/organizations', { name: `Taken back ${fresh()}` })
  const { line_id: line } = await w.db
    .selectFrom('meeting_voices as v')
    .innerJoin('meeting_lines as l', 'l.id', 'v.line_id')
    .select('v.line_id')
    .where('l.name', '=', `Taken back ${count}`)
    .executeTakeFirstOrThrow()
  return sending('POST', `/riverbend/meeting/lines/${line}/withdrawal`, phone, {})
}

const meeting = '/:region/map/meetings/:meeting'
const coordinator = { who: 'coordinator' } as const
const inside = { who: 'inside' } as const
const organization = '/:region/organizations/:slug'
const person = '/:region/people/:person'
const webhook = '/:region/settings/webhooks/:webhook'
const round = '/:region/map/rounds/:round'
const consented = { at: 'person' as const }

/** For each verb of the journals a way to do it. */
export const CASES: Record<string, Case> = {
  'region.created': directly(
    async () => `made-${fresh()}`,
    (db, slug, w) => createRegion(db, null, { slug, name: slug }, w.clock()),
  ),
  'region.changed': through('POST /:region/settings', {
    at: ourRegion,
    form: ({ version }) => ({
      name: 'Riverbend',
      slug: 'riverbend',
      timeZone: 'America/New_York',
      fiscalMonth: String((version % 12) + 1),
      languages: ['en', 'es'],
      smallCountThreshold: '5',
      fadingMonths: '12',
      _version: String(version),
    }),
  }),
  'region.list-changed': through('POST /:region/settings/lists/:list/:key', {
    at: async (w) => ({ ...(await ourRegion(w)), more: { key: 'new' } }),
    form: () => ({ label_en: `Sector ${fresh()}`, label_es: `Sector ${count}`, shape: 'other', colour: 'other' }),
  }),
  // Its keys are gone with it: whoever sends it again finds nothing.
  'region.deleted': {
    ...through('POST /:region/settings/deletion', {
      at: anotherRegion,
      who: 'admin',
      form: ({ target }) => ({ slug: target.slug }),
    }),
    repeats: false,
  },
  'region.restored': regionBack,
  'installation.restored': installationBack,
  'admin.added': directly(
    async (w) => (await w.signIn(`admin-${fresh()}@tieline.example`)).accountId!,
    (db, accountId, w) => makeAdmin(db, accountId, w.clock()),
  ),
  'organization.created': through('POST /:region/organizations'),
  'organization.changed': through(`POST ${organization}/edit`),
  'organization.translated': through(`POST ${organization}/translation`, {
    form: () => ({ lang: 'es', mission: 'Una misión', _version: '1', _translated: '' }),
  }),
  'organization.checked': through(`POST ${organization}/check`),
  'organization.logo-set': { prepare: logo, repeats: true },
  'organization.logo-removed': through(`POST ${organization}/logo/removal`),
  'organization.removed': through(`POST ${organization}/removal`),
  'organization.restored': through(`POST ${organization}/restoration`),
  'organization.merged': { prepare: merge, repeats: true },
  'organization.unmerged': through('POST /:region/merges/:id/undoing'),
  'organization.places-changed': placesIn,
  'person.merged': { prepare: mergeOf('person', 'people'), repeats: true },
  'person.unmerged': { prepare: unmergeOf('person', 'people'), repeats: true },
  'place.merged': { prepare: mergeOf('place', 'places'), repeats: true },
  'place.unmerged': { prepare: unmergeOf('place', 'places'), repeats: true },
  ...Object.assign({}, ...LISTING_KINDS.map(listings)),
  'organization.introduced': through(`POST ${organization}/introduction`),
  'contact.logged': through('POST /:region/contacts', {
    form: ({ other }) => ({ with: other, day: '2020-01-01', how: 'phone', about: 'Maps' }),
  }),
  'contact.changed': through('POST /:region/contacts/:id'),
  'contact.removed': through('POST /:region/contacts/:id/removal'),
  'contact.restored': through('POST /:region/contacts/:id/restoration'),
  'tie.claimed': through(`POST ${organization}/ties/new`, inside),
  'tie.reported': through(`POST ${organization}/ties/new`, coordinator),
  'tie.confirmed': through('POST /:region/ties/:tie/confirmation', inside),
  'tie.renewed': through('POST /:region/ties/:tie/renewal', inside),
  'tie.faded': directly(
    async (w) => {
      // All that faded before has been asked about: it is this one, in this region.
      await askAboutFaded(w.db, w.clock())
      await w.aTarget('fadedTie', 'public')
      await w.db.deleteFrom('fading_rounds').where('region_id', '=', w.ours.id).execute()
    },
    (db, _, w) => askAboutFaded(db, w.clock()),
  ),
  'tie.disputed': through('POST /:region/ties/:tie/dispute', inside),
  'tie.changed': through('POST /:region/ties/:tie/edit'),
  'tie.ended': through('POST /:region/ties/:tie/end'),
  'tie.held': through('POST /:region/ties/:tie/holders/:side', {
    at: heldTie,
    form: ({ target, version }) => ({ holders: target.more['leader']!, _version: String(version) }),
  }),
  'meeting.opened': through('POST /:region/map/meetings'),
  'meeting.closed': through(`POST ${meeting}/closure`),
  'meeting.code-changed': through(`POST ${meeting}/code`),
  'meeting.line-removed': through(`POST ${meeting}/lines/:line/removal`),
  'meeting.decided': through(`POST ${meeting}/decisions`),
  'meeting.joined': through('POST /:region/meet', { who: 'public' }),
  'meeting.organization-added': phoning('organizations', () => ({ name: `Named ${fresh()}` })),
  'meeting.tie-added': phoning('ties', () => ({ from: `From ${fresh()}`, to: `To ${count}`, kind: 'works-together' })),
  'meeting.line-withdrawn': { prepare: withdrawal, repeats: true },
  'tie.removed': through('POST /:region/ties/:tie/removal'),
  'map.pinned': through('POST /:region/map/pins'),
  'map.unpinned': through('POST /:region/map/pins/removal'),
  'map.laid-out': through('POST /:region/map/layout'),
  'tie.restored': through('POST /:region/ties/:tie/restoration'),
  'snowball.begun': through('POST /:region/map/rounds/new'),
  'snowball.asked': through(`POST ${round}/ask`),
  'snowball.reminded': through(`POST ${round}/reminders`),
  'snowball.handed': through(`POST ${round}/askings/:asking/link`),
  'snowball.revoked': through(`POST ${round}/askings/:asking/revocation`),
  'snowball.answered': through(`POST ${round}/askings/:asking/answer`, {
    form: ({ other }) => ({ 'name[]': [other], 'how[]': ['works-together'], roles: ['', 'advocating'], do: 'send' }),
  }),
  'snowball.accepted': through(`POST ${round}/answers/:naming`),
  'snowball.refused': through(`POST ${round}/answers/:naming`, { form: () => ({ decision: 'refuse', reason: 'No' }) }),
  'snowball.closed': through(`POST ${round}/closing`),
  ...partnershipCases({ through, directly }),
  'person.created': through('POST /:region/people'),
  'person.changed': through(`POST ${person}`),
  'person.removed': through(`POST ${person}/removal`),
  'person.restored': through('POST /api/v1/:region/people/:person/restoration'),
  'person.erased': through(`POST ${person}/erasure`),
  'person.consent-given': through(`POST ${person}/consent`),
  'person.consent-withdrawn': through(`POST ${person}/consent`, { ...consented, form: () => ({ withdraw: 'yes' }) }),
  'person.position-added': through(`POST ${person}/positions`),
  'person.position-ended': through(`POST ${person}/positions/:position/end`),
  'member.invited': through('POST /:region/settings/members'),
  'member.joined': directly(invited, (db, account, w) => joinRegion(db, w.ours, account, w.clock())),
  'member.access-given': through('POST /:region/settings/members/:person'),
  'member.ended': through('POST /:region/settings/members/:person/end'),
  'member.delegated': through('POST /:region/delegations'),
  'member.delegation-ended': through('POST /:region/delegations/:id/end'),
  'member.exported': through('POST /:region/settings/export'),
  'member.key-made': through('POST /me/keys'),
  'member.key-revoked': through('POST /me/keys/:id/revocation', { ...coordinator, at: ownKey }),
  'member.webhook-made': through('POST /:region/settings/webhooks', { at: roomForWebhooks }),
  'member.webhook-changed': through(`POST ${webhook}`, { at: aWebhook }),
  'member.webhook-paused': through(`POST ${webhook}/state`, { at: aWebhook }),
  'member.webhook-resumed': through(`POST ${webhook}/state`, { at: pausedWebhook, form: () => ({ state: 'running' }) }),
  'member.webhook-tested': { ...through(`POST ${webhook}/test`, { at: aWebhook }), later: SENDING },
  'member.webhook-sent-again': {
    ...through(`POST ${webhook}/deliveries/:delivery/again`, { at: aWebhook }),
    later: SENDING,
  },
  'member.webhook-ended': through(`POST ${webhook}/end`, { at: aWebhook }),
}
