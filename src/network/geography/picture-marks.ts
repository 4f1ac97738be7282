import type { Geography, Located, Spot } from './geographies.ts'
import type { Drawing } from './outlines.ts'
import { type Mark, marksOf } from './spots.ts'

/** The address of what stands at nearly one point. */
export const pointKey = ({ position: [lon, lat] }: Pick<Spot, 'position'>) => `${lat.toFixed(4)},${lon.toFixed(4)}`

export type SpotMark = Mark<Spot>

/** The marks of each picture of a geography, for the organizations that are shown. */
export function marksIn(geography: Geography, shown: readonly Located[]): SpotMark[][] {
  const spots = shown.flatMap((one) => one.spots)
  return geography.drawings.map((drawing, n) => {
    const placed = spotsOn(geography, n, spots).map((item) => ({ item, point: drawing.project(item.position) }))
    return marksOf(placed, ({ organization }) => organization.id)
  })
}

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
export const spotsAt = (marks: readonly SpotMark[][], at: string): Spot[] =>
  marks.flat().find(({ items }) => items.some((spot) => pointKey(spot) === at))?.items ?? []
