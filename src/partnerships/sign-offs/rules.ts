import type { Actor } from '../../platform/actor.ts'
import { canWorkOn, isPartner, speaksForParty } from '../rules.ts'

type Together = Parameters<typeof canWorkOn>[1]

/** Whoever works on a partnership asks its leaders. */
export const canAsk = (actor: Actor, partnership: Together) => canWorkOn(actor, partnership)

/** What was asked, who was written to, and why somebody declined is between the partners and the coordinators. */
export const canReadSignOffs = (actor: Actor, partnership: Together) =>
  actor.coordinates || isPartner(actor, partnership)

/**
 * A link to hand on signs in the name of a leader: it is given to whoever speaks for the leader's own organization, and to a
 * coordinator, whose names stand beside the answer.
 */
export const canHandOn = (actor: Actor, signOff: { organization: { id: string } }) =>
  actor.personId !== null && speaksForParty(actor, signOff)

/** What is known of a sign-off once it is decided. Silence is never an approval. */
export const DECISIONS = ['approved', 'declined', 'no-objection'] as const
export type Decision = (typeof DECISIONS)[number]

/** What a leader said once. */
export interface Answer {
  /** Who said it, and whose signature it is: their own, or that of the leader in whose place they sign. */
  personId: string
  forPersonId: string
  decision: 'approved' | 'declined'
  reason: string
  at: Date
  /** After it was in force: kept and told, without effect. */
  late: boolean
}

/**
 * What holds of all that the leaders of one organization said, in the order in which it was said. Of each signature the last
 * word counts. Where two leaders differ, a no stands until whoever said it takes it back: nobody is outvoted by a colleague.
 * A word of somebody who signs no longer gives way to the first of somebody who does.
 * @param signing ids of those who sign for the organization today
 */
export function standingOf<A extends Answer>(answers: readonly A[], signing: ReadonlySet<string>): A | null {
  const counted = answers.filter((answer) => !answer.late)
  const ofToday = counted.findLastIndex(({ forPersonId }) => signing.has(forPersonId))
  const last = [...new Map(counted.map((answer) => [answer.forPersonId, answer])).values()]
  const holding = last.filter((answer) => signing.has(answer.forPersonId) || counted.lastIndexOf(answer) > ofToday)
  return (
    holding.findLast(({ decision }) => decision === 'declined') ??
    holding.toSorted((a, b) => counted.lastIndexOf(a) - counted.lastIndexOf(b)).at(-1) ??
    null
  )
}

/** Whether what was said is a yes, or stands for one. */
export const agrees = (decision: Decision | null) => decision === 'approved' || decision === 'no-objection'

/** Whether a revision is agreed to by all who were asked: each approved it or did not object. */
export const isAgreed = (decisions: readonly (Decision | null)[]) => decisions.length > 0 && decisions.every(agrees)

/** One organization alone is no partnership. */
export const FEWEST = 2

/** A leader has at least so many days to answer, also one who is asked later than the others; and nobody waits longer. */
export const LEAST_DAYS = 3
export const MOST_DAYS = 180

const DAY = 86_400_000
const dayOf = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** A day so many days after another. */
export const daysAfter = (day: string, days: number) => new Date(dayOf(day) + days * DAY).toISOString().slice(0, 10)

/** Whether leaders can be given until that day, asked on `today`. */
export const canEndOn = (until: string, today: string) =>
  until >= daysAfter(today, LEAST_DAYS) && until <= daysAfter(today, MOST_DAYS)

/** The last day of whoever is asked on `today`, where the others have until `until`. */
export const fairDay = (until: string, today: string) =>
  until >= daysAfter(today, LEAST_DAYS) ? until : daysAfter(today, LEAST_DAYS)

/** Halfway between the asking and the end of the last day a reminder goes out, once; afterwards it would be none. */
export function isHalfway(askedAt: Date, until: string, now: Date): boolean {
  const end = dayOf(until) + DAY
  return now.getTime() >= askedAt.getTime() + (end - askedAt.getTime()) / 2 && now.getTime() < end
}

/** How a sign-off stands. */
export const STATUSES = [
  ...DECISIONS,
  'clock',
  'asked',
  'overdue',
  'nobody',
  'unreachable',
  'withdrawn',
  'superseded',
] as const
export type Status = (typeof STATUSES)[number]

interface Standing {
  decision: Decision | null
  closedWhy: 'withdrawn' | 'superseded' | null
  /** Silence counts. */
  silence: boolean
  until: string
  /** Somebody is in the records who signs for the organization. */
  hasSigner: boolean
  /** A letter reached somebody who signs; null while it is on its way. */
  reached: boolean | null
}

/**
 * `clock`: it passes on its last day unless they object; `asked`: it waits for their word; `overdue`: its day has passed, and
 * silence does not count; `nobody`: it is not known who signs; `unreachable`: no letter reached whoever does.
 */
export function statusOf(one: Standing, today: string): Status {
  if (one.decision) return one.decision
  if (one.closedWhy) return one.closedWhy
  if (!one.hasSigner) return 'nobody'
  if (one.reached === false) return 'unreachable'
  if (one.silence) return 'clock'
  return today > one.until ? 'overdue' : 'asked'
}

/** Whether silence has become "no objection": its last day is over, and somebody who signs was reached. */
export const hasPassed = (one: Standing, today: string) =>
  statusOf(one, today) === 'clock' && one.reached === true && today > one.until

/** Nobody is written to again within so many hours. */
const APART_HOURS = 20

/** Whether the letter can be sent once more, for whoever lost it. */
export const canWriteAgain = (status: Status, lastAt: Date | null, now: Date) =>
  status === 'unreachable' ||
  ((status === 'clock' || status === 'asked' || status === 'overdue') &&
    (lastAt === null || now.getTime() - lastAt.getTime() >= APART_HOURS * 3_600_000))

/** Who is asked for an organization and has no address to which a letter could go. */
export const withoutAddress = <T extends { asked: boolean; email: string | null }>({
  signers,
}: {
  signers: readonly T[]
}): T[] => signers.filter(({ asked, email }) => asked && email === null)
