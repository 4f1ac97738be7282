import { paths } from '../../paths.ts'
import { formatNumber } from '../../platform/i18n.ts'
import { listAddress } from '../../platform/list-query.ts'
import type { Lists } from '../../region/lists.ts'
import { assetPath } from '../../ui/assets.ts'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { AreaCount, Shading, Sum } from './county-counts.ts'
import type { GeographyQuery, Group } from './forms.ts'
import type { Geography, Located, Spot } from './geographies.ts'
import { type AreaLabel, nameMarks, shortName } from './map-names.ts'
import { type Picture, type SpotMark, pointKey } from './picture-marks.ts'

/** What a page of the geography shows. */
export interface GeographyView {
  page: Page
  lists: Lists
  asked: GeographyQuery
  geography: Geography
  /** The organizations that the filters leave. */
  shown: Located[]
  counts: AreaCount[]
  sum: Sum
  shading: Shading
  groups: Record<Group, Located[]>
  /** The land with what is drawn over it. */
  pictures: Picture[]
}

/** What was asked, as it stands in addresses. */
const inAddress = ({ show, ...asked }: GeographyQuery) => ({ ...asked, show: show === 'organizations' ? '' : show })
type Changes = Partial<Record<keyof GeographyQuery, string>>
/** The same map with something changed. */
export const mapAddress = ({ page, asked }: Pick<GeographyView, 'page' | 'asked'>, changed: Changes) =>
  href(page, listAddress(paths.geography(page.region!.slug), inAddress(asked), changed))
/** The names behind a number of the map. */
export const namesAddress = (
  view: Pick<GeographyView, 'page' | 'asked'>,
  of: { within?: string; group?: Group; at?: string },
) => `${mapAddress(view, { within: '', group: '', at: '', ...of })}#names`

/** "Allegheny County, PA", or the name alone. */
export const areaName = ({ name, state }: { name: string; state: string | null }) =>
  state ? `${name}, ${state}` : name
/** What a measure says of an area; nothing where it is not known. */
export const sayMeasure = ({ page, shading }: GeographyView, area: AreaCount): string => {
  const value = area[shading.measure]
  return value === null
    ? page.t(`geography.unknown.${shading.measure}`)
    : page.t(`geography.value.${shading.measure}`, { n: value })
}

/** The land of the region, its counties shaded, with a mark for each organization. */
export const GeographyMap = (view: GeographyView) => (
  <>
    {view.pictures.map((picture, n) => (
      <Land {...view} picture={picture} isFirst={n === 0} />
    ))}
  </>
)

const Land = (view: GeographyView & { picture: Picture; isFirst: boolean }) => {
  const { page, picture, isFirst, counts } = view
  const { drawing, names, taken, marks } = picture
  const { width, height, outlines, around, states } = drawing
  const counted = new Map(counts.map((area) => [area.key, area]))
  const areas = outlines.flatMap((outline) => {
    const area = counted.get(outline.key)
    return area ? [{ ...outline, area }] : []
  })
  const alone = marks.length <= NAMED ? marks.filter(({ items }) => items.length === 1) : []
  const said = sayingsOf(alone.map(({ items }) => items[0]!))
  const beside = nameMarks(
    alone.map(({ items, x, y }) => ({ key: keyOf(items[0]!), name: said(items[0]!), point: [x, y] })),
    marks.map(({ x, y }) => [x, y]),
    taken,
    drawing,
  )
  return (
    <svg
      class="net geo"
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={page.t('geography.picture', { region: page.region!.name })}
    >
      {isFirst && (
        <defs>
          <pattern id="geo-unknown" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="geo-hatch" d="M0 0v7" />
          </pattern>
        </defs>
      )}
      {around && <path class="geo-around" d={around} />}
      {areas.length > LINKED ? (
        <Shades {...view} areas={areas} />
      ) : (
        areas.map(({ path, area }) => <AreaLink {...view} area={area} path={path} />)
      )}
      {states && <path class="geo-states" d={states} />}
      {marks.map(
        ({ x, y, from }) =>
          from && <path class="geo-lead" d={`M${round(from[0])} ${round(from[1])}L${round(x)} ${round(y)}`} />,
      )}
      {areas.map(({ key, area }) => {
        const place = names.get(key)
        return place && <AreaName {...view} place={place} area={area} />
      })}
      {marks.map((mark) =>
        mark.items.length === 1 ? <OneMark {...view} mark={mark} /> : <GroupMark {...view} mark={mark} />,
      )}
      {alone.map(({ items: [spot] }) => {
        const place = beside.get(keyOf(spot!))
        return (
          place && (
            <text class="geo-name" x={round(place.x)} y={round(place.y)} text-anchor={place.anchor} aria-hidden="true">
              {said(spot!)}
            </text>
          )
        )
      })}
    </svg>
  )
}

