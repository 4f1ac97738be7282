import type { DemoAnswerSheet, DemoPulse } from '../../types.ts'
import { type Chance, chance } from '../chance.ts'
import type { Clock } from '../clock.ts'
import { keyOf, slug } from '../organizations.ts'
import { KEYS } from './partnerships.ts'

const SIDES = ['rpl', 'tcdc', 'hul', 'city', 'ebn']

/** Who is asked, in the order in which they are likely to answer. */
const PEOPLE: [of: string, name: string][] = [
  ['rpl', 'Fern Salcedo'],
  ['tcdc', 'Priya Ramanathan'],
  ['ebn', 'Jean-Robert Pierre'],
  ['hul', 'Yusuf Adeyemi'],
  ['city', 'Leopold Danso'],
  ['rpl', 'Agnes Whitlow'],
  ['ebn', 'Gloria Mendieta'],
  ['tcdc', 'Jonas Thorsen'],
  ['hul', 'Gregor Nwosu'],
  ['rpl', 'Ruth Halloran'],
  ['tcdc', 'Imani Brandt'],
  ['ebn', 'Delphine Marcelin'],
  ['city', 'Paula Quist'],
]

/** What most would say of the partners, and of the three factors; and how far some are from it. */
interface Mood {
  partners: Record<string, number>
  factors: Record<string, number>
  apart: string[]
}

const MOODS: [first: Mood, second: Mood, third: Mood] = [
  {
    partners: { influence: 3, involvement: 3, resources: 2, openness: 2, reliability: 3, purpose: 3 },
    factors: { mission: 3, roles: 2, benefits: 2 },
    apart: ['openness', 'roles'],
  },
  {
    partners: { influence: 3, involvement: 3, resources: 2, openness: 3, reliability: 3, purpose: 3 },
    factors: { mission: 3, roles: 2, benefits: 3 },
    apart: ['roles'],
  },
  {
    partners: { influence: 3, involvement: 3, resources: 3, openness: 3, reliability: 3, purpose: 4 },
    factors: { mission: 4, roles: 3, benefits: 3 },
    apart: ['resources', 'benefits'],
  },
]

const WORDS: { person: number; item: string; text: string }[] = [
  {
    person: 0,
    item: 'mission',
    text: 'The board now asks for the numbers before it decides on hours. That was our plan.',
  },
  { person: 1, item: 'benefits', text: 'We learn more from ten questions at a desk than from a survey.' },
  { person: 2, item: 'benefits', text: 'We get good maps. What we give is evenings, and nobody counts those.' },
  { person: 4, item: 'roles', text: 'It is clear who publishes. It is less clear who answers when a number is wrong.' },
  { person: 6, item: 'benefits', text: 'En el barrio ya saben a quién preguntar.' },
  {
    person: 7,
    item: 'roles',
    text: 'The sheet with who does what on the door of the workshop room helps more than the charter.',
  },
]

const near = (dice: Chance, usual: number, apart: boolean) => {
  const steps = apart ? [-2, -1, 0, 0, 1, 1] : [-1, 0, 0, 0, 0, 1]
  return Math.min(4, Math.max(1, usual + dice.pick(steps)))
}

function answer(dice: Chance, mood: Mood, person: number): DemoAnswerSheet {
  const [of] = PEOPLE[person]!
  const said = (usual: Record<string, number>) =>
    Object.fromEntries(
      Object.entries(usual)
        .filter(() => dice.next() > 0.05)
        .map(([item, value]) => [item, near(dice, value, mood.apart.includes(item))]),
    )
  return {
    organization: keyOf(of),
    factors: said(mood.factors),
    partners: SIDES.filter((side) => side !== of).map((side) => ({
      organization: keyOf(side),
      ratings: said(mood.partners),
    })),
    sentences: {},
  }
}

/** The data desk took its pulse three times, and takes it again these days; the names of those who said what are nowhere. */
export function pulses(now: Clock): DemoPulse[] {
  const dice = chance(51)
  const asked = PEOPLE.map(([of, name]) => ({ organization: keyOf(of), person: slug(name) }))
  const round = (ago: number, mood: Mood, answered: number, words: typeof WORDS): DemoPulse => ({
    partnership: KEYS.desk,
    begunOn: now.day(ago),
    until: now.day(ago - 14),
    closedOn: ago > 14 ? now.day(ago - 15) : null,
    message: 'We look at it together at the next quarterly meeting.',
    asked,
    answers: PEOPLE.slice(0, answered).map((_, person) => ({
      ...answer(dice, mood, person),
      sentences: Object.fromEntries(words.filter((one) => one.person === person).map(({ item, text }) => [item, text])),
    })),
  })
  const [first, second, third] = MOODS
  return [round(470, first, 9, []), round(290, second, 11, []), round(110, third, 12, WORDS), round(5, third, 4, [])]
}
