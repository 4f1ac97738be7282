import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { Conflict, type Difference } from '../../ui/conflict.tsx'
import { FileField, TextArea, TextField, VisibilityField } from '../../ui/field.tsx'
import { FieldError, Form, FormDo } from '../../ui/form.tsx'
import type { Page } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import type { Agreement } from './agreements.ts'
import { LIMITS } from './forms.ts'
import { COPY_MEGABYTES } from './signed-copies.ts'

/** One partner in the form: who signed for it, and when. */
export interface Signing {
  organization: { id: string; name: string }
  signer: string
  signedOn: string
}

/** An agreement that was signed, to be kept or changed. */
export const AgreementFormPage = (props: {
  page: Page
  partnership: Partnership
  agreement: Agreement | undefined
  form: FormState
  signings: Signing[]
  formKey: string
  version: number | undefined
  conflict: Difference[] | undefined
}) => {
  const { page, partnership, agreement, form, signings, formKey, version, conflict } = props
  const { t } = page
  const { slug } = page.region!
  const back = agreement
    ? paths.agreement(slug, agreement.id)
    : paths.partnershipTab(slug, partnership.slug, 'documents')
  const action = agreement ? paths.agreementEdit(slug, agreement.id) : paths.newAgreement(slug, partnership.slug)
  const title = t(agreement ? 'partnership-documents.agreement.change' : 'partnership-documents.agreement.keep')
  return (
    <PartnershipFrame page={page} partnership={partnership} current="documents" title={title}>
      <div class="prose p-top-l">
        {conflict && <Conflict page={page} differences={conflict} />}
        <Form
          page={page}
          action={action}
          form={form}
          formKey={formKey}
          upload
          {...(version !== undefined && { version })}
        >
          <TextField
            page={page}
            form={form}
            name="title"
            label={t('partnership-documents.agreement.title')}
            hint={t('partnership-documents.agreement.titleHint')}
            maxlength={LIMITS.title}
            required
          />
          <Signings page={page} form={form} signings={signings} />
          <TextField
            page={page}
            form={form}
            name="endsOn"
            type="date"
            label={t('partnership-documents.agreement.endsOn')}
            hint={t('partnership-documents.agreement.endsOnHint')}
            optional
            short
          />
          <FileField
            page={page}
            form={form}
            name="copy"
            label={t(
              agreement?.copy ? 'partnership-documents.agreement.another' : 'partnership-documents.agreement.copy',
            )}
            hint={t('partnership-documents.agreement.copyHint', { max: COPY_MEGABYTES })}
            accept="application/pdf,image/png,image/jpeg,image/webp"
            optional
          />
          <TextArea
            page={page}
            form={form}
            name="note"
            label={t('partnership-documents.agreement.note')}
            maxlength={LIMITS.note}
            optional
          />
          <VisibilityField page={page} form={form} circleHint={t('partnership-documents.agreement.circle')} />
          <FormDo page={page} act={t('partnership-documents.agreement.save')} cancel={back} />
        </Form>
      </div>
    </PartnershipFrame>
  )
}

const Signings = ({ page, form, signings }: { page: Page; form: FormState; signings: Signing[] }) => {
  const { t } = page
  return (
    <fieldset class="field" id="f-signedOn">
      <legend>{t('partnership-documents.agreement.signatures')}</legend>
      <FieldError id="f-signedOn" errors={form.errors['signedOn']} />
      <table class="table table-fold">
        <thead>
          <tr>
            <th scope="col">{t('partnership-documents.partner')}</th>
            <th scope="col">{t('partnership-documents.agreement.signer')}</th>
            <th scope="col">{t('partnership-documents.agreement.signedOn')}</th>
          </tr>
        </thead>
        <tbody>
          {signings.map(({ organization, signer, signedOn }) => (
            <tr>
              <th scope="row">
                {organization.name}
                <input type="hidden" name="organization[]" value={organization.id} />
              </th>
              <td data-label={t('partnership-documents.agreement.signer')}>
                <input
                  class="input"
                  name="signer[]"
                  value={signer}
                  maxlength={LIMITS.signer}
                  aria-label={t('partnership-documents.agreement.signerOf', { organization: organization.name })}
                />
              </td>
              <td data-label={t('partnership-documents.agreement.signedOn')}>
                <input
                  class="input"
                  type="date"
                  name="signedOn[]"
                  value={signedOn}
                  aria-label={t('partnership-documents.agreement.signedOnOf', { organization: organization.name })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}
