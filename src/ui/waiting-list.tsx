import type { Waiting } from '../platform/room.ts'
import { Flash } from './flash.tsx'
import type { Page } from './page.ts'

/** What awaits an answer of the reader, with the way there; nothing when nothing does. */
export const WaitingList = ({ page, waiting }: { page: Page; waiting: Waiting[] }) =>
  waiting.length === 0 ? null : (
    <Flash>
      <p>
        <b>{page.t('ui.waits')}</b>
      </p>
      {waiting.map((one) => (
        <p>
          <a href={one.href}>{one.label}</a>
        </p>
      ))}
    </Flash>
  )
