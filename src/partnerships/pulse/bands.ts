/** What is told of many answers: the middle one, and between which all lie but those farthest out. */
export interface Band {
  low: number
  middle: number
  high: number
}

/** Of the answers to a question at least this share is left out at either end. */
const LEFT_OUT = 1 / 4

/** So many are left out at either end: a quarter, and at least one more than anybody gave who may look for the others'. */
export const leftOut = (n: number, most: number) => Math.max(most + 1, Math.ceil(n * LEFT_OUT))

/**
 * The band of these answers, of which nobody gave more than `most`; null where too few are left. The ends left out are where
 * anybody may be: for whoever knows one person's answers everybody else may have answered low, and may have answered high
 * (`bands.test.ts` tries all).
 */
export function bandOf(answers: readonly number[], most = 1): Band | null {
  const n = answers.length
  const out = leftOut(n, most)
  if (n < 2 * out + 1) return null
  const sorted = answers.toSorted((a, b) => a - b)
  return { low: sorted[out]!, middle: sorted[Math.ceil(n / 2) - 1]!, high: sorted[n - 1 - out]! }
}

/**
 * The bands of several partners as one. It is made of them alone, so that with all of them in hand it tells nothing more;
 * of many partners those farthest out do not count.
 */
export function joinBands(bands: readonly Band[]): Band {
  const nth = (end: 'low' | 'middle' | 'high', n: number) =>
    bands.map((band) => band[end]).toSorted((a, b) => a - b)[n]!
  const n = bands.length
  const out = Math.ceil(n * LEFT_OUT) - 1
  return { low: nth('low', out), middle: nth('middle', Math.ceil(n / 2) - 1), high: nth('high', n - 1 - out) }
}

/** What people do well to talk about together: the answers lie far apart, or are low. */
export type Talk = 'apart' | 'low'

/** Answers at least two steps apart, without those left out at the ends, are far apart. */
const FAR = 2
/** The lower half of the answers. */
const LOW = 2

export function talkOf({ low, middle, high }: Band): Talk | null {
  if (high - low >= FAR) return 'apart'
  return middle <= LOW ? 'low' : null
}
