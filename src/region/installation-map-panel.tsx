import { paths } from '../paths.ts'
import { type LabelPlace, placeLabels } from '../ui/label-places.ts'
import { type Page, type RegionHead, href } from '../ui/page.ts'
import { type Area, FRAME, type UnitedStates } from './maps.ts'

/** Colours that regions take in turn: those of the sectors, which are told apart in both themes. */
const COLOURS = ['library', 'intermediary', 'nonprofit', 'funder', 'academic', 'civic', 'media', 'university']

/** So many names still find a place; of more regions only the marks are drawn. */
const NAMED = 24

/** The colour of the region that stands at this place of the list. */
export const colourOf = (index: number) => COLOURS[index % COLOURS.length]!

interface Drawn extends Area {
  id: string
  name: string
  region: RegionHead
  index: number
}
interface MapProps {
  page: Page
  regions: RegionHead[]
  map: UnitedStates
}

/** The regions that have a shape, with their places in the list. */
function drawnOf({ regions, map }: MapProps): Drawn[] {
  const listed = new Map(regions.map((region, index) => [region.id, { region, index }]))
  return map.areas.flatMap((area) => {
    const found = listed.get(area.regionId)
    return found ? [{ ...area, ...found, id: area.regionId, name: found.region.name }] : []
  })
}

const VIEW = `0 0 ${FRAME.width} ${FRAME.height}`
const BOX = { left: 0, top: 0, right: FRAME.width, bottom: FRAME.height }
/** Of too many regions none is named: a name here and there would mislead. */
const placesOf = (drawn: Drawn[]): Map<string, LabelPlace> => placeLabels(drawn.length <= NAMED ? drawn : [], [], BOX)

/** The United States with each region in its colour; the list beside says the same in words. */
export const InstallationMap = (props: MapProps) => {
  const { page, map } = props
  const drawn = drawnOf(props)
  if (drawn.length === 0) return null
  const places = placesOf(drawn)
  return (
    <figure class="stack-s us">
      <svg class="net" viewBox={VIEW} role="group" aria-label={page.t('region.installation.map')}>
        <path class="us-land" d={map.land} />
        <path class="us-borders" d={map.borders} />
        {drawn.map(({ region, index, outline, x, y }) => (
          <a href={href(page, paths.region(region.slug))} aria-label={region.name} data-sector={colourOf(index)}>
            <path class="us-area" d={outline} />
            <circle class="us-touch" cx={x} cy={y} r="36" />
            <circle class="jack" cx={x} cy={y} r="13" />
            <circle class="plug" cx={x} cy={y} r="8.5" />
          </a>
        ))}
        {drawn.map((area) => (
          <Name area={area} place={places.get(area.id)} />
        ))}
      </svg>
      <figcaption class="small quiet">
        <a href={href(page, paths.installationMap())}>{page.t('region.installation.svg')}</a>
      </figcaption>
    </figure>
  )
}

const Name = ({ area, place }: { area: Drawn; place: LabelPlace | undefined }) =>
  place ? (
    <text
      class={place.key ? 'key' : undefined}
      x={Math.round(place.x)}
      y={Math.round(place.y)}
      text-anchor={place.anchor}
      aria-hidden="true"
    >
      {area.name}
    </text>
  ) : null

/** The light theme's colours of `styles/tokens.css`: a file for paper has no stylesheet. */
const INKS = ['#b43a22', '#1f5ea6', '#28704a', '#8a6100', '#96306c', '#0f6f78', '#6d4aa8', '#455369']

/** The same map as a file of its own, to print or to put in a report. */
export const MapFile = (props: MapProps) => {
  const { page, map } = props
  const drawn = drawnOf(props)
  const places = placesOf(drawn)
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={VIEW} font-family="Public Sans, Arial, sans-serif" font-size="14">
      <title>{page.t('region.installation.map')}</title>
      <rect width={FRAME.width} height={FRAME.height} fill="#ffffff" />
      <path d={map.land} fill="#f6f4ee" stroke="#857f72" stroke-width="0.8" stroke-linejoin="round" />
      <path d={map.borders} fill="none" stroke="#857f72" stroke-width="0.6" stroke-linejoin="round" />
      {drawn.map(({ index, outline, x, y, region }) => (
        <g fill={INKS[index % INKS.length]}>
          <title>{region.name}</title>
          <path d={outline} />
          <circle cx={x} cy={y} r="6" stroke="#ffffff" stroke-width="2" />
        </g>
      ))}
      {drawn.map(({ id, name }) => {
        const place = places.get(id)
        return (
          place && (
            <text x={Math.round(place.x)} y={Math.round(place.y)} text-anchor={place.anchor} fill="#1a2330">
              {name}
            </text>
          )
        )
      })}
    </svg>
  )
}
