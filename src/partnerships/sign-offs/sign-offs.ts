import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { namesAtWork } from '../../account/colleagues.ts'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import { UUID } from '../../platform/ids.ts'
import { type Answer, type Decision, type Status, statusOf } from './rules.ts'
import { type Signer, signersOf } from './signers.ts'

/** What a leader said once; names are null where the reader may not know them. */
export interface Said extends Answer {
  via: 'link' | 'handed' | 'session'
  /** Who handed on the link by which they said it, where it was not mailed. */
  handedBy: { id: string; name: string | null } | null
  by: { id: string; name: string | null }
  /** In whose place they said it. */
  inPlaceOf: { id: string; name: string | null } | null
}

/** One organization in an asking, and how that stands. */
export interface SignOff {
  id: string
  askingId: string
  /** What is signed, and which of its revisions. */
  subjectId: string
  revision: number
  organization: { id: string; slug: string; name: string; sector: string }
  status: Status
  decision: Decision | null
  /** Why it was declined; '' else. */
  reason: string
  /** Since when the decision holds, and whose word it is; nobody's where it is silence. */
  at: Date | null
  by: { id: string; name: string | null } | null
  /** Of that word. */
  via: Said['via'] | null
  handedBy: Said['handedBy']
  /** Whether silence counts, and the last day to answer. */
  silence: boolean
  until: string
  /** The day on which silence becomes consent; null where it never does. */
  deadline: string | null
  askedAt: Date
  remindedAt: Date | null
  /** The revision that was signed, where this one differs from it in words only. */
  carriedFrom: number | null
  answers: Said[]
  signers: Signer[]
  /** Who was written to, when, and whether it reached them. */
  letters: Letter[]
  lastLetterAt: Date | null
}

/** That somebody was written to. */
interface Letter {
  personId: string
  askedAt: Date
  sentAt: Date | null
  failedAt: Date | null
}

/** All partners that are asked about one revision at once. */
export interface Asking {
  id: string
  subjectId: string
  revision: number
  askedAt: Date
  askedBy: { id: string; name: string | null } | null
  until: string
  message: string
  lang: Lang
  inForceAt: Date | null
  closedAt: Date | null
  closedWhy: 'withdrawn' | 'superseded' | null
  /** In the order of their names, as far as the reader may see them. */
  signOffs: SignOff[]
}

const rowsOf = (db: Db, actor: Actor) =>
  db
    .selectFrom('sign_offs as s')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 's.region_id').onRef('records.id', '=', 's.id'))
    .innerJoin('sign_off_askings as g', (on) =>
      on.onRef('g.region_id', '=', 's.region_id').onRef('g.id', '=', 's.asking_id'),
    )
    .innerJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 's.region_id').onRef('o.id', '=', 's.organization_id'),
    )
    .innerJoin('records as ro', (on) => on.onRef('ro.region_id', '=', 'o.region_id').onRef('ro.id', '=', 'o.id'))
    .select(['s.id', 's.asking_id as askingId', 's.silence', 's.until_day as until', 's.reminded_at as remindedAt'])
    .select(['s.decision', 's.decided_at as at', 'g.subject_id as subjectId', 'g.revision', 'g.asked_at as askedAt'])
    .select([
      'g.asked_by as askedBy',
      'g.until_day as askingUntil',
      'g.message',
      'g.lang',
      'g.in_force_at as inForceAt',
    ])
    .select(['g.closed_at as closedAt', 'g.closed_why as closedWhy'])
    .select(['o.id as organizationId', 'o.name', 'o.sector', sql<string>`ro.slug`.as('slug')])
    .select(
      sql<string | null>`(select a.leader_id from parties a where a.region_id = s.region_id
        and a.partnership_id = g.subject_id and a.organization_id = s.organization_id and a.left_on is null)`.as(
        'leaderId',
      ),
    )
    .select(
      sql<number | null>`(select gc.revision from sign_offs c join sign_off_askings gc on gc.region_id = c.region_id
        and gc.id = c.asking_id where c.region_id = s.region_id and c.id = s.carried_from)`.as('carriedFrom'),
    )
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('sign_off_answers as w')
          .select(['w.person_id as personId', 'w.for_person_id as forPersonId', 'w.decision', 'w.reason', 'w.via'])
          .select(['w.at', 'w.late', 'w.handed_by as handedBy'])
          .whereRef('w.region_id', '=', 's.region_id')
          .whereRef('w.sign_off_id', '=', 's.id')
          .orderBy('w.at')
          .orderBy('w.id'),
      ).as('answerRows'),
      jsonArrayFrom(
        eb
          .selectFrom('sign_off_letters as l')
          .select([
            'l.person_id as personId',
            'l.asked_at as askedAt',
            'l.sent_at as sentAt',
            'l.failed_at as failedAt',
          ])
          .whereRef('l.region_id', '=', 's.region_id')
          .whereRef('l.sign_off_id', '=', 's.id')
          .orderBy('l.asked_at'),
      ).as('letterRows'),
    ])
    .where(visible(actor))

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

