import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { StateBadge } from '../../ui/badge.tsx'
import { Avatar, initials } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Asking, SignOff } from './sign-offs.ts'
import { agrees } from './rules.ts'
import { sayStanding, STATES, sayStatus } from './sayings.ts'

const WIDE = 84
const ROW = 8

/** Where each partner stands, as plugs in the charter's board: for the eye alone, the list below says the same. */
export const StandingPicture = ({ page, asking }: { page: Page; asking: Pick<Asking, 'revision' | 'signOffs'> }) => {
  const rows = Array.from({ length: Math.ceil(asking.signOffs.length / ROW) }, (_, n) =>
    asking.signOffs.slice(n * ROW, (n + 1) * ROW),
  )
  return (
    <div class="sign-board" aria-hidden="true">
      {rows.map((row) => (
        <svg class="net" viewBox={`0 0 ${row.length * WIDE} 118`} width={row.length * WIDE}>
          {row.map((one, n) => (
            <Plug page={page} signOff={one} x={n * WIDE + WIDE / 2} middle={(row.length * WIDE) / 2} />
          ))}
          <circle class="jack" cx={(row.length * WIDE) / 2} cy="100" r="12" />
          <circle class="plug" cx={(row.length * WIDE) / 2} cy="100" r="7.5" />
        </svg>
      ))}
    </div>
  )
}

/** Approved: a strong cord; no objection: a thin one; waiting: a loose one; declined: it hangs beside its socket. */
const Plug = ({ page, signOff, x, middle }: { page: Page; signOff: SignOff; x: number; middle: number }) => {
  const { colour } = lookOf(page, signOff.organization.sector)
  const isIn = agrees(signOff.decision)
  const isOut = signOff.decision === 'declined'
  const end = isOut ? { x: x + 12, y: 66 } : { x, y: 40 }
  const path = `M${middle} 100Q${(middle + end.x) / 2} ${112} ${end.x} ${end.y}`
  return (
    <g data-sector={colour} data-strength={signOff.decision === 'approved' ? '4' : '2'}>
      <path class={isIn ? 'wire' : 'wire loose'} d={path} />
      {signOff.decision === 'approved' && <path class="braid" d={path} />}
      <circle class="jack" cx={x} cy="40" r="12" />
      {isIn && <circle class="plug" cx={x} cy="40" r="7.5" />}
      {isOut && <circle class="plug" cx={end.x} cy={end.y} r="5.5" />}
      <text class="key" x={x} y="16" text-anchor="middle">
        {initials(signOff.organization.name)}
      </text>
    </g>
  )
}

/** One partner of an asking: who it is, how it stands in a word and in a sentence, and what can be done. */
export const StandingRow = ({ page, signOff, children }: { page: Page; signOff: SignOff; children?: Child }) => (
  <li class="has-lead has-tail">
    <Avatar name={signOff.organization.name} look={lookOf(page, signOff.organization.sector)} />
    <div class="stack-s">
      <p class="title">
        <a href={href(page, paths.organization(page.region!.slug, signOff.organization.slug))}>
          <bdi>{signOff.organization.name}</bdi>
        </a>
      </p>
      <p class="small">{sayStanding(page.t, page.region!.timeZone, signOff)}</p>
      {signOff.decision === 'declined' && signOff.reason !== '' && (
        <blockquote class="small lines">
          <p>{signOff.reason}</p>
        </blockquote>
      )}
      {children}
    </div>
    <span class="tail">
      <StandingBadge page={page} signOff={signOff} />
    </span>
  </li>
)

/** How one stands, in a word. */
export const StandingBadge = ({ page, signOff }: { page: Page; signOff: Pick<SignOff, 'status' | 'until'> }) => {
  const state = STATES[signOff.status]
  const icon = signOff.status === 'clock' ? ('clock' as const) : undefined
  return (
    <StateBadge {...(state && { state })} {...(icon && { icon })}>
      {sayStatus(page.t, signOff)}
    </StateBadge>
  )
}
