import { UUID } from '../platform/ids.ts'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Db, visible, visibleId } from '../platform/db.ts'
import { found } from '../platform/errors.ts'
import type { Lang } from '../platform/i18n.ts'
import { stillItself } from '../platform/mergings.ts'
import type { Visibility } from '../platform/records.ts'
import { hasWords } from '../platform/search-texts.ts'
import type { ListingInput, Value } from './listing-forms.ts'
import { FIELDS, KINDS, type ListingKind, columnOf, filtersOf } from './listing-kinds.ts'
import type { Reference } from './organizations.ts'

/** An organization as a listing names it: who may be called about it. */
export interface Holder {
  id: string
  slug: string
  name: string
  sector: string
  phone: string
  email: string
}

/** What stands in the directory besides organizations and people, as this actor may see it. */
export interface Listing {
  id: string
  kind: ListingKind
  /** Places have none: their address is their id. */
  slug: string | null
  facts: Record<string, Value>
  /** Whose it is, or who reaches it, as far as the actor may see them. */
  organizations: Holder[]
  /** Where it is to be had. */
  place: { id: string; name: string; street: string; city: string } | null
  references: Reference[]
  extra: Record<string, unknown>
  visibility: Visibility
  circleId: string | null
  lang: Lang
  version: number
  createdAt: Date
}

/** What a list is asked for. */
export interface ListingFilter {
  q: string
  /** An organization, by its id or slug. */
  organization: string
  /** Chosen values by the name of the field. */
  chosen: Record<string, string[]>
  /** Only what is at a place that may be seen. */
  placed?: boolean
}

export const everything: ListingFilter = { q: '', organization: '', chosen: {} }

/** What it is called: its name, or of a place without one its address. */
export const titleOf = ({ facts }: Pick<Listing, 'facts'>): string =>
  [facts['name'], facts['street'], facts['city']].find((one): one is string => typeof one === 'string' && one !== '') ??
  ''

/** Ids of the organizations that a row `x` hangs on. */
const endsOf = (kind: ListingKind): RawBuilder<string[]> =>
  KINDS[kind].ends === 'many'
    ? sql`array(select g.organization_id from group_organizations g where g.region_id = x.region_id and g.group_id = x.id)`
    : sql`array[x.organization_id]`

const holders = (actor: Actor, kind: ListingKind) => sql<Holder[]>`(select coalesce(jsonb_agg(jsonb_build_object(
    'id', o.id, 'slug', r.slug, 'name', o.name, 'sector', o.sector, 'phone', o.phone, 'email', o.email)
    order by plain(o.name) collate "C", o.id), '[]')
  from organizations o join records r on r.region_id = o.region_id and r.id = o.id
  where o.region_id = x.region_id and o.id = any(${endsOf(kind)}) and ${visibleId(actor, 'o.id')})`

const placeOf = (actor: Actor, kind: ListingKind) =>
  KINDS[kind].hasPlace
    ? sql`(select jsonb_build_object('id', p.id, 'name', p.name, 'street', p.street, 'city', p.city) from places p
        where p.region_id = x.region_id and p.id = x.place_id and ${visibleId(actor, 'p.id')})`
    : sql`null::jsonb`

const references = sql`(select coalesce(jsonb_agg(jsonb_build_object('title', f.title, 'url', f.url, 'quote', f.quote)
    order by f.position), '[]') from record_references f where f.region_id = x.region_id and f.record_id = x.id)`

const spine = (kind: ListingKind) =>
  sql`${sql.table(KINDS[kind].table)} as x join records on records.region_id = x.region_id and records.id = x.id`

interface Row {
  id: string
  slug: string | null
  columns: Record<string, Value>
  organizations: Holder[]
  place: Listing['place']
  references: Reference[]
  extra: Record<string, unknown>
  visibility: Visibility
  circleId: string | null
  lang: Lang
  version: number
  createdAt: Date
}

