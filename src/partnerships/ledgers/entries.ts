import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible, visibleId } from '../../platform/db.ts'
import { isDay } from '../../platform/days.ts'
import { found, problem } from '../../platform/errors.ts'
import type { Lang } from '../../platform/i18n.ts'
import { UUID } from '../../platform/ids.ts'
import type { Visibility } from '../../platform/records.ts'
import { tellCount } from '../../platform/small-counts.ts'
import { type Evidence, type EvidenceRow, tellEvidence } from './evidences.ts'
import type { EntriesAsked } from './forms.ts'
import { type Ledger, PLACES, type Side, type Unit, type What, WHATS, countsPeople, sideOf } from './ledger-kinds.ts'
import { readsExactly } from './rules.ts'

/** An organization or a partnership as an entry names it. */
export interface Named {
  id: string
  slug: string
  name: string
}

/** What an organization gained or gave, as somebody may read it. */
export interface Entry {
  id: string
  ledger: Ledger
  organization: Named & { sector: string }
  what: What
  /** Of a benefit. */
  side: Side | null
  told: string
  /** EDTF, with the first and the last possible day; null: nobody knows when. */
  period: string | null
  first: string | null
  last: string | null
  /** Null where there is none, or where it counts so few people that the reader is not told. */
  amount: number | null
  unit: Unit | ''
  /** There is an amount, and it is too small to be told. */
  small: boolean
  /** Smaller counts of people are not told in this region. */
  threshold: number
  /** Whom a gain is owed to, or for whom a gift was, as far as the reader may see them. */
  others: Named[]
  /** With which partnerships it stands, as far as the reader may see them. */
  partnerships: Named[]
  /** The record that it came of; null where it was written by hand, or where the reader may not see it. */
  origin: (Named & { kind: string }) | null
  /** What counts once, however many entries tell of it. */
  originId: string
  /** What shows it, the oldest first; a contribution has none. */
  evidence: Evidence[]
  visibility: Visibility
  circleId: string | null
  lang: Lang
  version: number
  createdAt: Date
}

interface Row {
  id: string
  organization: Entry['organization']
  what: What
  told: string
  period: string | null
  first: string | null
  last: string | null
  amount: number | null
  unit: Unit | ''
  others: Named[]
  partnerships: Named[]
  origin: Entry['origin']
  originId: string
  evidence: EvidenceRow[]
  visibility: Visibility
  circleId: string | null
  lang: Lang
  version: number
  createdAt: Date
  threshold: number
}

const othersOf = (
  actor: Actor,
) => sql`(select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'slug', r.slug, 'name', w.name)
    order by plain(w.name) collate "C", w.id), '[]')
  from ledger_others l join organizations w on w.region_id = l.region_id and w.id = l.organization_id
  join records r on r.region_id = w.region_id and r.id = w.id
  where l.region_id = x.region_id and l.entry_id = x.id and ${visibleId(actor, 'w.id')})`

const partnershipsOf = (
  actor: Actor,
) => sql`(select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'slug', r.slug, 'name', p.name)
    order by plain(p.name) collate "C", p.id), '[]')
  from ledger_partnerships l join partnerships p on p.region_id = l.region_id and p.id = l.partnership_id
  join records r on r.region_id = p.region_id and r.id = p.id
  where l.region_id = x.region_id and l.entry_id = x.id and ${visibleId(actor, 'p.id')})`

/** The record an entry came of, by the title that it has in its own language. */
const originOf = (
  actor: Actor,
) => sql`(select jsonb_build_object('id', r.id, 'slug', coalesce(r.slug, r.id::text), 'kind', r.kind,
    'name', coalesce(s.title, ''))
  from records r left join search_texts s on s.region_id = r.region_id and s.record_id = r.id and s.lang = r.lang
  where r.region_id = x.region_id and r.id = x.origin_id and x.origin_id <> x.id and ${visibleId(actor, 'r.id')})`

const evidenceOf = (ledger: Ledger) =>
  ledger === 'contribution'
    ? sql`'[]'::jsonb`
    : sql`(select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'kind', e.kind, 'title', e.title, 'url', e.url,
        'figure', e.figure, 'outOf', e.out_of, 'quote', e.quote, 'saidBy', e.said_by, 'consent', e.consent,
        'file', (select jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size, 'mediaType', f.media_type)
          from files f where f.region_id = e.region_id and f.id = e.file_id)) order by e.added_at, e.id), '[]')
      from evidences e where e.region_id = x.region_id and e.benefit_id = x.id and e.removed_at is null)`

const spine = (ledger: Ledger) => sql`${sql.table(PLACES[ledger].table)} x
  join records on records.region_id = x.region_id and records.id = x.id
  join organizations o on o.region_id = x.region_id and o.id = x.organization_id
  join records own on own.region_id = o.region_id and own.id = o.id
  join regions g on g.region_id = x.region_id`

const select = (actor: Actor, ledger: Ledger, where: RawBuilder<SqlBool>, rest = sql``) => sql<Row>`
  select x.id, jsonb_build_object('id', o.id, 'slug', own.slug, 'name', o.name, 'sector', o.sector) as organization,
    x.what, x.told, x.period, x.period_first as first, x.period_last as last, x.amount, x.unit,
    ${othersOf(actor)} as others, ${partnershipsOf(actor)} as partnerships, ${originOf(actor)} as origin,
    x.origin_id as "originId", ${evidenceOf(ledger)} as evidence, records.visibility, records.circle_id as "circleId",
    records.lang, records.version, records.created_at as "createdAt", g.small_count_threshold as threshold
  from ${spine(ledger)} where ${where} ${rest}`

