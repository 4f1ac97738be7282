import { setImmediate as letOthersRun } from 'node:timers/promises'
import { countiesOf } from '../../region/counties.ts'
import type { Db } from '../../platform/db.ts'
import type { NetworkOrganization } from '../current-networks.ts'
import { type Tier, tierActor } from '../tiers.ts'
import { type CountyFigures, UNKNOWN, figuresOf, readCounties } from './county-figures.ts'
import { type CountyMatcher, type CountyName, bareName, matchCounties } from './county-matches.ts'
import { type Position, countyAt } from './county-shapes.ts'
import { drawAround } from './hulls.ts'
import { type OrganizationPlaces, type PlaceRow, readOrganizationPlaces } from './organization-places.ts'
import { type Drawing, drawCounties } from './outlines.ts'

/** A county of the map. Without a code it is one of an invented region, known by its name alone. */
export interface Area extends CountyFigures {
  key: string
  fips: string | null
  name: string
  state: string | null
}

/** Where somebody finds an organization: a place with a point. */
export interface Spot {
  organization: NetworkOrganization
  /** The name of the place, or its street; empty where it has none. */
  name: string
  position: Position
  area: string | null
}

/** An organization and the counties it is in or works for. */
export interface Located {
  organization: NetworkOrganization
  /** Keys of the areas in which it has a place. */
  placed: Set<string>
  /** Keys of the areas it has a place in, or serves. */
  areas: Set<string>
  spots: Spot[]
  /** The counties as they are written, in its places and among those it serves. */
  texts: string[]
  /** It is somewhere, as far as anybody said. */
  isSomewhere: boolean
}

/** The organizations of a region on the counties of the land, as a tier may see them. */
export interface Geography {
  tier: Tier
  asOf: string
  /** Whose counties these are: the region's own, those its organizations are in, or names without borders. */
  basis: 'region' | 'found' | 'named'
  /** By state and name. */
  areas: Area[]
  /** By name. */
  located: Located[]
  drawings: Drawing[]
  /** How people write each area, by its key: under these words the directory has it. */
  words: Map<string, string[]>
}

export interface Whose {
  id: string
  /** Names of its counties, as the region has them. */
  counties: string[]
}

/** So many are looked up before others get their turn. */
const TURN = 500

/** Reads where the organizations of a region are. */
export async function readGeography(db: Db, region: Whose, tier: Tier, day: string): Promise<Geography> {
  const [own, { all, changes }, organizations] = await Promise.all([
    countiesOf(db, region.id),
    readCounties(db),
    readOrganizationPlaces(db, tierActor(region.id, tier), day),
  ])
  const isNamed = own.length === 0 && region.counties.length > 0
  const matcher = isNamed ? matchNames(region.counties) : matchCounties(own, all, changes)
  const codes = own.map(({ fips }) => fips)
  const located: Located[] = []
  for (const [n, one] of organizations.entries()) {
    if (n % TURN === TURN - 1) await letOthersRun()
    located.push(locate(one, matcher, isNamed ? null : codes))
  }
  const seen = { tier, asOf: day, located, words: wordsFor(located, matcher) }
  if (isNamed) return { ...seen, basis: 'named', ...namedLand(region.counties, located) }
  const found = own.length > 0 ? own : countiesIn(all, located)
  const figures = await figuresOf(
    db,
    found.map(({ fips }) => fips),
  )
  const areas = found.map((county) => ({ ...county, key: county.fips, ...(figures.get(county.fips) ?? UNKNOWN) }))
  const drawings = drawingsOf(found.map(({ fips }) => fips))
  return { ...seen, basis: own.length > 0 ? 'region' : 'found', areas, drawings }
}

/** Where one organization is; `codes` are the region's own counties, null where they have no borders. */
function locate({ organization, serves, places }: OrganizationPlaces, matcher: CountyMatcher, codes: string[] | null) {
  const placed = new Set<string>()
  const spots = places.flatMap((place): Spot[] => {
    const position = positionOf(place)
    const area = areaOf(place, position, matcher, codes)
    if (area) placed.add(area)
    return position ? [{ organization, name: place.name, position, area }] : []
  })
  const areas = new Set([...placed, ...serves.flatMap((text) => matcher.named(text))])
  const isSomewhere = spots.length > 0 || serves.length > 0 || places.some(({ county, city }) => county || city)
  const texts = [...serves, ...places.map(({ county }) => county).filter(Boolean)]
  return { organization, placed, areas, spots, texts, isSomewhere }
}

function wordsFor(located: Located[], matcher: CountyMatcher): Map<string, string[]> {
  const texts = new Set(located.flatMap((one) => one.texts))
  const words = [...texts].flatMap((text) => matcher.named(text).map((key) => ({ key, text })))
  const byKey = Map.groupBy(words, ({ key }) => key)
  return new Map([...byKey].map(([key, all]) => [key, all.map(({ text }) => text).toSorted()]))
}

const positionOf = ({ latitude, longitude }: PlaceRow): Position | null =>
  latitude === null || longitude === null ? null : [longitude, latitude]

/**
 * The county of a place is the one of its address; its point decides where there is none, or one that was parted. Without
 * a point its town does.
 */
function areaOf(
  { county, city, state }: PlaceRow,
  position: Position | null,
  matcher: CountyMatcher,
  codes: string[] | null,
) {
  const text = /^[a-z]{2}$/i.test(state) && !county.includes(',') ? `${county}, ${state}` : county
  const named = county === '' ? [] : matcher.named(text)
  if (named.length === 1) return named[0]!
  const at = position && codes ? countyAt(position, codes) : null
  return at ?? (city === '' ? null : matcher.ofTown(city, state)) ?? named[0] ?? null
}

/** Counties of an invented region: their names are all there is. */
const matchNames = (names: string[]): CountyMatcher => {
  const keys = names.map(bareName)
  return {
    named: (text) => keys.filter((key) => key === bareName(text.replace(/,\s*[A-Za-z]{2}$/, ''))),
    ofTown: () => null,
  }
}

function namedLand(names: string[], located: Located[]): { areas: Area[]; drawings: Drawing[] } {
  const spots = located.flatMap((one) => one.spots)
  const areas = names
    .map((name) => ({ ...UNKNOWN, key: bareName(name), fips: null, name, state: null }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const around = areas.map(({ key }) => ({
    key,
    positions: spots.filter(({ area }) => area === key).map(({ position }) => position),
  }))
  const drawing = drawAround(around)
  return { areas, drawings: drawing ? [drawing] : [] }
}

const countiesIn = (all: CountyName[], located: Located[]): CountyName[] => {
  const used = new Set(located.flatMap(({ areas }) => [...areas]))
  return all
    .filter(({ fips }) => used.has(fips))
    .toSorted((a, b) => (a.state === b.state ? (a.name < b.name ? -1 : 1) : a.state < b.state ? -1 : 1))
}

/** Pictures of the land are the same for everybody and every day: those that were asked for last are kept. */
const drawn = new Map<string, Drawing[]>()
const KEPT = 50
function drawingsOf(codes: string[]): Drawing[] {
  const key = codes.toSorted().join(' ')
  const drawings = drawn.get(key) ?? drawCounties(codes)
  drawn.delete(key)
  drawn.set(key, drawings)
  for (const oldest of drawn.keys()) {
    if (drawn.size <= KEPT) break
    drawn.delete(oldest)
  }
  return drawings
}
