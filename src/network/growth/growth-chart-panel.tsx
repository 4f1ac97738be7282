import { formatDate, formatNumber } from '../../platform/i18n.ts'
import { type Page } from '../../ui/page.ts'
import type { Growth, Step } from './growth-lines.ts'

const [WIDTH, HEIGHT, LEFT, BOTTOM] = [900, 240, 44, 30]

const round = (value: number) => Math.round(value * 10) / 10

/** Round steps of a scale, at most four. */
function scaleOf(most: number): number[] {
  const rough = Math.max(1, most / 4)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, n) => n * step)
}

interface ChartView {
  page: Page
  growth: Growth
  /** The day that is looked at, and the one it is held against. */
  day: string
  before?: string
  /** Where the map of a day is. */
  dayPath(day: string): string
}

/** How organizations and ties grew: two lines, each day a link to the network of that day. */
export const GrowthChart = ({ page, growth, day, before, dayPath }: ChartView) => {
  const { steps } = growth
  const { t } = page
  const marks = scaleOf(Math.max(1, ...steps.flatMap((step) => [step.organizations, step.ties])))
  const most = marks.at(-1)!
  const x = (n: number) => round(LEFT + ((WIDTH - LEFT - 12) * (n + 0.5)) / steps.length)
  const y = (value: number) => round(12 + (HEIGHT - BOTTOM - 12) * (1 - value / most))
  const line = (of: (step: Step) => number) =>
    steps.map((step, n) => `${n === 0 ? 'M' : 'L'}${x(n)} ${y(of(step))}`).join('')
  const every = Math.ceil(steps.length / 9)
  const says = (step: Step) =>
    t('growth.step', {
      date: formatDate(page.lang, step.day, 'long'),
      organizations: step.organizations,
      ties: step.ties,
    })
  return (
    <figure class="stack-s">
      <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={t('growth.chart')}>
        <g aria-hidden="true">
          {marks.map((mark) => (
            <>
              <path class="chart-grid" d={`M${LEFT} ${y(mark)}H${WIDTH}`} />
              <text x={LEFT - 8} y={y(mark) + 4} text-anchor="end">
                {formatNumber(page.lang, mark)}
              </text>
            </>
          ))}
          <path class="chart-line is-second" d={line((step) => step.organizations)} />
          <path class="chart-line" d={line((step) => step.ties)} />
        </g>
        {steps.map((step, n) => (
          <a
            href={dayPath(step.day)}
            aria-label={says(step)}
            aria-current={step.day === day ? 'true' : undefined}
            class={step.day === day ? 'is-day' : step.day === before ? 'is-before' : undefined}
          >
            <rect
              class="touch"
              x={round(x(n) - (WIDTH - LEFT) / steps.length / 2)}
              y="0"
              width={round((WIDTH - LEFT) / steps.length)}
              height={HEIGHT}
            />
            <circle class="chart-dot" cx={x(n)} cy={y(step.ties)} r="5" />
            {n % every === (steps.length - 1) % every && (
              <text x={x(n)} y={HEIGHT - 8} text-anchor="middle" aria-hidden="true">
                {n === steps.length - 1 ? t('growth.today') : step.day.slice(0, labelLength(steps))}
              </text>
            )}
          </a>
        ))}
      </svg>
      <figcaption class="bunch small quiet">
        <span class="chart-key">{t('growth.ties')}</span>
        <span class="chart-key is-second">{t('growth.organizations')}</span>
        {growth.undated > 0 && <span>{t('growth.undated', { n: growth.undated })}</span>}
      </figcaption>
    </figure>
  )
}

/** Years are told by their number; what stands within one, by its month too. */
const labelLength = (steps: readonly Step[]) =>
  new Set(steps.map((step) => step.day.slice(0, 4))).size === steps.length ? 4 : 7
