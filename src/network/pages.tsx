import { paths } from '../paths.ts'
import { type Translate, formatDate } from '../platform/i18n.ts'
import type { Lists } from '../region/lists.ts'
import { type State, StateBadge } from '../ui/badge.tsx'
import { Cord, Strength } from '../ui/cord.tsx'
import { OrganizationName } from '../ui/icon.tsx'
import { type Page, href, lookOf } from '../ui/page.ts'
import { type Side, type TieState, isEvidence } from './rules.ts'
import { phraseOf, sayCord, sayStrength } from './sayings.ts'
import type { Tie } from './ties.ts'

/** The cord of a tie: a plug where a side has confirmed, in the colour of the side that gives. */
const TieCord = ({ page, tie }: { page: Page; tie: Tie }) => (
  <Cord
    label={sayCord(page.t, tie)}
    strength={tie.strength}
    colour={tie.directed ? lookOf(page, tie.sides[0].sector).colour : undefined}
    plugged={[tie.sides[0].verdict === 'confirms', tie.sides[1].verdict === 'confirms']}
  />
)

export const SideName = ({ page, side }: { page: Page; side: Pick<Side, 'name' | 'slug' | 'sector'> }) => (
  <OrganizationName
    name={side.name}
    look={lookOf(page, side.sector)}
    href={href(page, paths.organization(page.region?.slug ?? '', side.slug))}
  />
)

/** Both ends of a tie with the cord between them. */
export const TieEnds = ({ page, tie }: { page: Page; tie: Tie }) => (
  <div class="tie">
    <span>
      <SideName page={page} side={tie.sides[0]} />
    </span>
    <TieCord page={page} tie={tie} />
    <span>
      <SideName page={page} side={tie.sides[1]} />
    </span>
  </div>
)

/** How strong a tie is, for a list. */
export const TieStrength = ({ t, tie }: { t: Translate; tie: Pick<Tie, 'strength'> }) => (
  <span>
    <Strength strength={tie.strength} />
    {sayStrength(t, tie.strength)}
  </span>
)

const BADGES: Record<TieState, State | undefined> = {
  reported: undefined,
  claimed: 'note',
  confirmed: 'good',
  disputed: 'warn',
}

export const TieStateBadge = ({ t, tie }: { t: Translate; tie: Pick<Tie, 'state'> }) => (
  <StateBadge state={BADGES[tie.state]}>{t(`network.state.${tie.state}`)}</StateBadge>
)

/** The two spoke with each other not long ago. */
export const Evidenced = ({
  page,
  tie,
  today,
}: {
  page: Page
  tie: Pick<Tie, 'lastContact' | 'fadingMonths'>
  today: string
}) =>
  isEvidence(tie, today) ? (
    <span>{page.t('network.evidenced', { date: formatDate(page.lang, tie.lastContact, 'long') })}</span>
  ) : null

/** "is funded by", as this organization says it of the other end. */
export const phraseFrom = (lists: Lists, tie: Tie, organizationId: string) =>
  phraseOf(lists.tieKinds, tie.kind, tie.sides[0].id === organizationId ? 'forward' : 'backward')

export const otherSide = (tie: Tie, organizationId: string): Side =>
  tie.sides[0].id === organizationId ? tie.sides[1] : tie.sides[0]
