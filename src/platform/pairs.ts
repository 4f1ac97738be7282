/** Two that may be one, and why. */
export interface Suspicion<Reason extends string = string> {
  a: string
  b: string
  reasons: Reason[]
}

/** What so many share tells nobody apart; nobody compares all with all. */
const CROWD = 40

/** Pairs that are alike, those with the most reasons first. Only those are compared that share a key that few share. */
export function alikeAmong<One extends { id: string }, Reason extends string>(
  all: readonly One[],
  keysOf: (one: One) => Iterable<string>,
  compare: (a: One, b: One) => Reason[],
): Suspicion<Reason>[] {
  const found = new Map<string, Suspicion<Reason>>()
  for (const group of blocksOf(all, keysOf).values()) {
    if (group.length < 2 || group.length > CROWD) continue
    for (const [n, a] of group.entries())
      for (const b of group.slice(n + 1)) {
        const key = a.id < b.id ? `${a.id} ${b.id}` : `${b.id} ${a.id}`
        if (a.id === b.id || found.has(key)) continue
        found.set(key, { a: a.id, b: b.id, reasons: compare(a, b) })
      }
  }
  return [...found.values()]
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((x, y) => y.reasons.length - x.reasons.length)
}

function blocksOf<One>(all: readonly One[], keysOf: (one: One) => Iterable<string>): Map<string, One[]> {
  const blocks = new Map<string, One[]>()
  for (const one of all)
    for (const key of keysOf(one)) {
      const block = blocks.get(key)
      if (block) block.push(one)
      else blocks.set(key, [one])
    }
  return blocks
}
