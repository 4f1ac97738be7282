import type { Network } from '../current-networks.ts'
import type { Graph } from '../graph/graph.ts'
import { plainCounty } from '../map/map-holes.ts'
import { plainWord } from './acquaintances.ts'
import type { LikelyTie } from './likely-ties.ts'

/** Why two should meet: places of organizations, keys of roles, words as the first of the two writes them. */
export interface MeetingReasons {
  /** Whom both are tied to, those with the fewest partners first: they know best why. */
  partners: number[]
  /** A way over two others, where no partner is shared. */
  chain: [number, number] | null
  audiences: string[]
  counties: string[]
  languages: string[]
  skills: string[]
  /** What each could do for the other. */
  roles: [string[], string[]]
  skillsOfOne: [string[], string[]]
}

/** Why two, as places in the network, should meet. */
export function meetingReasons(
  { organizations }: Network,
  graph: Graph,
  { a, b }: Pick<LikelyTie, 'a' | 'b'>,
): MeetingReasons {
  const [one, other] = [organizations[a]!, organizations[b]!]
  const near = (v: number) => Array.from(graph.targets.subarray(graph.offsets[v]!, graph.offsets[v + 1]!))
  const ofB = new Set(near(b))
  const partners = near(a)
    .filter((v) => ofB.has(v))
    .toSorted((v, w) => near(v).length - near(w).length || v - w)
  const both = (of: 'audiences' | 'counties' | 'languages' | 'skills', plain = plainWord) => {
    const known = new Set(other[of].map(plain))
    return one[of].filter((word) => known.has(plain(word)))
  }
  const completing = (of: 'roles' | 'skills'): [string[], string[]] => {
    const [known, others] = [new Set(one[of].map(plainWord)), new Set(other[of].map(plainWord))]
    return [
      one[of].filter((word) => !others.has(plainWord(word))),
      other[of].filter((word) => !known.has(plainWord(word))),
    ]
  }
  return {
    partners,
    chain: partners.length > 0 ? null : chainBetween(a, ofB, near),
    audiences: both('audiences'),
    counties: both('counties', plainCounty),
    languages: both('languages'),
    skills: both('skills'),
    roles: completing('roles'),
    skillsOfOne: completing('skills'),
  }
}

function chainBetween(a: number, ofB: ReadonlySet<number>, near: (v: number) => number[]): [number, number] | null {
  for (const u of near(a)) {
    const v = near(u).find((one) => ofB.has(one))
    if (v !== undefined) return [u, v]
  }
  return null
}
