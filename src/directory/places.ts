import { type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Db, type Trx, visibleId } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { PLACE_FIELDS } from './forms.ts'
import { indexNewTexts, indexText } from '../platform/search-texts.ts'
import { addRecord, addRecords, join, joinMany, remove } from '../platform/records.ts'

export interface PlaceInput {
  placeName: string
  street: string
  city: string
  state: string
  postalCode: string
  county: string
  latitude: number | null
  longitude: number | null
  accessNotes: string
}

/** What changed in an organization, as its journal may tell it: of a place that is not everybody's, nothing. */
export async function withoutHiddenPlace<Changes extends Record<string, unknown>>(
  db: Db,
  regionId: string,
  place: { id: string } | undefined,
  changes: Changes,
): Promise<Partial<Changes>> {
  if (!place || !PLACE_FIELDS.some((field) => field in changes)) return changes
  const { visibility } = await db
    .selectFrom('records')
    .select('visibility')
    .where('region_id', '=', regionId)
    .where('id', '=', place.id)
    .executeTakeFirstOrThrow()
  if (visibility === 'public') return changes
  return Object.fromEntries(
    Object.entries(changes).filter(([field]) => !PLACE_FIELDS.some((one) => one === field)),
  ) as Partial<Changes>
}

/**
 * Whether an actor who sees an organization sees its place `p` too, whose record is `pr`: a condition. Most are everybody's,
 * and are not looked up.
 */
export const seenPlace = (actor: Actor) => sql<SqlBool>`(pr.visibility = 'public' or ${visibleId(actor, 'p.id')})`

/** The counties in which an organization `o` has places, as far as an actor sees both, in SQL. */
export const placedCounties = (actor: Actor) => sql`(select p.county from places p
  join records pr on pr.region_id = p.region_id and pr.id = p.id
  where p.region_id = o.region_id and p.organization_id = o.id and p.county <> '' and pr.removed_at is null
    and ${seenPlace(actor)})`

/** Saves the first place of an organization; one that was emptied is removed. */
export async function savePlace(trx: Trx, regionId: string, organizationId: string, input: PlaceInput, moment: Moment) {
  const first = await trx
    .selectFrom('places as p')
    .innerJoin('records as r', (on) =>
      on.onRef('r.region_id', '=', 'p.region_id').onRef('r.id', '=', 'p.id').on('r.removed_at', 'is', null),
    )
    .select('p.id')
    .where('p.region_id', '=', regionId)
    .where('p.organization_id', '=', organizationId)
    .orderBy('r.created_at')
    .orderBy('p.id')
    .executeTakeFirst()
  const empty = isNowhere(input)
  if (first && empty) await remove(trx, regionId, first.id, moment)
  else if (first) {
    await trx
      .updateTable('places')
      .set(columns(input))
      .where('region_id', '=', regionId)
      .where('id', '=', first.id)
      .execute()
    await indexText(trx, regionId, first.id, foundBy(input))
  } else if (!empty) await addPlace(trx, regionId, organizationId, input, moment)
}

/** Adds a place to an organization; it is seen by whoever sees the organization. */
export async function addPlace(
  trx: Trx,
  regionId: string,
  organizationId: string,
  input: PlaceInput & { kind?: string },
  moment: Moment,
): Promise<string> {
  const { id } = await addRecord(trx, regionId, { kind: 'place', visibility: 'public' }, moment)
  await trx
    .insertInto('places')
    .values({
      region_id: regionId,
      id,
      organization_id: organizationId,
      kind: input.kind ?? 'office',
      ...columns(input),
    })
    .execute()
  await join(trx, regionId, id, [organizationId])
  await indexText(trx, regionId, id, foundBy(input))
  return id
}

/** Adds many places, each to its organization. */
export async function addPlaces(
  trx: Trx,
  regionId: string,
  made: readonly (PlaceInput & { id: string; organizationId: string; kind: string; extra?: Record<string, unknown> })[],
  moment: Moment,
) {
  if (made.length === 0) return
  await addRecords(
    trx,
    regionId,
    made.map(({ id }) => ({ id, visibility: 'public' as const, lang: 'en' as const })),
    'place',
    moment,
  )
  await trx
    .insertInto('places')
    .values(
      made.map((one) => ({
        region_id: regionId,
        id: one.id,
        organization_id: one.organizationId,
        kind: one.kind,
        extra: JSON.stringify(one.extra ?? {}),
        ...columns(one),
      })),
    )
    .execute()
  await joinMany(
    trx,
    regionId,
    made.map(({ id, organizationId }) => ({ recordId: id, ends: [organizationId] })),
  )
  await indexNewTexts(
    trx,
    regionId,
    made.map((one) => ({ id: one.id, ...foundBy(one) })),
  )
}

/** Brings a place up to date. */
export async function changePlace(
  trx: Trx,
  regionId: string,
  id: string,
  input: PlaceInput & { kind: string; extra: Record<string, unknown> },
) {
  await trx
    .updateTable('places')
    .set({ kind: input.kind, extra: JSON.stringify(input.extra), ...columns(input) })
    .where('region_id', '=', regionId)
    .where('id', '=', id)
    .execute()
  await indexText(trx, regionId, id, foundBy(input))
}

/** What the search finds a place by: its name, or its address. */
const foundBy = (input: PlaceInput) => ({
  lang: 'en' as const,
  title: input.placeName || input.street || input.city,
  body: [input.street, input.city, input.postalCode, input.county].filter(Boolean).join('\n\n'),
})

/** Whether nothing is said of a place. */
export const isNowhere = (input: PlaceInput) =>
  Object.values(columns(input)).every((value) => value === '' || value === null)

const columns = (input: PlaceInput) => ({
  name: input.placeName,
  street: input.street,
  city: input.city,
  state: input.state,
  postal_code: input.postalCode,
  county: input.county,
  latitude: input.latitude,
  longitude: input.longitude,
  access_notes: input.accessNotes,
})
