import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDate, formatNumber } from '../../platform/i18n.ts'
import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { href } from '../../ui/page.ts'
import { MapTabs } from '../map-tabs-panel.tsx'
import { CommunitiesPanel } from './communities-panel.tsx'
import { GapsPanel } from './gaps-panel.tsx'
import { LeadersPanel } from './leaders-panel.tsx'
import { LeavingPanel } from './leaving-panel.tsx'
import { MeetingsPanel } from './meetings-panel.tsx'
import { type InsightView, slugOf } from './parts-panel.tsx'
import { SurenessPanel } from './sureness-panel.tsx'
import { TightnessPanel } from './tightness-panel.tsx'

/** What the network of a region tells whoever reads it: each number in words, with what it means and what one could do. */
export const InsightsPage = (props: InsightView & { told?: Child }) => {
  const { page, insights, told } = props
  const { t } = page
  const { tier, asOf } = insights.network
  return (
    <Layout
      page={page}
      title={t('insight.title')}
      room="map"
      sheet="map-room.css"
      description={t('insight.lede', { region: page.region?.name })}
    >
      <PageHead
        page={page}
        title={t('insight.title')}
        crumbs={[{ label: t('map.title'), path: paths.map(slugOf(page)) }]}
        kind={t(`map.asOf.${tier}`, { date: formatDate(page.lang, asOf, 'long') })}
        lede={t('insight.lede', { region: page.region?.name })}
      />
      <MapTabs page={page} current="insights" />
      {told}
      {insights.waiting !== null && (
        <div class="p-top-l">
          <Flash>
            {t('insight.waiting', { share: insights.waiting })}{' '}
            <a href={href(page, page.path)}>{t('insight.lookAgain')}</a>
          </Flash>
        </div>
      )}
      <Told {...props} />
    </Layout>
  )
}

const Told = (props: InsightView) => {
  const { page, insights } = props
  const { organizations } = insights.network
  if (organizations.length === 0)
    return (
      <div class="p-top-l">
        <Empty title={page.t('insight.empty')} act={<ToOrganizations {...props} />}>
          {page.t('insight.emptyLede')}
        </Empty>
      </div>
    )
  const isAlone = organizations.length === 1
  const isUntied = !isAlone && insights.measures.ties === 0
  return (
    <>
      {isAlone && (
        <div class="p-top-l">
          <Empty title={page.t('insight.one')} act={<ToOrganizations {...props} />}>
            {page.t('insight.oneLede', { name: organizations[0]!.name })}
          </Empty>
        </div>
      )}
      {isUntied && (
        <div class="p-top-l">
          <Empty title={page.t('insight.untied')} act={<ToOrganizations {...props} />}>
            {page.t('insight.untiedLede', { n: organizations.length })}
          </Empty>
        </div>
      )}
      {!isAlone && !isUntied && (
        <>
          <InShort {...props} />
          <Contents {...props} />
          <TightnessPanel {...props} />
          <LeadersPanel {...props} />
          <LeavingPanel {...props} />
        </>
      )}
      {!isAlone && <MeetingsPanel {...props} />}
      <GapsPanel {...props} />
      {!isAlone && !isUntied && <CommunitiesPanel {...props} />}
      <SurenessPanel {...props} />
    </>
  )
}

const ToOrganizations = ({ page }: InsightView) => (
  <a class="btn" href={href(page, paths.organizations(slugOf(page)))}>
    {page.t('insight.emptyDo')}
  </a>
)

interface Figure {
  value: string
  label: string
  small: string | undefined
  to: string
}

/** The few numbers that one reads in passing; each leads to its part of the page or to its records. */
const InShort = ({ page, insights }: InsightView) => {
  const { t } = page
  const { measures, keyPersons, meetings, departures } = insights
  const held = (keyPersons ?? []).reduce((sum, one) => sum + one.ties, 0)
  const n = (value: number) => formatNumber(page.lang, value)
  const pieces = measures.components - measures.isolates.length
  const [first] = meetings
  const figures: (Figure | false)[] = [
    {
      value: n(measures.size),
      label: t('insight.short.organizations', { n: measures.size }),
      small: [t('insight.short.pieces', { n: pieces }), t('insight.short.alone', { n: measures.isolates.length })].join(
        ', ',
      ),
      to: href(page, paths.organizations(slugOf(page))),
    },
    {
      value: t('insight.short.densityValue', { density: measures.density }),
      label: t('insight.short.density'),
      small: undefined,
      to: '#tight',
    },
    {
      value: n(departures.length),
      label: t('insight.short.leaving', { n: departures.length }),
      small: undefined,
      to: '#leave',
    },
    held > 0 && { value: n(held), label: t('insight.short.person', { n: held }), small: undefined, to: '#leave' },
    first !== undefined && {
      value: n(meetings.length),
      label: t('insight.short.meet', { n: meetings.length }),
      small: t('insight.short.first', { a: first.pair[0].name, b: first.pair[1].name }),
      to: '#meet',
    },
  ]
  return (
    <dl class="figures p-top-l">
      {figures.map(
        (figure) =>
          figure && (
            <div>
              <dt>
                {figure.label}
                {figure.small && <span class="small block">{figure.small}</span>}
              </dt>
              <dd>
                <a href={figure.to}>{figure.value}</a>
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}

const PARTS = ['tight', 'lead', 'leave', 'meet', 'gaps', 'groups', 'sure'] as const

const Contents = ({ page }: InsightView) => (
  <nav class="p-top-l" aria-label={page.t('insight.toc')}>
    <ul class="bunch small" role="list">
      {PARTS.map((part) => (
        <li>
          <a href={`#${part}`}>{page.t(`insight.${part}.head`)}</a>
        </li>
      ))}
    </ul>
  </nav>
)
