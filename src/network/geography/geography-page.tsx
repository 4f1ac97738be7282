import { paths } from '../../paths.ts'
import { formatNumber } from '../../platform/i18n.ts'
import { listAddress } from '../../platform/list-query.ts'
import { Empty } from '../../ui/empty.tsx'
import { FilterGroup, Filters, ListSearch } from '../../ui/filters.tsx'
import { Layout } from '../../ui/layout.tsx'
import { ActiveFilters, Downloads } from '../../ui/list.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { type Column, Table } from '../../ui/table.tsx'
import { MapTabs } from '../map-tabs-panel.tsx'
import { sayAsOf } from '../map/map-sayings.ts'
import type { AreaCount } from './county-counts.ts'
import { Legend, Measures } from './geography-legend-panel.tsx'
import { GeographyMap, type GeographyView, areaName, namesAddress } from './geography-map-panel.tsx'
import { ChosenNames, NotOnMap } from './geography-names-panel.tsx'

/** The organizations of a region on the land: a map, the same as a table, and who is on neither. */
export const GeographyPage = (view: GeographyView & { mayChooseCounties: boolean }) => {
  const { page, geography, asked } = view
  const { t } = page
  const { q, sector, role, audience } = asked
  const region = page.region!.name
  return (
    <Layout
      page={page}
      title={t('geography.title')}
      room="map"
      description={t('geography.description', { region })}
      sheet="map-room.css"
    >
      <PageHead
        page={page}
        title={t('geography.title')}
        kind={sayAsOf(t, { network: geography })}
        lede={t('geography.lede', { region })}
      />
      <MapTabs page={page} current="geography" query={listAddress('', { q, sector, role, audience })} />
      {geography.areas.length === 0 && geography.located.length === 0 ? (
        <Nothing {...view} />
      ) : (
        <div class="cols cols-filter p-top">
          <Narrowing {...view} />
          <div class="stack">
            <ListSearch page={page} label={t('geography.search')} placeholder={t('geography.searchHint')} />
            <Chosen {...view} />
            {geography.areas.length === 0 ? <Nothing {...view} /> : <Land {...view} />}
            <NotOnMap {...view} />
            {geography.areas.length > 0 && <CountyTable {...view} />}
            <Sources {...view} />
          </div>
        </div>
      )}
    </Layout>
  )
}

const Nothing = ({ page, geography, mayChooseCounties }: GeographyView & { mayChooseCounties: boolean }) => (
  <Empty
    title={page.t('geography.emptyTitle')}
    act={
      mayChooseCounties ? (
        <a class="btn" href={href(page, paths.settings(page.region!.slug))}>
          {page.t('geography.chooseCounties')}
        </a>
      ) : (
        <a class="btn" href={href(page, paths.organizations(page.region!.slug))}>
          {page.t('geography.toDirectory')}
        </a>
      )
    }
  >
    {page.t(geography.located.length === 0 ? 'geography.emptyText' : 'geography.nowhereText')}
  </Empty>
)

const Narrowing = ({ page, lists, asked, geography }: GeographyView) => {
  const of = (values: string[][]) => [...new Set(values.flat())].toSorted((a, b) => a.localeCompare(b, page.lang))
  const used = geography.located.map(({ organization }) => organization)
  const sectors = new Set(used.map(({ sector }) => sector))
  const roles = new Set(used.flatMap((one) => one.roles))
  const audiences = of([...used.map((one) => one.audiences), asked.audience]).slice(0, CHOICES)
  return (
    <Filters
      page={page}
      label={page.t('geography.filters')}
      names={['sector', 'role', 'audience', 'within', 'group', 'at']}
    >
      <FilterGroup
        page={page}
        name="sector"
        label={page.t('geography.sector')}
        choices={lists.sectors
          .filter(({ key }) => sectors.has(key))
          .map(({ key, label }) => ({ value: key, label, look: lookOf(page, key) }))}
      />
      {roles.size > 0 && (
        <FilterGroup
          page={page}
          name="role"
          label={page.t('geography.role')}
          choices={lists.roles.filter(({ key }) => roles.has(key)).map(({ key, label }) => ({ value: key, label }))}
        />
      )}
      {audiences.length > 0 && (
        <FilterGroup
          page={page}
          name="audience"
          label={page.t('geography.audience')}
          choices={audiences.map((value) => ({ value, label: value }))}
        />
      )}
    </Filters>
  )
}
/** So many audiences are offered. */
const CHOICES = 12

