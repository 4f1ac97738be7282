import type { Actor } from '../../platform/actor.ts'
import { canWorkOn } from '../rules.ts'

interface Together {
  parties: readonly { organization: { id: string }; leftOn: string | null }[]
}

/** Whoever works on a partnership begins its rounds, reminds and closes them; what was answered they see no more of than others. */
export const canRunPulses = (actor: Actor, partnership: Together) => canWorkOn(actor, partnership)

/** Results are for the people of the partners and the coordinators of their region: nobody else learns that anybody was asked. */
export const canSeePulses = (actor: Actor, partnership: Together) =>
  actor.coordinates ||
  partnership.parties.some((party) => party.leftOn === null && actor.organizationIds.includes(party.organization.id))

/**
 * The partner whose people see how the others see it: the one that the actor belongs to. Who belongs to several could take
 * what one is told from what the other is told, and sees neither.
 */
export function ownSide(actor: Actor, sides: readonly { organizationId: string }[]): string | 'several' | null {
  const own = [...new Set(sides.map((side) => side.organizationId))].filter((id) => actor.organizationIds.includes(id))
  return own.length > 1 ? 'several' : (own[0] ?? null)
}

/** Between the end of a round that was answered and the next so many days pass: two at once could be held against each other. */
export const APART_DAYS = 30
/** No round is open longer. */
export const MOST_DAYS = 90
/** Nobody is reminded more often than once in so many hours. */
const REMINDED_HOURS = 20

const DAY = 86_400_000
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY)

/** The first day on which the next round can begin; null where it can today. */
export function nextFrom(last: { closedOn: string; answered: number } | null, today: string): string | null {
  if (!last || last.answered === 0 || daysBetween(last.closedOn, today) >= APART_DAYS) return null
  return new Date(Date.parse(last.closedOn) + APART_DAYS * DAY).toISOString().slice(0, 10)
}

/** Whether one can answer until that day: it is to come, and not too far. */
export const canEndOn = (until: string, today: string) => until >= today && daysBetween(today, until) <= MOST_DAYS

/** Half of the days to answer are over. */
export const isHalfway = (round: { begunOn: string; until: string }, today: string) =>
  daysBetween(round.begunOn, today) * 2 >= daysBetween(round.begunOn, round.until) + 1

/** Whether those who have not answered may be reminded by hand now. */
export const canRemind = (round: { remindedAt: Date | null }, now: Date) =>
  round.remindedAt === null || now.getTime() - round.remindedAt.getTime() >= REMINDED_HOURS * 3_600_000

/** Of many who were asked, in whole hundredths, how many answered. */
export const responseRate = (asked: number, answered: number) =>
  asked === 0 ? 0 : Math.round((answered / asked) * 100)
