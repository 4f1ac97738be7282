import { paths } from '../../paths.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { Conflict, type Difference } from '../../ui/conflict.tsx'
import { CheckboxList, DateField, SelectField, TextArea, TextField, VisibilityField } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { OrganizationField, OrganizationsField } from '../../ui/organizations-field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import type { Entry } from './entries.ts'
import { LIMITS } from './forms.ts'
import { BENEFITS, type Ledger, PLACES, SIDES, UNITS, WHATS } from './ledger-kinds.ts'

const ROOM = 'partnership-ledgers'

interface Choice {
  id: string
  name: string
}

export interface EntryFormView {
  page: Page
  ledger: Ledger
  form: FormState
  formKey: string
  /** The one that is changed; without it a new one is written. */
  entry?: Entry | undefined
  /** Whose it may be. */
  own: readonly Choice[]
  /** To whom it may be owed, or for whom it may be. */
  others: readonly Choice[]
  /** With which it may stand. */
  partnerships: readonly Choice[]
  /** What it comes of, where the records suggested it: said beside the form. */
  reasons: readonly string[]
  differences?: Difference[] | undefined
}

/** A gain or a gift as people write it down. */
export const EntryFormPage = (props: EntryFormView) => {
  const { page, ledger, form, formKey, entry, differences, reasons } = props
  const { t } = page
  const { slug } = page.region!
  const { segment } = PLACES[ledger]
  const own = entry && paths.entry(slug, segment, entry.id)
  const title = t(entry ? `${ROOM}.editTitle` : `${ROOM}.add.${ledger}`)
  return (
    <Layout page={page} title={title} room="partnerships" sheet="partnerships.css" noindex script="names.js">
      <PageHead
        page={page}
        title={title}
        lede={t(`${ROOM}.formLede.${ledger}`)}
        crumbs={[
          { label: t(`${ROOM}.many.${ledger}`), path: paths.entries(slug, segment) },
          ...(own ? [{ label: entry.told, path: own }] : []),
        ]}
      />
      <div class="p-top-l stack">
        {differences && <Conflict page={page} differences={differences} />}
        {reasons.length > 0 && <p class="card">{reasons.join(' · ')}</p>}
        <Form
          draft
          page={page}
          action={entry ? paths.entryEdit(slug, segment, entry.id) : paths.entries(slug, segment)}
          form={form}
          formKey={formKey}
          {...(entry && { version: entry.version })}
        >
          {['proposal', 'origin'].map(
            (name) => form.values[name] && <input type="hidden" name={name} value={String(form.values[name])} />,
          )}
          {!entry && (
            <OrganizationField
              {...asked(props, 'organization', `whose.${ledger}`)}
              choices={props.own}
              empty={t('forms.choose')}
            />
          )}
          <What {...props} />
          <TextArea
            {...asked(props, 'told')}
            hint={t(`${ROOM}.hint.told.${ledger}`)}
            rows={2}
            maxlength={LIMITS.told}
          />
          <HowMuch {...props} />
          <DateField {...asked(props, 'period')} optional />
          {props.others.length > 0 && (
            <OrganizationsField
              {...asked(props, 'others', `field.others.${ledger}`)}
              hint={t(`${ROOM}.hint.others.${ledger}`)}
              choices={props.others}
              optional
            />
          )}
          {props.partnerships.length > 0 && (
            <CheckboxList
              {...asked(props, 'partnerships')}
              options={props.partnerships.map(({ id, name }) => ({ value: id, label: name }))}
              optional
            />
          )}
          <SelectField
            {...asked(props, 'lang')}
            options={LANGUAGES.map((value) => ({ value, label: t(`directory.lang.${value}`) }))}
          />
          <VisibilityField page={page} form={form} circleHint={t(`${ROOM}.circle`)} />
          <FormDo
            page={page}
            act={t(entry ? `${ROOM}.save` : `${ROOM}.add.${ledger}`)}
            cancel={own ?? paths.entries(slug, segment)}
          />
        </Form>
      </div>
    </Layout>
  )
}

/** What every field of the form needs. */
const asked = ({ page, form }: EntryFormView, name: string, label = `field.${name}`) => ({
  page,
  form,
  name,
  label: page.t(`${ROOM}.${label}`),
})

/** What is gained is capacity or reach; the choice says which. */
const What = (props: EntryFormView) => {
  const { page, ledger } = props
  const { t } = page
  const side = (what: string) => SIDES.find((one) => (BENEFITS[one] as readonly string[]).includes(what))
  const options = WHATS[ledger].map((value) => ({
    value,
    label: [side(value) && t(`${ROOM}.side.${side(value)}`), t(`${ROOM}.what.${value}`)].filter(Boolean).join(': '),
  }))
  return <SelectField {...asked(props, 'what')} options={options} empty={t('forms.choose')} />
}

const HowMuch = (props: EntryFormView) => {
  const { page, entry } = props
  const { t } = page
  const hint = entry?.small
    ? t(`${ROOM}.hint.small`, { n: entry.threshold, name: entry.organization.name })
    : t(`${ROOM}.hint.amount`)
  return (
    <div class="field-row">
      <TextField {...asked(props, 'amount')} hint={hint} inputmode="decimal" maxlength={20} short optional />
      <SelectField
        {...asked(props, 'unit')}
        empty={t(`${ROOM}.noUnit`)}
        options={UNITS.map((value) => ({ value, label: t(`${ROOM}.unit.${value}`) }))}
      />
    </div>
  )
}
