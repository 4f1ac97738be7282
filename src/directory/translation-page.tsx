import { paths } from '../paths.ts'
import type { Lang } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { Conflict, type Difference } from '../ui/conflict.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextArea } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import type { Page } from '../ui/page.ts'
import { LIMITS, TRANSLATABLE } from './forms.ts'
import { Lines } from './history-page.tsx'
import type { Organization } from './organizations.ts'

export interface TranslationProps {
  page: Page
  organization: Organization
  lang: Lang
  form: FormState
  formKey: string
  /** When the translation that the form began with was made; empty when there was none. */
  translatedAt: string
  /** The original has changed since. */
  older: boolean
  differences?: Difference[]
}

/** What an organization says of itself beside its original, in the other language. */
export const TranslationPage = (props: TranslationProps) => {
  const { page, organization: one, lang, form, differences } = props
  const { t } = page
  const { slug } = page.region!
  const title = t('directory.translation.title', { name: one.name, language: lang })
  const fields = TRANSLATABLE.filter((field) => one[field] !== '')
  const crumbs = [
    { label: t('directory.title'), path: paths.organizations(slug) },
    { label: one.name, path: paths.organization(slug, one.slug) },
  ]
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead page={page} title={title} lede={t('directory.translation.lede', { language: lang })} crumbs={crumbs} />
      <div class="p-top-l stack">
        {differences && <Conflict page={page} differences={differences} />}
        {props.older && <Flash state="warn">{t('directory.translation.older')}</Flash>}
        {fields.length === 0 ? (
          <Empty title={t('directory.translation.nothing')} />
        ) : (
          <Form
            page={page}
            action={paths.organizationTranslation(slug, one.slug)}
            form={form}
            formKey={props.formKey}
            version={one.version}
          >
            <input type="hidden" name="lang" value={lang} />
            <input type="hidden" name="_translated" value={props.translatedAt} />
            {fields.map((field) => (
              <div class="cols cols-2 p-top-l">
                <TextArea
                  page={page}
                  form={form}
                  name={field}
                  label={t('directory.fieldIn', { field: t(`directory.field.${field}`), language: lang })}
                  rows={field === 'description' ? 12 : 4}
                  maxlength={LIMITS[field]}
                  lang={lang}
                />
                <section class="stack-s" aria-labelledby={`original-${field}`}>
                  <h2 class="title" id={`original-${field}`}>
                    {t('directory.translation.original', { language: one.lang })}
                  </h2>
                  <p lang={one.lang}>
                    <Lines text={one[field]} />
                  </p>
                </section>
              </div>
            ))}
            <FormDo page={page} act={t('directory.translation.save')} cancel={paths.organization(slug, one.slug)} />
          </Form>
        )}
      </div>
    </Layout>
  )
}
