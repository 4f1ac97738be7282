import { paths } from '../paths.ts'
import type { Account } from '../platform/house.ts'
import { formatDate } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { TextField } from '../ui/field.tsx'
import { ButtonForm, FieldError, Form, FormDo } from '../ui/form.tsx'
import { type Page, href } from '../ui/page.ts'
import { CHALLENGE_MINUTES } from './challenges.ts'
import { LIMITS } from './forms.ts'
import { Done, Frame } from './pages.tsx'
import type { Passkey } from './passkeys.ts'
import { PASSWORD_LIMITS } from './passwords.ts'

interface Props {
  page: Page
  account: Account
  hasPassword: boolean
  /** They have a way of their own, and did not prove just now who they are. */
  mustProve: boolean
  passkeys: Passkey[]
  passwordForm: FormState
  passkeyForm: FormState
  done: string | undefined
}

const DONE = Object.fromEntries(
  ['password', 'noPassword', 'passkey', 'noPasskey'].map((what) => [what, `account.ways.done.${what}`]),
)

/** How one signs in: the mailed link always, a password or passkeys if one wants. */
export const WaysPage = (props: Props) => {
  const { page, account, done } = props
  const { t } = page
  return (
    <Frame
      page={page}
      title={t('account.ways.title')}
      lede={t('account.ways.lede', { email: account.email })}
      script="passkeys.js"
    >
      <Done page={page} done={done} keys={DONE} />
      {props.mustProve && (
        <ProveFirst page={page} account={account} text={t('account.ways.proveFirst')} next={paths.myWays()} />
      )}
      <PasskeysSection {...props} />
      {(props.hasPassword || !props.mustProve) && <PasswordSection {...props} />}
      <p class="p-top">
        <a href={href(page, paths.me())}>{t('account.ways.back')}</a>
      </p>
    </Frame>
  )
}

const PasskeysSection = (props: Props) => {
  const { page, passkeys, mustProve } = props
  const { t } = page
  return (
    <section class="section stack" aria-labelledby="passkeys-h">
      <h2 id="passkeys-h">{t('account.passkey.title')}</h2>
      <p class="quiet">{t('account.passkey.text')}</p>
      {passkeys.length > 0 && (
        <ul class="rows" role="list">
          {passkeys.map((one) => (
            <PasskeyRow page={page} passkey={one} mayRemove={!mustProve} />
          ))}
        </ul>
      )}
      {!mustProve && <NewPasskey {...props} />}
    </section>
  )
}

const NewPasskey = ({ page, passkeyForm: form }: Props) => {
  const { t } = page
  return (
    <>
      <noscript>
        <p>{t('account.passkey.noScript')}</p>
      </noscript>
      <form
        method="post"
        action={href(page, paths.myPasskeys())}
        data-passkey="create"
        data-options={paths.myPasskeyOptions()}
        hidden
      >
        <TextField
          page={page}
          form={form}
          name="name"
          label={t('account.passkey.name')}
          hint={t('account.passkey.nameHint')}
          maxlength={LIMITS.keyName}
        />
        <input type="hidden" name="response" value="" />
        <p role="status" hidden>
          {t('account.passkey.cancelled')}
        </p>
        <FormDo page={page} act={t('account.passkey.make')} />
      </form>
    </>
  )
}

/** An open session alone gives nobody a way in that lasts. */
export const ProveFirst = ({
  page,
  account,
  text,
  next,
}: {
  page: Page
  account: Account
  text: string
  next: string
}) => (
  <div class="section stack-s prose">
    <p>{text}</p>
    <ButtonForm
      page={page}
      action={paths.signIn()}
      label={page.t('account.ways.prove', { email: account.email })}
      fields={{ email: account.email, next }}
    />
  </div>
)

const PasskeyRow = ({ page, passkey, mayRemove }: { page: Page; passkey: Passkey; mayRemove: boolean }) => {
  const { t, lang } = page
  return (
    <li class="has-tail">
      <div>
        <h3 class="title">{passkey.name}</h3>
        <p class="meta">
          <span>{t('account.passkey.since', { day: formatDate(lang, passkey.createdAt, 'long', 'UTC') })}</span>
          <span>
            {passkey.lastUsedOn
              ? t('account.keys.used', { day: formatDate(lang, passkey.lastUsedOn, 'long') })
              : t('account.keys.unused')}
          </span>
        </p>
      </div>
      {mayRemove && (
        <div class="tail">
          <ButtonForm
            page={page}
            action={paths.myPasskeyRemoval(passkey.id)}
            label={t('account.passkey.remove', { name: passkey.name })}
            small
          />
        </div>
      )}
    </li>
  )
}

const PasswordSection = (props: Props) => {
  const { page, hasPassword } = props
  const { t } = page
  return (
    <section class="section stack" aria-labelledby="password-h">
      <h2 id="password-h">{t('account.password.title')}</h2>
      <p class="quiet">{t(hasPassword ? 'account.password.has' : 'account.password.text')}</p>
      <PasswordForm {...props} />
    </section>
  )
}

const PasswordForm = ({ page, hasPassword, mustProve, passwordForm: form }: Props) => {
  const { t } = page
  return (
    <Form page={page} action={paths.myPassword()} form={form}>
      {mustProve && (
        <PasswordField
          page={page}
          form={form}
          name="current"
          label={t('account.password.current')}
          hint={t('account.password.currentHint', { minutes: CHALLENGE_MINUTES.proven })}
          autocomplete="current-password"
        />
      )}
      <PasswordField
        page={page}
        form={form}
        label={t('account.password.new')}
        hint={t('account.password.hint', { min: PASSWORD_LIMITS.least })}
        autocomplete="new-password"
      />
      <FormDo page={page} act={t(hasPassword ? 'account.password.change' : 'account.password.set')}>
        {hasPassword && (
          <button class="btn" formaction={href(page, paths.myPasswordRemoval())}>
            {t('account.password.remove')}
          </button>
        )}
      </FormDo>
    </Form>
  )
}

/** Never filled by us: a password is typed, pasted or brought by the browser. */
export const PasswordField = ({
  page,
  form,
  name = 'password',
  label,
  hint,
  autocomplete,
}: {
  page: Page
  form: FormState
  name?: 'password' | 'current'
  label: string
  hint?: string
  autocomplete: 'new-password' | 'current-password'
}) => {
  const id = `f-${name}`
  const errors = form.errors[name]
  const described = [hint && `${id}-h`, errors && `${id}-e`].filter(Boolean).join(' ')
  return (
    <div class={errors ? 'field bad' : 'field'} lang={page.lang}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-h`}>
          {hint}
        </p>
      )}
      <FieldError id={id} errors={errors} />
      <input
        class="input"
        id={id}
        name={name}
        type="password"
        autocomplete={autocomplete}
        maxlength={PASSWORD_LIMITS.most}
        {...(described !== '' && { 'aria-describedby': described })}
        {...(errors && { 'aria-invalid': 'true' as const })}
      />
    </div>
  )
}
