import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { type Problem, problem } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecord, join } from '../../platform/records.ts'
import { holdTerms, type Terms } from './booking-terms.ts'
import type { Booking } from './bookings.ts'
import { nearestFree, refusalOf, type Stretch } from './free-times.ts'
import { momentOf, wallTimeOf } from './wall-times.ts'

/** Somebody else has the time: what is free beside it. */
export interface TakenProblem extends Problem {
  free: Stretch[]
}
export const isTaken = (error: unknown): error is TakenProblem => error instanceof Error && 'free' in error

/** What is booked, for whom and what for. */
export interface NewBooking extends Stretch {
  organizationId: string
  partnershipId: string | null
  purpose: string
  lang: Lang
}

interface Resource {
  id: string
  organizations: readonly { id: string }[]
}

/**
 * Books a resource, or asks for it where its owner accepts each booking; what is asked for is held meanwhile. Owners need
 * not ask themselves. Throws 422 for a time that nobody can book, 409 with the nearest free times where somebody was faster.
 */
export async function book(
  db: Db,
  actor: Actor,
  resource: Resource,
  wanted: NewBooking,
  moment: Moment,
): Promise<{ id: string; state: 'asked' | 'accepted' }> {
  return inTransaction(db, async (trx) => {
    const terms = await holdTerms(trx, actor.regionId, resource.id)
    const refused = refusalOf(wanted, terms, moment.at)
    if (refused) throw problem(422, refused, { hours: terms.leadHours })
    const [starts, ends] = [momentOf(wanted.from, terms.timeZone)!, momentOf(wanted.until, terms.timeZone)!]
    const taken = await takenAround(trx, actor.regionId, resource.id, starts)
    if (taken.some((one) => one.starts_at < ends && starts < one.ends_at))
      throw Object.assign(problem(409, 'bookings.errors.taken'), {
        free: nearestFree(wanted, asStretches(taken, terms), terms, moment.at),
      })
    const isOwn = resource.organizations.some(({ id }) => id === wanted.organizationId)
    const state = terms.asks && !isOwn ? ('asked' as const) : ('accepted' as const)
    const id = moment.id()
    const deed = {
      verb: state === 'asked' ? 'booking.asked' : 'booking.made',
      record: resource,
      for: wanted.organizationId,
      concerns: [id],
      changes: { booking: id, from: wanted.from, until: wanted.until },
    }
    const made = { id, resource, wanted, terms, state }
    await record(trx, actor, deed, moment, () => insert(trx, actor, made, moment).catch(saySo))
    return { id, state }
  })
}

/** The database itself keeps two from having the same time. */
function saySo(error: unknown): never {
  const isExcluded = error instanceof Error && 'code' in error && error.code === '23P01'
  throw isExcluded ? Object.assign(problem(409, 'bookings.errors.taken'), { free: [] }) : error
}

async function insert(
  trx: Trx,
  actor: Actor,
  made: { id: string; resource: Resource; wanted: NewBooking; terms: Terms; state: 'asked' | 'accepted' },
  moment: Moment,
) {
  const { id, resource, wanted, terms, state } = made
  await addRecord(trx, actor.regionId, { id, kind: 'booking', visibility: 'region', lang: wanted.lang }, moment)
  await join(trx, actor.regionId, id, [resource.id, wanted.organizationId])
  await trx
    .insertInto('bookings')
    .values({
      region_id: actor.regionId,
      id,
      resource_id: resource.id,
      organization_id: wanted.organizationId,
      partnership_id: wanted.partnershipId,
      person_id: actor.personId,
      purpose: wanted.purpose,
      starts_local: wanted.from,
      ends_local: wanted.until,
      time_zone: terms.timeZone,
      starts_at: momentOf(wanted.from, terms.timeZone)!,
      ends_at: momentOf(wanted.until, terms.timeZone)!,
      asked_at: moment.at,
      accepted_at: state === 'accepted' ? moment.at : null,
    })
    .execute()
}

const AROUND = 40 * 86_400_000

/** What is taken within some weeks of a moment, whoever has it. */
const takenAround = (trx: Trx, regionId: string, resourceId: string, at: Date) =>
  trx
    .selectFrom('bookings')
    .select(['starts_at', 'ends_at'])
    .where('region_id', '=', regionId)
    .where('resource_id', '=', resourceId)
    .where('declined_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('ends_at', '>', new Date(at.getTime() - AROUND))
    .where('starts_at', '<', new Date(at.getTime() + AROUND))
    .execute()

const asStretches = (taken: readonly { starts_at: Date; ends_at: Date }[], { timeZone }: Terms): Stretch[] =>
  taken.map((one) => ({ from: wallTimeOf(one.starts_at, timeZone), until: wallTimeOf(one.ends_at, timeZone) }))

/** The owner accepts or declines who asked. Throws 409 where that was answered already. */
export async function answerBooking(
  db: Db,
  actor: Actor,
  resource: Resource,
  booking: Booking,
  { answer, why }: { answer: 'accept' | 'decline'; why: string },
  moment: Moment,
) {
  const deed = {
    verb: answer === 'accept' ? 'booking.accepted' : 'booking.declined',
    record: resource,
    for: resource.organizations[0]?.id ?? null,
    concerns: [booking.id, ...(booking.organization ? [booking.organization.id] : [])],
    changes: { booking: booking.id },
  }
  const set = answer === 'accept' ? { accepted_at: moment.at } : { declined_at: moment.at, why }
  await record(db, actor, deed, moment, async (trx) => {
    const answered = await trx
      .updateTable('bookings')
      .set(set)
      .where('region_id', '=', actor.regionId)
      .where('id', '=', booking.id)
      .where('accepted_at', 'is', null)
      .where('declined_at', 'is', null)
      .where('cancelled_at', 'is', null)
      .executeTakeFirst()
    if (Number(answered.numUpdatedRows) === 0) throw problem(409, 'bookings.errors.answered')
  })
}

/** Takes a booking back: the time is free again. Throws 409 where it is over or was taken back already. */
export async function cancelBooking(
  db: Db,
  actor: Actor,
  resource: Resource,
  booking: Booking,
  why: string,
  moment: Moment,
) {
  const deed = {
    verb: 'booking.cancelled',
    record: resource,
    for: booking.organization?.id ?? null,
    concerns: [booking.id],
    changes: { booking: booking.id },
  }
  await record(db, actor, deed, moment, async (trx) => {
    const cancelled = await trx
      .updateTable('bookings')
      .set({ cancelled_at: moment.at, why })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', booking.id)
      .where('cancelled_at', 'is', null)
      .where('declined_at', 'is', null)
      .where('ends_at', '>', moment.at)
      .executeTakeFirst()
    if (Number(cancelled.numUpdatedRows) === 0) throw problem(409, 'bookings.errors.over')
  })
}
