/** Values that share a shade: from the first to the last, both in it. */
export interface Shade {
  from: number
  to: number
  /** How many areas have it. */
  areas: number
}

/** Few areas have few shades. */
const shadesFor = (areas: number) => (areas < 4 ? 2 : areas < 9 ? 3 : areas < 21 ? 4 : 5)
/** Of more different values every so-manieth is looked at: the work grows with their square. */
const LOOKED_AT = 250

/**
 * Parts whole numbers above zero where they part by themselves (natural breaks after Fisher and Jenks), and moves each
 * border to the roundest number that parts them the same.
 */
export function shadesOf(values: readonly number[]): Shade[] {
  const sorted = values.filter((value) => value > 0).toSorted((a, b) => a - b)
  const different = [...new Set(sorted)]
  if (different.length === 0) return []
  const step = Math.ceil(different.length / LOOKED_AT)
  const looked = different.filter((_, n) => n % step === 0)
  const starts = breaksOf(looked, Math.min(shadesFor(sorted.length), looked.length))
  const borders = starts.map((n) => roundest(different[n * step - 1] ?? 0, different[n * step]!))
  const froms = [different[0]!, ...borders]
  return froms.map((from, n) => {
    const end = froms[n + 1]
    const inside = sorted.filter((value) => value >= from && (end === undefined || value < end))
    return { from, to: end === undefined ? inside.at(-1)! : end - 1, areas: inside.length }
  })
}

/** In which shade a value is, from 1; 0 for none. */
export const shadeAt = (shades: readonly Shade[], value: number): number =>
  shades.findIndex(({ from, to }) => value >= from && value <= to) + 1

/** Where each part but the first begins, so that what lies in one part differs least. */
function breaksOf(values: number[], parts: number): number[] {
  const count = values.length
  const sums = [0]
  const squares = [0]
  for (const [n, value] of values.entries()) {
    sums.push(sums[n]! + value)
    squares.push(squares[n]! + value ** 2)
  }
  const spread = (from: number, to: number) =>
    squares[to]! - squares[from]! - (sums[to]! - sums[from]!) ** 2 / (to - from)
  let best = Array.from({ length: count + 1 }, (_, to) => ({
    cost: to === 0 ? 0 : spread(0, to),
    starts: [] as number[],
  }))
  for (let part = 2; part <= parts; part += 1)
    best = best.map((_, to) => {
      let least = { cost: Infinity, starts: [] as number[] }
      for (let from = part - 1; from < to; from += 1) {
        const cost = best[from]!.cost + spread(from, to)
        if (cost < least.cost) least = { cost, starts: [...best[from]!.starts, from] }
      }
      return least
    })
  return best[count]!.starts
}

/** The number with the fewest figures that is above one and not above the other. */
export function roundest(above: number, upTo: number): number {
  for (let power = 10 ** Math.ceil(Math.log10(upTo)); power >= 1; power /= 10)
    for (const part of [1, 0.5, 0.2]) {
      const step = power * part
      if (step < 1) continue
      const first = (Math.floor(above / step) + 1) * step
      if (first <= upTo) return first
    }
  return upTo
}
