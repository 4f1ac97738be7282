import { assetPath } from '../../ui/assets.ts'
import { type Page, href } from '../../ui/page.ts'
import type { Label } from './map-labels.ts'
import type { Group } from './map-groups.ts'
import { DASHES, type Drawing, FRAME, drawingOf, thickness } from './map-drawings.ts'
import type { Picture } from './map-pictures.ts'

export interface PictureView {
  page: Page
  picture: Picture
  /** Where the map goes when an organization is looked at. */
  focusOn(slug: string): string
  /** Where links open: a frame of another site is left. */
  target?: '_top'
  /** Where the records behind the number of a flow stand, by its place in the picture. */
  flowTo?(at: number): string
  /** What a hole says, and where it leads. */
  sayHole(at: number): { label: string; path: string }
}

/** The network as it stands in a page: each organization is a link that brings it into view. */
export const NetworkMap = ({ page, picture, focusOn, sayHole, flowTo, target }: PictureView) => {
  const drawing = drawingOf(picture)
  const { organizations, groups, focus } = picture
  return (
    <svg
      class={picture.organizations.length > 200 ? 'net net-large' : 'net'}
      viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
      role="group"
      aria-label={page.t('map.pictureLabel', { n: organizations.length, ties: picture.ties.length })}
    >
      <Cords drawing={drawing} receding={drawing.flows.length > 0} />
      <Flows {...{ page, picture, drawing, target }} flowTo={flowTo} />
      {drawing.dots.map((dot) => (
        <a
          target={target}
          href={href(page, focusOn(organizations[dot.at]!.slug))}
          data-sector={groups[organizations[dot.at]!.group]?.colour}
          class={dot.far ? 'far' : undefined}
          aria-current={dot.at === focus ? 'true' : undefined}
          aria-label={page.t('map.socketLabel', { name: dot.name, n: organizations[dot.at]!.ties })}
        >
          {dot.at === focus && <circle class="jack" cx={dot.x} cy={dot.y} r={dot.radius + 7} />}
          {dot.at === focus && <circle class="disc" cx={dot.x} cy={dot.y} r={dot.radius + 4} />}
          <circle class="touch" cx={dot.x} cy={dot.y} r={Math.max(12, dot.radius)} />
          <Shape group={groups[organizations[dot.at]!.group]} {...dot} />
        </a>
      ))}
      <Names drawing={drawing} picture={picture} />
      {drawing.holes.map(({ x, y, at }) => {
        const { label, path } = sayHole(at)
        return (
          <a class="hole" target={target} href={href(page, path)}>
            <circle cx={x} cy={y - 22} r="9" />
            <text x={x} y={y + 4} text-anchor="middle">
              {label}
            </text>
          </a>
        )
      })}
    </svg>
  )
}

const Shape = ({ group, x, y, radius }: { group?: Group; x: number; y: number; radius: number }) => (
  <use
    class="node"
    href={`${assetPath('sprite.svg')}#s-${group?.shape ?? 'other'}`}
    x={x - radius}
    y={y - radius}
    width={radius * 2}
    height={radius * 2}
  />
)

/** Arrows from who gave to who gained, each number a link to its records. */
const Flows = ({
  page,
  picture,
  drawing,
  flowTo,
  target,
}: Pick<PictureView, 'page' | 'picture' | 'flowTo' | 'target'> & { drawing: Drawing }) => (
  <>
    {drawing.flows.map(({ d, head, width, x, y }, n) => {
      const [from, to, things] = picture.flows![n]!
      const [giver, gainer] = [picture.organizations[from]!.name, picture.organizations[to]!.name]
      const number = (
        <text x={x} y={y + 4} text-anchor="middle">
          {things}
        </text>
      )
      return (
        <g class="flow">
          <path class="flow-line" stroke-width={width} d={d} aria-hidden="true" />
          <path class="flow-head" d={head} aria-hidden="true" />
          {flowTo ? (
            <a
              target={target}
              href={href(page, flowTo(n))}
              aria-label={page.t('map.flows.label', { giver, gainer, n: things })}
            >
              <circle class="touch" cx={x} cy={y} r="12" />
              {number}
            </a>
          ) : (
            number
          )}
        </g>
      )
    })}
  </>
)

const Cords = ({ drawing, receding }: { drawing: Drawing; receding: boolean }) => (
  <g aria-hidden="true" class={receding ? 'receding' : undefined}>
    {drawing.strands.map(({ line, strength, faded, lit, d }) => (
      <>
        <path
          class={`edge${lit ? ' lit' : ''}${faded ? ' faded' : ''}${line === 0 ? ' dotted' : ''}`}
          stroke-width={thickness(strength)}
          stroke-dasharray={DASHES[line]}
          d={d}
        />
        {line === 3 && <path class="thread" stroke-width={Math.max(0.7, thickness(strength) / 3)} d={d} />}
      </>
    ))}
  </g>
)

/** Names for the eye: a link carries its own. */
const Names = ({ drawing, picture }: { drawing: Drawing; picture: Picture }) => (
  <g aria-hidden="true">
    {drawing.labels.map((label) => (
      <Name label={label} of="of-wide" {...{ drawing, picture }} />
    ))}
    {drawing.bigLabels.map((label) => (
      <Name label={label} of="of-phone key" {...{ drawing, picture }} />
    ))}
  </g>
)

const Name = ({ label, of, drawing, picture }: { label: Label; of: string; drawing: Drawing; picture: Picture }) => (
  <text
    class={[of, label.of === picture.focus && 'name', drawing.dots[label.of]!.far && 'far'].filter(Boolean).join(' ')}
    x={Math.round(label.x)}
    y={Math.round(label.y)}
    text-anchor={label.anchor}
  >
    {label.text}
  </text>
)
