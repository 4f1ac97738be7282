import { whyOnePerson } from '../account/likely-persons.ts'
import { personInput } from '../account/person-merges.ts'
import type { Person } from '../account/persons.ts'
import { listChoices } from '../account/positions.ts'
import { PERSON_FIELDS, reachOf } from '../account/rules.ts'
import { findProposal, pairOf } from '../journal/proposals.ts'
import { paths } from '../paths.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db } from '../platform/db.ts'
import type { Lang } from '../platform/i18n.ts'
import type { Visibility } from '../platform/records.ts'
import type { MergedKind } from '../platform/room.ts'
import { listsOf } from '../region/lists.ts'
import type { Page } from '../ui/page.ts'
import { CHOSEN, JOINED } from './choices.ts'
import { hangingsOf } from './hangings.ts'
import { likenessOf } from './likenesses.ts'
import { whyOnePlace } from './likely-places.ts'
import { FIELDS } from './listing-kinds.ts'
import { sayListingField, sayListingValue } from './listing-sayings.ts'
import { asListingInput, type Listing } from './listings.ts'
import { MERGE_KINDS, type Mergeable } from './merge-kinds.ts'
import { asInput, type Organization } from './organizations.ts'
import { CHOSEN_OF_PLACES } from './place-merges.ts'
import { sayField, sayValue } from './sayings.ts'

/** A field of both, in words. */
export interface Row {
  field: string
  label: string
  said: [string, string]
  /** Both say something else of it, and one side is chosen. */
  isChoice: boolean
}

/** One of the two that may be one. */
export interface Side {
  id: string
  name: string
  path: string
  lang: Lang
  version: number
  visibility: Visibility
  hangings: string[]
  /** It has what cannot become another's: it stays. */
  isFixed: boolean
}

/** Two that may be one, side by side. */
export interface Compared {
  kind: MergedKind
  sides: [Side, Side]
  rows: Row[]
  /** Which of both stays, if nobody says otherwise: the one on which more hangs. */
  kept: string
  reasons: string[]
}

interface House {
  db: Db
  actor: Actor
  page: Page
}

/** Where one of a kind is, and where it is compared with another. */
export const mergePaths = (slug: string, kind: MergedKind, one: { id: string; slug?: string | null }) =>
  ({
    organization: () => ({
      at: paths.organization(slug, one.slug!),
      merging: paths.organizationMerging(slug, one.slug!),
    }),
    person: () => ({ at: paths.person(slug, one.id), merging: paths.personMerging(slug, one.id) }),
    place: () => ({ at: paths.listing(slug, 'places', one.id), merging: paths.placeMerging(slug, one.id) }),
  })[kind]()

/** Two of a kind as somebody looks at them who is to decide whether they are one. */
export async function compareTwo(house: House, kind: MergedKind, pair: [Mergeable, Mergeable]): Promise<Compared> {
  const { db, actor } = house
  const [rows, reasons, ...hangings] = await Promise.all([
    rowsOf(house, kind, pair),
    reasonsOf(house, kind, pair),
    ...pair.map(({ id }) => hangingsOf(db, actor.regionId, kind, id)),
  ])
  const sides = pair.map((one, n) => sideOf(house.page, kind, one, hangings[n]!)) as [Side, Side]
  const weight = hangings.map((all) => all.reduce((sum, one) => sum + one.count, 0)) as [number, number]
  const [a, b] = sides
  const isSecond = b.isFixed || (!a.isFixed && weight[1] > weight[0])
  return { kind, sides, rows, kept: isSecond ? b.id : a.id, reasons }
}

function sideOf(
  page: Page,
  kind: MergedKind,
  one: Mergeable & { slug?: string | null; lang?: Lang },
  hangings: { what: string; count: number }[],
): Side {
  return {
    id: one.id,
    name: MERGE_KINDS[kind].name(one) || page.t(`merging.unnamed`, { kind }),
    path: mergePaths(page.region!.slug, kind, one).at,
    lang: kind === 'person' ? page.lang : (one.lang ?? page.lang),
    version: one.version,
    visibility: one.visibility,
    hangings: hangings.map(({ what, count }) => page.t(`merging.hang.${what}`, { count })),
    isFixed: hangings.some(({ what }) => what === 'account'),
  }
}

