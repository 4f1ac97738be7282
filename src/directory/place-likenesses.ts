import { type Address, addressOf, nameLikeness, wherever } from './likenesses.ts'
import { nameKey, type Weigh, wordsOf } from './name-words.ts'

/** What two places are compared by. */
export interface DescribedPlace {
  /** Whose it is; empty where it belongs to nobody here. */
  organization: string
  kind: string
  name: string
  street: string
  city: string
  postalCode: string
  latitude: number | null
  longitude: number | null
}

export const PLACE_REASONS = ['sameName', 'nearName', 'sameAddress', 'samePoint'] as const
export type PlaceReason = (typeof PLACE_REASONS)[number]

/** So near to each other nobody can tell two points of a map apart. */
const METRES = 30
const METRES_OF_A_DEGREE = 111_320

/** Several of these are at one address, each for itself. */
const SEVERAL = new Set(['room', 'vehicle'])
const BESIDE_HOUSES = new Set([...SEVERAL, 'venue'])

/** Whether two are at one point of the map; undefined where one of them does not say. */
function atOnePoint(a: DescribedPlace, b: DescribedPlace): boolean | undefined {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return undefined
  const north = (a.latitude - b.latitude) * METRES_OF_A_DEGREE
  const east = (a.longitude - b.longitude) * METRES_OF_A_DEGREE * Math.cos((a.latitude * Math.PI) / 180)
  return Math.hypot(north, east) <= METRES
}

/** What speaks for two being one place; empty when too little does, or when they are not of one organization. */
export function comparePlaces(a: DescribedPlace, b: DescribedPlace, weigh: Weigh): PlaceReason[] {
  if (a.organization !== b.organization) return []
  const [where, onePoint] = [whereTwoAre(a, b), atOnePoint(a, b)]
  const names = a.name !== '' && b.name !== '' ? nameLikeness(a.name, b.name, weigh) : undefined
  const together = where === 'same' || onePoint === true
  const isNamed = names === 'sameName' || names === 'nearName'
  if (isNamed ? isApart(where, onePoint) : !together || areSeveral(a, b)) return []
  return [
    ...(isNamed ? [names] : []),
    ...(where === 'same' ? (['sameAddress'] as const) : []),
    ...(onePoint ? (['samePoint'] as const) : []),
  ]
}

const whereTwoAre = (a: DescribedPlace, b: DescribedPlace) => wherever(addressOf(a), addressOf(b))

const isApart = (where: ReturnType<typeof whereTwoAre>, onePoint: boolean | undefined) =>
  onePoint !== true && (where === 'apart' || where === 'near' || (where === undefined && onePoint === false))

/** What is called an office here is an outlet there. */
const sortOf = (kind: string) => (BESIDE_HOUSES.has(kind) ? kind : 'house')

/** Rooms of one house are several, and a hall in it is not the house. */
const areSeveral = (a: DescribedPlace, b: DescribedPlace) => sortOf(a.kind) !== sortOf(b.kind) || SEVERAL.has(a.kind)

/** What a place has in common with one that it may be. */
export function placeKeys(one: DescribedPlace): string[] {
  const address: Address | undefined = addressOf(one)
  const cells =
    one.latitude === null || one.longitude === null
      ? []
      : [0, 0.5].flatMap((up) => [0, 0.5].map((right) => cellOf(one.latitude!, one.longitude!, up, right)))
  const keys = [
    ...(one.name === '' ? [] : [`n:${nameKey(one.name)}`, ...wordsOf(one.name).map((word) => `w:${word}`)]),
    ...(address ? [`a:${address.number} ${address.street}`] : []),
    ...cells,
  ]
  return [...new Set(keys)].map((key) => `${one.organization} ${key}`)
}

/** A field of the map, some hundred metres wide; of four that lie across each other two near points share one. */
const cellOf = (latitude: number, longitude: number, up: number, right: number) =>
  `m:${up}${right}:${Math.floor(latitude * 1000 + up)}:${Math.floor(longitude * 1000 + right)}`
