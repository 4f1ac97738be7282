import { paths } from '../../paths.ts'
import { formatNumber } from '../../platform/i18n.ts'
import { PAGE_SIZE } from '../../platform/list-query.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import { Layout } from '../../ui/layout.tsx'
import { Downloads, Pages } from '../../ui/list.tsx'
import { OrganizationName } from '../../ui/icon.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { type Column, Table } from '../../ui/table.tsx'
import { MapTabs } from '../map-tabs-panel.tsx'
import { sayStrength } from '../sayings.ts'
import { type Filtered, ActiveMapFilters, MapFilters } from './map-filter-panel.tsx'
import { FlowsTable, type FlowsView } from './flow-panel.tsx'
import { exchangesOf } from './map-flows.ts'
import { AddTie, Nothing, Problems } from './map-page.tsx'
import { mapAddress, labelIn, sayAsOf, sayOrganization, sayTies, tiesOf } from './map-sayings.ts'
import { type OrganizationRow, type TieRow, organizationRows, tieRows } from './map-tables.ts'
import { type MapView, lastHeardOf } from './map-views.ts'

export const SHOWS = ['organizations', 'ties', 'words', 'flows'] as const
export type Shows = (typeof SHOWS)[number]

interface TableView extends Filtered {
  view: MapView
  show: Shows
  number: number
  /** What flows, where that is shown. */
  flowing: FlowsView | undefined
  /** Where a new tie begins, for those who may add one. */
  addTie?: string
}

/** The map without a picture: the same filters, the same numbers, as tables and in sentences. */
export const MapTablePage = (props: TableView) => {
  const { page, asked, view, show } = props
  const { t } = page
  return (
    <Layout page={page} title={t('map.table.title')} room="map" sheet="map-room.css">
      <PageHead
        page={page}
        title={t('map.table.title')}
        kind={sayAsOf(t, view)}
        lede={t('map.table.lede')}
        act={props.addTie && <AddTie page={page} path={props.addTie} />}
      />
      <MapTabs page={page} current="table" query={mapAddress('', asked)} />
      <Problems {...props} />
      <div class="cols cols-filter p-top">
        <MapFilters {...props} />
        <div class="stack">
          <nav class="bunch small" aria-label={t('map.table.shows')}>
            {SHOWS.map((one) => (
              <a
                class="btn btn-s"
                href={href(
                  page,
                  mapAddress(paths.mapTable(page.region?.slug ?? ''), asked, {
                    show: one === 'organizations' ? '' : one,
                  }),
                )}
                aria-current={one === show ? 'true' : undefined}
              >
                {t(`map.table.show.${one}`)}
              </a>
            ))}
          </nav>
          <ActiveMapFilters {...props} />
          <div class="section-head">
            <p>
              <b>
                {t('map.side.says', { n: view.organizations.length, ties: view.pairs.length, alone: aloneIn(view) })}
              </b>
            </p>
            {show !== 'words' && <Downloads page={page} />}
          </div>
          {view.organizations.length === 0 ? <Nothing {...props} /> : <Shown {...props} />}
        </div>
      </div>
    </Layout>
  )
}

const aloneIn = ({ organizations, pairs }: MapView) =>
  organizations.length - new Set(pairs.flatMap(({ a, b }) => [a, b])).size

const Shown = (props: TableView) => {
  const { page, view, number, show } = props
  const part = <Row,>(rows: Row[]) => rows.slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE)
  const organizations = organizationRows(view)
  const ties = tieRows(view)
  const flows = props.flowing ? exchangesOf(props.flowing.flows) : []
  const total = show === 'flows' ? flows.length : show === 'ties' ? ties.length : organizations.length
  return (
    <>
      {show === 'organizations' && (
        <Table
          caption={page.t('map.table.organizations', { by: page.t(`map.size.${props.asked.size}`) })}
          columns={columnsOf(props)}
          rows={part(organizations)}
        />
      )}
      {show === 'ties' && <Table caption={page.t('map.table.ties')} columns={tieColumnsOf(props)} rows={part(ties)} />}
      {show === 'flows' && props.flowing && (
        <FlowsTable {...props.flowing} from={(number - 1) * PAGE_SIZE} until={number * PAGE_SIZE} />
      )}
      {show === 'words' && (
        <ul class="rows" role="list">
          {part(organizations).map(({ at }) => (
            <li>
              <p>{sayOrganization(page.t, view, at)}</p>
              <Neighbours {...props} at={at} />
            </li>
          ))}
        </ul>
      )}
      <Pages page={page} current={number} size={PAGE_SIZE} total={total} />
    </>
  )
}

