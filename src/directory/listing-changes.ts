import { type Insertable, type Updateable, sql } from 'kysely'
import { differences, record } from '../journal/entries.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import { type Db, type Tables, type Trx, visible, visibleId } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import { parseReference, replaceReferences } from '../platform/facts.ts'
import type { Moment } from '../platform/moment.ts'
import {
  addRecord,
  circleOf,
  giveSlug,
  join,
  nextVersion,
  putInCircle,
  remove,
  restore,
  unjoin,
} from '../platform/records.ts'
import { indexText } from '../platform/search-texts.ts'
import { carryTranslations, dropTranslations } from '../platform/translations.ts'
import type { ListingInput } from './listing-forms.ts'
import { FIELDS, KINDS, type ListingKind, columnOf, toldIn } from './listing-kinds.ts'
import { type Listing, asListingInput, titleOf } from './listings.ts'

type Origin = { extra?: Record<string, unknown>; batch?: string }

/** Puts a listing into the directory. Throws 422 when its place belongs to none of its organizations. */
export async function addListing(
  db: Db,
  actor: Actor,
  kind: ListingKind,
  input: ListingInput,
  moment: Moment,
  origin: Origin = {},
): Promise<{ id: string; slug: string | null }> {
  const id = moment.id()
  const deed = {
    verb: `${kind}.created`,
    record: { id },
    ...told(actor, kind, input.organizations),
    changes: differences({}, meantForAll(input)),
    ...(origin.batch && { batch: origin.batch }),
  }
  return record(db, actor, deed, moment, async (trx) => {
    await checkEnds(trx, actor, input)
    const { visibility, lang } = input
    const made = await addRecord(trx, actor.regionId, { id, kind, ...nameFor(kind, input), visibility, lang }, moment)
    const row = { region_id: actor.regionId, id, extra: JSON.stringify(origin.extra ?? {}) }
    await trx
      .insertInto(KINDS[kind].table as 'services')
      .values({ ...row, ...columnsOf(kind, input), ...endColumns(kind, input) } as Insertable<Tables['services']>)
      .execute()
    await saveRest(trx, actor, kind, id, input, input.organizations, moment)
    return made
  })
}

/** Changes a listing from the version that was read; throws 409 when somebody else was faster. */
export async function changeListing(
  db: Db,
  actor: Actor,
  before: Listing,
  input: ListingInput,
  moment: Moment,
  origin: Origin = {},
) {
  const { kind, id } = before
  const deed = {
    verb: `${kind}.changed`,
    record: before,
    ...told(actor, kind, [...before.organizations.map((one) => one.id), ...input.organizations]),
    changes: differences(meantForAll(asListingInput(before)), meantForAll(input)),
    ...(origin.batch && { batch: origin.batch }),
  }
  await record(db, actor, deed, moment, async (trx) => {
    await checkEnds(trx, actor, input)
    const { visibility, lang } = input
    await nextVersion(trx, actor.regionId, id, before.version, { visibility, lang })
    const told = toldIn(kind)
    const same = told.filter((field) => input[field] === before.facts[field])
    await carryTranslations(trx, actor.regionId, id, same)
    const emptied = told.filter((field) => input[field] === '' && before.facts[field] !== '')
    await dropTranslations(trx, actor.regionId, id, emptied)
    // A place that its writer does not see stays as it is.
    const { place_id: place, ...ends } = endColumns(kind, input)
    const values: Updateable<Tables['services']> = {
      ...columnsOf(kind, input),
      ...(ends as { organization_id?: string }),
      ...(place !== undefined && (place !== null || before.place) && { place_id: place }),
      ...(origin.extra && { extra: JSON.stringify(origin.extra) }),
    }
    await trx
      .updateTable(KINDS[kind].table as 'services')
      .set(values)
      .where('region_id', '=', actor.regionId)
      .where('id', '=', id)
      .execute()
    if (before.slug && input['name'] !== before.facts['name'])
      await giveSlug(trx, actor.regionId, kind, id, titleOf({ facts: input }))
    const unseen = kind === 'group' ? await unseenEnds(trx, actor, id) : []
    await saveRest(trx, actor, kind, id, input, [...input.organizations, ...unseen], moment)
  })
}

/** Takes a listing out of the directory; it can be brought back. */
export const removeListing = (db: Db, actor: Actor, listing: Listing, moment: Moment) =>
  record(db, actor, { verb: `${listing.kind}.removed`, record: listing, ...toldOf(actor, listing) }, moment, (trx) =>
    remove(trx, actor.regionId, listing.id, moment).then(() => carry(trx, actor, listing)),
  )