/** How much a row says to a reader: no count of people that is small but to those whose they are. */
export function tellAmount(actor: Actor, row: Pick<Row, 'organization' | 'unit' | 'amount' | 'threshold'>) {
  const { organization, unit, amount, threshold } = row
  if (!countsPeople(unit)) return { amount, small: false }
  const { n, small } = tellCount(amount, threshold, readsExactly(actor, organization))
  return { amount: n, small }
}

function tell(actor: Actor, ledger: Ledger, { evidence, ...row }: Row): Entry {
  const { threshold } = row
  const exact = readsExactly(actor, row.organization)
  return {
    ...row,
    ledger,
    side: sideOf(row.what),
    ...tellAmount(actor, row),
    evidence: evidence.map((one) => tellEvidence(one, threshold, exact)),
  }
}

/** What a list is narrowed by; empty: all that the reader may see. */
export type EntryFilter = Partial<EntriesAsked>

const named = (kind: string, slugOrId: string, id: RawBuilder<unknown>) => sql<SqlBool>`exists (select from slugs s
  where s.region_id = x.region_id and s.kind = ${kind} and s.slug = ${slugOrId} and s.record_id = ${id})
  or ${id} = ${UUID.test(slugOrId) ? slugOrId : null}::uuid`

/** Within these days, as far as it can lie there; what has no date lies in none. */
const dated = ({ from = '', until = '' }: EntryFilter): RawBuilder<SqlBool>[] => [
  ...(isDay(from) ? [sql<SqlBool>`x.period_first >= ${from}::date`] : []),
  ...(isDay(until) ? [sql<SqlBool>`x.period_first <= ${until}::date`] : []),
]

function conditions(actor: Actor, ledger: Ledger, filter: EntryFilter): RawBuilder<SqlBool> {
  const { partnership = '', organization = '', other = '', what = '', side = '' } = filter
  const whats = WHATS[ledger].filter((one) => (what === '' || one === what) && (side === '' || sideOf(one) === side))
  const all = [
    visible(actor),
    ...(what !== '' || side !== '' ? [sql<SqlBool>`x.what = any(${whats}::text[])`] : []),
    ...(organization === '' ? [] : [sql<SqlBool>`(${named('organization', organization, sql`x.organization_id`)})`]),
    ...(partnership === ''
      ? []
      : [
          sql<SqlBool>`exists (select from ledger_partnerships l where l.region_id = x.region_id and l.entry_id = x.id
            and (${named('partnership', partnership, sql`l.partnership_id`)}) and ${visibleId(actor, 'l.partnership_id')})`,
        ]),
    ...(other === ''
      ? []
      : [
          sql<SqlBool>`exists (select from ledger_others l where l.region_id = x.region_id and l.entry_id = x.id
            and (${named('organization', other, sql`l.organization_id`)}) and ${visibleId(actor, 'l.organization_id')})`,
        ]),
    ...dated(filter),
  ]
  return sql<SqlBool>`(${sql.join(all, sql` and `)})`
}

const inOrder = sql`order by x.period_first desc nulls last, x.id desc`

/** Entries of a ledger as this actor may read them, the latest first: a page of them, or all. */
export async function listEntries(
  db: Db,
  actor: Actor,
  ledger: Ledger,
  filter: EntryFilter,
  page?: { offset: number; limit: number },
): Promise<{ items: Entry[]; total: number }> {
  const where = conditions(actor, ledger, filter)
  const part = page ? sql`limit ${page.limit} offset ${page.offset}` : sql``
  const { rows } = await select(actor, ledger, where, sql`${inOrder} ${part}`).execute(db)
  const items = rows.map((row) => tell(actor, ledger, row))
  return { items, total: page ? await countEntries(db, actor, ledger, filter) : items.length }
}

/** How many entries of a ledger this actor may read. */
export async function countEntries(db: Db, actor: Actor, ledger: Ledger, filter: EntryFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from ${spine(ledger)}
    where ${conditions(actor, ledger, filter)}`.execute(db)
  return rows[0]?.total ?? 0
}

/** One entry, as this actor may read it. Throws NotFound. */
export async function getEntry(db: Db, actor: Actor, ledger: Ledger, id: string): Promise<Entry> {
  if (!UUID.test(id)) throw problem(404)
  const { rows } = await select(actor, ledger, sql<SqlBool>`${visible(actor)} and x.id = ${id}`).execute(db)
  return tell(actor, ledger, found(rows[0]))
}

/** One that was taken out of its ledger, for whoever may bring it back. Throws NotFound. */
export async function getRemovedEntry(db: Db, actor: Actor, ledger: Ledger, id: string): Promise<Entry> {
  if (!UUID.test(id)) throw problem(404)
  const where = sql<SqlBool>`records.region_id = ${actor.regionId} and records.removed_at is not null and x.id = ${id}`
  const { rows } = await select(actor, ledger, where).execute(db)
  return tell(actor, ledger, found(rows[0]))
}
