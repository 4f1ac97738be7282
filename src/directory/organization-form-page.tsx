import { paths } from '../paths.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import type { Lists } from '../region/lists.ts'
import { Conflict, type Difference } from '../ui/conflict.tsx'
import { CheckboxList, SelectField, TextArea, TextField, VisibilityField } from '../ui/field.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { Page } from '../ui/page.ts'
import { LIMITS } from './forms.ts'

export interface OrganizationFormProps {
  page: Page
  lists: Lists
  form: FormState
  formKey: string
  /** The one that is changed; without it a new one is made. */
  organization?:
    | { id: string; slug: string; name: string; version: number; sector: string; roles: string[] }
    | undefined
  /** Organizations to choose a circle from; null when there are too many to choose by ticking. */
  choices: { id: string; name: string }[] | null
  /** What somebody else saved meanwhile. */
  differences?: Difference[]
}

/** An organization as people write it. */
export const OrganizationFormPage = (props: OrganizationFormProps) => {
  const { page, form, organization: one, formKey, differences } = props
  const { t } = page
  const { slug } = page.region!
  const title = one ? t('directory.form.edit', { name: one.name }) : t('directory.form.new')
  const back = one ? paths.organization(slug, one.slug) : paths.organizations(slug)
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead
        page={page}
        title={title}
        crumbs={[
          { label: t('directory.title'), path: paths.organizations(slug) },
          ...(one ? [{ label: one.name, path: back }] : []),
        ]}
      />
      <div class={one ? undefined : 'cols cols-side'}>
        <div class="stack">
          <Parts page={page} />
          {differences && <Conflict page={page} differences={differences} />}
          <Form
            page={page}
            action={one ? paths.organizationEdit(slug, one.slug) : paths.organizations(slug)}
            form={form}
            formKey={formKey}
            {...(one && { version: one.version })}
          >
            <What {...props} />
            <Does {...props} />
            <Where {...props} />
            <Sources {...props} />
            <Who {...props} />
            <FormDo page={page} act={t(one ? 'directory.form.save' : 'directory.form.add')} cancel={back} stays />
          </Form>
        </div>
        {!one && <BeforeYouBegin page={page} />}
      </div>
    </Layout>
  )
}

const PARTS = ['what', 'does', 'where', 'facts', 'who'] as const
const partId = (part: (typeof PARTS)[number]) => `part-${part}`

/** The form is long: from here one goes to the part that one came for. */
const Parts = ({ page: { t } }: { page: Page }) => (
  <nav aria-label={t('directory.form.parts')} class="bunch small">
    {PARTS.map((part) => (
      <a href={`#${partId(part)}`}>{t(`directory.form.${part}`)}</a>
    ))}
  </nav>
)

const BeforeYouBegin = ({ page: { t } }: { page: Page }) => (
  <aside aria-labelledby="aside-h">
    <div class="card card-plain stack-s">
      <h2 class="title" id="aside-h">
        {t('directory.form.asideTitle')}
      </h2>
      <p class="small">{t('directory.form.aside')}</p>
    </div>
  </aside>
)

/** What every field of the form needs: its label, and its hint where it has one. */
const asked = ({ page, form }: Pick<OrganizationFormProps, 'page' | 'form'>, name: string, hint = name) => ({
  page,
  form,
  name,
  label: page.t(`directory.field.${name}`),
  ...(page.t.has(`directory.hint.${hint}`) && { hint: page.t(`directory.hint.${hint}`) }),
})

/** All lines of a field together. */
const LINES = LIMITS.line * LIMITS.lines

const What = (props: OrganizationFormProps) => {
  const { page, lists, organization: one } = props
  const { t } = page
  const sectors = lists.sectors.filter((sector) => !sector.retired || sector.key === one?.sector)
  return (
    <fieldset class="p-top-l" id={partId('what')}>
      <legend class="h">{t('directory.form.what')}</legend>
      <TextField {...asked(props, 'name')} maxlength={LIMITS.name} required />
      <SelectField
        {...asked(props, 'sector')}
        empty={t('directory.form.choose')}
        options={sectors.map(({ key, label, retired }) => ({
          value: key,
          label: retired ? t('directory.form.retired', { label }) : label,
        }))}
      />
      <TextArea {...asked(props, 'mission')} rows={2} maxlength={LIMITS.mission} optional />
      <TextArea {...asked(props, 'description')} rows={9} maxlength={LIMITS.description} optional />
      <TextArea {...asked(props, 'otherNames')} rows={2} maxlength={LINES} optional />
      <TextField {...asked(props, 'website')} type="url" maxlength={LIMITS.website} optional />
      <SelectField
        {...asked(props, 'lang')}
        options={LANGUAGES.map((value) => ({ value, label: t(`directory.lang.${value}`) }))}
      />
    </fieldset>
  )
}

