import { type Actor, organizationsWith } from '../platform/actor.ts'
import { monthsLater } from '../platform/days.ts'
import { type Period, hasEnded } from './periods.ts'

/** Something said about a tie. Nothing is overwritten: the latest of each counts. */
export interface Statement {
  id: string
  by: 'side' | 'coordinator' | 'reference'
  /** The side that says it. */
  organizationId: string | null
  verdict: 'confirms' | 'disputes'
  strength: number | null
  saidAt: Date
  note: string
}

export type TieState = 'reported' | 'claimed' | 'confirmed' | 'disputed'

type Said = Pick<Statement, 'by' | 'organizationId' | 'verdict' | 'strength' | 'saidAt'>

/** The latest that each side said. */
export function latestOfSides<S extends Said>(statements: S[]): S[] {
  const latest = new Map<string, S>()
  for (const said of statements.toSorted((a, b) => a.saidAt.getTime() - b.saidAt.getTime()))
    if (said.by === 'side' && said.organizationId !== null) latest.set(said.organizationId, said)
  return [...latest.values()]
}

/** How sure a tie is: a third says so, one side, both, or one side says that it is not so. */
export function stateOf(statements: Said[]): TieState {
  const sides = latestOfSides(statements)
  if (sides.some((said) => said.verdict === 'disputes')) return 'disputed'
  return (['reported', 'claimed', 'confirmed'] as const)[Math.min(sides.length, 2)]!
}

/** The lower middle of what the sides say, else what a coordinator, else what a reference says. */
export function strengthOf(statements: Said[]): number | null {
  const given = latestOfSides(statements).flatMap((said) => (said.verdict === 'confirms' ? (said.strength ?? []) : []))
  if (given.length > 0) return given.toSorted((a, b) => a - b)[Math.floor((given.length - 1) / 2)]!
  return latestStrength(statements, 'coordinator') ?? latestStrength(statements, 'reference')
}

const latestStrength = (statements: Said[], by: Said['by']): number | null =>
  statements
    .filter((said) => said.by === by)
    .toSorted((a, b) => a.saidAt.getTime() - b.saidAt.getTime())
    .findLast((said) => said.strength !== null)?.strength ?? null

/** One end of a tie with the latest it said. */
export interface Side {
  id: string
  slug: string
  name: string
  sector: string
  verdict: Statement['verdict'] | null
  strength: number | null
}

interface Sides {
  sides: [Side, Side]
}

const speaksFor = (actor: Actor, organizationId: string) => organizationsWith(actor, 'speak').includes(organizationId)

const mySides = (actor: Actor, tie: Sides) => tie.sides.filter((side) => speaksFor(actor, side.id))

/** The side this actor speaks for; of both, the one that has not yet confirmed. */
export const sideOf = (actor: Actor, tie: Sides): Side | undefined => {
  const mine = mySides(actor, tie)
  return mine.find((side) => side.verdict !== 'confirms') ?? mine[0]
}

/** A side that has not said yes can say it. */
export const canConfirm = (actor: Actor, tie: Sides) => {
  const mine = sideOf(actor, tie)
  return mine !== undefined && mine.verdict !== 'confirms'
}

/** A side that has not said no can say it, also after it said yes. */
export const canDispute = (actor: Actor, tie: Sides) => {
  const mine = sideOf(actor, tie)
  return mine !== undefined && mine.verdict !== 'disputes'
}

/** The side for which this actor can say that a tie is still so: it has said yes before, and nobody says no or that it is over. */
export const renewingSide = (
  actor: Actor,
  tie: Sides & Period & { state: TieState },
  today: string,
): Side | undefined =>
  tie.state === 'disputed' || hasEnded(tie, today)
    ? undefined
    : mySides(actor, tie).find((side) => side.verdict === 'confirms')

/** Coordinators, and whoever speaks for the organization, tie it to others. */
export const canAddTie = (actor: Actor, organization: { id: string }) =>
  actor.coordinates || speaksFor(actor, organization.id)

/** Both sides and coordinators keep a tie up to date and say when it is over. */
export const canChangeTie = (actor: Actor, tie: Sides) => actor.coordinates || mySides(actor, tie).length > 0

/** A side takes back what nobody else has spoken to; a coordinator may take any tie off the map. */
export const canRemoveTie = (actor: Actor, tie: Sides & { statements: Pick<Statement, 'by' | 'organizationId'>[] }) =>
  actor.coordinates ||
  (tie.statements.length > 0 &&
    tie.statements.every(
      (said) => said.by === 'side' && said.organizationId !== null && speaksFor(actor, said.organizationId),
    ))

/** Whoever speaks for a side says who holds the tie there; a coordinator says it of both. */
export const canNameHolders = (actor: Actor, side: { id: string }) => actor.coordinates || speaksFor(actor, side.id)

/** Who holds ties, and how many do, is told to those who belong to the region; each name as far as that person agreed. */
export const knowsHolders = (actor: Actor) => actor.member

/** Somebody who holds a tie for one side, or once did. */
export interface Holding {
  organizationId: string
  personId: string
  /** Null where the reader may not know who it is, or works there. */
  name: string | null
  since: Date
  endedAt: Date | null
  /** Belongs to the organization today: who does not holds nothing any more, whatever was written down. */
  there: boolean
}

/** Who holds it today. */
export const holdingNow = (holdings: readonly Holding[]) => holdings.filter((one) => one.endedAt === null && one.there)

/** Who was written down as holding it, and is gone: the side is asked who holds it now. */
export const goneFrom = (holdings: readonly Holding[]) => holdings.filter((one) => one.endedAt === null && !one.there)

/** The one person who holds a tie on both sides together; undefined where nobody does, or several do. */
export function soleHolder(holdings: readonly Holding[]): Holding | undefined {
  const now = holdingNow(holdings)
  return new Set(now.map((one) => one.personId)).size === 1 ? now[0] : undefined
}

/** What a reader knows of when something last happened between two ends. Days as ISO writes them. */
export interface Heard {
  /** The day on which something was last said of their tie. */
  lastSaid: string
  /** The day on which they last spoke with each other. */
  lastContact: string | null
  /** So many months later a tie fades, and a contact is no evidence any more: the region says it. */
  fadingMonths: number
}

/** Whether the last contact of the two ends is evidence of their tie on a day. */
export const isEvidence = <T extends Pick<Heard, 'lastContact' | 'fadingMonths'>>(
  tie: T,
  today: string,
): tie is T & { lastContact: string } =>
  tie.lastContact !== null && today <= monthsLater(tie.lastContact, tie.fadingMonths)

/** The day on which something last happened: a contact, or a word about the tie. */
export const lastHeard = ({ lastSaid, lastContact }: Pick<Heard, 'lastSaid' | 'lastContact'>): string =>
  lastContact !== null && lastContact > lastSaid ? lastContact : lastSaid

/** Whether nothing happened for so long that one asks both sides whether it is still so. */
export const hasFaded = (tie: Heard, today: string): boolean => monthsLater(lastHeard(tie), tie.fadingMonths) < today

/** Whether both sides are asked if a tie is still so: it has faded, goes on as far as one knows, and nobody disputes it. */
export const asksAgain = (tie: Heard & Period & { state: TieState }, today: string): boolean =>
  tie.state !== 'disputed' &&
  !hasEnded(tie, today) &&
  (tie.periodFirst === null || tie.periodFirst <= today) &&
  hasFaded(tie, today)
