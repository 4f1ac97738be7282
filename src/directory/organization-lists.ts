import { type OrderByItemBuilder, type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../platform/actor.ts'
import { type Db, visible } from '../platform/db.ts'
import { asPrograms, askedMany, askedOne, askedPage, askedText } from '../platform/list-query.ts'
import { hasWords } from '../platform/search-texts.ts'
import { type Family, listFamilies } from './families.ts'
import { SORTS } from './forms.ts'
import { type Organization, organizations, shape } from './organizations.ts'
import { placedCounties } from './places.ts'

/** What a list of organizations can be asked for; the same on the page, in files and for programs. */
export const organizationFilter = z.object({
  q: askedText().describe('Words in the name, the texts, skills, audiences or place'),
  sector: askedMany().describe('Keys of sectors; repeat it for several'),
  role: askedMany().describe('Keys of civic-data roles; repeat it for several'),
  skill: askedMany().describe('As written; repeat it for several'),
  audience: askedMany().describe('As written; repeat it for several'),
  county: askedMany().describe('Where it has a place, or whom it serves; as written there; repeat it for several'),
  language: askedMany().describe('Languages it works in, as written; repeat it for several'),
  ties: askedOne(['', 'none']).describe('none: organizations without a tie today'),
  checked: askedOne(['', 'old']).describe('old: not checked for a year'),
  ended: askedOne(['', 'yes']).describe('yes: organizations that have ended'),
  sort: askedOne(SORTS).describe('checked: the longest unchecked first'),
})
export const pageQuery = organizationFilter.extend({ page: askedPage })
export const programQuery = organizationFilter.extend(asPrograms)
/** Which organizations, on which day of the region: a tie may be over tomorrow. */
export type OrganizationFilter = z.output<typeof organizationFilter> & { today: string }

/** An organization in a list, with how many ties it has today, and whose it is. */
export type Listed = Organization & { ties: number; family: Family }

/** Ties of today that this actor may count; with the same meaning as the list of ties that the number leads to. */
const tiesOf = (actor: Actor, today: string) => sql`(select from joins tj
  join records on records.region_id = tj.region_id and records.id = tj.record_id and records.kind = 'tie'
  join ties t on t.region_id = tj.region_id and t.id = tj.record_id
  where tj.region_id = o.region_id and tj.end_id = o.id and records.disputed_at is null and ${visible(actor)}
  and not coalesce(t.period like '%/', false) and not coalesce(t.period_last < ${today}::date, false))`
const tieCount = (actor: Actor, today: string) => sql<number>`(select count(*) from ${tiesOf(actor, today)} as counted)`

const withWords = (q: string) => sql<SqlBool>`(strpos(plain(o.name || ' ' || array_to_string(o.other_names, ' ') || ' '
    || jsonb_path_query_array(o.former_names, '$[*].name')), plain(${q})) > 0
  or exists (select from search_texts s where s.region_id = o.region_id and s.record_id = o.id
    and ${hasWords(q)}))`
const withRole = (
  roles: string[],
) => sql<SqlBool>`exists (select from organization_roles f where f.region_id = o.region_id
  and f.organization_id = o.id and f.role = any(${roles}))`
const inCounty = (actor: Actor, counties: string[]) => sql<SqlBool>`(o.service_counties && ${counties}::text[]
  or exists (select from ${placedCounties(actor)} as placed where placed.county = any(${counties})))`
const unchecked = (today: string) =>
  sql<SqlBool>`(o.checked_on is null or o.checked_on < (${today}::date - interval '1 year'))`
const over = (today: string) => sql<SqlBool>`coalesce(coalesce(o.ended_first, o.ended_last) <= ${today}::date, false)`

/** All conditions of a list. */
function conditions(actor: Actor, asked: OrganizationFilter): RawBuilder<SqlBool> {
  const { q, sector, role, skill, audience, county, language, ties, checked, ended, today } = asked
  const all = [
    visible(actor),
    sql<SqlBool>`records.kind = 'organization'`,
    ...(q === '' ? [] : [withWords(q)]),
    ...(sector.length === 0 ? [] : [sql<SqlBool>`o.sector = any(${sector})`]),
    ...(role.length === 0 ? [] : [withRole(role)]),
    ...(skill.length === 0 ? [] : [sql<SqlBool>`o.skills && ${skill}::text[]`]),
    ...(audience.length === 0 ? [] : [sql<SqlBool>`o.audiences && ${audience}::text[]`]),
    ...(county.length === 0 ? [] : [inCounty(actor, county)]),
    ...(language.length === 0 ? [] : [sql<SqlBool>`o.languages && ${language}::text[]`]),
    ...(ties === 'none' ? [sql<SqlBool>`not exists ${tiesOf(actor, today)}`] : []),
    ...(checked === 'old' ? [unchecked(today)] : []),
    ...(ended === 'yes' ? [over(today)] : []),
  ]
  return sql<SqlBool>`(${sql.join(all, sql` and `)})`
}

const spine = (db: Db) =>
  db
    .selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))

