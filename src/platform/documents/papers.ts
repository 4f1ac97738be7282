import type { Lang } from '../i18n.ts'

/** A stretch of words: strong, in another language than the paper, or leading somewhere (an absolute address). */
export interface Run {
  text: string
  strong?: boolean
  lang?: Lang
  href?: string
}
export type Words = string | Run[]

/** A picture of figures, as `charts.ts` draws it; its numbers also stand in a table beside it. */
export interface Drawing {
  svg: string
  width: number
  height: number
  /** What it shows, for those who do not see it. */
  alt: string
}

/**
 * What a paper is made of. The same blocks become a page, a PDF and a DOCX, so that the three cannot say different things.
 * A heading of level 2 stands below one of level 1. The first column of a table names its row; `numbers` are its
 * columns of numbers, `widths` how much wider one is than another.
 */
export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'text'; text: Words; tone?: 'lead' | 'quiet' | 'mark' }
  | { kind: 'list'; items: Words[]; numbered?: boolean }
  | { kind: 'figures'; figures: { value: string; label: string; href?: string }[] }
  | { kind: 'table'; caption: string; head: string[]; rows: Words[][]; numbers?: number[]; widths?: number[] }
  | { kind: 'drawing'; drawing: Drawing; caption: string }
  | { kind: 'logo'; drawing: Drawing }
  | { kind: 'columns'; columns: Block[][] }
  | { kind: 'signatures'; signatures: { name: string; title: string; signature: string; date: string }[] }

/** A document before it is a file: plain data, nothing in it is ever read as markup. */
export interface Paper {
  title: string
  /** Above the title: what kind of paper this is. */
  over: string
  /** Below the title: for whom, by whom. */
  under?: string
  lang: Lang
  /** The day of the latest of the records it was made from (`YYYY-MM-DD`): the same records make the same file. */
  day: string
  /** Stands at the foot of every page: where it comes from. */
  origin: string
  blocks: Block[]
  /** It is one page, whatever stands in it: what does not fit is made smaller, then shortened. */
  onePage?: boolean
  words: {
    /** "Page 1 of 3", with `{page}` and `{pages}` left in it. */
    page: string
    /** "and 3 more", with `{count}` left in it; where a list was shortened. */
    more: string
    /** Told where a letter is in none of the fonts. */
    lackingLetters: string
  }
}

/** Words piece by piece. */
export const runsOf = (words: Words): Run[] => (typeof words === 'string' ? [{ text: words }] : words)

/** The same as plain text. */
export const asText = (words: Words): string =>
  typeof words === 'string' ? words : words.map((run) => run.text).join('')

/** How much of a paper of one page stands there at most, step by step: `size` in points, then what lists and texts may hold. */
const STEPS = [
  { size: 11.5, items: Infinity, characters: Infinity },
  { size: 10.5, items: Infinity, characters: Infinity },
  { size: 9.5, items: Infinity, characters: Infinity },
  { size: 9.5, items: 6, characters: 420 },
  { size: 9, items: 4, characters: 240 },
  { size: 8.5, items: 3, characters: 140 },
  { size: 8, items: 2, characters: 70 },
] as const
export const TIGHTEST = STEPS.length - 1

/** The size of text, and the paper as it is at a step of making it fit on one page; the first leaves all as it is. */
export function tightened(paper: Paper, step: number): { size: number; paper: Paper } {
  const { size, items, characters } = STEPS[step]!
  if (items === Infinity) return { size, paper }
  const shorten = { items, characters, more: paper.words.more }
  const title = clipped(paper.title, characters)
  const under = paper.under && clipped(paper.under, characters)
  const blocks = shortened(paper.blocks, shorten)
  return { size, paper: { ...paper, title, ...(under && { under }), origin: clipped(paper.origin, 200), blocks } }
}

interface Shortening {
  items: number
  characters: number
  more: string
}

const shortened = (blocks: Block[], to: Shortening): Block[] => blocks.map((block) => shortenedBlock(block, to))

function shortenedBlock(block: Block, to: Shortening): Block {
  const said = (words: Words) => clippedWords(words, to.characters)
  switch (block.kind) {
    case 'heading':
      return { ...block, text: clipped(block.text, to.characters) }
    case 'text':
      return { ...block, text: said(block.text) }
    case 'list':
      return { ...block, items: few(block.items.map(said), to, (more) => more) }
    case 'table': {
      const rows = block.rows.map((row) => row.map(said))
      return { ...block, rows: few(rows, to, (more) => [more, ...block.head.slice(1).map(() => '')]) }
    }
    case 'columns':
      return { ...block, columns: block.columns.map((column) => shortened(column, to)) }
    case 'figures': {
      const figures = block.figures.slice(0, 4)
      return { ...block, figures: figures.map((one) => ({ ...one, label: clipped(one.label, to.characters) })) }
    }
    case 'drawing':
    case 'logo':
    case 'signatures':
      return block
  }
}

function few<T>(all: T[], { items, more }: Shortening, rest: (more: string) => T): T[] {
  if (all.length <= items) return all
  const shown = all.slice(0, items - 1)
  return [...shown, rest(more.replace('{count}', String(all.length - shown.length)))]
}

function clippedWords(words: Words, characters: number): Words {
  if (typeof words === 'string') return clipped(words, characters)
  const runs: Run[] = []
  let left = characters
  for (const run of words) {
    if (left <= 0) break
    runs.push({ ...run, text: clipped(run.text, left) })
    left -= run.text.length
  }
  return runs
}

/** At most so many characters, cut after a word where there is one. */
export function clipped(text: string, characters: number): string {
  if (text.length <= characters) return text
  const cut = text.slice(0, characters - 1).toWellFormed()
  const space = cut.lastIndexOf(' ')
  return `${cut.slice(0, space > characters / 2 ? space : cut.length).trimEnd()}…`
}
