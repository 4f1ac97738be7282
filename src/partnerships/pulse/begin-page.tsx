import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { CheckboxList, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { FieldError, Form, FormDo } from '../../ui/form.tsx'
import type { Page } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import { currentParties, type Partnership } from '../partnerships.ts'
import type { Candidate } from './candidates.ts'
import { LIMITS } from './forms.ts'
import { GROUPS, groupOf, INSTRUMENT } from './instruments.ts'
import { sayLabel, sayQuestion } from './item-words-panel.tsx'

interface Props {
  page: Page
  partnership: Partnership
  candidates: readonly Candidate[]
  form: FormState
  formKey: string
}

/** A round begins: until when, whom it asks, and what. All of it is filled in already. */
export const BeginPage = ({ page, partnership, candidates, form, formKey }: Props) => {
  const { t } = page
  const region = page.region!.slug
  return (
    <PartnershipFrame page={page} partnership={partnership} current="pulse" title={t('partnership-pulse.begin')}>
      <p class="lede p-top">{t('partnership-pulse.beginLede')}</p>
      <div class="p-top">
        <Form page={page} action={paths.newPulse(region, partnership.slug)} form={form} formKey={formKey}>
          <TextField
            page={page}
            form={form}
            name="until"
            type="date"
            label={t('partnership-pulse.until')}
            hint={t('partnership-pulse.untilHint')}
            short
          />
          <fieldset>
            <legend class="h">{t('partnership-pulse.people')}</legend>
            <p class="prose">{t('partnership-pulse.peopleText')}</p>
            <FieldError id="f-people" errors={form.errors['people']} />
            {currentParties(partnership).map(({ organization }) => (
              <People
                page={page}
                form={form}
                name={organization.name}
                people={candidates.filter((one) => one.organizationId === organization.id)}
              />
            ))}
          </fieldset>
          <TextArea
            page={page}
            form={form}
            name="message"
            label={t('partnership-pulse.message')}
            hint={t('partnership-pulse.messageHint')}
            maxlength={LIMITS.message}
            optional
          />
          <SelectField
            page={page}
            form={form}
            name="lang"
            label={t('partnership-pulse.lang')}
            hint={t('partnership-pulse.langHint')}
            options={(['en', 'es'] as const).map((lang) => ({ value: lang, label: t(`network.lang.${lang}`) }))}
          />
          <div class="p-top">
            <Questions page={page} form={form} />
          </div>
          <FormDo
            page={page}
            act={t('partnership-pulse.beginDo')}
            cancel={paths.partnershipTab(region, partnership.slug, 'pulse')}
          />
        </Form>
      </div>
    </PartnershipFrame>
  )
}

const People = ({
  page,
  form,
  name,
  people,
}: {
  page: Page
  form: FormState
  name: string
  people: readonly Candidate[]
}) =>
  people.length === 0 ? (
    <p class="small quiet">{page.t('partnership-pulse.noPeople', { organization: name })}</p>
  ) : (
    <CheckboxList
      page={page}
      form={{ values: form.values, errors: {} }}
      name="people"
      label={name}
      options={people.map(({ id, name: person, reason }) => ({
        value: id,
        label: person ?? page.t('partnership-pulse.unnamed'),
        hint: page.t(`partnership-pulse.reason.${reason}`),
      }))}
    />
  )

const wordsAt = (form: FormState, at: number) => {
  const words = form.values['words']
  return (Array.isArray(words) ? words[at] : undefined) ?? ''
}

/** The questions, which of them are asked, and own words for each. */
const Questions = ({ page, form }: { page: Page; form: FormState }) => {
  const { t } = page
  const chosen = form.values['items']
  const partner = t('partnership-pulse.aPartner')
  return (
    <details class="fold" open={form.errors['items'] !== undefined || form.errors['words'] !== undefined}>
      <summary>{t('partnership-pulse.questions')}</summary>
      <div class="stack">
        <p class="prose">{t('partnership-pulse.questionsText', { braces: '{partner}' })}</p>
        <FieldError id="f-items" errors={form.errors['items']} />
        {GROUPS.map((group) => (
          <fieldset>
            <legend class="h">{t(`partnership-pulse.group.${group}`)}</legend>
            {INSTRUMENT.map(
              (item, at) =>
                groupOf(item.key) === group && (
                  <div class="field">
                    <label class="pick">
                      <input
                        type="checkbox"
                        name="items"
                        value={item.key}
                        checked={chosen === undefined || chosen.includes(item.key)}
                      />
                      <span class="pulse-label">
                        {sayLabel(t, item.key)}
                        <small>{sayQuestion(t, { ...item, words: '' }, partner)}</small>
                      </span>
                    </label>
                    <label class="small" for={`f-words-${at}`}>
                      {t('partnership-pulse.ownWords', { what: sayLabel(t, item.key) })}
                    </label>
                    <input
                      class="input"
                      id={`f-words-${at}`}
                      name="words[]"
                      maxlength={LIMITS.words}
                      value={wordsAt(form, at)}
                    />
                  </div>
                ),
            )}
          </fieldset>
        ))}
      </div>
    </details>
  )
}
