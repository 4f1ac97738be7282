import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import { PAGE_SIZE, listAddress } from '../platform/list-query.ts'
import type { Lists } from '../region/lists.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { Empty } from '../ui/empty.tsx'
import { Avatar, Icon, Mark } from '../ui/icon.tsx'
import { Layout } from '../ui/layout.tsx'
import { ActiveFilters, Downloads, Pages } from '../ui/list.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { SORTS } from './forms.ts'
import { FACETS, type Facet, type Facets, type Listed, type OrganizationFilter } from './organization-lists.ts'
import { canAddOrganization, canImport } from './rules.ts'
import { roleOf, sectorOf } from './sayings.ts'

export interface ListProps {
  page: Page
  lists: Lists
  asked: OrganizationFilter & { page: number }
  items: Listed[]
  total: number
  facets: Facets
}

/** What was asked, as it stands in addresses. */
const inAddress = ({ today: _today, page: _page, sort, ...asked }: ListProps['asked']) => ({
  ...asked,
  sort: sort === 'name' ? '' : sort,
})

/** Without any filter, and without words. */
const isWhole = (asked: ListProps['asked']) =>
  asked.q === '' && asked.ties === '' && FACETS.every((facet) => asked[facet].length === 0)

const sayFacet = (lists: Lists, facet: Facet, value: string) =>
  facet === 'sector' ? sectorOf(lists, value).label : facet === 'role' ? roleOf(lists, value).label : value

