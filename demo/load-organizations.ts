import { organizationForm } from '../src/directory/forms.ts'
import { changeOrganization, createOrganization } from '../src/directory/organization-changes.ts'
import { asInput, getOrganization } from '../src/directory/organizations.ts'
import { addPlace } from '../src/directory/places.ts'
import { replaceReferences } from '../src/platform/facts.ts'
import { saveTranslation } from '../src/platform/translations.ts'
import type { Loading } from './load.ts'
import type { DemoOrganization, DemoPlace, DemoReference } from './types.ts'

/** Organizations with what became of them: first those that all may see, so that a circle finds its organizations. */
export async function loadOrganizations(loading: Loading) {
  const load = (organization: DemoOrganization) => loadOrganization(loading, organization)
  await Promise.all(loading.demo.organizations.filter((one) => one.visibility !== 'circle').map(load))
  await Promise.all(loading.demo.organizations.filter((one) => one.visibility === 'circle').map(load))
  for (const one of loading.demo.organizations) await loadFamily(loading, one)
}

async function loadOrganization(loading: Loading, given: DemoOrganization) {
  const { trx, region, organizations, actor, at } = loading
  const { id } = await createOrganization(
    trx,
    actor(given.createdBy),
    organizationForm.parse(formOf(loading, given)),
    at(given.createdAt),
  )
  organizations.set(given.key, id)
  for (const place of given.places.slice(1))
    await addPlace(trx, region.id, id, { ...placeOf(place), kind: place.kind }, at(given.createdAt))
  await replaceReferences(trx, region.id, id, given.references.map(referenceOf), at(given.createdAt))
  await loadEdits(loading, given, id)
  for (const translation of given.translations) await loadTranslation(loading, id, translation)
}

/** Whose it is and who carries it on, once all are there. */
async function loadFamily({ trx, organizations, actor, at }: Loading, given: DemoOrganization) {
  const { parent, successors = [] } = given.profile ?? {}
  if (!parent && successors.length === 0) return
  const before = await getOrganization(trx, actor(), organizations.get(given.key)!)
  const kin = {
    parent: (parent && organizations.get(parent)) ?? '',
    successors: successors.map((key) => organizations.get(key)!),
  }
  const last = given.edits.at(-1)?.at ?? given.createdAt
  await changeOrganization(
    trx,
    actor(given.createdBy),
    before,
    { ...asInput(before), ...kin },
    at(new Date(last.getTime() + 20 * 60_000)),
  )
}

/** An earlier wording of a field, then the later one: two versions and their history. */
async function loadEdits({ trx, actor, at }: Loading, given: DemoOrganization, id: string) {
  for (const edit of given.edits) {
    const later = await getOrganization(trx, actor(), id)
    const was = edit.field === 'skills' ? edit.was.split('\n') : edit.was
    await changeOrganization(trx, actor(), later, { ...asInput(later), [edit.field]: was }, at(given.createdAt))
    const earlier = await getOrganization(trx, actor(), id)
    await changeOrganization(trx, actor(edit.by), earlier, asInput({ ...later, version: earlier.version }), at(edit.at))
  }
}

async function loadTranslation(
  { trx, region, actor }: Loading,
  id: string,
  translation: DemoOrganization['translations'][number],
) {
  const { version } = await getOrganization(trx, actor(), id)
  const { field, lang, text, at, stale } = translation
  await saveTranslation(trx, {
    regionId: region.id,
    recordId: id,
    field,
    lang,
    text,
    ofVersion: stale ? version - 1 : version,
    personId: null,
    at,
  })
}

function formOf({ demo, organizations }: Loading, given: DemoOrganization) {
  const circle = demo.circles.find((one) => one.owner === given.circle)?.organizations ?? []
  const { parent: _parent, successors: _successors, ...told } = given.profile ?? {}
  return {
    ...given,
    ...told,
    website: given.website ?? '',
    founded: given.founded ?? '',
    checkedOn: given.checkedOn ?? '',
    identifiers: given.identifiers.map((one) => `${one.scheme}:${one.value}`),
    references: [],
    ...(given.places[0] && placeOf(given.places[0])),
    circle: circle.flatMap((key) => organizations.get(key) ?? []),
  }
}

const placeOf = (place: DemoPlace) => ({
  placeName: place.name,
  street: place.street,
  city: place.city,
  state: place.state,
  postalCode: place.postalCode,
  county: place.county,
  latitude: place.latitude ?? null,
  longitude: place.longitude ?? null,
  accessNotes: place.accessNotes,
})

export const referenceOf = (reference: DemoReference) => ({
  title: reference.title,
  url: reference.url ?? null,
  quote: reference.quote ?? null,
})