const select = (actor: Actor, kind: ListingKind, where: RawBuilder<SqlBool>, rest = sql``) => sql<Row>`
  select x.id, records.slug, to_jsonb(x) as columns, ${holders(actor, kind)} as organizations,
    ${placeOf(actor, kind)} as place, ${references} as references, x.extra, records.visibility,
    records.circle_id as "circleId", records.lang, records.version, records.created_at as "createdAt"
  from ${spine(kind)} where ${where} ${rest}`

const shape = (kind: ListingKind, { columns, ...row }: Row): Listing => ({
  ...row,
  kind,
  facts: Object.fromEntries(Object.keys(FIELDS[kind]).map((field) => [field, columns[columnOf(field)] ?? null])),
})

const inOrder = (kind: ListingKind) =>
  kind === 'place'
    ? sql`order by coalesce(nullif(x.name, ''), x.street) collate "en-x-icu", x.id`
    : sql`order by x.name collate "en-x-icu", x.id`

const named = (actor: Actor, kind: ListingKind, slugOrId: string) => {
  const bySlug = sql`(select s.record_id from slugs s where s.region_id = ${actor.regionId} and s.kind = ${kind} and s.slug = ${slugOrId})`
  return UUID.test(slugOrId) ? sql<SqlBool>`x.id in (${slugOrId}::uuid, ${bySlug})` : sql<SqlBool>`x.id = ${bySlug}`
}

/** The listing with this slug, earlier slug or id as this actor may see it. Throws NotFound. */
export async function getListing(db: Db, actor: Actor, kind: ListingKind, slugOrId: string): Promise<Listing> {
  const where = sql<SqlBool>`${visible(actor)} and ${named(actor, kind, slugOrId)}`
  const { rows } = await select(actor, kind, where).execute(db)
  return shape(kind, found(rows[0]))
}

/** One that was taken out of the directory, for whoever may bring it back. Throws NotFound. */
export async function getRemovedListing(db: Db, actor: Actor, kind: ListingKind, slugOrId: string): Promise<Listing> {
  const where = sql<SqlBool>`records.region_id = ${actor.regionId} and records.removed_at is not null
    and ${stillItself} and ${named(actor, kind, slugOrId)}`
  const { rows } = await select(actor, kind, where).execute(db)
  return shape(kind, found(rows[0]))
}

const hasValue = (kind: ListingKind, field: string, values: string[]) =>
  FIELDS[kind][field]?.is === 'lines'
    ? sql<SqlBool>`${sql.ref(`x.${columnOf(field)}`)} && ${values}::text[]`
    : sql<SqlBool>`${sql.ref(`x.${columnOf(field)}`)} = any(${values}::text[])`

/** All conditions of a list. */
function conditions(
  actor: Actor,
  kind: ListingKind,
  { q, organization, chosen, placed }: ListingFilter,
): RawBuilder<SqlBool> {
  const ofOrganization = sql<SqlBool>`exists (select from records o where o.region_id = x.region_id
    and o.kind = 'organization' and o.id = any(${endsOf(kind)}) and (o.slug = ${organization} or o.id::text = ${organization}))`
  const all = [
    visible(actor),
    ...(q === ''
      ? []
      : [
          sql<SqlBool>`(strpos(plain(x.name), plain(${q})) > 0 or exists (select from search_texts s
            where s.region_id = x.region_id and s.record_id = x.id and ${hasWords(q)}))`,
        ]),
    ...(organization === '' ? [] : [ofOrganization]),
    ...(placed && KINDS[kind].hasPlace ? [visibleId(actor, 'x.place_id')] : []),
    ...filtersOf(kind).flatMap((field) => (chosen[field]?.length ? [hasValue(kind, field, chosen[field])] : [])),
  ]
  return sql<SqlBool>`(${sql.join(all, sql` and `)})`
}

/** Listings of a kind as this actor may see them, by name: a page of them, or all. */
export async function listListings(
  db: Db,
  actor: Actor,
  kind: ListingKind,
  asked: ListingFilter,
  page?: { offset: number; limit: number },
): Promise<{ items: Listing[]; total: number }> {
  const where = conditions(actor, kind, asked)
  const part = page ? sql`limit ${page.limit} offset ${page.offset}` : sql``
  const [counted, { rows }] = await Promise.all([
    sql<{ total: number }>`select count(*) as total from ${spine(kind)} where ${where}`.execute(db),
    select(actor, kind, where, sql`${inOrder(kind)} ${part}`).execute(db),
  ])
  return { items: rows.map((row) => shape(kind, row)), total: counted.rows[0]?.total ?? 0 }
}

