import { getDocumentProxy } from 'unpdf'
import { isMarked } from './markers.ts'
import { oneLine, type PlanLine, PLAN_LIMITS, type PlanText, refused } from './plan-lines.ts'

/** A run of letters as a page places it. */
interface Run {
  text: string
  size: number
  font: string
  y: number
  /** Where it begins, and where it ends to the right. */
  left: number
  right: number
  ends: boolean
}
interface Row extends Pick<Run, 'size' | 'font' | 'y' | 'left' | 'right'> {
  text: string
  page: number
}

/** Lines of one look that follow each other closer than this, in heights of a letter, are one. */
const CLOSE = 1.7
/** A row of ordinary letters that ends before this share of the way to the right edge was not broken there. */
const FULL = 0.75
/** No more than this is one line. */
const MOST = 400

/** The lines of a PDF, page by page. Nothing in it is run, drawn or fetched. */
export async function readPdf(bytes: Uint8Array): Promise<PlanText> {
  let document: Awaited<ReturnType<typeof getDocumentProxy>>
  try {
    document = await getDocumentProxy(bytes, { verbosity: 0, stopAtErrors: false, disableFontFace: true })
  } catch (error) {
    return refused((error as Error).name === 'PasswordException' ? 'locked' : 'broken')
  }
  const pages = document.numPages
  if (pages > PLAN_LIMITS.pages) return refused('pages', { pages, max: PLAN_LIMITS.pages })
  const rows: Row[] = []
  let letters = 0
  let broken = 0
  for (let number = 1; number <= pages; number += 1) {
    const runs = await runsOf(document, number)
    if (runs === null) broken += 1
    for (const row of rowsOf(runs ?? [], number)) {
      letters += row.text.length
      rows.push(row)
    }
    if (letters > PLAN_LIMITS.text) return refused('text', { max: PLAN_LIMITS.text })
  }
  if (broken === pages) return refused('broken')
  if (letters === 0) return refused('scanned', { pages })
  return { ok: true, pages, lines: blocksOf(rows) }
}

/** What stands on a page; null where it cannot be read, which spoils no other page. */
async function runsOf(document: Awaited<ReturnType<typeof getDocumentProxy>>, number: number): Promise<Run[] | null> {
  try {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent()
    page.cleanup()
    return items.flatMap((item): Run[] => {
      if (!('str' in item)) return []
      const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform as number[]
      const size = Math.round(Math.hypot(c, d) * 2 || Math.hypot(a, b) * 2) / 2
      return [{ text: item.str, size, font: item.fontName, y, left: x, right: x + item.width, ends: item.hasEOL }]
    })
  } catch {
    return null
  }
}

/** Runs on one base line are a row, in the order in which they stand in the file. */
function rowsOf(runs: readonly Run[], page: number): Row[] {
  const rows: Row[] = []
  let row: Row | undefined
  let open = false
  for (const run of runs) {
    const isOn = row && open && Math.abs(row.y - run.y) < Math.max(2, row.size * 0.4)
    if (run.text.trim() !== '') {
      const { text, size, font, y, left, right } = run
      if (row && isOn) {
        row.text += ` ${text}`.replace(/^ (?=[,.;:)])/, '')
        row.right = right
      } else rows.push((row = { text, size, font, y, left, right, page }))
      // A bullet has letters of its own; the words after it say how the line looks.
      if (row && isOn && /^\W*$/u.test(row.text.slice(0, -run.text.length).trim())) row.font = run.font
      open = true
    }
    if (run.ends) open = false
  }
  return rows.map((one) => ({ ...one, text: oneLine(one.text) })).filter(({ text }) => text !== '')
}

/** Rows that were only broken become one line, and each is held against the letters that most of the text has. */
function blocksOf(rows: readonly Row[]): PlanLine[] {
  const body = commonest(rows, ({ size }) => String(size))
  const font = commonest(
    rows.filter(({ size }) => String(size) === body),
    (row) => row.font,
  )
  const edges = new Map<number, number>()
  for (const { page, right } of rows) edges.set(page, Math.max(edges.get(page) ?? 0, right))
  const isFull = (row: Row) => String(row.size) !== body || row.right > FULL * edges.get(row.page)!
  const blocks: (Row & { last: number })[] = []
  for (const row of rows) {
    const before = blocks.at(-1)
    if (before && (isFull(before) || hangsOn(before, row)) && goesOn(before, row)) {
      before.text = before.text.endsWith('-') ? before.text.slice(0, -1) + row.text : `${before.text} ${row.text}`
      before.last = row.y
      before.right = row.right
    } else blocks.push({ ...row, last: row.y })
  }
  return blocks.map(({ text, page, size, font: own }) => ({
    text,
    page,
    look: size > Number(body) + 0.9 ? 'heading' : isMarked(text) ? 'item' : own === font ? 'text' : 'strong',
  }))
}

/** Lines of an item hang below its first word, not below its sign; so far to the right at most. */
const HANGING = 45
const hangsOn = (before: Row, row: Row) =>
  isMarked(before.text) && row.left > before.left + 2 && row.left < before.left + HANGING

const goesOn = (before: Row & { last: number }, row: Row): boolean =>
  before.page === row.page &&
  before.size === row.size &&
  before.font === row.font &&
  before.text.length < MOST &&
  before.last > row.y &&
  before.last - row.y < row.size * CLOSE &&
  !isMarked(row.text)

/** What most letters have. */
function commonest(rows: readonly Row[], of: (row: Row) => string): string {
  const letters = new Map<string, number>()
  for (const row of rows) letters.set(of(row), (letters.get(of(row)) ?? 0) + row.text.length)
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}
