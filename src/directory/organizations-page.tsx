import { paths } from '../paths.ts'
import { PAGE_SIZE, listAddress } from '../platform/list-query.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { DirectoryTabs } from '../ui/directory-tabs.tsx'
import { Empty } from '../ui/empty.tsx'
import { Avatar, Icon, Mark } from '../ui/icon.tsx'
import { langOn } from '../ui/languages.ts'
import { Layout } from '../ui/layout.tsx'
import { Downloads, Pages } from '../ui/list.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href, lookOf } from '../ui/page.ts'
import { SORTS } from './forms.ts'
import {
  ActiveOrganizationFilters,
  Filters,
  type ListProps,
  Often,
  Search,
  inAddress,
  isWhole,
} from './filter-panel.tsx'
import { EndedBadge } from './ended-panel.tsx'
import type { Listed } from './organization-lists.ts'
import { canAddOrganization, canImport } from './rules.ts'
import { sectorOf } from './sayings.ts'

export const OrganizationsPage = (props: ListProps) => {
  const { page, asked, total } = props
  const { t } = page
  const { name } = page.region!
  const nothing = total === 0 && isWhole(asked)
  return (
    <Layout
      page={page}
      title={t('directory.title')}
      room="organizations"
      description={t('directory.description', { region: name })}
      script="live-list.js"
    >
      <PageHead page={page} title={t('directory.title')} act={<Acts page={page} />} />
      <DirectoryTabs page={page} current="organizations" />
      {nothing ? (
        <Empty title={t('directory.noneTitle')}>
          {t(page.actor?.member ? 'directory.noneText' : 'directory.nonePublic')}
        </Empty>
      ) : (
        <div class="cols cols-filter p-top-l">
          <Filters {...props} />
          <div>
            <Search page={page} asked={asked} />
            <p class="sr" role="status" id="found-said" />
            <div id="found">
              <Often page={page} asked={asked} />
              <Found {...props} />
            </div>
          </div>
        </div>
      )}
    </Layout>
  )
}

const Acts = ({ page }: { page: Page }) => {
  const { actor, region, t } = page
  if (!actor || !canAddOrganization(actor)) return null
  return (
    <>
      {canImport(actor) && (
        <a class="btn" href={href(page, paths.importStart(region!.slug))}>
          {t('directory.import')}
        </a>
      )}
      <a class="btn btn-act" href={href(page, paths.newOrganization(region!.slug))}>
        <Icon name="plus" />
        {t('directory.add')}
      </a>
    </>
  )
}

const Found = (props: ListProps) => {
  const { page, asked, items, total } = props
  const list = paths.organizations(page.region!.slug)
  if (total === 0) return <NoMatch {...props} list={list} />
  return (
    <>
      <div class="section-head p-top">
        <p data-said>{page.t.rich('directory.count', { count: total, b: (chunks) => <b>{chunks}</b> })}</p>
        <div class="bunch small">
          <Sorts page={page} asked={asked} />
          <Downloads page={page} />
        </div>
      </div>
      <ActiveOrganizationFilters {...props} />
      <ul class="rows p-top">
        {items.map((one) => (
          <Row {...props} organization={one} />
        ))}
      </ul>
      <Pages page={page} current={asked.page} size={PAGE_SIZE} total={total} />
    </>
  )
}

const NoMatch = (props: ListProps & { list: string }) => (
  <div class="p-top stack">
    <ActiveOrganizationFilters {...props} />
    <Empty
      title={props.page.t('directory.noMatchTitle')}
      act={
        <a class="btn" href={href(props.page, props.list)}>
          {props.page.t('directory.showAll')}
        </a>
      }
    >
      {props.page.t('directory.noMatchText')}
    </Empty>
  </div>
)

const Sorts = ({ page, asked }: { page: Page; asked: ListProps['asked'] }) => {
  const list = paths.organizations(page.region!.slug)
  const to = (sort: string) => href(page, listAddress(list, inAddress(asked), { sort: sort === 'name' ? '' : sort }))
  return (
    <nav class="bunch" aria-label={page.t('directory.sortBy')}>
      <span class="quiet">{page.t('directory.sortBy')}</span>
      {SORTS.map((sort) =>
        sort === asked.sort ? (
          <b aria-current="true">{page.t(`directory.sort.${sort}`)}</b>
        ) : (
          <a href={to(sort)}>{page.t(`directory.sort.${sort}`)}</a>
        ),
      )}
    </nav>
  )
}

const Row = ({ page, lists, asked, organization: one }: ListProps & { organization: Listed }) => {
  const { slug } = page.region!
  const counties = [...new Set(one.places.map((place) => place.county || place.city).filter(Boolean))]
  return (
    <li class="has-lead has-tail">
      <Avatar name={one.name} look={lookOf(page, one.sector)} />
      <div>
        <h2 class="title">
          <a href={href(page, paths.organization(slug, one.slug))}>{one.name}</a>
        </h2>
        {one.mission && <p lang={langOn(page, one)}>{one.mission}</p>}
        <p class="meta">
          <span>
            <Mark look={lookOf(page, one.sector)} />
            {sectorOf(lists, one.sector).label}
          </span>
          {counties.length > 0 && (
            <span>
              <Icon name="map-pin" />
              {counties.slice(0, 3).join(', ')}
            </span>
          )}
          <EndedBadge page={page} organization={one} today={asked.today} />
          {one.visibility !== 'public' && <VisibilityBadge page={page} visibility={one.visibility} />}
        </p>
      </div>
      <p class="tail small quiet">
        {one.ties > 0 ? (
          <a href={href(page, `${paths.ties(slug)}?organization=${one.slug}`)}>
            {page.t('directory.ties', { count: one.ties })}
          </a>
        ) : (
          page.t('directory.ties', { count: 0 })
        )}
      </p>
    </li>
  )
}