export const restoreListing = (db: Db, actor: Actor, listing: Listing, moment: Moment) =>
  record(db, actor, { verb: `${listing.kind}.restored`, record: listing, ...toldOf(actor, listing) }, moment, (trx) =>
    restore(trx, actor.regionId, listing.id).then(() => carry(trx, actor, listing)),
  )

/** What it says is the same in its next version. */
const carry = (trx: Trx, actor: Actor, { kind, id }: Listing) =>
  carryTranslations(trx, actor.regionId, id, toldIn(kind))

/** For whom the actor does something with a listing, and whom that concerns. */
export const toldOf = (actor: Actor, { kind, organizations }: Listing) =>
  told(
    actor,
    kind,
    organizations.map(({ id }) => id),
  )

/** For whom the actor does it, and whom it is about: who may not see a holder does not see what is done with what is its own. */
function told(actor: Actor, kind: ListingKind, organizations: string[]) {
  const mine = actor.coordinates ? [] : organizationsWith(actor, 'speak')
  return {
    for: organizations.find((id) => mine.includes(id)) ?? null,
    concerns: kind === 'group' ? [] : organizations,
  }
}

/** What the journal may hold. Who reaches a group is not everybody's to know. */
const meantForAll = ({ organizations: _organizations, ...input }: ListingInput) => input

/** Places are many and often called the same: their address is their id. */
const nameFor = (kind: ListingKind, input: ListingInput) =>
  kind === 'place' ? {} : { name: titleOf({ facts: input }) }

const columnsOf = (kind: ListingKind, input: ListingInput) =>
  Object.fromEntries(Object.keys(FIELDS[kind]).map((field) => [columnOf(field), input[field]]))

const endColumns = (kind: ListingKind, input: ListingInput) => ({
  ...(KINDS[kind].ends !== 'many' && { organization_id: input.organizations[0] ?? null }),
  ...(KINDS[kind].hasPlace && { place_id: input.place || null }),
})

/** What stands in other tables. */
async function saveRest(
  trx: Trx,
  actor: Actor,
  kind: ListingKind,
  id: string,
  input: ListingInput,
  ends: string[],
  moment: Moment,
) {
  const { regionId } = actor
  if (kind === 'group') await replaceReaching(trx, regionId, id, ends)
  else {
    await unjoin(trx, regionId, id)
    await join(trx, regionId, id, ends)
  }
  await replaceReferences(trx, regionId, id, input.references.map(parseReference), moment)
  await indexText(trx, regionId, id, foundBy(kind, input))
  if (input.visibility === 'circle')
    await putInCircle(trx, regionId, id, await circleOf(trx, regionId, id, ends, moment))
}

/** What the search finds a listing by. */
export const foundBy = (kind: ListingKind, input: ListingInput) => ({
  lang: input.lang,
  title: titleOf({ facts: input }),
  body: Object.entries(FIELDS[kind])
    .flatMap(([name, field]) => (field.searched ? [input[name]].flat() : []))
    .filter((words) => typeof words === 'string' && words !== '')
    .join('\n\n'),
})

/** Only what the actor can find can be named, and a place only with the organization whose it is. */
async function checkEnds(trx: Trx, actor: Actor, { organizations, place }: ListingInput) {
  const known = await trx
    .selectFrom('records')
    .select('records.id')
    .where(visible(actor))
    .where('records.kind', '=', 'organization')
    .where(sql<boolean>`records.id = any(${organizations}::uuid[])`)
    .execute()
  if (known.length < organizations.length) throw problem(422, 'listings.errors.organization')
  if (place === '') return
  const there = await trx
    .selectFrom('places as p')
    .select('p.id')
    .where('p.region_id', '=', actor.regionId)
    .where('p.id', '=', place)
    .where(sql<boolean>`p.organization_id = any(${organizations}::uuid[])`)
    .where(visibleId(actor, 'p.id'))
    .executeTakeFirst()
  if (!there) throw problem(422, 'listings.errors.place')
}

async function replaceReaching(trx: Trx, regionId: string, id: string, organizations: string[]) {
  await trx.deleteFrom('group_organizations').where('region_id', '=', regionId).where('group_id', '=', id).execute()
  if (organizations.length === 0) return
  await trx
    .insertInto('group_organizations')
    .values(
      [...new Set(organizations)].map((organization_id) => ({ region_id: regionId, group_id: id, organization_id })),
    )
    .execute()
}

/** Organizations that reach a group and that the actor does not see: they go on reaching it. */
async function unseenEnds(trx: Trx, actor: Actor, id: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('group_organizations as g')
    .select('g.organization_id')
    .where('g.region_id', '=', actor.regionId)
    .where('g.group_id', '=', id)
    .where(sql<boolean>`not ${visibleId(actor, 'g.organization_id')}`)
    .execute()
  return rows.map((row) => row.organization_id)
}
