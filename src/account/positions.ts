import { sql } from 'kysely'
import { record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, visible } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import { period } from '../platform/partial-dates.ts'
import type { PositionInput } from './forms.ts'
import { canSee } from './rules.ts'

/** What a person does or did at an organization. By itself it opens nothing. */
export interface Position {
  id: string
  title: string
  organization: { id: string; name: string; slug: string }
  period: string | null
  first: string | null
  last: string | null
}

type Of = Parameters<typeof canSee>[1]

/** Positions of a person, as far as this actor may know them, at organizations that they may see, present ones first. */
export async function listPositions(db: Db, actor: Actor, person: Of): Promise<Position[]> {
  if (!canSee(actor, person, 'position')) return []
  const rows = await db
    .selectFrom('positions as q')
    .innerJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 'q.region_id').onRef('o.id', '=', 'q.organization_id'),
    )
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['q.id', 'q.title', 'q.period', 'q.period_first as first', 'q.period_last as last'])
    .select(['o.id as organizationId', 'o.name', sql<string>`records.slug`.as('slug')])
    .where('q.region_id', '=', actor.regionId)
    .where('q.person_id', '=', person.id)
    .where(visible(actor))
    .orderBy('q.period_last', (by) => by.desc().nullsFirst())
    .orderBy('q.period_first', (by) => by.desc().nullsLast())
    .execute()
  return rows.map(({ organizationId, name, slug, ...row }) => ({
    ...row,
    organization: { id: organizationId, name, slug },
  }))
}

/** The position of this id, where the actor may see its organization. Throws NotFound. */
export const getPosition = async (db: Db, actor: Actor, person: Of, id: string): Promise<Position> =>
  found((await listPositions(db, actor, person)).find((one) => one.id === id))

/** Throws 422 for an organization that this actor cannot find. */
export async function mustFind(trx: Db, actor: Actor, organizationId: string) {
  const organization = await trx
    .selectFrom('records')
    .select('records.id')
    .where(visible(actor))
    .where('records.kind', '=', 'organization')
    .where('records.id', '=', organizationId)
    .executeTakeFirst()
  if (!organization) throw problem(422, 'account.errors.organization')
}

/** Notes what a person does at an organization. The organization must be one this actor can find. */
export async function addPosition(
  db: Db,
  actor: Actor,
  person: { id: string },
  input: PositionInput,
  moment: Moment,
): Promise<string> {
  const id = moment.id()
  const deed = {
    verb: 'person.position-added',
    record: person,
    concerns: [input.organization],
    changes: { title: input.title },
  }
  await record(db, actor, deed, moment, async (trx) => {
    await mustFind(trx, actor, input.organization)
    const columns = { id, person_id: person.id, organization_id: input.organization, title: input.title }
    await trx
      .insertInto('positions')
      .values({ region_id: actor.regionId, ...columns, ...periodColumns(input.since, input.until) })
      .execute()
  })
  return id
}

/** A position ends; that it was held stays on record. */
export async function endPosition(
  db: Db,
  actor: Actor,
  person: { id: string },
  position: Position,
  until: string,
  moment: Moment,
) {
  const [since = ''] = (position.period ?? '').split('/')
  const deed = {
    verb: 'person.position-ended',
    record: person,
    concerns: [position.organization.id],
    changes: { title: position.title },
  }
  await record(db, actor, deed, moment, (trx) =>
    trx
      .updateTable('positions')
      .set(periodColumns(since === '..' ? '' : since, until))
      .where('region_id', '=', actor.regionId)
      .where('id', '=', position.id)
      .execute(),
  )
}

/** Throws 422 when one of the dates is none, or it ends before it begins. */
function periodColumns(since: string, until: string) {
  const span = period(since, until)
  if (!span.ok) throw problem(422, span.reason)
  return { period: span.edtf, period_first: span.first, period_last: span.last }
}

/** Organizations that this actor can find, for a list to choose from. */
export const listChoices = (db: Db, actor: Actor): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['o.id', 'o.name'])
    .where(visible(actor))
    .orderBy(sql`plain(o.name) collate "C"`)
    .execute()
