import type { Answer } from '../src/partnerships/pulse/results.ts'

export const PARTNERS = 12

/** What somebody of a partner may answer in a pulse. */
export const answerOf = (side: number): Answer => ({
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
