import { UUID } from '../../platform/ids.ts'
import { sql } from 'kysely'
import { createPerson, findPersonByEmail } from '../../account/persons.ts'
import { type Deed, record, recordMany } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import { normaliseEmail } from '../../platform/addresses.ts'
import { dayIn } from '../../platform/days.ts'
import { type Db, inTransaction, type Trx, visible } from '../../platform/db.ts'
import { problem } from '../../platform/errors.ts'
import { makeLink, revokeLinks } from '../../platform/links.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecords, joinMany } from '../../platform/records.ts'
import type { Asking } from './askings.ts'
import { listAskings } from './askings.ts'
import { PICTURE_DAYS } from './forms.ts'
import { holdOpenRound } from './round-changes.ts'
import type { Round } from './rounds.ts'
import { canBeReminded } from './rules.ts'

/** Whom to ask, and where: a person of the region, an address, or neither (a link to hand on, paper, telephone). */
export interface ToAsk {
  organizationId: string
  personId?: string | null
  email?: string
}

/**
 * Asks organizations in a round: each gets its link by mail where there is an address (the letter hangs on the entry
 * `snowball.asked`). Who was asked in this round before is not asked again. Returns how many were asked.
 */
export async function askOrganizations(
  db: Db,
  actor: Actor,
  round: Pick<Round, 'id' | 'lang'>,
  wanted: readonly ToAsk[],
  moment: Moment,
): Promise<number> {
  return inTransaction(db, async (trx) => {
    await holdOpenRound(trx, actor.regionId, round.id)
    const fresh = await notYetAsked(trx, actor, round.id, wanted)
    if (fresh.length === 0) return 0
    const waves = await nextWaves(trx, actor.regionId, round.id)
    const rows: NewAsking[] = []
    for (const one of fresh) {
      const to = await recipientOf(trx, actor, round, one, moment)
      rows.push({ id: moment.id(), wave: waves.get(one.organizationId) ?? 0, organization: one.organizationId, ...to })
    }
    const batch = moment.id()
    const deeds = rows.map((row): Deed => ({
      verb: 'snowball.asked',
      record: round,
      concerns: [row.id, row.organization],
      changes: { asking: row.id, wave: row.wave },
      batch,
    }))
    await recordMany(trx, actor, deeds, moment, () => addAskings(trx, actor, round, rows, moment))
    return rows.length
  })
}

type NewAsking = { id: string; wave: number; organization: string; personId: string | null; typed: boolean }

async function addAskings(
  trx: Trx,
  actor: Actor,
  round: Pick<Round, 'id' | 'lang'>,
  rows: readonly NewAsking[],
  moment: Moment,
) {
  const spines = rows.map(({ id }) => ({ id, visibility: 'circle' as const, lang: round.lang }))
  await addRecords(trx, actor.regionId, spines, 'asking', moment)
  await joinMany(
    trx,
    actor.regionId,
    rows.map(({ id, organization }) => ({ recordId: id, ends: [round.id, organization] })),
  )
  await trx
    .insertInto('askings')
    .values(
      rows.map(({ id, wave, organization, personId, typed }) => ({
        region_id: actor.regionId,
        id,
        round_id: round.id,
        organization_id: organization,
        wave,
        person_id: personId,
        typed,
        asked_at: moment.at,
      })),
    )
    .execute()
}

/** Each once, of those that this actor can find and that were not asked before. */
async function notYetAsked(trx: Trx, actor: Actor, roundId: string, wanted: readonly ToAsk[]) {
  const each = [...new Map(wanted.map((one) => [one.organizationId, one])).values()]
  if (each.length === 0) return []
  if (!each.every((one) => UUID.test(one.organizationId))) throw problem(422, 'snowball.errors.organization')
  const known = await trx
    .selectFrom('records')
    .select('records.id')
    .where('records.kind', '=', 'organization')
    .where(
      'records.id',
      'in',
      each.map((one) => one.organizationId),
    )
    .where(visible(actor))
    .execute()
  const there = new Set(known.map(({ id }) => id))
  if (each.some((one) => !there.has(one.organizationId))) throw problem(422, 'snowball.errors.organization')
  const before = await trx
    .selectFrom('askings')
    .select('organization_id')
    .where('region_id', '=', actor.regionId)
    .where('round_id', '=', roundId)
    .execute()
  const asked = new Set(before.map((row) => row.organization_id))
  return each.filter((one) => !asked.has(one.organizationId))
}

/** The wave in which each that was named would be asked: after the first that named it. */
async function nextWaves(trx: Trx, regionId: string, roundId: string): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('namings as n')
    .innerJoin('askings as a', (on) => on.onRef('a.region_id', '=', 'n.region_id').onRef('a.id', '=', 'n.asking_id'))
    .select('n.organization_id as id')
    .select(sql<number>`min(a.wave) + 1`.as('wave'))
    .where('n.region_id', '=', regionId)
    .where('a.round_id', '=', roundId)
    .where('n.organization_id', 'is not', null)
    .groupBy('n.organization_id')
    .execute()
  return new Map(rows.map((row) => [row.id!, row.wave]))
}

