import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { TextField } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { LIMITS } from './forms.ts'
import { LINES_KEPT_DAYS } from './meetings.ts'

/** How a phone comes in: with the code of the wall, and nobody's name. */
export const JoinPage = ({
  page,
  form,
  title,
  formKey,
}: {
  page: Page
  form: FormState
  title?: string
  formKey: string
}) => {
  const { t } = page
  return (
    <Layout page={page} title={t('meetings.join.title')} room="map" noindex>
      <PageHead page={page} title={title ?? t('meetings.join.title')} lede={t('meetings.join.lede')} />
      <div class="prose">
        <Form page={page} action={paths.meet(page.region!.slug)} form={form} formKey={formKey}>
          <TextField
            page={page}
            form={form}
            name="code"
            label={t('meetings.code')}
            hint={t('meetings.join.codeHint')}
            maxlength={LIMITS.code}
            autocomplete="off"
            required
            short
          />
          <TextField
            page={page}
            form={form}
            name="organization"
            label={t('meetings.join.organization')}
            hint={t('meetings.join.organizationHint')}
            maxlength={LIMITS.name}
            autocomplete="organization"
            optional
          />
          <p class="hint p-top">{t('meetings.join.kept', { days: LINES_KEPT_DAYS })}</p>
          <FormDo page={page} act={t('meetings.join.act')} />
        </Form>
      </div>
    </Layout>
  )
}
