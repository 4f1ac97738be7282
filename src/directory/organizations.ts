import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { differences, record } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import { type Db, type Trx, visible } from '../platform/db.ts'
import { found, problem } from '../platform/errors.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Moment } from '../platform/moment.ts'
import { partialDate } from '../platform/partial-dates.ts'
import {
  addRecord,
  circleOf,
  giveSlug,
  indexText,
  nextVersion,
  remove,
  restore,
  type Visibility,
} from '../platform/records.ts'
import type { OrganizationInput } from './forms.ts'
import { savePlace } from './places.ts'
import { replaceIdentifiers, replaceReferences, parseReference } from '../platform/facts.ts'

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
  audiences: string[]
  skills: string[]
  roles: string[]
  founded: string | null
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

/** Everything an organization is made of; where it stands in `records` is for the caller to narrow. */
const organizations = (db: Db) =>
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
    ])
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
          .orderBy('pr.created_at'),
      ).as('places'),
    ])

type Row = Awaited<ReturnType<ReturnType<typeof organizations>['executeTakeFirstOrThrow']>>
const shape = ({ roleRows, ...row }: Row): Organization => ({
  ...row,
  roles: roleRows.map((row) => row.role),
  visibility: row.visibility as Visibility,
  lang: row.lang as Lang,
  extra: row.extra as Record<string, unknown>,
})

/** The organization with this slug (or id) as this actor may see it. Throws NotFound. */
export async function getOrganization(db: Db, actor: Actor, slugOrId: string): Promise<Organization> {
  const column = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(slugOrId) ? 'o.id' : 'records.slug'
  const row = await organizations(db)
    .where(visible(actor))
    .where('records.kind', '=', 'organization')
    .where(column, '=', slugOrId)
    .executeTakeFirst()
  return shape(found(row))
}

/** Visible organizations with these ids, in no order. */
export async function listOrganizationsById(db: Db, actor: Actor, ids: string[]): Promise<Organization[]> {
  if (ids.length === 0) return []
  const rows = await organizations(db).where(visible(actor)).where('o.id', 'in', ids).execute()
  return rows.map(shape)
}

/** Adds an organization. Whoever speaks for one that is private to a circle is in that circle. */
export async function createOrganization(
  db: Db,
  actor: Actor,
  input: OrganizationInput,
  moment: Moment,
  origin: { extra?: Record<string, unknown>; batch?: string; id?: string } = {},
): Promise<{ id: string; slug: string }> {
  const id = origin.id ?? moment.id()
  let slug = ''
  const deed = {
    verb: 'organization.created',
    record: { id },
    ...(origin.batch && { batch: origin.batch }),
    changes: () => differences({}, publicFields(input)),
  }
  await record(db, actor, deed, moment, async (trx) => {
    const made = await addRecord(
      trx,
      actor.regionId,
      { id, kind: 'organization', name: input.name, visibility: input.visibility, lang: input.lang },
      moment,
    )
    slug = made.slug!
    await trx
      .insertInto('organizations')
      .values({ region_id: actor.regionId, id, ...columns(input), extra: JSON.stringify(origin.extra ?? {}) })
      .execute()
    await saveParts(trx, actor, id, input, moment)
    await setCircle(trx, actor, id, input, moment)
  })
  return { id, slug }
}

/** Changes an organization from the version that was read; throws 409 when somebody else was faster. */
export async function changeOrganization(
  db: Db,
  actor: Actor,
  before: Organization,
  input: OrganizationInput,
  moment: Moment,
  origin: { extra?: Record<string, unknown>; batch?: string } = {},
) {
  const changes = differences(publicFields(asInput(before)), publicFields(input))
  const deed = { verb: 'organization.changed', record: before, changes, ...(origin.batch && { batch: origin.batch }) }
  await record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, before.id, before.version, {
      visibility: input.visibility,
      lang: input.lang,
    })
    await trx
      .updateTable('organizations')
      .set({ ...columns(input), ...(origin.extra && { extra: JSON.stringify(origin.extra) }) })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', before.id)
      .execute()
    if (input.name !== before.name) await giveSlug(trx, actor.regionId, 'organization', before.id, input.name)
    await saveParts(trx, actor, before.id, input, moment)
    await setCircle(trx, actor, before.id, input, moment)
  })
}

/** Takes an organization off the map; what hangs on it goes with it, and comes back when it does. */
export const removeOrganization = (db: Db, actor: Actor, organization: { id: string }, moment: Moment) =>
  record(db, actor, { verb: 'organization.removed', record: organization }, moment, (trx) =>
    remove(trx, actor.regionId, organization.id, moment),
  )

