import { type SqlBool, sql } from 'kysely'
import { placedCounties } from '../directory/places.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, visible } from '../platform/db.ts'
import { isEvidence, type TieState } from './rules.ts'
import { seenTies } from './ties.ts'
import { type Tier, tierActor } from './tiers.ts'

/** How sure a tie is, as it is drawn; `evidenced`: a contact proves it, whoever says so. */
export const LINES = ['reported', 'claimed', 'confirmed', 'evidenced'] as const
export type Line = (typeof LINES)[number]

export interface NetworkOrganization {
  id: string
  slug: string
  name: string
  sector: string
  roles: string[]
  skills: string[]
  audiences: string[]
  languages: string[]
  /** Where it has a place or whom it serves, as written there. */
  counties: string[]
}

export interface NetworkTie {
  id: string
  /** Ids of its ends, in its own direction. */
  a: string
  b: string
  kind: string
  directed: boolean
  state: Exclude<TieState, 'disputed'>
  line: Line
  strength: number | null
  /** The end that says so, where only one does. */
  claimedBy: string | null
  /** First and last possible day; null where nobody knows, or it goes on. */
  first: string | null
  last: string | null
  lastContact: string | null
  /** The day on which something was last said of it. */
  lastSaid: string
}

/** The organizations and ties of a region on one day, as a tier may see them. */
export interface Network {
  tier: Tier
  asOf: string
  /** So many months without a word, and a tie has faded. */
  fadingMonths: number
  /** By name. */
  organizations: NetworkOrganization[]
  /** What nobody disputes, between those organizations. */
  ties: NetworkTie[]
}

/** Reads the network that a tier sees on a day (as ISO writes it): the one read that every figure and picture rests on. */
export async function readNetwork(db: Db, regionId: string, tier: Tier, day: string): Promise<Network> {
  const actor = tierActor(regionId, tier)
  const [organizations, rows, contacts, fadingMonths] = await Promise.all([
    readOrganizations(db, actor, day),
    readTies(db, actor, day),
    lastContacts(db, actor, day),
    fadingMonthsOf(db, regionId),
  ])
  const known = new Set(organizations.map(({ id }) => id))
  const between = rows.filter(({ a, b }) => known.has(a) && known.has(b))
  const ties = between.map((row) => asTie(row, contacts, fadingMonths, day))
  return { tier, asOf: day, fadingMonths, organizations, ties }
}

/**
 * The ties among some organizations on a day, as this very actor may see them, and after how many months one fades. Two
 * statements, however many organizations a region has.
 */
export async function tiesAmong(
  db: Db,
  actor: Actor,
  ids: readonly string[],
  day: string,
): Promise<{ ties: NetworkTie[]; fadingMonths: number }> {
  const [rows, contacts, fadingMonths] = await Promise.all([
    readTies(db, actor, day, ids),
    lastContacts(db, actor, day, ids),
    fadingMonthsOf(db, actor.regionId),
  ])
  return { ties: rows.map((row) => asTie(row, contacts, fadingMonths, day)), fadingMonths }
}

function asTie(
  { sides, ...row }: TieRow,
  contacts: Map<string, string>,
  fadingMonths: number,
  day: string,
): NetworkTie {
  const state = (['reported', 'claimed', 'confirmed'] as const)[Math.min(sides, 2)]!
  const lastContact = contacts.get(pairKey(row.a, row.b)) ?? null
  return {
    ...row,
    claimedBy: state === 'claimed' ? row.claimedBy : null,
    state,
    line: isEvidence({ lastContact, fadingMonths }, day) ? 'evidenced' : state,
    lastContact,
  }
}

/** After how many months without a word a tie of the region fades. */
export async function fadingMonthsOf(db: Db, regionId: string): Promise<number> {
  const region = db.selectFrom('regions').select('fading_months').where('region_id', '=', regionId)
  return (await region.executeTakeFirstOrThrow()).fading_months
}

const pairKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** All that is there on that day: founded, and not ended. */
export const readOrganizations = async (db: Db, actor: Actor, day: string): Promise<NetworkOrganization[]> => {
  const { rows } = await sql<NetworkOrganization>`
    select o.id, records.slug, o.name, o.sector, o.skills, o.audiences, o.languages,
      array(select r.role from organization_roles r where r.region_id = o.region_id and r.organization_id = o.id
        order by r.role) as roles,
      array(select c.county from (select unnest(o.service_counties) as county union ${placedCounties(actor)}) c
        order by c.county collate "C") as counties
    from organizations o join records on records.region_id = o.region_id and records.id = o.id
    where o.region_id = ${actor.regionId} and ${visible(actor)}
      and not coalesce(coalesce(o.ended_first, o.ended_last) <= ${day}::date, false)
      and (o.founded_first is null or o.founded_first <= ${day}::date)
    order by o.name collate "en-x-icu", o.id`.execute(db)
  return rows
}

type TieRow = Omit<NetworkTie, 'state' | 'line' | 'lastContact'> & { sides: number }

/**
 * `rules.ts` in one statement for all ties: the latest of each side, else of a coordinator, else of a reference; of all, or of
 * those among some organizations.
 */
