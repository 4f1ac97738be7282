import { forgetMoves } from '../../directory/merges.ts'
import { record } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { type Db, inTransaction, type Trx } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { revokeLinks } from '../../platform/links.ts'
import { type Moment, randomId } from '../../platform/moment.ts'
import { addRecord, join } from '../../platform/records.ts'
import { spokenFor } from '../partnership-changes.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import { listCandidates } from './candidates.ts'
import type { PulseInput } from './forms.ts'
import type { Item } from './instruments.ts'
import { holdOpenPulse } from './pulse-holds.ts'
import { closedPulses, type Pulse } from './pulses.ts'
import { type Answer, resultsOf, type Results } from './results.ts'
import { canEndOn, canRemind, nextFrom } from './rules.ts'

interface Region {
  id: string
  timeZone: string
}

/**
 * Begins a round: each of these people is mailed a link of their own (the letter hangs on the entry `pulse.begun`). Throws
 * 409 while another is open or the last is too young, 422 where somebody is no one of the partners' people.
 */
export async function beginPulse(
  db: Db,
  actor: Actor,
  region: Region,
  partnership: Partnership,
  input: PulseInput,
  moment: Moment,
): Promise<string> {
  const today = dayIn(region.timeZone, moment.at)
  if (!canEndOn(input.until, today)) throw problem(422, 'partnership-pulse.errors.until')
  const id = moment.id()
  const deed = {
    verb: 'pulse.begun',
    record: { id },
    for: spokenFor(actor, partnership),
    concerns: [partnership.id],
    changes: { until: [null, input.until] },
  }
  await record(db, actor, deed, moment, async (trx) => {
    await refuseTooEarly(trx, actor, partnership, today)
    const candidates = await listCandidates(trx, actor, partnership, today)
    const people = candidates.filter((one) => input.people.includes(one.id))
    if (people.length < new Set(input.people).size) throw problem(422, 'partnership-pulse.errors.people')
    const { circleId } = partnership
    await addRecord(trx, region.id, { id, kind: 'pulse', visibility: 'circle', circleId, lang: input.lang }, moment)
    await join(trx, region.id, id, [partnership.id])
    await insertPulse(trx, region.id, partnership.id, { id, begunOn: today, ...input })
    const sides = currentParties(partnership).map((party, n) => ({
      side: n + 1,
      organizationId: party.organization.id,
    }))
    await insertSides(trx, region.id, id, sides)
    const sideOf = new Map(sides.map(({ side, organizationId }) => [organizationId, side]))
    await trx
      .insertInto('pulse_askings')
      .values(
        people.map((person) => ({
          region_id: region.id,
          id: randomId(moment),
          pulse_id: id,
          side: sideOf.get(person.organizationId)!,
          person_id: person.id,
        })),
      )
      .execute()
  })
  return id
}

async function refuseTooEarly(trx: Trx, actor: Actor, partnership: Pick<Partnership, 'id'>, today: string) {
  // Two who begin at once begin one after the other.
  await trx
    .selectFrom('partnerships')
    .select('id')
    .where('region_id', '=', actor.regionId)
    .where('id', '=', partnership.id)
    .forUpdate()
    .execute()
  const open = await trx
    .selectFrom('pulses')
    .select('id')
    .where('region_id', '=', actor.regionId)
    .where('partnership_id', '=', partnership.id)
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  if (open) throw problem(409, 'partnership-pulse.errors.open')
  const [last] = await closedPulses(trx, actor, partnership.id, 1)
  if (nextFrom(last ?? null, today) !== null) throw problem(409, 'partnership-pulse.errors.early')
}

async function insertPulse(
  trx: Trx,
  regionId: string,
  partnershipId: string,
  made: { id: string; message: string; lang: string; begunOn: string; until: string; items: readonly Item[] },
) {
  // What those are promised who are asked now holds until the end, whatever the region settles meanwhile.
  const { threshold } = await trx
    .selectFrom('regions')
    .select('small_count_threshold as threshold')
    .where('region_id', '=', regionId)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('pulses')
    .values({
      region_id: regionId,
      id: made.id,
      partnership_id: partnershipId,
      message: made.message,
      lang: made.lang,
      begun_on: made.begunOn,
      until_day: made.until,
      items: JSON.stringify(made.items),
      threshold,
    })
    .execute()
}

const insertSides = (
  trx: Trx,
  regionId: string,
  pulseId: string,
  sides: readonly { side: number; organizationId: string }[],
) =>
  trx
    .insertInto('pulse_sides')
    .values(
      sides.map(({ side, organizationId }) => ({
        region_id: regionId,
        pulse_id: pulseId,
        side,
        organization_id: organizationId,
      })),
    )
    .execute()

