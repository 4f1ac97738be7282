import { paths } from '../paths.ts'
import { LANGUAGES, type Lang } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { Conflict, type Difference } from '../ui/conflict.tsx'
import { Checkbox, CheckboxList, SelectField, TextArea, TextField } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { SettingsTabs } from '../ui/settings-tabs.tsx'
import { LIMITS } from './forms.ts'
import { CountiesField, type Suggestion, ZoneField } from './new-region-page.tsx'

export interface SettingsProps {
  page: Page
  form: FormState
  version: number
  formKey: string
  suggestions?: Suggestion[]
  /** What somebody else changed meanwhile. */
  conflict?: Difference[]
  saved?: boolean
}

/** Everything that is set for a region as a whole. */
export const SettingsPage = ({ page, form, version, formKey, suggestions = [], conflict, saved }: SettingsProps) => {
  const slug = page.region?.slug ?? ''
  return (
    <Layout page={page} title={page.t('region.settings.title')} room="settings" noindex>
      <PageHead page={page} title={page.t('region.settings.title')} lede={page.t('region.settings.lede')} />
      <SettingsTabs page={page} current="region" />
      <div class="section stack">
        {saved && <Flash state="good">{page.t('region.settings.saved')}</Flash>}
        {conflict && <Conflict page={page} differences={conflict} />}
        <Form draft page={page} action={paths.settings(slug)} form={form} version={version} formKey={formKey}>
          <Names page={page} form={form} />
          <Where page={page} form={form} suggestions={suggestions} />
          <Rules page={page} form={form} />
          <FormDo page={page} act={page.t('region.settings.act')} cancel={paths.region(slug)} />
        </Form>
        <p class="small">
          <a href={href(page, paths.regionDeletion(slug))}>
            {page.t('region.deletion.title', { name: page.region?.name ?? '' })}
          </a>
        </p>
      </div>
    </Layout>
  )
}

type Part = { page: Page; form: FormState }

/** What the region said in a language before it gave it up stays in the form. */
const wordsIn = ({ values }: FormState, lang: Lang) =>
  Boolean(values[`tagline_${lang}`] || values[`description_${lang}`])

const Names = (part: Part) => {
  const { t, origin } = part.page
  const spoken = part.page.region?.languages ?? LANGUAGES
  return (
    <>
      <TextField {...part} name="name" label={t('region.field.name')} maxlength={LIMITS.name} required />
      <TextField
        {...part}
        name="slug"
        label={t('region.field.slug')}
        hint={t('region.hint.slugChange', { origin })}
        maxlength={60}
        required
      />
      {LANGUAGES.filter((lang) => spoken.includes(lang) || wordsIn(part.form, lang)).map((lang) => (
        <>
          <TextField
            {...part}
            name={`tagline_${lang}`}
            label={t(`region.field.tagline_${lang}`)}
            hint={t('region.hint.tagline')}
            maxlength={LIMITS.tagline}
            lang={lang}
            optional
          />
          <TextArea
            {...part}
            name={`description_${lang}`}
            label={t(`region.field.description_${lang}`)}
            hint={t('region.hint.description')}
            rows={6}
            maxlength={LIMITS.description}
            lang={lang}
            optional
          />
        </>
      ))}
    </>
  )
}

const Where = ({ suggestions, ...part }: Part & { suggestions: Suggestion[] }) => (
  <>
    <CountiesField {...part} suggestions={suggestions} />
    <ZoneField {...part} />
  </>
)

const Rules = (part: Part) => {
  const { t, lang } = part.page
  const months = new Intl.DateTimeFormat(lang, { month: 'long', timeZone: 'UTC' })
  const month = (n: number) => ({ value: String(n), label: months.format(Date.UTC(2026, n - 1, 1)) })
  return (
    <>
      <SelectField
        {...part}
        name="fiscalMonth"
        label={t('region.field.fiscalMonth')}
        options={Array.from({ length: 12 }, (_, n) => month(n + 1))}
      />
      <TextArea
        {...part}
        name="closedDays"
        label={t('region.field.closedDays')}
        hint={t('region.hint.closedDays')}
        rows={3}
        optional
      />
      <CheckboxList
        {...part}
        name="languages"
        label={t('region.field.languages')}
        options={LANGUAGES.map((value) => ({ value, label: t(`region.language.${value}`) }))}
      />
      <TextField
        {...part}
        name="smallCountThreshold"
        label={t('region.field.smallCountThreshold')}
        hint={t('region.hint.smallCountThreshold')}
        inputmode="numeric"
        short
        required
      />
      <TextField
        {...part}
        name="fadingMonths"
        label={t('region.field.fadingMonths')}
        hint={t('region.hint.fadingMonths')}
        inputmode="numeric"
        short
        required
      />
      <Checkbox
        {...part}
        name="nationalView"
        label={t('region.field.nationalView')}
        hint={t('region.hint.nationalView')}
      />
    </>
  )
}
