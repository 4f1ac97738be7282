import { raw } from 'hono/html'
import { formatDate } from '../../platform/i18n.ts'
import type { Lists } from '../../region/lists.ts'
import type { Page } from '../../ui/page.ts'
import { shapeMarkup } from '../../ui/shapes.ts'
import { LINES } from '../current-networks.ts'
import type { MapFilter } from './forms.ts'
import type { Group } from './map-groups.ts'
import { DASHES, type Drawing, FRAME, drawingOf, thickness } from './map-drawings.ts'
import { shortName } from './map-labels.ts'
import type { Picture } from './map-pictures.ts'
import { sayGroup, sayHole } from './map-sayings.ts'

export interface SheetView {
  page: Page
  picture: Picture
  lists: Lists
  asked: MapFilter
  /** Titles of what the ties rest on. */
  references: readonly string[]
  /** The address of the map that it shows. */
  address: string
}

/** The light theme's colours of `styles/tokens.css`: a file for paper has no style sheet. */
const INKS: Record<string, string> = {
  library: '#b43a22',
  academic: '#96306c',
  intermediary: '#1f5ea6',
  government: '#455369',
  nonprofit: '#28704a',
  funder: '#866306',
  university: '#6046a5',
  civic: '#0d6d75',
  media: '#a84d04',
  business: '#774c22',
  other: '#626871',
}
const [INK, QUIET, EDGE, PAPER, CORD] = ['#1a2330', '#5b636f', '#857f72', '#fffdf9', '#b43a22']
const inkOf = (group: Group | undefined) => INKS[group?.colour ?? 'other'] ?? INKS.other!

const MARGIN = 30
const HEAD = 86
/** So many groups and references stand beneath; of more the rest is counted. */
const GROUPS = 12
const REFERENCES = 6
const COLUMN = 235

/** The map as a sheet of its own, to print or put into a paper: title, date, picture, legend, what it rests on. */
export const MapSheet = (view: SheetView) => {
  const { page, picture, references } = view
  const drawing = drawingOf(picture)
  const rows = Math.ceil((Math.min(GROUPS, picture.groups.length) + LINES.length) / 4)
  const feet = Math.min(REFERENCES, references.length)
  const legend = HEAD + FRAME.height + 26
  const foot = legend + rows * 24 + 16
  const [width, height] = [FRAME.width + 2 * MARGIN, foot + 34 + feet * 16]
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family="'Public Sans', 'DejaVu Sans', Arial, sans-serif"
      font-size="13"
      fill={INK}
    >
      <title>{`${page.t('map.title')}, ${page.region?.name ?? ''}`}</title>
      <rect width={width} height={height} fill={PAPER} />
      <text x={MARGIN} y="42" font-size="24" font-weight="600">
        {`${page.t('map.title')}, ${shortName(page.region?.name ?? '')}`}
      </text>
      <text x={MARGIN} y="66" fill={QUIET}>
        {`${page.t('map.pictureLabel', { n: picture.organizations.length, ties: picture.ties.length })}. ${page.t(`map.asOf.${picture.tier}`, { date: formatDate(page.lang, picture.asOf, 'long') })}`}
      </text>
      <g transform={`translate(${MARGIN} ${HEAD})`}>
        <Painted {...view} drawing={drawing} />
      </g>
      <g transform={`translate(${MARGIN} ${legend})`}>
        <SheetLegend {...view} />
      </g>
      <g transform={`translate(${MARGIN} ${foot})`} font-size="11" fill={QUIET}>
        {references.slice(0, REFERENCES).map((title, n) => (
          <text y={n * 16 + 10}>{shortText(title)}</text>
        ))}
        <text y={feet * 16 + 10}>{page.t('map.sheet.source', { address: view.address })}</text>
      </g>
    </svg>
  )
}

const shortText = (text: string) => ([...text].length > 160 ? `${[...text].slice(0, 159).join('')}…` : text)