const date = (text: string | Date): Date => new Date(text)
const dateOrNull = (text: string | Date | null) => (text === null ? null : new Date(text))

/** Rows with names as far as the reader may know them, and who signs on that day. */
async function shape(db: Db, actor: Actor, rows: Row[], today: string) {
  const wanted = rows.map(({ organizationId, leaderId }) => ({ organizationId, leaderId }))
  const ids = rows.flatMap((row) => [
    row.askedBy,
    ...row.answerRows.flatMap((answer) => [answer.personId, answer.forPersonId, answer.handedBy]),
  ])
  const people = [...new Set(ids)].filter((id) => id !== null)
  const names = await namesAtWork(db, actor, people)
  const signers = await signersOf(db, actor.regionId, wanted, today)
  const person = (id: string) => ({ id, name: names.get(id) ?? null })
  return rows.map((row) => ({
    row,
    person,
    signOff: asSignOff(row, signers.get(row.organizationId) ?? [], person, today),
  }))
}

function asSignOff(
  row: Row,
  signers: Signer[],
  person: (id: string) => { id: string; name: string | null },
  today: string,
): SignOff {
  const answers = row.answerRows.map((answer): Said => ({
    personId: answer.personId,
    forPersonId: answer.forPersonId,
    decision: answer.decision as Said['decision'],
    reason: answer.reason,
    at: date(answer.at),
    late: answer.late,
    via: answer.via as Said['via'],
    handedBy: answer.handedBy === null ? null : person(answer.handedBy),
    by: person(answer.personId),
    inPlaceOf: answer.forPersonId === answer.personId ? null : person(answer.forPersonId),
  }))
  const letters = row.letterRows.map((letter) => ({
    personId: letter.personId,
    askedAt: date(letter.askedAt),
    sentAt: dateOrNull(letter.sentAt),
    failedAt: dateOrNull(letter.failedAt),
  }))
  const decision = row.decision as Decision | null
  const word = answers.findLast((answer) => !answer.late && answer.at.getTime() === row.at?.getTime())
  const closedWhy = row.closedWhy as Asking['closedWhy']
  const standing = { decision, closedWhy, silence: row.silence, until: row.until }
  return {
    id: row.id,
    askingId: row.askingId,
    subjectId: row.subjectId,
    revision: row.revision,
    organization: { id: row.organizationId, slug: row.slug, name: row.name, sector: row.sector },
    status: statusOf({ ...standing, hasSigner: signers.length > 0, reached: isReached(letters, signers) }, today),
    decision,
    reason: decision === 'declined' ? (word?.reason ?? '') : '',
    at: row.at,
    by: word?.by ?? null,
    via: word?.via ?? null,
    handedBy: word?.handedBy ?? null,
    silence: row.silence,
    until: row.until,
    deadline: row.silence ? row.until : null,
    askedAt: row.askedAt,
    remindedAt: row.remindedAt,
    carriedFrom: row.carriedFrom,
    answers,
    signers,
    letters,
    lastLetterAt: letters.reduce<Date | null>((last, { askedAt }) => (last && last > askedAt ? last : askedAt), null),
  }
}

