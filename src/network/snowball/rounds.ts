import { UUID } from '../../platform/ids.ts'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, ROW_BY_ROW, visible } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'

/** A round with how far it has come. */
export interface Round {
  id: string
  name: string
  message: string
  lang: Lang
  begunAt: Date
  until: string
  previousId: string | null
  remindedAt: Date | null
  closedAt: Date | null
  version: number
  asked: number
  answered: number
  /** How many waves it has. */
  waves: number
  /** Lines of answers that await a decision. */
  open: number
}

/** A line of an answer that nobody has decided, in SQL: of `n`, a naming. */
export const undecided = sql<boolean>`exists (select from proposals p where p.region_id = n.region_id
  and p.kind = 'snowball-tie' and p.key = n.id::text collate "C" and (p.decision is null or p.decision = 'later') ${ROW_BY_ROW})`

/** The same of what one says of its roles: of `a`, an asking. */
export const undecidedRoles = sql<boolean>`exists (select from proposals p where p.region_id = a.region_id
  and p.kind = 'snowball-roles' and p.key = a.id::text collate "C" and (p.decision is null or p.decision = 'later') ${ROW_BY_ROW})`

const rounds = (db: Db, actor: Actor) =>
  db
    .selectFrom('rounds as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['o.id', 'o.name', 'o.message', 'o.lang', 'o.begun_at as begunAt', 'o.until_day as until'])
    .select([
      'o.previous_id as previousId',
      'o.reminded_at as remindedAt',
      'o.closed_at as closedAt',
      'records.version',
    ])
    .select([
      sql<number>`(select count(*) from askings a where a.region_id = o.region_id and a.round_id = o.id
        and a.revoked_at is null)`.as('asked'),
      sql<number>`(select count(*) from askings a where a.region_id = o.region_id and a.round_id = o.id
        and a.revoked_at is null and a.answered_at is not null)`.as('answered'),
      sql<number>`(select coalesce(max(a.wave) + 1, 0) from askings a where a.region_id = o.region_id
        and a.round_id = o.id)`.as('waves'),
      sql<number>`(select count(*) from namings n join askings a on a.region_id = n.region_id and a.id = n.asking_id
        where a.region_id = o.region_id and a.round_id = o.id and ${undecided})
        + (select count(*) from askings a where a.region_id = o.region_id and a.round_id = o.id
          and a.roles is not null and ${undecidedRoles})`.as('open'),
    ])
    .where(visible(actor))

type Row = Awaited<ReturnType<ReturnType<typeof rounds>['executeTakeFirstOrThrow']>>
const asRound = (row: Row): Round => ({ ...row, lang: row.lang as Lang })

/** The rounds of a region, the latest first. */
export async function listRounds(
  db: Db,
  actor: Actor,
  part: { offset: number; limit: number },
): Promise<{ items: Round[]; total: number }> {
  const all = rounds(db, actor)
  const [rows, { total }] = await Promise.all([
    all.orderBy('o.begun_at', 'desc').orderBy('o.id').offset(part.offset).limit(part.limit).execute(),
    db
      .selectFrom('records')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .where('records.kind', '=', 'round')
      .where(visible(actor))
      .executeTakeFirstOrThrow(),
  ])
  return { items: rows.map(asRound), total }
}

/** One round; throws NotFound where the actor may not see it. */
export async function getRound(db: Db, actor: Actor, id: string): Promise<Round> {
  const row = UUID.test(id) ? await rounds(db, actor).where('o.id', '=', id).executeTakeFirst() : undefined
  return asRound(found(row))
}

/** How each wave answered: how many were asked, and how many of them answered. */
export async function wavesOf(
  db: Db,
  regionId: string,
  roundId: string,
): Promise<{ wave: number; asked: number; answered: number }[]> {
  return db
    .selectFrom('askings as a')
    .select(['a.wave'])
    .select((eb) => [
      eb.fn.countAll<number>().as('asked'),
      eb.fn.countAll<number>().filterWhere('a.answered_at', 'is not', null).as('answered'),
    ])
    .where('a.region_id', '=', regionId)
    .where('a.round_id', '=', roundId)
    .where('a.revoked_at', 'is', null)
    .groupBy('a.wave')
    .orderBy('a.wave')
    .execute()
}
