import type { Child } from 'hono/jsx'
import type { State } from './badge.tsx'
import { Icon, type IconName } from './icon.tsx'

const ICONS: Record<State, IconName> = { good: 'check', warn: 'triangle-alert', bad: 'triangle-alert', note: 'info' }

/** A sentence that is about what just happened, or about what to know before going on. */
export const Flash = ({ state = 'note', children }: { state?: State; children?: Child }) => (
  <div class={`flash is-${state}`} role={state === 'bad' ? 'alert' : 'status'}>
    <Icon name={ICONS[state]} />
    <div>{children}</div>
  </div>
)
