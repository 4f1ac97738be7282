import { type SqlBool, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { namesAtWork } from '../account/colleagues.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, visible, visibleId } from '../platform/db.ts'
import { found } from '../platform/errors.ts'
import type { Lang } from '../platform/i18n.ts'
import { UUID } from '../platform/ids.ts'
import type { Visibility } from '../platform/records.ts'
import { readsDraft } from './charter/rules.ts'
import type { CommitmentKind, Level } from './forms.ts'
import { withoutDrafts } from './drafts.ts'
import { knowsPeople } from './rules.ts'
import { type Told, toldOf } from './translations/texts.ts'

/** Somebody of a partner; the name is null where the reader may not know who it is. */
export interface PartyPerson {
  id: string
  name: string | null
}

/** What a partner promises. Hours are for a person, or for a pool of people, in all between the two days. */
export interface Commitment {
  id: string
  kind: CommitmentKind
  what: string
  amount: number | null
  personId: string | null
  pool: string
  from: string | null
  until: string | null
}

/** A role of the region's list as a partner holds it here. */
export interface HeldRole {
  role: string
  level: Level
  meaning: string
}

/** An organization as a partner. */
export interface Party {
  id: string
  organization: { id: string; slug: string; name: string; sector: string }
  /** Who does the work; null where nobody is named. */
  contact: PartyPerson | null
  /** Who is asked to sign. */
  leader: PartyPerson | null
  missionLink: string
  expectedBenefits: string
  joinedOn: string | null
  leftOn: string | null
  leftWhy: string
  commitments: Commitment[]
  roles: HeldRole[]
}

/** A partnership as it stands today; what was signed are revisions of its charter. */
export interface Partnership {
  id: string
  slug: string
  name: string
  purpose: string
  mission: string
  decisions: string
  leaving: string
  places: string[]
  period: string | null
  periodFirst: string | null
  periodLast: string | null
  /** Where what is told here is from. */
  references: { title: string; url: string | null; quote: string | null }[]
  /** Why all of it ended; '' where it goes on, or nobody said. */
  endedWhy: string
  visibility: Visibility
  circleId: string | null
  lang: Lang
  version: number
  createdAt: Date
  /** What of it is told in the other language, as far as this reader may read it. */
  told: Told[]
  /** Those of today first, in the order of the charter, then those who left. */
  parties: Party[]
}

/** Who is a partner today. */
export const currentParties = ({ parties }: Pick<Partnership, 'parties'>): Party[] =>
  parties.filter((party) => party.leftOn === null)

/** The party of an organization today. */
export const partyOf = (partnership: Pick<Partnership, 'parties'>, organizationId: string): Party | undefined =>
  currentParties(partnership).find((party) => party.organization.id === organizationId)

export const partnerships = (db: Db, actor: Actor) =>
  db
    .selectFrom('partnerships as p')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'p.region_id').onRef('records.id', '=', 'p.id'))
    .select(['p.id', 'p.name', 'p.purpose', 'p.mission', 'p.decisions', 'p.leaving', 'p.places', 'p.period'])
    .select([
      'p.period_first as periodFirst',
      'p.period_last as periodLast',
      'p.ended_why as endedWhy',
      sql<string>`records.slug`.as('slug'),
    ])
    .select(['records.visibility', 'records.circle_id as circleId', 'records.lang', 'records.version'])
    .select('records.created_at as createdAt')
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('parties as a')
          .innerJoin('organizations as o', (on) =>
            on.onRef('o.region_id', '=', 'a.region_id').onRef('o.id', '=', 'a.organization_id'),
          )
          .innerJoin('records as r', (on) => on.onRef('r.region_id', '=', 'o.region_id').onRef('r.id', '=', 'o.id'))
          .select(['a.id', 'o.id as organizationId', 'o.name', 'o.sector', sql<string>`r.slug`.as('slug')])
          .select(['a.contact_id as contactId', 'a.leader_id as leaderId', 'a.mission_link as missionLink'])
          .select(['a.expected_benefits as expectedBenefits', 'a.left_why as leftWhy'])
          .select(['a.joined_on as joinedOn', 'a.left_on as leftOn'])
          .select((inner) => [
            jsonArrayFrom(
              inner
                .selectFrom('commitments as c')
                .select(['c.id', 'c.kind', 'c.what', sql<number | null>`c.amount::float8`.as('amount')])
                .select(['c.person_id as personId', 'c.pool', 'c.from_day as from', 'c.until_day as until'])
                .whereRef('c.region_id', '=', 'a.region_id')
                .whereRef('c.party_id', '=', 'a.id')
                .orderBy('c.from_day')
                .orderBy('c.id'),
            ).as('commitments'),
            jsonArrayFrom(
              inner
                .selectFrom('partnership_roles as h')
                .innerJoin('roles as l', (on) =>
                  on.onRef('l.region_id', '=', 'h.region_id').onRef('l.key', '=', 'h.role'),
                )
                .select(['h.role', 'h.level', 'h.meaning'])
                .whereRef('h.region_id', '=', 'a.region_id')
                .whereRef('h.party_id', '=', 'a.id')
                .orderBy('l.position'),
            ).as('roles'),
          ])
          .whereRef('a.region_id', '=', 'p.region_id')
          .whereRef('a.partnership_id', '=', 'p.id')
          .where(visibleId(actor, 'a.organization_id'))
          .orderBy(sql`a.left_on is not null`)
          .orderBy('a.left_on', 'desc')
          .orderBy('a.position')
          .orderBy('a.id'),
      ).as('partyRows'),
    )
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('record_references as f')
          .select(['f.title', 'f.url', 'f.quote'])
          .whereRef('f.region_id', '=', 'p.region_id')
          .whereRef('f.record_id', '=', 'p.id')
          .orderBy('f.position'),
      ).as('references'),
    )
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('translations as t')
          .select(['t.field', 't.lang', 't.text', 't.of_digest as digest', 't.at'])
          .whereRef('t.region_id', '=', 'p.region_id')
          .whereRef('t.record_id', '=', 'p.id')
          .orderBy('t.field'),
      ).as('kept'),
    )
    .where(visible(actor))

