import { paths } from '../paths.ts'
import { Layout } from './layout.tsx'
import { type Page, href } from './page.ts'

const KNOWN = [400, 403, 404, 405, 409, 410, 412, 413, 415, 422, 429, 500, 503]

/** One page for each thing that goes wrong: what it is, and what one can do now. */
export const ErrorPage = ({ page, status, reason }: { page: Page; status: number; reason?: string }) => {
  const key = KNOWN.includes(status) ? status : status >= 500 ? 500 : 400
  const { t } = page
  return (
    <Layout page={page} title={t(`ui.error.${key}.title`)} noindex>
      <div class="page-head">
        <div class="stack">
          <p class="kind" data-error>
            {t('ui.error.kind', { status })}
          </p>
          <h1>{t(`ui.error.${key}.title`)}</h1>
          <p class="lede">{reason ?? t(`ui.error.${key}.text`)}</p>
          {status >= 500 && <p class="quiet">{t('ui.error.id', { id: page.requestId })}</p>}
          <p class="bunch">
            {(status === 403 || status === 404) && !page.email && (
              <a class="btn btn-act" href={href(page, `${paths.signIn()}?next=${encodeURIComponent(page.path)}`)}>
                {t('ui.signIn')}
              </a>
            )}
            <a class="btn" href={href(page, page.region ? paths.region(page.region.slug) : paths.installation())}>
              {page.region ? t('ui.error.toRegion', { region: page.region.name }) : t('ui.error.toInstallation')}
            </a>
          </p>
        </div>
      </div>
    </Layout>
  )
}
