import { isLooked, type Progress } from '../directory/long-uploads.ts'
import type { Upload } from '../directory/uploads.ts'
import { paths } from '../paths.ts'
import { formatNumber } from '../platform/i18n.ts'
import { Flash } from '../ui/flash.tsx'
import { Form } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { SettingsTabs } from '../ui/settings-tabs.tsx'

interface View {
  page: Page
  upload: Upload
  progress: Progress
}

/** A long file while a worker looks at it or imports it: how far it is, and what comes next. */
export const ImportProgressPage = ({ page, upload, progress }: View) => {
  const { t } = page
  const doing = isLooked(upload) ? 'importing' : 'looking'
  const title = t(`imports.${doing}.title`, { file: upload.file })
  return (
    <Layout page={page} title={title} room="settings" noindex script="progress.js">
      <PageHead
        page={page}
        crumbs={[
          { label: t('ui.room.settings'), path: paths.settings(page.region!.slug) },
          { label: t('imports.title'), path: paths.importStart(page.region!.slug) },
        ]}
        title={title}
        lede={t(`imports.${doing}.lede`)}
      />
      <SettingsTabs page={page} current="import" />
      <div class="section stack-l">
        <div id="progress" class="stack">
          {isHeldUp(page, progress) && <Flash state="warn">{t('imports.heldUp')}</Flash>}
          {upload.stoppedAt && <Flash>{t('imports.stopping')}</Flash>}
          <HowFar page={page} upload={upload} progress={progress} />
        </div>
        <p class="sr" role="status" id="progress-said" />
        <p>
          <a href={href(page, paths.importPreview(page.region!.slug, upload.id))}>{t('imports.lookAgain')}</a>
        </p>
        <section aria-labelledby="h-next" class="stack-s prose">
          <h2 id="h-next">{t('imports.next')}</h2>
          <p>{t(`imports.${doing}.next`)}</p>
        </section>
        {!upload.stoppedAt && <Stop page={page} upload={upload} doing={doing} />}
      </div>
    </Layout>
  )
}

/** After so many milliseconds in which nothing went on, somebody should know. */
const SILENT = 3 * 60_000
const isHeldUp = ({ now }: Page, { at }: Progress) => at !== null && now.getTime() - at.getTime() > SILENT

const HowFar = ({ page: { t, lang }, upload, progress }: View) => {
  const { read, written } = progress
  const share = upload.rows === 0 ? 0 : Math.floor((100 * read) / upload.rows)
  return (
    <div class="metered">
      <p>
        <span id="how-far" data-said>
          {t('imports.howFar', { read, rows: upload.rows })}
        </span>
        <b class="mono">{formatNumber(lang, share)} %</b>
      </p>
      <progress value={read} max={Math.max(1, upload.rows)} aria-labelledby="how-far" />
      {isLooked(upload) && <p class="quiet small">{t('imports.written', { count: written })}</p>}
    </div>
  )
}

const Stop = ({ page, upload, doing }: Pick<View, 'page' | 'upload'> & { doing: 'importing' | 'looking' }) => (
  <Form page={page} action={paths.importCancellation(page.region!.slug, upload.id)}>
    <div class="stack-s">
      <p class="quiet">{page.t(`imports.${doing}.stopHint`)}</p>
      <div class="form-do">
        <button class="btn">{page.t(`imports.${doing}.stop`)}</button>
      </div>
    </div>
  </Form>
)
