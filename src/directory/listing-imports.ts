import { differences } from '../journal/entries.ts'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/db.ts'
import { shown } from '../platform/formats/parsed.ts'
import type { Moment } from '../platform/moment.ts'
import { type ListRow, saidIn } from './import/list-rows.ts'
import type { Fate, Result } from './import-fates.ts'
import { plainName } from './import-matches.ts'
import { type FindOwner, ownerFinder, ownersOf } from './import-owners.ts'
import type { Manner } from './imports.ts'
import { addListing, changeListing } from './listing-changes.ts'
import { type ListingInput, listingForms } from './listing-forms.ts'
import { FIELDS, type ListingKind } from './listing-kinds.ts'
import { type Listing, asListingInput, everything, getListing, listListings, titleOf } from './listings.ts'

/** Rows of one file, taken in as listings of a kind. */
export interface ListingFile {
  file: string
  kind: ListingKind
  rows: readonly ListRow[]
}

/** What is here already, by what a row would call it. */
type Here = Map<string, Listing>

/**
 * Takes rows of a list in as services, resources or groups: one of the same name and organization (a group: of the same
 * name) is brought up to date in what the row says, and what says nothing new writes nothing. New ones are for members.
 */
export async function takeInListings(
  trx: Trx,
  actor: Actor,
  { file, kind, rows }: ListingFile,
  moment: Moment,
  manner: Manner,
): Promise<Fate[]> {
  if (rows.length === 0) return []
  const whose = await ownerFinder(trx, actor.regionId)
  const { items } = await listListings(trx, actor, kind, everything)
  const where = await placeFinder(trx, actor, rows)
  const here: Here = new Map(items.map((one) => [keyOf(kind, String(one.facts['name']), ends(one)), one]))
  const fates: Fate[] = []
  for (const row of rows) {
    const result = await takeIn(trx, actor, kind, row, { whose, where, here }, moment, manner)
    fates.push({ file, row: row.row, name: saidIn(row, 'name'), ...result })
    manner.progress?.(1)
  }
  return fates
}

type FindPlace = (organization: string, name: string) => string | undefined

/** Finds a place of an organization by its name, or its street where it has none. */
async function placeFinder(trx: Trx, actor: Actor, rows: readonly ListRow[]): Promise<FindPlace> {
  if (!rows.some((row) => saidIn(row, 'place') !== '')) return () => undefined
  const { items } = await listListings(trx, actor, 'place', everything)
  const known = new Map(
    items
      .toReversed()
      .flatMap((place) => ends(place).map((owner) => [`${owner} ${plainName(titleOf(place))}`, place.id] as const)),
  )
  return (organization, name) => (name === '' ? undefined : known.get(`${organization} ${plainName(name)}`))
}

const ends = (one: Listing) => one.organizations.map(({ id }) => id)

const keyOf = (kind: ListingKind, name: string, organizations: string[]) =>
  kind === 'group' ? plainName(name) : `${plainName(name)} ${organizations[0] ?? ''}`

async function takeIn(
  trx: Trx,
  actor: Actor,
  kind: ListingKind,
  row: ListRow,
  { whose, where, here }: { whose: FindOwner; where: FindPlace; here: Here },
  moment: Moment,
  { batch, lang }: Manner,
): Promise<Result> {
  const owners = ownersOf(row, whose)
  if (!owners.ok) return owners.refused
  const { organizations } = owners
  const key = keyOf(kind, saidIn(row, 'name'), organizations)
  const before = here.get(key)
  const place = where(organizations[0] ?? '', saidIn(row, 'place')) ?? before?.place?.id ?? ''
  const input = inputOf(kind, { ...row, said: { ...row.said, place } }, organizations, before, lang)
  if ('field' in input) return { outcome: 'refused', ...input }
  const extra = { ...before?.extra, ...row.extra }
  if (before && !differs(before, input.value, extra)) return { outcome: 'unchanged', id: before.id }
  const origin = { extra, batch }
  const id = before?.id ?? (await addListing(trx, actor, kind, input.value, moment, origin)).id
  if (before) await changeListing(trx, actor, before, input.value, moment, origin)
  here.set(key, await getListing(trx, actor, kind, id))
  return { outcome: before ? 'updated' : 'created', id }
}

/** A listing with what a row says of it, or the field that cannot stand. Who sees what is here is not for files to say. */
function inputOf(
  kind: ListingKind,
  row: ListRow,
  organizations: string[],
  before: Listing | undefined,
  lang: Manner['lang'],
): { value: ListingInput } | Required<Pick<Fate, 'field' | 'reason'>> {
  const { organization: _organization, ...said } = row.said
  const known = before ? asListingInput(before) : { visibility: 'region', lang, organizations: [] }
  const choice = FIELDS[kind]['kind']
  const parsed = listingForms[kind].safeParse({
    ...known,
    ...said,
    ...(choice?.is === 'choice' && { kind: kindIn(choice.of, saidIn(row, 'kind'), before) }),
    organizations: [...new Set([...known.organizations, ...organizations])],
  })
  if (parsed.success) return { value: parsed.data }
  const field = String(parsed.error.issues[0]?.path[0] ?? 'name')
  const name = field === 'organizations' ? 'organization' : field
  const value = shown(saidIn(row, name))
  return { field: row.columns[name] ?? name, reason: { key: 'imports.notThat', values: { value } } }
}

/** A kind in the words of a file; one that nobody knows is another. */
function kindIn(known: readonly string[], said: string, before: Listing | undefined): string {
  const word = said.trim().toLowerCase()
  return known.find((one) => one === word || `${one}s` === word) ?? String(before?.facts['kind'] ?? 'other')
}

const differs = (before: Listing, input: ListingInput, extra: Record<string, unknown>) =>
  Object.keys(differences<object>(asListingInput(before), input)).length > 0 ||
  Object.keys(differences(before.extra, extra)).length > 0
