import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { OrganizationName } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { type Column, Table } from '../../ui/table.tsx'
import type { EntryLine } from './entry-lines.ts'
import { saySpan, saySum } from './entry-sayings.ts'
import { recordsOf } from './gives-chart-panel.tsx'
import type { GivesAndGains, Step, Sum } from './gives-and-gains.ts'

const ROOM = 'partnership-ledgers'
const PARTS = ['gives', 'capacity', 'reach'] as const
type Part = (typeof PARTS)[number]

interface TableView {
  page: Page
  partners: GivesAndGains[]
  benefits: readonly EntryLine[]
  contributions: readonly EntryLine[]
  partnership?: string | undefined
}

/** What each gives and gains, in words: each number leads to its records, and the latest of them is told. */
export const GivesTable = ({ page, partners, benefits, contributions, partnership }: TableView) => {
  const latest = (partner: GivesAndGains, part: Part) =>
    (part === 'gives' ? contributions : benefits).find(
      (one) => one.organization.id === partner.organization.id && (part === 'gives' || one.side === part),
    )
  return (
    <Table
      rows={partners}
      columns={[
        { label: page.t(`${ROOM}.partner`), cell: (partner) => <Whose page={page} partner={partner} /> },
        ...PARTS.map((part): Column<GivesAndGains> => ({
          label: page.t(part === 'gives' ? `${ROOM}.gives` : `${ROOM}.gainsIn.${part}`),
          cell: (partner) => (
            <Cell
              page={page}
              sum={partner[part]}
              latest={latest(partner, part)}
              to={recordsOf(page, partner, {}, part, partnership)}
            />
          ),
        })),
      ]}
    />
  )
}

const Whose = ({ page, partner: { organization } }: { page: Page; partner: GivesAndGains }) => (
  <OrganizationName
    name={organization.name}
    look={lookOf(page, organization.sector)}
    href={href(page, paths.organizationLedger(page.region!.slug, organization.slug))}
  />
)

const Cell = ({
  page,
  sum,
  latest,
  to,
}: {
  page: Page
  sum: Sum
  latest: EntryLine | undefined
  to: string
}): Child => {
  if (!latest) return <span class="quiet">{page.t(`${ROOM}.nothingYet`)}</span>
  return (
    <span class="stack-s">
      <a href={href(page, to)}>{saySum(page, sum)}</a>
      <span class="small block gives-latest" lang={langOn(page, latest)}>
        {latest.told}
      </span>
      {sum.entries > sum.things && (
        <span class="tiny quiet block">{page.t(`${ROOM}.once`, { entries: sum.entries, n: sum.things })}</span>
      )}
    </span>
  )
}

/** The chart in numbers. */
export const GivesInTime = ({ page, partners, partnership }: Pick<TableView, 'page' | 'partners' | 'partnership'>) => {
  const rows = partners.flatMap((partner) =>
    partner.steps.filter((step) => PARTS.some((part) => step[part].things > 0)).map((step) => ({ partner, step })),
  )
  if (rows.length === 0) return null
  const undated = partners.reduce((sum, partner) => sum + partner.undated, 0)
  const number = ({ partner, step }: { partner: GivesAndGains; step: Step }, part: Part) =>
    step[part].things === 0 ? (
      '–'
    ) : (
      <a href={href(page, recordsOf(page, partner, step, part, partnership))}>{saySum(page, step[part])}</a>
    )
  return (
    <details class="fold">
      <summary>{page.t(`${ROOM}.inNumbers`)}</summary>
      <Table
        caption={page.t(`${ROOM}.inTime`)}
        rows={rows}
        columns={[
          { label: page.t(`${ROOM}.when`), cell: ({ step }) => saySpan(page, step) },
          { label: page.t(`${ROOM}.partner`), cell: ({ partner }) => partner.organization.name },
          ...PARTS.map((part) => ({
            label: page.t(part === 'gives' ? `${ROOM}.gives` : `${ROOM}.gainsIn.${part}`),
            cell: (row: { partner: GivesAndGains; step: Step }) => number(row, part),
          })),
        ]}
      />
      {undated > 0 && <p class="small quiet">{page.t(`${ROOM}.undatedCount`, { n: undated })}</p>}
    </details>
  )
}
