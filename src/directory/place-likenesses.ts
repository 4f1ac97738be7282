import { type Address, addressOf, asName, type Name, nameLikeness, wherever } from './likenesses.ts'
import { type Weigh, wordsOf } from './name-words.ts'

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

/** Several of these are at one address, each for itself. `bs` is a bookmobile in the survey of public libraries. */
const VEHICLES = new Set(['vehicle', 'bs'])
const ON_WHEELS = new Set(['bookmobile', 'bookmobiles', 'mobile', 'bus', 'van', 'bibliobus'])

/** What is compared of a place, made once however often it is. */
export interface ComparablePlace extends DescribedPlace {
  at: Address | undefined
  words: Name | undefined
  isVehicle: boolean
}

export const comparablePlace = (one: DescribedPlace): ComparablePlace => ({
  ...one,
  at: addressOf(one),
  words: one.name === '' ? undefined : asName(one.name),
  isVehicle: VEHICLES.has(one.kind) || wordsOf(one.name).some((word) => ON_WHEELS.has(word)),
})

/** Whether two are at one point of the map; undefined where one of them does not say. */
function atOnePoint(a: DescribedPlace, b: DescribedPlace): boolean | undefined {
  if (a.latitude === null || a.longitude === null || b.latitude === null || b.longitude === null) return undefined
  const north = (a.latitude - b.latitude) * METRES_OF_A_DEGREE
  const east = (a.longitude - b.longitude) * METRES_OF_A_DEGREE * Math.cos((a.latitude * Math.PI) / 180)
  return Math.hypot(north, east) <= METRES
}

/** What speaks for two being one place; empty when too little does, or when they are not of one organization. */
export function comparePlaces(a: ComparablePlace, b: ComparablePlace, weigh: Weigh): PlaceReason[] {
  if (a.organization !== b.organization || a.isVehicle !== b.isVehicle) return []
  const where = wherever(a.at, b.at)
  // Lists put what they cannot find into the middle of a town: an address tells more than a point.
  if (where === 'apart' || where === 'near') return []
  // Of two streets that nobody can compare a point says nothing either.
  const onePoint = where === undefined && a.street !== '' && b.street !== '' ? undefined : atOnePoint(a, b)
  const names = a.words && b.words ? nameLikeness(a.words, b.words, weigh) : undefined
  if (names ? where === undefined && onePoint === false : (where !== 'same' && !onePoint) || areSeveral(a, b)) return []
  return [
    ...(names ? [names] : []),
    ...(where === 'same' ? (['sameAddress'] as const) : []),
    ...(onePoint ? (['samePoint'] as const) : []),
  ]
}

/** What is called an office here is an outlet there. */
const sortOf = ({ kind }: DescribedPlace) => (kind === 'room' || kind === 'venue' ? kind : 'house')

/** Rooms of one house are several, and a hall in it is not the house. */
const areSeveral = (a: ComparablePlace, b: ComparablePlace) =>
  sortOf(a) !== sortOf(b) || a.kind === 'room' || a.isVehicle

/** What a place has in common with one that it may be. */
export function placeKeys(one: ComparablePlace): string[] {
  const cells =
    one.latitude === null || one.longitude === null
      ? []
      : [0, 0.5].flatMap((up) => [0, 0.5].map((right) => cellOf(one.latitude!, one.longitude!, up, right)))
  const keys = [
    ...(one.words ? [`n:${one.words.key}`, ...one.words.words.map((word) => `w:${word}`)] : []),
    ...(one.at ? [`a:${one.at.number} ${one.at.street}`] : []),
    ...cells,
  ]
  return [...new Set(keys)].map((key) => `${one.organization} ${key}`)
}

/** A field of the map, some hundred metres wide; of four that lie across each other two near points share one. */
const cellOf = (latitude: number, longitude: number, up: number, right: number) =>
  `m:${up}${right}:${Math.floor(latitude * 1000 + up)}:${Math.floor(longitude * 1000 + right)}`
