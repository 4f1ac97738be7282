import type { Answer } from '../src/partnerships/pulse/results.ts'
import type { SeedPulse } from '../src/partnerships/pulse/seed.ts'
import { daysLater } from '../src/platform/days.ts'

export const PARTNERS = 12

/** What somebody of a partner may answer in a pulse. */
const answerOf = (side: number): Answer => ({
  factors: { mission: 3, roles: 2 + (side % 3), benefits: 4 },
  sides: Object.fromEntries(
    Array.from({ length: PARTNERS }, (_, n) => n + 1)
      .filter((other) => other !== side)
      .map((other) => [other, { influence: 3, involvement: 2, resources: 3, openness: 4, reliability: 3, purpose: 4 }]),
  ),
  sentences: { roles: 'We know whom to ask.' },
})

/** The same as its form sends it. */
export function pulseFormOf(side: number): Record<string, string> {
  const { factors, sides, sentences } = answerOf(side)
  const ofPartners = Object.entries(sides).flatMap(([other, values]) =>
    Object.entries(values).map(([key, value]) => [`${key}-${other}`, String(value)]),
  )
  return Object.fromEntries([
    ...Object.entries(factors).map(([key, value]) => [key, String(value)]),
    ...ofPartners,
    ...Object.entries(sentences).map(([key, said]) => [`words-${key}`, said]),
  ])
}

/** Rounds that were over some weeks before these days; two people of each organization were asked and answered. */
export const roundsOf = (organizations: string[], people: string[], days: string[]): SeedPulse[] =>
  days.map((day) => {
    const begunOn = daysLater(day, -60)
    const until = daysLater(begunOn, 14)
    const asked = people.map((personId, n) => ({ organizationId: organizations[Math.floor(n / 2)]!, personId }))
    const answers = asked.map(({ organizationId }) => ({
      organizationId,
      answer: answerOf(organizations.indexOf(organizationId) + 1),
    }))
    return { begunOn, until, closedOn: until, message: '', asked, answers }
  })
