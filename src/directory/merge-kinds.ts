import { DUPLICATE_PERSON } from '../account/likely-persons.ts'
import {
  CHOSEN_OF_PERSONS,
  joinPersons,
  nobodyIsTakenOver,
  partPersons,
  personInput,
} from '../account/person-merges.ts'
import { changePerson, getPerson, type Person } from '../account/persons.ts'
import type { PersonInput } from '../account/forms.ts'
import type { Actor } from '../platform/actor.ts'
import type { Db, Trx } from '../platform/db.ts'
import type { Moment } from '../platform/moment.ts'
import { circleMembers, type Visibility } from '../platform/records.ts'
import type { MergedKind } from '../platform/room.ts'
import { CHOSEN, type Choices, joinedInput } from './choices.ts'
import { DUPLICATE } from './duplicates.ts'
import type { OrganizationInput } from './forms.ts'
import { DUPLICATE_PLACE } from './likely-places.ts'
import { changeListing } from './listing-changes.ts'
import type { ListingInput } from './listing-forms.ts'
import { asListingInput, getListing, type Listing, titleOf } from './listings.ts'
import { changeOrganization } from './organization-changes.ts'
import { publicFields } from './organization-parts.ts'
import { asInput, getOrganization, type Organization } from './organizations.ts'
import { CHOSEN_OF_PLACES, joinedPlace, ofOneOrganization } from './place-merges.ts'

/** What can become another one of its kind. */
export interface Mergeable {
  id: string
  version: number
  visibility: Visibility
}

/** How two of a kind become one. */
export interface MergeKind<One extends Mergeable = Mergeable, Input extends object = object> {
  kind: MergedKind
  /** The kind of the proposal that two of them may be one. */
  suspicion: string
  /** What stays with the one that is no more, besides what always does, and why. */
  stays: Record<string, string>
  /** Fields of which one side is chosen. */
  chosen: readonly string[]
  /** Columns that hold its id without a key of the database, or as the key of their row. */
  unkeyed: { table: string; column: string }[]
  get(db: Db, actor: Actor, id: string): Promise<One>
  /** What it says, as its form holds it. */
  input(db: Db, actor: Actor, one: One): Promise<Input>
  /** What the one that stays says: of each field what was chosen. */
  joined(db: Db, actor: Actor, kept: One, lost: One, choices: Choices): Promise<Input>
  change(trx: Trx, actor: Actor, one: One, input: Input, moment: Moment): Promise<void>
  /** Fields that undoing puts back. */
  fields(input: Input): string[]
  /** What it is called. */
  name(one: One): string
  /** Whose it is: who may not see them does not see what is done with it. */
  owners?(one: One): string[]
  /** Throws where they cannot become one. */
  check?(trx: Trx, actor: Actor, kept: One, lost: One): Promise<void>
  /** Once both say again what they said before. */
  parted?(trx: Trx, actor: Actor, keptId: string, lostId: string): Promise<void>
}

const organizations: MergeKind<Organization, OrganizationInput> = {
  kind: 'organization',
  suspicion: DUPLICATE,
  stays: {
    identifiers: 'the one that stays says them too',
    record_references: 'the one that stays says them too',
    organization_roles: 'the one that stays has them too',
  },
  chosen: CHOSEN,
  unkeyed: [],
  get: getOrganization,
  input: async (db, actor, one) => asInput(one, await circleMembers(db, actor.regionId, one.circleId)),
  joined: async (db, actor, kept, lost, choices) =>
    joinedInput(kept, lost, await circleMembers(db, actor.regionId, kept.circleId), choices),
  change: changeOrganization,
  fields: (input) => Object.keys(publicFields(input)),
  name: ({ name }) => name,
}

const people: MergeKind<Person, PersonInput> = {
  kind: 'person',
  suspicion: DUPLICATE_PERSON,
  stays: {},
  chosen: CHOSEN_OF_PERSONS,
  unkeyed: [
    { table: 'tie_statements', column: 'person_id' },
    { table: 'quiet_hours', column: 'person_id' },
  ],
  get: getPerson,
  input: async (_db, _actor, one) => personInput(one),
  joined: joinPersons,
  change: changePerson,
  fields: Object.keys,
  name: ({ name }) => name,
  check: nobodyIsTakenOver,
  parted: partPersons,
}

const places: MergeKind<Listing, ListingInput> = {
  kind: 'place',
  suspicion: DUPLICATE_PLACE,
  stays: {
    joins: 'the one that stays has the same organization',
    identifiers: 'by them an import finds what it became',
    record_references: 'the one that stays says them too',
  },
  chosen: CHOSEN_OF_PLACES,
  unkeyed: [],
  get: (db, actor, id) => getListing(db, actor, 'place', id),
  input: async (_db, _actor, one) => asListingInput(one),
  joined: async (_db, _actor, kept, lost, choices) => joinedPlace(asListingInput(kept), asListingInput(lost), choices),
  change: changeListing,
  fields: (input) => Object.keys(input).filter((field) => field !== 'organizations'),
  name: titleOf,
  owners: ({ organizations: all }) => all.map(({ id }) => id),
  check: ofOneOrganization,
}

/** All kinds of which two can become one. */
export const MERGE_KINDS: Record<MergedKind, MergeKind> = { organization: organizations, person: people, place: places }

/** The kinds of proposals that two are one. */
export const SUSPICIONS = Object.values(MERGE_KINDS).map((kind) => kind.suspicion)

/** The kind of which two may be one, by the kind of the proposal; undefined for other proposals. */
export const mergeKindOf = (suspicion: string): MergeKind | undefined =>
  Object.values(MERGE_KINDS).find((kind) => kind.suspicion === suspicion)
