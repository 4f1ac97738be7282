import { sayPartialDate } from '../../platform/partial-dates.ts'
import { langOn } from '../../ui/languages.ts'
import { type Page, href } from '../../ui/page.ts'
import { paths } from '../../paths.ts'
import type { Partnership } from '../partnerships.ts'
import type { Happening } from './happenings.ts'
import { BOX, type Line, shortName } from './lines.ts'
import { Marked } from '../translations/said-panel.tsx'

/** What something is called, in one sentence: "Library joined". */
export const sayHappening = ({ t }: Page, { kind, name, years }: Happening): string =>
  t(`momentum.kind.${kind}`, { name, years: years ?? 0 })

/** When it was, as far as it is known. */
export const sayWhen = (page: Page, { when }: Happening): string => sayPartialDate(page.lang, when)

/** Where it is told in full; without language. */
export const pathOf = (page: Page, { slug }: Pick<Partnership, 'slug'>, { tab }: Happening): string =>
  tab === '' ? paths.partnership(page.region!.slug, slug) : paths.partnershipTab(page.region!.slug, slug, tab)

/** What stands on the line: of a gain what was gained, not whose. */
const labelOf = ({ kind, name }: Happening) => (kind === 'benefit' ? name.slice(name.indexOf(': ') + 2) : name)

const Y = BOX.cord
/** Colours of the day, for a file by itself; on a page the style sheet has its own. */
const INK = { ink: '#1a2330', quiet: '#5b6472', cord: '#b43a22', brass: '#8a6a2f', paper: '#fffdf9', edge: '#8b8f98' }

/** The line of a partnership as a cord through time, dotted where it has not happened yet. The list beside it says the same. */
export const LinePicture = ({ page, partnership, line }: { page: Page; partnership: Partnership; line: Line }) => (
  <svg
    class="time-line"
    xmlns="http://www.w3.org/2000/svg"
    viewBox={`0 0 ${line.width} ${line.height}`}
    role="img"
    aria-label={page.t('momentum.picture', { name: partnership.name, count: line.drawn.length })}
    font-family="'Public Sans', Arial, sans-serif"
    font-size="12"
  >
    <g class="years" fill={INK.quiet}>
      {line.years.map(({ x, year }) => (
        <>
          <path d={`M${x} ${Y - 9}V${Y + 9}`} stroke={INK.edge} />
          <text x={x} y={line.height - 4} text-anchor="middle">
            {year}
          </text>
        </>
      ))}
    </g>
    <path class="past" d={`M${BOX.side} ${Y}H${line.today}`} stroke={INK.cord} stroke-width="4" fill="none" />
    <path
      class="to-come"
      d={`M${line.today} ${Y}H${line.width - BOX.side}`}
      stroke={INK.edge}
      stroke-width="3"
      stroke-dasharray="2 6"
      stroke-linecap="round"
      fill="none"
    />
    {line.drawn.map(({ happening, x, row }) => {
      const y = row === null ? Y : Y + row * BOX.row + (row > 0 ? 10 : -4)
      return (
        <g class={`happening is-${happening.kind}`} fill={INK.ink}>
          {row !== null && (
            <>
              <path d={`M${x} ${Y}V${row > 0 ? y - 11 : y + 4}`} stroke={INK.edge} stroke-width="1" />
              <text x={x} y={y} text-anchor="middle" lang={happening.words && langOn(page, happening.words)}>
                {shortName(labelOf(happening))}
              </text>
            </>
          )}
          <circle
            cx={x}
            cy={Y}
            r={happening.kind === 'anniversary' ? 3 : 6}
            fill={INK.paper}
            stroke={INK.brass}
            stroke-width="2.5"
          />
        </g>
      )
    })}
    <g class="now" fill={INK.cord}>
      <circle cx={line.today} cy={Y} r="7" />
    </g>
  </svg>
)

/** Links to what happened, in a list. */
export const HappeningLine = ({
  page,
  partnership,
  happening,
}: {
  page: Page
  partnership: Partnership
  happening: Happening
}) => (
  <>
    <p>
      <a href={href(page, pathOf(page, partnership, happening))}>
        <Marked page={page} sentence={sayHappening(page, happening)} words={happening.words} />
      </a>
    </p>
    <p class="small quiet">{sayWhen(page, happening)}</p>
  </>
)