/** Reminds those who have not answered: who they are is looked up when the letters are written, and stands nowhere. */
export async function remindPulse(db: Db, actor: Actor, pulse: Pulse, moment: Moment, automatic = false) {
  const deed = { verb: 'pulse.reminded', record: pulse, concerns: [pulse.partnershipId] }
  await inTransaction(db, async (trx) => {
    await holdOpenPulse(trx, actor.regionId, pulse.id)
    if (!automatic && !canRemind(pulse, moment.at)) throw problem(409, 'partnership-pulse.errors.reminded')
    await record(trx, actor, deed, moment, () =>
      trx
        .updateTable('pulses')
        .set({ reminded_at: moment.at })
        .where('region_id', '=', actor.regionId)
        .where('id', '=', pulse.id)
        .execute(),
    )
  })
}

/**
 * Ends a round: what it shows is computed once and stays; who was asked, who answered and what each answered is deleted, and
 * all links end.
 */
export async function closePulse(
  db: Db,
  actor: Actor,
  region: Region,
  pulse: { id: string; partnershipId: string },
  moment: Moment,
) {
  const deed = { verb: 'pulse.closed', record: pulse, concerns: [pulse.partnershipId] }
  await record(db, actor, deed, moment, async (trx) => {
    await holdOpenPulse(trx, region.id, pulse.id)
    const closing = await readSealed(trx, region.id, pulse.id)
    await keepResults(
      trx,
      region.id,
      pulse.id,
      resultsOf(closing.sheets, closing.items, closing.organizations, closing.threshold),
      moment,
    )
    await trx
      .updateTable('pulses')
      .set({
        closed_on: dayIn(region.timeZone, moment.at),
        asked: closing.asked,
        answered: closing.sheets.length,
        partners_answered: new Set(closing.sheets.map(({ side }) => closing.organizations.get(side))).size,
      })
      .where('region_id', '=', region.id)
      .where('id', '=', pulse.id)
      .execute()
    for (const table of ['pulse_sheets', 'pulse_askings'] as const)
      await trx.deleteFrom(table).where('region_id', '=', region.id).where('pulse_id', '=', pulse.id).execute()
    await forgetMoves(trx, region.id, 'pulse_askings', 'pulse_id', pulse.id)
    await revokeLinks(trx, region.id, { purpose: 'pulse', recordId: pulse.id }, moment)
  })
}

/** All that is sealed of a round: read at its closing, and by nothing else. */
async function readSealed(trx: Trx, regionId: string, pulseId: string) {
  const of = <T extends 'pulse_sheets' | 'pulse_askings' | 'pulse_sides'>(table: T) =>
    trx
      .selectFrom(table as 'pulse_sides')
      .where('region_id', '=', regionId)
      .where('pulse_id', '=', pulseId)
  const pulse = await trx
    .selectFrom('pulses')
    .select(['items', 'threshold'])
    .where('region_id', '=', regionId)
    .where('id', '=', pulseId)
    .executeTakeFirstOrThrow()
  const sheets = await trx
    .selectFrom('pulse_sheets')
    .select(['side', 'answer'])
    .where('region_id', '=', regionId)
    .where('pulse_id', '=', pulseId)
    .orderBy('id')
    .execute()
  const sides = await of('pulse_sides').select(['side', 'organization_id as organizationId']).orderBy('side').execute()
  const { asked } = await of('pulse_askings')
    .select((eb) => eb.fn.countAll<number>().as('asked'))
    .executeTakeFirstOrThrow()
  return {
    items: pulse.items as unknown as Item[],
    threshold: pulse.threshold,
    sheets: sheets.map(({ side, answer }) => ({ side, answer: answer as unknown as Answer })),
    organizations: new Map(sides.map(({ side, organizationId }) => [side, organizationId])),
    asked,
  }
}

/** Keeps what a round shows from its closing on. */
export async function keepResults(trx: Trx, regionId: string, pulseId: string, results: Results, moment: Moment) {
  const of = { region_id: regionId, pulse_id: pulseId }
  const { whole, views, sentences } = results
  if (whole.length > 0)
    await trx
      .insertInto('pulse_results')
      .values(whole.map(({ item, band }) => ({ ...of, item, ...band })))
      .execute()
  if (views.length > 0)
    await trx
      .insertInto('pulse_views')
      .values(views.map(({ side, item, band }) => ({ ...of, side, item, ...band })))
      .execute()
  // Random ids are their order: that in which they came is lost.
  if (sentences.length > 0)
    await trx
      .insertInto('pulse_sentences')
      .values(sentences.map(({ item, text }) => ({ ...of, id: randomId(moment), item, text })))
      .execute()
}
