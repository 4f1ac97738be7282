/** What was written down of one person or pool in the weeks of a promise. */
export interface Written {
  /** Weeks of which something was said, also that it was nothing. */
  weeks: number
  hours: number
  /** The sum of the squares of the hours of each week. */
  squares: number
  /** Weeks of the promise of which nothing was said: those to come, and those that were left out. Null: it has no end. */
  open: number | null
}

/** Where the hours of a period are likely to come out. */
export type Forecast =
  | { state: 'over'; used: number }
  | { state: 'unknown'; why: 'few' | 'endless' | 'nothing' }
  | { state: 'likely'; least: number; likely: number; most: number }

/** Fewer weeks say nothing of those to come. */
export const FEW_WEEKS = 4

/** Of Student's t, what nine of ten lie below, for one degree of freedom and up. */
const NINE_OF_TEN = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345]
const studentsT = (degrees: number) => NINE_OF_TEN[degrees - 1] ?? 1.282 + 0.9 / degrees

/**
 * The pace of each person or pool, the mean of the weeks of which something was said, is carried on over all weeks of which
 * nothing was. The range holds what comes in four of five cases when those weeks vary as the others did; a person who has
 * said too little leaves the whole unknown. `used` is what all together have used, also who promised nothing.
 */
export function forecastOf(used: number, lines: readonly Written[]): Forecast {
  if (lines.length === 0) return { state: 'unknown', why: 'nothing' }
  if (lines.some((line) => line.open === null)) return { state: 'unknown', why: 'endless' }
  const open = lines.filter((line) => line.open! > 0)
  if (open.length === 0) return { state: 'over', used }
  if (open.some((line) => line.weeks < FEW_WEEKS)) return { state: 'unknown', why: 'few' }
  const likely = used + sum(open.map((line) => (line.hours / line.weeks) * line.open!))
  const away = Math.sqrt(sum(open.map((line) => rangeOf(line) ** 2)))
  return { state: 'likely', least: Math.max(used, likely - away), likely, most: likely + away }
}

/** How far the sum of the weeks to come may lie from what the pace says, in four of five cases. */
function rangeOf({ weeks, hours, squares, open }: Written): number {
  const variance = Math.max(0, (squares - hours ** 2 / weeks) / (weeks - 1))
  return studentsT(weeks - 1) * Math.sqrt(variance * (open! + open! ** 2 / weeks))
}

const sum = (all: number[]) => all.reduce((total, one) => total + one, 0)
