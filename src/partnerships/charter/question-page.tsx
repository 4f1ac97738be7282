import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatNumber } from '../../platform/i18n.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { Conflict, type Difference } from '../../ui/conflict.tsx'
import { Form } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { EXAMPLE_SOURCES, EXAMPLES } from './examples.ts'
import { isSame, type Question, skipTo } from './questions.ts'

/** Where one comes back to: the next question of the guided start, or the charter. */
export type Then = 'next' | 'charter'

export interface QuestionPageProps {
  page: Page
  partnership: Partnership
  questions: readonly Question[]
  question: Question
  back: Then
  form: FormState
  /** Stands for what the form was filled with. */
  read: string
  formKey: string
  /** What is known of it, in sentences. */
  known: readonly string[]
  /** It stands filled with what the directory knows. */
  prefilled: boolean
  /** Somebody else changed the same meanwhile. */
  differences?: Difference[] | undefined
  done?: string | undefined
  /** What is typed is saved and shared while it is typed. */
  isTyped?: boolean
}

/** The address of a question; roles are answered in their matrix. */
export function questionPath(
  slug: string,
  partnership: string,
  { key, party }: Pick<Question, 'key' | 'party'>,
): string {
  if (key === 'roles') return paths.partnershipRoleCells(slug, partnership)
  return party
    ? paths.charterPartyQuestion(slug, partnership, key, party.id)
    : paths.charterQuestion(slug, partnership, key)
}

/** What a question is called in a list. */
export const sayQuestion = (page: Page, { key, party }: Pick<Question, 'key' | 'party'>) =>
  page.t(`partnership-charter.ask.${key}`, { organization: party?.organization.name ?? '' })

/** One question of the guided start: the form, with what is known and what others wrote beside it. */
export const QuestionPage = (props: QuestionPageProps & { children?: Child }) => {
  const { page, partnership, questions, question, back, form, read, formKey, differences, done, isTyped, children } =
    props
  const { t, region } = page
  const { slug } = region!
  const n = questions.findIndex((one) => isSame(one, question)) + 1
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="charter"
      script={isTyped ? ['shared-text.js', 'live.js'] : undefined}
      title={sayQuestion(page, question)}
      done={done && t.has(`partnership-charter.done.${done}`) ? t(`partnership-charter.done.${done}`) : undefined}
    >
      <div class="p-top-l">
        {back === 'next' && (
          <p class="meta">
            <span>
              {t('partnership-charter.start.step', {
                n: formatNumber(page.lang, n),
                of: formatNumber(page.lang, questions.length),
              })}
            </span>
            <a href={href(page, paths.charterStart(slug, partnership.slug))}>{t('partnership-charter.start.all')}</a>
          </p>
        )}
        <div class="cols cols-side p-top">
          <div class="stack">
            {t.has(`partnership-charter.hint.${question.key}`) && (
              <p class="prose">{t(`partnership-charter.hint.${question.key}`)}</p>
            )}
            {differences && <Conflict page={page} differences={differences} />}
            <Form
              page={page}
              action={questionPath(slug, partnership.slug, question)}
              form={form}
              formKey={formKey}
              draft={!isTyped}
            >
              <input type="hidden" name="_read" value={read} />
              <input type="hidden" name="back" value={back} />
              {children}
              <div class="form-do">
                <button class="btn btn-act" name="do" value="save">
                  {t(back === 'next' ? 'partnership-charter.start.saveNext' : 'partnership-charter.save')}
                </button>
                {back === 'next' ? (
                  <Skip {...props} />
                ) : (
                  <a class="btn btn-quiet" href={href(page, paths.charter(slug, partnership.slug))}>
                    {t('ui.form.cancel')}
                  </a>
                )}
              </div>
            </Form>
          </div>
          <Beside {...props} />
        </div>
      </div>
    </PartnershipFrame>
  )
}

/** Everything may be passed over. */
export const Skip = ({
  page,
  partnership,
  questions,
  question,
}: Pick<QuestionPageProps, 'page' | 'partnership' | 'questions' | 'question'>) => {
  const { slug } = page.region!
  const next = skipTo(questions, question)
  const path = next ? questionPath(slug, partnership.slug, next) : paths.charterStart(slug, partnership.slug)
  return (
    <a class="btn btn-quiet" href={href(page, path)}>
      {page.t('partnership-charter.start.skip')}
    </a>
  )
}

/** What is known, and how others said it. */
export const Beside = ({
  page,
  question,
  known,
  prefilled,
}: Pick<QuestionPageProps, 'page' | 'question' | 'known' | 'prefilled'>) => {
  const examples = EXAMPLES[question.key] ?? []
  return (
    <aside class="stack" aria-label={page.t('partnership-charter.beside')}>
      {(known.length > 0 || prefilled) && (
        <section class="card card-plain stack-s">
          <h2 class="title">{page.t('partnership-charter.known')}</h2>
          {prefilled && (
            <p class="small">
              {page.t('partnership-charter.prefilled', { organization: question.party?.organization.name ?? '' })}
            </p>
          )}
          {known.length > 0 && (
            <ul class="small charter-known">
              {known.map((one) => (
                <li>{one}</li>
              ))}
            </ul>
          )}
        </section>
      )}
      {examples.length > 0 && (
        <section class="stack-s">
          <h2 class="title">{page.t('partnership-charter.examples')}</h2>
          {examples.map(({ key, source, who, usable }, n) => {
            const from = EXAMPLE_SOURCES[source]
            return (
              <figure class="charter-example">
                <blockquote>
                  <p>{page.t(`partnership-charter.example.${key}`)}</p>
                </blockquote>
                {usable && (
                  <p class="small">
                    <a href={href(page, `${page.path.split('?')[0]!}?example=${n + 1}`)}>
                      <Icon name="pencil" />
                      {page.t('partnership-charter.useExample')}
                    </a>
                  </p>
                )}
                <figcaption class="small quiet">
                  {who}
                  {'. '}
                  {from ? (
                    <a href={from.url} lang="en">
                      {from.title}
                    </a>
                  ) : (
                    page.t('partnership-charter.invented')
                  )}
                  {from && page.lang !== 'en' && ` ${page.t('partnership-charter.translated')}`}
                </figcaption>
              </figure>
            )
          })}
        </section>
      )}
    </aside>
  )
}
