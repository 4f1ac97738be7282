import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import type { Moment } from '../../platform/moment.ts'
import type { OpenTo, TermsInput } from './forms.ts'
import type { OpenTimes } from './free-times.ts'

/** By whom and when a resource can be booked. */
export interface Terms extends OpenTimes {
  resourceId: string
  openTo: OpenTo
  partnershipId: string | null
  /** The owner accepts each booking. */
  asks: boolean
}

const terms = (db: Db, regionId: string) =>
  db
    .selectFrom('booking_terms as t')
    .select(['t.resource_id as resourceId', 't.open_to as openTo', 't.partnership_id as partnershipId', 't.asks'])
    .select(['t.time_zone as timeZone', 't.days', 't.opens', 't.closes', 't.lead_hours as leadHours'])
    .where('t.region_id', '=', regionId)

type Row = Awaited<ReturnType<ReturnType<typeof terms>['executeTakeFirstOrThrow']>>
const asTerms = (row: Row): Terms => ({ ...row, openTo: row.openTo as OpenTo })

/** The terms of a resource; null where it cannot be booked. */
export async function termsOf(db: Db, regionId: string, resourceId: string): Promise<Terms | null> {
  const row = await terms(db, regionId).where('t.resource_id', '=', resourceId).executeTakeFirst()
  return row ? asTerms(row) : null
}

/** The same, held until the transaction ends: who books at once books in turn. Throws 409 where it cannot be booked any more. */
export async function holdTerms(trx: Trx, regionId: string, resourceId: string): Promise<Terms> {
  const row = await terms(trx, regionId).where('t.resource_id', '=', resourceId).forUpdate().executeTakeFirst()
  if (!row) throw problem(409, 'bookings.errors.unlent')
  return asTerms(row)
}

/** Says who may book a resource, and when; "nobody" lends it no longer, and what is booked stays booked. */
export async function setTerms(
  db: Db,
  actor: Actor,
  resource: { id: string; organizations: readonly { id: string }[] },
  input: TermsInput,
  moment: Moment,
) {
  const before = await termsOf(db, actor.regionId, resource.id)
  const deed = {
    verb: 'booking.terms-set',
    record: resource,
    for: resource.organizations[0]?.id ?? null,
    changes: { openTo: [before?.openTo ?? 'nobody', input.openTo] },
  }
  const { openTo } = input
  await record(db, actor, deed, moment, async (trx) => {
    const of = trx.deleteFrom('booking_terms').where('region_id', '=', actor.regionId)
    if (openTo === 'nobody') return void (await of.where('resource_id', '=', resource.id).execute())
    const values = {
      open_to: openTo,
      partnership_id: openTo === 'partners' ? input.partnership : null,
      asks: input.asks === 'yes',
      time_zone: input.timeZone,
      days: input.days.map(Number),
      opens: input.opens,
      closes: input.closes,
      lead_hours: input.leadHours,
    }
    await trx
      .insertInto('booking_terms')
      .values({ region_id: actor.regionId, resource_id: resource.id, ...values })
      .onConflict((on) => on.columns(['region_id', 'resource_id']).doUpdateSet(values))
      .execute()
  })
}
