import type { FormState } from '../platform/parse-form.ts'
import { paths } from '../paths.ts'
import { CheckboxList, SelectField, TextArea, TextField } from './field.tsx'
import { type Page, href } from './page.ts'

/** More organizations than these are named in words, not chosen from a list. */
export const OFFERED = 150
const NAME = 200
const LINES = 10_000

interface Choice {
  id: string
  name: string
}
interface Props {
  page: Page
  form: FormState
  name: string
  label: string
  hint?: string | undefined
  choices: readonly Choice[]
  optional?: boolean
}

/** Names to choose from while one types. Where they are many they come as one types (`names.js`); without it one types on. */
export const Names = ({ page, id, choices }: { page: Page; id: string; choices: readonly { name: string }[] }) =>
  choices.length > OFFERED ? (
    <datalist id={id} data-more={href(page, paths.organizations(page.region!.slug))} />
  ) : (
    <datalist id={id}>
      {choices.map(({ name }) => (
        <option value={name} />
      ))}
    </datalist>
  )

/** One organization: chosen where they are few, else named. `empty` is the choice of none. */
export const OrganizationField = ({ choices, empty, ...field }: Props & { empty?: string | undefined }) => {
  if (choices.length <= OFFERED)
    return <SelectField {...field} options={choices.map(asOption)} {...(empty !== undefined && { empty })} />
  const list = `${field.name}-names`
  return (
    <>
      <TextField {...field} form={inNames(field, choices)} hint={field.hint ?? empty} list={list} maxlength={NAME} />
      <Names page={field.page} id={list} choices={choices} />
    </>
  )
}

/** Several organizations: ticked where they are few, else named, one a line. */
export const OrganizationsField = ({ choices, ...field }: Props) =>
  choices.length <= OFFERED ? (
    <CheckboxList {...field} options={choices.map(asOption)} />
  ) : (
    <TextArea
      {...field}
      form={inNames(field, choices)}
      hint={[field.hint, field.page.t('ui.form.namesHint')].filter(Boolean).join(' ')}
      rows={3}
      maxlength={LINES}
    />
  )

const asOption = ({ id, name }: Choice) => ({ value: id, label: name })

/** What stands in the field, ids as names. */
function inNames({ form, name }: Pick<Props, 'form' | 'name'>, choices: readonly Choice[]): FormState {
  const names = new Map(choices.map((one) => [one.id, one.name]))
  const said = [form.values[name] ?? []].flat().map((one) => names.get(one) ?? one)
  return { ...form, values: { ...form.values, [name]: said.join('\n') } }
}