const Chosen = ({ page, lists, asked }: GeographyView) => (
  <ActiveFilters
    page={page}
    filters={[
      ...(asked.q === '' ? [] : [{ name: 'q', value: asked.q, label: `“${asked.q}”` }]),
      ...asked.sector.map((value) => ({ name: 'sector', value, label: labelOf(lists.sectors, value) })),
      ...asked.role.map((value) => ({ name: 'role', value, label: labelOf(lists.roles, value) })),
      ...asked.audience.map((value) => ({ name: 'audience', value, label: value })),
    ]}
    clear={paths.geography(page.region!.slug)}
  />
)
const labelOf = (items: { key: string; label: string }[], value: string) =>
  items.find(({ key }) => key === value)?.label ?? value

const Land = (view: GeographyView & { mayChooseCounties: boolean }) => {
  const { page, geography, sum, mayChooseCounties } = view
  const { t } = page
  return (
    <div class="stack">
      <p>
        {t('geography.sum', { counties: geography.areas.length, organizations: sum.organizations })}{' '}
        {sum.outlets !== null &&
          sum.population !== null &&
          t('geography.sumLand', { outlets: sum.outlets, people: sum.population })}{' '}
        {sum.peoplePerOutlet !== null && t('geography.sumRate', { n: sum.peoplePerOutlet })}
      </p>
      <Measures {...view} />
      <div class="geo-beside">
        <figure class="geo-map">
          <GeographyMap {...view} />
          {geography.drawings.length === 0 && <p class="quiet">{t('geography.noPicture')}</p>}
        </figure>
        <Legend {...view} />
      </div>
      {geography.basis === 'named' && geography.drawings.length > 0 && (
        <p class="small quiet">{t('geography.named')}</p>
      )}
      {geography.basis === 'found' && (
        <p class="small">
          {t('geography.found')}{' '}
          {mayChooseCounties && (
            <a href={href(page, paths.settings(page.region!.slug))}>{t('geography.chooseCounties')}</a>
          )}
        </p>
      )}
      <ChosenNames {...view} />
    </div>
  )
}

/** A figure, and of which year it is where that is not the year of most. */
const figure = (page: Page, value: number | null, year: number | null, usual: number | null) =>
  value === null
    ? page.t('geography.notKnown')
    : `${formatNumber(page.lang, value)}${year === usual ? '' : ` (${year ?? '?'})`}`

const usualYear = (years: (number | null)[]) => {
  const counts = Map.groupBy(
    years.filter((year) => year !== null),
    (year) => year,
  )
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null
}

type CountyColumn = Column<AreaCount>
/** So many counties stand in the table of a page; a state has at most 254. */
const ROWS = 300

const CountyTable = (view: GeographyView) => {
  const { page, asked, counts, geography } = view
  const { t } = page
  const usual = usualYear(counts.map(({ populationYear }) => populationYear))
  const outletsYear = usualYear(counts.map((area) => area.outletsYear))
  // Of very many the first by what the map is shaded by.
  const rows =
    counts.length > ROWS
      ? counts.toSorted((a, b) => (b[asked.show] ?? -1) - (a[asked.show] ?? -1)).slice(0, ROWS)
      : counts
  const toNames = (area: AreaCount, label: string) => <a href={namesAddress(view, { within: area.key })}>{label}</a>
  const land: CountyColumn[] =
    geography.basis === 'named'
      ? []
      : [
          {
            label: t('geography.column.outlets', { year: String(outletsYear ?? '') }),
            number: true,
            cell: (area) => figure(page, area.outlets, area.outletsYear, outletsYear),
          },
          {
            label: t('geography.column.population', { year: String(usual ?? '') }),
            number: true,
            cell: (area) => figure(page, area.population, area.populationYear, usual),
          },
          {
            label: t('geography.column.peoplePerOutlet'),
            number: true,
            cell: (area) => (area.peoplePerOutlet === null ? '–' : formatNumber(page.lang, area.peoplePerOutlet)),
          },
        ]
  return (
    <section class="stack-s" aria-labelledby="h-table">
      <div class="section-head">
        <h2 class="title" id="h-table">
          {t('geography.table')}
        </h2>
        <Downloads page={page} />
      </div>
      <Table
        columns={[
          { label: t('geography.column.county'), cell: (area) => toNames(area, areaName(area)) },
          {
            label: t('geography.column.organizations'),
            number: true,
            cell: (area) => (area.organizations === 0 ? 0 : toNames(area, formatNumber(page.lang, area.organizations))),
          },
          { label: t('geography.column.placed'), number: true, cell: (area) => formatNumber(page.lang, area.placed) },
          ...land,
        ]}
        rows={rows}
      />
      {counts.length > rows.length && (
        <p class="small">{t('geography.tableRest', { n: counts.length - rows.length })}</p>
      )}
    </section>
  )
}

const Sources = ({ page, geography }: GeographyView) =>
  geography.basis === 'named' ? null : <p class="small quiet">{page.t('geography.sources')}</p>
