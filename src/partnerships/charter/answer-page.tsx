import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import type { FormState, Typed } from '../../platform/parse-form.ts'
import { Conflict, type Difference } from '../../ui/conflict.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Form } from '../../ui/form.tsx'
import { langOn } from '../../ui/languages.ts'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import type { Asking } from './askings.ts'
import { MOST } from './forms.ts'
import type { Offer } from './knowns.ts'
import { PromiseFields } from './promises-panel.tsx'
import type { PromiseRow } from './promises.ts'
import { QuestionFields } from './question-fields-panel.tsx'
import { Said } from '../translations/said-panel.tsx'
import { proseText } from '../translations/texts.ts'

export interface AnswerPageProps {
  page: Page
  partnership: Partnership
  party: Party
  asking: Asking
  token: string
  form: FormState
  rows: readonly PromiseRow[]
  offers: readonly Offer[]
  add: readonly string[]
  /** The text on the mission stands filled with that of the directory. */
  prefilled: boolean
  read: string
  formKey: string
  differences?: Difference[] | undefined
  /** What was typed is kept; or it was sent just now. */
  done?: 'kept' | 'sent' | undefined
}

/** What a link opens for a partner that is asked for its part of the charter. */
export const AnswerPage = (props: AnswerPageProps) => {
  const { page, partnership, party, asking, token, form, rows, offers, add, prefilled, read, formKey, done } = props
  const { t } = page
  const names = { organization: party.organization.name, partnership: partnership.name, region: page.region!.name }
  const until = formatDate(page.lang, asking.until, 'long')
  const lang = langOn(page, partnership)
  const others = currentParties(partnership).filter(({ id }) => id !== party.id)
  const question = (key: 'mission-link' | 'gains') => ({ key, party, done: false })
  return (
    <Layout page={page} title={t('partnership-charter.answer.title', names)} noindex sheet="partnerships.css">
      <PageHead
        page={page}
        title={t('partnership-charter.answer.title', names)}
        kind={<bdi lang={lang}>{partnership.name}</bdi>}
        lede={t('partnership-charter.answer.lede', names)}
      />
      {done === 'kept' && <Flash state="good">{t('partnership-charter.answer.kept', { date: until })}</Flash>}
      {done !== 'kept' && asking.answeredAt && (
        <Flash state="good">
          {t(done === 'sent' ? 'partnership-charter.answer.thanks' : 'partnership-charter.answer.answered', {
            ...names,
            date: formatDate(page.lang, asking.answeredAt, 'long', page.region!.timeZone),
          })}
        </Flash>
      )}
      <section class="card card-plain stack-s prose p-top-l" aria-labelledby="about-h">
        <h2 class="title" id="about-h" lang={lang}>
          {partnership.name}
        </h2>
        {partnership.purpose !== '' && (
          <p class="lines">
            <Said {...{ page, partnership }} text={proseText(partnership, 'purpose')} />
          </p>
        )}
        {partnership.mission !== '' && (
          <p class="lines">
            <Said {...{ page, partnership }} text={proseText(partnership, 'mission')} />
          </p>
        )}
        {others.length > 0 && (
          <p class="small">
            {t('partnership-charter.answer.with')}
            {': '}
            {others.map(({ organization }) => organization.name).join(' · ')}
          </p>
        )}
      </section>
      {props.differences && <Conflict page={page} differences={props.differences} />}
      <div class="p-top-l">
        <Form page={page} action={paths.link(page.region!.slug, token)} form={form} formKey={formKey}>
          <input type="hidden" name="_read" value={read} />
          <h2>{t('partnership-charter.ask.mission-link', names)}</h2>
          {prefilled && <p class="small">{t('partnership-charter.prefilled', names)}</p>}
          <QuestionFields {...{ page, form, lang }} question={question('mission-link')} add={[]} />
          <h2 id="f-promises">{t('partnership-charter.ask.brings', names)}</h2>
          <p class="prose">{t('partnership-charter.hint.brings')}</p>
          <PromiseFields {...{ page, form, rows, offers }} people={[]} />
          <h2>{t('partnership-charter.ask.gains', names)}</h2>
          <QuestionFields {...{ page, form, lang, add }} question={question('gains')} />
          <TextArea
            page={page}
            form={form}
            name="word"
            label={t('partnership-charter.answer.word')}
            hint={t('partnership-charter.answer.wordHint')}
            rows={3}
            maxlength={MOST.word}
            optional
          />
          <div class="form-do">
            <button class="btn btn-act" name="do" value="send">
              {t('partnership-charter.answer.send')}
            </button>
            <button class="btn" name="do" value="keep">
              {t('partnership-charter.answer.keep')}
            </button>
          </div>
        </Form>
        <p class="prose p-top small quiet">{t('partnership-charter.answer.what', { ...names, date: until })}</p>
      </div>
    </Layout>
  )
}

/** It came too late: what was typed stands here, to be copied. */
export const TooLatePage = ({ page, typed, why }: { page: Page; typed: Typed; why: string }) => {
  const { t } = page
  const said = [typed['missionLink'], typed['what'], typed['amount'], typed['expectedBenefits'], typed['word']]
    .flat()
    .filter((one): one is string => typeof one === 'string' && one.trim() !== '')
  return (
    <Layout page={page} title={t('partnership-charter.answer.late')} noindex>
      <PageHead page={page} title={t('partnership-charter.answer.late')} lede={why} />
      {said.length > 0 && (
        <section class="stack p-top-l prose">
          <h2 class="title">{t('partnership-charter.answer.typed')}</h2>
          {said.map((one) => (
            <p class="lines card card-plain">{one}</p>
          ))}
        </section>
      )}
    </Layout>
  )
}
