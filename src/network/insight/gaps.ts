import type { Lists } from '../../region/lists.ts'
import type { Network, NetworkOrganization } from '../current-networks.ts'
import { plainCounty } from '../map/map-holes.ts'
import { once, plainWord } from './acquaintances.ts'

/** A trait with those who have it, as places in the network. */
export interface Held {
  /** A key, or the word as most write it. */
  value: string
  by: number[]
}

/** A funder, whom it funds, and for whom of them it is the only one. */
export interface Funder {
  by: number
  funds: number[]
  alone: number[]
}

/** What a region lacks, has too much of, or has from one alone. */
export interface Gaps {
  /** Keys of roles that nobody holds; and those that three or more hold. */
  roles: { none: string[]; many: Held[] }
  /** Keys of sectors of which nobody is there. */
  sectors: string[]
  counties: { none: string[]; one: Held[] }
  /** Whom only organizations without any tie reach; and whom one alone reaches. */
  audiences: { untied: Held[]; one: Held[] }
  languages: { untied: Held[]; one: Held[] }
  funders: Funder[]
}

/** From so many on a role is held by many. */
export const MANY = 3
/** The kind of tie by which one funds the other, as every region begins with it. */
export const FUNDS = 'funds'

/** @param counties of the region, as they are called */
export function gapsOf(
  network: Network,
  { roles, sectors }: Pick<Lists, 'roles' | 'sectors'>,
  counties: readonly string[],
): Gaps {
  const { organizations } = network
  const tied = new Set(network.ties.flatMap(({ a, b }) => [a, b]))
  const isTied = (n: number) => tied.has(organizations[n]!.id)
  const all = (of: (one: NetworkOrganization) => readonly string[], plain = plainWord) =>
    heldIn(organizations.map(of), once(plain))
  const held = new Map(all((one) => one.roles, String).map((role) => [role.value, role.by]))
  const there = new Set(organizations.map(({ sector }) => sector))
  const reached = new Map(all((one) => one.counties, plainCounty).map((one) => [plainCounty(one.value), one.by]))
  const ofRegion = counties.map((value): Held => ({ value, by: reached.get(plainCounty(value)) ?? [] }))
  const current = roles.filter(({ retired }) => !retired)
  return {
    roles: {
      none: current.filter(({ key }) => !held.has(key)).map(({ key }) => key),
      many: current
        .map(({ key }): Held => ({ value: key, by: held.get(key) ?? [] }))
        .filter(({ by }) => by.length >= MANY)
        .toSorted((a, b) => b.by.length - a.by.length),
    },
    sectors: sectors.flatMap(({ key, retired }) => (retired || key === 'other' || there.has(key) ? [] : [key])),
    counties: {
      none: ofRegion.filter(({ by }) => by.length === 0).map(({ value }) => value),
      one: ofRegion.filter(({ by }) => by.length === 1),
    },
    audiences: apart(
      all((one) => one.audiences),
      isTied,
    ),
    languages: apart(
      all((one) => one.languages),
      isTied,
    ),
    funders: fundersIn(network),
  }
}

const apart = (all: Held[], isTied: (n: number) => boolean) => ({
  untied: all.filter(({ by }) => !by.some(isTied)),
  one: all.filter(({ by }) => by.length === 1 && by.some(isTied)),
})

/** Who has which trait, by the word; of several ways to write one the first stands. */
function heldIn(lists: readonly (readonly string[])[], plain: (word: string) => string): Held[] {
  const held = new Map<string, Held>()
  lists.forEach((words, n) => {
    for (const word of words) {
      const key = plain(word)
      if (key === '') continue
      const one = held.get(key) ?? { value: word, by: [] }
      if (one.by.at(-1) !== n) one.by.push(n)
      held.set(key, one)
    }
  })
  return [...held.values()].toSorted((a, b) => (plain(a.value) < plain(b.value) ? -1 : 1))
}

/** Funders on whom others depend, those first who are for most the only one. */
function fundersIn({ organizations, ties }: Network): Funder[] {
  const at = new Map(organizations.map(({ id }, n) => [id, n]))
  const givers = new Map<number, Set<number>>()
  for (const tie of ties)
    if (tie.kind === FUNDS) {
      const [giver, taker] = [at.get(tie.a)!, at.get(tie.b)!]
      givers.set(taker, (givers.get(taker) ?? new Set()).add(giver))
    }
  const funders = new Map<number, Funder>()
  for (const [taker, all] of [...givers].toSorted(([a], [b]) => a - b))
    for (const by of all) {
      const funder = funders.get(by) ?? { by, funds: [], alone: [] }
      funder.funds.push(taker)
      if (all.size === 1) funder.alone.push(taker)
      funders.set(by, funder)
    }
  return [...funders.values()].toSorted(
    (a, b) => b.alone.length - a.alone.length || b.funds.length - a.funds.length || a.by - b.by,
  )
}
