import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { sayPartialDate } from '../../platform/partial-dates.ts'
import { StateBadge, VisibilityBadge } from '../../ui/badge.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FileField } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import type { FormState } from '../../platform/parse-form.ts'
import { ButtonForm, Form, FormDo } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { langOn } from '../../ui/languages.ts'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { Grant, GrantReport } from './grants.ts'
import { sayMoney } from './grant-sayings.ts'

const ROOM = 'partnership-grants'

export interface GrantView {
  page: Page
  grant: Grant
  today: string
  mayWrite: boolean
  done: string | undefined
  /** The form of the picture, as it was sent. */
  form: FormState
  formKey: string
}

export const grantCrumbs = ({ page, grant }: Pick<GrantView, 'page' | 'grant'>) => {
  const { slug } = page.region!
  return [
    { label: grant.partnership.name, path: paths.partnership(slug, grant.partnership.slug) },
    { label: page.t(`${ROOM}.title`), path: paths.partnershipTab(slug, grant.partnership.slug, 'grants') },
  ]
}

/** A grant: who gives it, how much, what it asks for, and what was reported. */
export const GrantPage = (props: GrantView) => {
  const { page, grant, mayWrite, done, formKey } = props
  const { t } = page
  const { slug } = page.region!
  return (
    <Layout page={page} title={grant.name} room="partnerships" noindex={grant.visibility !== 'public'}>
      <PageHead
        page={page}
        title={<span lang={langOn(page, grant)}>{grant.name}</span>}
        kind={
          <>
            <span>{t(`${ROOM}.one`)}</span>
            <VisibilityBadge page={page} visibility={grant.visibility} />
          </>
        }
        crumbs={grantCrumbs(props)}
        act={
          mayWrite && (
            <a class="btn" href={href(page, paths.grantEdit(slug, grant.id))}>
              <Icon name="pencil" />
              {t(`${ROOM}.edit`)}
            </a>
          )
        }
      />
      {done && <Flash state="good">{t(`${ROOM}.done.${done}`)}</Flash>}
      <div class="p-top-l stack-l">
        <Told {...props} />
        <Reports {...props} />
        <Acknowledged {...props} />
        <p class="bunch small">
          <a href={href(page, paths.grantHistory(slug, grant.id))}>
            <Icon name="history" />
            {t(`${ROOM}.history`)}
          </a>
          {mayWrite && (
            <ButtonForm
              page={page}
              action={paths.grantRemoval(slug, grant.id)}
              label={t(`${ROOM}.remove`)}
              fields={{ _key: formKey }}
              small
            />
          )}
        </p>
      </div>
    </Layout>
  )
}

const Told = ({ page, grant }: GrantView) => {
  const { t, lang } = page
  const { funder } = grant
  const named = funder.slug ? (
    <a href={href(page, paths.organization(page.region!.slug, funder.slug))}>{funder.name}</a>
  ) : (
    funder.name
  )
  return (
    <Facts
      facts={[
        { label: t(`${ROOM}.field.funder`), value: funder.name !== '' && named },
        { label: t(`${ROOM}.field.awardNumber`), value: grant.awardNumber },
        { label: t(`${ROOM}.field.amount`), value: sayMoney(page, grant.amount) },
        { label: t(`${ROOM}.field.match`), value: sayMoney(page, grant.match) },
        { label: t(`${ROOM}.field.period`), value: grant.period && sayPartialDate(lang, grant.period) },
      ]}
    />
  )
}

const Reports = (props: GrantView) => {
  const { page, grant } = props
  const { t } = page
  if (grant.reports.length === 0) return null
  return (
    <section aria-labelledby="reports-h">
      <h2 id="reports-h">{t(`${ROOM}.reports`)}</h2>
      <ul class="rows">
        {grant.reports.map((report) => (
          <Report {...props} report={report} />
        ))}
      </ul>
    </section>
  )
}

const Report = ({ page, grant, today, mayWrite, formKey, report }: GrantView & { report: GrantReport }) => {
  const { t, lang } = page
  const isLate = report.reportedOn === null && report.due < today
  return (
    <li class="has-tail">
      <div>
        <p>
          <time datetime={report.due}>{formatDate(lang, report.due, 'long')}</time>{' '}
          <span lang={langOn(page, grant)}>{report.what}</span>
        </p>
        {report.reportedOn && (
          <p class="small">{t(`${ROOM}.reportedOn`, { date: formatDate(lang, report.reportedOn, 'long') })}</p>
        )}
      </div>
      <div class="tail">
        {report.reportedOn && <StateBadge state="good">{t(`${ROOM}.reported`)}</StateBadge>}
        {isLate && <StateBadge state="warn">{t(`${ROOM}.late`)}</StateBadge>}
        {report.reportedOn === null && mayWrite && (
          <ButtonForm
            page={page}
            action={paths.grantReported(page.region!.slug, grant.id, report.id)}
            label={t(`${ROOM}.noteReport`)}
            fields={{ _key: `${formKey}.${report.id}` }}
            small
          />
        )}
      </div>
    </li>
  )
}

/** What posters and reports say, with the picture that goes with it. */
const Acknowledged = ({ page, grant, mayWrite, form, formKey }: GrantView) => {
  const { t } = page
  const { slug } = page.region!
  return (
    <section aria-labelledby="says-h" class="stack">
      <h2 id="says-h">{t(`${ROOM}.field.acknowledgement`)}</h2>
      {grant.acknowledgement === '' && !grant.hasLogo && <p class="quiet">{t(`${ROOM}.asksNothing`)}</p>}
      {grant.acknowledgement !== '' && (
        <blockquote lang={langOn(page, grant)}>
          <p>{grant.acknowledgement}</p>
        </blockquote>
      )}
      {grant.hasLogo && (
        <p>
          <img
            class="logo"
            src={href(page, paths.grantLogo(slug, grant.id))}
            alt={t(`${ROOM}.logoOf`, { name: grant.funder.name || grant.name })}
          />
        </p>
      )}
      {mayWrite && (
        <details class="fold" open={form.errors['logo'] !== undefined}>
          <summary>{t(`${ROOM}.logo`)}</summary>
          <Form page={page} action={paths.grantLogo(slug, grant.id)} form={form} formKey={`${formKey}.logo`} upload>
            <FileField
              page={page}
              form={form}
              name="logo"
              label={t(`${ROOM}.field.logo`)}
              hint={t(`${ROOM}.logoHint`)}
              accept="image/png,image/jpeg,image/gif,image/webp"
            />
            <FormDo page={page} act={t(`${ROOM}.setLogo`)} />
          </Form>
          {grant.hasLogo && (
            <ButtonForm
              page={page}
              action={paths.grantLogoRemoval(slug, grant.id)}
              label={t(`${ROOM}.removeLogo`)}
              fields={{ _key: `${formKey}.away` }}
              small
            />
          )}
        </details>
      )}
    </section>
  )
}
