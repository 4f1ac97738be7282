import { UUID } from '../../platform/ids.ts'
import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, ROW_BY_ROW, visible, visibleId } from '../../platform/db.ts'
import { found } from '../../platform/errors.ts'
import { undecided, undecidedRoles } from './rounds.ts'

/** One organization that is asked in a round, and how that stands. */
export interface Asking {
  id: string
  roundId: string
  wave: number
  organization: { id: string; slug: string; name: string; sector: string }
  personId: string | null
  /** To whom the link is mailed; null where it is to nobody, or they were erased. */
  person: { name: string; email: string } | null
  typed: boolean
  mailable: boolean
  askedAt: Date
  remindedAt: Date | null
  revokedAt: Date | null
  answeredAt: Date | null
  how: 'link' | 'coordinator' | null
  roles: string[] | null
  /** The roles that stood ticked before them. */
  rolesShown: string[] | null
  draft: Record<string, unknown> | null
  /** With how many they say they work, and of how much of their answer nobody has decided. */
  named: number
  open: number
  /** What they say of their roles awaits a decision. */
  rolesOpen: boolean
}

const unsubscribed = sql<SqlBool>`exists (select from unsubscriptions u where u.region_id = a.region_id
  and u.person_id = a.person_id and u.topic in ('snowball', '*'))`
const stillThere = sql<SqlBool>`exists (select from records r where r.region_id = a.region_id and r.id = a.person_id
  and r.removed_at is null)`

const askings = (db: Db, actor: Actor) =>
  db
    .selectFrom('askings as a')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'a.region_id').onRef('records.id', '=', 'a.id'))
    .innerJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 'a.region_id').onRef('o.id', '=', 'a.organization_id'),
    )
    .innerJoin('records as ro', (on) => on.onRef('ro.region_id', '=', 'o.region_id').onRef('ro.id', '=', 'o.id'))
    .leftJoin('persons as p', (on) => on.onRef('p.region_id', '=', 'a.region_id').onRef('p.id', '=', 'a.person_id'))
    .select(['a.id', 'a.round_id as roundId', 'a.wave', 'a.person_id as personId', 'a.typed', 'a.how', 'a.roles'])
    .select(['a.asked_at as askedAt', 'a.reminded_at as remindedAt', 'a.revoked_at as revokedAt'])
    .select(['a.answered_at as answeredAt', 'a.draft', 'a.roles_shown as rolesShown'])
    .select(['o.id as organizationId', 'o.name', 'o.sector', sql<string>`ro.slug`.as('slug')])
    .select(['p.name as personName', 'p.email'])
    .select([
      sql<boolean>`(p.email is not null and ${stillThere} and not ${unsubscribed})`.as('mailable'),
      sql<number>`(select count(*) from namings n where n.region_id = a.region_id and n.asking_id = a.id)`.as('named'),
      sql<number>`(select count(*) from namings n where n.region_id = a.region_id and n.asking_id = a.id
        and ${undecided}) + (case when a.roles is not null and ${undecidedRoles} then 1 else 0 end)`.as('open'),
      sql<boolean>`(a.roles is not null and ${undecidedRoles})`.as('rolesOpen'),
    ])
    .where(visible(actor))

type Row = Awaited<ReturnType<ReturnType<typeof askings>['executeTakeFirstOrThrow']>>
const asAsking = ({ organizationId, name, slug, sector, personName, email, ...row }: Row): Asking => ({
  ...row,
  organization: { id: organizationId, name, slug, sector },
  person: personName !== null && email !== null ? { name: personName, email } : null,
  how: row.how as Asking['how'],
  draft: row.draft as Asking['draft'],
})

/** All who are asked in a round, wave by wave, by name. */
export async function listAskings(db: Db, actor: Actor, roundId: string): Promise<Asking[]> {
  const rows = await askings(db, actor)
    .where('a.round_id', '=', roundId)
    .orderBy('a.wave')
    .orderBy(sql`o.name collate "en-x-icu"`)
    .orderBy('a.id')
    .execute()
  return rows.map(asAsking)
}

/** One of a round. Throws NotFound. */
export async function getAsking(db: Db, actor: Actor, roundId: string | null, id: string): Promise<Asking> {
  const row = UUID.test(id)
    ? await askings(db, actor)
        .where('a.id', '=', id)
        .$if(roundId !== null, (query) => query.where('a.round_id', '=', roundId))
        .executeTakeFirst()
    : undefined
  return asAsking(found(row))
}

/** Somebody at an organization to whom a link can be mailed. */
export interface Contact {
  id: string
  name: string
  title: string
}

/** An organization that can be asked next. */
export interface Candidate {
  id: string
  slug: string
  name: string
  sector: string
  /** Of those who were asked, who named it. */
  namedBy: string[]
  contacts: Contact[]
}

