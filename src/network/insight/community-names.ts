import type { Network, NetworkOrganization } from '../current-networks.ts'
import type { Communities } from '../graph/communities.ts'
import { plainCounty } from '../map/map-holes.ts'
import { plainWord } from './acquaintances.ts'

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
  return groups
    .filter((members) => members.length >= FEWEST)
    .map((members) => ({
      members: members.toSorted((a, b) => degree[b]! - degree[a]! || a - b),
      traits: traitsOf(network.organizations, new Set(members)),
    }))
}

function traitsOf(organizations: readonly NetworkOrganization[], members: ReadonlySet<number>): SharedTrait[] {
  const found = SHARED.flatMap((kind) => {
    const { of, plain } = TRAITS[kind]
    const counts = new Map<string, { value: string; members: number; all: number }>()
    organizations.forEach((one, n) => {
      for (const [key, value] of new Map(of(one).map((word) => [plain(word), word]))) {
        const count = counts.get(key) ?? { value, members: 0, all: 0 }
        count.all += 1
        if (members.has(n)) count.members += 1
        counts.set(key, count)
      }
    })
    return [...counts.values()].map(({ value, members: inside, all }) => ({
      kind,
      value,
      members: inside,
      // How much more often than among the others, for as many of the community as have it.
      worth: (inside / members.size) * Math.log((inside / members.size + 0.05) / (outsideOf(inside, all) + 0.05)),
    }))

    function outsideOf(inside: number, all: number) {
      return (all - inside) / Math.max(1, organizations.length - members.size)
    }
  })
  return found
    .filter((trait) => trait.members > LEAST_SHARE * members.size && trait.worth > 0.1)
    .toSorted((a, b) => b.worth - a.worth)
    .slice(0, MOST_TRAITS)
    .map(({ worth: _worth, ...trait }) => trait)
}