type Row = Awaited<ReturnType<ReturnType<typeof partnerships>['executeTakeFirstOrThrow']>>

/** Rows with the people of their parties, as far as the reader may know them. */
export async function shape(db: Db, actor: Actor, rows: Row[]): Promise<Partnership[]> {
  const knows = knowsPeople(actor)
  const ids = rows.flatMap(({ partyRows }) => partyRows.flatMap((row) => [row.contactId, row.leaderId]))
  const names = knows
    ? await namesAtWork(
        db,
        actor,
        [...new Set(ids)].filter((id) => id !== null),
      )
    : new Map()
  const person = (id: string | null): PartyPerson | null =>
    id !== null && knows ? { id, name: names.get(id) ?? null } : null
  const read = rows.map(({ partyRows, kept: _kept, ...row }): Partnership => ({
    ...row,
    told: [],
    visibility: row.visibility as Visibility,
    lang: row.lang as Lang,
    parties: partyRows.map(({ organizationId, slug, name, sector, contactId, leaderId, ...party }) => ({
      ...party,
      organization: { id: organizationId, slug, name, sector },
      contact: person(contactId),
      leader: person(leaderId),
      commitments: party.commitments.map((one) => ({ ...one, kind: one.kind as CommitmentKind })),
      roles: party.roles.map((one) => ({ ...one, level: one.level as Level })),
    })),
  }))
  const told = await withoutDrafts(db, actor, read)
  return told.map((one, n) => ({
    ...one,
    told: toldOf(one, rows[n]!.kept, readsDraft(actor, read[n]!)),
  }))
}

/** The record that an address names: by its id, or by a slug it has or once had. */
const named = (actor: Actor, slugOrId: string) => {
  const bySlug = sql`(select s.record_id from slugs s where s.region_id = ${actor.regionId} and s.kind = 'partnership' and s.slug = ${slugOrId})`
  return UUID.test(slugOrId) ? sql<SqlBool>`p.id in (${slugOrId}::uuid, ${bySlug})` : sql<SqlBool>`p.id = ${bySlug}`
}

/** The partnership with this slug, earlier slug or id as this actor may see it. Throws NotFound. */
export async function getPartnership(db: Db, actor: Actor, slugOrId: string): Promise<Partnership> {
  const row = found(await partnerships(db, actor).where(named(actor, slugOrId)).executeTakeFirst())
  return (await shape(db, actor, [row]))[0]!
}

/** The removed partnership with this slug, for whoever may bring it back. Throws NotFound. */
export async function getRemovedPartnership(
  db: Db,
  actor: Actor,
  slugOrId: string,
): Promise<{ id: string; slug: string; parties: { organization: { id: string }; leftOn: string | null }[] }> {
  const { partners, ...row } = found(
    await db
      .selectFrom('partnerships as p')
      .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'p.region_id').onRef('records.id', '=', 'p.id'))
      .select(['p.id', sql<string>`records.slug`.as('slug')])
      .select(
        sql<string[]>`array(select a.organization_id from parties a where a.region_id = p.region_id
          and a.partnership_id = p.id and a.left_on is null)`.as('partners'),
      )
      .where('p.region_id', '=', actor.regionId)
      .where('records.removed_at', 'is not', null)
      .where(named(actor, slugOrId))
      .executeTakeFirst(),
  )
  return { ...row, parties: partners.map((id) => ({ organization: { id }, leftOn: null })) }
}
