import type { Happening } from './happenings.ts'

/** Where something stands on the drawn line. */
export interface Drawn {
  happening: Happening
  x: number
  /** On which of the rows over and under the cord its words stand; null: only its socket is drawn. */
  row: number | null
}

/** A line through time, in units of its box. */
export interface Line {
  width: number
  height: number
  today: number
  years: { x: number; year: string }[]
  drawn: Drawn[]
}

export const BOX = { width: 960, side: 24, cord: 132, row: 22, rows: 4 }
const DAY = 86_400_000

/** Of so many signs a name is drawn at most, and so wide a sign is. */
const [SIGNS, WIDE] = [26, 6.4]

/** What is worth words on the line first. */
const FIRST = [
  'begun',
  'ends',
  'left',
  'joined',
  'charter',
  'pulse',
  'commitmentEnds',
  'goalEnds',
  'benefit',
  'anniversary',
]

/** Lays happenings out along a cord, words only where they do not run into each other; the list beside it has all of them. */
export function layOutLine(happenings: readonly Happening[], today: string): Line {
  const days = [...happenings.map(({ day }) => day), today].toSorted()
  const [first, last] = [time(days[0]!), Math.max(time(days.at(-1)!), time(days[0]!) + 90 * DAY)]
  const at = (day: string) => BOX.side + ((time(day) - first) / (last - first)) * (BOX.width - 2 * BOX.side)
  const taken: { row: number; from: number; to: number }[] = []
  const inTurn = happenings.toSorted(
    (a, b) => FIRST.indexOf(a.kind) - FIRST.indexOf(b.kind) || (a.day < b.day ? -1 : 1),
  )
  const drawn = inTurn.map((happening): Drawn => {
    const x = at(happening.day)
    const half = (Math.min(happening.name.length, SIGNS) * WIDE) / 2 + 6
    const [from, to] = [x - half, x + half]
    const row = rows().find(
      (one) =>
        from >= 0 && to <= BOX.width && taken.every((other) => other.row !== one || other.to < from || other.from > to),
    )
    if (row === undefined || happening.kind === 'anniversary') return { happening, x, row: null }
    taken.push({ row, from, to })
    return { happening, x, row }
  })
  return { width: BOX.width, height: BOX.cord * 2, today: at(today), years: yearsBetween(first, last, at), drawn }
}

/** Over and under the cord in turn, the nearest first. */
const rows = () => Array.from({ length: BOX.rows * 2 }, (_, n) => (n % 2 === 0 ? -(n / 2 + 1) : (n + 1) / 2))

const time = (day: string) => Date.parse(`${day}T00:00:00Z`)

function yearsBetween(first: number, last: number, at: (day: string) => number) {
  const [from, to] = [new Date(first).getUTCFullYear() + 1, new Date(last).getUTCFullYear()]
  const step = Math.max(1, Math.ceil((to - from) / 12))
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n)
    .filter((_, n) => n % step === 0)
    .map((year) => ({ year: String(year), x: at(`${year}-01-01`) }))
}

/** A name as it fits on the line. */
export const shortName = (name: string) => (name.length > SIGNS ? `${name.slice(0, SIGNS - 1)}…` : name)
