import { paths } from '../../paths.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { Conflict, type Difference } from '../../ui/conflict.tsx'
import { SelectField, TextArea, TextField, VisibilityField } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Names } from '../../ui/organizations-field.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { LIMITS } from './forms.ts'
import type { Grant } from './grants.ts'

const ROOM = 'partnership-grants'

export interface GrantFormView {
  page: Page
  partnership: { slug: string; name: string }
  form: FormState
  formKey: string
  /** The one that is changed; without it a new one is written. */
  grant?: Grant | undefined
  /** Organizations that may fund it. */
  names: readonly { id: string; name: string }[]
  differences?: Difference[] | undefined
}

/** A grant as people write it down. */
export const GrantFormPage = (props: GrantFormView) => {
  const { page, partnership, form, formKey, grant, names, differences } = props
  const { t } = page
  const { slug } = page.region!
  const list = paths.partnershipTab(slug, partnership.slug, 'grants')
  const own = grant && paths.grant(slug, grant.id)
  const title = t(grant ? `${ROOM}.editTitle` : `${ROOM}.add`)
  const asked = (name: string, hint = false) => ({
    page,
    form,
    name,
    label: t(`${ROOM}.field.${name}`),
    ...(hint && { hint: t(`${ROOM}.hint.${name}`) }),
  })
  return (
    <Layout page={page} title={title} room="partnerships" noindex script="names.js">
      <PageHead
        page={page}
        title={title}
        crumbs={[
          { label: partnership.name, path: paths.partnership(slug, partnership.slug) },
          { label: t(`${ROOM}.title`), path: list },
          ...(own ? [{ label: grant.name, path: own }] : []),
        ]}
      />
      <div class="p-top-l stack">
        {differences && <Conflict page={page} differences={differences} />}
        <Form
          draft
          page={page}
          action={grant ? paths.grantEdit(slug, grant.id) : list}
          form={form}
          formKey={formKey}
          {...(grant && { version: grant.version })}
        >
          <Names page={page} id="funders" choices={names} />
          <TextField {...asked('name', true)} maxlength={LIMITS.name} />
          <TextField {...asked('funder', true)} list="funders" maxlength={LIMITS.funder} optional />
          <TextField {...asked('awardNumber')} maxlength={LIMITS.award} optional />
          <TextField {...asked('amount')} inputmode="decimal" maxlength={20} short optional />
          <TextField {...asked('match', true)} inputmode="decimal" maxlength={20} short optional />
          <TextField {...asked('period', true)} maxlength={80} optional />
          <TextArea {...asked('reports', true)} rows={3} maxlength={(LIMITS.what + 12) * LIMITS.reports} optional />
          <TextArea {...asked('acknowledgement', true)} rows={3} maxlength={LIMITS.acknowledgement} optional />
          <SelectField
            {...asked('lang')}
            options={LANGUAGES.map((value) => ({ value, label: t(`directory.lang.${value}`) }))}
          />
          <VisibilityField page={page} form={form} circleHint={t(`${ROOM}.circle`)} />
          <FormDo page={page} act={t(grant ? `${ROOM}.save` : `${ROOM}.add`)} cancel={own ?? list} />
        </Form>
      </div>
    </Layout>
  )
}
