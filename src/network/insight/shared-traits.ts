/** What some organizations have of one kind, such as audiences, as numbers. */
export interface Traits {
  /** Of each organization. */
  of: number[][]
  /** Of each trait who has it. */
  holders: number[][]
}

/** Words become numbers: the same word, however it is written, the same number. */
export function traitsOf(lists: readonly (readonly string[])[], plain: (word: string) => string): Traits {
  const numbers = new Map<string, number>()
  const holders: number[][] = []
  const of = lists.map((words, n) =>
    [...new Set(words.map(plain))]
      .filter((word) => word !== '')
      .map((word) => {
        const number = numbers.get(word) ?? numbers.size
        numbers.set(word, number)
        ;(holders[number] ??= []).push(n)
        return number
      }),
  )
  return { of, holders }
}

/** What two have in common is worth the less the more others have it too. */
export const worthOf = (holders: number) => 1 / Math.log2(1 + holders)

/** How much `i` shares with each other (`worth`), and how many traits (`common`). */
export function sharedWith({ of, holders }: Traits, i: number, into: { worth: Float64Array; common: Float64Array }) {
  into.worth.fill(0)
  into.common.fill(0)
  for (const trait of of[i]!) {
    const all = holders[trait]!
    const worth = worthOf(all.length)
    for (const j of all) {
      into.worth[j]! += worth
      into.common[j]! += 1
    }
  }
}
