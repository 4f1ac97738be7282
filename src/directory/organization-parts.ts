import type { Updateable } from 'kysely'
import type { Actor } from '../platform/actor.ts'
import { type Tables, type Trx, visible } from '../platform/db.ts'
import { problem } from '../platform/errors.ts'
import { addFacts, replaceIdentifiers, replaceReferences, parseReference } from '../platform/facts.ts'
import type { Moment } from '../platform/moment.ts'
import { partialDate } from '../platform/partial-dates.ts'
import { circleOf, putInCircle } from '../platform/records.ts'
import { indexNewTexts, indexText } from '../platform/search-texts.ts'
import { type OrganizationInput, readFormerName } from './forms.ts'
import { addPlaces, isNowhere, type PlaceInput, savePlace } from './places.ts'

/** Fields of the form that stand in other tables. */
type Elsewhere =
  | keyof PlaceInput
  | 'parent'
  | 'successors'
  | 'roles'
  | 'identifiers'
  | 'references'
  | 'visibility'
  | 'circle'
  | 'lang'
/** `otherNames` as SQL writes it: `other_names`. */
type Snake<Name extends string> = Name extends `${infer Head}${infer Rest}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Rest>}`
  : ''
type ColumnName = Snake<Exclude<keyof OrganizationInput, Elsewhere>>

function readDate(typed: string): { edtf: string | null; first: string | null; last: string | null } {
  const date = partialDate(typed)
  return date.ok ? date : { edtf: null, first: null, last: null }
}

/** Columns of `organizations` as a form fills them. */
export const columns = (input: OrganizationInput) => {
  const [founded, ended] = [readDate(input.founded), readDate(input.ended)]
  return {
    name: input.name,
    other_names: input.otherNames,
    sector: input.sector,
    mission: input.mission,
    description: input.description,
    website: input.website || null,
    audiences: input.audiences,
    skills: input.skills,
    open_data: input.openData || null,
    phone: input.phone,
    email: input.email,
    calling: input.calling,
    spaces: input.spaces,
    languages: input.languages,
    service_counties: input.serviceCounties,
    service_area: input.serviceArea,
    blurb25: input.blurb25,
    blurb50: input.blurb50,
    blurb100: input.blurb100,
    former_names: JSON.stringify(input.formerNames.map(readFormerName)),
    founded: founded.edtf,
    founded_first: founded.first,
    founded_last: founded.last,
    ended: ended.edtf,
    ended_first: ended.first,
    ended_last: ended.last,
    checked_on: input.checkedOn || null,
  } satisfies Record<ColumnName, unknown> & Updateable<Tables['organizations']>
}

/** In which fields the search looks for words, beside the names. */
const SEARCHED: Record<Exclude<keyof OrganizationInput, 'name' | 'otherNames' | 'formerNames'>, boolean> = {
  mission: true,
  description: true,
  city: true,
  county: true,
  skills: true,
  audiences: true,
  spaces: true,
  languages: true,
  serviceCounties: true,
  serviceArea: true,
  calling: false,
  phone: false,
  email: false,
  openData: false,
  blurb25: false,
  blurb50: false,
  blurb100: false,
  ended: false,
  parent: false,
  successors: false,
  sector: false,
  website: false,
  roles: false,
  founded: false,
  identifiers: false,
  references: false,
  checkedOn: false,
  placeName: false,
  street: false,
  state: false,
  postalCode: false,
  latitude: false,
  longitude: false,
  accessNotes: false,
  visibility: false,
  circle: false,
  lang: false,
}
const searchable = (input: OrganizationInput) =>
  Object.entries(SEARCHED).flatMap(([field, yes]) => (yes ? input[field as keyof typeof SEARCHED] : []))

/** What the journal may hold of an organization: all of it is meant to be read by others. */
export const publicFields = ({ circle: _circle, ...input }: OrganizationInput) => ({
  ...input,
  founded: readDate(input.founded).edtf ?? '',
  ended: readDate(input.ended).edtf ?? '',
  successors: input.successors.toSorted(),
})

