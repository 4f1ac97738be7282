import { paths } from '../paths.ts'
import type { Account } from '../platform/house.ts'
import { formatDate } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { Empty } from '../ui/empty.tsx'
import { RadioCards, SelectField, TextField } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm, Form, FormDo } from '../ui/form.tsx'
import { type Page, href } from '../ui/page.ts'
import type { ApiKey } from './api-keys.ts'
import { KEY_DAYS, LIMITS } from './forms.ts'
import { Frame } from './pages.tsx'
import { ProveFirst } from './ways-page.tsx'

interface OwnRegion {
  id: string
  slug: string
  name: string
  timeZone: string
}
interface Props {
  page: Page
  region: OwnRegion
  regions: OwnRegion[]
  keys: ApiKey[]
  form: FormState
  account: Account
  /** They have a way of their own to sign in, and did not prove just now who they are. */
  mustProve: boolean
  /** One that was made just now: told this once. */
  token?: string | undefined
  done?: string | undefined
}

/** Keys for programs that act for the reader in a region. */
export const KeysPage = (props: Props) => {
  const { page, region, keys, token, done } = props
  const { t } = page
  return (
    <Frame page={page} title={t('account.keys.title')} lede={t('account.keys.lede', { region: region.name })}>
      {done === 'revoked' && <Flash state="good">{t('account.keys.revoked')}</Flash>}
      {token && <Made page={page} region={region} token={token} />}
      <Regions {...props} />
      <section class="section stack" aria-labelledby="keys-h">
        <h2 id="keys-h">{t('account.keys.yours')}</h2>
        {keys.length === 0 ? (
          <Empty title={t('account.keys.none')}>{t('account.keys.noneText')}</Empty>
        ) : (
          <ul class="rows" role="list">
            {keys.map((key) => (
              <KeyRow {...props} apiKey={key} />
            ))}
          </ul>
        )}
      </section>
      {props.mustProve ? (
        <ProveFirst page={page} account={props.account} text={t('account.keys.proveFirst')} next={paths.myKeys()} />
      ) : (
        <New {...props} />
      )}
      <p class="p-top">
        <a href={href(page, paths.api())}>{t('account.keys.api')}</a>
      </p>
    </Frame>
  )
}

const Made = ({ page, region, token }: { page: Page; region: OwnRegion; token: string }) => (
  <Flash state="good">
    <h2 class="title">{page.t('account.keys.made')}</h2>
    <p>{page.t('account.keys.once')}</p>
    <p>
      <code class="wide">{token}</code>
    </p>
    <p class="small">
      <code>{`curl -H "Authorization: Bearer ${token}" ${page.origin}/api/v1/${region.slug}/organizations`}</code>
    </p>
  </Flash>
)

const Regions = ({ page, region, regions }: Props) =>
  regions.length < 2 ? null : (
    <nav class="tabs" aria-label={page.t('account.me.regions')}>
      {regions.map((one) => (
        <a
          href={href(page, `${paths.myKeys()}?region=${one.id}`)}
          {...(one.id === region.id && { 'aria-current': 'page' as const })}
        >
          {one.name}
        </a>
      ))}
    </nav>
  )

const KeyRow = ({ page, region, apiKey }: Props & { apiKey: ApiKey }) => {
  const { t, lang } = page
  const day = (at: Date) => formatDate(lang, at, 'long', region.timeZone)
  return (
    <li class="has-tail">
      <div>
        <h3 class="title">{apiKey.name}</h3>
        <p class="meta">
          <b>{t(`account.keys.scope.${apiKey.scope}`)}</b>
          <span>{t('account.keys.since', { since: day(apiKey.createdAt), until: day(apiKey.expiresAt) })}</span>
          <span>
            {apiKey.lastUsedOn
              ? t('account.keys.used', { day: formatDate(lang, apiKey.lastUsedOn, 'long') })
              : t('account.keys.unused')}
          </span>
        </p>
      </div>
      <div class="tail">
        <ButtonForm
          page={page}
          action={paths.myKeyRevocation(apiKey.id)}
          label={t('account.keys.revoke', { name: apiKey.name })}
          fields={{ region: region.id }}
          small
        />
      </div>
    </li>
  )
}

const New = ({ page, region, form }: Props) => {
  const { t } = page
  const shown = { ...form, values: { scope: 'read', days: '90', ...form.values } }
  return (
    <section class="section stack" aria-labelledby="new-h">
      <h2 id="new-h">{t('account.keys.new')}</h2>
      <Form page={page} action={paths.myKeys()} form={shown}>
        <input type="hidden" name="region" value={region.id} />
        <TextField
          page={page}
          form={shown}
          name="name"
          label={t('account.keys.name')}
          hint={t('account.keys.nameHint')}
          maxlength={LIMITS.keyName}
        />
        <RadioCards
          page={page}
          form={shown}
          name="scope"
          label={t('account.keys.scope')}
          options={(['read', 'write'] as const).map((value) => ({
            value,
            label: t(`account.keys.scope.${value}`),
            hint: t(`account.keys.scopeMeans.${value}`),
          }))}
        />
        <SelectField
          page={page}
          form={shown}
          name="days"
          label={t('account.keys.days')}
          options={KEY_DAYS.map((days) => ({ value: String(days), label: t('account.keys.inDays', { days }) }))}
        />
        <FormDo page={page} act={t('account.keys.make')} cancel={paths.me()} />
      </Form>
    </section>
  )
}
