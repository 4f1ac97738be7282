import type { Child } from 'hono/jsx'
import type { Colleague } from '../../account/colleagues.ts'
import type { FormState } from '../../platform/parse-form.ts'
import {
  CheckboxList,
  DateField,
  SelectField,
  type Shared,
  TextArea,
  TextField,
  VisibilityField,
} from '../../ui/field.tsx'
import type { Page } from '../../ui/page.ts'
import { LIMITS } from '../forms.ts'
import type { PartyPerson } from '../partnerships.ts'
import type { Question } from './questions.ts'

interface Props {
  page: Page
  form: FormState
  question: Question
  /** Lines that can be added with a tick. */
  add: readonly string[]
  lang: string | undefined
  /** Where it is typed together with others. */
  shared?: Shared | undefined
}

const LONG = { purpose: 5, mission: 3, decisions: 5, leaving: 5 } as const

/** The fields of a question about what all share, or of what a partner says in words. */
export const QuestionFields = ({ page, form, question, add, lang, shared }: Props): Child => {
  const { t } = page
  const { key } = question
  const common = { page, form }
  if (key === 'name')
    return (
      <TextField
        {...common}
        name="name"
        label={t('partnership-charter.field.name')}
        maxlength={LIMITS.name}
        lang={lang}
        required
      />
    )
  if (key === 'visibility') return <VisibilityField {...common} circleHint={t('partnership-charter.circleHint')} />
  if (key === 'period')
    return (
      <div class="bunch">
        <DateField {...common} name="since" label={t('partnership-charter.field.since')} optional />
        <DateField
          {...common}
          name="until"
          label={t('partnership-charter.field.until')}
          hint={t('partnership-charter.untilHint')}
          optional
        />
      </div>
    )
  if (key === 'places')
    return (
      <>
        <TextArea
          {...common}
          name="places"
          label={t('partnership-charter.field.places')}
          hint={t('partnership-charter.placesHint')}
          rows={4}
          lang={lang}
        />
        <Add {...common} add={add} />
      </>
    )
  if (key === 'mission-link')
    return (
      <TextArea
        {...common}
        name="missionLink"
        label={t('partnership-charter.field.missionLink')}
        rows={6}
        maxlength={LIMITS.prose}
        lang={lang}
        shared={shared}
      />
    )
  if (key === 'gains')
    return (
      <>
        <TextArea
          {...common}
          name="expectedBenefits"
          label={t('partnership-charter.field.expectedBenefits')}
          rows={5}
          maxlength={LIMITS.prose}
          lang={lang}
          shared={shared}
        />
        <Add {...common} add={add} />
      </>
    )
  const field = key as keyof typeof LONG
  return (
    <TextArea
      {...common}
      name={field}
      label={t(`partnership-charter.field.${field}`)}
      rows={LONG[field]}
      maxlength={field === 'mission' ? LIMITS.mission : LIMITS.prose}
      lang={lang}
      shared={shared}
    />
  )
}

/** What the directory knows, to be added with a tick. */
const Add = ({ page, form, add }: { page: Page; form: FormState; add: readonly string[] }) =>
  add.length === 0 ? null : (
    <CheckboxList
      page={page}
      form={form}
      name="add[]"
      label={page.t('partnership-charter.add')}
      options={add.map((value) => ({ value, label: value }))}
    />
  )

/** Who does the work, and who is asked to sign: people of the organization. */
export const PeopleFields = ({
  page,
  form,
  people,
  party,
}: {
  page: Page
  form: FormState
  people: readonly Colleague[]
  party: { contact: PartyPerson | null; leader: PartyPerson | null }
}) => {
  const { t } = page
  const choices = (there: PartyPerson | null) => {
    const known = people.map(({ id, name, title }) => ({ value: id, label: title ? `${name}, ${title}` : name }))
    return there && !people.some(({ id }) => id === there.id)
      ? [{ value: there.id, label: there.name ?? t('partnership-charter.somebody') }, ...known]
      : known
  }
  return (
    <>
      {(['contact', 'leader'] as const).map((name) => (
        <SelectField
          page={page}
          form={form}
          name={name}
          label={t(`partnership-charter.field.${name}`)}
          hint={t(`partnership-charter.${name}Hint`)}
          empty={t('partnership-charter.nobody')}
          options={choices(party[name])}
        />
      ))}
    </>
  )
}
