import type { View } from './views.ts'

/** One measure for a picture: how big things are where so many organizations share a window, enlarged so far. */
export function unitOf(count: number, { width, height, k }: View): number {
  const room = Math.sqrt((width * height) / Math.max(1, count))
  return Math.min(Math.max(room * 0.105, 1.5), 9) * Math.min(k ** 0.42, 4)
}

/** The radius of an organization by its measure, in CSS pixels. */
export const radiusOf = (unit: number, size: number) => unit * 0.72 + Math.max(unit * 1.05, 5) * size

const WIDTHS = [0.85, 0.85, 1.15, 1.6, 2.2, 3]

/** How thick a tie is drawn, by its strength from 1 to 5; 0 where nobody said. */
export const widthOf = (unit: number, strength: number) =>
  Math.max(0.5, (WIDTHS[strength] ?? 1) * Math.min(Math.max(unit / 7, 0.5), 1.5))

/** How far a cord hangs through between two places. */
export const sagOf = (dx: number, dy: number) => Math.abs(dx) * 0.09 + Math.abs(dy) * 0.025
