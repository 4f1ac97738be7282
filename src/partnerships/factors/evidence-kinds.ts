import type { Bring } from '../roles/complements.ts'
import type { RoleState } from '../roles/role-states.ts'

/** What is on record of one partner. What nobody has written down, or this reader may not know, is null. */
export interface PartnerEvidence {
  party: string
  name: string
  slug: string
  /** The charter says what the partnership has to do with its own mission. */
  saysMission: boolean
  /** What its leader said to the charter that was asked about last; late: nothing, though the day is over. */
  signed: 'approved' | 'no-objection' | 'declined' | 'late' | 'asked' | null
  /** Goals of its own plans: how many hold today; how many that this partnership serves hold, and hold no more. */
  goals: { now: number; served: number; past: number } | null
  /**
   * Staff hours: promised for today, used of them; whether those promised before ran out. Whole: all promises are the reader's
   * to know; otherwise what single people promised is left out.
   */
  hours: { promised: number | null; ranOut: boolean; used: number | null; whole: boolean } | null
  /** How many roles it leads, and in how many it plays a part. */
  leads: number
  plays: number
  /** Of how many things of each kind it alone brings one, and whether nothing of the kind is on record. */
  alone: Record<Bring, number>
  silent: Record<Bring, boolean>
  /** Something other than time is promised for today. */
  shares: boolean
  /** Something is promised for half a year from now, or all that is promised ends before. */
  promisesOn: boolean | null
  /** What it gained and gave: how many entries, how many with something to show, the last possible day of the latest that has a date, and whether some have none. */
  gains: { capacity: number; reach: number; shown: number; last: string | null; undated: boolean } | null
  gives: { count: number; last: string | null; undated: boolean } | null
  /** The reader is told by name that it gained nothing: the coordinator, and whoever speaks for it. */
  askedAboutGains: boolean
  /** Its ties to the other partners: how many both sides confirm, how strong the strongest is, since when the oldest is. */
  ties: { all: number; confirmed: number; strongest: number | null; first: string | null }
  /** How many people of its own carry this partnership, as far as they are named. */
  people: number | null
}

/** What the records tell of a partnership on a day, as one reader may see it. */
export interface Evidence {
  today: string
  /** The same day a year before. */
  yearAgo: string
  /** The shared mission is written. */
  mission: boolean
  partners: PartnerEvidence[]
  /** Roles that somebody plays. */
  roles: { key: string; label: string; state: RoleState }[]
  /** The roles of today are those that the leaders agreed to; null: no charter is in force. */
  rolesSigned: boolean | null
  /** Pairs of partners with a tie; faded where each of their ties is; whether one person alone holds them, where that is known. */
  ties: { id: string; label: string; faded: boolean; soleHolder: boolean | null }[]
  /** The last round of the pulse that is over: how many were asked and answered, and the middle answers from 1 to 4. */
  pulse: { closedOn: string; asked: number; answered: number; middles: Record<string, number | null> } | null
  /** Rules that rest on what this reader is not told, or not all of: of them nothing is known *to them*. */
  untold: ReadonlySet<string>
}
