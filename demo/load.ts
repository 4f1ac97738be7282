import { offerLookAround } from '../src/account/demonstrations.ts'
import { giveAccess, joinRegion } from '../src/account/members.ts'
import { findOrCreateAccount } from '../src/account/accounts.ts'
import type { Auth } from '../src/account/auth.ts'
import { sql } from 'kysely'
import { type Db, learnSizes, type Trx } from '../src/platform/db.ts'
import { momentAt, type Moment } from '../src/platform/moment.ts'
import {
  changeRegion,
  createRegion,
  deleteRegion,
  findRegion,
  findRegionById,
  getSettings,
  listRegions,
} from '../src/region/regions.ts'
import { rooms } from '../src/app.tsx'
import { systemActor } from '../src/platform/actor.ts'
import { loadOrganizations } from './load-organizations.ts'
import { loadPeople } from './load-people.ts'
import { logContact } from '../src/directory/contacts.ts'
import { loadDuplicates } from './load-duplicates.ts'
import { loadListings } from './load-listings.ts'
import { loadPartnerships } from './load-partnerships.ts'
import { loadRounds } from './load-rounds.ts'
import { loadTies } from './load-ties.ts'
import { pittsburgh, riverbend } from './regions.ts'
import type { DemoRegion } from './types.ts'

/** What the parts of the loading share: the transaction, who does it, and the ids that keys became. */
export interface Loading {
  trx: Trx
  region: { id: string; timeZone: string }
  demo: DemoRegion
  organizations: Map<string, string>
  people: Map<string, string>
  /** The actor that a person of the region is while the demonstration is loaded. */
  actor(person?: string): ReturnType<typeof systemActor>
  at(when: Date): Moment
}

/** Whether nothing is in the database yet. */
export async function isEmpty(db: Db): Promise<boolean> {
  return (await listRegions(db)).length === 0
}

/** Loads the demonstration regions that are not there yet, each whole or not at all. Returns their slugs. */
export async function loadDemonstration(db: Db, auth: Auth, moment: Moment): Promise<string[]> {
  const there = new Set((await listRegions(db)).map((region) => region.slug))
  const wanted = [riverbend(moment.at), pittsburgh(moment.at)].filter((demo) => !there.has(demo.slug))
  for (const demo of wanted) {
    const accounts = await makeAccounts(auth, demo)
    await db.transaction().execute(async (trx) => {
      // Of two that start at once the second waits, and finds the region there.
      await sql`select pg_advisory_xact_lock(hashtext('tieline demonstration'))`.execute(trx)
      if (!(await findRegion(trx, demo.slug))) await load(trx, demo, accounts)
    })
  }
  return wanted.map((demo) => demo.slug)
}

/** Erases the demonstration regions. Returns their slugs. */
export async function clearDemonstration(db: Db, moment: Moment): Promise<string[]> {
  const regions = (await listRegions(db)).filter((region) => region.demonstration)
  for (const region of regions) await deleteRegion(db, region, moment)
  return regions.map((region) => region.slug)
}

/** Accounts are the library's and cannot join our transaction: they come first, and making them again changes nothing. */
async function makeAccounts(auth: Auth, demo: DemoRegion): Promise<Map<string, string>> {
  const accounts = new Map<string, string>()
  for (const member of demo.members) {
    const person = demo.people.find((one) => one.key === member.person)!
    accounts.set(member.person, (await findOrCreateAccount(auth, person.email, person.name)).accountId)
  }
  return accounts
}

async function load(trx: Trx, demo: DemoRegion, accounts: Map<string, string>) {
  const at = (when: Date) => momentAt(when)
  const region = await makeRegion(trx, demo, at)
  const people = new Map<string, string>()
  const actor = (person?: string) => ({
    ...systemActor(region.id),
    ...(person && { kind: 'member' as const, personId: people.get(person) ?? null }),
  })
  const loading: Loading = { trx, region, demo, organizations: new Map(), people, actor, at }
  // People come before what they did, organizations before the positions there.
  await loadPeople.persons(loading)
  await loadOrganizations(loading)
  // The planner knows nothing of what this very transaction put in.
  await learnSizes(trx, ['records', 'organizations', 'joins', 'search_texts'])
  await loadPeople.positions(loading)
  await loadMembers(loading, accounts)
  await loadListings(loading)
  await loadTies(loading)
  await loadContacts(loading)
  await loadRounds(loading)
  await loadPartnerships(loading)
  await loadDuplicates(loading)
  // Nobody gets mail about what happened before they came.
  await sql`update journal set announced_at = at where region_id = ${region.id}`.execute(trx)
  await learnSizes(trx, [
    'records',
    'organizations',
    'joins',
    'journal',
    'journal_concerns',
    'ties',
    'tie_statements',
    'search_texts',
  ])
}

async function loadContacts({ trx, demo, organizations, actor, at }: Loading) {
  for (const { by, with: other, ...told } of demo.contacts ?? []) {
    const ends = { by: organizations.get(by)!, with: organizations.get(other)! }
    if (!ends.by || !ends.with) throw new Error(`The contact of ${by} with ${other} names nobody.`)
    await logContact(trx, actor(), { ...told, ...ends }, at(new Date(`${told.day}T15:00:00Z`)))
  }
}

async function makeRegion(trx: Trx, demo: DemoRegion, at: Loading['at']) {
  const { slug, name, invented, counties, countyNames, settings } = demo
  const made = { slug, name, invented, counties, countyNames, timeZone: settings.timeZone, demonstration: true }
  const id = await createRegion(trx, null, made, at(demo.createdAt))
  const before = await getSettings(trx, id)
  const { fiscalMonth, closedDays, languages, smallCountThreshold, nationalView } = settings
  const words = {
    tagline_en: demo.tagline.en,
    tagline_es: demo.tagline.es,
    description_en: demo.description.en,
    description_es: demo.description.es,
  }
  await changeRegion(
    trx,
    systemActor(id),
    rooms,
    before,
    { ...before, ...words, fiscalMonth, closedDays, languages, smallCountThreshold, nationalView },
    at(demo.createdAt),
  )
  const region = await findRegionById(trx, id)
  return { id, timeZone: region!.timeZone }
}

async function loadMembers(
  { trx, region, demo, organizations, people, at, actor }: Loading,
  accounts: Map<string, string>,
) {
  for (const member of demo.members) {
    const personId = people.get(member.person)!
    const organizationIds = member.organizations.map((key) => organizations.get(key)!)
    await giveAccess(trx, actor(), region, personId, { access: member.access, organizationIds }, at(member.since))
    const person = demo.people.find((one) => one.key === member.person)!
    await joinRegion(trx, region, { accountId: accounts.get(member.person)!, email: person.email }, at(member.since))
  }
  const offered = demo.members.flatMap((member) =>
    member.lookAround ? [[people.get(member.person)!, member.lookAround] as const] : [],
  )
  await offerLookAround(trx, region.id, Object.fromEntries(offered))
}
