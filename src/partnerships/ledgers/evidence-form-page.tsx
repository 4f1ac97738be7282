import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { FileField, TextArea, TextField } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import type { Entry } from './entries.ts'
import { COUNTED, LIMITS } from './forms.ts'
import { type EvidenceKind, showsPeople } from './ledger-kinds.ts'

const ROOM = 'partnership-ledgers'

/** What shows a gain: each kind asks for what it cannot do without. */
export const EvidenceFormPage = (props: {
  page: Page
  benefit: Entry
  kind: EvidenceKind
  form: FormState
  formKey: string
}) => {
  const { page, benefit, kind, form, formKey } = props
  const { t } = page
  const { slug } = page.region!
  const own = paths.entry(slug, 'benefits', benefit.id)
  const title = t(`${ROOM}.addKind`, { kind: t(`${ROOM}.evidence.${kind}`) })
  const asked = (name: string, label = `evidence.field.${name}`) => ({ page, form, name, label: t(`${ROOM}.${label}`) })
  return (
    <Layout page={page} title={title} room="partnerships" noindex>
      <PageHead
        page={page}
        title={title}
        lede={t(`${ROOM}.evidence.lede.${kind}`)}
        crumbs={[
          { label: t(`${ROOM}.many.benefit`), path: paths.entries(slug, 'benefits') },
          { label: benefit.told, path: own },
        ]}
      />
      <div class="p-top-l stack">
        <Form
          page={page}
          action={paths.evidences(slug, benefit.id)}
          form={form}
          formKey={formKey}
          upload={kind === 'file'}
        >
          <input type="hidden" name="kind" value={kind} />
          {COUNTED.includes(kind) && (
            <TextField
              {...asked('figure', `evidence.figure.${kind}`)}
              {...(showsPeople(kind) && { hint: t(`${ROOM}.hint.people`, { n: benefit.threshold }) })}
              inputmode="numeric"
              maxlength={12}
              short
            />
          )}
          {kind === 'feedback' && <TextField {...asked('outOf')} inputmode="numeric" maxlength={12} short optional />}
          {kind === 'quote' && (
            <>
              <TextArea {...asked('quote')} rows={3} maxlength={LIMITS.quote} />
              <TextField {...asked('saidBy')} hint={t(`${ROOM}.hint.saidBy`)} maxlength={LIMITS.saidBy} />
              <TextField {...asked('consent')} hint={t(`${ROOM}.hint.consent`)} maxlength={LIMITS.consent} />
            </>
          )}
          {kind === 'file' && <FileField {...asked('file')} hint={t(`${ROOM}.hint.file`, { n: LIMITS.file })} />}
          {kind !== 'quote' && <TextField {...asked('title', `evidence.title.${kind}`)} maxlength={LIMITS.title} />}
          {kind !== 'quote' && kind !== 'file' && (
            <TextField {...asked('url')} type="url" maxlength={LIMITS.url} optional={COUNTED.includes(kind)} />
          )}
          <FormDo page={page} act={t(`${ROOM}.evidence.act`)} cancel={own} />
        </Form>
      </div>
    </Layout>
  )
}
