/** All that the island says; the page hands the texts down in its language. */
export const WORDS = [
  'help',
  'zoomIn',
  'zoomOut',
  'whole',
  'fullScreen',
  'tie',
  'ties',
  'one',
  'among',
  'chosen',
  'nothing',
  'line0',
  'line1',
  'line2',
  'line3',
  'strength',
  'move',
  'moveHint',
  'unpin',
  'pinned',
  'unpinned',
  'notSaved',
] as const
type Word = (typeof WORDS)[number]

/** Its texts; `{name}` stands where a value goes. */
export type Words = Record<Word | 'picture', string>

/** The values that stand in them. */
export const VALUES = ['name', 'ties', 'n', 'i', 'chosen', 'how'] as const

/** The text of a word with its values in it. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

export const sayTies = (words: Words, count: number) => (count === 1 ? words.tie : fill(words.ties, { n: count }))
