import { Mark } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { type Column, Table } from '../../ui/table.tsx'
import type { FlowSource } from '../../platform/room.ts'
import { type DrawnFlow, type Exchange, exchangesOf } from './map-flows.ts'
import type { MapView } from './map-views.ts'

export interface FlowsView {
  page: Page
  view: MapView
  flows: readonly DrawnFlow[]
  source: FlowSource
}

/** Where the records behind the number of a flow stand. */
export const flowPath = ({ page, view, source }: Omit<FlowsView, 'flows'>, { from, to }: DrawnFlow): string =>
  source.path(page.region?.slug ?? '', view.organizations[from]!, view.organizations[to]!)

const Number = (props: FlowsView & { flow: DrawnFlow | undefined }) =>
  props.flow === undefined ? <>0</> : <a href={href(props.page, flowPath(props, props.flow))}>{props.flow.things}</a>

const nameOf = ({ page, view }: FlowsView, at: number) => (
  <span class="org">
    <Mark look={lookOf(page, view.organizations[at]!.sector)} />
    <span>{view.organizations[at]!.name}</span>
  </span>
)

/** So many exchanges stand beside the map. */
const SHOWN = 8

/** What flows between partners, beside the map: of the one that is looked at, else where it is most out of balance. */
export const FlowsBeside = (props: FlowsView) => {
  const { page, view, flows } = props
  const { t } = page
  const own = exchangesOf(flows).filter(({ a, b }) => view.focus === undefined || a === view.focus || b === view.focus)
  return (
    <section class="stack-s" aria-labelledby="flows-h">
      <h3 class="h4" id="flows-h">
        {t('map.flows.head')}
      </h3>
      {own.length === 0 && <p class="small quiet">{t('map.flows.none')}</p>}
      <ul class="rows" role="list">
        {own.slice(0, SHOWN).map((exchange) => (
          <li>
            <p class="small">{sayExchange(props, exchange)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

const sayExchange = (props: FlowsView, { a, b, there, back }: Exchange) => {
  const { page, view } = props
  return page.t.rich('map.flows.exchange', {
    a: view.organizations[a]!.name,
    b: view.organizations[b]!.name,
    there: () => <Number {...props} flow={there} />,
    back: () => <Number {...props} flow={back} />,
  })
}

/** The same for those who cannot see the map: who gave how much to whom, and what came back. */
export const FlowsTable = (props: FlowsView & { from: number; until: number }) => {
  const { page, flows } = props
  const { t } = page
  const columns: Column<Exchange>[] = [
    { label: t('map.flows.column.gives'), cell: ({ a }) => nameOf(props, a) },
    { label: t('map.flows.column.gains'), cell: ({ b }) => nameOf(props, b) },
    { label: t('map.flows.column.there'), number: true, cell: ({ there }) => <Number {...props} flow={there} /> },
    { label: t('map.flows.column.back'), number: true, cell: ({ back }) => <Number {...props} flow={back} /> },
  ]
  const all = exchangesOf(flows)
  return <Table caption={t('map.flows.caption')} columns={columns} rows={all.slice(props.from, props.until)} />
}
