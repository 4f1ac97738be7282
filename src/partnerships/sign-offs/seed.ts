import { recordMany } from '../../journal/entries.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Trx } from '../../platform/db.ts'
import type { Moment } from '../../platform/moment.ts'
import { addRecords, joinMany } from '../../platform/records.ts'
import { keepRevision } from '../charter/revisions.ts'

/** What was asked of the leaders of one partnership as a demonstration tells it, by ids. */
export interface SeededAsking {
  partnershipId: string
  /** Who asked, and when. */
  asker: Actor
  asked: Moment
  until: string
  message: string
  inForceAt: Date | null
  signOffs: {
    organizationId: string
    /** Who was written to, where there is a leader. */
    leaderId: string | null
    silence: boolean
    decision: 'approved' | 'declined' | 'no-objection' | null
    decidedAt: Date | null
    answers: { decision: 'approved' | 'declined'; reason: string; at: Date }[]
  }[]
}

/** Puts down what leaders were asked and said; the charter of that day is kept as a revision. */
export async function seedSignOffs(trx: Trx, regionId: string, given: readonly SeededAsking[]) {
  const circles = await circlesOf(trx, regionId, given)
  for (const one of given) {
    const { partnershipId, asker, asked, until, message, inForceAt } = one
    const { number } = await keepRevision(trx, asker, { id: partnershipId }, asked)
    const askingId = asked.id()
    const rows = one.signOffs.map((signOff) => ({ ...signOff, id: asked.id() }))
    const of = { region_id: regionId }
    const deeds = rows.map(({ id, organizationId }) => ({
      verb: 'sign-off.asked',
      record: { id: partnershipId },
      concerns: [id, organizationId],
      changes: { signOff: id, revision: number, until },
      batch: askingId,
    }))
    const circleId = circles.get(partnershipId) ?? null
    const spines = rows.map(({ id }) => ({ id, visibility: 'circle' as const, circleId, lang: 'en' as const }))
    await recordMany(trx, asker, deeds, asked, async () => {
      await addRecords(trx, regionId, spines, 'sign-off', asked)
      const ends = rows.map(({ id, organizationId }) => ({ recordId: id, ends: [partnershipId, organizationId] }))
      await joinMany(trx, regionId, ends)
      await trx
        .insertInto('sign_off_askings')
        .values({
          ...of,
          id: askingId,
          subject_id: partnershipId,
          revision: number,
          asked_at: asked.at,
          asked_by: asker.personId,
          until_day: until,
          message,
          lang: 'en',
          in_force_at: inForceAt,
        })
        .execute()
      await trx
        .insertInto('sign_offs')
        .values(
          rows.map(({ id, organizationId, silence, decision, decidedAt }) => ({
            ...of,
            id,
            asking_id: askingId,
            organization_id: organizationId,
            silence,
            until_day: until,
            decision,
            decided_at: decidedAt,
          })),
        )
        .execute()
      const written = rows.flatMap(({ id, leaderId }) => (leaderId === null ? [] : [{ id, person: leaderId }]))
      await trx
        .insertInto('sign_off_letters')
        .values(
          written.map(({ id, person }) => ({
            ...of,
            sign_off_id: id,
            person_id: person,
            asked_at: asked.at,
            sent_at: asked.at,
          })),
        )
        .execute()
      const answers = rows.flatMap(({ id, leaderId, answers: said }) =>
        said.map((answer) => ({
          ...of,
          ...answer,
          id: asked.id(),
          sign_off_id: id,
          person_id: leaderId!,
          for_person_id: leaderId!,
          via: 'link',
        })),
      )
      if (answers.length > 0) await trx.insertInto('sign_off_answers').values(answers).execute()
    })
  }
}

async function circlesOf(trx: Trx, regionId: string, given: readonly SeededAsking[]) {
  if (given.length === 0) return new Map<string, string | null>()
  const rows = await trx
    .selectFrom('records')
    .select(['id', 'circle_id'])
    .where('region_id', '=', regionId)
    .where(
      'id',
      'in',
      given.map(({ partnershipId }) => partnershipId),
    )
    .execute()
  return new Map(rows.map((row) => [row.id, row.circle_id]))
}
