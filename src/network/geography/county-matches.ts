import { plain } from '../../platform/plain-words.ts'

export interface CountyName {
  fips: string
  name: string
  state: string
}
/** A code that was replaced, and in which one a town is now; without a town the whole. */
export interface CountyChange {
  state: string
  town: string
  before: string
  fips: string
}

const KIND_OF_AREA =
  /(?: (?:city and borough|county|parish|borough|census area|municipality|municipio|planning region|district|island))+$|^(?:condado|municipio|parroquia) de /g

/** A county's name as people shorten it, without its state. */
export const bareName = (text: string) =>
  plain(text)
    .replace(KIND_OF_AREA, '')
    .replace(/^saint /, 'st ')

/** What somebody wrote about a county: "Allegheny", "Allegheny County, PA". */
function readName(text: string): { name: string; state: string | null } {
  const [, name = text, state = null] = /^(.*),\s*([A-Za-z]{2})\s*$/.exec(text) ?? []
  return { name: bareName(name), state: state?.toUpperCase() ?? null }
}

export interface CountyMatcher {
  /** The counties that a text means: of this region's, else elsewhere; several where an old one was parted. */
  named(text: string): string[]
  /** The county of a town, where its county was parted. */
  ofTown(town: string, state: string): string | null
}

/** Finds the counties of a region in what people write. */
export function matchCounties(
  here: readonly CountyName[],
  all: readonly CountyName[],
  changes: readonly CountyChange[],
): CountyMatcher {
  const byName = Map.groupBy(all, (county) => bareName(county.name))
  const own = new Set(here.map(({ fips }) => fips))
  const states = new Set(here.map(({ state }) => state))
  const known = new Map<string, string[]>()

  /** What became of a code, or what it was, as far as it lies here. */
  const kinOf = (fips: string) => [
    ...new Set(
      changes.flatMap((one) =>
        one.before === fips && own.has(one.fips)
          ? [one.fips]
          : one.fips === fips && own.has(one.before)
            ? [one.before]
            : [],
      ),
    ),
  ]
  /** What stands today where a county was. */
  const becameOf = (fips: string) => {
    const parts = [...new Set(changes.flatMap((one) => (one.before === fips ? [one.fips] : [])))]
    return parts.length > 0 ? parts : [fips]
  }
  function find(text: string): string[] {
    const { name, state } = readName(text)
    const named = (byName.get(name) ?? []).filter((county) => state === null || county.state === state)
    const inRegion = named.filter(({ fips }) => own.has(fips))
    if (inRegion.length > 0) return inRegion.map(({ fips }) => fips)
    const parted = named
      .filter((county) => state !== null || states.has(county.state))
      .flatMap(({ fips }) => kinOf(fips))
    if (parted.length > 0) return parted
    const elsewhere = named.filter((county) => state !== null || states.has(county.state))
    const only = elsewhere.length === 1 ? elsewhere[0] : named.length === 1 ? named[0] : undefined
    return only ? becameOf(only.fips) : []
  }
  return {
    named: (text) => {
      const found = known.get(text) ?? find(text)
      known.set(text, found)
      return found
    },
    ofTown: (town, state) => {
      const change = changes.find((one) => one.town !== '' && one.state === state && plain(one.town) === plain(town))
      return change ? ([change.fips, change.before].find((fips) => own.has(fips)) ?? change.fips) : null
    },
  }
}
