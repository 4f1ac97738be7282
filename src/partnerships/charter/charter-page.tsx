import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { Role } from '../../region/lists.ts'
import { StateBadge } from '../../ui/badge.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { CharterText } from './content-panel.tsx'
import type { Difference } from './differences.ts'
import type { CharterContent, Revision } from './revisions.ts'

export interface CharterPageProps {
  page: Page
  partnership: Partnership
  content: CharterContent
  roles: readonly Role[]
  revisions: readonly Revision[]
  /** What differs between the last revision and the draft. */
  since: readonly Difference[]
  mayWrite: boolean
  formKey: string
  done: string | undefined
}

/** The charter as it is being written, for those who write it. */
export const CharterPage = (props: CharterPageProps) => {
  const { page, partnership, content, roles, done } = props
  const { t } = page
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="charter"
      title={t('partnership-charter.title')}
      done={done && t.has(`partnership-charter.done.${done}`) ? t(`partnership-charter.done.${done}`) : undefined}
    >
      <div class="cols cols-side p-top-l">
        <div>
          <p class="meta">
            <StateBadge state="warn" icon="pencil">
              {t('partnership-charter.draft')}
            </StateBadge>
          </p>
          <div class="p-top">
            <CharterText page={page} partnership={partnership} content={content} roles={roles} />
          </div>
        </div>
        <Aside {...props} />
      </div>
    </PartnershipFrame>
  )
}

const Aside = ({ page, partnership, revisions, since, mayWrite, formKey }: CharterPageProps) => {
  const { t } = page
  const { slug } = page.region!
  const [last] = revisions
  return (
    <aside class="stack no-print" aria-labelledby="charter-versions-h">
      <h2 class="title" id="charter-versions-h">
        {t('partnership-charter.revisions')}
      </h2>
      {last ? (
        <>
          <p>
            <a href={href(page, paths.charterRevision(slug, partnership.slug, last.number))}>
              {t('partnership-charter.revision', { number: last.number })}
            </a>
            {', '}
            {formatDate(page.lang, last.at, 'long', page.region!.timeZone)}
          </p>
          <p class="small">
            {since.length === 0 ? (
              t('partnership-charter.same')
            ) : (
              <a href={href(page, `${paths.charterDifferences(slug, partnership.slug)}?from=${last.number}&to=draft`)}>
                {t('partnership-charter.since', {
                  count: since.length,
                  material: since.filter((one) => one.material).length,
                })}
              </a>
            )}
          </p>
          <p class="small">
            <a href={href(page, paths.charterRevisions(slug, partnership.slug))}>
              {t('partnership-charter.allRevisions')}
            </a>
          </p>
        </>
      ) : (
        <p class="small">{t('partnership-charter.noRevisions')}</p>
      )}
      {mayWrite && (last === undefined || since.length > 0) && (
        <KeepForm page={page} partnership={partnership} formKey={formKey} />
      )}
    </aside>
  )
}

const KeepForm = ({ page, partnership, formKey }: { page: Page; partnership: Partnership; formKey: string }): Child => (
  <ButtonForm
    page={page}
    action={paths.charterRevisions(page.region!.slug, partnership.slug)}
    label={page.t('partnership-charter.keep')}
    fields={{ _key: formKey }}
    small
  >
    <p class="small">{page.t('partnership-charter.keepWhy')}</p>
  </ButtonForm>
)

/** For everybody else, while nothing is in force. */
export const CharterDraftPage = ({ page, partnership }: { page: Page; partnership: Partnership }) => (
  <PartnershipFrame page={page} partnership={partnership} current="charter" title={page.t('partnership-charter.title')}>
    <div class="p-top-l">
      <Empty title={page.t('partnership-charter.isDraft')}>{page.t('partnership-charter.isDraftText')}</Empty>
    </div>
  </PartnershipFrame>
)