const readTies = async (db: Db, actor: Actor, day: string, among?: readonly string[]): Promise<TieRow[]> => {
  const ends = among ? sql<SqlBool>`t.a_id = any(${among}::uuid[]) and t.b_id = any(${among}::uuid[])` : sql`true`
  const theirs = among
    ? sql<SqlBool>`s.tie_id in (select t.id from ties t where t.region_id = ${actor.regionId} and ${ends})`
    : sql`true`
  const { rows } = await sql<TieRow>`
    with latest as (
      select distinct on (s.tie_id, s.by_kind, s.organization_id) s.tie_id, s.by_kind, s.organization_id, s.verdict, s.strength
      from tie_statements s where s.region_id = ${actor.regionId} and (s.by_kind = 'side' or s.strength is not null)
        and ${theirs}
      order by s.tie_id, s.by_kind, s.organization_id, s.said_at desc, s.id desc
    ), said as (
      select tie_id, count(*) filter (where by_kind = 'side' and verdict = 'confirms')::int as sides,
        (array_agg(organization_id) filter (where by_kind = 'side' and verdict = 'confirms'))[1] as claimed_by,
        coalesce(min(strength) filter (where by_kind = 'side' and verdict = 'confirms'),
          min(strength) filter (where by_kind = 'coordinator'), min(strength) filter (where by_kind = 'reference')) as strength
      from latest group by tie_id
    ), spoken as (
      select s.tie_id, max(s.said_at) as at from tie_statements s where s.region_id = ${actor.regionId} and ${theirs}
      group by s.tie_id
    )
    select t.id, t.a_id as a, t.b_id as b, t.kind, k.directed, t.period_first as first, t.period_last as last,
      coalesce(said.sides, 0) as sides, said.claimed_by as "claimedBy", said.strength, (coalesce(spoken.at, records.created_at) at time zone regions.time_zone)::date as "lastSaid"
    from ties t join records on records.region_id = t.region_id and records.id = t.id
    join tie_kinds k on k.region_id = t.region_id and k.key = t.kind
    join regions on regions.region_id = t.region_id
    left join said on said.tie_id = t.id left join spoken on spoken.tie_id = t.id
    where t.region_id = ${actor.regionId} and ${ends} and ${seenTies(actor)} and records.disputed_at is null
      and not coalesce(t.period like '%/', false) and not coalesce(t.period_last < ${day}::date, false)
      and (t.period_first is null or t.period_first <= ${day}::date)
    order by t.id`.execute(db)
  return rows
}

/** The last day up to this one on which two spoke with each other, by their pair. A contact is never public. */
async function lastContacts(
  db: Db,
  actor: Actor,
  day: string,
  among?: readonly string[],
): Promise<Map<string, string>> {
  if (!actor.member) return new Map()
  const ends = among
    ? sql<SqlBool>`c.by_organization_id = any(${among}::uuid[]) and c.with_organization_id = any(${among}::uuid[])`
    : sql`true`
  const { rows } = await sql<{ a: string; b: string; day: string }>`
    select least(c.by_organization_id, c.with_organization_id) as a,
      greatest(c.by_organization_id, c.with_organization_id) as b, max(c.day) as day
    from contacts c join records on records.region_id = c.region_id and records.id = c.id
    where c.region_id = ${actor.regionId} and ${visible(actor)} and c.by_organization_id is not null
      and c.day <= ${day}::date and ${ends}
    group by 1, 2`.execute(db)
  return new Map(rows.map((row) => [pairKey(row.a, row.b), row.day]))
}

/** One edge for all ties of two organizations: as strong and as sure as the strongest of them. */
export interface Pair {
  /** Places of its ends in `organizations`, the smaller first. */
  a: number
  b: number
  strength: number | null
  line: Line
  /** The strongest first. */
  ties: NetworkTie[]
}

/** The simple undirected graph of a network, in the order of its ends. */
export function pairsOf(network: Pick<Network, 'organizations' | 'ties'>): Pair[] {
  const at = new Map(network.organizations.map(({ id }, n) => [id, n]))
  const groups = Map.groupBy(network.ties, (tie) => {
    const [a, b] = [at.get(tie.a)!, at.get(tie.b)!]
    return Math.min(a, b) * network.organizations.length + Math.max(a, b)
  })
  return [...groups]
    .toSorted(([one], [other]) => one - other)
    .map(([key, all]) => {
      const ties = all.toSorted(strongestFirst)
      return {
        a: Math.floor(key / network.organizations.length),
        b: key % network.organizations.length,
        strength: ties[0]!.strength,
        line: LINES[Math.max(...ties.map((tie) => LINES.indexOf(tie.line)))]!,
        ties,
      }
    })
}

/** A tie of unknown strength weighs as one of strength 1, and stands behind it. */
const strongestFirst = (a: NetworkTie, b: NetworkTie) =>
  (b.strength ?? 1) - (a.strength ?? 1) ||
  Number(a.strength === null) - Number(b.strength === null) ||
  LINES.indexOf(b.line) - LINES.indexOf(a.line) ||
  (a.id < b.id ? -1 : 1)
