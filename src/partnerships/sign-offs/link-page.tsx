import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { type FormState, emptyForm } from '../../platform/parse-form.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { langOn } from '../../ui/languages.ts'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { AnswerCard } from './answer-panel.tsx'
import type { CharterContent } from '../charter/revisions.ts'
import { BriefPanel } from '../documents/brief-panel.tsx'
import type { Brief } from '../documents/briefs.ts'
import type { Partnership } from '../partnerships.ts'
import { SignOffRules } from './rules-panel.tsx'
import { saySaid } from './sayings.ts'
import type { Asking, SignOff } from './sign-offs.ts'
import type { Signer } from './signers.ts'
import { StandingBadge, StandingPicture, StandingRow } from './standing-panel.tsx'
import { Said } from '../translations/said-panel.tsx'
import { proseText } from '../translations/texts.ts'

/** What was pressed on the page behind a link. */
export interface Pressed {
  what: 'answer' | 'cover'
  form: FormState
}

export interface LinkPageProps {
  page: Page
  partnership: Partnership
  /** What is asked about, as it stood. */
  content: CharterContent
  /** Of the organization that is asked; null where it is no partner any more. */
  brief: Brief | null
  token: string
  signer: Signer
  asking: Asking
  signOff: SignOff
  /** What was said of an earlier revision that they declined. */
  declined: SignOff | undefined
  deputies: readonly { id: string; name: string }[]
  pressed?: Pressed | undefined
  formKey: string
  /** What changed since the revision that was signed last. */
  changes?: Child
}

/** What a leader sees who opens the letter: one page to decide by, the rule of silence, the buttons. */
export const SignOffLinkPage = (props: LinkPageProps) => {
  const { page, content, signOff, asking, signer, pressed, declined, changes } = props
  const { t } = page
  const values = { partnership: content.name, organization: signOff.organization.name, revision: signOff.revision }
  const late = asking.inForceAt !== null
  return (
    <Layout page={page} title={t('sign-offs.link.title', values)} noindex sheet="partnerships.css">
      <PageHead
        page={page}
        title={t('sign-offs.link.title', values)}
        kind={t(signer.how === 'lent' || signer.how === 'cover' ? 'sign-offs.link.inPlace' : 'sign-offs.link.for', {
          ...values,
          name: signer.name,
        })}
      />
      <div class="cols cols-side p-top">
        <div class="stack-l">
          {asking.message !== '' && (
            <blockquote class="lines" lang={langOn(page, asking)}>
              <p>{asking.message}</p>
            </blockquote>
          )}
          {declined && (
            <Flash state="note">
              {t('sign-offs.link.declinedBefore', { ...values, revision: declined.revision, reason: declined.reason })}
            </Flash>
          )}
          <section aria-labelledby="brief-h">
            <h2 id="brief-h">{t('sign-offs.brief.title')}</h2>
            {props.brief && <BriefPanel brief={props.brief} />}
            <div class="p-top">
              <Facts
                facts={[
                  {
                    label: t('sign-offs.brief.decisions'),
                    value: content.decisions && (
                      <Said page={page} partnership={props.partnership} text={proseText(content, 'decisions')} />
                    ),
                  },
                  {
                    label: t('sign-offs.brief.leaving'),
                    value: content.leaving && (
                      <Said page={page} partnership={props.partnership} text={proseText(content, 'leaving')} />
                    ),
                  },
                ]}
              />
            </div>
          </section>
          {changes}
        </div>
        <aside class="stack" aria-label={t('sign-offs.link.aside')}>
          <AnswerCard
            page={page}
            signOff={signOff}
            action={paths.link(page.region!.slug, props.token)}
            form={pressed?.what === 'answer' ? pressed.form : emptyForm}
            formKey={props.formKey}
            late={late}
          />
          {signOff.answers.length > 0 && <SaidBefore page={page} signOff={signOff} />}
          {!late && <Away {...props} />}
          <p class="small quiet">{t('sign-offs.link.keep')}</p>
        </aside>
      </div>
      <section class="section stack" aria-labelledby="where-h">
        <h2 id="where-h">{t('sign-offs.where')}</h2>
        <StandingPicture page={page} asking={asking} />
        <ul class="rows">
          {asking.signOffs.map((one) => (
            <StandingRow page={page} signOff={one} />
          ))}
        </ul>
        <SignOffRules page={page} />
      </section>
    </Layout>
  )
}

