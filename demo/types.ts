import type { DemoAgreement, DemoTemplate } from './load-documents.ts'
import type { DemoSignOffs } from './load-sign-offs.ts'
import type { SeededGrant } from '../src/partnerships/grants/seed.ts'
import type { SeededEntry, SeededEvidence } from '../src/partnerships/ledgers/seed.ts'
import type { OrganizationInput } from '../src/directory/forms.ts'
import type { ListingKind } from '../src/directory/listing-kinds.ts'

/** What a demonstration region is made of. Records name each other by `key`, which is also their slug. */
export type Lang = 'en' | 'es'
export type Words = Record<Lang, string>
export type Visibility = 'public' | 'region' | 'circle'
export type Access = 'viewer' | 'representative' | 'leader' | 'coordinator'

/** Where a fact is from; `file` is a path under ../shared/data/guide in which the quote stands literally. */
export interface DemoReference {
  title: string
  url?: string
  quote?: string
  file?: string
  /** The organization's field (or 'record', 'roles.KEY', 'places', 'founded', …) that this stands for. */
  for?: string
}

export interface DemoPlace {
  key: string
  kind: 'office' | 'outlet' | 'venue' | 'vehicle'
  name: string
  street: string
  city: string
  state: string
  postalCode: string
  county: string
  latitude?: number
  longitude?: number
  accessNotes: string
  visibility: Visibility
}

export interface DemoTranslation {
  field: 'mission' | 'description'
  lang: Lang
  text: string
  at: Date
  /** Made of an earlier version of the original: shown as older. */
  stale: boolean
}

/** What else is told of an organization. Kin go by their keys. */
export type DemoProfile = Partial<
  Pick<
    OrganizationInput,
    | 'phone'
    | 'email'
    | 'calling'
    | 'languages'
    | 'spaces'
    | 'serviceCounties'
    | 'serviceArea'
    | 'openData'
    | 'formerNames'
    | 'ended'
    | 'blurb25'
    | 'blurb50'
    | 'parent'
    | 'successors'
  >
>

export interface DemoOrganization {
  key: string
  name: string
  otherNames: string[]
  sector: string
  mission: string
  description: string
  website?: string
  places: DemoPlace[]
  audiences: string[]
  skills: string[]
  roles: string[]
  identifiers: { scheme: string; value: string }[]
  /** EDTF, levels 0 and 1. */
  founded?: string
  /** ISO day on which somebody last checked the profile. */
  checkedOn?: string
  visibility: Visibility
  /** With visibility 'circle': the `owner` of one of the region's circles. */
  circle?: string
  lang: Lang
  translations: DemoTranslation[]
  references: DemoReference[]
  profile?: DemoProfile
  createdAt: Date
  /** Key of the person who entered it (a coordinator or a representative). */
  createdBy?: string
  /** Later revisions worth a journal entry, oldest first. */
  edits: { at: Date; by?: string; field: 'mission' | 'description' | 'website' | 'skills'; was: string }[]
}

export interface DemoPosition {
  organization: string
  title: string
  /** EDTF interval; '…/..' goes on. */
  period: string
}

export interface DemoPerson {
  key: string
  name: string
  email: string
  phone?: string
  lang: Lang
  note: string
  visibility: Visibility
  circle?: string
  consent?: { how: string; givenAt: Date; withdrawnAt?: Date }
  positions: DemoPosition[]
  createdAt: Date
}

export interface DemoStatement {
  by: 'side' | 'coordinator' | 'reference'
  /** With by 'side': which side. */
  organization?: string
  person?: string
  strength?: 1 | 2 | 3 | 4 | 5
  verdict: 'confirms' | 'disputes'
  saidAt: Date
  note: string
}

/** `a` does the kind's forward phrase to `b` (for symmetric kinds the order is not meaningful). */
export interface DemoTie {
  key: string
  a: string
  b: string
  kind: string
  /** EDTF interval: 'since/..', or 'since/until' once ended. */
  period?: string
  note: string
  visibility: Visibility
  circle?: string
  createdAt: Date
  createdBy?: string
  /** When the end of the tie was recorded. */
  endedAt?: Date
  /** Oldest first. */
  statements: DemoStatement[]
  /** Who was named as holding it, by the keys of organizations. */
  holders?: { organization: string; persons: string[] }[]
  references: DemoReference[]
}

