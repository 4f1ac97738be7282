import { paths } from '../paths.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import type { Likely } from '../platform/likely.ts'
import { Conflict, type Difference, sayKnown } from '../ui/conflict.tsx'
import { CheckboxList, SelectField, TextArea, TextField } from '../ui/field.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { LikelyOnes } from '../ui/likely.tsx'
import { OrganizationField } from '../ui/organizations-field.tsx'
import type { Page } from '../ui/page.ts'
import { LIMITS } from './forms.ts'
import { Frame } from './pages.tsx'
import type { Person } from './persons.ts'

interface Props {
  page: Page
  form: FormState
  formKey: string
  /** The person that is changed; without one a new one is added. */
  person?: Person
  /** Where a new one may work. */
  organizations?: { id: string; name: string }[]
  /** What somebody else recorded meanwhile. */
  theirs?: Person
  /** Where this person says something else than was typed when somebody was about to add them again. */
  known?: Difference[]
  /** Those that the new one may be. */
  likely?: readonly Likely[] | undefined
}

/** Adding a person, or changing one. */
export function PersonFormPage({ page, form, formKey, person, organizations = [], theirs, known, likely }: Props) {
  const { slug } = page.region!
  const title = person ? page.t('account.person.edit', { name: person.name }) : page.t('account.person.new')
  const to = person ? paths.person(slug, person.id) : paths.people(slug)
  return (
    <Frame
      page={page}
      title={title}
      lede={person ? undefined : page.t('account.person.newLede')}
      crumbs={[{ label: page.t('account.people.title'), path: paths.people(slug) }]}
      room="people"
      script="names.js"
    >
      {theirs && <Conflict page={page} differences={differences(page, form, theirs)} />}
      {known && <Conflict page={page} differences={known} said={sayKnown(page, person!.name)} />}
      <Form draft page={page} action={to} form={form} formKey={formKey} {...(person && { version: person.version })}>
        {likely && <LikelyOnes page={page} likely={likely} pathOf={(one) => paths.person(slug, one.id)} />}
        <TextField
          page={page}
          form={form}
          name="name"
          label={page.t('account.person.name')}
          maxlength={LIMITS.name}
          required
        />
        {organizations.length > 0 && <Work page={page} form={form} organizations={organizations} />}
        <TextField
          page={page}
          form={form}
          name="email"
          type="email"
          label={page.t('account.person.email')}
          hint={page.t(person ? 'account.person.emailWarning' : 'account.person.emailHint')}
          maxlength={LIMITS.email}
          optional
        />
        <TextField
          page={page}
          form={form}
          name="phone"
          type="tel"
          label={page.t('account.person.phone')}
          maxlength={LIMITS.phone}
          optional
        />
        {!person && (
          <TextField
            page={page}
            form={form}
            name="agreed"
            label={page.t('account.person.agreed')}
            hint={page.t('account.person.agreedHint')}
            maxlength={LIMITS.how}
            optional
          />
        )}
        {!person && (
          <CheckboxList
            page={page}
            form={form}
            name="agreedTo"
            label={page.t('account.person.agreedTo')}
            options={(['email', 'phone'] as const).map((value) => ({
              value,
              label: page.t(`account.person.field.${value}`),
            }))}
            optional
          />
        )}
        <TextArea
          page={page}
          form={form}
          name="note"
          label={page.t('account.person.note')}
          hint={page.t('account.person.noteHint')}
          maxlength={LIMITS.note}
          rows={3}
          optional
        />
        <SelectField
          page={page}
          form={form}
          name="lang"
          label={page.t('account.person.lang')}
          options={LANGUAGES.map((value) => ({ value, label: page.t(`account.person.lang.${value}`) }))}
        />
        <FormDo page={page} act={page.t(person ? 'account.person.save' : 'account.person.add')} cancel={to} />
      </Form>
    </Frame>
  )
}

const Work = ({
  page,
  form,
  organizations,
}: {
  page: Page
  form: FormState
  organizations: { id: string; name: string }[]
}) => (
  <>
    <OrganizationField
      page={page}
      form={form}
      name="organization"
      label={page.t('account.person.organization')}
      empty={page.t('account.person.noOrganization')}
      choices={organizations}
    />
    <TextField
      page={page}
      form={form}
      name="title"
      label={page.t('account.person.positionTitle')}
      hint={page.t('account.person.positionHint')}
      maxlength={LIMITS.title}
    />
  </>
)

const differences = (page: Page, form: FormState, theirs: Person) =>
  (['name', 'email', 'phone', 'note'] as const)
    .map((field) => ({
      label: page.t(`account.person.${field}`),
      yours: String(form.values[field] ?? ''),
      theirs: theirs[field] ?? '',
    }))
    .filter((one) => one.yours !== one.theirs)
