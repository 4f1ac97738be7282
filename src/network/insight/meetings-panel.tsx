import { paths } from '../../paths.ts'
import { listAddress } from '../../platform/list-query.ts'
import { OrganizationName } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { NetworkOrganization } from '../current-networks.ts'
import { sayReasons } from './meeting-sayings.ts'
import type { Meeting } from './meetings.ts'
import { type InsightView, Section, slugOf } from './parts-panel.tsx'
import { canIntroduce } from './rules.ts'

/** Pairs that should meet, with their reasons, and for those who may, the way to introduce them. */
export const MeetingsPanel = (view: InsightView) => {
  const { page, insights } = view
  const { t } = page
  const { organizations } = insights.network
  return (
    <Section page={page} id="meet" lede={t('insight.meet.lede')}>
      {insights.mine.length > 0 && (
        <>
          <h3 class="title p-top">{t('insight.meet.mine')}</h3>
          <Meetings {...view} organizations={organizations} meetings={insights.mine} />
          <h3 class="title p-top-l">{t('insight.meet.all')}</h3>
        </>
      )}
      {insights.meetings.length === 0 ? (
        <p>{t(insights.waiting === null ? 'insight.meet.none' : 'insight.meet.coming')}</p>
      ) : (
        <Meetings {...view} organizations={organizations} meetings={insights.meetings} />
      )}
      {page.actor?.coordinates && (
        <p class="small p-top-s">
          <a href={href(page, `${paths.proposals(slugOf(page))}?decided=yes`)}>{t('insight.meet.decided')}</a>
        </p>
      )}
    </Section>
  )
}

/** Pairs with their reasons. */
export const Meetings = ({
  page,
  lists,
  organizations,
  meetings,
}: Pick<InsightView, 'page' | 'lists'> & {
  organizations: readonly NetworkOrganization[]
  meetings: readonly Meeting[]
}) => (
  <ul class="rows" role="list">
    {meetings.map((meeting) => {
      const { pair } = meeting
      return (
        <li class="has-tail">
          <div class="stack-s">
            <p class="bunch">
              <Name page={page} organization={pair[0]} />
              <span class="quiet">+</span>
              <Name page={page} organization={pair[1]} />
            </p>
            <p class="small">{sayReasons({ t: page.t, lists, organizations }, meeting).slice(0, 4).join(' ')}</p>
          </div>
          {page.actor && canIntroduce(page.actor, pair) && (
            <a class="btn btn-s" href={href(page, introductionOf(page, pair))}>
              {page.t('insight.meet.look')}
              <span class="sr">: {page.t('insight.meet.pair', { a: pair[0].name, b: pair[1].name })}</span>
            </a>
          )}
        </li>
      )
    })}
  </ul>
)

/** Where two are introduced. */
const introductionOf = (page: Page, [a, b]: Meeting['pair']) =>
  listAddress(paths.introduction(slugOf(page), a.slug), { with: b.slug })

const Name = ({ page, organization }: { page: Page; organization: NetworkOrganization }) => (
  <OrganizationName
    name={organization.name}
    look={lookOf(page, organization.sector)}
    href={href(page, paths.organization(slugOf(page), organization.slug))}
  />
)
