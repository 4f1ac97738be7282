import { plain } from '../../platform/plain-words.ts'

/** What partners bring, side by side: what their people can do, whom they reach, where one can meet, which data they give. */
export const BRINGS = ['skills', 'audiences', 'spaces', 'data'] as const
export type Bring = (typeof BRINGS)[number]

/** One partner with what is on record of what it brings, in its own words. */
export interface Bringer {
  /** Id of the party. */
  id: string
  brings: Record<Bring, readonly string[]>
}

/** One thing that is brought, and by whom. */
export interface Brought {
  kind: Bring
  /** As the first who brings it calls it. */
  label: string
  /** Ids of the parties that bring it, in the order of the partners. */
  by: string[]
}

/** What partners bring, as the records have it and side by side. */
export interface Brings {
  bringers: Bringer[]
  brought: Brought[]
}

/**
 * What all bring, each thing once: by kind, first what only one brings, then what more and more share. "Data literacy" and
 * "data literacy" are one thing.
 * @example broughtBy([{ id: 'a', brings: { skills: ['GIS'], audiences: [], spaces: [], data: [] } }])
 */
export function broughtBy(bringers: readonly Bringer[]): Brought[] {
  const things = new Map<string, Brought>()
  for (const { id, brings } of bringers)
    for (const kind of BRINGS)
      for (const label of brings[kind]) {
        const key = plain(label)
        if (key === '') continue
        const known = things.get(`${kind} ${key}`) ?? { kind, label: label.trim(), by: [] }
        if (!known.by.includes(id)) known.by.push(id)
        things.set(`${kind} ${key}`, known)
      }
  const place = new Map(bringers.map(({ id }, n) => [id, n]))
  return [...things.values()].sort(
    (a, b) =>
      BRINGS.indexOf(a.kind) - BRINGS.indexOf(b.kind) ||
      a.by.length - b.by.length ||
      place.get(a.by[0]!)! - place.get(b.by[0]!)! ||
      (plain(a.label) < plain(b.label) ? -1 : 1),
  )
}

/** What would be missing without one partner: what it brings and nobody else does. */
export const missingWithout = (brought: readonly Brought[], id: string): Brought[] =>
  brought.filter(({ by }) => by.length === 1 && by[0] === id)

/** What all of them bring; one partner alone shares nothing. */
export const sharedByAll = (brought: readonly Brought[], partners: number): Brought[] =>
  partners < 2 ? [] : brought.filter(({ by }) => by.length === partners)

/** The kinds of which nobody else brings anything at all: "without the Data Center nobody here gives data". */
export const kindsOnlyFrom = (brought: readonly Brought[], id: string): Bring[] =>
  BRINGS.filter((kind) => {
    const all = brought.filter((thing) => thing.kind === kind)
    return all.length > 0 && all.every(({ by }) => by.length === 1 && by[0] === id)
  })

/** Of how many partners nothing is on record in a kind: what they bring there is not known. */
export const silentIn = (bringers: readonly Bringer[], kind: Bring): string[] =>
  bringers.filter(({ brings }) => brings[kind].every((label) => plain(label) === '')).map(({ id }) => id)
