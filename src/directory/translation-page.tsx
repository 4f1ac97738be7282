import type { Lang } from '../platform/i18n.ts'
import type { FormState } from '../platform/parse-form.ts'
import { Conflict, type Difference } from '../ui/conflict.tsx'
import { Empty } from '../ui/empty.tsx'
import { TextArea } from '../ui/field.tsx'
import { Flash } from '../ui/flash.tsx'
import { Form, FormDo } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { OriginalText } from '../ui/original-text.tsx'
import { type Crumb, PageHead } from '../ui/page-head.tsx'
import type { Page } from '../ui/page.ts'
import { limitOf, type Original } from './translations.ts'

/** What is translated, and where it stands. */
export interface Told {
  original: Original
  /** The address of its page, to which `/translation` is added. */
  at: string
  crumbs: Crumb[]
  sayField(field: string): string
}

export interface TranslationProps extends Told {
  page: Page
  lang: Lang
  form: FormState
  formKey: string
  /** When the translation that the form began with was made; empty when there was none. */
  translatedAt: string
  /** The original has changed since. */
  older: boolean
  differences?: Difference[]
}

/** What a record says, beside its original, in the other language. */
export const TranslationPage = (props: TranslationProps) => {
  const { page, original, at, lang, form, differences } = props
  const { t } = page
  const title = t('directory.translation.title', { name: original.name, language: lang })
  const fields = Object.entries(original.texts).filter(([, text]) => text !== '')
  return (
    <Layout page={page} title={title} room="organizations" noindex>
      <PageHead
        page={page}
        title={title}
        lede={t('directory.translation.lede', { language: lang })}
        crumbs={[...props.crumbs, { label: original.name, path: at }]}
      />
      <div class="p-top-l stack">
        {differences && <Conflict page={page} differences={differences} />}
        {props.older && <Flash state="warn">{t('directory.translation.older')}</Flash>}
        {fields.length === 0 ? (
          <Empty title={t('directory.translation.nothing')} />
        ) : (
          <Form
            draft
            page={page}
            action={`${at}/translation`}
            form={form}
            formKey={props.formKey}
            version={original.version}
          >
            <input type="hidden" name="lang" value={lang} />
            <input type="hidden" name="_translated" value={props.translatedAt} />
            {fields.map(([field, text]) => (
              <div class="cols cols-2 p-top-l">
                <TextArea
                  page={page}
                  form={form}
                  name={field}
                  label={t('directory.fieldIn', { field: props.sayField(field), language: lang })}
                  rows={rowsFor(limitOf(original.kind, field))}
                  maxlength={limitOf(original.kind, field)}
                  lang={lang}
                />
                <OriginalText
                  page={page}
                  id={`original-${field}`}
                  label={props.sayField(field)}
                  lang={original.lang}
                  text={text}
                />
              </div>
            ))}
            <FormDo page={page} act={t('directory.translation.save')} cancel={at} />
          </Form>
        )}
      </div>
    </Layout>
  )
}

/** What may be long has room for it. */
const rowsFor = (limit: number) => (limit > 5000 ? 12 : limit > 300 ? 4 : 2)
