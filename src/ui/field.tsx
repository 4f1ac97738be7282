import type { Child } from 'hono/jsx'
import type { FormState } from '../platform/parse-form.ts'
import { FieldError } from './form.tsx'
import { Icon, type IconName, Mark } from './icon.tsx'
import { type Look, type Page, href } from './page.ts'

interface Common {
  page: Page
  form: FormState
  name: string
  label: string
  hint?: Child
  /** Says so behind the label. */
  optional?: boolean
}

const idOf = (name: string) => `f-${name}`
const one = (form: FormState, name: string): string => {
  const value = form.values[name]
  return Array.isArray(value) ? value.join('\n') : (value ?? '')
}
const many = (form: FormState, name: string): string[] => {
  const value = form.values[name]
  return Array.isArray(value) ? value : value ? [value] : []
}
const describedBy = (id: string, hint: unknown, errors: string[] | undefined) =>
  [hint && `${id}-h`, errors?.length && `${id}-e`].filter(Boolean).join(' ') || undefined

const Frame = ({ page, form, name, label, hint, optional, children }: Common & { children?: Child }) => {
  const id = idOf(name)
  const errors = form.errors[name]
  return (
    <div class={errors?.length ? 'field bad' : 'field'}>
      <label for={id}>
        {label} {optional && <span class="opt">{page.t('ui.form.optional')}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-h`}>
          {hint}
        </p>
      )}
      <FieldError id={id} errors={errors} />
      {children}
    </div>
  )
}

const attributes = ({ form, name, hint }: Common) => {
  const errors = form.errors[name]
  return {
    id: idOf(name),
    name,
    'aria-describedby': describedBy(idOf(name), hint, errors),
    ...(errors?.length && { 'aria-invalid': 'true' as const }),
  }
}

export interface TextFieldProps extends Common {
  type?: 'text' | 'email' | 'url' | 'search' | 'date' | 'time' | 'tel'
  maxlength?: number
  lang?: string
  required?: boolean
  short?: boolean
  autocomplete?: string
  inputmode?: 'numeric' | 'decimal' | 'email' | 'url'
  list?: string
  placeholder?: string
}

export const TextField = (props: TextFieldProps) => (
  <Frame {...props}>
    <input
      class={props.short ? 'input in-s' : 'input'}
      type={props.type ?? 'text'}
      value={one(props.form, props.name)}
      maxlength={props.maxlength}
      lang={props.lang}
      required={props.required}
      autocomplete={props.autocomplete}
      inputmode={props.inputmode}
      list={props.list}
      placeholder={props.placeholder}
      {...attributes(props)}
    />
  </Frame>
)

/** A date as sources tell it: "2017", "May 2017", "spring 2018". */
export const DateField = (props: Common) => (
  <TextField {...props} hint={props.hint ?? props.page.t('ui.form.dateHint')} short maxlength={80} />
)

/** Where a text is told and taken while several write it, and what stands there; see `shared-text.ts`. */
export interface Shared {
  path: string
  standing: string
}

interface AreaProps extends Common {
  rows?: number
  maxlength?: number
  lang?: string
  shared?: Shared | undefined
}

export const TextArea = (props: AreaProps) => (
  <Frame {...props}>
    <textarea
      class="input"
      rows={props.rows ?? 4}
      maxlength={props.maxlength}
      lang={props.lang}
      data-live={props.shared && href(props.page, props.shared.path)}
      data-standing={props.shared?.standing}
      {...attributes(props)}
    >
      {one(props.form, props.name)}
    </textarea>
    {props.shared && <SharedState page={props.page} max={props.maxlength} />}
  </Frame>
)

/** What is said of a text while it is written; without a script it says nothing, and the form saves. */
const SharedState = ({ page: { t }, max }: { page: Page; max: number | undefined }) => (
  <p class="small quiet" role="status">
    <span
      data-shared-said
      data-together={t('ui.shared.together')}
      data-saving={t('ui.shared.saving')}
      data-saved={t('ui.shared.saved')}
      data-with={t('ui.shared.with', { name: '#' })}
      data-somebody={t('ui.shared.somebody')}
      data-long={t('ui.shared.long', { max: max ?? 0 })}
      data-over={t('ui.shared.over')}
    />{' '}
    <span data-live-state data-waiting={t('ui.shared.waiting')} />
  </p>
)

/** A file to send, or several. A browser forgets them when the form comes back. */
export const FileField = (props: Common & { accept?: string; several?: boolean }) => (
  <Frame {...props}>
    <input class="input" type="file" accept={props.accept} multiple={props.several} {...attributes(props)} />
  </Frame>
)

export interface Option {
  value: string
  label: string
  hint?: Child
  /** The mark of a sector before the label. */
  look?: Look
  icon?: IconName
  /** A count or the like at the end of the line. */
  tail?: Child
}

export const SelectField = (props: Common & { options: Option[]; empty?: string }) => {
  const chosen = one(props.form, props.name)
  return (
    <Frame {...props}>
      <select class="input" {...attributes(props)}>
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

const Group = ({ form, name, label, hint, optional, page, children }: Common & { children?: Child }) => {
  const id = idOf(name)
  const errors = form.errors[name]
  return (
    <fieldset
      id={id}
      class={errors?.length ? 'bad' : undefined}
      tabindex={errors?.length ? -1 : undefined}
      aria-describedby={describedBy(id, hint, errors)}
    >
      <legend>
        {label} {optional && <span class="opt">{page.t('ui.form.optional')}</span>}
      </legend>
      {hint && (
        <p class="hint" id={`${id}-h`}>
          {hint}
        </p>
      )}
      <FieldError id={id} errors={errors} />
      {children}
    </fieldset>
  )
}

export const Pick = ({
  type,
  name,
  option,
  checked,
  card = false,
}: {
  type: 'checkbox' | 'radio'
  name: string
  option: Option
  checked: boolean
  card?: boolean
}) => (
  <label class={card ? 'pick card' : 'pick'}>
    <input type={type} name={name} value={option.value} checked={checked} />
    {option.look && <Mark look={option.look} />}
    <span>
      {option.icon && <Icon name={option.icon} />} {option.label}
      {option.hint && <small>{option.hint}</small>}
    </span>
    {option.tail !== undefined && <span class="tail tiny">{option.tail}</span>}
  </label>
)

/** Several of many. */
export const CheckboxList = (props: Common & { options: Option[] }) => {
  const chosen = many(props.form, props.name)
  return (
    <Group {...props}>
      {props.options.map((option) => (
        <Pick type="checkbox" name={props.name} option={option} checked={chosen.includes(option.value)} />
      ))}
    </Group>
  )
}

/** One of few, each with a word of explanation. */
export const RadioCards = (props: Common & { options: Option[] }) => {
  const chosen = one(props.form, props.name)
  return (
    <Group {...props}>
      {props.options.map((option) => (
        <Pick type="radio" name={props.name} option={option} checked={option.value === chosen} card />
      ))}
    </Group>
  )
}

/** Yes, or nothing. */
export const Checkbox = ({ form, name, label, hint, value = 'yes' }: Omit<Common, 'optional'> & { value?: string }) => (
  <div class="field">
    <Pick type="checkbox" name={name} option={{ value, label, hint }} checked={many(form, name).includes(value)} />
  </div>
)

/** Who can see it: the same three choices on every form. */
export const VisibilityField = ({ page, form, circleHint }: { page: Page; form: FormState; circleHint?: Child }) => (
  <RadioCards
    page={page}
    form={form}
    name="visibility"
    label={page.t('ui.visibility.label')}
    options={[
      {
        value: 'circle',
        label: page.t('ui.visibility.circle'),
        hint: circleHint ?? page.t('ui.visibility.circleHint'),
        icon: 'lock',
      },
      {
        value: 'region',
        label: page.t('ui.visibility.region'),
        hint: page.t('ui.visibility.regionHint', { region: page.region?.name ?? '' }),
        icon: 'users',
      },
      {
        value: 'public',
        label: page.t('ui.visibility.public'),
        hint: page.t('ui.visibility.publicHint'),
        icon: 'globe',
      },
    ]}
  />
)