/** The people of organizations whom one can write to: who speaks for it first, then who works there, then who was asked before. */
async function contactsOf(db: Db, actor: Actor, ids: string[], today: string): Promise<Map<string, Contact[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Contact & { organization: string }>`
    select w.organization_id as organization, p.id, p.name, min(w.title) as title
    from (
      select q.organization_id, q.person_id, q.title, 1 as rank from positions q where q.region_id = ${actor.regionId}
        and q.organization_id = any(${ids}::uuid[])
        and not coalesce(q.period like '%/', false) and not coalesce(q.period_last < ${today}::date, false)
      union all
      select m.organization_id, m.person_id, '' as title, 0 as rank from mandates m where m.region_id = ${actor.regionId}
        and m.organization_id = any(${ids}::uuid[]) and m.what in ('speak', 'sign') and m.ended_at is null
        and m.from_day <= ${today}::date and (m.until_day is null or m.until_day >= ${today}::date)
      union all
      select e.organization_id, e.person_id, '' as title, 2 as rank from askings e where e.region_id = ${actor.regionId}
        and e.organization_id = any(${ids}::uuid[]) and e.person_id is not null
    ) w
    join persons p on p.region_id = ${actor.regionId} and p.id = w.person_id and p.email is not null
    where ${visibleId(actor, 'p.id')} and not exists (select from unsubscriptions u where u.region_id = p.region_id
      and u.person_id = p.id and u.topic in ('snowball', '*'))
    group by w.organization_id, p.id, p.name order by min(w.rank), p.name, p.id`.execute(db)
  return Map.groupBy(rows, (row) => row.organization) as Map<string, Contact[]>
}

/** Of whom one chooses: those whom the others named, those whom an earlier round asked, or all. */
export type Among = 'named' | 'previous' | 'all'

/** Who has not been asked in a round yet and can be, by name. */
export async function listCandidates(
  db: Db,
  actor: Actor,
  round: { id: string; previousId: string | null },
  asked: { among: Among; q?: string; today: string; offset: number; limit: number },
): Promise<{ items: Candidate[]; total: number }> {
  const all = db
    .selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['o.id', 'o.name', 'o.sector', sql<string>`records.slug`.as('slug')])
    .select(
      sql<string[]>`array(select distinct n2.name from namings n join askings a on a.region_id = n.region_id
        and a.id = n.asking_id join organizations n2 on n2.region_id = a.region_id and n2.id = a.organization_id
        where n.region_id = o.region_id and n.organization_id = o.id and a.round_id = ${round.id}
        and ${standing} order by 1)`.as('namedBy'),
    )
    .where(visible(actor))
    .where(sql<SqlBool>`not coalesce(coalesce(o.ended_first, o.ended_last) <= ${asked.today}::date, false)`)
    .where(sql<SqlBool>`not exists (select from askings a where a.region_id = o.region_id and a.round_id = ${round.id}
      and a.organization_id = o.id)`)
    .$if(Boolean(asked.q), (query) => query.where(sql<SqlBool>`strpos(plain(o.name), plain(${asked.q ?? ''})) > 0`))
    .$if(asked.among === 'previous', (query) =>
      query.where(sql<SqlBool>`exists (select from askings a where a.region_id = o.region_id and a.organization_id = o.id
        and a.round_id = ${round.previousId} and a.revoked_at is null)`),
    )
    .$if(asked.among === 'named', (query) =>
      query.where(sql<SqlBool>`exists (select from namings n join askings a on a.region_id = n.region_id
        and a.id = n.asking_id where n.region_id = o.region_id and n.organization_id = o.id
        and a.round_id = ${round.id} and ${standing})`),
    )
  const [rows, { total }] = await Promise.all([
    all
      .orderBy(sql`o.name collate "en-x-icu"`)
      .orderBy('o.id')
      .offset(asked.offset)
      .limit(asked.limit)
      .execute(),
    db
      .selectFrom(all.as('all'))
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  const contacts = await contactsOf(
    db,
    actor,
    rows.map(({ id }) => id),
    asked.today,
  )
  return { items: rows.map((row) => ({ ...row, contacts: contacts.get(row.id) ?? [] })), total }
}

/** What names somebody to be asked: that they work together, as long as nobody refused it. */
const standing = sql<SqlBool>`(n.verdict = 'confirms' and not exists (select from proposals p
  where p.region_id = n.region_id and p.kind = 'snowball-tie' and p.key = n.id::text collate "C" and p.decision = 'refused' ${ROW_BY_ROW}))`

/** Who named whom among those who were asked in a round, and whom they named who was not: by ids of organizations. */
export async function namedInRound(db: Db, actor: Actor, roundId: string) {
  return db
    .selectFrom('namings as n')
    .innerJoin('askings as a', (on) => on.onRef('a.region_id', '=', 'n.region_id').onRef('a.id', '=', 'n.asking_id'))
    .innerJoin('organizations as o', (on) =>
      on.onRef('o.region_id', '=', 'n.region_id').onRef('o.id', '=', 'n.organization_id'),
    )
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['a.organization_id as by', 'o.id', 'o.name', 'o.sector', sql<string>`records.slug`.as('slug')])
    .distinct()
    .where('a.round_id', '=', roundId)
    .where(standing)
    .where(visible(actor))
    .execute()
}
export type NamedInRound = Awaited<ReturnType<typeof namedInRound>>[number]