const Does = (props: OrganizationFormProps) => {
  const { page, lists, organization: one } = props
  const roles = lists.roles.filter((role) => !role.retired || one?.roles.includes(role.key))
  return (
    <fieldset class="p-top-l" id={partId('does')}>
      <legend class="h">{page.t('directory.form.does')}</legend>
      <CheckboxList
        {...asked(props, 'roles')}
        options={roles.map(({ key, label, description }) => ({ value: key, label, hint: description }))}
      />
      <TextArea {...asked(props, 'audiences')} rows={3} maxlength={LINES} optional />
      <TextArea {...asked(props, 'skills')} rows={3} maxlength={LINES} optional />
    </fieldset>
  )
}

const Where = (props: OrganizationFormProps) => (
  <fieldset class="p-top-l" id={partId('where')}>
    <legend class="h">{props.page.t('directory.form.where')}</legend>
    <TextField {...asked(props, 'placeName')} maxlength={LIMITS.place} optional />
    <TextField {...asked(props, 'street')} maxlength={LIMITS.place} optional />
    <div class="cols cols-3 p-top">
      <TextField {...asked(props, 'city')} maxlength={LIMITS.place} optional />
      <TextField {...asked(props, 'state')} maxlength={LIMITS.state} optional />
      <TextField {...asked(props, 'postalCode')} maxlength={LIMITS.postalCode} optional />
    </div>
    <TextField {...asked(props, 'county')} maxlength={LIMITS.place} list="counties" optional />
    <datalist id="counties">
      {props.page.region!.counties.map((county) => (
        <option value={county.replace(/( County)?,.*$/, '')} />
      ))}
    </datalist>
    <div class="cols cols-2 p-top">
      <TextField {...asked(props, 'latitude', 'coordinates')} maxlength={24} inputmode="decimal" optional />
      <TextField {...asked(props, 'longitude', 'coordinates')} maxlength={24} inputmode="decimal" optional />
    </div>
    <TextArea {...asked(props, 'accessNotes')} rows={3} maxlength={LIMITS.accessNotes} optional />
  </fieldset>
)

const Sources = (props: OrganizationFormProps) => (
  <fieldset class="p-top-l" id={partId('facts')}>
    <legend class="h">{props.page.t('directory.form.facts')}</legend>
    <TextField {...asked(props, 'founded')} hint={props.page.t('ui.form.dateHint')} maxlength={80} short optional />
    <TextArea {...asked(props, 'identifiers')} rows={2} maxlength={LINES} optional />
    <TextArea {...asked(props, 'references')} rows={3} maxlength={LIMITS.reference * LIMITS.references} optional />
    <TextField {...asked(props, 'checkedOn')} type="date" short optional />
  </fieldset>
)

const Who = (props: OrganizationFormProps) => {
  const { page, form, choices, organization: one } = props
  const { t } = page
  const others = choices?.filter((choice) => choice.id !== one?.id)
  return (
    <fieldset class="p-top-l" id={partId('who')}>
      <legend class="h">{t('directory.form.who')}</legend>
      <VisibilityField page={page} form={form} circleHint={t('directory.hint.circlePrivate')} />
      {others && others.length > 0 && (
        <details class="fold p-top" open={form.values['visibility'] === 'circle'}>
          <summary>{t('directory.field.circle')}</summary>
          <CheckboxList
            {...asked(props, 'circle')}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </details>
      )}
      {choices === null && (
        <TextArea {...asked(props, 'circle', 'circleNames')} name="circleNames" rows={4} maxlength={LINES} optional />
      )}
    </fieldset>
  )
}
