import { clipped, type Drawing } from './papers.ts'

/** A stretch of a bar: how long, in which colour. */
export interface Stretch {
  value: number
  colour: string
  /** What is written at its end. */
  label: string
}
/** A row of a chart: what stands left and right of its middle, or right of its beginning alone. */
export interface ChartRow {
  name: string
  left?: Stretch[]
  right: Stretch[]
}

/** The colours of bars, readable on paper and on a dark screen. */
export const COLOURS = { first: '#b4553f', second: '#3f7d5a', third: '#3b74b5', pale: '#b9b2a3' } as const

const WIDTH = 624
const ROW = 46
const BAR = 16
const LETTER = 6.4

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) =>
  text.replaceAll(/(?![\t\n])\p{Cc}|\p{Noncharacter_Code_Point}/gu, '').replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign]!)
const n = (value: number) => String(Math.round(value * 10) / 10)

/**
 * Bars in one measure, each row under its name: what stands left of the middle and right of it, where any row has
 * something on the left. The numbers stand at the ends, and once more in the table that belongs to each chart.
 */
export function barChart(rows: ChartRow[], key: { colour: string; label: string }[], alt: string): Drawing {
  const mirrored = rows.some(({ left }) => left && left.length > 0)
  const sum = (stretches: Stretch[] = []) => stretches.reduce((all, { value }) => all + value, 0)
  const most = Math.max(...rows.flatMap(({ left, right }) => [sum(left), sum(right)]), 1)
  const room = (stretches: Stretch[] = []) => (stretches.at(-1)?.label.length ?? 0) * LETTER + 12
  const side = Math.max(...rows.flatMap(({ left, right }) => [room(left), room(right)]), 40)
  const middle = mirrored ? WIDTH / 2 : 1
  const long = (mirrored ? WIDTH / 2 : WIDTH) - Math.min(side, WIDTH / 4)
  const scale = long / most
  const height = rows.length * ROW + 28
  const parts = rows.flatMap((row, at) => bars(row, { y: at * ROW, middle, scale }))
  const axis = `<path d="M${middle} 4V${rows.length * ROW - 2}" stroke="currentColor" stroke-width="1" opacity="0.6"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" font-family="Public Sans" font-size="12" fill="currentColor">${parts.join('')}${axis}${legend(key, rows.length * ROW + 18)}</svg>`
  return { svg, width: WIDTH, height, alt }
}

function bars({ name, left = [], right }: ChartRow, at: { y: number; middle: number; scale: number }): string[] {
  const { y, middle, scale } = at
  const title = `<text x="${middle + 4}" y="${y + 14}" font-weight="700">${escaped(clipped(name, 44))}</text>`
  return [title, ...stretched(left, -1), ...stretched(right, 1)]

  function stretched(stretches: Stretch[], direction: 1 | -1): string[] {
    let from = middle
    const drawn = stretches.map(({ value, colour }) => {
      const width = value * scale
      const x = direction === 1 ? from : from - width
      from += direction * width
      return `<rect x="${n(x)}" y="${y + 20}" width="${n(width)}" height="${BAR}" fill="${colour}"/>`
    })
    const label = stretches.at(-1)?.label
    if (!label) return drawn
    const anchor = direction === 1 ? 'start' : 'end'
    return [
      ...drawn,
      `<text x="${n(from + direction * 5)}" y="${y + 32.5}" text-anchor="${anchor}">${escaped(label)}</text>`,
    ]
  }
}

function legend(key: { colour: string; label: string }[], y: number): string {
  let x = 0
  return key
    .map(({ colour, label }) => {
      const drawn = `<rect x="${x}" y="${y - 9}" width="10" height="10" fill="${colour}"/><text x="${x + 15}" y="${y}">${escaped(label)}</text>`
      x += Math.round(label.length * LETTER) + 40
      return drawn
    })
    .join('')
}
