import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { StateBadge } from '../ui/badge.tsx'
import { Empty } from '../ui/empty.tsx'
import { Flash } from '../ui/flash.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { SettingsTabs } from '../ui/settings-tabs.tsx'
import { WebhookFields, toldOf } from './webhook-page.tsx'
import type { WebhookListed } from './webhooks.ts'

interface Props {
  page: Page
  webhooks: WebhookListed[]
  form: FormState
  /** One that was made just now: its secret is told this once. */
  made?: { id: string; secret: string } | undefined
  done?: string | undefined
}

/** Which programs of others are told what happens. */
export const WebhooksPage = (props: Props) => {
  const { page, webhooks, made, done } = props
  const { t } = page
  const slug = page.region!.slug
  return (
    <Layout page={page} title={t('journal.webhooks.title')} room="settings" noindex>
      <PageHead
        page={page}
        title={t('journal.webhooks.title')}
        lede={t('journal.webhooks.lede')}
        crumbs={[{ label: t('ui.room.settings'), path: paths.settings(slug) }]}
      />
      <SettingsTabs page={page} current="webhooks" />
      {done === 'ended' && <Flash state="good">{t('journal.webhooks.ended')}</Flash>}
      {made && <Made page={page} secret={made.secret} path={paths.webhook(slug, made.id)} />}
      <section class="section stack" aria-labelledby="hooks-h">
        <h2 id="hooks-h">{t('journal.webhooks.here')}</h2>
        {webhooks.length === 0 ? (
          <Empty title={t('journal.webhooks.none')}>{t('journal.webhooks.noneText')}</Empty>
        ) : (
          <ul class="rows" role="list">
            {webhooks.map((one) => (
              <Row page={page} webhook={one} />
            ))}
          </ul>
        )}
      </section>
      <New {...props} />
    </Layout>
  )
}

const Made = ({ page, secret, path }: { page: Page; secret: string; path: string }) => (
  <Flash state="good">
    <h2 class="title">{page.t('journal.webhooks.made')}</h2>
    <p>{page.t('journal.webhooks.once')}</p>
    <p class="to-copy">
      <code>{secret}</code>
    </p>
    <p>
      <a href={href(page, path)}>{page.t('journal.webhooks.tryIt')}</a>
    </p>
  </Flash>
)

const Row = ({ page, webhook }: { page: Page; webhook: WebhookListed }) => {
  const { t, lang } = page
  const last = webhook.lastAttempt
  return (
    <li>
      <h3 class="title">
        <a href={href(page, paths.webhook(page.region!.slug, webhook.id))}>{webhook.address}</a>
      </h3>
      <p class="meta">
        {webhook.pausedAt ? (
          <StateBadge state="warn">{t('journal.webhooks.state.paused')}</StateBadge>
        ) : (
          <StateBadge state="good">{t('journal.webhooks.state.active')}</StateBadge>
        )}
        <span>{toldOf(page, webhook)}</span>
        <span>
          {last
            ? t(last.error ? 'journal.webhooks.lastFailed' : 'journal.webhooks.lastArrived', {
                when: formatDate(lang, last.at, 'moment', page.region!.timeZone),
              })
            : t('journal.webhooks.nothingSent')}
        </span>
      </p>
    </li>
  )
}

const New = ({ page, form }: Props) => {
  const { t } = page
  const slug = page.region!.slug
  return (
    <section class="section stack" aria-labelledby="new-h">
      <h2 id="new-h">{t('journal.webhooks.new')}</h2>
      <p class="prose">{t('journal.webhooks.how')}</p>
      <Form page={page} action={paths.webhooks(slug)} form={form}>
        <WebhookFields page={page} form={form} />
        <FormDo page={page} act={t('journal.webhooks.make')} />
      </Form>
    </section>
  )
}