export const OrganizationsPage = (props: ListProps) => {
  const { page, asked, total } = props
  const { t } = page
  const { name } = page.region!
  const nothing = total === 0 && isWhole(asked)
  return (
    <Layout page={page} title={t('directory.title')} room="organizations" description={t('directory.description', { region: name })}>
      <PageHead page={page} title={t('directory.title')} act={<Acts page={page} />} />
      {nothing ? (
        <Empty title={t('directory.noneTitle')}>
          {t(page.actor?.member ? 'directory.noneText' : 'directory.nonePublic')}
        </Empty>
      ) : (
        <div class="cols cols-filter p-top-l">
          <Filters {...props} />
          <div>
            <Search page={page} asked={asked} />
            <Found {...props} />
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
      <a class="btn btn-act" href={href(page, paths.newOrganization(region!.slug))}>
        <Icon name="plus" />
        {t('directory.add')}
      </a>
      {canImport(actor) && (
        <a class="btn" href={href(page, paths.importStart(region!.slug))}>
          <Icon name="upload" />
          {t('directory.import')}
        </a>
      )}
    </>
  )
}

/** What a form does not ask itself goes on with it. */
const Hidden = ({ values }: { values: Record<string, string | string[]> }) => (
  <>
    {Object.entries(values).flatMap(([name, value]) =>
      [value].flat().flatMap((one) => (one === '' ? [] : [<input type="hidden" name={name} value={one} />])),
    )}
  </>
)

const Search = ({ page, asked }: { page: Page; asked: ListProps['asked'] }) => {
  const { q, ...others } = inAddress(asked)
  return (
    <form class="bunch" role="search" action={href(page, paths.organizations(page.region!.slug))} aria-label={page.t('directory.searchLabel')}>
      <label class="sr" for="lq">
        {page.t('directory.searchLabel')}
      </label>
      <input class="input grow" id="lq" type="search" name="q" value={q} maxlength={200} placeholder={page.t('directory.searchHint')} />
      <Hidden values={others} />
      <button class="btn">{page.t('directory.search')}</button>
    </form>
  )
}

const Filters = (props: ListProps) => {
  const { page, asked, facets } = props
  const { q, sort } = inAddress(asked)
  const noTies = asked.ties === 'none'
  return (
    <form class="filters" action={href(page, paths.organizations(page.region!.slug))} aria-label={page.t('directory.filtersLabel')}>
      <details class="peek fold">
        <summary>{page.t('directory.filters')}</summary>
      </details>
      <div class="stack">
        <Hidden values={{ q, sort }} />
        {FACETS.filter((facet) => facets[facet].length > 0 || asked[facet].length > 0).map((facet) => (
          <FacetField {...props} facet={facet} />
        ))}
        <fieldset>
          <legend>{page.t('directory.filter.ties')}</legend>
          <label class="pick">
            <input type="checkbox" name="ties" value="none" checked={noTies} />
            <span>{page.t('directory.filter.noTies')}</span>
          </label>
        </fieldset>
        <button class="btn btn-s">{page.t('directory.show')}</button>
      </div>
    </form>
  )
}

/** So many choices of a filter are shown at once. */
const SHOWN: Record<Facet, number> = { sector: 7, role: 5, county: 6, skill: 4, audience: 4 }

function FacetField({ page, lists, asked, facets, facet }: ListProps & { facet: Facet }) {
  const missing = asked[facet].filter((value) => !facets[facet].some((one) => one.value === value))
  const all = [...facets[facet], ...missing.map((value) => ({ value, count: 0 }))]
  const isFirst = (value: string, n: number) => n < SHOWN[facet] || asked[facet].includes(value)
  const first = all.filter((one, n) => isFirst(one.value, n))
  const rest = all.filter((one, n) => !isFirst(one.value, n))
  const choice = ({ value, count }: { value: string; count: number }) => (
    <label class="pick">
      <input type="checkbox" name={facet} value={value} checked={asked[facet].includes(value)} />
      {facet === 'sector' && <SectorMark lists={lists} sector={value} />}
      <span>{sayFacet(lists, facet, value)}</span>
      <span class="tail tiny">{count}</span>
    </label>
  )
  return (
    <fieldset>
      <legend>{page.t(`directory.filter.${facet}`)}</legend>
      {first.map(choice)}
      {rest.length > 0 && (
        <details class="fold">
          <summary class="small">{page.t('directory.more', { count: rest.length })}</summary>
          <div>{rest.map(choice)}</div>
        </details>
      )}
    </fieldset>
  )
}

/** The shape and colour of a sector. */
export const SectorMark = ({ lists, sector }: { lists: Lists; sector: string }) => {
  const { colour, shape } = sectorOf(lists, sector)
  return <Mark sector={colour} shape={shape} />
}

const Found = (props: ListProps) => {
  const { page, asked, items, total } = props
  const list = paths.organizations(page.region!.slug)
  if (total === 0) return <NoMatch {...props} list={list} />
  return (
    <>
      <div class="section-head p-top">
        <p>{page.t.rich('directory.count', { count: total, b: (chunks) => <b>{chunks}</b> })}</p>
        <div class="bunch small">
          <Sorts page={page} asked={asked} />
          <Downloads page={page} />
        </div>
      </div>
      <Active {...props} />
      <ul class="rows p-top">
        {items.map((one) => (
          <Row {...props} one={one} />
        ))}
      </ul>
      <Pages page={page} current={asked.page} size={PAGE_SIZE} total={total} />
    </>
  )
}

const NoMatch = (props: ListProps & { list: string }) => (
  <div class="p-top stack">
    <Active {...props} />
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

function Active({ page, lists, asked }: ListProps) {
  const chosen = FACETS.flatMap((facet) =>
    asked[facet].map((value) => ({ name: facet as string, value, label: labelOf(lists, facet, value) })),
  )
  const words = asked.q === '' ? [] : [{ name: 'q', value: asked.q, label: `“${asked.q}”` }]
  const ties = asked.ties === '' ? [] : [{ name: 'ties', value: 'none', label: page.t('directory.filter.noTies') }]
  return <ActiveFilters page={page} filters={[...words, ...chosen, ...ties]} clear={paths.organizations(page.region!.slug)} />
}

const labelOf = (lists: Lists, facet: Facet, value: string): Child => (
  <>
    {facet === 'sector' && <SectorMark lists={lists} sector={value} />} {sayFacet(lists, facet, value)}
  </>
)

const Row = ({ page, lists, one }: ListProps & { one: Listed }) => {
  const { slug } = page.region!
  const sector = sectorOf(lists, one.sector)
  const counties = [...new Set(one.places.map((place) => place.county || place.city).filter(Boolean))]
  return (
    <li class="has-lead has-tail">
      <Avatar name={one.name} sector={sector.colour} />
      <div>
        <h2 class="title">
          <a href={href(page, paths.organization(slug, one.slug))}>{one.name}</a>
        </h2>
        {one.mission && <p lang={one.lang === page.lang ? undefined : one.lang}>{one.mission}</p>}
        <p class="meta">
          <span>
            <Mark sector={sector.colour} shape={sector.shape} />
            {sector.label}
          </span>
          {counties.length > 0 && (
            <span>
              <Icon name="map-pin" />
              {counties.slice(0, 3).join(', ')}
            </span>
          )}
          {one.visibility !== 'public' && <VisibilityBadge page={page} visibility={one.visibility} />}
        </p>
      </div>
      <p class="tail small quiet">
        {one.ties > 0 ? (
          <a href={href(page, `${paths.ties(slug)}?organization=${one.slug}`)}>{page.t('directory.ties', { count: one.ties })}</a>
        ) : (
          page.t('directory.ties', { count: 0 })
        )}
      </p>
    </li>
  )
}
