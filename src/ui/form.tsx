import type { Child } from 'hono/jsx'
import type { FormState } from '../platform/parse-form.ts'
import { Icon } from './icon.tsx'
import { type Page, href } from './page.ts'

export interface FormProps {
  page: Page
  /** Without language; see `paths`. */
  action: string
  form?: FormState
  /** Version of the record that is being changed. */
  version?: number
  /** Random, so that sending it twice is doing it once. */
  formKey?: string
  /** Long enough to be missed: what is typed comes back when it is left by accident (`drafts.js`). */
  draft?: boolean
  /** It takes files. */
  upload?: boolean
  /** What a button that stands elsewhere names as its form. */
  id?: string
  children?: Child
}

const ESCAPED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }

/** What the fields of a form are called, by name: read where it stands, in the form as it is shown. */
function labelsIn(fields: Child): Map<string, string> {
  const labels = String(<>{fields}</>).matchAll(/<(?:label for|fieldset id)="f-([^"]+)"[^>]*>(?:<legend>)?([^<]+)/g)
  return new Map(
    [...labels].map(([, name = '', label = '']) => [
      name,
      label.trim().replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (sign) => ESCAPED[sign]!),
    ]),
  )
}

/** What is wrong, at the top, each leading to its field. */
const ErrorSummary = ({ page, errors, fields }: { page: Page; errors: FormState['errors']; fields: Child }) => {
  const all = Object.entries(errors).flatMap(([field, said]) => said.map((text) => ({ field, text })))
  if (all.length === 0) return null
  const labels = labelsIn(fields)
  return (
    <div class="card is-bad stack-s" role="alert" tabindex={-1} autofocus aria-labelledby="errors-h">
      <h2 class="title" id="errors-h">
        {page.t('ui.form.errors', { count: all.length })}
      </h2>
      <ul class="plain">
        {all.map(({ field, text }) => {
          const label = labels.get(field)
          return <li>{label ? <a href={`#f-${field}`}>{page.t('ui.form.errorOf', { label, text })}</a> : text}</li>
        })}
      </ul>
    </div>
  )
}

/** A form that posts to our own address; what is wrong stands on top. */
export const Form = ({
  page,
  action,
  form,
  version,
  formKey,
  draft = false,
  upload = false,
  id,
  children,
}: FormProps) => (
  <form
    id={id}
    data-draft={draft ? page.actor?.accountId : undefined}
    method="post"
    action={href(page, action)}
    novalidate
    {...(upload && { enctype: 'multipart/form-data' })}
  >
    {formKey && <input type="hidden" name="_key" value={formKey} />}
    {version !== undefined && <input type="hidden" name="_version" value={String(version)} />}
    {form && <ErrorSummary page={page} errors={form.errors} fields={children} />}
    {draft && <DraftNotice page={page} />}
    {children}
  </form>
)

/** What was typed here before is back. Hidden until it is. */
const DraftNotice = ({ page: { t } }: { page: Page }) => (
  <div class="flash is-note" role="status" data-draft-said hidden>
    <Icon name="info" />
    <div class="bunch">
      <span>{t('ui.form.draft')}</span>
      <span data-draft-changed hidden>
        {t('ui.form.draftChanged')}
      </span>
      <button type="button" class="btn btn-s">
        {t('ui.form.draftDiscard')}
      </button>
    </div>
  </div>
)

/** The row of buttons under a form. */
export const FormDo = ({
  page,
  act,
  cancel,
  stays = false,
  children,
}: {
  page: Page
  act: string
  cancel?: string
  /** In a long form it stays in sight. */
  stays?: boolean
  children?: Child
}) => (
  <div class={stays ? 'form-do is-staying' : 'form-do'}>
    <button class="btn btn-act">{act}</button>
    {children}
    {cancel && (
      <a class="btn btn-quiet" href={href(page, cancel)}>
        {page.t('ui.form.cancel')}
      </a>
    )}
  </div>
)

/** A form that is one button. */
export const ButtonForm = ({
  page,
  action,
  label,
  bad = false,
  small = false,
  act = false,
  fields = {},
  children,
}: {
  page: Page
  action: string
  label: string
  bad?: boolean
  small?: boolean
  act?: boolean
  fields?: Record<string, string>
  children?: Child
}) => (
  <form method="post" action={href(page, action)}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
    <button class={['btn', act && 'btn-act', small && 'btn-s', bad && 'is-bad'].filter(Boolean).join(' ')}>
      {label}
    </button>
  </form>
)

export const FieldError = ({ id, errors }: { id: string; errors: string[] | undefined }) =>
  errors && errors.length > 0 ? (
    <p class="error" id={`${id}-e`}>
      <Icon name="triangle-alert" />
      <span>{errors.join(' ')}</span>
    </p>
  ) : null
