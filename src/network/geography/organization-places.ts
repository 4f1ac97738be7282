import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import { type Db, visible } from '../../platform/db.ts'
import { type NetworkOrganization, readOrganizations } from '../current-networks.ts'

export interface PlaceRow {
  organizationId: string
  name: string
  city: string
  state: string
  county: string
  latitude: number | null
  longitude: number | null
}

/** An organization with its places and the counties it says it serves. */
export interface OrganizationPlaces {
  organization: NetworkOrganization
  serves: string[]
  places: PlaceRow[]
}

/** The organizations of a day with those of their places that an actor may see. */
export async function readOrganizationPlaces(db: Db, actor: Actor, day: string): Promise<OrganizationPlaces[]> {
  const [organizations, served, places] = await Promise.all([
    readOrganizations(db, actor, day),
    db
      .selectFrom('organizations')
      .select(['id', 'service_counties as counties'])
      .where('region_id', '=', actor.regionId)
      .where(sql<boolean>`service_counties <> '{}'`)
      .execute(),
    readPlaces(db, actor),
  ])
  const serves = new Map(served.map(({ id, counties }) => [id, counties]))
  const placesOf = Map.groupBy(places, ({ organizationId }) => organizationId)
  return organizations.map((organization) => ({
    organization,
    serves: serves.get(organization.id) ?? [],
    places: placesOf.get(organization.id) ?? [],
  }))
}

const readPlaces = async (db: Db, actor: Actor): Promise<PlaceRow[]> => {
  const { rows } = await sql<PlaceRow>`
    select p.organization_id as "organizationId", coalesce(nullif(p.name, ''), p.street) as name, p.city, p.state,
      p.county, p.latitude, p.longitude
    from places p join records on records.region_id = p.region_id and records.id = p.id
    where p.region_id = ${actor.regionId} and p.organization_id is not null and ${visible(actor)}
    order by p.id`.execute(db)
  return rows
}
