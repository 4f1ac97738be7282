import type { Page } from '../../ui/page.ts'
import type { Spread } from '../graph/random-twins.ts'

const WIDTH = 360
const LEFT = 8
const LINE = 34

interface Stripped {
  page: Page
  /** What is measured, in words. */
  what: string
  here: number
  random: Spread
}

const shown = (value: number, digits: number) => value.toFixed(digits)

/** Where a region stands beside random networks of the same size and degrees: the band is where those are. */
export const Strip = ({ page, what, here, random }: Stripped) => {
  const low = Math.min(here, random.least)
  const high = Math.max(here, random.most)
  const room = (high - low || Math.max(Math.abs(here), 1)) * 0.15
  const at = (value: number) =>
    Math.round(LEFT + ((value - low + room) / (high - low + 2 * room || 1)) * (WIDTH - 2 * LEFT))
  const says = page.t('insight.strip.says', {
    what,
    value: here,
    mean: random.mean,
    least: random.least,
    most: random.most,
  })
  const band = { from: at(random.least), to: Math.max(at(random.most), at(random.least) + 3) }
  const isLeft = at(here) < WIDTH / 2
  return (
    <figure class="strip">
      <svg viewBox={`0 0 ${WIDTH} 62`} role="img" aria-label={says}>
        <path class="axis" d={`M${LEFT} ${LINE}H${WIDTH - LEFT}`} />
        <rect class="band" x={band.from} y={LINE - 8} width={band.to - band.from} height="16" />
        <path class="mean" d={`M${at(random.mean)} ${LINE - 8}v16`} />
        <circle class="here" cx={at(here)} cy={LINE} r="6" />
        <text x={at(here)} y="16" text-anchor={isLeft ? 'start' : 'end'}>
          {`${page.t('insight.strip.here')} ${shown(here, 2)}`}
        </text>
        <text class="quiet" x={at(random.mean)} y="58" text-anchor={at(random.mean) < WIDTH / 2 ? 'start' : 'end'}>
          {`${page.t('insight.strip.random')} ${shown(random.mean, 2)}`}
        </text>
      </svg>
      <figcaption class="tiny">{says}</figcaption>
    </figure>
  )
}

/** How a value stands to those of random networks: apart only when it is outside of nearly all of them, and by a twentieth. */
export function besideChance(here: number, random: Spread): 'more' | 'as' | 'less' {
  const apart = Math.abs(here - random.mean)
  if (apart <= 2 * random.deviation || apart <= 0.05 * Math.abs(random.mean)) return 'as'
  return here > random.mean ? 'more' : 'less'
}