/** Belongs to one organization and lists the organizations in it. */
export interface DemoCircle {
  owner: string
  organizations: string[]
}

export interface DemoMember {
  person: string
  access: Access
  /** Whom they speak or sign for; empty for coordinators and viewers of the whole region. */
  organizations: string[]
  since: Date
  /** One line for "look around as …"; members without it are not offered there. */
  lookAround?: Words
}

export interface DemoSettings {
  timeZone: string
  fiscalMonth: number
  /** ISO days. */
  closedDays: string[]
  languages: Lang[]
  smallCountThreshold: number
  nationalView: boolean
}

/** Who spoke with whom, by the keys of organizations. */
export interface DemoContact {
  by: string
  with: string
  spokeWith: string
  day: string
  how: 'phone' | 'mail' | 'meeting' | 'other'
  about: string
}

/** Two organizations that somebody made one, by their keys. */
export interface DemoMerge {
  kept: string
  lost: string
  by: string
  at: Date
}

/** A service, a shared resource, a user group, or a place of nobody's. */
export interface DemoListing {
  kind: ListingKind
  /** Keys of the organizations whose it is, or who reach it. */
  of: string[]
  /** At which of their places, by its name. */
  at?: string
  facts: Record<string, string | string[] | number>
  visibility: Visibility
  lang: Lang
  /** What it says in the other language, by its fields. */
  translation?: Record<string, string>
  references: DemoReference[]
  createdAt: Date
}

/** What one who was asked in a round answered. Others by their keys, or by a name that nobody here has. */
export interface DemoAnswer {
  at: Date
  ties: { to?: string; name?: string; kind: string; direction?: 'backward'; strength?: number }[]
  roles?: string[]
}

/** A round in which organizations are asked with whom they work. */
export interface DemoRound {
  name: string
  message: string
  by: string
  begunAt: Date
  /** ISO day. */
  until: string
  /** In the order in which they were asked; `handed`: without an address. */
  waves: { at: Date; asked: { organization: string; handed?: true; answer?: DemoAnswer }[] }[]
  /** When all that was clear by then was accepted. */
  accepted: Date[]
  remindedAt: Date
}

/** A partner in a partnership, by keys. */
export interface DemoParty {
  organization: string
  /** Keys of people. */
  contact?: string
  leader?: string
  missionLink: string
  expectedBenefits: string
  /** ISO day. */
  joinedOn?: string
  commitments: {
    kind: 'hours' | 'money' | 'space' | 'equipment' | 'data'
    what: string
    amount?: number
    /** Of hours: the key of a person, or which people together. */
    person?: string
    pool?: string
    /** ISO days. */
    from?: string
    until?: string
  }[]
}

/** What is lent, on which terms, and who booked it. */
export interface DemoLending {
  /** By its name. */
  resource: string
  terms: {
    openTo: 'region' | 'partners'
    asks: 'yes' | 'no'
    /** 1 is Monday. */
    days: string[]
    opens: string
    closes: string
    leadHours: number
  }
  /** Key of the partnership whose partners may book. */
  partnership?: string
  bookings: {
    /** ISO day, and times of the clock at the resource. */
    day: string
    from: string
    until: string
    organization: string
    partnership: string | null
    purpose: string
    /** So many days before it was booked. */
    ahead: number
  }[]
}

/** Hours of a pool of a partner, week by week. */
export interface DemoHours {
  /** Keys of the partnership and of the organization. */
  partnership: string
  organization: string
  pool: string
  /** Who knows their sum. */
  shared: 'own' | 'partners' | 'region'
  /** By the Monday of each week. */
  weeks: { week: string; hours: number }[]
}

/** Organizations that work together. */
export interface DemoPartnership {
  key: string
  name: string
  mission: string
  purpose: string
  decisions: string
  leaving: string
  places: string[]
  /** As sources tell it: a year, a month. */
  since?: string
  until?: string
  visibility: Visibility
  lang: Lang
  createdAt: Date
  createdBy?: string
  /** What it says in the other language, by its own words. */
  translation?: Record<string, string>
  references?: DemoReference[]
  parties: DemoParty[]
}

