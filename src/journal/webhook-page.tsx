import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { StateBadge } from '../ui/badge.tsx'
import { Empty } from '../ui/empty.tsx'
import { Facts } from '../ui/facts.tsx'
import { Flash } from '../ui/flash.tsx'
import { CheckboxList, TextField } from '../ui/field.tsx'
import { ButtonForm, Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { Page } from '../ui/page.ts'
import { SettingsTabs } from '../ui/settings-tabs.tsx'
import { Table } from '../ui/table.tsx'
import { ADDRESS_LENGTH, NOUNS } from './forms.ts'
import type { Attempt, Webhook } from './webhooks.ts'

interface Props {
  page: Page
  webhook: Webhook
  attempts: Attempt[]
  /** How many deliveries wait for their first try or the next one. */
  waiting: number
  formKey: string
  form: FormState
  done?: string | undefined
}

const DONE: Record<string, 'good' | 'bad'> = {
  arrived: 'good',
  failed: 'bad',
  paused: 'good',
  resumed: 'good',
  changed: 'good',
}

/** What a webhook is told of, in words. */
export const toldOf = ({ t }: Page, { nouns }: Webhook): string =>
  nouns.length === 0
    ? t('journal.webhooks.everything')
    : nouns.map((noun) => t(`journal.webhooks.noun.${noun}`)).join(', ')

/** One webhook: how it stands, what can be done, and what was sent. */
export const WebhookPage = (props: Props) => {
  const { page, webhook, attempts, done = '' } = props
  const { t } = page
  const slug = page.region!.slug
  const state = DONE[done]
  return (
    <Layout page={page} title={t('journal.webhooks.one')} room="settings" noindex>
      <PageHead
        page={page}
        title={t('journal.webhooks.one')}
        lede={webhook.address}
        crumbs={[
          { label: t('ui.room.settings'), path: paths.settings(slug) },
          { label: t('journal.webhooks.title'), path: paths.webhooks(slug) },
        ]}
      />
      <SettingsTabs page={page} current="webhooks" />
      {state && <Flash state={state}>{t(`journal.webhooks.done.${done}`)}</Flash>}
      <section class="section stack">
        <Standing {...props} />
        <Doings {...props} />
      </section>
      <Change {...props} />
      <section class="section stack" aria-labelledby="log-h">
        <h2 id="log-h">{t('journal.webhooks.log')}</h2>
        {attempts.length === 0 ? (
          <Empty title={t('journal.webhooks.nothingSent')}>{t('journal.webhooks.nothingSentText')}</Empty>
        ) : (
          <Log {...props} />
        )}
      </section>
    </Layout>
  )
}

const Standing = ({ page, webhook, waiting }: Props) => {
  const { t, lang } = page
  const day = (at: Date) => formatDate(lang, at, 'moment', page.region!.timeZone)
  return (
    <Facts
      facts={[
        {
          label: t('journal.webhooks.state'),
          value: webhook.pausedAt ? (
            <>
              <StateBadge state="warn">{t('journal.webhooks.state.paused')}</StateBadge>{' '}
              {t(`journal.webhooks.why.${webhook.pausedWhy ?? 'person'}`, { when: day(webhook.pausedAt) })}
            </>
          ) : (
            <StateBadge state="good">{t('journal.webhooks.state.active')}</StateBadge>
          ),
        },
        { label: t('journal.webhooks.nouns'), value: toldOf(page, webhook) },
        { label: t('journal.webhooks.since'), value: day(webhook.createdAt) },
        { label: t('journal.webhooks.waiting'), value: waiting > 0 && String(waiting) },
      ]}
    />
  )
}

const Doings = ({ page, webhook, formKey }: Props) => {
  const { t } = page
  const slug = page.region!.slug
  const paused = webhook.pausedAt !== null
  const key = { _key: formKey }
  return (
    <div class="bunch">
      <ButtonForm
        page={page}
        action={paths.webhookTest(slug, webhook.id)}
        label={t('journal.webhooks.test')}
        fields={key}
        act
      />
      <ButtonForm
        page={page}
        action={paths.webhookState(slug, webhook.id)}
        label={t(paused ? 'journal.webhooks.resume' : 'journal.webhooks.pause')}
        fields={{ ...key, state: paused ? 'active' : 'paused' }}
      />
      <ButtonForm
        page={page}
        action={paths.webhookEnd(slug, webhook.id)}
        label={t('journal.webhooks.end')}
        fields={key}
        bad
      />
    </div>
  )
}

const Change = ({ page, webhook, form }: Props) => {
  const { t } = page
  return (
    <section class="section stack" aria-labelledby="change-h">
      <h2 id="change-h">{t('journal.webhooks.change')}</h2>
      <p class="prose">{t('journal.webhooks.changeText')}</p>
      <Form page={page} action={paths.webhook(page.region!.slug, webhook.id)} form={form}>
        <WebhookFields page={page} form={form} />
        <FormDo page={page} act={t('journal.webhooks.save')} />
      </Form>
    </section>
  )
}

/** Where it leads, and what it is told of. */
export const WebhookFields = ({ page, form }: { page: Page; form: FormState }) => {
  const { t } = page
  return (
    <>
      <TextField
        page={page}
        form={form}
        name="address"
        type="url"
        label={t('journal.webhooks.address')}
        hint={t('journal.webhooks.addressHint')}
        maxlength={ADDRESS_LENGTH}
      />
      <CheckboxList
        page={page}
        form={form}
        name="nouns"
        label={t('journal.webhooks.nouns')}
        hint={t('journal.webhooks.nounsHint')}
        options={NOUNS.map((noun) => ({ value: noun, label: t(`journal.webhooks.noun.${noun}`) }))}
      />
    </>
  )
}

const Log = ({ page, webhook, attempts, formKey }: Props) => {
  const { t } = page
  const slug = page.region!.slug
  return (
    <Table
      rows={attempts}
      columns={[
        {
          label: t('journal.column.at'),
          cell: (one) => (
            <time datetime={one.at.toISOString()}>
              {formatDate(page.lang, one.at, 'moment', page.region!.timeZone)}
            </time>
          ),
        },
        { label: t('journal.column.verb'), cell: (one) => <code>{one.verb ?? 'webhook.test'}</code> },
        { label: t('journal.webhooks.column.outcome'), cell: (one) => <Outcome page={page} attempt={one} /> },
        {
          label: t('journal.webhooks.column.ms'),
          number: true,
          cell: (one) => t('journal.webhooks.ms', { ms: one.ms }),
        },
        {
          label: t('journal.webhooks.column.again'),
          cell: (one) => (
            <ButtonForm
              page={page}
              action={paths.webhookAgain(slug, webhook.id, one.deliveryId)}
              label={t('journal.webhooks.again')}
              fields={{ _key: `${formKey}-${one.id}` }}
              small
            />
          ),
        },
      ]}
    />
  )
}

const Outcome = ({ page: { t }, attempt }: { page: Page; attempt: Attempt }) =>
  attempt.error === null ? (
    <StateBadge state="good">{t('journal.webhooks.arrived', { status: attempt.status ?? 0 })}</StateBadge>
  ) : (
    <>
      <StateBadge state="bad">{t('journal.webhooks.failed')}</StateBadge>{' '}
      {t(`journal.webhooks.error.${attempt.error}`, { status: attempt.status ?? 0 })}
    </>
  )
