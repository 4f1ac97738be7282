import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import type { Page } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Party, Partnership } from '../partnerships.ts'
import { MOST } from './forms.ts'
import { Said } from '../translations/said-panel.tsx'
import { proseText } from '../translations/texts.ts'

interface Props {
  page: Page
  partnership: Partnership
  form: FormState
  formKey: string
}

/** A partner leaves; what that means is told before. */
export const DeparturePage = ({
  page,
  partnership,
  party,
  last,
  form,
  formKey,
}: Props & {
  party: Party
  /** Nobody is left then. */
  last: boolean
}) => {
  const { t } = page
  const { slug } = page.region!
  const names = { organization: party.organization.name, partnership: partnership.name }
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="charter"
      title={t('partnership-charter.departure.title', names)}
    >
      <div class="stack p-top-l prose">
        {last ? (
          <Flash state="warn">{t('partnership-charter.departure.last', names)}</Flash>
        ) : (
          <p>{t('partnership-charter.departure.what', names)}</p>
        )}
        {partnership.leaving !== '' && (
          <>
            <h2 class="title">{t('partnership-charter.departure.agreed')}</h2>
            <blockquote class="lines">
              <Said {...{ page, partnership }} text={proseText(partnership, 'leaving')} />
            </blockquote>
          </>
        )}
        <Form page={page} action={paths.partyDeparture(slug, partnership.slug, party.id)} form={form} formKey={formKey}>
          <DayAndWhy page={page} form={form} />
          <FormDo
            page={page}
            act={t(last ? 'partnership-charter.departure.actLast' : 'partnership-charter.departure.act', names)}
            cancel={paths.charter(slug, partnership.slug)}
          />
        </Form>
      </div>
    </PartnershipFrame>
  )
}

/** All of it ends. */
export const EndPage = ({ page, partnership, form, formKey }: Props) => {
  const { t } = page
  const { slug } = page.region!
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="charter"
      title={t('partnership-charter.end.title')}
    >
      <div class="stack p-top-l prose">
        <p>{t('partnership-charter.end.what')}</p>
        <Form
          page={page}
          action={paths.partnershipEnd(slug, partnership.slug)}
          form={form}
          version={partnership.version}
          formKey={formKey}
        >
          <DayAndWhy page={page} form={form} />
          <FormDo page={page} act={t('partnership-charter.end.act')} cancel={paths.charter(slug, partnership.slug)} />
        </Form>
      </div>
    </PartnershipFrame>
  )
}

const DayAndWhy = ({ page, form }: Pick<Props, 'page' | 'form'>) => (
  <>
    <TextField
      page={page}
      form={form}
      name="day"
      type="date"
      label={page.t('partnership-charter.departure.day')}
      short
      required
    />
    <TextArea
      page={page}
      form={form}
      name="why"
      label={page.t('partnership-charter.departure.why')}
      hint={page.t('partnership-charter.departure.whyHint')}
      rows={3}
      maxlength={MOST.why}
      optional
    />
  </>
)
