import { type Fate, OUTCOMES, type Outcome, type Report, sayFileProblem, sayWhy } from '../directory/import-fates.ts'
import type { Upload } from '../directory/uploads.ts'
import { paths } from '../paths.ts'
import { formatNumber } from '../platform/i18n.ts'
import { PAGE_SIZE } from '../platform/list-query.ts'
import { type State, StateBadge } from '../ui/badge.tsx'
import { Figures } from '../ui/figures.tsx'
import { Flash } from '../ui/flash.tsx'
import { Icon } from '../ui/icon.tsx'
import { Layout } from '../ui/layout.tsx'
import { Pages, withQuery } from '../ui/list.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { SettingsTabs } from '../ui/settings-tabs.tsx'
import { Table } from '../ui/table.tsx'
import { COLUMNS_FORM, ColumnsPanel } from './import-columns-panel.tsx'

interface View {
  page: Page
  upload: Upload
  /** The fate that is looked at; none is all of them. */
  outcome: Outcome | ''
  /** The page of its rows. */
  number: number
  /** What stood in the way of importing it. */
  notice: Notice
}

/** Columns were said anew in the same breath; or another import is under way. */
export const NOTICES = ['', 'changed', 'busy', 'remembered'] as const
type Notice = (typeof NOTICES)[number]

/** A file before it is imported, with the fate of every row; and the report of it afterwards. */
export const ImportPage = (view: View) => {
  const { page, upload, notice } = view
  const { t } = page
  const { report, problem, file, doneAt, stoppedAt } = upload
  const stage = !doneAt ? 'preview' : stoppedAt ? 'stopped' : 'done'
  const title = t(`imports.${stage}.title`, { file })
  return (
    <Layout page={page} title={title} room="settings" noindex>
      <PageHead
        page={page}
        crumbs={[
          { label: t('ui.room.settings'), path: paths.settings(page.region!.slug) },
          { label: t('imports.title'), path: paths.importStart(page.region!.slug) },
        ]}
        title={title}
        lede={t(`imports.${stage}.lede`)}
        act={<Acts page={page} upload={upload} />}
      />
      <SettingsTabs page={page} current="import" />
      <div class="section stack-l">
        {notice !== '' && <Flash state={notice === 'remembered' ? 'note' : 'warn'}>{t(`imports.${notice}`)}</Flash>}
        {problem && <Flash state="bad">{sayFileProblem(t, problem)}</Flash>}
        {report && <Summary page={page} upload={upload} report={report} />}
        {report && <Rows {...view} report={report} />}
        {!doneAt && <ColumnsPanel page={page} upload={upload} />}
      </div>
    </Layout>
  )
}

const taken = (report: Report) => report.created + report.updated

/** Where one sees what came of a file. */
const SEEN: Record<Upload['kind'], string> = {
  organizations: 'organizations',
  network: 'organizations',
  people: 'people',
  groups: 'groups',
  resources: 'resources',
  services: 'services',
  places: 'places',
  ties: 'ties',
}

const Acts = ({ page, upload }: { page: Page; upload: Upload }) => {
  const { t } = page
  const { slug } = page.region!
  const { report, doneAt, id, kind } = upload
  if (doneAt)
    return (
      <>
        <a class="btn" href={href(page, paths.importStart(slug))}>
          {t('imports.preview.another')}
        </a>
        <a class="btn btn-act" href={href(page, paths.listings(slug, SEEN[kind]))}>
          {t(`imports.done.see.${kind}`)}
        </a>
      </>
    )
  return (
    <>
      <a class="btn" href={href(page, paths.importStart(slug))}>
        {t('imports.preview.another')}
      </a>
      {report && taken(report) > 0 && (
        <button class="btn btn-act" form={COLUMNS_FORM} formaction={href(page, paths.importCompletion(slug, id))}>
          {sayImport(page, upload, report)}
        </button>
      )}
    </>
  )
}

/** The button says what it will do. */
function sayImport({ t }: Page, { kind }: Upload, report: Report): string {
  const changing = report.rows.filter((fate) => fate.outcome === 'created' || fate.outcome === 'updated')
  if (kind !== 'network') return t(`imports.preview.act.${kind}`, { count: changing.length })
  const ties = changing.filter((fate) => fate.of === 'edge').length
  const organizations = changing.length - ties
  const both = ties > 0 && organizations > 0 ? 'yes' : 'no'
  return t('imports.preview.act.network', { organizations, ties, both })
}

