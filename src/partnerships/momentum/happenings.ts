import type { Actor } from '../../platform/actor.ts'
import { dayIn, monthsLater } from '../../platform/days.ts'
import type { Db } from '../../platform/db.ts'
import type { Lang } from '../../platform/i18n.ts'
import { readsDraft } from '../charter/rules.ts'
import { listRevisionDays } from '../charter/revisions.ts'
import { goalsServedBy } from '../goals/goal-links.ts'
import type { Goal } from '../goals/goals.ts'
import { type EntryLine, listLines } from '../ledgers/entry-lines.ts'
import { currentParties, type Partnership, partyOf } from '../partnerships.ts'
import { closedPulses } from '../pulse/pulses.ts'

/** What can stand on the line of a partnership. What ends stands on its last day: before that somebody is to act. */
export type HappeningKind =
  | 'begun'
  | 'joined'
  | 'left'
  | 'charter'
  | 'benefit'
  | 'pulse'
  | 'anniversary'
  | 'commitmentEnds'
  | 'goalEnds'
  | 'ends'

/** Something of a partnership that has its day. */
export interface Happening {
  /** Says which it is, the same each time: what was told of it is told once. */
  key: string
  kind: HappeningKind
  /** The first day on which it may have been; by it they stand in order. */
  day: string
  /** As it is known, in EDTF. */
  when: string
  /** Whom or what it is about. */
  name: string
  /** What of it somebody wrote, and in which language. */
  words?: { text: string; lang: Lang }
  /** Which tab of the partnership tells more, with what stands behind its address. */
  tab: string
  /** Of anniversaries: how many years. */
  years?: number
}

interface Reader {
  db: Db
  actor: Actor
  partnership: Partnership
  timeZone: string
  today: string
  /** What was read before. */
  gains?: readonly EntryLine[]
  goals?: readonly Goal[]
}

/** All that has its day in a partnership, as this actor may know it, the first first. */
export async function happeningsOf(reader: Reader): Promise<Happening[]> {
  const parts = await Promise.all([
    ownDays(reader),
    partyDays(reader),
    promiseDays(reader),
    charterDays(reader),
    benefitDays(reader),
    pulseDays(reader),
    goalDays(reader),
  ])
  return parts.flat().toSorted((a, b) => compare(a.day, b.day) || compare(a.key, b.key))
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/** So many anniversaries are named ahead. */
const AHEAD = 1

/** When it began, when it ends, and each year that it has lasted. */
function ownDays({ partnership, today }: Reader): Happening[] {
  const { periodFirst, periodLast, period, name } = partnership
  const [since = '', until = ''] = (period ?? '').split('/')
  const days: Happening[] = []
  if (periodFirst) {
    days.push({ key: 'begun', kind: 'begun', day: periodFirst, when: since, name, tab: '' })
    for (let years = 1; ; years += 1) {
      const day = monthsLater(periodFirst, years * 12)
      if (day > monthsLater(today, AHEAD * 12) || (periodLast !== null && day > periodLast)) break
      days.push({ key: `anniversary-${years}`, kind: 'anniversary', day, when: day, name, tab: '', years })
    }
  }
  if (periodLast)
    days.push({
      key: `ends-${periodLast}`,
      kind: 'ends',
      day: periodLast,
      when: until || periodLast,
      name,
      tab: 'charter',
    })
  return days
}

const partyDays = ({ partnership }: Reader): Happening[] =>
  partnership.parties.flatMap(({ id, organization: { name }, joinedOn, leftOn }) => [
    ...(joinedOn
      ? [{ key: `joined-${id}`, kind: 'joined' as const, day: joinedOn, when: joinedOn, name, tab: 'charter' }]
      : []),
    ...(leftOn ? [{ key: `left-${id}`, kind: 'left' as const, day: leftOn, when: leftOn, name, tab: 'charter' }] : []),
  ])

/** What partners promised until a day: one line for each day, with all whose promise ends then. */
function promiseDays({ actor, partnership }: Reader): Happening[] {
  if (!readsDraft(actor, partnership)) return []
  const ends = currentParties(partnership).flatMap(({ organization: { name }, commitments }) =>
    [...new Set(commitments.flatMap(({ until }) => until ?? []))].map((day) => ({ day, name })),
  )
  return [...Map.groupBy(ends, ({ day }) => day)].map(([day, partners]) => ({
    key: `promise-${day}`,
    kind: 'commitmentEnds' as const,
    day,
    when: day,
    name: partners.map(({ name }) => name).join(', '),
    tab: 'charter',
  }))
}

async function charterDays({ db, actor, partnership, timeZone }: Reader): Promise<Happening[]> {
  if (!readsDraft(actor, partnership)) return []
  const revisions = await listRevisionDays(db, actor.regionId, partnership.id)
  return revisions.map(({ id, number, at }) => {
    const day = dayIn(timeZone, at)
    const tab = `charter/revisions/${number}`
    return { key: `charter-${id}`, kind: 'charter', day, when: day, name: String(number), tab }
  })
}

async function benefitDays({ db, actor, partnership, gains }: Reader): Promise<Happening[]> {
  const lines = gains ?? (await listLines(db, actor, 'benefit', partnership.id))
  return lines.flatMap(({ id, first, period, organization, told, lang }) =>
    first === null || period === null
      ? []
      : [
          {
            key: `benefit-${id}`,
            kind: 'benefit' as const,
            day: first,
            when: period,
            name: `${organization.name}: ${told}`,
            words: { text: told, lang },
            tab: 'benefits',
          },
        ],
  )
}

/** So many rounds of the pulse stand on the line. */
const ROUNDS = 40

async function pulseDays({ db, actor, partnership }: Reader): Promise<Happening[]> {
  const rounds = await closedPulses(db, actor, partnership.id, ROUNDS)
  return rounds.map(({ id, closedOn, answered, asked }) => ({
    key: `pulse-${id}`,
    kind: 'pulse',
    day: closedOn,
    when: closedOn,
    name: `${answered}/${asked}`,
    tab: 'pulse',
  }))
}

/** Seen by as many as the partnership is: what its feed and its letters tell must not name what is somebody's own. */
const SEEN_BY = ['circle', 'region', 'public']

/** The last days of goals that it serves: one line for each partner and day, while nobody has said what becomes of them. */
async function goalDays({ db, actor, partnership, goals: served }: Reader): Promise<Happening[]> {
  const goals = (served ?? (await goalsServedBy(db, actor, partnership.id))).filter(
    (goal) =>
      goal.until !== null &&
      (goal.decision === null || goal.decision === 'kept') &&
      partyOf(partnership, goal.organization.id) &&
      goal.visibility !== 'circle' &&
      SEEN_BY.indexOf(goal.visibility) >= SEEN_BY.indexOf(partnership.visibility),
  )
  const days = new Map(
    goals.map(({ organization, until }) => [`goals-${organization.id}-${until}`, { organization, until }]),
  )
  return [...days].map(([key, { organization, until }]) => ({
    key,
    kind: 'goalEnds' as const,
    day: until!,
    when: until!,
    name: organization.name,
    tab: 'goals',
  }))
}

/** Kinds before whose day somebody is to act. */
export const ENDINGS: readonly HappeningKind[] = ['commitmentEnds', 'goalEnds', 'ends']

/** What comes from today on, the next first. */
export const ahead = (happenings: readonly Happening[], today: string): Happening[] =>
  happenings.filter(({ day }) => day >= today)
