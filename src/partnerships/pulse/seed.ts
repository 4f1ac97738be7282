import type { Actor } from '../../platform/actor.ts'
import type { Trx } from '../../platform/db.ts'
import { type Moment, randomId } from '../../platform/moment.ts'
import { addRecords, joinMany, putInCircle } from '../../platform/records.ts'
import { usualItems } from './instruments.ts'
import { keepResults } from './pulse-changes.ts'
import { type Answer, resultsOf } from './results.ts'

/** A round as a demonstration tells it. */
export interface SeedPulse {
  begunOn: string
  until: string
  /** Null: it is open, and those who are asked have not all answered. */
  closedOn: string | null
  message: string
  /** Who is asked; of a round that is over only how many. */
  asked: readonly { organizationId: string; personId: string }[]
  /** What was answered, by whose people: those of an open round are the first who are asked. */
  answers: readonly { organizationId: string; answer: Answer }[]
}

/** Rounds of a partnership as if they had been: a few statements, however many answered. `sides` are its partners in the order in which the answers number them. */
export async function seedPulses(
  trx: Trx,
  actor: Actor,
  partnership: { id: string; circleId: string | null; sides: readonly string[] },
  rounds: readonly SeedPulse[],
  moment: Moment,
): Promise<string[]> {
  const regionId = actor.regionId
  const all = rounds.map((round) => ({ ...round, id: moment.id() }))
  const spines = all.map(({ id }) => ({ id, visibility: 'circle' as const, lang: 'en' as const }))
  await addRecords(trx, regionId, spines, 'pulse', moment)
  await joinMany(
    trx,
    regionId,
    all.map(({ id }) => ({ recordId: id, ends: [partnership.id] })),
  )
  const threshold = 5
  const items = usualItems()
  const sideOf = new Map(partnership.sides.map((id, n) => [id, n + 1]))
  const organizations = new Map(partnership.sides.map((id, n) => [n + 1, id]))
  await trx
    .insertInto('pulses')
    .values(
      all.map(({ id, begunOn, until, closedOn, message, asked, answers }) => ({
        region_id: regionId,
        id,
        partnership_id: partnership.id,
        message,
        lang: 'en',
        begun_on: begunOn,
        until_day: until,
        items: JSON.stringify(items),
        threshold,
        closed_on: closedOn,
        asked: closedOn === null ? null : asked.length,
        answered: closedOn === null ? null : answers.length,
        partners_answered: closedOn === null ? null : new Set(answers.map((one) => one.organizationId)).size,
      })),
    )
    .execute()
  await trx
    .insertInto('pulse_sides')
    .values(
      all.flatMap(({ id }) =>
        partnership.sides.map((organization_id, n) => ({
          region_id: regionId,
          pulse_id: id,
          side: n + 1,
          organization_id,
        })),
      ),
    )
    .execute()
  for (const { id, closedOn, asked, answers } of all) {
    if (partnership.circleId) await putInCircle(trx, regionId, id, partnership.circleId)
    const sheets = answers.map(({ organizationId, answer }) => ({ side: sideOf.get(organizationId)!, answer }))
    if (closedOn !== null)
      await keepResults(trx, regionId, id, resultsOf(sheets, items, organizations, threshold), moment)
    else await seedOpen(trx, regionId, id, { sideOf, asked, sheets }, moment)
  }
  return all.map(({ id }) => id)
}

async function seedOpen(
  trx: Trx,
  regionId: string,
  pulseId: string,
  open: {
    sideOf: ReadonlyMap<string, number>
    asked: SeedPulse['asked']
    sheets: readonly { side: number; answer: Answer }[]
  },
  moment: Moment,
) {
  const askings = open.asked.map(({ organizationId, personId }) => ({
    region_id: regionId,
    id: randomId(moment),
    pulse_id: pulseId,
    side: open.sideOf.get(organizationId)!,
    person_id: personId,
  }))
  if (askings.length > 0) await trx.insertInto('pulse_askings').values(askings).execute()
  const answered = askings.slice(0, open.sheets.length)
  if (answered.length === 0) return
  await trx
    .insertInto('pulse_answered')
    .values(answered.map(({ id }) => ({ region_id: regionId, asking_id: id })))
    .execute()
  const sheets = open.sheets.map(({ side, answer }) => ({ id: randomId(moment), side, answer }))
  await trx
    .insertInto('pulse_sheets')
    .values(
      sheets
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, side, answer }) => ({
          region_id: regionId,
          id,
          pulse_id: pulseId,
          side,
          answer: JSON.stringify(answer),
        })),
    )
    .execute()
}
