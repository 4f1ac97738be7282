import { type Page, href, lookOf } from '../../ui/page.ts'
import { OrganizationName } from '../../ui/icon.tsx'
import { paths } from '../../paths.ts'
import { entriesAddress, saySpan } from './entry-sayings.ts'
import type { GivesAndGains, Step } from './gives-and-gains.ts'

const ROOM = 'partnership-ledgers'
const [WIDTH, HALF, FOOT, LEFT] = [340, 62, 22, 4]

interface ChartView {
  page: Page
  partners: GivesAndGains[]
  /** Slug of the partnership whose numbers these are; without one, all of an organization. */
  partnership?: string | undefined
}

const round = (value: number) => Math.round(value * 10) / 10

/** What each gives stands above the line, what it gains hangs below it, all in one measure: how many things there were. */
export const GivesChart = ({ page, partners, partnership }: ChartView) => {
  const shown = partners.filter(({ steps }) => steps.some((step) => countIn(step) > 0))
  const most = Math.max(1, ...shown.flatMap(({ steps }) => steps.flatMap((step) => [step.gives.things, gainsIn(step)])))
  if (shown.length === 0) return null
  return (
    <figure class="stack-s">
      <div class={shown.length === 1 ? undefined : 'cols cols-2'}>
        {shown.map((partner) => (
          <div class="stack-s">
            <p>
              <OrganizationName
                name={partner.organization.name}
                look={lookOf(page, partner.organization.sector)}
                href={href(page, paths.organizationLedger(page.region!.slug, partner.organization.slug))}
              />
            </p>
            <Bars page={page} partner={partner} partnership={partnership} most={most} />
          </div>
        ))}
      </div>
      <figcaption class="bunch small quiet">
        <span class="gives-key is-gift">{page.t(`${ROOM}.gives`)}</span>
        <span class="gives-key is-capacity">{page.t(`${ROOM}.side.capacity`)}</span>
        <span class="gives-key is-reach">{page.t(`${ROOM}.side.reach`)}</span>
        <span>{page.t(`${ROOM}.chartCounts`)}</span>
      </figcaption>
    </figure>
  )
}

const gainsIn = ({ capacity, reach }: Step) => capacity.things + reach.things
const countIn = (step: Step) => step.gives.things + gainsIn(step)

type Part = 'gives' | 'capacity' | 'reach'
const LOOKS: Record<Part, string> = { gives: 'is-gift', capacity: 'is-capacity', reach: 'is-reach' }

const Bars = ({
  page,
  partner,
  partnership,
  most,
}: Omit<ChartView, 'partners'> & { partner: GivesAndGains; most: number }) => {
  const { organization, steps } = partner
  const width = (WIDTH - 2 * LEFT) / steps.length
  const bar = round(Math.min(34, width * 0.66))
  const every = Math.ceil(steps.length / 5)
  const long = (things: number) => round((things / most) * (HALF - 14))
  const place = (step: Step, n: number, part: Part) => {
    const x = round(LEFT + width * (n + 0.5) - bar / 2)
    const height = long(step[part].things)
    const above = part === 'reach' ? long(step.capacity.things) : 0
    return { x, width: bar, height, y: part === 'gives' ? round(HALF - height) : round(HALF + above) }
  }
  return (
    <svg
      class="gives-chart"
      viewBox={`0 0 ${WIDTH} ${2 * HALF + FOOT}`}
      role="group"
      aria-label={page.t(`${ROOM}.chart`, { name: organization.name })}
    >
      <path class="gives-axis" d={`M0 ${HALF}H${WIDTH}`} />
      {steps.map((step, n) => (
        <>
          {(['gives', 'capacity', 'reach'] as const)
            .filter((part) => step[part].things > 0)
            .map((part) => (
              <a
                href={href(page, recordsOf(page, partner, step, part, partnership))}
                aria-label={sayBar(page, partner, step, part)}
              >
                <rect class={`gives-bar ${LOOKS[part]}`} {...place(step, n, part)} />
              </a>
            ))}
          <Count
            x={round(LEFT + width * (n + 0.5))}
            y={round(HALF - long(step.gives.things) - 4)}
            n={step.gives.things}
          />
          <Count x={round(LEFT + width * (n + 0.5))} y={round(HALF + long(gainsIn(step)) + 13)} n={gainsIn(step)} />
          {(steps.length - 1 - n) % every === 0 && (
            <text
              class="gives-time"
              aria-hidden="true"
              x={round(LEFT + width * (n + 0.5))}
              y={2 * HALF + FOOT - 6}
              text-anchor="middle"
            >
              {saySpan(page, step)}
            </text>
          )}
        </>
      ))}
    </svg>
  )
}

const Count = ({ x, y, n }: { x: number; y: number; n: number }) =>
  n === 0 ? null : (
    <text aria-hidden="true" x={x} y={y} text-anchor="middle">
      {n}
    </text>
  )

const sayBar = (page: Page, { organization }: GivesAndGains, step: Step, part: Part) =>
  page.t(`${ROOM}.bar.${part}`, { name: organization.name, when: saySpan(page, step), n: step[part].things })

/** The records behind a number of the chart or the table. */
export const recordsOf = (
  page: Page,
  { organization }: Pick<GivesAndGains, 'organization'>,
  span: { from?: string; until?: string },
  part: Part,
  partnership: string | undefined,
): string =>
  entriesAddress(page.region!.slug, part === 'gives' ? 'contribution' : 'benefit', {
    ...(partnership && { partnership }),
    organization: organization.slug,
    ...(part !== 'gives' && { side: part }),
    ...(span.from && { from: span.from }),
    ...(span.until && { until: span.until }),
  })
