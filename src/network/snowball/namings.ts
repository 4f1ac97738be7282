import { UUID } from '../../platform/ids.ts'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import type { Saying } from './forms.ts'
import { undecided } from './rounds.ts'
import { findNames, type Guess } from './typed-answers.ts'

/** A line of an answer, and what was decided of it. */
export interface Naming {
  id: string
  asking: { id: string; wave: number; how: 'link' | 'coordinator'; personId: string | null }
  /** Who says it. */
  by: { id: string; slug: string; name: string }
  name: string
  organizationId: string | null
  /** The organization that is meant, where it is known and there. */
  organization: (Guess & { slug: string }) | null
  kind: string
  direction: 'forward' | 'backward'
  strength: number | null
  verdict: Saying
  tieId: string | null
  reason: string
  decision: 'accepted' | 'refused' | null
}

/** Whether nothing has to be looked at: the organization is known and there. */
export const isClear = (naming: Naming) => naming.decision === null && naming.organization !== null

const namings = (db: Db, actor: Actor) =>
  db
    .selectFrom('namings as n')
    .innerJoin('askings as a', (on) => on.onRef('a.region_id', '=', 'n.region_id').onRef('a.id', '=', 'n.asking_id'))
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'a.region_id').onRef('records.id', '=', 'a.id'))
    .innerJoin('organizations as b', (on) =>
      on.onRef('b.region_id', '=', 'a.region_id').onRef('b.id', '=', 'a.organization_id'),
    )
    .innerJoin('records as rb', (on) => on.onRef('rb.region_id', '=', 'b.region_id').onRef('rb.id', '=', 'b.id'))
    .leftJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 'n.region_id').onRef('o.id', '=', 'n.organization_id'),
    )
    .leftJoin('records as ro', (on) =>
      on.onRef('ro.region_id', '=', 'o.region_id').onRef('ro.id', '=', 'o.id').on('ro.removed_at', 'is', null),
    )
    .select(['n.id', 'n.name', 'n.organization_id as organizationId', 'n.kind', 'n.direction', 'n.strength'])
    .select(['n.verdict', 'n.tie_id as tieId', 'n.reason'])
    .select(
      sql<string | null>`(select p.decision from proposals p where p.region_id = n.region_id and p.kind = 'snowball-tie'
        and p.key = n.id::text collate "C")`.as('decision'),
    )
    .select(['a.id as askingId', 'a.wave', 'a.how', 'a.person_id as personId'])
    .select(['b.id as byId', 'b.name as byName', sql<string>`rb.slug`.as('bySlug')])
    .select(['o.name as organizationName', 'ro.slug as organizationSlug'])
    .where(visible(actor))

type Row = Awaited<ReturnType<ReturnType<typeof namings>['executeTakeFirstOrThrow']>>
const asNaming = (row: Row): Naming => ({
  id: row.id,
  asking: { id: row.askingId, wave: row.wave, how: row.how as 'link' | 'coordinator', personId: row.personId },
  by: { id: row.byId, slug: row.bySlug, name: row.byName },
  name: row.name,
  organizationId: row.organizationId,
  organization:
    row.organizationId && row.organizationSlug
      ? { id: row.organizationId, name: row.organizationName ?? row.name, slug: row.organizationSlug }
      : null,
  kind: row.kind,
  direction: row.direction as Naming['direction'],
  strength: row.strength,
  verdict: row.verdict as Saying,
  tieId: row.tieId,
  reason: row.reason,
  decision: row.decision === 'later' ? null : (row.decision as Naming['decision']),
})

export interface NamingsAsked {
  roundId: string
  askingId?: string
  /** These alone. */
  ids?: readonly string[]
  /** Only what nobody has decided. */
  open: boolean
  offset?: number
  limit?: number
}

/** What was answered in a round, as far as this actor may see it: wave by wave, by who said it. */
export async function listNamings(
  db: Db,
  actor: Actor,
  { roundId, askingId, ids, open, offset, limit }: NamingsAsked,
): Promise<{ items: Naming[]; total: number }> {
  const all = namings(db, actor)
    .where('a.round_id', '=', roundId)
    .$if(askingId !== undefined, (query) => query.where('a.id', '=', askingId!))
    .$if(ids !== undefined, (query) => query.where('n.id', 'in', ids!))
    .$if(open, (query) => query.where(undecided))
  const [rows, { total }] = await Promise.all([
    all
      .orderBy('a.wave')
      .orderBy(sql`b.name collate "en-x-icu"`)
      .orderBy('a.id')
      .orderBy('n.position')
      .$if(limit !== undefined, (query) => query.limit(limit!).offset(offset ?? 0))
      .execute(),
    db
      .selectFrom(all.as('all'))
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { items: rows.map(asNaming), total }
}

/** How many lines of a round can be accepted without a look at each. */
export async function countClear(db: Db, actor: Actor, roundId: string): Promise<number> {
  const { n } = await db
    .selectFrom(
      namings(db, actor).where('a.round_id', '=', roundId).where(undecided).where('ro.id', 'is not', null).as('clear'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** One line of an answer of a round. Throws NotFound. */
export async function getNaming(db: Db, actor: Actor, roundId: string, id: string): Promise<Naming> {
  const row = UUID.test(id)
    ? await namings(db, actor).where('a.round_id', '=', roundId).where('n.id', '=', id).executeTakeFirst()
    : undefined
  return asNaming(found(row))
}

/** Which organizations of the directory may be meant by names that nobody has placed, by the lines. */
export async function guessesFor(db: Db, actor: Actor, lines: readonly Naming[]): Promise<Map<string, Guess[]>> {
  const free = lines.filter((one) => one.organization === null && one.decision === null)
  const { alike } = await findNames(
    db,
    actor,
    free.map((one) => one.name),
  )
  return new Map(free.map((one, n) => [one.id, (alike.get(n) ?? []).filter(({ id }) => id !== one.by.id)]))
}
