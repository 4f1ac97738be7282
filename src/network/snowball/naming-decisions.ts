import { sql } from 'kysely'
import { organizationForm } from '../../directory/forms.ts'
import { changeOrganization, createOrganization } from '../../directory/organization-changes.ts'
import { asInput, getOrganization } from '../../directory/organizations.ts'
import { record } from '../../journal/entries.ts'
import { decide } from '../../journal/proposals.ts'
import { type Actor, systemActor } from '../../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import type { Moment } from '../../platform/moment.ts'
import { circleMembers } from '../../platform/records.ts'
import { suggestRoles, suggestTie } from './answers.ts'
import { type Asking, getAsking } from './askings.ts'
import { getNaming, isClear, listNamings, type Naming } from './namings.ts'
import type { Round } from './rounds.ts'
import { rolesAfter } from './rules.ts'
import { speakerOf, stateTie } from './tie-sayings.ts'

interface Region {
  id: string
  timeZone: string
}

/** Which organization is meant by a name: one of the directory, or a new one in a sector. */
export type Meant = { id: string } | { sector: string } | null

/** A line of an answer counts from now on: as what its side says. Throws 422 where it is not known who is meant. */
export async function acceptNaming(
  db: Db,
  actor: Actor,
  region: Region,
  round: Round,
  naming: Naming,
  meant: Meant,
  moment: Moment,
  batch?: string,
): Promise<string | null> {
  return inTransaction(db, async (trx) => {
    const now = await hold(trx, actor, round, naming)
    if (now.decision === 'accepted') throw problem(409, 'snowball.errors.decided')
    const asking = await getAsking(trx, actor, round.id, now.asking.id)
    const organizationId = await whoIsMeant(trx, actor, round, now, meant, moment)
    if (organizationId === asking.organization.id) throw problem(422, 'snowball.errors.itself')
    const deed = {
      verb: 'snowball.accepted',
      record: round,
      concerns: [asking.id, asking.organization.id, organizationId],
      changes: { asking: asking.id },
      ...(batch && { batch }),
    }
    const said = { ...now, organizationId }
    return record(trx, actor, deed, moment, async () => {
      const tie = await stateTie(trx, actor, region, round, asking, said, moment, batch)
      await decide(trx, actor, suggestTie(round, asking, said), 'accepted', moment)
      return tie
    })
  })
}

/** A line of an answer does not count, and why. The asked one is not told; what they see of it in the next round is gone. */
export async function refuseNaming(db: Db, actor: Actor, round: Round, naming: Naming, reason: string, moment: Moment) {
  await inTransaction(db, async (trx) => {
    const now = await hold(trx, actor, round, naming)
    if (now.decision === 'accepted') throw problem(409, 'snowball.errors.decided')
    const asking = await getAsking(trx, actor, round.id, now.asking.id)
    const deed = {
      verb: 'snowball.refused',
      record: round,
      concerns: [asking.id, asking.organization.id],
      changes: { asking: asking.id },
    }
    await record(trx, actor, deed, moment, async () => {
      await trx
        .updateTable('namings')
        .set({ reason })
        .where('region_id', '=', actor.regionId)
        .where('id', '=', now.id)
        .execute()
      await decide(trx, actor, suggestTie(round, asking, now), 'refused', moment)
    })
  })
}

/** So many lines are decided by one press: the next press takes the next. */
export const AT_ONCE = 200

/** Accepts all of which it is clear who is meant, and what they say of their roles. Returns how many, and whether more are left. */
export async function acceptClear(
  db: Db,
  actor: Actor,
  region: Region,
  round: Round,
  moment: Moment,
): Promise<{ accepted: number; left: number }> {
  return inTransaction(db, async (trx) => {
    const { items } = await listNamings(trx, actor, { roundId: round.id, open: true })
    const clear = items.filter(isClear)
    const batch = moment.id()
    for (const naming of clear.slice(0, AT_ONCE))
      await acceptNaming(trx, actor, region, round, naming, null, moment, batch)
    return { accepted: Math.min(clear.length, AT_ONCE), left: Math.max(0, clear.length - AT_ONCE) }
  })
}

/** What they say of their roles becomes what stands with them; or not. */
export async function decideRoles(
  db: Db,
  actor: Actor,
  round: Round,
  asking: Asking,
  decision: 'accepted' | 'refused',
  moment: Moment,
) {
  await inTransaction(db, async (trx) => {
    if (asking.roles === null) throw problem(409, 'snowball.errors.decided')
    const deed = {
      verb: `snowball.${decision}`,
      record: round,
      concerns: [asking.id, asking.organization.id],
      changes: { asking: asking.id, roles: asking.roles },
    }
    await record(trx, actor, deed, moment, async () => {
      if (decision === 'accepted') await takeRoles(trx, actor, asking, moment)
      await decide(trx, actor, suggestRoles(round, asking), decision, moment)
    })
  })
}

async function takeRoles(trx: Trx, actor: Actor, asking: Asking, moment: Moment) {
  const { regionId } = actor
  const before = await getOrganization(trx, systemActor(regionId), asking.organization.slug)
  const offered = await trx
    .selectFrom('roles')
    .select(['key', 'retired_at'])
    .where('region_id', '=', regionId)
    .execute()
  // A role that was taken off the list stays with those who have it, and is given to nobody.
  const kept = before.roles.filter((role) => offered.some((one) => one.key === role && one.retired_at !== null))
  const given = rolesAfter(before.roles, asking.roles ?? [], asking.rolesShown ?? []).filter((role) =>
    offered.some((one) => one.key === role && one.retired_at === null),
  )
  const input = asInput(before, await circleMembers(trx, regionId, before.circleId))
  await changeOrganization(trx, speakerOf(actor, asking), before, { ...input, roles: [...kept, ...given] }, moment)
}

/** Holds a line until the transaction ends, so that two who decide at once decide in turn. */
async function hold(trx: Trx, actor: Actor, round: Round, naming: Naming): Promise<Naming> {
  await sql`select from namings where region_id = ${actor.regionId} and id = ${naming.id} for update`.execute(trx)
  return getNaming(trx, actor, round.id, naming.id)
}

/** The organization that is meant. A name that others of the round wrote too is placed for all of them. */
async function whoIsMeant(
  trx: Trx,
  actor: Actor,
  round: Round,
  naming: Naming,
  meant: Meant,
  moment: Moment,
): Promise<string> {
  const id =
    meant === null
      ? naming.organization?.id
      : 'id' in meant
        ? (await getOrganization(trx, actor, meant.id)).id
        : await addNamed(trx, actor, naming.name, meant.sector, round.lang, moment)
  if (!id) throw problem(422, 'snowball.errors.whoIsMeant')
  if (meant === null) return id
  await sql`update namings n set organization_id = ${id} from askings a
    where n.region_id = ${actor.regionId} and a.region_id = n.region_id and a.id = n.asking_id
      and a.round_id = ${round.id} and n.organization_id is null and plain(n.name) = plain(${naming.name})
      and a.organization_id <> ${id}`.execute(trx)
  return id
}

/** Adds an organization that nobody had here; members of the region see it. */
async function addNamed(trx: Trx, actor: Actor, name: string, sector: string, lang: Lang, moment: Moment) {
  const input = organizationForm.parse({ name, sector, lang, visibility: 'region' })
  return (await createOrganization(trx, actor, input, moment)).id
}
