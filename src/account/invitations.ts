import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { Lang } from '../platform/i18n.ts'
import { makeLink, revokeLinks, useLink } from '../platform/links.ts'
import type { Moment } from '../platform/moment.ts'
import { indexText } from '../platform/search-texts.ts'
import { findOrCreateAccount, proveAddress } from './accounts.ts'
import { type Auth, createSessionFor } from './auth.ts'
import type { InvitationInput } from './forms.ts'
import { giveAccess, joinRegion, type Region } from './members.ts'
import { createPerson, findPersonByEmail, type Person } from './persons.ts'

/** How long an invitation may lie in a mailbox. What it promises lasts as long as the mandates do. */
export const INVITATION_DAYS = 14

/**
 * Promises access to whoever proves the address, and has an invitation mailed there (the letter hangs on the entry
 * `member.invited`). A person who is known by this address is taken, under the name the coordinator typed; inviting
 * again mails again, and the earlier links end.
 */
export async function invite(
  db: Db,
  actor: Actor,
  region: Region,
  input: InvitationInput,
  lang: Lang,
  moment: Moment,
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const known = await findPersonByEmail(trx, actor, input.email)
    const id = known?.id ?? (await createPerson(trx, actor, { name: input.name, email: input.email, lang }, moment)).id
    if (known && known.name !== input.name) await rename(trx, actor, known, input.name)
    const days = { from: input.from || null, until: input.until || null }
    await giveAccess(
      trx,
      actor,
      region,
      id,
      { access: input.access, organizationIds: await inRegion(trx, region.id, input.organizations), ...days },
      moment,
    )
    await record(trx, actor, { verb: 'member.invited', record: { id } }, moment, () =>
      revokeLinks(trx, region.id, { purpose: 'invitation', personId: id }, moment),
    )
    return id
  })
}

/** Whoever typed the address before may have typed any name beside it. */
async function rename(trx: Trx, actor: Actor, person: Person, name: string) {
  await trx
    .updateTable('persons')
    .set({ name })
    .where('region_id', '=', actor.regionId)
    .where('id', '=', person.id)
    .execute()
  await indexText(trx, actor.regionId, person.id, { lang: person.lang, title: name, body: '' })
}

/** These organizations, all of them of this region; else 422. */
export async function inRegion(db: Db, regionId: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('organizations as o')
    .innerJoin('records as r', (on) =>
      on.onRef('r.region_id', '=', 'o.region_id').onRef('r.id', '=', 'o.id').on('r.removed_at', 'is', null),
    )
    .select('o.id')
    .where('o.region_id', '=', regionId)
    .where('o.id', 'in', ids)
    .execute()
  if (rows.length < new Set(ids).size) throw problem(422, 'account.errors.organization')
  return ids
}

/** The link in an invitation: made for each letter anew, so that only the letter holds it. */
export const invitationLink = (db: Db, regionId: string, personId: string, moment: Moment) =>
  makeLink(db, { regionId, purpose: 'invitation', personId, days: INVITATION_DAYS }, moment)

/** Who was invited, as the link's page tells them. Undefined when there is nothing to accept any more. */
export async function findInvited(db: Db, regionId: string, personId: string | null) {
  if (!personId) return undefined
  const row = await db
    .selectFrom('persons as p')
    .innerJoin('records as r', (on) =>
      on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id').on('r.removed_at', 'is', null),
    )
    .select(['p.id', 'p.name', 'p.email'])
    .where('p.region_id', '=', regionId)
    .where('p.id', '=', personId)
    .executeTakeFirst()
  return row?.email ? { ...row, email: row.email } : undefined
}

/**
 * Accepts an invitation: the link was mailed to the person's address, so it proves it as a sign-in link does. The
 * account comes first (its tables are the library's own), then our verb in one transaction, then the session. Returns
 * the account and the cookies of the session. Of many who try at once one gets in, the others 410.
 */
export async function acceptInvitation(
  db: Db,
  auth: Auth,
  region: Region,
  token: string,
  invited: { id: string; name: string; email: string },
  headers: Headers,
  moment: Moment,
): Promise<{ accountId: string; setCookie: string[] }> {
  const { accountId } = await findOrCreateAccount(auth, invited.email, invited.name)
  await db.transaction().execute(async (trx) => {
    const address = await trx
      .selectFrom('persons')
      .select('email')
      .where('region_id', '=', region.id)
      .where('id', '=', invited.id)
      .forUpdate()
      .executeTakeFirst()
    const link = await useLink(trx, region.id, token, 'invitation', moment.at)
    const joined = await joinRegion(trx, region, { accountId, email: invited.email }, moment)
    if (address?.email !== invited.email || link.personId !== invited.id || !joined)
      throw problem(410, 'account.link.revoked')
  })
  await proveAddress(auth, accountId)
  return { accountId, setCookie: await createSessionFor(auth, accountId, headers) }
}
