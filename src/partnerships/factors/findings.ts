/** So; not so, as the records show; or the records say nothing of it. */
export const STATES = ['met', 'not', 'unknown'] as const
export type State = (typeof STATES)[number]

/** A tab of the partnership, or a record of the region. */
export type Place = { tab: string } | { role: string } | { organization: string } | { tie: string }

/** One thing that a rule looked at: a partner, a role, a tie, a question of the pulse. */
export interface Looked {
  /** Null: it is told without a name. */
  label: string | null
  state: State
  /** Where its record stands. */
  at: Place
}

/** Those that are told without a name, together for each state: neither their order nor how many they are names one. */
export const nameless = (looked: readonly Looked[]) =>
  [
    ...Map.groupBy(
      looked.filter(({ label }) => label === null),
      ({ state }) => state,
    ).values(),
  ].map((same) => ({ ...same[0]!, several: same.length > 1 }))

/** What a rule found: whether it is so, and of whom. */
export interface Finding {
  state: State
  looked: Looked[]
}

/** So, not so, or (null) not known. */
export const stateOf = (is: boolean | null): State => (is === null ? 'unknown' : is ? 'met' : 'not')

/** Not so as soon as it is not so of one; unknown as soon as it is not known of one; so where it is so of all. */
export const ofAll = (looked: Looked[]): Finding => ({
  state: looked.some(({ state }) => state === 'not')
    ? 'not'
    : looked.length === 0 || looked.some(({ state }) => state === 'unknown')
      ? 'unknown'
      : 'met',
  looked,
})

/** So where it is so of as many; not so where it cannot be any more; unknown while it may be. */
export function ofAtLeast(many: number, looked: Looked[]): Finding {
  const count = (state: State) => looked.filter((one) => one.state === state).length
  const isOpen = looked.length === 0 || count('met') + count('unknown') >= many
  return { state: count('met') >= many ? 'met' : isOpen ? 'unknown' : 'not', looked }
}

/** One thing alone. */
export const ofWhole = (is: boolean | null): Finding => ({ state: stateOf(is), looked: [] })

/** Each of several: what it is called, where it stands, and whether it is so. */
export const each = <T>(
  all: readonly T[],
  is: (one: T) => boolean | null,
  at: (one: T) => Place,
  label: (one: T) => string | null,
): Looked[] => all.map((one) => ({ label: label(one), state: stateOf(is(one)), at: at(one) }))
