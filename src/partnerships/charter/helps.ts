import { sayPeriod, sayTie } from '../../network/sayings.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { formatList, type Translate } from '../../platform/i18n.ts'
import type { Lists } from '../../region/lists.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import { LIMITS } from '../forms.ts'
import {
  type Known,
  knownOf,
  lackedBy,
  likelyPeople,
  type Offer,
  offersOf,
  placesOf,
  type Staff,
  staffOf,
  tiesAmong,
} from './knowns.ts'
import type { Question } from './questions.ts'

/** What helps with one question: what is known of it, what stands in the form already, what can be added with a tick. */
export interface Help {
  known: string[]
  /** What an empty field stands filled with, by its name. */
  filled: Record<string, string>
  add: string[]
  offers: Offer[]
  staff: Staff
}

const NOTHING: Help = { known: [], filled: {}, add: [], offers: [], staff: { people: [], speaks: [], signs: [] } }

/** More of what is known is too much to read beside a question. */
const MOST_KNOWN = 8

/** Asks of the directory what one question needs, and no more. */
export async function helpFor(
  db: Db,
  actor: Actor,
  partnership: Partnership,
  { key, party }: Pick<Question, 'key' | 'party'>,
  { t, lists, today }: { t: Translate; lists: Lists; today: string },
): Promise<Help> {
  const all = () =>
    Promise.all(currentParties(partnership).map(({ organization }) => knownOf(db, actor, organization.id, today)))
  if (key === 'purpose')
    return {
      ...NOTHING,
      known: tiesAmong(await all())
        .slice(0, MOST_KNOWN)
        .map((tie) => sayTieWithAge(t, lists, tie, today)),
    }
  if (key === 'mission') return { ...NOTHING, known: missionsOf(await all()) }
  if (key === 'places')
    return { ...NOTHING, add: placesOf(await all()).filter((one) => !partnership.places.includes(one)) }
  if (key === 'period')
    return {
      ...NOTHING,
      known: tiesAmong(await all()).flatMap((tie) => (tie.periodFirst ? [sayTieWithAge(t, lists, tie, today)] : [])),
    }
  if (!party) return NOTHING
  if (key === 'people') return helpWithPeople(await staffOf(db, actor, party.organization.id, today))
  if (key === 'gains') return { ...NOTHING, add: gainsOf(t, await all(), party.organization.id) }
  const mine = await knownOf(db, actor, party.organization.id, today)
  if (key === 'mission-link')
    return { ...NOTHING, filled: { missionLink: mine.organization.mission.slice(0, LIMITS.prose) } }
  const said = party.commitments.map((one) => one.what.toLowerCase())
  const offers = offersOf(mine).filter((one) => !said.includes(one.what.toLowerCase()))
  return { ...NOTHING, offers, staff: await staffOf(db, actor, party.organization.id, today) }
}

/** How two work together, and since when. */
export const sayTieWithAge = (t: Translate, lists: Lists, tie: Known['ties'][number], today: string) =>
  [sayTie(t, lists.tieKinds, tie), sayPeriod(t, tie, today)].filter(Boolean).join(', ')

const missionsOf = (all: readonly Known[]) =>
  all.flatMap(({ organization: { name, mission } }) => (mission === '' ? [] : [`${name}: ${mission}`]))

function helpWithPeople(staff: Staff): Help {
  const { contact, leader } = likelyPeople(staff)
  return { ...NOTHING, staff, filled: { contact: contact ?? '', leader: leader ?? '' } }
}

/** What the others have and this one has not, as gains that one could hope for. */
export function gainsOf(t: Translate, all: readonly Known[], organizationId: string): string[] {
  const mine = all.find(({ organization }) => organization.id === organizationId)
  if (!mine) return []
  const others = all.filter((one) => one !== mine).map(({ organization }) => organization)
  return lackedBy(mine.organization, others).flatMap(({ from, audiences, skills }) => [
    ...(audiences.length > 0
      ? [t('partnership-charter.gain.audiences', { from, what: formatList(t.lang, audiences.slice(0, 4)) })]
      : []),
    ...(skills.length > 0
      ? [t('partnership-charter.gain.skills', { from, what: formatList(t.lang, skills.slice(0, 4)) })]
      : []),
  ])
}
