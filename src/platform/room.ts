import type { Child } from 'hono/jsx'
import type { Page, RegionHead } from '../ui/page.ts'
import type { Actor } from './actor.ts'
import type { ApiDoc } from './api-docs.ts'
import type { Db, Trx } from './db.ts'
import type { Lang, Translate } from './i18n.ts'
import type { Keep } from './kept-reads.ts'
import type { Moment } from './moment.ts'
import type { Mover } from './moves.ts'

/** A journal entry as rooms look at it. */
export interface Entry {
  id: string
  regionId: string
  at: Date
  actorKind: string
  actorId: string | null
  forOrganizationId: string | null
  verb: string
  recordId: string
  batchId: string | null
  changes: Record<string, unknown>
}

/** What a letter is written from. A new try writes a new letter, with new links. */
export interface LetterContext {
  db: Db
  region: RegionHead
  entry: Entry
  recipient: { id: string; name: string; email: string }
  /** Absolute address of the installation, without a slash at the end. */
  origin: string
  lang: Lang
  t: Translate
  moment: Moment
}

/** A letter with its twin in plain text. */
export interface Letter {
  subject: string
  html: string
  text: string
}

/** How the house writes to people about a verb. */
export interface MailRule {
  /** What one can unsubscribe from; key `account.topics.<topic>` of the texts. Undefined: it was asked for, so it always comes. */
  topic?: string
  /** Persons who get it. They are looked up when the entry is announced. */
  recipients(db: Db, entry: Entry): Promise<string[]>
  /** The letter, or null when there is nothing to say any more. */
  compose(context: LetterContext): Promise<Letter | null>
}

/** A part of another room's page that this room fills. */
export interface OrganizationPanel {
  /** Smaller stands higher. */
  order: number
  render(
    db: Db,
    actor: Actor,
    organization: { id: string; slug: string; name: string },
    page: Page,
  ): Promise<Child | null>
}

/** The same on the page of a service, a resource, a group or a place. */
export interface ListingPanel {
  order: number
  render(
    db: Db,
    actor: Actor,
    listing: { id: string; kind: string; slug: string | null; organizations: readonly { id: string }[] },
    page: Page,
  ): Promise<Child | null>
}

/** The same on the page of a person. */
export interface PersonPanel {
  order: number
  render(db: Db, actor: Actor, person: { id: string; name: string }, page: Page): Promise<Child | null>
}

export interface HomePanel {
  /** Smaller stands higher; the first from 10 to 19 stands beside the heading. */
  order: number
  render(db: Db, actor: Actor, page: Page, keep: Keep): Promise<Child | null>
}

/** A number on the home page of a region; it leads to its records. */
export interface HomeFigure {
  order: number
  count(db: Db, actor: Actor, page: Page, keep: Keep): Promise<{ label: string; value: string; href: string } | null>
}

/** What awaits an answer of somebody: in how many words, and where they give it. */
export interface Waiting {
  label: string
  href: string
}

/** What of one kind awaits this very person in a region; null when nothing does. */
export type Waits = (
  db: Db,
  actor: Actor,
  region: { slug: string; timeZone: string },
  page: Page,
) => Promise<Waiting | null>

/** A proposal in words, and where one looks at it and decides: without language, see `paths`; null where nobody can any more. */
export interface ToldProposal {
  title: string
  reasons: string[]
  path: string | null
}

/** What is proposed, in words. */
export type TellProposals = (
  db: Db,
  actor: Actor,
  proposals: readonly { id: string; kind: string; concerns: string[]; payload: Record<string, unknown> }[],
  page: Page,
) => Promise<Map<string, ToldProposal>>

/** Looks for what to propose to a region and keeps what nobody was asked about yet. Returns how much is new. */
export type LookForProposals = (db: Db, region: { id: string; timeZone: string }, moment: Moment) => Promise<number>

/** Of what two records may become one. */
export const MERGED_KINDS = ['organization', 'person', 'place'] as const
export type MergedKind = (typeof MERGED_KINDS)[number]

/** Two records of a kind become one, within one transaction. */
export interface Merging {
  trx: Trx
  regionId: string
  keptId: string
  lostId: string
  mover: Mover
  moment: Moment
  /** What the one that stays said before, as its form holds it. */
  before: Record<string, unknown>
}

/** Lines of the feed that somebody may answer at once, with the way to do it. */
export type FeedAnswers = (
  db: Db,
  actor: Actor,
  lines: readonly { id: string; record: { id: string; kind: string } }[],
  page: Page,
  formKey: string,
) => Promise<Map<string, Child>>

/** What flows from one organization to another: as many things as were written down, each once. */
export interface Flow {
  /** Ids of who gave and of who gained. */
  from: string
  to: string
  things: number
  /** Entries that tell of them: of the one that gained, and of the one that gave. */
  gains: number
  gifts: number
}

/** Who tells what flows between organizations, for the map, and where the records behind each number stand. */
export interface FlowSource {
  read(db: Db, actor: Actor): Promise<Flow[]>
  path(slug: string, from: { slug: string }, to: { slug: string }): string
}

/** Something that a person holds for an organization, and that somebody takes when they leave. */
export interface Held {
  /** Which of its kind it is, for the form: without blanks. */
  key: string
  /** What it is called. */
  label: string
  /** The record that it is about. */
  recordId: string
}

/** One kind of what people hold for organizations. */
export interface HandoverPart {
  /** Key of its words: `handovers.kind.<kind>`. */
  kind: string
  list(db: Db, actor: Actor, who: { personId: string; organizationId: string }, page: Page): Promise<Held[]>
  /** Somebody takes it from whoever leaves. */
  take(
    trx: Trx,
    actor: Actor,
    held: Held,
    change: { from: string; to: string; organizationId: string; today: string },
    moment: Moment,
  ): Promise<void>
}

/** What a room gives to the house; gathered in app.tsx. */
export interface Room {
  name: string
  /** Of these of its tables it takes care itself when two of a kind become one; all others follow by their keys. */
  merges?: Partial<Record<MergedKind, { tables: string[]; merge(merging: Merging): Promise<void> }>>
  /** The clock of a region moved westward over midnight: what is in force since `today` goes on, though it is `yesterday` again. */
  dayWentBack?(trx: Trx, regionId: string, today: string, yesterday: string): Promise<void>
  /** How its kinds of proposals are told, by the kind. */
  proposals?: Record<string, TellProposals>
  /** What it looks for when coordinators ask whether there is anything to propose. */
  looks?: LookForProposals[]
  mails?: Record<string, MailRule>
  organizationPanels?: OrganizationPanel[]
  listingPanels?: ListingPanel[]
  personPanels?: PersonPanel[]
  homePanels?: HomePanel[]
  homeFigures?: HomeFigure[]
  waits?: Waits[]
  /** What flows between organizations, which the map can show. */
  flows?: FlowSource
  /** What of its records people hold for organizations. */
  handovers?: HandoverPart[]
  /** What of the feed this very person can answer where it stands: by the ids of the lines. */
  feedAnswers?: FeedAnswers
  /** Its part of the JSON API, for the description that programs read. */
  apiDocs?: ApiDoc[]
}
