/** What tells of a pair whether it may be tied: where its weight begins, and whether it never speaks against. */
export interface Sign {
  prior: number
  never?: 'against'
}

/** Pairs with what tells of them: one column for each sign, one row for each pair. */
export interface Examples {
  columns: Float64Array[]
  tied: Uint8Array
  /** For how many pairs each row stands. */
  weights: Float64Array
}

/** The log of the odds that a pair is tied, from what tells of it. */
export interface TieOdds {
  base: number
  /** Of each sign: what one more of it adds. */
  slopes: number[]
}

/** How firmly the weights stay where they begin: the more firmly, the fewer ties there are to learn from. */
const firmness = (ties: number) => 3 + 200 / ties
const MOST_ROUNDS = 60
const AT_REST = 1e-4
/** Fewer ties teach nothing. */
const FEWEST = 5

/**
 * Logistic regression with a normal prior around the weights from which it begins, coordinate by coordinate (A. Genkin, D.
 * Lewis and D. Madigan, Technometrics 49, 2007): what pairs that are tied have more often than pairs that are not.
 */
export function learnOdds(signs: readonly Sign[], { columns, tied, weights }: Examples): TieOdds {
  const scales = columns.map((column) => spread(column, weights))
  const scaled = columns.map((column, n) => column.map((value) => (value - scales[n]!.mean) / scales[n]!.deviation))
  const slopes = signs.map(({ prior }) => prior)
  const ties = sum(weights.filter((_, n) => tied[n] === 1))
  const all = sum(weights)
  let base = Math.log((ties + 0.5) / (all - ties + 0.5))
  if (ties >= FEWEST) base = climb(signs, { columns: scaled, tied, weights }, slopes, base, firmness(ties))
  return {
    base: base - sum(slopes.map((slope, n) => (slope * scales[n]!.mean) / scales[n]!.deviation)),
    slopes: slopes.map((slope, n) => slope / scales[n]!.deviation),
  }
}

/** Moves `slopes` to where they explain the examples best; returns the base. */
function climb(
  signs: readonly Sign[],
  { columns, tied, weights }: Examples,
  slopes: number[],
  begin: number,
  firm: number,
): number {
  let base = begin
  const odds = Float64Array.from(tied, (_, n) => base + sum(slopes.map((slope, s) => slope * columns[s]![n]!)))
  const step = (column: Float64Array | undefined, slope: number, prior: number, trust: number, least: number) => {
    let [rise, bend] = [-trust * (slope - prior), trust]
    for (let n = 0; n < odds.length; n += 1) {
      const x = column ? column[n]! : 1
      const chance = 1 / (1 + Math.exp(-odds[n]!))
      rise += weights[n]! * (tied[n]! - chance) * x
      bend += weights[n]! * Math.max(chance * (1 - chance), 1e-6) * x * x
    }
    const next = Math.max(least, slope + Math.max(-1, Math.min(1, rise / (bend || 1))))
    const by = next - slope
    if (by !== 0) for (let n = 0; n < odds.length; n += 1) odds[n]! += by * (column ? column[n]! : 1)
    return by
  }
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const by = step(undefined, base, base, 0, -Infinity)
    base += by
    let moved = Math.abs(by)
    signs.forEach(({ prior, never }, s) => {
      const change = step(columns[s], slopes[s]!, prior, firm, never === 'against' ? 0 : -Infinity)
      slopes[s]! += change
      moved = Math.max(moved, Math.abs(change))
    })
    if (moved < AT_REST) break
  }
  return base
}

const sum = (values: ArrayLike<number>) => {
  let total = 0
  for (let n = 0; n < values.length; n += 1) total += values[n]!
  return total
}

/** Mean and deviation of a column; what never differs deviates by 1. */
function spread(column: Float64Array, weights: Float64Array) {
  const all = sum(weights) || 1
  const mean = sum(column.map((value, n) => value * weights[n]!)) / all
  const square = sum(column.map((value, n) => (value - mean) ** 2 * weights[n]!)) / all
  return { mean, deviation: Math.sqrt(square) || 1 }
}
