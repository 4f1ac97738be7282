/** The answers from least to most; a fifth one, "I cannot say", is no value. */
export const VALUES = [1, 2, 3, 4] as const

/** What a question is about: what partners bring, how far one trusts them, or what holds the partnership together. */
export const GROUPS = ['value', 'trust', 'factors'] as const
export type Group = (typeof GROUPS)[number]

/**
 * What the pulse asks, in order (docs/pulse.md has the sources). A key stays for good: rounds are compared by it. Whoever
 * changes what a question says raises its wording and leaves the words of the earlier one in the locales.
 */
export const INSTRUMENT = [
  { key: 'influence', group: 'value', wording: 1 },
  { key: 'involvement', group: 'value', wording: 1 },
  { key: 'resources', group: 'value', wording: 1 },
  { key: 'openness', group: 'trust', wording: 1 },
  { key: 'reliability', group: 'trust', wording: 1 },
  { key: 'purpose', group: 'trust', wording: 1 },
  { key: 'mission', group: 'factors', wording: 1 },
  { key: 'roles', group: 'factors', wording: 1 },
  { key: 'benefits', group: 'factors', wording: 1 },
] as const satisfies readonly { key: string; group: Group; wording: number }[]
export type ItemKey = (typeof INSTRUMENT)[number]['key']
export const ITEM_KEYS = INSTRUMENT.map(({ key }) => key)

/** A question as a round asks it. */
export interface Item {
  key: ItemKey
  /** Which words of Tieline's it has. */
  wording: number
  /** Own words in their place; '' where there are none. */
  words: string
}

export const groupOf = (key: ItemKey): Group => INSTRUMENT.find((item) => item.key === key)!.group

/** Asked of each other partner; the rest is asked once. */
export const isOfPartners = (key: ItemKey) => groupOf(key) !== 'factors'

/** What a round that changes nothing asks. */
export const usualItems = (): Item[] => INSTRUMENT.map(({ key, wording }) => ({ key, wording, words: '' }))

/** Whether the same was asked, so that two rounds can be compared without a word on it. */
export const isSameWording = (a: Item, b: Item) => a.words === b.words && (a.words !== '' || a.wording === b.wording)
