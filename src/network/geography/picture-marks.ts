import { type AreaLabel, type Box, nameAreas } from './map-names.ts'
import type { Geography, Located, Spot } from './geographies.ts'
import type { Drawing } from './outlines.ts'
import { type Mark, marksOf } from './spots.ts'

/** The address of what stands at nearly one point. */
export const pointKey = ({ position: [lon, lat] }: Pick<Spot, 'position'>) => `${lat.toFixed(4)},${lon.toFixed(4)}`

export type SpotMark = Mark<Spot>

/** What is drawn over the land of a picture: the names of its counties, and the marks that leave them free. */
export interface Picture {
  drawing: Drawing
  names: Map<string, AreaLabel>
  taken: Box[]
  marks: SpotMark[]
}

/** The pictures of a geography for the organizations that are shown. */
export function picturesOf(geography: Geography, shown: readonly Located[]): Picture[] {
  const spots = shown.flatMap((one) => one.spots)
  const nameOf = new Map(geography.areas.map(({ key, name }) => [key, shortArea(name)]))
  return geography.drawings.map((drawing, n) => {
    const placed = spotsOn(geography, n, spots).map((item) => ({ item, point: drawing.project(item.position) }))
    const same = ({ organization }: Spot) => organization.id
    const { names, taken } = nameAreas(
      drawing.outlines.map(({ key, labels }) => ({ key, labels, name: nameOf.get(key) ?? '' })),
      marksOf(placed, same).map(({ x, y }) => [x, y]),
    )
    return { drawing, names, taken, marks: marksOf(placed, same, taken) }
  })
}

const KIND = / (County|Parish|Borough|Census Area|Municipio|Planning Region|Municipality|City and Borough)$/
const shortArea = (name: string) => name.replace(KIND, '')

/** What stands in one of several pictures: in its own counties, or else beside them in the first that reaches there. */
function spotsOn({ drawings }: Geography, n: number, spots: Spot[]): Spot[] {
  const owner = new Map(drawings.flatMap(({ outlines }, at) => outlines.map(({ key }) => [key, at] as const)))
  return spots.filter((spot) => {
    if (!reaches(drawings[n]!, spot)) return false
    const own = spot.area === null ? undefined : owner.get(spot.area)
    return own === undefined ? drawings.findIndex((one) => reaches(one, spot)) === n : own === n
  })
}

function reaches({ project, width, height }: Drawing, { position }: Spot): boolean {
  const [x, y] = project(position)
  return x > 0 && x < width && y > 0 && y < height
}

/** What stands at nearly the point of an address. */
export const spotsAt = (pictures: readonly Picture[], at: string): Spot[] =>
  pictures.flatMap(({ marks }) => marks).find(({ items }) => items.some((spot) => pointKey(spot) === at))?.items ?? []
