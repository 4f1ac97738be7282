import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { emptyForm, type FormState } from '../../platform/parse-form.ts'
import { RadioCards, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { ButtonForm, FieldError, Form } from '../../ui/form.tsx'
import { langOn } from '../../ui/languages.ts'
import type { Page } from '../../ui/page.ts'
import { currentParties, type Partnership } from '../partnerships.ts'
import { LIMITS } from './forms.ts'
import type { RoleRow } from './role-matrices.ts'
import { WAYS } from './role-states.ts'
import { canAnswerOffer, canSettleRoles } from './rules.ts'

interface Props {
  page: Page
  partnership: Partnership
  row: RoleRow
  form: FormState
  /** Which of the forms came back. */
  step: string | undefined
  formKey: string
}

const formOf = ({ form, step }: Props, name: string) => (step === name ? form : emptyForm)

/** A step that stands ready, folded unless it is the one to take now, or its form came back. */
const Step = ({ open, title, children }: { open: boolean; title: string; children?: Child }) => (
  <details class="fold" open={open}>
    <summary>{title}</summary>
    <div class="stack">{children}</div>
  </details>
)

/** The lead that is offered: whoever is to lead it takes it or declines. */
export const OfferPanel = (props: Props) => {
  const { page, partnership, row, formKey } = props
  const { t } = page
  const { offer } = row
  const to = offer && currentParties(partnership).find(({ id }) => id === offer.to)
  if (!offer || !to) return null
  const action = paths.partnershipHandover(page.region!.slug, partnership.slug, row.role.key, offer.id)
  return (
    <section class="card p-top-l stack" aria-labelledby="offer-h">
      <h2 class="title" id="offer-h">
        {t('partnership-roles.offer.title', { name: to.organization.name })}
      </h2>
      {offer.why !== '' && <p lang={langOn(page, partnership)}>{offer.why}</p>}
      {page.actor && canAnswerOffer(page.actor, partnership, offer) && (
        <Form page={page} action={action} form={formOf(props, 'offer')} formKey={formKey}>
          <TextArea
            page={page}
            form={formOf(props, 'offer')}
            name="why"
            label={t('partnership-roles.offer.why')}
            rows={2}
            maxlength={LIMITS.why}
            optional
          />
          <div class="form-do">
            <button class="btn btn-act" name="answer" value="taken">
              {t('partnership-roles.offer.take')}
            </button>
            <button class="btn" name="answer" value="declined">
              {t('partnership-roles.offer.decline')}
            </button>
          </div>
        </Form>
      )}
      {page.actor && canSettleRoles(page.actor, partnership) && (
        <ButtonForm
          page={page}
          action={action}
          label={t('partnership-roles.offer.withdraw')}
          fields={{ _key: formKey, answer: 'withdrawn' }}
          small
        />
      )}
    </section>
  )
}

/** What settles a role: share it, hand it over, leave it out, or open the question again. */
export const StepsPanel = (props: Props) => {
  const { page, row } = props
  const leads = row.cells.filter(({ level }) => level === 'lead')
  const isFree = row.offer === null && row.cells.length > 1
  return (
    <section class="section no-print" aria-labelledby="steps-h">
      <div class="section-head">
        <h2 id="steps-h">{page.t('partnership-roles.steps')}</h2>
      </div>
      {leads.length > 1 && <Sharing {...props} />}
      {isFree && <Handing {...props} />}
      {leads.length === 0 && row.state !== 'left-out' && <LeavingOut {...props} />}
      {row.agreement && (
        <div class="p-top">
          <ButtonForm
            page={page}
            action={paths.partnershipRoleReopening(page.region!.slug, props.partnership.slug, row.role.key)}
            label={page.t('partnership-roles.reopen')}
            fields={{ _key: props.formKey }}
            small
          />
        </div>
      )}
    </section>
  )
}

/** Several lead it, and say how they share it: by audience, by place, by stage. */
const Sharing = (props: Props) => {
  const { page, partnership, row, formKey, step } = props
  const { t } = page
  const form = formOf(props, 'sharing')
  const leads = row.cells.filter(({ level }) => level === 'lead')
  const known = new Map(row.agreement?.shares.map(({ party, part }) => [party, part]))
  const typed = [form.values['part'] ?? []].flat()
  return (
    <Step open={row.state === 'overlap' || step === 'sharing'} title={t('partnership-roles.share.title')}>
      <p class="prose">{t('partnership-roles.share.text')}</p>
      <Form
        page={page}
        action={paths.partnershipRoleSharing(page.region!.slug, partnership.slug, row.role.key)}
        form={form}
        formKey={formKey}
      >
        <RadioCards
          page={page}
          form={form}
          name="how"
          label={t('partnership-roles.share.how')}
          options={WAYS.map((how) => ({
            value: how,
            label: t(`partnership-roles.way.${how}`),
            hint: t(`partnership-roles.how.${how}Hint`),
          }))}
        />
        <FieldError id="f-part" errors={form.errors['part']} />
        {leads.map(({ party, meaning }, n) => (
          <div class="field">
            <label for={`f-part-${n}`}>{t('partnership-roles.share.part', { name: party.organization.name })}</label>
            <input type="hidden" name="party[]" value={party.id} />
            <input
              class="input"
              id={`f-part-${n}`}
              name="part[]"
              maxlength={LIMITS.part}
              value={typed[n] ?? known.get(party.id) ?? meaning.slice(0, LIMITS.part)}
            />
          </div>
        ))}
        <TextArea
          page={page}
          form={form}
          name="why"
          label={t('partnership-roles.share.why')}
          rows={2}
          maxlength={LIMITS.why}
        />
        <div class="form-do">
          <button class="btn btn-act">{t('partnership-roles.share.do')}</button>
        </div>
      </Form>
    </Step>
  )
}

/** Whoever gives the lead goes on helping, unless they say otherwise. */
const HANDING: FormState = { values: { keeps: 'support' }, errors: {} }

/** The lead goes to another partner. */
const Handing = (props: Props) => {
  const { page, partnership, row, formKey, step } = props
  const { t } = page
  const form = step === 'handover' ? formOf(props, 'handover') : HANDING
  const leads = row.cells.filter(({ level }) => level === 'lead')
  const option = ({ party }: RoleRow['cells'][number]) => ({ value: party.id, label: party.organization.name })
  const isGap = leads.length === 0
  return (
    <Step
      open={row.state === 'gap' || row.state === 'overlap' || step === 'handover'}
      title={t(isGap ? 'partnership-roles.hand.offer' : 'partnership-roles.hand.title')}
    >
      <p class="prose">{t(isGap ? 'partnership-roles.hand.offerText' : 'partnership-roles.hand.text')}</p>
      <Form
        page={page}
        action={paths.partnershipHandovers(page.region!.slug, partnership.slug, row.role.key)}
        form={form}
        formKey={formKey}
      >
        {!isGap && (
          <SelectField
            page={page}
            form={form}
            name="from"
            label={t('partnership-roles.hand.from')}
            options={leads.map(option)}
          />
        )}
        <SelectField
          page={page}
          form={form}
          name="to"
          label={t('partnership-roles.hand.to')}
          empty={t('partnership-roles.hand.choose')}
          options={row.cells.filter(({ level }) => leads.length !== 1 || level !== 'lead').map(option)}
        />
        {!isGap && (
          <SelectField
            page={page}
            form={form}
            name="keeps"
            label={t('partnership-roles.hand.keeps')}
            options={['support', 'advise', ''].map((level) => ({
              value: level,
              label: t(`partnership-roles.level.${level || 'none'}`),
            }))}
          />
        )}
        <TextField
          page={page}
          form={form}
          name="why"
          label={t('partnership-roles.hand.why')}
          maxlength={LIMITS.why}
          optional
        />
        <div class="form-do">
          <button class="btn">{t('partnership-roles.hand.do')}</button>
        </div>
      </Form>
    </Step>
  )
}

/** Not every partnership needs each role. */
const LeavingOut = (props: Props) => {
  const { page, partnership, row, formKey, step } = props
  const { t } = page
  const form = formOf(props, 'leaving-out')
  return (
    <Step open={step === 'leaving-out'} title={t('partnership-roles.leave.title')}>
      <p class="prose">{t('partnership-roles.leave.text')}</p>
      <Form
        page={page}
        action={paths.partnershipRoleLeavingOut(page.region!.slug, partnership.slug, row.role.key)}
        form={form}
        formKey={formKey}
      >
        <TextField page={page} form={form} name="why" label={t('partnership-roles.leave.why')} maxlength={LIMITS.why} />
        <div class="form-do">
          <button class="btn">{t('partnership-roles.leave.do')}</button>
        </div>
      </Form>
    </Step>
  )
}
