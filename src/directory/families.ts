import { sql } from 'kysely'
import { nameRecords } from '../journal/feeds.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, type Trx, visible } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import type { OrganizationInput } from './forms.ts'

/** Another organization, as one is shown it. */
export interface Kin {
  id: string
  slug: string
  name: string
}
/** Whose an organization is and what is its own, whom it came from and who carries it on. */
export interface Family {
  parent: Kin | null
  parts: Kin[]
  successors: Kin[]
  predecessors: Kin[]
}

/** The families of organizations, with those alone whom this actor may see. */
export async function listFamilies(
  db: Db,
  actor: Actor,
  all: readonly { id: string; parentId: string | null; successorIds: string[] }[],
): Promise<Map<string, Family>> {
  const ids = all.map((one) => one.id)
  const [parts, predecessors] = await Promise.all([
    db
      .selectFrom('organizations')
      .select(['id', 'parent_id as of'])
      .where('region_id', '=', actor.regionId)
      .where('parent_id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute(),
    db
      .selectFrom('organization_successors')
      .select(['organization_id as id', 'successor_id as of'])
      .where('region_id', '=', actor.regionId)
      .where('successor_id', '=', sql<string>`any(${ids}::uuid[])`)
      .execute(),
  ])
  const named = await nameKin(db, actor, [
    ...all.flatMap((one) => [...one.successorIds, ...(one.parentId ? [one.parentId] : [])]),
    ...[...parts, ...predecessors].map((row) => row.id),
  ])
  const kin = (of: string[]) =>
    of.flatMap((id) => named.get(id) ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
  const pointing = (rows: { id: string; of: string | null }[], id: string) =>
    kin(rows.filter((row) => row.of === id).map((row) => row.id))
  return new Map(
    all.map((one) => [
      one.id,
      {
        parent: (one.parentId && named.get(one.parentId)) || null,
        parts: pointing(parts, one.id),
        successors: kin(one.successorIds),
        predecessors: pointing(predecessors, one.id),
      },
    ]),
  )
}

async function nameKin(db: Db, actor: Actor, ids: string[]): Promise<Map<string, Kin>> {
  const named = await nameRecords(db, actor, [...new Set(ids)])
  return new Map([...named].map(([id, { slug, title }]) => [id, { id, slug: slug ?? id, name: title }]))
}

/**
 * Says whose an organization is and who carries it on. What is new must be an organization that the actor can find, and
 * nobody's owner is their own.
 */
export async function saveFamily(
  trx: Trx,
  actor: Actor,
  id: string,
  input: Pick<OrganizationInput, 'parent' | 'successors'>,
  before: { parentId: string | null; successorIds: string[] } = { parentId: null, successorIds: [] },
) {
  const added = input.successors.filter((one) => !before.successorIds.includes(one))
  const moved = input.parent !== '' && input.parent !== before.parentId
  await checkFound(trx, actor, moved ? [...added, input.parent] : added)
  if (added.includes(id)) throw problem(422, 'directory.errors.itself')
  if (moved) await checkNoCircle(trx, actor.regionId, id, input.parent)
  if ((input.parent || null) !== before.parentId)
    await trx
      .updateTable('organizations')
      .set({ parent_id: input.parent || null })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', id)
      .execute()
  await replaceSuccessors(trx, actor.regionId, id, input.successors, before.successorIds)
}

async function replaceSuccessors(trx: Trx, regionId: string, id: string, now: string[], before: string[]) {
  const added = now.filter((one) => !before.includes(one))
  const gone = before.filter((one) => !now.includes(one))
  if (gone.length > 0)
    await trx
      .deleteFrom('organization_successors')
      .where('region_id', '=', regionId)
      .where('organization_id', '=', id)
      .where('successor_id', 'in', gone)
      .execute()
  if (added.length > 0)
    await trx
      .insertInto('organization_successors')
      .values(added.map((successor_id) => ({ region_id: regionId, organization_id: id, successor_id })))
      .execute()
}

async function checkFound(trx: Trx, actor: Actor, ids: string[]) {
  if (ids.length === 0) return
  const rows = await trx
    .selectFrom('records')
    .select('records.id')
    .where(visible(actor))
    .where('records.kind', '=', 'organization')
    .where(sql<string>`records.id::text`, 'in', ids)
    .execute()
  if (rows.length < new Set(ids).size) throw problem(422, 'directory.errors.unknown')
}

/** Both ends are held until the end of the transaction, so that two changes at once make no circle either. */
async function checkNoCircle(trx: Trx, regionId: string, id: string, parent: string) {
  await trx
    .selectFrom('organizations')
    .select('id')
    .where('region_id', '=', regionId)
    .where('id', 'in', [id, parent])
    .orderBy('id')
    .forUpdate()
    .execute()
  const { rows } = await sql`with recursive above (id) as (
      select ${parent}::uuid
      union
      select o.parent_id from above join organizations o on o.region_id = ${regionId} and o.id = above.id
        where o.parent_id is not null
    ) select from above where id = ${id}`.execute(trx)
  if (rows.length > 0) throw problem(422, 'directory.errors.circleOfOwners')
}