/** The person to whom a link is mailed. An address that nobody has is kept as a person whom only coordinators see. */
async function recipientOf(
  trx: Trx,
  actor: Actor,
  round: Pick<Round, 'lang'>,
  { personId = null, email = '' }: ToAsk,
  moment: Moment,
): Promise<{ personId: string | null; typed: boolean }> {
  if (email !== '') {
    const known = await findPersonByEmail(trx, actor, email)
    if (known) return { personId: known.id, typed: await isOfRounds(trx, actor.regionId, known.id) }
    const address = normaliseEmail(email)
    const made = await createPerson(trx, actor, { name: address, email: address, lang: round.lang }, moment)
    return { personId: made.id, typed: true }
  }
  if (personId === null) return { personId, typed: false }
  if (!UUID.test(personId)) throw problem(422, 'snowball.errors.person')
  const person = await trx
    .selectFrom('records')
    .innerJoin('persons as p', (on) =>
      on.onRef('p.region_id', '=', 'records.region_id').onRef('p.id', '=', 'records.id'),
    )
    .select('p.id')
    .where('p.id', '=', personId)
    .where('p.email', 'is not', null)
    .where(visible(actor))
    .executeTakeFirst()
  if (!person) throw problem(422, 'snowball.errors.person')
  return { personId, typed: await isOfRounds(trx, actor.regionId, personId) }
}

/** Whether somebody is known by nothing but that their address was typed for a round. */
async function isOfRounds(trx: Trx, regionId: string, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('askings')
    .select('id')
    .where('region_id', '=', regionId)
    .where('person_id', '=', personId)
    .where('typed', '=', true)
    .executeTakeFirst()
  return row !== undefined
}

/** Reminds those of a round who have not answered, or one of them. Returns how many letters that makes. */
export async function remind(
  db: Db,
  actor: Actor,
  round: Round,
  only: string | null,
  moment: Moment,
  mark: { automatic: boolean } = { automatic: false },
): Promise<number> {
  return inTransaction(db, async (trx) => {
    await holdOpenRound(trx, actor.regionId, round.id)
    const due = (await listAskings(trx, actor, round.id)).filter(
      (one) => (only === null || one.id === only) && canBeReminded(one, round, moment.at),
    )
    if (mark.automatic)
      await trx
        .updateTable('rounds')
        .set({ reminded_at: moment.at })
        .where('region_id', '=', actor.regionId)
        .where('id', '=', round.id)
        .execute()
    if (due.length === 0) return 0
    const batch = moment.id()
    const deeds = due.map((one): Deed => ({
      verb: 'snowball.reminded',
      record: round,
      concerns: [one.id, one.organization.id],
      changes: { asking: one.id },
      batch,
    }))
    await recordMany(trx, actor, deeds, moment, () =>
      trx
        .updateTable('askings')
        .set({ reminded_at: moment.at })
        .where('region_id', '=', actor.regionId)
        .where(
          'id',
          'in',
          due.map(({ id }) => id),
        )
        .execute(),
    )
    return due.length
  })
}

/** Takes back what one was asked: all its links end. What was answered stays. */
export async function revokeAsking(db: Db, actor: Actor, round: Pick<Round, 'id'>, asking: Asking, moment: Moment) {
  const deed = {
    verb: 'snowball.revoked',
    record: round,
    concerns: [asking.id, asking.organization.id],
    changes: { asking: asking.id },
  }
  await record(db, actor, deed, moment, async (trx) => {
    await revokeLinks(trx, actor.regionId, { purpose: 'snowball', recordId: asking.id }, moment)
    await trx
      .updateTable('askings')
      .set({ revoked_at: moment.at, draft: null })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', asking.id)
      .execute()
  })
}

/** Whole days until a link ends: some time after the last day to answer it still shows what was said. */
export function linkDays(round: Pick<Round, 'until'>, timeZone: string, now: Date): number {
  const left = (Date.parse(round.until) - Date.parse(dayIn(timeZone, now))) / 86_400_000
  return Math.max(1, Math.round(left) + 1 + PICTURE_DAYS)
}

/** Opened as often as they like: what is sent is sent once, and the picture is looked at again. */
const OPENED = 1_000_000

/** A link with which an organization answers; without a person it is handed on. */
export const answerLink = (
  db: Db,
  regionId: string,
  round: Pick<Round, 'until'>,
  asking: { id: string; personId: string | null },
  timeZone: string,
  moment: Moment,
): Promise<string> =>
  makeLink(
    db,
    {
      regionId,
      purpose: 'snowball',
      recordId: asking.id,
      personId: asking.personId,
      days: linkDays(round, timeZone, moment.at),
      uses: OPENED,
    },
    moment,
  )

/** A link that a coordinator hands on by other ways than mail: it belongs to nobody in particular. */
export async function handLink(
  db: Db,
  actor: Actor,
  round: Round,
  asking: Asking,
  timeZone: string,
  moment: Moment,
): Promise<string> {
  const deed = {
    verb: 'snowball.handed',
    record: round,
    concerns: [asking.id, asking.organization.id],
    changes: { asking: asking.id },
  }
  return record(db, actor, deed, moment, async (trx) => {
    await holdOpenRound(trx, actor.regionId, round.id)
    if (asking.revokedAt) throw problem(409, 'snowball.errors.revoked')
    return answerLink(trx, actor.regionId, round, { id: asking.id, personId: null }, timeZone, moment)
  })
}
