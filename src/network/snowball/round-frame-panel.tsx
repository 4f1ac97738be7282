import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { StateBadge, type State } from '../../ui/badge.tsx'
import { Layout } from '../../ui/layout.tsx'
import type { Script } from '../../ui/assets.ts'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { MapTabs } from '../map-tabs-panel.tsx'
import type { Round } from './rounds.ts'
import type { Status } from './rules.ts'

/** A page of the rounds; below a round it leads back there. */
export const RoundFrame = ({
  page,
  title,
  round,
  kind,
  lede,
  act,
  script,
  children,
}: {
  page: Page
  title: string
  /** The round that it is a part of. */
  round?: Round
  kind?: Child
  lede?: Child
  act?: Child
  script?: Script
  children?: Child
}) => {
  const slug = page.region!.slug
  return (
    <Layout page={page} title={title} room="map" noindex sheet="snowball.css" {...(script && { script })}>
      <PageHead
        page={page}
        title={<bdi>{title}</bdi>}
        crumbs={[
          { label: page.t('map.title'), path: paths.map(slug) },
          { label: page.t('snowball.rounds'), path: paths.rounds(slug) },
          ...(round ? [{ label: round.name, path: paths.round(slug, round.id) }] : []),
        ]}
        kind={kind}
        lede={lede}
        act={act}
      />
      <MapTabs page={page} current="rounds" />
      <div class="p-top stack">{children}</div>
    </Layout>
  )
}

const STATES: Record<Status, State | undefined> = {
  answered: 'good',
  waiting: 'note',
  handed: 'note',
  unwanted: 'warn',
  revoked: undefined,
  silent: 'warn',
}

/** How one who was asked stands, in a word. */
export const StatusBadge = ({ page, status }: { page: Page; status: Status }) => (
  <StateBadge {...(STATES[status] && { state: STATES[status] })}>{page.t(`snowball.status.${status}`)}</StateBadge>
)

/** Until when one can answer, or since when no more. */
export const RoundState = ({ page, round }: { page: Page; round: Round }) => (
  <StateBadge {...(round.closedAt ? {} : { state: 'good' as const })}>
    {page.t(round.closedAt ? 'snowball.isClosed' : 'snowball.isOpen')}
  </StateBadge>
)