/** All that was said for an organization, in order. */
export const SaidBefore = ({ page, signOff }: { page: Page; signOff: SignOff }) => (
  <ul class="stack-s small">
    {signOff.answers.map((said) => (
      <li>
        {saySaid(page.t, page.region!.timeZone, said)}
        {said.reason !== '' && (
          <blockquote class="lines">
            <p>{said.reason}</p>
          </blockquote>
        )}
      </li>
    ))}
  </ul>
)

const Away = ({ page, token, signer, signOff, deputies, pressed, formKey }: LinkPageProps) => {
  const { t } = page
  if (signer.forPersonId !== signer.personId) return null
  const form = pressed?.what === 'cover' ? pressed.form : emptyForm
  const covers = signOff.signers.filter((one) => one.how === 'cover' && one.forPersonId === signer.personId)
  return (
    <details class="fold" open={pressed?.what === 'cover'}>
      <summary>{t('sign-offs.cover.away')}</summary>
      <div class="stack-s">
        {covers.map((one) => (
          <p>{t('sign-offs.cover.now', { name: one.name, until: formatDate(page.lang, one.until!, 'long') })}</p>
        ))}
        {deputies.length === 0 ? (
          <p>{t('sign-offs.cover.nobody', { organization: signOff.organization.name })}</p>
        ) : (
          <Form page={page} action={paths.link(page.region!.slug, token)} form={form} formKey={`${formKey}-away`}>
            <input type="hidden" name="decision" value="cover" />
            <CoverFields page={page} form={form} deputies={deputies} />
            <FormDo page={page} act={t('sign-offs.cover.act')} />
          </Form>
        )}
      </div>
    </details>
  )
}

/** Who signs meanwhile, and how long. */
export const CoverFields = ({
  page,
  form,
  deputies,
}: {
  page: Page
  form: FormState
  deputies: readonly { id: string; name: string }[]
}) => (
  <>
    <SelectField
      page={page}
      form={form}
      name="deputy"
      label={page.t('sign-offs.cover.deputy')}
      empty={page.t('sign-offs.cover.choose')}
      options={deputies.map(({ id, name }) => ({ value: id, label: name }))}
    />
    <TextField page={page} form={form} name="from" type="date" label={page.t('sign-offs.cover.from')} optional />
    <TextField page={page} form={form} name="until" type="date" label={page.t('sign-offs.cover.until')} />
  </>
)

/** What came of a link: their word as it stands, or why there is nothing to answer any more. */
export const SignOffDonePage = ({
  page,
  signOff,
  partnership,
  said,
  state,
}: {
  page: Page
  signOff: SignOff
  partnership: string
  /** What happened, in a sentence. */
  said: string
  state: 'good' | 'note' | 'warn'
}) => {
  const { t } = page
  const values = { partnership, organization: signOff.organization.name, revision: signOff.revision }
  return (
    <Layout page={page} title={t('sign-offs.link.doneTitle', values)} noindex sheet="partnerships.css">
      <PageHead
        page={page}
        title={t('sign-offs.link.doneTitle', values)}
        kind={<StandingBadge page={page} signOff={signOff} />}
      />
      <div class="stack prose p-top">
        <Flash state={state}>{said}</Flash>
        {signOff.answers.length > 0 && <SaidBefore page={page} signOff={signOff} />}
        <SignOffRules page={page} />
      </div>
    </Layout>
  )
}
