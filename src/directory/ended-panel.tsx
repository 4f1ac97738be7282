import { sayPartialDate } from '../platform/partial-dates.ts'
import { StateBadge } from '../ui/badge.tsx'
import { Flash } from '../ui/flash.tsx'
import type { Page } from '../ui/page.ts'
import { Kins, type ProfileProps } from './organization-panel.tsx'
import { hasEnded } from './rules.ts'

/** That an organization has ended, or will: it stays in the directory, and what it did too. */
export const EndedBadge = ({
  page,
  organization: one,
  today,
}: {
  page: Page
  organization: { ended: string | null }
  today: string
}) =>
  one.ended === null ? null : (
    <StateBadge state="warn">
      {page.t(hasEnded(one, today) ? 'directory.ended' : 'directory.ends', {
        date: sayPartialDate(page.lang, one.ended),
      })}
    </StateBadge>
  )

/** Where its work goes on. */
export const Ended = ({ page, organization: one, today }: ProfileProps) =>
  !hasEnded(one, today) ? null : (
    <Flash>
      {page.t('directory.endedText', { name: one.name })}{' '}
      {one.family.successors.length > 0 &&
        page.t.rich('directory.goesOn', { who: () => <Kins page={page} kin={one.family.successors} /> })}
    </Flash>
  )
