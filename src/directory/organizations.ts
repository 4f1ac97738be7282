import { UUID } from '../platform/ids.ts'
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Actor } from '../platform/actor.ts'
import { type Db, visible } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import type { Lang } from '../platform/i18n.ts'
import { stillItself } from '../platform/mergings.ts'
import type { Visibility } from '../platform/records.ts'
import { type FormerName, type OrganizationInput, writeFormerName } from './forms.ts'
import { seenPlace } from './places.ts'

export interface Reference {
  title: string
  url: string | null
  quote: string | null
}
export interface Place {
  id: string
  kind: string
  name: string
  street: string
  city: string
  state: string
  postalCode: string
  county: string
  latitude: number | null
  longitude: number | null
  accessNotes: string
}
/** An organization as its own page shows it. */
export interface Organization {
  id: string
  slug: string
  name: string
  otherNames: string[]
  sector: string
  mission: string
  description: string
  website: string | null
  openData: string | null
  phone: string
  email: string
  calling: string
  audiences: string[]
  skills: string[]
  spaces: string[]
  languages: string[]
  serviceCounties: string[]
  serviceArea: string
  blurb25: string
  blurb50: string
  blurb100: string
  roles: string[]
  formerNames: FormerName[]
  founded: string | null
  ended: string | null
  /** Not everybody who sees this one sees those; `families.ts` tells who does. */
  parentId: string | null
  successorIds: string[]
  checkedOn: string | null
  identifiers: { scheme: string; value: string }[]
  references: Reference[]
  places: Place[]
  visibility: Visibility
  circleId: string | null
  lang: Lang
  version: number
  createdAt: Date
  extra: Record<string, unknown>
}

