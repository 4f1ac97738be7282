/**
 * Every figure that counts people who came, learned or said something, as `table.column`, with whose people they are: whoever belongs to that
 * organization reads it exactly, everybody else not while it is small. Counts of organizations, ties or members' votes are
 * none of these.
 */
export const COUNTS_OF_PEOPLE: Readonly<Record<string, string>> = {
  'benefits.amount': 'where it counts people whom the organization reached, or who learned',
  'contributions.amount': 'where it counts people who gave their time or what they know',
  'evidences.figure': 'a count, what people said afterwards, or who came to learn, of the organization that gained',
  'evidences.out_of': 'how many were asked, of the same',
}

/** A count as a reader is told it: the number, or that it is under the threshold of the region. */
export interface ToldCount {
  n: number | null
  /** It is there and too small to be told. */
  small: boolean
}

/** A count of people as somebody reads it who belongs to whoever counted them (`exact`), or does not. */
export const tellCount = (n: number | null, threshold: number, exact: boolean): ToldCount =>
  n === null || exact || n >= threshold ? { n, small: false } : { n: null, small: true }

/**
 * So many of so many: either part may give the other away, so that both have to be large enough. How many were asked is
 * told by itself where that is.
 */
export function tellShare(
  { n, of }: { n: number; of: number | null },
  threshold: number,
  exact: boolean,
): { n: number | null; of: number | null; small: boolean } {
  const told = tellCount(n, threshold, exact)
  if (of === null) return { ...told, of }
  const rest = tellCount(of - n, threshold, exact)
  const all = tellCount(of, threshold, exact)
  const small = told.small || rest.small
  return { n: small ? null : n, of: all.n, small }
}
