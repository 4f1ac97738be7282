import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Db, visible } from '../platform/db.ts'
import { type Partnership, partnerships, shape } from './partnerships.ts'

/** What a list of partnerships is narrowed by. */
export interface PartnershipFilter {
  /** Words of the name, the purpose or the mission as everybody reads them: what the search finds it by. */
  q?: string
  /** Id of an organization that is or was a partner. */
  organizationId?: string
  /** Over before this day, or not; all where it is undefined. */
  today?: string
  ended?: boolean
}

function filtered(db: Db, actor: Actor, { q = '', organizationId, today, ended }: PartnershipFilter) {
  return partnerships(db, actor)
    .$if(q !== '', (query) =>
      query.where(
        sql<SqlBool>`exists (select from search_texts s where s.region_id = p.region_id and s.record_id = p.id
          and plain(concat_ws(' ', s.title, s.body)) like '%' || plain(${likely(q)}) || '%')`,
      ),
    )
    .$if(organizationId !== undefined, (query) =>
      query
        .where(sql<SqlBool>`exists (select from parties a where a.region_id = p.region_id and a.partnership_id = p.id
          and a.organization_id = ${organizationId ?? null}::uuid)`)
        .where(
          sql<SqlBool>`exists (select from records where records.id = ${organizationId ?? null}::uuid and ${visible(actor)})`,
        ),
    )
    .$if(today !== undefined && ended !== undefined, (query) => {
      const over = sql<SqlBool>`coalesce(p.period_last < ${today ?? null}::date or p.period like '%/', false)`
      return query.where(ended ? over : sql<SqlBool>`not ${over}`)
    })
}

const likely = (words: string) => words.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** Partnerships by name, as this actor may see them. */
export async function listPartnerships(
  db: Db,
  actor: Actor,
  filter: PartnershipFilter,
  part: { offset: number; limit: number },
): Promise<{ items: Partnership[]; total: number }> {
  const all = filtered(db, actor, filter)
  const [rows, { total }] = await Promise.all([
    all
      .orderBy(sql`plain(p.name) collate "C"`)
      .orderBy('p.id')
      .offset(part.offset)
      .limit(part.limit)
      .execute(),
    db
      .selectFrom(all.as('all'))
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { items: await shape(db, actor, rows), total }
}

/** How many partnerships this actor may see. */
export async function countPartnerships(db: Db, actor: Actor): Promise<number> {
  const { total } = await db
    .selectFrom('records')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('records.kind', '=', 'partnership')
    .where(visible(actor))
    .executeTakeFirstOrThrow()
  return total
}

/** The partnerships that an organization is or was a partner of, as this actor may see them. */
export async function partnershipsOf(db: Db, actor: Actor, organizationId: string): Promise<Partnership[]> {
  return (await listPartnerships(db, actor, { organizationId }, { offset: 0, limit: 200 })).items
}
