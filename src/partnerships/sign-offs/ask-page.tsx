import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { StateBadge } from '../../ui/badge.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Pick, RadioCards, TextArea, TextField } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Avatar } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { LIMITS } from './forms.ts'
import type { Candidate, Outlook } from './outlooks.ts'
import { SignOffRules } from './rules-panel.tsx'
import { FEWEST } from './rules.ts'

interface Props {
  page: Page
  /** As this reader sees it. */
  partnership: Partnership
  /** With all partners, without those that are left out. */
  outlook: Outlook
  /** Who declined and is left out. */
  without: readonly { id: string; name: string }[]
  /** What changed since the revision that was asked about last. */
  changes: Child
  form: FormState
  formKey: string
}

/** Before leaders are asked: who is, who is not again, and what their silence means. */
export const AskPage = (props: Props) => {
  const { page, partnership, outlook, without, changes, form, formKey } = props
  const { t } = page
  const { slug } = page.region!
  const asked = outlook.candidates.filter(({ held }) => held === null)
  const isFew = outlook.candidates.length < FEWEST
  return (
    <PartnershipFrame page={page} partnership={partnership} current="sign-offs" title={t('sign-offs.ask')}>
      <div class="stack-l p-top-l">
        {without.length > 0 && (
          <Flash state="warn">
            {t('sign-offs.form.withoutText', { names: without.map(({ name }) => name).join(' · ') })}
          </Flash>
        )}
        {isFew || !outlook.isNew ? (
          <Empty
            title={t(isFew ? 'sign-offs.errors.few' : 'sign-offs.form.nothing')}
            act={
              <a class="btn" href={href(page, paths.signOffs(slug, partnership.slug))}>
                {t('sign-offs.form.back')}
              </a>
            }
          >
            {t(isFew ? 'sign-offs.form.fewText' : 'sign-offs.errors.same')}
          </Empty>
        ) : (
          <>
            {changes}
            <Form page={page} action={paths.newSignOffs(slug, partnership.slug)} form={form} formKey={formKey}>
              {without.map(({ id }) => (
                <input type="hidden" name="without[]" value={id} />
              ))}
              <section class="stack" aria-labelledby="whom-h">
                <h2 id="whom-h">{t('sign-offs.form.whom', { n: asked.length })}</h2>
                <ul class="rows">
                  {outlook.candidates.map((one) => (
                    <CandidateRow page={page} candidate={one} form={form} partnership={partnership} />
                  ))}
                </ul>
              </section>
              <RadioCards
                page={page}
                form={form}
                name="silence"
                label={t('sign-offs.form.silence')}
                options={(['passes', 'waits'] as const).map((value) => ({
                  value,
                  label: t(`sign-offs.form.${value}`),
                  hint: t(`sign-offs.form.${value}Hint`),
                }))}
              />
              <TextField
                page={page}
                form={form}
                name="until"
                type="date"
                label={t('sign-offs.form.until')}
                hint={t('sign-offs.form.untilHint')}
              />
              <TextArea
                page={page}
                form={form}
                name="message"
                label={t('sign-offs.form.message')}
                hint={t('sign-offs.form.messageHint')}
                rows={4}
                maxlength={LIMITS.message}
                optional
              />
              <FormDo page={page} act={t('sign-offs.form.act')} cancel={paths.signOffs(slug, partnership.slug)} />
            </Form>
          </>
        )}
        <SignOffRules page={page} />
      </div>
    </PartnershipFrame>
  )
}

const CandidateRow = ({
  page,
  partnership,
  candidate,
  form,
}: {
  page: Page
  partnership: Partnership
  candidate: Candidate
  form: FormState
}) => {
  const { t, lang } = page
  const { organization, held, declined, signers } = candidate
  // Whoever asks may know who works where only as far as those agreed.
  const party = partnership.parties.find((known) => known.organization.id === organization.id)
  const name = party?.leader?.name ?? t('sign-offs.somebody')
  const chosen = [form.values['answers'] ?? []].flat()
  return (
    <li class="has-lead">
      <Avatar name={organization.name} look={lookOf(page, organization.sector)} />
      <div class="stack-s">
        <p class="title">
          <bdi>{organization.name}</bdi>
        </p>
        {held ? (
          <p class="small">
            <StateBadge state="good">
              {t(`sign-offs.status.${held.decision!}`, { date: formatDate(lang, held.until, 'long') })}
            </StateBadge>{' '}
            {t('sign-offs.form.held', { revision: held.revision })}
          </p>
        ) : signers.length === 0 ? (
          <p class="small">
            <StateBadge state="warn">{t('sign-offs.status.nobody')}</StateBadge>{' '}
            <a href={href(page, paths.partnershipTab(page.region!.slug, partnership.slug, 'charter'))}>
              {t('sign-offs.nameLeader', { organization: organization.name })}
            </a>
          </p>
        ) : (
          <>
            <p class="small">{t('sign-offs.form.goesTo', { name })}</p>
            <Pick
              type="checkbox"
              name="answers[]"
              option={{ value: organization.id, label: t('sign-offs.form.mustAnswer') }}
              checked={chosen.includes(organization.id)}
            />
          </>
        )}
        {declined && (
          <p class="small">{t('sign-offs.form.declined', { revision: declined.revision, reason: declined.reason })}</p>
        )}
      </div>
    </li>
  )
}
