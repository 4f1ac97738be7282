import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { Conflict, type Difference } from '../../ui/conflict.tsx'
import { RadioCards, TextArea, TextField } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { ButtonForm, Form, FormDo } from '../../ui/form.tsx'
import { LANGUAGE_NAMES } from '../../ui/languages.ts'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import { LIMITS } from './forms.ts'
import type { MemorandumTemplate } from './memorandum-templates.ts'
import { fieldNames, namesIn } from './template-fields.ts'

/** The templates of a region, and that of the house. */
export const TemplatesPage = ({
  page,
  templates,
  formKey,
  done,
  removed,
}: {
  page: Page
  templates: MemorandumTemplate[]
  formKey: string
  done: string | undefined
  /** Id of one that was just taken away. */
  removed: string | undefined
}) => {
  const { t } = page
  const { slug } = page.region!
  return (
    <Layout page={page} title={t('partnership-documents.template.many')} room="settings" noindex>
      <PageHead
        page={page}
        title={t('partnership-documents.template.many')}
        lede={t('partnership-documents.template.lede')}
        crumbs={[{ label: t('ui.room.settings'), path: paths.settings(slug) }]}
        act={
          <a class="btn btn-act" href={href(page, paths.newMemorandumTemplate(slug))}>
            {t('partnership-documents.template.write')}
          </a>
        }
      />
      {done && <Flash state="good">{done}</Flash>}
      {removed && (
        <Flash state="good">
          <div class="bunch">
            <span>{t('partnership-documents.template.gone')}</span>
            <ButtonForm
              page={page}
              action={paths.memorandumTemplateRestoration(slug, removed)}
              label={t('partnership-documents.undo')}
              fields={{ _key: `${formKey}.restoration` }}
              small
            />
          </div>
        </Flash>
      )}
      <ul class="rows p-top-l">
        {templates.map((one) => (
          <li>
            <div>
              <p>
                <a href={href(page, paths.memorandumTemplate(slug, one.id))}>{one.name}</a>
              </p>
              <p class="meta">{LANGUAGE_NAMES[one.lang]}</p>
            </div>
          </li>
        ))}
        <li>
          <div>
            <p>{t('partnership-documents.template.standard')}</p>
            <p class="meta">{t('partnership-documents.template.standardText')}</p>
          </div>
        </li>
      </ul>
    </Layout>
  )
}

/** A template to be written or changed. */
export const TemplatePage = ({
  page,
  template,
  form,
  formKey,
  conflict,
}: {
  page: Page
  template: MemorandumTemplate | undefined
  form: FormState
  formKey: string
  conflict: Difference[] | undefined
}) => {
  const { t, lang } = page
  const { slug } = page.region!
  const title = template?.name ?? t('partnership-documents.template.write')
  const action = template ? paths.memorandumTemplate(slug, template.id) : paths.newMemorandumTemplate(slug)
  const crumbs = [
    { label: t('ui.room.settings'), path: paths.settings(slug) },
    { label: t('partnership-documents.template.many'), path: paths.memorandumTemplates(slug) },
  ]
  return (
    <Layout page={page} title={title} room="settings" noindex script="drafts.js">
      <PageHead page={page} title={title} crumbs={crumbs} lede={t('partnership-documents.memorandum.noAdvice')} />
      <div class="prose p-top-l">
        {conflict && <Conflict page={page} differences={conflict} />}
        <Form
          page={page}
          action={action}
          form={form}
          formKey={formKey}
          draft
          {...(template && { version: template.version })}
        >
          <TextField
            page={page}
            form={form}
            name="name"
            label={t('partnership-documents.template.name')}
            maxlength={LIMITS.name}
            required
          />
          <RadioCards
            page={page}
            form={form}
            name="lang"
            label={t('partnership-documents.template.lang')}
            options={(['en', 'es'] as const).map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
          />
          <TextArea
            page={page}
            form={form}
            name="body"
            label={t('partnership-documents.template.body')}
            hint={t('partnership-documents.template.bodyHint', { fields: namesIn(fieldNames(lang)) })}
            rows={28}
            maxlength={LIMITS.body}
          />
          <FormDo page={page} act={t('partnership-documents.template.save')} cancel={paths.memorandumTemplates(slug)} />
        </Form>
        {template && (
          <ButtonForm
            page={page}
            action={paths.memorandumTemplateRemoval(slug, template.id)}
            label={t('partnership-documents.template.remove')}
            fields={{ _key: `${formKey}.removal` }}
            small
          />
        )}
      </div>
    </Layout>
  )
}