const Painted = ({ page, picture, lists, drawing }: SheetView & { drawing: Drawing }) => (
  <>
    {drawing.strands.map(({ line, strength, faded, lit, d }) => (
      <>
        <path
          d={d}
          fill="none"
          stroke={lit ? CORD : EDGE}
          stroke-opacity={lit ? 1 : faded ? 0.4 : 0.75}
          stroke-width={thickness(strength)}
          stroke-dasharray={DASHES[line]}
          stroke-linecap={line === 0 ? 'round' : 'butt'}
        />
        {line === 3 && <path d={d} fill="none" stroke={PAPER} stroke-width={Math.max(0.7, thickness(strength) / 3)} />}
      </>
    ))}
    {drawing.flows.map(({ d, head, width, x, y }, n) => (
      <>
        <path d={d} fill="none" stroke={CORD} stroke-width={width} stroke-opacity="0.85" />
        <path d={head} fill={CORD} />
        <text x={x} y={y + 4} text-anchor="middle" stroke={PAPER} stroke-width="3" paint-order="stroke">
          {picture.flows![n]![2]}
        </text>
      </>
    ))}
    {drawing.dots.map(({ at, x, y, radius, far }) => (
      <Shaped {...{ x, y, radius }} group={picture.groups[picture.organizations[at]!.group]} far={far} />
    ))}
    {drawing.labels.map(({ of, x, y, anchor, text }) => (
      <text
        x={Math.round(x)}
        y={Math.round(y)}
        text-anchor={anchor}
        fill={drawing.dots[of]!.far ? QUIET : INK}
        stroke={PAPER}
        stroke-width="3"
        paint-order="stroke"
        stroke-linejoin="round"
      >
        {text}
      </text>
    ))}
    {drawing.holes.map(({ x, y, at }) => (
      <>
        <circle cx={x} cy={y - 22} r="9" fill="none" stroke={EDGE} stroke-width="1.6" stroke-dasharray="3 3" />
        <text x={x} y={y + 4} text-anchor="middle" font-size="11" fill={QUIET}>
          {shortName(sayHole(page.t, lists, page.region?.slug ?? '', picture.holes[at]!).label)}
        </text>
      </>
    ))}
  </>
)

const Shaped = ({
  x,
  y,
  radius,
  group,
  far,
}: {
  x: number
  y: number
  radius: number
  group?: Group
  far: boolean
}) => (
  <g
    transform={`translate(${x - radius} ${y - radius}) scale(${Math.round((radius / 8) * 1000) / 1000})`}
    fill={inkOf(group)}
    opacity={far ? 0.4 : undefined}
  >
    {raw(shapeMarkup(group?.shape ?? 'other'))}
  </g>
)

const SheetLegend = ({ page, picture, lists, asked }: SheetView) => {
  const place = (n: number) => ({ x: (n % 4) * COLUMN, y: Math.floor(n / 4) * 24 })
  const groups = picture.groups.slice(0, GROUPS)
  return (
    <>
      {groups.map((group, n) => {
        const { x, y } = place(n)
        return (
          <>
            <Shaped x={x + 8} y={y} radius={7} group={group} far={false} />
            <text
              x={x + 24}
              y={y + 4}
            >{`${shortName(sayGroup(page.t, lists, asked.color, group))} ${group.count}`}</text>
          </>
        )
      })}
      {LINES.map((line, n) => {
        const { x, y } = place(groups.length + n)
        return (
          <>
            <path
              d={`M${x} ${y}h34`}
              stroke={EDGE}
              stroke-width={thickness(3)}
              stroke-dasharray={DASHES[n]}
              stroke-linecap={n === 0 ? 'round' : 'butt'}
            />
            {n === 3 && <path d={`M${x} ${y}h34`} stroke={PAPER} stroke-width={thickness(3) / 3} />}
            <text x={x + 42} y={y + 4}>
              {page.t(`map.line.${line}`)}
            </text>
          </>
        )
      })}
    </>
  )
}
