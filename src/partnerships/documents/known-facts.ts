import { dayIn } from '../../platform/days.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { runsOf, type Words } from '../../platform/documents/papers.ts'
import type { Page } from '../../ui/page.ts'
import { goalsServedBy } from '../goals/goal-links.ts'
import type { Goal } from '../goals/goals.ts'
import { hoursOf, type PartyHours } from '../hours/hours.ts'
import type { Entry } from '../ledgers/entries.ts'
import { sayHowMuch, sayWhen } from '../ledgers/entry-sayings.ts'
import { givesAndGains } from '../ledgers/gives-and-gains.ts'
import { listAskings, openAsking, type SignOff } from '../sign-offs/sign-offs.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import { spoken } from './document-sayings.ts'

/** What other parts of a partnership know of it, as this reader may know it. */
export interface Facts {
  /** Staff time of each partner; nothing for the public. */
  hours: PartyHours[]
  /** Whom the leaders' asking that is under way asks, and what each said. */
  asked: SignOff[]
  /** What leaders said of the charter that is in force. */
  signed: SignOff[]
  /** Goals of partners that the partnership serves. */
  goals: Goal[]
  /** What partners gained and gave, the latest first. */
  gains: Entry[]
  gifts: Entry[]
}

/** Reads what other parts know. */
export async function factsOf(db: Db, actor: Actor, partnership: Partnership, page: Page): Promise<Facts> {
  const at = { timeZone: page.region!.timeZone, now: page.now }
  const named = currentParties(partnership).map(({ organization }) => organization)
  const today = dayIn(at.timeZone, at.now)
  const [hours, ledgers, goals, askings] = await Promise.all([
    hoursOf(db, actor, partnership, today),
    givesAndGains(db, actor, { partnershipId: partnership.id, named }, at),
    goalsServedBy(db, actor, partnership.id),
    listAskings(db, actor, partnership.id, today),
  ])
  return {
    hours,
    asked: openAsking(askings)?.signOffs ?? [],
    signed: askings.find(({ inForceAt }) => inForceAt !== null)?.signOffs ?? [],
    goals,
    gains: ledgers.benefits,
    gifts: ledgers.contributions,
  }
}

/** A goal in a line: its words, and the plan it stands in. */
export function sayGoal(page: Page, { code, text, lang, plan }: Goal): Words {
  const words = spoken(code === '' ? text : `${code} ${text}`, lang, page.lang)
  return [...runsOf(words), { text: ' (' }, ...runsOf(spoken(plan.title, lang, page.lang)), { text: ')' }]
}

/** An entry of a ledger in a line: what it was, how much, when. */
export function sayEntry(page: Page, entry: Entry): Words {
  const told = entry.told || page.t(`partnership-ledgers.what.${entry.what}`)
  const rest = [sayHowMuch(page, entry), entry.period === null ? '' : sayWhen(page, entry)].filter(Boolean)
  const words = spoken(told, entry.lang, page.lang)
  if (rest.length === 0) return words
  return [...runsOf(words), { text: ` (${rest.join(', ')})` }]
}

/** Those that lie in a year, as far as they can; what has no date lies in none. */
export const inYear = (entries: readonly Entry[], year: number): Entry[] =>
  entries.filter(({ first, last }) => first !== null && first <= `${year}-12-31` && (last ?? first) >= `${year}-01-01`)
