import type { UploadHead } from '../directory/uploads.ts'
import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { StateBadge } from '../ui/badge.tsx'
import { FileField } from '../ui/field.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { SettingsTabs } from '../ui/settings-tabs.tsx'
import { Table } from '../ui/table.tsx'

interface Start {
  page: Page
  form: FormState
  formKey: string
  uploads: UploadHead[]
  /** The largest file. */
  megabytes: number
}

/** Where a list or a network begins its way in. */
export const ImportStartPage = ({ page, form, formKey, uploads, megabytes }: Start) => (
  <Layout page={page} title={page.t('imports.title')} room="settings" noindex>
    <PageHead
      page={page}
      crumbs={[{ label: page.t('ui.room.settings'), path: paths.settings(page.region!.slug) }]}
      title={page.t('imports.title')}
      lede={page.t('imports.lede')}
    />
    <SettingsTabs page={page} current="import" />
    <div class="section cols cols-side">
      <div class="stack-l">
        <Form page={page} action={paths.importStart(page.region!.slug)} form={form} formKey={formKey} upload>
          <FileField
            page={page}
            form={form}
            name="file"
            label={page.t('imports.file')}
            hint={page.t('imports.fileHint', { max: megabytes })}
            several
            accept=".csv,.tsv,.txt,.xlsx,.json,.gexf,.graphml,.xml"
          />
          <FormDo page={page} act={page.t('imports.act.look')} />
        </Form>
        {uploads.length > 0 && <Recent page={page} uploads={uploads} />}
      </div>
      <HowPanel page={page} />
    </div>
  </Layout>
)

const Recent = ({ page, uploads }: Pick<Start, 'page' | 'uploads'>) => {
  const { t, lang, region } = page
  return (
    <section aria-labelledby="h-recent">
      <h2 id="h-recent">{t('imports.recent')}</h2>
      <Table
        rows={uploads}
        columns={[
          {
            label: t('imports.file'),
            cell: ({ id, file }) => <a href={href(page, paths.importPreview(region!.slug, id))}>{file}</a>,
          },
          {
            label: t('imports.recent.when'),
            cell: ({ createdAt }) => formatDate(lang, createdAt, 'moment', region!.timeZone),
          },
          {
            label: t('imports.recent.state'),
            cell: (upload) => <Stage page={page} upload={upload} />,
          },
        ]}
      />
    </section>
  )
}

const Stage = ({ page: { t }, upload }: { page: Page; upload: UploadHead }) => {
  const [state, stage] = stageOf(upload)
  return <StateBadge state={state}>{t(`imports.recent.${stage}`)}</StateBadge>
}

function stageOf({ doneAt, begunAt, stoppedAt }: UploadHead) {
  if (!doneAt) return ['note', begunAt ? 'underWay' : 'waiting'] as const
  return stoppedAt ? (['warn', 'stopped'] as const) : (['good', 'done'] as const)
}

/** Short lines: they stand in a narrow column. */
const CSV = `name,sector,city
Alder Library,library,Alder
Open Data Center,,Riverbend`

const NETWORK = `{
  "elements": [
    { "label": "Library" },
    { "label": "Data Center" }
  ],
  "connections": [{
    "from": "Library",
    "to": "Data Center",
    "type": "shares data"
  }]
}`

const HowPanel = ({ page: { t } }: { page: Page }) => (
  <aside aria-labelledby="h-how" class="stack">
    <h2 class="title" id="h-how">
      {t('imports.how.title')}
    </h2>
    <p>{t('imports.how.csv')}</p>
    <pre role="region" tabindex={0} aria-label={t('imports.how.csvExample')}>
      {CSV}
    </pre>
    <p>{t('imports.how.network')}</p>
    <pre role="region" tabindex={0} aria-label={t('imports.how.networkExample')}>
      {NETWORK}
    </pre>
    <p class="quiet">{t('imports.how.same')}</p>
    <p class="quiet">{t('imports.how.kept')}</p>
  </aside>
)