const Summary = ({ page, upload, report }: { page: Page; upload: Upload; report: Report }) => (
  <div class="stack">
    <Verdict page={page} upload={upload} report={report} />
    <Figures
      figures={OUTCOMES.map((one) => ({
        label: page.t(`imports.outcome.${one}`),
        value: formatNumber(page.lang, report[one]),
        href: `${withQuery(page, { outcome: one })}#h-rows`,
      }))}
    />
  </div>
)

const Verdict = ({ page: { t }, upload, report }: { page: Page; upload: Upload; report: Report }) => {
  const changes = taken(report)
  if (upload.stoppedAt)
    return (
      <Flash state="warn">
        {t('imports.stopped.flash', { count: changes, read: report.rows.length, rows: upload.rows })}
      </Flash>
    )
  if (upload.doneAt) return <Flash state="good">{t('imports.done.flash', { count: changes })}</Flash>
  if (changes > 0) return null
  return report.unchanged > 0 ? (
    <Flash>{t('imports.preview.nothing')}</Flash>
  ) : (
    <Flash state="warn">{t('imports.preview.nothingFits')}</Flash>
  )
}

const Rows = ({ page, upload, report, outcome, number }: View & { report: Report }) => {
  const { t } = page
  const rows = outcome === '' ? report.rows : report.rows.filter((fate) => fate.outcome === outcome)
  const from = (number - 1) * PAGE_SIZE
  return (
    <section aria-labelledby="h-rows">
      <div class="section-head">
        <h2 id="h-rows">
          {outcome === ''
            ? t('imports.rows')
            : t('imports.rows.of', { outcome: t(`imports.outcome.${outcome}`), count: rows.length })}
        </h2>
        <span class="bunch small">
          {outcome !== '' && <a href={withQuery(page, { outcome: undefined })}>{t('imports.rows.all')}</a>}
          <a href={withQuery(page, { format: 'csv', outcome: undefined })}>
            <Icon name="download" />
            {t('imports.done.csv')}
          </a>
        </span>
      </div>
      {rows.length === 0 ? (
        <p>{t('imports.rows.none')}</p>
      ) : (
        <RowTable page={page} kind={upload.kind} rows={rows.slice(from, from + PAGE_SIZE)} />
      )}
      <Pages page={page} current={number} size={PAGE_SIZE} total={rows.length} />
    </section>
  )
}

const STATES: Record<Outcome, State | undefined> = {
  created: 'good',
  updated: 'note',
  unchanged: undefined,
  refused: 'bad',
}

const RowTable = ({ page, kind, rows }: { page: Page; kind: Upload['kind']; rows: Fate[] }) => {
  const { t } = page
  return (
    <Table
      rows={rows}
      columns={[
        { label: t('imports.col.name'), cell: (fate) => <Subject page={page} kind={kind} fate={fate} /> },
        {
          label: t('imports.col.fate'),
          cell: ({ outcome }) => <StateBadge state={STATES[outcome]}>{t(`imports.fate.${outcome}`)}</StateBadge>,
        },
        { label: t('imports.col.why'), cell: (fate) => why(page, fate) },
        { label: t('imports.col.row'), cell: ({ of, row }) => t(of ? `imports.row.${of}` : 'imports.row', { row }) },
      ]}
    />
  )
}

/** What a row is about; a record that is here is a link. */
const Subject = ({ page, kind, fate: { name, id, of, as } }: { page: Page; kind: Upload['kind']; fate: Fate }) => {
  const { slug } = page.region!
  const known = name === '' ? page.t('imports.noName') : name
  const said = of === 'edge' ? <span class="ends">{known}</span> : known
  if (id === undefined) return said
  const segment = as ?? (of === 'edge' ? 'ties' : SEEN[kind])
  return <a href={href(page, paths.listing(slug, segment, id))}>{said}</a>
}

function why({ t }: Page, fate: Fate): string {
  const reason = sayWhy(t, fate)
  return fate.field !== undefined && reason !== '' ? t('imports.why.field', { field: fate.field, reason }) : reason
}
