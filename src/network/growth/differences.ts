import { type Network, type NetworkOrganization, type Pair, pairsOf } from '../current-networks.ts'

/** Two organizations with what is between them. */
export interface Joined {
  a: NetworkOrganization
  b: NetworkOrganization
  pair: Pair
}

/** What came and what went from one day to another. */
export interface Difference {
  came: { organizations: NetworkOrganization[]; ties: Joined[] }
  went: { organizations: NetworkOrganization[]; ties: Joined[] }
}

const joinedIn = (network: Network): Map<string, Joined> =>
  new Map(
    pairsOf(network).map((pair) => {
      const [a, b] = [network.organizations[pair.a]!, network.organizations[pair.b]!]
      return [[a.id, b.id].toSorted().join(' '), { a, b, pair }]
    }),
  )

const only = <Value>(here: Map<string, Value>, there: ReadonlyMap<string, unknown>): Value[] =>
  [...here].flatMap(([key, value]) => (there.has(key) ? [] : [value]))

/** Holds two days of a network against each other; pairs that are tied on both stand in neither list, whatever their ties. */
export function differenceOf(before: Network, after: Network): Difference {
  const byId = (network: Network) => new Map(network.organizations.map((one) => [one.id, one]))
  const [was, is] = [byId(before), byId(after)]
  const [tiedThen, tiedNow] = [joinedIn(before), joinedIn(after)]
  return {
    came: { organizations: only(is, was), ties: only(tiedNow, tiedThen) },
    went: { organizations: only(was, is), ties: only(tiedThen, tiedNow) },
  }
}
