/** So many words of a question count; nobody types more into a search field by hand. */
const MAX_WORDS = 8
const WORD = /[\p{L}\p{N}\p{M}]+/gu

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** The words of a question, without case and accents. What it leaves out (`-word`) and `or` are none. */
export function wordsOf(asked: string): string[] {
  const kept = asked.replaceAll(/(^|\s)-\S+/g, ' ').replaceAll(/(^|\s)or(?=\s|$)/gi, ' ')
  return [...new Set(plain(kept).match(WORD))].slice(0, MAX_WORDS)
}

/**
 * How many slips lie between two words: a letter swapped with its neighbour, missing, too many or wrong. The optimal
 * string alignment distance (restricted Damerau–Levenshtein; F. J. Damerau, CACM 7(3), 1964).
 */
export function slips(a: string, b: string): number {
  let [older, before]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)]
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const wrong = before![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? older![j - 2]! + 1 : wrong
      row.push(Math.min(row[j - 1]! + 1, before![j]! + 1, wrong, swapped))
    }
    ;[older, before] = [before!, row]
  }
  return before![b.length]!
}

/** Words of fewer letters have to be right; from the second length on two slips are forgiven. */
const [ONE_SLIP, TWO_SLIPS] = [4, 8]

const forgiven = (letters: number) => (letters < ONE_SLIP ? 0 : letters < TWO_SLIPS ? 1 : 2)

/** Whether somebody who typed `asked` may have meant `word`. */
export const isNear = (asked: string, word: string): boolean =>
  Math.abs(asked.length - word.length) <= 2 && slips(asked, word) <= forgiven(lettersMeant(asked, word))

/** Where a letter is missing, the word that was meant is the longer one. */
const lettersMeant = (asked: string, word: string) => (word.length === asked.length + 1 ? word.length : asked.length)

/**
 * How far a name is from what was asked: the slips of each asked word to the nearest word of the name, and a little for
 * each word more. Undefined when a word is near none.
 */
export function distance(asked: string[], name: string): number | undefined {
  const words = plain(name).match(WORD) ?? []
  let sum = Math.max(0, words.length - asked.length) / 100
  for (const one of asked) {
    const nearest = Math.min(...words.filter((word) => isNear(one, word)).map((word) => slips(one, word)))
    if (!Number.isFinite(nearest)) return undefined
    sum += nearest
  }
  return sum
}

/** A title in pieces; the words that begin with, or nearly are, what was asked stand apart. */
export function markWords(title: string, asked: string[]): { text: string; found: boolean }[] {
  const isFound = (word: string) => asked.some((one) => word.startsWith(one) || isNear(one, word))
  const parts: { text: string; found: boolean }[] = []
  let at = 0
  for (const { 0: word, index } of title.matchAll(WORD)) {
    if (!isFound(plain(word))) continue
    parts.push({ text: title.slice(at, index), found: false }, { text: word, found: true })
    at = index + word.length
  }
  return [...parts, { text: title.slice(at), found: false }].filter((part) => part.text !== '')
}
