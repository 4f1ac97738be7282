import { paths } from '../paths.ts'
import { formatList } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { SelectField, TextArea, TextField } from '../ui/field.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { Page } from '../ui/page.ts'
import { LIMITS, TIME_ZONES } from './forms.ts'

export interface Suggestion {
  typed: string
  likely: string[]
}

/** Sets up a region: what it is called, where it is. */
export const NewRegionPage = ({
  page,
  form,
  suggestions = [],
}: {
  page: Page
  form: FormState
  suggestions?: Suggestion[]
}) => {
  const { t } = page
  return (
    <Layout page={page} title={t('region.new.title')}>
      <PageHead
        page={page}
        title={t('region.new.title')}
        lede={t('region.new.lede')}
        crumbs={[{ label: t('region.installation.crumb'), path: paths.installation() }]}
      />
      <Form page={page} action={paths.newRegion()} form={form}>
        <TextField
          page={page}
          form={form}
          name="name"
          label={t('region.field.name')}
          hint={t('region.hint.name')}
          maxlength={LIMITS.name}
          required
        />
        <TextField
          page={page}
          form={form}
          name="slug"
          label={t('region.field.slug')}
          hint={t('region.hint.slug', { origin: page.origin })}
          maxlength={60}
          required
        />
        <ZoneField page={page} form={form} />
        <CountiesField page={page} form={form} suggestions={suggestions} />
        <FormDo page={page} act={t('region.new.act')} cancel={paths.installation()} />
      </Form>
    </Layout>
  )
}

export const ZoneField = ({ page, form }: { page: Page; form: FormState }) => (
  <SelectField
    page={page}
    form={form}
    name="timeZone"
    label={page.t('region.field.timeZone')}
    hint={page.t('region.hint.timeZone')}
    options={TIME_ZONES.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
  />
)

/** Counties by their names, one a line; what fits none comes back with what it may have meant. */
export const CountiesField = ({
  page,
  form,
  suggestions,
}: {
  page: Page
  form: FormState
  suggestions: Suggestion[]
}) => (
  <>
    <TextArea
      page={page}
      form={form}
      name="counties"
      label={page.t('region.field.counties')}
      hint={countiesHint(page)}
      rows={4}
      optional
    />
    {suggestions.length > 0 && (
      <ul class="small">
        {suggestions.map(({ typed, likely }) => (
          <li>{page.t('region.counties.likely', { typed, likely: likely.join(' · ') })}</li>
        ))}
      </ul>
    )}
  </>
)

const countiesHint = ({ t, lang, region }: Page) =>
  region?.invented
    ? t('region.hint.countiesInvented', { counties: formatList(lang, region.counties) })
    : t('region.hint.counties')
