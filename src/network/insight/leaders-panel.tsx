import { paths } from '../../paths.ts'
import { formatNumber } from '../../platform/i18n.ts'
import { Table } from '../../ui/table.tsx'
import { type Page, href } from '../../ui/page.ts'
import { placesOf } from '../graph/rank-intervals.ts'
import type { Insights } from './insight-reads.ts'
import { type InsightView, OrganizationAt, Organizations, Section, slugOf } from './parts-panel.tsx'

/** So many stand in each list, and in the table. */
const FIRST = 5
const IN_TABLE = 15

const LISTS = ['degree', 'betweenness', 'closeness', 'pagerank'] as const

/** Whom all hang on, in plain names, and how sure each one's place is. */
export const LeadersPanel = (view: InsightView) => {
  const { page, insights } = view
  if (insights.measures.ties === 0)
    return (
      <Section page={page} id="lead">
        <p>{page.t('insight.lead.none')}</p>
      </Section>
    )
  return (
    <Section page={page} id="lead" lede={page.t('insight.lead.lede')}>
      <div class="cols cols-2 p-top">
        {LISTS.map((list) => (
          <TopList {...view} list={list} />
        ))}
      </div>
      <Core {...view} />
      <Measured {...view} />
    </Section>
  )
}

/** Who comes first by a measure; who has nothing of it is not among them. */
function firstBy(values: ArrayLike<number>, most: number): number[] {
  return Array.from({ length: values.length }, (_, at) => at)
    .filter((at) => values[at]! > 0)
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .slice(0, most)
}

function sayValue({ t }: Page, { measures }: Insights, list: (typeof LISTS)[number], at: number): string {
  const value = measures[list][at]!
  if (list === 'degree') return t('insight.lead.degree.value', { n: value })
  if (list === 'pagerank') return t('insight.lead.pagerank.value', { n: 100 * value })
  if (list === 'betweenness') {
    const n = Math.round(100 * value)
    return n > 0 ? t('insight.lead.betweenness.value', { n }) : t('insight.lead.betweenness.valueFew')
  }
  // Closeness weighs the mean distance by how many are reached: steps are the distance alone.
  const reached = measures.component.reduce((sum, one) => sum + (one === measures.component[at] ? 1 : 0), -1)
  return t('insight.lead.closeness.value', { steps: reached / (measures.size - 1) / value })
}

const TopList = ({ page, insights, list }: InsightView & { list: (typeof LISTS)[number] }) => {
  const { t } = page
  const values = insights.measures[list]
  const first = firstBy(values, FIRST)
  const most = values[first[0] ?? 0] ?? 1
  return (
    <section class="stack-s" aria-labelledby={`lead-${list}`}>
      <h3 class="title" id={`lead-${list}`}>
        {t(`insight.lead.${list}`)}
      </h3>
      <p class="small">{t(`insight.lead.${list}.means`)}</p>
      <ol class="stack-s plain">
        {first.map((at) => (
          <li class="metered">
            <span>
              <OrganizationAt page={page} insights={insights} at={at} />
              <span class="quiet">{sayValue(page, insights, list, at)}</span>
            </span>
            <progress value={values[at]! / most} max={1} aria-hidden="true" />
          </li>
        ))}
      </ol>
    </section>
  )
}

/** Those of the greatest core. */
const Core = ({ page, insights }: InsightView) => {
  const { core } = insights.measures
  const greatest = core.reduce((most, one) => Math.max(most, one), 0)
  const inside = firstBy(insights.measures.degree, core.length).filter((at) => core[at] === greatest)
  if (greatest < 2) return null
  const isNarrow = inside.length <= core.length / 2
  return (
    <section class="stack-s p-top-l" aria-labelledby="lead-core">
      <h3 class="title" id="lead-core">
        {page.t('insight.lead.core')}
      </h3>
      <p class="small">
        {page.t(isNarrow ? 'insight.lead.core.means' : 'insight.lead.core.most', {
          n: inside.length,
          core: greatest,
          size: core.length,
        })}
      </p>
      {isNarrow && <Organizations page={page} insights={insights} places={inside} />}
    </section>
  )
}

interface Row {
  at: number
  place: number
  from: number
  to: number
}

/** The first as bridges with all their measures; each one's place with where it might be. */
const Measured = ({ page, insights }: InsightView) => {
  const { t } = page
  const { measures, intervals } = insights
  const places = placesOf(measures.betweenness)
  const rows = firstBy(measures.betweenness, IN_TABLE).map((at): Row => {
    const [place, ofAt] = [places[at]!, intervals?.betweenness]
    return { at, place, from: ofAt?.from[at] ?? place, to: ofAt?.to[at] ?? place }
  })
  if (rows.length === 0) return null
  const widest = Math.max(...rows.map(({ to }) => to))
  const number = (value: number, digits = 3) => formatNumber(page.lang, Number(value.toFixed(digits)))
  return (
    <details class="fold p-top-l">
      <summary>{t('insight.lead.table', { n: rows.length })}</summary>
      <div class="stack p-top">
        {intervals && <p class="small quiet">{t('insight.lead.sure')}</p>}
        <Table
          columns={[
            {
              label: t('map.column.name'),
              cell: ({ at }: Row) => <OrganizationAt page={page} insights={insights} at={at} />,
            },
            { label: t('insight.lead.place'), cell: (row) => sayPlace(page, row) },
            { label: t('insight.lead.interval'), cell: (row) => <Interval {...row} widest={widest} /> },
            { label: t('insight.lead.column.partners'), cell: ({ at }) => measures.degree[at], number: true },
            {
              label: t('insight.lead.column.between'),
              cell: ({ at }) => number(measures.betweenness[at]!),
              number: true,
            },
            { label: t('insight.lead.column.close'), cell: ({ at }) => number(measures.closeness[at]!), number: true },
            {
              label: t('insight.lead.column.pagerank'),
              cell: ({ at }) => number(measures.pagerank[at]!),
              number: true,
            },
            { label: t('insight.lead.column.core'), cell: ({ at }) => measures.core[at], number: true },
            {
              label: t('insight.lead.column.clustering'),
              cell: ({ at }) => number(measures.clustering[at]!, 2),
              number: true,
            },
          ]}
          rows={rows}
        />
        <p class="small">
          <a href={`/api/v1/${slugOf(page)}/insight`}>{t('insight.lead.all')}</a>{' '}
          <a href={href(page, paths.mapTable(slugOf(page)))}>{t('map.table.title')}</a>
        </p>
      </div>
    </details>
  )
}

const sayPlace = ({ t }: Page, { place, from, to }: Row) =>
  from === to ? t('insight.lead.placeSure', { place }) : t('insight.lead.places', { place, from, to })

const WIDTH = 120

/** A dot with the places between which it may move; the column before says the same. */
const Interval = ({ place, from, to, widest }: Row & { widest: number }) => {
  const x = (rank: number) => Math.round(6 + ((rank - 1) / Math.max(1, widest - 1)) * (WIDTH - 12))
  return (
    <svg class="interval" viewBox={`0 0 ${WIDTH} 14`} aria-hidden="true">
      <path class="axis" d={`M6 7H${WIDTH - 6}`} />
      <path class="span" d={`M${x(from)} 7H${x(to)}`} />
      <circle class="here" cx={x(place)} cy="7" r="4.5" />
    </svg>
  )
}