/** Each tie of one in words, with a way to the next: the network can be walked without seeing it. */
const Neighbours = ({ page, view, lists, asked, at }: TableView & { at: number }) => {
  const slug = page.region?.slug ?? ''
  const one = view.organizations[at]!
  const ties = tiesOf(view, at)
  if (ties.length === 0) return null
  return (
    <details class="fold">
      <summary class="small">{page.t('map.table.all', { n: ties.length, name: one.name })}</summary>
      <ul role="list" class="small">
        {ties.map(({ other, pair }) => (
          <li>
            {page.t('map.table.tie', {
              phrase: sayTies(page.t, lists, pair.ties, one.id),
              line: page.t(`map.line.${pair.line}`),
              strength: sayStrength(page.t, pair.strength),
            })}{' '}
            <a href={href(page, mapAddress(paths.map(slug), asked, { focus: view.organizations[other]!.slug }))}>
              {view.organizations[other]!.name}
            </a>
          </li>
        ))}
      </ul>
    </details>
  )
}

const nameOf = (page: Page, one: { slug: string; name: string; sector: string }) => (
  <OrganizationName
    name={one.name}
    look={lookOf(page, one.sector)}
    href={href(page, paths.organization(page.region?.slug ?? '', one.slug))}
  />
)

/** A share of 1, of a hundred. */
const hundredths = (page: Page, share: number | null) => formatNumber(page.lang, Math.round((share ?? 0) * 1000) / 10)

function columnsOf({ page, view, lists }: TableView): Column<OrganizationRow>[] {
  const { t } = page
  const slug = page.region?.slug ?? ''
  return [
    { label: t('map.column.name'), cell: ({ one }) => nameOf(page, one) },
    { label: t('map.column.sector'), cell: ({ one }) => labelIn(lists.sectors, one.sector) },
    {
      label: t('map.column.ties'),
      number: true,
      cell: ({ one, ties }) => <a href={href(page, `${paths.ties(slug)}?organization=${one.slug}`)}>{ties}</a>,
    },
    { label: t('map.column.strength'), number: true, cell: ({ strength }) => strength },
    { label: t('map.column.reach'), number: true, cell: ({ reach }) => reach },
    ...(view.standing
      ? [
          {
            label: t('map.column.between'),
            number: true,
            cell: ({ between }: OrganizationRow) => hundredths(page, between),
          },
          { label: t('map.column.near'), number: true, cell: ({ near }: OrganizationRow) => hundredths(page, near) },
        ]
      : []),
    {
      label: t('map.column.strongest'),
      cell: ({ at }) =>
        tiesOf(view, at)
          .slice(0, 1)
          .map(({ other }) => view.organizations[other]!.name)[0] ?? t('map.column.alone'),
    },
  ]
}

function tieColumnsOf({ page, lists }: TableView): Column<TieRow>[] {
  const { t } = page
  const slug = page.region?.slug ?? ''
  return [
    { label: t('map.column.name'), cell: ({ a }) => nameOf(page, a) },
    {
      label: t('map.column.tie'),
      cell: ({ a, pair }) => (
        <a href={href(page, paths.tie(slug, pair.ties[0]!.id))}>{sayTies(t, lists, pair.ties, a.id)}</a>
      ),
    },
    { label: t('map.column.with'), cell: ({ b }) => nameOf(page, b) },
    { label: t('map.column.strengthOf'), number: true, cell: ({ pair }) => pair.strength ?? '–' },
    {
      label: t('map.column.since'),
      cell: ({ since }) => (since === null ? t('map.column.unknown') : sayPartialDate(page.lang, since)),
    },
    { label: t('map.column.line'), cell: ({ pair }) => t(`map.line.${pair.line}`) },
    { label: t('map.column.heard'), cell: ({ pair }) => sayPartialDate(page.lang, lastHeardOf(pair)) },
  ]
}
