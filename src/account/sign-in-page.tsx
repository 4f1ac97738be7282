import { paths } from '../paths.ts'
import type { FormState } from '../platform/parse-form.ts'
import { TextField } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm, FieldError, Form, FormDo } from '../ui/form.tsx'
import { type Page, href } from '../ui/page.ts'
import type { Offered } from './demonstrations.ts'
import { LINK_MINUTES } from './auth.ts'
import { LIMITS } from './forms.ts'
import { Frame } from './pages.tsx'
import { PasswordField } from './ways-page.tsx'

/** Where one asks for a link, and in a demonstration chooses whom to look around as. */
export const SignInPage = ({
  page,
  form,
  offered,
  organization,
}: {
  page: Page
  form: FormState
  offered: Offered[]
  /** What people call the single sign-on, where there is one. */
  organization: string | undefined
}) => (
  <Frame page={page} title={page.t('account.signIn.title')} lede={page.t('account.signIn.lede')} script="passkeys.js">
    {page.email && <Flash>{page.t('account.signIn.already', { email: page.email })}</Flash>}
    <div class="cols cols-side">
      <div>
        <Form page={page} action={paths.signIn()} form={form}>
          <TextField
            page={page}
            form={form}
            name="email"
            type="email"
            label={page.t('account.signIn.email')}
            hint={page.t('account.signIn.emailHint')}
            maxlength={LIMITS.email}
            autocomplete="email"
            required
          />
          <input type="hidden" name="next" value={String(form.values['next'] ?? '')} />
          <FormDo page={page} act={page.t('account.signIn.act')} />
          <ByPassword page={page} form={form} />
        </Form>
        <Otherwise page={page} form={form} organization={organization} />
        {offered.map((one) => (
          <LookAround page={page} offered={one} next={String(form.values['next'] ?? '')} />
        ))}
      </div>
      <aside class="stack-s">
        <h2 class="title">{page.t('account.signIn.who')}</h2>
        <p class="quiet">{page.t('account.signIn.whoText')}</p>
      </aside>
    </div>
  </Frame>
)

/** The same form sent elsewhere: whoever has a password folds this open. */
const ByPassword = ({ page, form }: { page: Page; form: FormState }) => (
  <details class="fold" open={form.values['way'] === 'password'}>
    <summary>{page.t('account.password.signIn')}</summary>
    <div class="stack">
      <PasswordField page={page} form={form} label={page.t('account.password.label')} autocomplete="current-password" />
      <p class="small quiet">{page.t('account.password.forgotten')}</p>
      <p>
        <button class="btn" formaction={href(page, paths.signInPassword())}>
          {page.t('account.password.signIn')}
        </button>
      </p>
    </div>
  </details>
)

/** A passkey, where the browser knows them; the login of an organization, where there is one. */
const Otherwise = ({ page, form, organization }: { page: Page; form: FormState; organization: string | undefined }) => {
  const next = String(form.values['next'] ?? '')
  const to = `${paths.singleSignOn()}${next === '' ? '' : `?${new URLSearchParams({ next })}`}`
  return (
    <div class="bunch p-top">
      <form
        method="post"
        action={href(page, paths.signInPasskey())}
        data-passkey="use"
        data-options={paths.signInPasskeyOptions()}
        hidden
      >
        <FieldError id="f-response" errors={form.errors['response']} />
        <input type="hidden" name="response" value="" />
        <input type="hidden" name="next" value={next} />
        <button class="btn">{page.t('account.passkey.signIn')}</button>
        <p role="status" hidden>
          {page.t('account.passkey.cancelled')}
        </p>
      </form>
      {organization && (
        <a class="btn" href={href(page, to)}>
          {page.t('account.singleSignOn.act', { name: organization })}
        </a>
      )}
    </div>
  )
}

const LookAround = ({ page, offered, next }: { page: Page; offered: Offered; next: string }) => (
  <section class="section" aria-labelledby={`look-${offered.region.slug}`}>
    <h2 id={`look-${offered.region.slug}`}>{page.t('account.lookAround.title')}</h2>
    <p class="quiet">{page.t('account.lookAround.text', { region: offered.region.name })}</p>
    <ul class="rows" role="list">
      {offered.members.map((member) => (
        <li class="has-tail">
          <div>
            <p class="title">{member.line}</p>
            <p class="meta">
              <span>{page.t(`account.access.${member.access}`)}</span>
            </p>
          </div>
          <div class="tail">
            <ButtonForm
              page={page}
              action={paths.lookAround()}
              label={page.t('account.lookAround.act', { name: member.name })}
              fields={{ region: offered.region.id, person: member.id, next }}
              small
            />
          </div>
        </li>
      ))}
    </ul>
  </section>
)

/** The answer to every address, known or not. */
export const LinkSentPage = ({ page, demo }: { page: Page; demo: boolean }) => (
  <Frame
    page={page}
    title={page.t('account.signIn.sentTitle')}
    lede={page.t('account.signIn.sentText', { minutes: LINK_MINUTES })}
  >
    <div class="stack prose">
      {demo && (
        <Flash>
          {page.t('account.signIn.sentOutbox')}:{' '}
          <a href={href(page, paths.outbox())}>{page.t('account.outbox.title')}</a>
        </Flash>
      )}
      <p>{page.t('account.signIn.sentNothing')}</p>
      <p>
        <a class="btn" href={href(page, paths.signIn())}>
          {page.t('account.signIn.sentAgain')}
        </a>
      </p>
    </div>
  </Frame>
)

/** What a mailed sign-in link opens; the button uses it up. */
export const SignInLinkPage = ({ page, token, next }: { page: Page; token: string; next: string }) => (
  <Frame page={page} title={page.t('account.signIn.linkTitle')} lede={page.t('account.signIn.linkText')}>
    <ButtonForm
      page={page}
      action={paths.signInLink(token)}
      label={page.t('account.signIn.linkAct')}
      fields={{ next }}
      act
    />
  </Frame>
)