/** What stands beside a mark: the organization; the place where an organization has several. */
function sayingsOf(spots: Spot[]): (spot: Spot) => string {
  const places = Map.groupBy(spots, ({ organization }) => organization.id)
  return (spot) =>
    shortName(places.get(spot.organization.id)!.length > 1 && spot.name ? spot.name : spot.organization.name)
}

/** Of more marks none is named: names here and there would mislead. */
const NAMED = 40
const round = Math.round
const keyOf = (spot: Spot) => `${spot.organization.id} ${pointKey(spot)}`

/** On the map of a continent a county is a speck that nobody hits: those of a shade are one, and the table has the links. */
const LINKED = 600
const Shades = ({ shading, areas }: GeographyView & { areas: { path: string; area: AreaCount }[] }) => {
  const byShade = Map.groupBy(areas, ({ area }) => shading.shadeOf.get(area.key) ?? 'unknown')
  return (
    <>
      {[...byShade].map(([shade, all]) => (
        <path class="geo-area" data-shade={shade} d={all.map(({ path }) => path).join('')} fill-rule="evenodd" />
      ))}
    </>
  )
}

const AreaLink = (view: GeographyView & { area: AreaCount; path: string }) => {
  const { asked, shading, area, path } = view
  const shade = shading.shadeOf.get(area.key) ?? null
  return (
    <a
      href={namesAddress(view, { within: area.key })}
      aria-label={`${areaName(area)}: ${sayMeasure(view, area)}`}
      {...(asked.within === area.key && { 'aria-current': 'true' as const })}
    >
      <path class="geo-area" data-shade={shade ?? 'unknown'} d={path} fill-rule="evenodd" />
    </a>
  )
}

const AreaName = ({ page, shading, area, place }: GeographyView & { area: AreaCount; place: AreaLabel }) => {
  const value = area[shading.measure]
  return (
    <text
      class={place.key ? 'key' : undefined}
      x={round(place.x)}
      y={round(place.y)}
      text-anchor={place.anchor}
      aria-hidden="true"
    >
      {place.lines.map((line, n) => (
        <tspan x={round(place.x)} dy={n === 0 ? undefined : '1.15em'}>
          {line}
        </tspan>
      ))}
      <tspan class="geo-value" x={round(place.x)} dy="1.15em">
        {value === null ? '–' : formatNumber(page.lang, value)}
      </tspan>
    </text>
  )
}

const OneMark = ({ page, lists, mark }: GeographyView & { mark: SpotMark }) => {
  const [{ organization, name }] = mark.items as [Spot]
  const look = lookOf(page, organization.sector)
  const sector = lists.sectors.find(({ key }) => key === organization.sector)?.label
  return (
    <a
      class="geo-mark"
      href={href(page, paths.organization(page.region!.slug, organization.slug))}
      aria-label={[organization.name, name, sector].filter(Boolean).join(', ')}
      data-sector={look.colour}
    >
      <circle cx={round(mark.x)} cy={round(mark.y)} r="12" />
      <use
        href={`${assetPath('sprite.svg')}#s-${look.shape}`}
        x={round(mark.x) - 8}
        y={round(mark.y) - 8}
        width="16"
        height="16"
      />
    </a>
  )
}

const GroupMark = (view: GeographyView & { mark: SpotMark }) => {
  const { page, mark } = view
  const n = mark.items.length
  return (
    <a
      class="geo-mark geo-group"
      href={namesAddress(view, { at: pointKey(mark.items[0]!) })}
      aria-label={page.t('geography.atOnePoint', { n })}
    >
      <circle cx={round(mark.x)} cy={round(mark.y)} r={n > 99 ? '17' : '13'} />
      <text x={round(mark.x)} y={round(mark.y) + 5} text-anchor="middle" aria-hidden="true">
        {n}
      </text>
    </a>
  )
}