export const restoreOrganization = (db: Db, actor: Actor, organization: { id: string }, moment: Moment) =>
  record(db, actor, { verb: 'organization.restored', record: organization }, moment, (trx) =>
    restore(trx, actor.regionId, organization.id),
  )

/** The removed organization with this slug, for whoever may bring it back. Throws NotFound. */
export async function getRemovedOrganization(
  db: Db,
  actor: Actor,
  slug: string,
): Promise<{ id: string; slug: string; name: string }> {
  const row = await db
    .selectFrom('organizations as o')
    .innerJoin('records', (on) => on.onRef('records.region_id', '=', 'o.region_id').onRef('records.id', '=', 'o.id'))
    .select(['o.id', 'o.name', sql<string>`records.slug`.as('slug')])
    .where('records.region_id', '=', actor.regionId)
    .where('records.slug', '=', slug)
    .where('records.kind', '=', 'organization')
    .where('records.removed_at', 'is not', null)
    .where(sql<boolean>`${actor.coordinates}`)
    .executeTakeFirst()
  return found(row)
}

const columns = (input: OrganizationInput) => {
  const founded = input.founded === '' ? undefined : partialDate(input.founded)
  return {
    name: input.name,
    other_names: input.otherNames,
    sector: input.sector,
    mission: input.mission,
    description: input.description,
    website: input.website || null,
    audiences: input.audiences,
    skills: input.skills,
    founded: founded?.ok ? founded.edtf : null,
    founded_first: founded?.ok ? founded.first : null,
    founded_last: founded?.ok ? founded.last : null,
    checked_on: input.checkedOn || null,
  }
}

/** What the journal may hold of an organization: all of it is meant to be read by others. */
const publicFields = ({ circle: _circle, ...input }: OrganizationInput) => ({
  ...input,
  founded: columns(input as OrganizationInput).founded ?? '',
})

async function saveParts(trx: Trx, actor: Actor, id: string, input: OrganizationInput, moment: Moment) {
  await checkLists(trx, actor.regionId, input)
  await trx
    .deleteFrom('organization_roles')
    .where('region_id', '=', actor.regionId)
    .where('organization_id', '=', id)
    .execute()
  if (input.roles.length > 0)
    await trx
      .insertInto('organization_roles')
      .values([...new Set(input.roles)].map((role) => ({ region_id: actor.regionId, organization_id: id, role })))
      .execute()
  await replaceIdentifiers(trx, actor.regionId, id, input.identifiers)
  await replaceReferences(trx, actor.regionId, id, input.references.map(parseReference), moment)
  await savePlace(trx, actor.regionId, id, input, moment)
  await indexText(trx, actor.regionId, id, {
    lang: input.lang,
    title: input.name,
    body: [
      ...input.otherNames,
      input.mission,
      input.description,
      input.city,
      input.county,
      ...input.skills,
      ...input.audiences,
    ].join('\n'),
  })
}

async function checkLists(trx: Trx, regionId: string, input: OrganizationInput) {
  const sector = await trx
    .selectFrom('sectors')
    .select('key')
    .where('region_id', '=', regionId)
    .where('key', '=', input.sector)
    .executeTakeFirst()
  if (!sector) throw problem(422, 'directory.errors.sector')
  if (input.roles.length === 0) return
  const known = await trx
    .selectFrom('roles')
    .select('key')
    .where('region_id', '=', regionId)
    .where('key', 'in', input.roles)
    .execute()
  if (known.length < new Set(input.roles).size) throw problem(422, 'directory.errors.roles')
}

async function setCircle(trx: Trx, actor: Actor, id: string, input: OrganizationInput, moment: Moment) {
  if (input.visibility !== 'circle') return
  const inside = await trx
    .selectFrom('organizations')
    .select('id')
    .where('region_id', '=', actor.regionId)
    .where('id', 'in', [id, ...input.circle])
    .execute()
  const circleId = await circleOf(
    trx,
    actor.regionId,
    id,
    inside.map((row) => row.id),
    moment,
  )
  await trx
    .updateTable('records')
    .set({ circle_id: circleId })
    .where('region_id', '=', actor.regionId)
    .where('id', '=', id)
    .execute()
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
    audiences: organization.audiences,
    skills: organization.skills,
    roles: organization.roles,
    founded: organization.founded ?? '',
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
