import { daysLater } from '../../platform/days.ts'
import { type SqlBool, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { type Actor, organizationsWith } from '../../platform/actor.ts'
import { type Db, visible, visibleId } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import { UUID } from '../../platform/ids.ts'
import type { Visibility } from '../../platform/records.ts'

/** Who signed for a partner, and on which day; either may be unknown. */
export interface Signature {
  organization: { id: string; slug: string; name: string }
  signer: string
  signedOn: string | null
}

/** An agreement that was signed, with its copy where one is kept. */
export interface Agreement {
  id: string
  partnershipId: string
  title: string
  note: string
  endsOn: string | null
  visibility: Visibility
  version: number
  signatures: Signature[]
  copy: { mediaType: string; size: number } | null
}

/** So many days before its last day it waits for whoever answers for it. */
const WAITS_DAYS = 90

/** Whether an agreement runs out soon, or has. */
export function endingOf({ endsOn }: Pick<Agreement, 'endsOn'>, today: string): 'ended' | 'endsSoon' | null {
  if (endsOn === null || endsOn >= daysLater(today, WAITS_DAYS)) return null
  return endsOn < today ? 'ended' : 'endsSoon'
}

const agreements = (db: Db, actor: Actor) =>
  db
    .selectFrom('agreements as g')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'g.region_id').onRef('records.id', '=', 'g.id'))
    .leftJoin('files as f', (on) =>
      on.onRef('f.region_id', '=', 'g.region_id').onRef('f.record_id', '=', 'g.id').on('f.purpose', '=', 'signed-copy'),
    )
    .select(['g.id', 'g.partnership_id as partnershipId', 'g.title', 'g.note', 'g.ends_on as endsOn'])
    .select(['records.version', 'f.media_type as mediaType', 'f.size'])
    .select((eb) => eb.ref('records.visibility').$castTo<Visibility>().as('visibility'))
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('agreement_signatures as s')
          .innerJoin('organizations as o', (on) =>
            on.onRef('o.region_id', '=', 's.region_id').onRef('o.id', '=', 's.organization_id'),
          )
          .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'o.region_id').onRef('r.id', '=', 'o.id'))
          .select(['o.id', 'o.name', sql<string>`r.slug`.as('slug'), 's.signer', 's.signed_on as signedOn'])
          .whereRef('s.region_id', '=', 'g.region_id')
          .whereRef('s.agreement_id', '=', 'g.id')
          .where(visibleId(actor, 's.organization_id'))
          .orderBy('s.signed_on')
          .orderBy('o.name'),
      ).as('signatures'),
    )

type Row = Awaited<ReturnType<ReturnType<typeof agreements>['executeTakeFirstOrThrow']>>

const shaped = ({ mediaType, size, signatures, ...row }: Row): Agreement => ({
  ...row,
  signatures: signatures.map(({ signer, signedOn, ...organization }) => ({ organization, signer, signedOn })),
  copy: mediaType === null ? null : { mediaType, size: size! },
})

/** What was signed in a partnership, as this actor may see it: what ends first stands first. */
export async function listAgreements(db: Db, actor: Actor, partnershipId: string): Promise<Agreement[]> {
  const rows = await agreements(db, actor)
    .where(visible(actor))
    .where('g.partnership_id', '=', partnershipId)
    .orderBy('g.ends_on')
    .orderBy('g.id')
    .execute()
  return rows.map(shaped)
}

/** One agreement. Throws NotFound. */
export async function getAgreement(db: Db, actor: Actor, id: string): Promise<Agreement> {
  if (!UUID.test(id)) return found<Agreement>(null)
  return shaped(found(await agreements(db, actor).where('g.id', '=', id).where(visible(actor)).executeTakeFirst()))
}

/** An agreement that was taken away, for whoever may bring it back. Throws NotFound. */
export async function getRemovedAgreement(db: Db, actor: Actor, id: string): Promise<Agreement> {
  if (!UUID.test(id)) return found<Agreement>(null)
  const removed = agreements(db, actor)
    .where('g.region_id', '=', actor.regionId)
    .where('g.id', '=', id)
    .where('records.removed_at', 'is not', null)
  return shaped(found(await removed.executeTakeFirst()))
}

/** The agreements that run out soon, or did and were not taken away, of partners this actor speaks for: how many, and in which partnership first. */
export async function endingAgreements(
  db: Db,
  actor: Actor,
  today: string,
): Promise<{ count: number; partnership: string } | null> {
  const mine = organizationsWith(actor, 'speak')
  if (mine.length === 0) return null
  const { rows } = await sql<{ count: number; partnership: string }>`
    select count(*)::int as count, (array_agg(p.slug order by g.ends_on, g.id))[1] as partnership
    from agreements g join records on records.region_id = g.region_id and records.id = g.id
    join records p on p.region_id = g.region_id and p.id = g.partnership_id
    where ${visible(actor)} and g.ends_on < ${daysLater(today, WAITS_DAYS)}::date
      and ${sql<SqlBool>`exists (select from parties a where a.region_id = g.region_id and a.partnership_id = g.partnership_id
        and a.left_on is null and a.organization_id = any(${mine}::uuid[]))`}
    having count(*) > 0`.execute(db)
  return rows[0] ?? null
}