/** Whether a letter reached somebody who signs today; null while one is on its way. */
export function isReached(letters: readonly Letter[], signers: readonly Signer[]): boolean | null {
  const own = letters.filter(({ personId }) => signers.some((signer) => signer.personId === personId))
  if (own.some(({ sentAt }) => sentAt !== null)) return true
  return own.length > 0 && own.every(({ failedAt }) => failedAt !== null) ? false : null
}

/** What leaders were asked about a record, the latest first, as this actor may see it. */
export const listAskings = (db: Db, actor: Actor, subjectId: string, today: string): Promise<Asking[]> =>
  askingsWhere(db, actor, sql`g.subject_id = ${subjectId}`, today)

/** Of those the one that is under way, and the one that this names. */
export const listStandingAskings = (
  db: Db,
  actor: Actor,
  subjectId: string,
  askingId: string | null,
  today: string,
): Promise<Asking[]> => {
  const standing = sql`((g.in_force_at is null and g.closed_at is null) or g.id = ${askingId}::uuid)`
  return askingsWhere(db, actor, sql`g.subject_id = ${subjectId} and ${standing}`, today)
}

async function askingsWhere(db: Db, actor: Actor, where: RawBuilder<SqlBool>, today: string): Promise<Asking[]> {
  const rows = await rowsOf(db, actor)
    .where(where)
    .orderBy('g.asked_at', 'desc')
    .orderBy('g.id', 'desc')
    .orderBy(sql`o.name collate "en-x-icu"`)
    .orderBy('s.id')
    .execute()
  const shaped = await shape(db, actor, rows, today)
  return [...Map.groupBy(shaped, ({ row }) => row.askingId).values()].map((all): Asking => {
    const { row, person } = all[0]!
    return {
      id: row.askingId,
      subjectId: row.subjectId,
      revision: row.revision,
      askedAt: row.askedAt,
      askedBy: row.askedBy === null ? null : person(row.askedBy),
      until: row.askingUntil,
      message: row.message,
      lang: row.lang as Lang,
      inForceAt: row.inForceAt,
      closedAt: row.closedAt,
      closedWhy: row.closedWhy as Asking['closedWhy'],
      signOffs: all.map(({ signOff }) => signOff),
    }
  })
}

/** The sign-offs of a record one by one, the latest asking first, as this actor may see them. */
export const listSignOffs = async (db: Db, actor: Actor, subjectId: string, today: string): Promise<SignOff[]> =>
  (await listAskings(db, actor, subjectId, today)).flatMap((asking) => asking.signOffs)

/** One of them. Throws NotFound. */
export async function getSignOff(db: Db, actor: Actor, id: string, today: string): Promise<SignOff> {
  const row = UUID.test(id) ? await rowsOf(db, actor).where('s.id', '=', id).executeTakeFirst() : undefined
  return (await shape(db, actor, [found(row)], today))[0]!.signOff
}

/** The asking that is under way: neither in force nor ended. */
export const openAsking = (askings: readonly Asking[]): Asking | undefined =>
  askings.find((asking) => asking.inForceAt === null && asking.closedAt === null)

/** Sign-offs that await this very person, in all that they may see. */
export async function awaiting(db: Db, actor: Actor, today: string): Promise<SignOff[]> {
  if (actor.personId === null) return []
  const rows = await rowsOf(db, actor)
    .where('s.decision', 'is', null)
    .where('g.closed_at', 'is', null)
    .where('g.in_force_at', 'is', null)
    .where(sql<SqlBool>`s.organization_id = any(${actor.organizationIds}::uuid[])`)
    .orderBy('s.until_day')
    .orderBy('s.id')
    .execute()
  const shaped = await shape(db, actor, rows, today)
  return shaped
    .map(({ signOff }) => signOff)
    .filter(({ signers }) => signers.some(({ personId }) => personId === actor.personId))
}