/** So many are read at once when a whole list is written. */
const BATCH = 500

/** Every listing of a list in its order, read bit by bit: which they are is decided at the beginning. */
export async function* eachListing(
  db: Db,
  actor: Actor,
  kind: ListingKind,
  asked: ListingFilter,
): AsyncGenerator<Listing> {
  const { rows: all } = await sql<{ id: string }>`select x.id from ${spine(kind)}
    where ${conditions(actor, kind, asked)} ${inOrder(kind)}`.execute(db)
  for (let from = 0; from < all.length; from += BATCH) {
    const wanted = all.slice(from, from + BATCH).map(({ id }) => id)
    const where = sql<SqlBool>`${visible(actor)} and x.id = any(${wanted}::uuid[])`
    const { rows } = await select(actor, kind, where).execute(db)
    const read = new Map(rows.map((row) => [row.id, row]))
    for (const id of wanted) if (read.has(id)) yield shape(kind, read.get(id)!)
  }
}

/** How many listings each choice of each filter would show, most first. */
export type ListingFacets = Record<string, { value: string; count: number }[]>

/** Each filter is counted as if nothing were chosen in it, and the others as they are. */
export async function countListingFacets(
  db: Db,
  actor: Actor,
  kind: ListingKind,
  asked: ListingFilter,
): Promise<ListingFacets> {
  const facets = filtersOf(kind).map(async (field) => {
    const column = sql.ref(`x.${columnOf(field)}`)
    const values = FIELDS[kind][field]?.is === 'lines' ? sql`unnest(${column})` : sql`(select ${column})`
    const where = conditions(actor, kind, { ...asked, chosen: { ...asked.chosen, [field]: [] } })
    const { rows } = await sql<{ value: string; count: number }>`select value, count(distinct x.id) as count
      from ${spine(kind)} cross join lateral ${values} as found (value) where ${where} and value <> ''
      group by value order by count(distinct x.id) desc, value collate "C" limit 100`.execute(db)
    return [field, rows] as const
  })
  return Object.fromEntries(await Promise.all(facets))
}

/** Visible listings with these ids, in no order. */
export async function listListingsById(db: Db, actor: Actor, kind: ListingKind, ids: string[]): Promise<Listing[]> {
  if (ids.length === 0) return []
  const where = sql<SqlBool>`${visible(actor)} and x.id = any(${ids}::uuid[])`
  const { rows } = await select(actor, kind, where).execute(db)
  return rows.map((row) => shape(kind, row))
}

/** Places of organizations, to choose from. */
export async function listPlacesOf(db: Db, actor: Actor, organizationIds: string[]): Promise<Listing[]> {
  if (organizationIds.length === 0) return []
  const where = sql<SqlBool>`${visible(actor)} and x.organization_id = any(${organizationIds}::uuid[])`
  const { rows } = await select(actor, 'place', where, inOrder('place')).execute(db)
  return rows.map((row) => shape('place', row))
}

/** What is to be had at a place. */
export async function listAtPlace(db: Db, actor: Actor, placeId: string): Promise<Listing[]> {
  const kinds = (['service', 'resource'] as const).map(async (kind) => {
    const where = sql<SqlBool>`${visible(actor)} and x.place_id = ${placeId}`
    const { rows } = await select(actor, kind, where, inOrder(kind)).execute(db)
    return rows.map((row) => shape(kind, row))
  })
  return (await Promise.all(kinds)).flat()
}

/** A listing as its form holds it. */
export const asListingInput = (listing: Listing): ListingInput => ({
  ...listing.facts,
  organizations: listing.organizations.map(({ id }) => id),
  place: listing.place?.id ?? '',
  references: listing.references.map(({ title, url }) => (url ? `${title} ${url}` : title)),
  visibility: listing.visibility,
  lang: listing.lang,
})
