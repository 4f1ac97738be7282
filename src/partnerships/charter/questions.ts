import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import type { CharterInput, PartyInput } from './forms.ts'

/** What the guided start asks, each at its own address, in its order; those of partners are asked for each of them. */
const BEFORE = ['name', 'partners', 'purpose', 'mission', 'places', 'period'] as const
const OF_PARTY = ['mission-link', 'brings', 'gains', 'people'] as const
const AFTER = ['roles', 'decisions', 'leaving', 'visibility'] as const
export type SharedQuestion = (typeof BEFORE)[number] | (typeof AFTER)[number]
export type PartyQuestion = (typeof OF_PARTY)[number]

/** Which fields each of them fills; partners and roles have forms of their own. */
export const FIELDS_OF: Partial<Record<SharedQuestion, (keyof CharterInput)[]>> = {
  name: ['name'],
  purpose: ['purpose'],
  mission: ['mission'],
  places: ['places'],
  period: ['since', 'until'],
  decisions: ['decisions'],
  leaving: ['leaving'],
  visibility: ['visibility'],
}
export const PARTY_FIELDS_OF: Record<PartyQuestion, (keyof PartyInput)[]> = {
  'mission-link': ['missionLink'],
  brings: ['commitments'],
  gains: ['expectedBenefits'],
  people: ['contact', 'leader'],
}

/** One question, and whether it is answered: that is what stands in the charter, and nothing else. */
export interface Question {
  key: SharedQuestion | PartyQuestion
  party: Party | null
  done: boolean
}

/** All questions of a charter, in the order in which they are asked. */
export function questionsOf(partnership: Partnership): Question[] {
  const shared = (key: SharedQuestion): Question => ({ key, party: null, done: isAnswered(partnership, key) })
  return [
    ...BEFORE.map(shared),
    ...currentParties(partnership).flatMap((party) =>
      OF_PARTY.map((key): Question => ({ key, party, done: isSaid(party, key) })),
    ),
    ...AFTER.map(shared),
  ]
}

function isAnswered(partnership: Partnership, key: SharedQuestion): boolean {
  const parties = currentParties(partnership)
  if (key === 'partners') return parties.length > 1
  if (key === 'roles') return parties.some((party) => party.roles.length > 0)
  if (key === 'places') return partnership.places.length > 0
  if (key === 'period') return partnership.period !== null
  // A choice that stands is one that may stay.
  if (key === 'visibility') return true
  return partnership[key] !== ''
}

function isSaid(party: Party, key: PartyQuestion): boolean {
  if (key === 'mission-link') return party.missionLink !== ''
  if (key === 'gains') return party.expectedBenefits !== ''
  if (key === 'brings') return party.commitments.length > 0
  return party.contact !== null && party.leader !== null
}

export const isSame = (a: Pick<Question, 'key' | 'party'>, b: Pick<Question, 'key' | 'party'>) =>
  a.key === b.key && a.party?.id === b.party?.id

/** What is asked after a question: the next one that is open, also those that were passed over before; null when none is. */
export function nextAfter(questions: readonly Question[], at: Pick<Question, 'key' | 'party'>): Question | null {
  const here = questions.findIndex((one) => isSame(one, at))
  const order = [...questions.slice(here + 1), ...questions.slice(0, Math.max(here, 0))]
  return order.find((one) => !one.done) ?? null
}

/** Skipping goes on, and never back. */
export function skipTo(questions: readonly Question[], at: Pick<Question, 'key' | 'party'>): Question | null {
  const here = questions.findIndex((one) => isSame(one, at))
  return questions.slice(here + 1).find((one) => !one.done) ?? null
}

/** So long most people take for one. */
const SECONDS = 45

export const minutesOf = (questions: readonly Question[]) =>
  Math.ceil((questions.filter(({ done }) => !done).length * SECONDS) / 60)