/** What the search finds an organization by. */
function foundBy(input: OrganizationInput) {
  const former = input.formerNames.map((line) => readFormerName(line).name)
  const names = [...input.otherNames, ...former].join('\n')
  return { lang: input.lang, title: input.name, names, body: searchable(input).join('\n\n') }
}

/** The same as `saveParts` for organizations that are new, many at once. */
export async function addParts(
  trx: Trx,
  actor: Actor,
  made: readonly { id: string; input: OrganizationInput }[],
  moment: Moment,
) {
  const { regionId } = actor
  const sectors = new Set(made.map(({ input }) => input.sector))
  const roles = [...new Set(made.flatMap(({ input }) => input.roles))]
  for (const sector of sectors) await checkLists(trx, regionId, { sector, roles })
  const rows = made.flatMap(({ id, input }) =>
    [...new Set(input.roles)].map((role) => ({ region_id: regionId, organization_id: id, role })),
  )
  if (rows.length > 0) await trx.insertInto('organization_roles').values(rows).execute()
  await addFacts(
    trx,
    regionId,
    made.map(({ id, input }) => ({ id, identifiers: input.identifiers, references: input.references })),
    moment,
  )
  const places = made
    .filter(({ input }) => !isNowhere(input))
    .map(({ id, input }) => ({ ...input, id: moment.id(), organizationId: id, kind: 'office' }))
  await addPlaces(trx, regionId, places, moment)
  await indexNewTexts(
    trx,
    regionId,
    made.map(({ id, input }) => ({ id, ...foundBy(input) })),
  )
}

/** What belongs to an organization and stands in tables of its own. */
export async function saveParts(trx: Trx, actor: Actor, id: string, input: OrganizationInput, moment: Moment) {
  await checkLists(trx, actor.regionId, input)
  await replaceRoles(trx, actor.regionId, id, input.roles)
  await replaceIdentifiers(trx, actor.regionId, id, input.identifiers)
  await replaceReferences(trx, actor.regionId, id, input.references.map(parseReference), moment)
  await savePlace(trx, actor.regionId, id, input, moment)
  await indexText(trx, actor.regionId, id, foundBy(input))
}

async function replaceRoles(trx: Trx, regionId: string, id: string, roles: string[]) {
  await trx
    .deleteFrom('organization_roles')
    .where('region_id', '=', regionId)
    .where('organization_id', '=', id)
    .execute()
  if (roles.length === 0) return
  await trx
    .insertInto('organization_roles')
    .values([...new Set(roles)].map((role) => ({ region_id: regionId, organization_id: id, role })))
    .execute()
}

async function checkLists(trx: Trx, regionId: string, input: Pick<OrganizationInput, 'sector' | 'roles'>) {
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

/**
 * Who may see a private organization: itself, and of those that the actor can find the chosen ones. Whom the actor
 * cannot find stays as it was, so that nobody is put out unseen.
 */
export async function setCircle(trx: Trx, actor: Actor, id: string, input: OrganizationInput, moment: Moment) {
  if (input.visibility !== 'circle') return
  const chosen = input.circle.length === 0 ? [] : await findable(trx, actor, input.circle)
  const before = await membersNow(trx, actor.regionId, id)
  const seen = before.length === 0 ? [] : await findable(trx, actor, before)
  const unseen = before.filter((one) => !seen.includes(one))
  const circleId = await circleOf(trx, actor.regionId, id, [id, ...chosen, ...unseen], moment)
  await putInCircle(trx, actor.regionId, id, circleId)
}

async function findable(trx: Trx, actor: Actor, ids: string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('records')
    .select('records.id')
    .where(visible(actor))
    .where('records.kind', '=', 'organization')
    .where('records.id', 'in', ids)
    .execute()
  return rows.map((row) => row.id)
}

async function membersNow(trx: Trx, regionId: string, ownerId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('circles as c')
    .innerJoin('circle_members as m', (on) =>
      on.onRef('m.region_id', '=', 'c.region_id').onRef('m.circle_id', '=', 'c.id'),
    )
    .select('m.organization_id')
    .where('c.region_id', '=', regionId)
    .where('c.owner_id', '=', ownerId)
    .execute()
  return rows.map((row) => row.organization_id)
}