/** Who holds which role in a partnership, by keys, and what was agreed of it. */
export interface DemoRoles {
  partnership: string
  holds: { organization: string; role: string; level: 'lead' | 'support' | 'advise'; meaning: string }[]
  agreements: {
    role: string
    how: 'audience' | 'place' | 'stage' | 'left-out'
    why: string
    agreedAt: Date
    shares: { organization: string; part: string }[]
  }[]
}

/** What an organization gained or gave, by keys. */
export interface DemoEntry {
  ledger: 'benefit' | 'contribution'
  organization: string
  what: SeededEntry['what']
  told: string
  /** EDTF. */
  period: string
  amount?: number
  unit?: SeededEntry['unit']
  partnerships: string[]
  /** Whom a gain is owed to, for whom a gift was. */
  others?: string[]
  /** Entries that tell of one thing share it. */
  origin?: string
  evidence?: SeededEvidence[]
  /** Where it is told. */
  references?: DemoReference[]
  writtenAt: Date
}

/** One answer to a round of the pulse, by the partner whose person gave it; nobody's name belongs to it. */
export interface DemoAnswerSheet {
  organization: string
  factors: Record<string, number>
  partners: { organization: string; ratings: Record<string, number> }[]
  sentences: Record<string, string>
}

/** A round of the pulse of a partnership. */
export interface DemoPulse {
  partnership: string
  begunOn: string
  until: string
  /** Null: it is open. */
  closedOn: string | null
  message: string
  asked: { organization: string; person: string }[]
  /** Those of the first who are asked. */
  answers: DemoAnswerSheet[]
}

/** A line of a published plan, and which partnerships serve it. */
export interface DemoGoal {
  text: string
  code?: string
  page?: number
  since?: string
  until?: string
  /** By their keys. */
  serves?: { partnership: string; section?: 'mission' | 'roles' | 'commitments' | 'benefits'; note?: string }[]
  references?: DemoReference[]
}

/** A published plan of an organization. */
export interface DemoPlan {
  organization: string
  title: string
  url?: string
  since?: string
  until?: string
  visibility?: Visibility
  createdAt: Date
  createdBy?: string
  goals: DemoGoal[]
}

/** How the dials of a partnership stood at the end of each quarter, the last one last. */
export interface DemoQuarters {
  partnership: string
  /** ISO day after the last of them. */
  today: string
  /** By the key of a rule; what is not told is not known. */
  quarters: Record<string, 'met' | 'not' | 'unknown'>[]
}

/** Money for a partnership, by its key. */
export type DemoGrant = Omit<SeededGrant, 'partnershipId'> & { partnership: string }

export interface DemoRegion {
  slug: string
  name: string
  tagline: Words
  description: Words
  /** The region is made up, and every page says so. */
  invented: boolean
  /** FIPS codes of real counties; an invented region has `countyNames` instead. */
  counties: string[]
  countyNames: string[]
  settings: DemoSettings
  createdAt: Date
  references: DemoReference[]
  organizations: DemoOrganization[]
  people: DemoPerson[]
  circles: DemoCircle[]
  ties: DemoTie[]
  /** Who wrote down who holds ties, and when. */
  holding?: { by: string; saidAt: Date }
  contacts?: DemoContact[]
  rounds?: DemoRound[]
  partnerships?: DemoPartnership[]
  partnershipRoles?: DemoRoles[]
  signOffs?: DemoSignOffs[]
  factorQuarters?: DemoQuarters[]
  ledgers?: DemoEntry[]
  grants?: DemoGrant[]
  agreements?: DemoAgreement[]
  templates?: DemoTemplate[]
  hours?: DemoHours[]
  pulses?: DemoPulse[]
  plans?: DemoPlan[]
  lendings?: DemoLending[]
  listings?: DemoListing[]
  members: DemoMember[]
  merges?: DemoMerge[]
  /** When duplicates were looked for; what was found awaits a decision. */
  looksForDuplicates?: Date
}
