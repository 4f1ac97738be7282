import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible } from '../../platform/db.ts'
import { type Entry, tellAmount } from './entries.ts'
import { type Ledger, PLACES, sideOf } from './ledger-kinds.ts'

/** What is added up and told of an entry in one line: without its evidence, and without whom else it names. */
export type EntryLine = Pick<
  Entry,
  | 'id'
  | 'organization'
  | 'what'
  | 'side'
  | 'told'
  | 'period'
  | 'first'
  | 'amount'
  | 'unit'
  | 'small'
  | 'originId'
  | 'lang'
>

type Row = Omit<EntryLine, 'side' | 'small'> & Pick<Entry, 'threshold'>

/**
 * All lines of a ledger in a partnership that this actor sees, as far as they may read them, the latest first. What may be
 * read is found before names are added: all in one join was planned over every pair of an organization and an entry.
 */
export async function listLines(db: Db, actor: Actor, ledger: Ledger, partnershipId: string): Promise<EntryLine[]> {
  const { rows } = await sql<Row>`
    with lines as materialized (
      select x.id, x.organization_id, x.what, x.told, x.period, x.period_first, x.amount, x.unit, x.origin_id, records.lang
      from ledger_partnerships l join ${sql.table(PLACES[ledger].table)} x on x.region_id = l.region_id and x.id = l.entry_id
      join records on records.region_id = x.region_id and records.id = x.id
      where l.region_id = ${actor.regionId} and l.partnership_id = ${partnershipId} and ${visible(actor)})
    select x.id, jsonb_build_object('id', o.id, 'slug', own.slug, 'name', o.name, 'sector', o.sector) as organization,
      x.what, x.told, x.period, x.period_first as first, x.amount, x.unit, x.origin_id as "originId", x.lang,
      (select small_count_threshold from regions where region_id = ${actor.regionId}) as threshold
    from lines x
    join organizations o on o.region_id = ${actor.regionId} and o.id = x.organization_id
    join records own on own.region_id = o.region_id and own.id = o.id
    order by x.period_first desc nulls last, x.id desc`.execute(db)
  return rows.map(({ threshold, ...row }) => ({
    ...row,
    side: sideOf(row.what),
    ...tellAmount(actor, { ...row, threshold }),
  }))
}
