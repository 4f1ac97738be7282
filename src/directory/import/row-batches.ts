/**
 * Cuts rows into batches of about `size`, in their order. Rows that share a key stand in one batch, however many they
 * are: what several rows tell of one organization is one change of it.
 */
export function inBatches<T>(
  rows: readonly T[],
  size: number,
  keysOf: (row: T) => readonly string[] = () => [],
): T[][] {
  if (rows.length === 0) return []
  if (rows.length <= size) return [[...rows]]
  const first = joined(rows, keysOf)
  const batchOf = new Map<number, number>()
  let [batch, held] = [0, 0]
  for (const [set, { length }] of sizes(first)) {
    if (held >= size) [batch, held] = [batch + 1, 0]
    batchOf.set(set, batch)
    held += length
  }
  const batches = Map.groupBy(rows.keys(), (n) => batchOf.get(first[n]!)!)
  return [...batches.values()].map((numbers) => numbers.map((n) => rows[n]!))
}

const sizes = (first: readonly number[]) => Map.groupBy(first, (set) => set)

/** For each row the first of all that hang together with it by their keys, also through others. */
function joined<T>(rows: readonly T[], keysOf: (row: T) => readonly string[]): number[] {
  const first = rows.map((_, n) => n)
  const root = (n: number): number => {
    while (first[n] !== n) n = first[n] = first[first[n]!]!
    return n
  }
  const holder = new Map<string, number>()
  for (const [n, row] of rows.entries())
    for (const key of keysOf(row)) {
      const [a, b] = [root(n), root(holder.get(key) ?? n)]
      first[Math.max(a, b)] = Math.min(a, b)
      holder.set(key, n)
    }
  return first.map((_, n) => root(n))
}
