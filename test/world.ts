import { sql } from 'kysely'
import { giveAccess, joinRegion } from '../src/account/members.ts'
import { createSessionFor } from '../src/account/auth.ts'
import { listSessions } from '../src/account/sessions.ts'
import { createPerson } from '../src/account/persons.ts'
import type { MandateKind } from '../src/platform/actor.ts'
import type { Visibility } from '../src/platform/records.ts'
import { type Someone, house } from './house.ts'
import { MAKERS, mandate } from './targets.ts'

/** The actors of the permission table. */
export const ACTORS = [
  'public',
  'viewer',
  'inside',
  'outside',
  'leader',
  'moderator',
  'editor',
  'coder',
  'researcher',
  'coordinator',
  'coordinatorElsewhere',
  'nationalInvited',
  'nationalUninvited',
  'admin',
] as const
export type Who = (typeof ACTORS)[number]

export type House = Awaited<ReturnType<typeof house>>
export type Region = Awaited<ReturnType<House['aRegion']>>

/** Two regions that look alike, everybody who may come, and things to come to. */
export async function world() {
  const made = await house()
  const [ours, theirs] = [await made.aRegion('riverbend'), await made.aRegion('lakeside')]
  const grounds = { riverbend: await settle(made, ours), lakeside: await settle(made, theirs) }
  const people = await populate(made, ours, theirs, grounds.riverbend)
  const regionOf = (slug: string) => (slug === 'lakeside' ? theirs : ours)

  let targets = 0
  /** A fresh thing of a region, that `inside` and `leader` speak for where it is an organization of ours. */
  const aTarget = async (
    kind: keyof typeof MAKERS,
    visibility: Visibility,
    region: 'riverbend' | 'lakeside' = 'riverbend',
  ) => {
    const target = await MAKERS[kind](
      { ...made, people, region: regionOf(region), ground: grounds[region] },
      visibility,
    )
    targets += 1
    // At 1, 4, 16…: a server of one's own looks at its growing tables by itself, that of the tests does not.
    if (Number.isInteger(Math.log2(targets) / 2)) await sql`analyze`.execute(made.db)
    return target
  }

  const invitesNational = (invites: boolean) =>
    made.db.updateTable('regions').set({ national_view: invites }).where('region_id', '=', ours.id).execute()

  return { ...made, ours, theirs, grounds, people, aTarget, invitesNational }
}
export type World = Awaited<ReturnType<typeof world>>

/** What stands in a region from the start: the organization that is spoken for, and another. */
async function settle(made: House, region: Region) {
  const anchor = await made.anOrganization(region, { name: `Anchor of ${region.slug}` })
  const other = await made.anOrganization(region, { name: `Other of ${region.slug}` })
  return { anchor, other }
}
export type Ground = Awaited<ReturnType<typeof settle>>

async function populate(
  made: House,
  ours: Region,
  theirs: Region,
  ground: Ground,
): Promise<Record<Who | 'both', Someone>> {
  const only = async (what: MandateKind) => {
    const member = await made.aMember(ours, 'viewer')
    await mandate(made, ours, member, what, null)
    return member
  }
  const national = await made.signIn('staff@national.example')
  await made.db
    .insertInto('installation_mandates')
    .values({ account_id: national.accountId!, what: 'view-regions', given_at: made.time.now })
    .execute()
  return {
    public: ours.public,
    viewer: await made.aMember(ours, 'viewer'),
    inside: await made.aMember(ours, 'representative', ground.anchor.id),
    outside: await made.aMember(ours, 'representative', ground.other.id),
    leader: await made.aMember(ours, 'leader', ground.anchor.id),
    moderator: await only('moderate'),
    editor: await only('edit'),
    coder: await only('code'),
    researcher: await only('research'),
    coordinator: await made.aMember(ours, 'coordinator'),
    coordinatorElsewhere: await made.aMember(theirs, 'coordinator'),
    nationalInvited: national,
    nationalUninvited: national,
    admin: await made.anAdmin(),
    both: await coordinatorOfBoth(made, ours, theirs),
  }
}

/** Coordinates two regions: only the region in each query keeps them apart. */
async function coordinatorOfBoth(made: House, ours: Region, theirs: Region): Promise<Someone> {
  const member = await made.aMember(ours, 'coordinator')
  const person = await createPerson(made.db, theirs.system, { name: 'Both', email: member.email! }, made.clock())
  const given = { access: 'coordinator' as const, organizationIds: [] }
  await giveAccess(made.db, theirs.system, theirs, person.id, given, made.clock())
  await joinRegion(made.db, theirs, { accountId: member.accountId!, email: member.email! }, made.clock())
  return member
}

/** A second session of somebody, to be ended; and one to sign out of. */
export async function anotherSession(
  made: Pick<House, 'parts' | 'db'>,
  who: Someone,
): Promise<{ id: string; cookie: string }> {
  const before = new Set((await listSessions(made.parts.auth, who.accountId!)).map((one) => one.id))
  const lines = await createSessionFor(made.parts.auth, who.accountId!, new Headers())
  const after = await listSessions(made.parts.auth, who.accountId!)
  return {
    id: after.find((one) => !before.has(one.id))!.id,
    cookie: lines.map((line) => line.split(';')[0]).join('; '),
  }
}