/** Everything an organization is made of, as far as an actor may see its places; where it stands in `records` is for the caller to narrow. */
export const organizations = (db: Db, actor: Actor) =>
  db
    .selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select([
      'o.id',
      'o.name',
      'o.other_names as otherNames',
      'o.sector',
      'o.mission',
      'o.description',
      'o.website',
      'o.audiences',
      'o.skills',
      'o.spaces',
      'o.languages',
    ])
    .select(['o.phone', 'o.email', 'o.calling', 'o.open_data as openData', 'o.blurb25', 'o.blurb50', 'o.blurb100'])
    .select(['o.service_counties as serviceCounties', 'o.service_area as serviceArea'])
    .select(['o.former_names as formerNames', 'o.ended', 'o.parent_id as parentId'])
    .select([
      'o.founded',
      'o.checked_on as checkedOn',
      'o.extra',
      'records.visibility',
      'records.circle_id as circleId',
      'records.lang',
      'records.version',
    ])
    .select(['records.created_at as createdAt', sql<string>`records.slug`.as('slug')])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('organization_roles as r')
          .select('r.role')
          .whereRef('r.region_id', '=', 'o.region_id')
          .whereRef('r.organization_id', '=', 'o.id')
          .orderBy('r.role'),
      ).as('roleRows'),
      sql<string[]>`array(select s.successor_id from organization_successors s
        where s.region_id = o.region_id and s.organization_id = o.id order by s.successor_id)`.as('successorIds'),
      jsonArrayFrom(
        eb
          .selectFrom('identifiers as i')
          .select(['i.scheme', 'i.value'])
          .whereRef('i.region_id', '=', 'o.region_id')
          .whereRef('i.record_id', '=', 'o.id')
          .orderBy('i.scheme')
          .orderBy('i.value'),
      ).as('identifiers'),
      jsonArrayFrom(
        eb
          .selectFrom('record_references as f')
          .select(['f.title', 'f.url', 'f.quote'])
          .whereRef('f.region_id', '=', 'o.region_id')
          .whereRef('f.record_id', '=', 'o.id')
          .orderBy('f.position'),
      ).as('references'),
      jsonArrayFrom(
        eb
          .selectFrom('places as p')
          .innerJoin('records as pr', (on) =>
            on.onRef('pr.region_id', '=', 'p.region_id').onRef('pr.id', '=', 'p.id').on('pr.removed_at', 'is', null),
          )
          .select([
            'p.id',
            'p.kind',
            'p.name',
            'p.street',
            'p.city',
            'p.state',
            'p.postal_code as postalCode',
            'p.county',
            'p.latitude',
            'p.longitude',
            'p.access_notes as accessNotes',
          ])
          .whereRef('p.region_id', '=', 'o.region_id')
          .whereRef('p.organization_id', '=', 'o.id')
          .where(seenPlace(actor))
          .orderBy('pr.created_at')
          .orderBy('p.id'),
      ).as('places'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof organizations>['executeTakeFirstOrThrow']>>
/** A row of `organizations` as everybody else knows it. */
export const shape = ({ roleRows, ...row }: Row): Organization => ({
  ...row,
  roles: roleRows.map((row) => row.role),
  formerNames: row.formerNames as unknown as FormerName[],
  visibility: row.visibility as Visibility,
  lang: row.lang as Lang,
  extra: row.extra as Record<string, unknown>,
})

/** The record that an address names: by its id, or by a slug it has or once had. */
const named = (actor: Actor, slugOrId: string) => {
  const bySlug = sql`(select s.record_id from slugs s where s.region_id = ${actor.regionId} and s.kind = 'organization' and s.slug = ${slugOrId})`
  return UUID.test(slugOrId) ? sql<boolean>`o.id in (${slugOrId}::uuid, ${bySlug})` : sql<boolean>`o.id = ${bySlug}`
}

/** The organization with this slug, earlier slug or id as this actor may see it. Throws NotFound. */
export async function getOrganization(db: Db, actor: Actor, slugOrId: string): Promise<Organization> {
  const row = await organizations(db, actor)
    .where(visible(actor))
    .where('records.kind', '=', 'organization')
    .where(named(actor, slugOrId))
    .executeTakeFirst()
  return shape(found(row))
}

/** Visible organizations with these ids, in no order. */
export async function listOrganizationsById(db: Db, actor: Actor, ids: string[]): Promise<Organization[]> {
  if (ids.length === 0) return []
  const rows = await organizations(db, actor).where(visible(actor)).where('o.id', 'in', ids).execute()
  return rows.map(shape)
}

/** The removed organization with this slug, for whoever may bring it back. Throws NotFound. */
export async function getRemovedOrganization(
  db: Db,
  actor: Actor,
  slug: string,
): Promise<{ id: string; slug: string; name: string }> {
  if (!actor.coordinates) throw problem(404)
  const row = await db
    .selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['o.id', 'o.name', sql<string>`records.slug`.as('slug')])
    .where('records.region_id', '=', actor.regionId)
    .where('records.removed_at', 'is not', null)
    .where(stillItself)
    .where(named(actor, slug))
    .executeTakeFirst()
  return found(row)
}

/** An organization as its form holds it. */
export function asInput(organization: Organization, circle: string[] = []): OrganizationInput {
  const place = organization.places[0]
  return {
    name: organization.name,
    otherNames: organization.otherNames,
    sector: organization.sector,
    mission: organization.mission,
    description: organization.description,
    website: organization.website ?? '',
    openData: organization.openData ?? '',
    phone: organization.phone,
    email: organization.email,
    calling: organization.calling,
    audiences: organization.audiences,
    skills: organization.skills,
    spaces: organization.spaces,
    languages: organization.languages,
    serviceCounties: organization.serviceCounties,
    serviceArea: organization.serviceArea,
    blurb25: organization.blurb25,
    blurb50: organization.blurb50,
    blurb100: organization.blurb100,
    roles: organization.roles,
    formerNames: organization.formerNames.map(writeFormerName),
    founded: organization.founded ?? '',
    ended: organization.ended ?? '',
    parent: organization.parentId ?? '',
    successors: organization.successorIds,
    identifiers: organization.identifiers.map((one) => `${one.scheme}:${one.value}`),
    references: organization.references.map((one) => (one.url ? `${one.title} ${one.url}` : one.title)),
    checkedOn: organization.checkedOn ?? '',
    placeName: place?.name ?? '',
    street: place?.street ?? '',
    city: place?.city ?? '',
    state: place?.state ?? '',
    postalCode: place?.postalCode ?? '',
    county: place?.county ?? '',
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    accessNotes: place?.accessNotes ?? '',
    visibility: organization.visibility,
    circle,
    lang: organization.lang,
  }
}
