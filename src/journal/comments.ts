import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import { type Db, type Trx, visible } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import { UUID } from '../platform/ids.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { addRecord, join, putInCircle, remove, restore, type Visibility } from '../platform/records.ts'
import { indexText } from '../platform/search-texts.ts'
import { record } from './entries.ts'

/** So long a comment can be, in characters. */
export const LONGEST_COMMENT = 4000

/** What somebody said about a record, or about a section of it. */
export interface Comment {
  id: string
  aboutId: string
  section: string
  body: string
  lang: Lang
  at: Date
  /** Who said it; null where the reader may not know, or nobody does any more. */
  by: { id: string; name: string | null } | null
}

/** What is spoken of, and who hears it. */
export interface Spoken {
  id: string
  /** What it is called. */
  name: string
  /** Who sees what is said: never the public. */
  audience: { visibility: Exclude<Visibility, 'public'>; circleId: string | null }
}

/** What is typed as a comment on a record whose sections are these. */
export const commentForm = (sections: readonly string[]) =>
  z.object({
    body: z.string().trim().min(1).max(LONGEST_COMMENT),
    section: z
      .string()
      .refine((section) => section === '' || sections.includes(section))
      .default(''),
  })

const comments = (db: Db, actor: Actor) =>
  db
    .selectFrom('comments as c')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'c.region_id').onRef('records.id', '=', 'c.id'))
    .select(['c.id', 'c.about_id as aboutId', 'c.section', 'c.body', 'records.lang', 'records.created_at as at'])
    .select('c.by_person_id as byId')
    .where(visible(actor))

type Row = Awaited<ReturnType<ReturnType<typeof comments>['executeTakeFirstOrThrow']>>

/** Names of people as far as a reader may know them: told by the room of people. */
export type NamesOf = (ids: string[]) => Promise<Map<string, string>>

async function shape(rows: Row[], namesOf: NamesOf): Promise<Comment[]> {
  const names = await namesOf([...new Set(rows.flatMap(({ byId }) => byId ?? []))])
  return rows.map(({ byId, ...row }) => ({
    ...row,
    lang: row.lang as Lang,
    by: byId === null ? null : { id: byId, name: names.get(byId) ?? null },
  }))
}

/** What was said about a record, the first first, as far as this actor may hear it. */
export async function listComments(db: Db, actor: Actor, aboutId: string, namesOf: NamesOf): Promise<Comment[]> {
  const rows = await comments(db, actor)
    .where('c.about_id', '=', aboutId)
    .orderBy('records.created_at')
    .orderBy('c.id')
    .execute()
  return shape(rows, namesOf)
}

/** How much was said about each section of a record that anything was said about. */
export async function countComments(db: Db, actor: Actor, aboutId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom(comments(db, actor).where('c.about_id', '=', aboutId).as('all'))
    .select(['section', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy('section')
    .execute()
  return new Map(rows.map(({ section, count }) => [section, count]))
}

/** One comment; throws NotFound where the actor may not hear it. */
export async function getComment(
  db: Db,
  actor: Actor,
  id: string,
): Promise<Pick<Comment, 'id' | 'aboutId'> & { byId: string | null }> {
  return found(UUID.test(id) ? await comments(db, actor).where('c.id', '=', id).executeTakeFirst() : undefined)
}

/** Says something about a record to those who work on it. */
export async function writeComment(
  db: Db,
  actor: Actor,
  spoken: Spoken,
  said: { body: string; section: string; lang: Lang; for: string | null },
  moment: Moment,
): Promise<string> {
  const { regionId } = actor
  const id = moment.id()
  const deed = { verb: 'comment.written', record: { id }, for: said.for, concerns: [spoken.id] }
  await record(db, actor, deed, moment, async (trx) => {
    const { visibility, circleId } = spoken.audience
    await addRecord(trx, regionId, { id, kind: 'comment', visibility, lang: said.lang }, moment)
    if (circleId) await putInCircle(trx, regionId, id, circleId)
    await join(trx, regionId, id, [spoken.id])
    const { section, body, lang } = said
    await trx
      .insertInto('comments')
      .values({ region_id: regionId, id, about_id: spoken.id, section, body, by_person_id: actor.personId })
      .execute()
    await indexText(trx, regionId, id, { lang, title: spoken.name, body })
  })
  return id
}

/** What somebody said is theirs to take back; a coordinator may take back what must not stand. */
export const canRemoveComment = (actor: Actor, comment: { byId: string | null }) =>
  actor.coordinates || (actor.personId !== null && comment.byId === actor.personId)

/** Takes a comment back; it can be brought back. */
export const removeComment = (db: Db, actor: Actor, comment: { id: string; aboutId: string }, moment: Moment) =>
  record(db, actor, deedOf('comment.removed', comment), moment, (trx) =>
    remove(trx, actor.regionId, comment.id, moment),
  )

/** Brings a comment back that this actor may take back. Throws NotFound. */
export async function restoreComment(db: Db, actor: Actor, aboutId: string, id: string, moment: Moment) {
  const gone = UUID.test(id) ? await removed(db, actor, aboutId, id) : undefined
  if (!gone || !canRemoveComment(actor, gone)) throw problem(404)
  await record(db, actor, deedOf('comment.restored', gone), moment, (trx: Trx) => restore(trx, actor.regionId, id))
}

const deedOf = (verb: string, comment: { id: string; aboutId: string }) => ({
  verb,
  record: comment,
  concerns: [comment.aboutId],
})

const removed = (db: Db, actor: Actor, aboutId: string, id: string) =>
  db
    .selectFrom('comments as c')
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'c.region_id').onRef('r.id', '=', 'c.id'))
    .select(['c.id', 'c.about_id as aboutId', 'c.by_person_id as byId'])
    .where('c.region_id', '=', actor.regionId)
    .where('c.id', '=', id)
    .where('c.about_id', '=', aboutId)
    .where('r.removed_at', 'is not', null)
    .executeTakeFirst()

/** Everybody who has said something about what a comment is about, and who the comment is by. */
export async function speakersAbout(db: Db, regionId: string, commentId: string) {
  const rows = await db
    .selectFrom('comments as c')
    .innerJoin('comments as others', (on) =>
      on.onRef('others.region_id', '=', 'c.region_id').onRef('others.about_id', '=', 'c.about_id'),
    )
    .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'others.region_id').onRef('r.id', '=', 'others.id'))
    .select(['c.about_id as aboutId', 'c.by_person_id as byId', 'c.body', 'c.section'])
    .select(sql<string[]>`array_remove(array_agg(distinct others.by_person_id), null)`.as('speakers'))
    .where('c.region_id', '=', regionId)
    .where('c.id', '=', commentId)
    .where('r.removed_at', 'is', null)
    .groupBy(['c.about_id', 'c.by_person_id', 'c.body', 'c.section'])
    .execute()
  return rows[0]
}
