import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'
import type { Page } from './page.ts'

const SEEN_BY = { circle: 'lock', region: 'users', public: 'globe' } as const

/** Who sees a record, on its face. */
export const VisibilityBadge = ({ page, visibility }: { page: Page; visibility: 'circle' | 'region' | 'public' }) => (
  <span class={visibility === 'circle' ? 'badge badge-private' : 'badge'}>
    <Icon name={SEEN_BY[visibility]} />
    {page.t(`ui.visibility.${visibility}`)}
  </span>
)

export type State = 'good' | 'warn' | 'bad' | 'note'
const STATE_ICONS: Record<State, IconName> = { good: 'check', warn: 'triangle-alert', bad: 'x', note: 'info' }

/** A state in a word, with its icon and colour. */
export const StateBadge = ({ state, icon, children }: { state?: State; icon?: IconName; children?: Child }) => {
  const shown = icon ?? (state && STATE_ICONS[state])
  return (
    <span class={state ? `badge is-${state}` : 'badge'}>
      {shown && <Icon name={shown} />}
      {children}
    </span>
  )
}
