/** How wide a text is drawn, in CSS pixels. */
export type Measure = (text: string) => number

const ELLIPSIS = '…'

/** Letters as readers count them, so that cutting never parts a letter from its accent. */
const segmenter = typeof Intl !== 'undefined' && 'Segmenter' in Intl ? new Intl.Segmenter() : undefined
const lettersOf = (text: string) =>
  segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : Array.from(text)

/** The text, or as much of its beginning as fits, with an ellipsis. */
export function cut(text: string, most: number, measure: Measure): string {
  if (measure(text) <= most) return text
  const letters = lettersOf(text)
  let [fits, not] = [0, letters.length]
  while (not - fits > 1) {
    const middle = (fits + not) >> 1
    if (measure(letters.slice(0, middle).join('').trimEnd() + ELLIPSIS) <= most) fits = middle
    else not = middle
  }
  return letters.slice(0, fits).join('').trimEnd() + ELLIPSIS
}

/** One line where it fits, else two of about the same length, each cut where it is still too long. */
export function linesOf(text: string, most: number, measure: Measure): string[] {
  if (measure(text) <= most) return [text]
  const words = text.split(/\s+/)
  if (words.length === 1) return [cut(text, most, measure)]
  const parts = words.slice(1).map((_, n) => [words.slice(0, n + 1).join(' '), words.slice(n + 1).join(' ')] as const)
  const longest = ([first, second]: readonly [string, string]) => Math.max(measure(first), measure(second))
  const even = parts.slice(0, 60).reduce((best, part) => (longest(part) < longest(best) ? part : best))
  if (longest(even) <= most) return [...even]
  // Too long for two lines: the first takes what fits, the second is cut.
  const full = parts.filter(([first]) => measure(first) <= most).at(-1)
  if (!full) return [cut(text, most, measure)]
  return [full[0], cut(full[1], most, measure)]
}

const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Whether a text is read from the right: its first letter says so. */
export const fromRight = (text: string) => RIGHT_TO_LEFT.test(text)
