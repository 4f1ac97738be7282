import type { Actor } from '../../platform/actor.ts'

/** Rounds are begun, looked at and decided by those who answer for the region. */
export const canRunRounds = (actor: Actor) => actor.coordinates

/** How one who was asked stands. */
export const STATUSES = ['answered', 'waiting', 'handed', 'unwanted', 'revoked', 'silent'] as const
export type Status = (typeof STATUSES)[number]

interface Standing {
  answeredAt: Date | null
  revokedAt: Date | null
  personId: string | null
  /** They have an address, are in the list of people, and take such mail. */
  mailable: boolean
}

/** `handed`: no mail goes to them; `unwanted`: none can, any more; `silent`: the round ended without them. */
export function statusOf(asking: Standing, round: { closedAt: Date | null }): Status {
  if (asking.answeredAt) return 'answered'
  if (asking.revokedAt) return 'revoked'
  if (round.closedAt) return 'silent'
  if (asking.personId === null) return 'handed'
  return asking.mailable ? 'waiting' : 'unwanted'
}

/** Nobody is reminded more often than once in so many hours. */
const APART_HOURS = 20

/** Whether a reminder may go to them now: never to who has answered, and not day by day hour by hour. */
export const canBeReminded = (
  asking: Standing & { askedAt: Date; remindedAt: Date | null },
  round: { closedAt: Date | null },
  now: Date,
) =>
  statusOf(asking, round) === 'waiting' &&
  now.getTime() - (asking.remindedAt ?? asking.askedAt).getTime() >= APART_HOURS * 3_600_000

/** The roles that stand with an organization once what it says counts: what it was not shown stays. */
export const rolesAfter = (now: readonly string[], said: readonly string[], shown: readonly string[]): string[] => [
  ...now.filter((role) => said.includes(role) || !shown.includes(role)),
  ...said.filter((role) => !now.includes(role)),
]

/** Of many who were asked, in whole hundredths, how many answered; null where nobody was asked. */
export const responseRate = (asked: number, answered: number): number | null =>
  asked === 0 ? null : Math.round((answered / asked) * 100)
