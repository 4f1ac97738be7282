import { formatNumber } from '../../platform/i18n.ts'
import { type Page, lookOf } from '../../ui/page.ts'
import { type WaveNode, type WavesPicture } from './waves.ts'

/** Names in the picture end somewhere; in the table they stand whole. */
const LETTERS = 24
const shortened = (name: string) => ([...name].length > LETTERS ? `${[...name].slice(0, LETTERS - 1).join('')}…` : name)

/** The waves of a round as a picture, for the eye alone: all of it stands in the table below. */
export const Waves = ({ page, picture }: { page: Page; picture: WavesPicture }) => {
  const { t } = page
  return (
    <figure class="stack-s">
      <div class="scroll waves" role="region" aria-label={t('snowball.picture')} tabindex={0}>
        <svg
          class="net"
          viewBox={`0 0 ${picture.width} ${picture.height}`}
          width={picture.width}
          height={picture.height}
          aria-hidden="true"
        >
          {picture.lines.map(({ from, to }) => (
            <path class="waves-line" d={curve(from, to)} />
          ))}
          {picture.columns.map(({ wave, x }) => (
            <text class="waves-head" x={x - 12} y="20">
              {wave === null ? t('snowball.next') : t('snowball.wave', { n: wave + 1 })}
            </text>
          ))}
          {picture.nodes.map((node) => (
            <Node page={page} node={node} />
          ))}
          {picture.columns.map(
            ({ x, more }) =>
              more > 0 && (
                <text class="waves-more" x={x - 12} y={picture.height - 16}>
                  {t('snowball.more', { n: formatNumber(page.lang, more) })}
                </text>
              ),
          )}
        </svg>
      </div>
      <figcaption class="bunch small quiet">
        <Key status="answered" label={t('snowball.status.answered')} />
        <Key status="waiting" label={t('snowball.status.waiting')} />
        <Key status="handed" label={t('snowball.key.handed')} />
        <Key status="named" label={t('snowball.next')} />
      </figcaption>
    </figure>
  )
}

/** From behind a name to before a socket; who named one of its own wave or an earlier one, from socket to socket. */
const curve = (from: WaveNode, to: WaveNode) => {
  if (to.x <= from.x)
    return `M${from.x - 10} ${from.y}C${from.x - 30} ${from.y} ${to.x - 30} ${to.y} ${to.x - 10} ${to.y}`
  const begin = from.x + 22 + [...shortened(from.name)].length * 7.4
  const middle = (begin + to.x) / 2
  return `M${Math.round(begin)} ${from.y}C${Math.round(middle)} ${from.y} ${Math.round(middle)} ${to.y} ${to.x - 12} ${to.y}`
}

const Node = ({ page, node }: { page: Page; node: WaveNode }) => (
  <g data-sector={lookOf(page, node.sector).colour}>
    <Socket x={node.x} y={node.y} status={node.status} />
    <text x={node.x + 16} y={node.y + 5}>
      {shortened(node.name)}
    </text>
  </g>
)

/** Who answered has plugged in; who was asked is an open socket; whom no mail reaches a broken one. */
const Socket = ({ x, y, status }: { x: number; y: number; status: WaveNode['status'] }) => (
  <>
    <circle
      class={
        status === 'answered' || status === 'waiting' ? 'jack' : status === 'named' ? 'waves-named' : 'jack waves-no'
      }
      cx={x}
      cy={y}
      r="9"
    />
    {status === 'answered' && <circle class="plug" cx={x} cy={y} r="5.5" />}
  </>
)

const Key = ({ status, label }: { status: WaveNode['status']; label: string }) => (
  <span class="bunch">
    <svg class="waves-key" viewBox="0 0 24 24" aria-hidden="true">
      <Socket x={12} y={12} status={status} />
    </svg>
    {label}
  </span>
)
