import { differences, record, recordMany } from '../journal/entries.ts'
import { type Actor, organizationsWith } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { addRecord, addRecords, giveSlug, nextVersion, remove, restore } from '../platform/records.ts'
import { carryTranslations, dropTranslations } from '../platform/translations.ts'
import { saveFamily } from './families.ts'
import { type OrganizationInput, TRANSLATABLE } from './forms.ts'
import { addParts, columns, publicFields, saveParts, setCircle } from './organization-parts.ts'
import { type Organization, asInput } from './organizations.ts'
import { withoutHiddenPlace } from './places.ts'

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
  const mine = actor.coordinates ? [] : organizationsWith(actor, 'speak')
  const deed = {
    verb: 'organization.created',
    record: { id },
    for: mine[0] ?? null,
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
    await saveFamily(trx, actor, id, input)
    await setCircle(trx, actor, id, { ...input, circle: [...input.circle, ...mine] }, moment)
  })
  return { id, slug }
}

/** Adds organizations that are not private to a circle, many at once; their ids are given. */
export async function createOrganizations(
  trx: Trx,
  actor: Actor,
  made: readonly { id: string; input: OrganizationInput; extra: Record<string, unknown> }[],
  moment: Moment,
  batch: string,
) {
  const deeds = made.map(({ id, input }) => ({
    verb: 'organization.created',
    record: { id },
    batch,
    changes: () => differences({}, publicFields(input)),
  }))
  await recordMany(trx, actor, deeds, moment, async () => {
    await addRecords(
      trx,
      actor.regionId,
      made.map(({ id, input }) => ({ id, name: input.name, visibility: input.visibility, lang: input.lang })),
      'organization',
      moment,
    )
    await trx
      .insertInto('organizations')
      .values(
        made.map(({ id, input, extra }) => ({
          region_id: actor.regionId,
          id,
          ...columns(input),
          extra: JSON.stringify(extra),
        })),
      )
      .execute()
    await addParts(trx, actor, made, moment)
  })
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
  const differs = differences(publicFields(asInput(before)), publicFields(input))
  const changes = await withoutHiddenPlace(db, actor.regionId, before.places[0], differs)
  const deed = {
    verb: 'organization.changed',
    record: before,
    for: spokenFor(actor, before),
    changes,
    ...(origin.batch && { batch: origin.batch }),
  }
  await record(db, actor, deed, moment, async (trx) => {
    await saveFamily(trx, actor, before.id, input, before)
    await nextVersion(trx, actor.regionId, before.id, before.version, {
      visibility: input.visibility,
      lang: input.lang,
    })
    const unchanged = TRANSLATABLE.filter((field) => input[field] === before[field])
    await carryTranslations(trx, actor.regionId, before.id, unchanged)
    const emptied = TRANSLATABLE.filter((field) => input[field] === '' && before[field] !== '')
    await dropTranslations(trx, actor.regionId, before.id, emptied)
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

/** Says that all that is written of an organization is right on this day. */
export const checkOrganization = (db: Db, actor: Actor, before: Organization, day: string, moment: Moment) => {
  const changes = { checkedOn: [before.checkedOn ?? '', day] }
  const deed = { verb: 'organization.checked', record: before, for: spokenFor(actor, before), changes }
  return record(db, actor, deed, moment, async (trx) => {
    await nextVersion(trx, actor.regionId, before.id, before.version)
    await carryTranslations(trx, actor.regionId, before.id, TRANSLATABLE)
    await trx
      .updateTable('organizations')
      .set({ checked_on: day })
      .where('region_id', '=', actor.regionId)
      .where('id', '=', before.id)
      .execute()
  })
}

/** The organization the actor speaks for here; a coordinator speaks for none. */
export const spokenFor = (actor: Actor, organization: { id: string }) =>
  !actor.coordinates && organizationsWith(actor, 'speak').includes(organization.id) ? organization.id : null

/** Takes an organization off the map; what hangs on it goes with it, and comes back when it does. */
export const removeOrganization = (db: Db, actor: Actor, organization: { id: string }, moment: Moment) =>
  record(db, actor, { verb: 'organization.removed', record: organization }, moment, async (trx) => {
    await remove(trx, actor.regionId, organization.id, moment)
    await carryTranslations(trx, actor.regionId, organization.id, TRANSLATABLE)
  })

export const restoreOrganization = (db: Db, actor: Actor, organization: { id: string }, moment: Moment) =>
  record(db, actor, { verb: 'organization.restored', record: organization }, moment, async (trx) => {
    await restore(trx, actor.regionId, organization.id)
    await carryTranslations(trx, actor.regionId, organization.id, TRANSLATABLE)
  })
