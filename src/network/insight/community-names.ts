import type { Network, NetworkOrganization } from '../current-networks.ts'
import type { Communities } from '../graph/communities.ts'
import { plainCounty } from '../map/map-holes.ts'
import { once, plainWord } from './acquaintances.ts'

export const SHARED = ['county', 'sector', 'audience', 'role', 'language', 'skill'] as const

/** What most of a community share and others have more rarely. */
export interface SharedTrait {
  kind: (typeof SHARED)[number]
  /** A key, or the word as one of them writes it. */
  value: string
  /** How many of the community have it. */
  members: number
}
export interface NamedCommunity {
  /** Places in the network, the best tied first. */
  members: number[]
  /** What tells it best from the others; nothing where its members share nothing of their own. */
  traits: SharedTrait[]
}

/** Fewer are no community. */
const FEWEST = 3
/** What half or less of them share names nobody. */
const LEAST_SHARE = 0.5
const MOST_TRAITS = 2

const TRAITS: Record<SharedTrait['kind'], { of(one: NetworkOrganization): string[]; plain(word: string): string }> = {
  county: { of: (one) => one.counties, plain: plainCounty },
  sector: { of: (one) => [one.sector], plain: String },
  audience: { of: (one) => one.audiences, plain: plainWord },
  role: { of: (one) => one.roles, plain: String },
  language: { of: (one) => one.languages, plain: plainWord },
  skill: { of: (one) => one.skills, plain: plainWord },
}

/** Communities of three or more, each named by what its members have more often than the others. */
export function nameCommunities(
  network: Network,
  communities: Communities,
  degree: ArrayLike<number>,
): NamedCommunity[] {
  const groups: number[][] = Array.from({ length: communities.count }, () => [])
  communities.of.forEach((community, n) => groups[community]!.push(n))
  const { organizations } = network
  const kinds = SHARED.map((kind) => countWords(organizations, kind))
  return groups
    .filter((members) => members.length >= FEWEST)
    .map((members) => ({
      members: members.toSorted((a, b) => degree[b]! - degree[a]! || a - b),
      traits: traitsOf(kinds, members, organizations.length - members.length),
    }))
}

/** Words of one kind, as numbers: of each organization which, and of each how it is written and how many have it. */
interface CountedWords {
  kind: SharedTrait['kind']
  of: number[][]
  values: string[]
  counts: number[]
}

function countWords(organizations: readonly NetworkOrganization[], kind: SharedTrait['kind']): CountedWords {
  const { of, plain } = TRAITS[kind]
  const key = once(plain)
  const numbers = new Map<string, number>()
  const counted: CountedWords = { kind, of: [], values: [], counts: [] }
  for (const one of organizations) {
    const own = new Map(of(one).map((word) => [key(word), word]))
    counted.of.push(
      [...own].map(([word, value]) => {
        const number = numbers.get(word) ?? numbers.size
        numbers.set(word, number)
        counted.values[number] ??= value
        counted.counts[number] = (counted.counts[number] ?? 0) + 1
        return number
      }),
    )
  }
  return counted
}

/** @param others how many organizations are no members */
function traitsOf(kinds: readonly CountedWords[], members: readonly number[], others: number): SharedTrait[] {
  const found = kinds.flatMap(({ kind, of, values, counts }) => {
    const inside = new Map<number, number>()
    for (const number of members.flatMap((n) => of[n]!)) inside.set(number, (inside.get(number) ?? 0) + 1)
    return [...inside].map(([number, many]) => {
      const [share, outside] = [many / members.length, (counts[number]! - many) / Math.max(1, others)]
      // How much more often than among the others, for as many of the community as have it.
      const worth = share * Math.log((share + 0.05) / (outside + 0.05))
      return { kind, value: values[number]!, members: many, worth }
    })
  })
  return found
    .filter((trait) => trait.members > LEAST_SHARE * members.length && trait.worth > 0.1)
    .toSorted((a, b) => b.worth - a.worth)
    .slice(0, MOST_TRAITS)
    .map(({ worth: _worth, ...trait }) => trait)
}
