import type { Named } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { formatDate } from '../platform/i18n.ts'
import { emptyForm, type FormState } from '../platform/parse-form.ts'
import { Facts } from '../ui/facts.tsx'
import { CheckboxList, RadioCards, TextField } from '../ui/field.tsx'
import { ButtonForm, Form, FormDo } from '../ui/form.tsx'
import type { Page } from '../ui/page.ts'
import type { Consent } from './consents.ts'
import { LIMITS } from './forms.ts'
import { BY_ONESELF } from './own-data.ts'
import type { Person } from './persons.ts'
import { PERSON_FIELDS, reachOf } from './rules.ts'

interface Props {
  page: Page
  person: Person
  consents: Consent[]
  recorders: Map<string, Named>
  formKey: string
  form?: (FormState & { of: 'consent' | 'position' }) | undefined
}

/** Who sees which field of a person, by which consent; and the form for another one. For coordinators. */
export const ConsentPanel = (props: Props) => {
  const { page, person, consents, form, formKey } = props
  const typed = form?.of === 'consent' ? form : { ...emptyForm, values: { fields: ['name', 'position'] } }
  return (
    <section class="card stack-s" aria-labelledby="consent">
      <h2 id="consent" class="title">
        {page.t('account.person.consent')}
      </h2>
      <Facts
        facts={PERSON_FIELDS.map((field) => ({
          label: page.t(`account.person.field.${field}`),
          value: page.t(`account.person.reach.${reachOf(person, field)}`),
        }))}
      />
      {consents.every((one) => one.withdrawnAt) && <p>{page.t('account.person.consentNone')}</p>}
      {consents.map((one) => (
        <Given {...props} consent={one} />
      ))}
      <details class="fold" open={form?.of === 'consent' || person.visibility === 'circle'}>
        <summary>{page.t('account.person.consentAdd')}</summary>
        <Form
          page={page}
          action={paths.personConsent(page.region!.slug, person.id)}
          form={typed}
          formKey={`${formKey}-consent`}
        >
          <CheckboxList
            page={page}
            form={typed}
            name="fields"
            label={page.t('account.person.consentTo')}
            hint={page.t('account.person.consentToHint')}
            options={PERSON_FIELDS.map((value) => ({ value, label: page.t(`account.person.field.${value}`) }))}
          />
          <TextField
            page={page}
            form={typed}
            name="how"
            label={page.t('account.person.consentHow')}
            maxlength={LIMITS.how}
          />
          <TextField
            page={page}
            form={typed}
            name="givenOn"
            type="date"
            label={page.t('account.person.consentWhen')}
            hint={page.t('account.person.consentWhenHint')}
            optional
          />
          <RadioCards
            page={page}
            form={typed}
            name="visibility"
            label={page.t('account.person.consentSee')}
            options={(['region', 'public'] as const).map((value) => ({
              value,
              label: page.t(`account.person.consentSee.${value}`),
            }))}
          />
          <FormDo page={page} act={page.t('account.person.consentAct')} />
        </Form>
      </details>
    </section>
  )
}

/** One consent: for what, how, when and by whom it was noted, and the way to take it back. */
const Given = ({ page, person, recorders, formKey, consent: one }: Props & { consent: Consent }) => {
  const { slug, timeZone } = page.region!
  const day = (at: Date) => formatDate(page.lang, at, 'long', timeZone)
  const field = page.t(`account.person.field.${one.field === '*' ? 'all' : one.field}`)
  const how = one.how === BY_ONESELF ? page.t('account.person.consentByOneself') : one.how
  const by = one.how !== BY_ONESELF && one.recordedBy ? recorders.get(one.recordedBy)?.title : undefined
  return (
    <div class={one.withdrawnAt ? 'quiet small' : 'small'}>
      <p>
        <b>{field}</b>
        {' · '}
        {page.t('account.person.consentGiven', { date: day(one.givenAt), how })}
        {by && ` · ${page.t('account.person.consentBy', { by })}`}
        {one.withdrawnAt && ` · ${page.t('account.person.consentWithdrawn', { date: day(one.withdrawnAt) })}`}
      </p>
      {!one.withdrawnAt && (
        <ButtonForm
          page={page}
          action={paths.personConsent(slug, person.id)}
          label={page.t('account.person.consentWithdraw', { field })}
          fields={{ withdraw: one.field === '*' ? 'yes' : one.field, _key: `${formKey}-${one.id}` }}
          small
        />
      )}
    </div>
  )
}
