/** Chance that is the same in each run. */
export interface Chance {
  /** A number from 0 to below 1. */
  next(): number
  /** A whole number from 0 to below `n`. */
  below(n: number): number
}

/** Chance that begins at a seed (mulberry32; T. Ettinger, 2017). */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return { next, below: (n) => Math.floor(next() * n) }
}

/** The numbers from 0 to below `n` in an order of chance (R. Durstenfeld, 1964); of a part of them with `first`. */
export function shuffled(n: number, chance: Chance, first = n): Uint32Array {
  const all = Uint32Array.from({ length: n }, (_, at) => at)
  for (let at = 0; at < first; at += 1) {
    const other = at + chance.below(n - at)
    const taken = all[other]!
    all[other] = all[at]!
    all[at] = taken
  }
  return all.subarray(0, first)
}