/** Names in the order in which people look them up. */
const byName = sql`o.name collate "en-x-icu"`

/** Whom nobody ever checked comes first. */
const longUnchecked = (order: OrderByItemBuilder) => order.asc().nullsFirst()

/** Organizations as this actor may see them, a page of them. */
export async function listOrganizations(
  db: Db,
  actor: Actor,
  asked: OrganizationFilter,
  page: { offset: number; limit: number },
): Promise<{ items: Listed[]; total: number }> {
  const where = conditions(actor, asked)
  const [{ total }, rows] = await Promise.all([
    spine(db)
      .select(sql<number>`count(*)`.as('total'))
      .where(where)
      .executeTakeFirstOrThrow(),
    organizations(db, actor)
      .select(tieCount(actor, asked.today).as('ties'))
      .where(where)
      .$if(asked.sort === 'newest', (list) => list.orderBy('records.created_at', 'desc'))
      .$if(asked.sort === 'ties', (list) => list.orderBy('ties', 'desc'))
      .$if(asked.sort === 'checked', (list) => list.orderBy('o.checked_on', longUnchecked))
      .orderBy(byName)
      .orderBy('o.id')
      .limit(page.limit)
      .offset(page.offset)
      .execute(),
  ])
  return {
    items: await withFamilies(
      db,
      actor,
      rows.map(({ ties, ...row }) => ({ ...shape(row), ties })),
    ),
    total,
  }
}

async function withFamilies<T extends Organization>(
  db: Db,
  actor: Actor,
  all: T[],
): Promise<(T & { family: Family })[]> {
  const families = await listFamilies(db, actor, all)
  return all.map((one) => ({ ...one, family: families.get(one.id)! }))
}

/** An organization as a list has it, with the ties that this actor may count on a day. */
export async function asListed(db: Db, actor: Actor, organization: Organization, today: string): Promise<Listed> {
  const [ties, [listed]] = await Promise.all([
    countTiesOfOrganization(db, actor, organization.id, today),
    withFamilies(db, actor, [organization]),
  ])
  return { ...listed!, ties }
}

/** So many are read at once when a whole list is written. */
const BATCH = 200