const rowsOf = (house: House, kind: MergedKind, pair: [Mergeable, Mergeable]): Promise<Row[]> =>
  kind === 'organization'
    ? organizationRows(house, pair as [Organization, Organization])
    : Promise.resolve(
        kind === 'person'
          ? personRows(house.page, pair as [Person, Person])
          : placeRows(house.page, pair as [Listing, Listing]),
      )

type Fields = Record<string, unknown>

/** Rows of the fields of which at least one says something. */
function told(
  inputs: [Fields, Fields],
  fields: readonly string[],
  chosen: readonly string[],
  say: { label(field: string): string; value(field: string, value: unknown): string },
): Row[] {
  const isSaid = (value: unknown) => String(value ?? '') !== ''
  return fields
    .filter((field) => inputs.some((input) => isSaid(input[field])))
    .map((field) => {
      const [mine, theirs] = inputs.map((input) => input[field])
      return {
        field,
        label: say.label(field),
        said: [say.value(field, mine), say.value(field, theirs)],
        isChoice: chosen.includes(field) && isSaid(mine) && isSaid(theirs) && mine !== theirs,
      }
    })
}

const bothOf = <One>([a, b]: [One, One], said: (one: One) => object): [Fields, Fields] => [
  { ...said(a) },
  { ...said(b) },
]

async function organizationRows({ db, actor, page }: House, pair: [Organization, Organization]): Promise<Row[]> {
  const [lists, names] = await Promise.all([listsOf(db, actor.regionId, page.lang), listChoices(db, actor)])
  return told(
    bothOf(pair, (one) => asInput(one, [])),
    [...CHOSEN, ...JOINED],
    CHOSEN,
    {
      label: (field) => sayField(page, field),
      value: (field, value) => sayValue(page, { ...lists, names }, field, value),
    },
  )
}

/** What both are called and where they are reached, and who sees which of it. */
function personRows(page: Page, pair: [Person, Person]): Row[] {
  const { chosen } = MERGE_KINDS.person
  const seen = PERSON_FIELDS.map((field) => ({
    field: `seen-${field}`,
    label: page.t('merging.seen', { field: page.t(`account.person.field.${field}`) }),
    said: pair.map((one) => page.t(`account.person.reach.${reachOf(one, field)}`)) as [string, string],
    isChoice: false,
  }))
  const rows = told(bothOf(pair, personInput), [...chosen, 'note', 'lang'], chosen, {
    label: (field) => page.t(`account.person.${field}`),
    value: (field, value) => (field === 'lang' ? page.t(`account.person.lang.${String(value)}`) : String(value)),
  })
  return [...rows, ...seen]
}

const placeRows = (page: Page, pair: [Listing, Listing]): Row[] =>
  told(bothOf(pair, asListingInput), [...Object.keys(FIELDS.place), 'references'], CHOSEN_OF_PLACES, {
    label: (field) => sayListingField(page, 'place', field),
    value: (field, value) => sayListingValue(page, 'place', field, value),
  })

/** Why two may be one: as they were found among all, else by what both say. */
async function reasonsOf({ db, actor }: House, kind: MergedKind, [a, b]: [Mergeable, Mergeable]): Promise<string[]> {
  const { key } = pairOf(MERGE_KINDS[kind].suspicion, a.id, b.id)
  const found = await findProposal(db, actor, MERGE_KINDS[kind].suspicion, key)
  if (found) return found.payload['reasons'] as string[]
  if (kind === 'person') return whyOnePerson(db, actor, [a.id, b.id])
  if (kind === 'place') return whyOnePlace(db, actor, [a.id, b.id])
  const [one, other] = [a, b].map((each) => ({ ...(each as Organization), ...(each as Organization).places[0] }))
  const described = [one!, other!].map((each, n) => ({
    ...each,
    name: ([a, b] as Organization[])[n]!.name,
    identifiers: each.identifiers.map(({ scheme, value }) => `${scheme}:${value}`),
  }))
  return likenessOf(described[0]!, described[1]!, () => 1)
}