/** Every organization of a list in its order, read bit by bit: which they are is decided at the beginning. */
export async function* eachOrganization(db: Db, actor: Actor, asked: OrganizationFilter): AsyncGenerator<Listed> {
  const ids = await spine(db)
    .select('o.id')
    .where(conditions(actor, asked))
    .$if(asked.sort === 'newest', (list) => list.orderBy('records.created_at', 'desc'))
    .$if(asked.sort === 'ties', (list) => list.orderBy(tieCount(actor, asked.today), 'desc'))
    .$if(asked.sort === 'checked', (list) => list.orderBy('o.checked_on', longUnchecked))
    .orderBy(byName)
    .orderBy('o.id')
    .execute()
  for (let from = 0; from < ids.length; from += BATCH) {
    const wanted = ids.slice(from, from + BATCH).map((row) => row.id)
    const rows = await organizations(db, actor)
      .select(tieCount(actor, asked.today).as('ties'))
      .where(visible(actor))
      .where('o.id', 'in', wanted)
      .execute()
    const listed = await withFamilies(
      db,
      actor,
      rows.map(({ ties, ...row }) => ({ ...shape(row), ties })),
    )
    const read = new Map(listed.map((one) => [one.id, one]))
    for (const id of wanted) if (read.has(id)) yield read.get(id)!
  }
}

/** What files said beside our fields of the organizations of a list: under which names. */
export async function listExtraKeys(db: Db, actor: Actor, asked: OrganizationFilter): Promise<string[]> {
  const rows = await spine(db)
    .innerJoinLateral(sql<{ key: string }>`jsonb_object_keys(o.extra)`.as<'said'>(sql`said (key)`), (on) => on.onTrue())
    .select('said.key')
    .distinct()
    .where(conditions(actor, asked))
    .execute()
  return rows.map(({ key }) => key).toSorted()
}

/** How many ties an organization has today, as this actor may count them. */
async function countTiesOfOrganization(db: Db, actor: Actor, id: string, today: string): Promise<number> {
  const row = await spine(db)
    .select(tieCount(actor, today).as('ties'))
    .where('o.region_id', '=', actor.regionId)
    .where('o.id', '=', id)
    .executeTakeFirst()
  return row?.ties ?? 0
}

export const FACETS = ['sector', 'role', 'county', 'skill', 'audience', 'language'] as const
export type Facet = (typeof FACETS)[number]
/** How many organizations each choice of each filter would show, most first. */
export type Facets = Record<Facet, { value: string; count: number }[]>

const valuesOf = (actor: Actor): Record<Facet, RawBuilder<unknown>> => ({
  sector: sql`(select o.sector as value)`,
  role: sql`(select f.role as value from organization_roles f where f.region_id = o.region_id and f.organization_id = o.id)`,
  county: sql`(select unnest(o.service_counties) as value union ${placedCounties(actor)})`,
  skill: sql`(select distinct unnest(o.skills) as value)`,
  audience: sql`(select distinct unnest(o.audiences) as value)`,
  language: sql`(select distinct unnest(o.languages) as value)`,
})

/** What the filters count by. */
const among = (
  condition: RawBuilder<SqlBool>,
) => sql`select o.region_id, o.id, o.sector, o.skills, o.audiences, o.languages,
  o.service_counties from organizations o join records on records.region_id = o.region_id and records.id = o.id
  where ${condition}`

/**
 * The counts beside the filters: each filter is counted as if nothing were chosen in it, and the others as they are. Those
 * in which nothing is chosen are counted from one and the same list.
 */
export async function countFacets(db: Db, actor: Actor, asked: OrganizationFilter): Promise<Facets> {
  const values = valuesOf(actor)
  const counts = FACETS.map((facet) => {
    const from =
      asked[facet].length === 0 ? sql`all_chosen` : sql`(${among(conditions(actor, { ...asked, [facet]: [] }))})`
    return sql`(select ${facet}::text as facet, value, count(*) as count from ${from} as o
      cross join lateral ${values[facet]} as found group by value order by count(*) desc, value collate "C" limit 200)`
  })
  const { rows } = await sql<{
    facet: Facet
    value: string
    count: number
  }>`with all_chosen as materialized (${among(conditions(actor, asked))})
    ${sql.join(counts, sql` union all `)}`.execute(db)
  const facets = Object.fromEntries(FACETS.map((facet) => [facet, [] as Facets[Facet]])) as Facets
  for (const { facet, ...choice } of rows) facets[facet].push(choice)
  return facets
}
