import type { Child } from 'hono/jsx'
import { formatDate } from '../../platform/i18n.ts'
import { Pick, TextArea } from '../../ui/field.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Form } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import { type AnswerTyped, fieldOf, LIMITS, wordsOf } from './forms.ts'
import { isOfPartners, type Item, VALUES } from './instruments.ts'
import { sayLabel, sayQuestion, sayValue } from './item-words-panel.tsx'
import type { Pulse, Side } from './pulses.ts'

interface Props {
  page: Page
  /** Where it is sent; without language. */
  action: string
  partnership: Pick<Partnership, 'name'>
  pulse: Pulse
  own: Side
  others: readonly { side: number; name: string }[]
  typed: AnswerTyped
  form?: { values: Record<string, string | string[] | undefined>; errors: Record<string, string[]> }
  saved?: boolean
  empty?: boolean
}

/** More partners than these are folded, so that one opens those one works with. */
const UNFOLDED = 3

/** What a link opens for somebody who is asked: who will see what, then the questions. */
export const PulseLinkPage = (props: Props) => {
  const { page, partnership, pulse, own, others, saved, empty } = props
  const { t } = page
  const values = { partnership: partnership.name, organization: own.name ?? '' }
  const factors = pulse.items.filter(({ key }) => !isOfPartners(key))
  const rated = pulse.items.filter(({ key }) => isOfPartners(key))
  const until = formatDate(page.lang, pulse.until, 'long')
  return (
    <Layout page={page} title={t('partnership-pulse.link.title')} noindex sheet="partnerships.css">
      <PageHead
        page={page}
        title={t('partnership-pulse.link.title')}
        kind={t('partnership-pulse.link.for', values)}
        lede={t('partnership-pulse.link.lede', values)}
      />
      {saved && <Flash state="good">{t('partnership-pulse.link.saved', { date: until })}</Flash>}
      {empty && <Flash state="bad">{t('partnership-pulse.link.empty')}</Flash>}
      <div class="p-top">
        <Promise page={page} pulse={pulse} own={own} />
      </div>
      <Form page={page} action={props.action} {...(props.form && { form: props.form })}>
        {factors.length > 0 && (
          <section class="section stack">
            <h2>{t('partnership-pulse.link.factors', values)}</h2>
            {factors.map((item) => (
              <Factor {...props} item={item} />
            ))}
          </section>
        )}
        {rated.length > 0 && others.length > 0 && (
          <section class="section stack">
            <h2>{t('partnership-pulse.link.others')}</h2>
            <p class="prose">{t('partnership-pulse.link.othersText', { n: others.length })}</p>
            {others.map((other) => (
              <Folded folds={others.length > UNFOLDED} name={other.name}>
                {rated.map((item) => (
                  <Scale
                    page={page}
                    item={item}
                    name={fieldOf(item.key, other.side)}
                    partner={other.name}
                    typed={props.typed}
                  />
                ))}
              </Folded>
            ))}
          </section>
        )}
        <div class="form-do">
          <button class="btn btn-act" name="do" value="send">
            {t('partnership-pulse.link.send')}
          </button>
          <button class="btn" name="do" value="save">
            {t('partnership-pulse.link.save')}
          </button>
        </div>
        <p class="p-top prose small quiet">{t('partnership-pulse.link.once', { date: until })}</p>
      </Form>
    </Layout>
  )
}

/** Who sees what, and for how long: before one answers. */
const Promise = ({ page, pulse, own }: Pick<Props, 'page' | 'pulse' | 'own'>) => {
  const { t } = page
  const partners = new Set(pulse.sides.map(({ organizationId }) => organizationId)).size
  const values = { n: pulse.threshold, partners, organization: own.name ?? '' }
  return (
    <section class="card stack-s" aria-labelledby="promise-h">
      <h2 class="title" id="promise-h">
        {t('partnership-pulse.promise.title')}
      </h2>
      <ul class="prose">
        <li>{t('partnership-pulse.promise.nobody')}</li>
        <li>{t('partnership-pulse.promise.whole', values)}</li>
        <li>{t('partnership-pulse.promise.own', values)}</li>
        {partners <= 3 && <li>{t('partnership-pulse.promise.few', values)}</li>}
        <li>{t('partnership-pulse.promise.words', values)}</li>
        <li>{t('partnership-pulse.promise.long', { date: formatDate(page.lang, pulse.until, 'long') })}</li>
      </ul>
    </section>
  )
}

const Factor = (props: Props & { item: Item }) => {
  const { page, typed, item } = props
  const name = wordsOf(item.key)
  const form = { values: { [name]: typed[name] }, errors: props.form?.errors ?? {} }
  return (
    <>
      <Scale page={page} item={item} name={fieldOf(item.key)} partner="" typed={typed} />
      <details class="fold" open={Boolean(typed[name])}>
        <summary>{page.t('partnership-pulse.link.addWords')}</summary>
        <TextArea
          page={page}
          form={form}
          name={name}
          label={page.t('partnership-pulse.link.words', { what: sayLabel(page.t, item.key) })}
          rows={2}
          maxlength={LIMITS.sentence}
          optional
        />
      </details>
    </>
  )
}

const Folded = ({ folds, name, children }: { folds: boolean; name: string; children?: Child }) =>
  folds ? (
    <details class="fold">
      <summary>
        <bdi>{name}</bdi>
      </summary>
      <div class="stack">{children}</div>
    </details>
  ) : (
    <div class="stack">
      <h3>
        <bdi>{name}</bdi>
      </h3>
      {children}
    </div>
  )

/** One question: from least to most, or "I cannot say". */
const Scale = ({
  page,
  item,
  name,
  partner,
  typed,
}: {
  page: Page
  item: Item
  name: string
  partner: string
  typed: AnswerTyped
}) => (
  <fieldset class="pulse-scale">
    <legend>{sayQuestion(page.t, item, partner)}</legend>
    <div class="pulse-picks">
      {VALUES.map((value) => (
        <Pick
          type="radio"
          name={name}
          option={{ value: String(value), label: sayValue(page.t, item.key, value) }}
          checked={typed[name] === String(value)}
        />
      ))}
      <Pick
        type="radio"
        name={name}
        option={{ value: 'unsaid', label: page.t('partnership-pulse.scale.unsaid') }}
        checked={typed[name] === 'unsaid'}
      />
    </div>
  </fieldset>
)

/** Afterwards: that it was sent, and nothing of what. */
export const PulseSentPage = ({
  page,
  partnership,
  pulse,
  fresh,
}: {
  page: Page
  partnership: Pick<Partnership, 'name'>
  pulse: Pulse
  /** It was sent just now. */
  fresh: boolean
}) => {
  const { t } = page
  return (
    <Layout page={page} title={t('partnership-pulse.sent.title')} noindex sheet="partnerships.css">
      <PageHead
        page={page}
        title={t('partnership-pulse.sent.title')}
        kind={<bdi>{partnership.name}</bdi>}
        lede={t('partnership-pulse.sent.lede')}
      />
      <Flash state="good">{t(fresh ? 'partnership-pulse.sent.fresh' : 'partnership-pulse.sent.before')}</Flash>
      <p class="prose p-top">
        {t('partnership-pulse.sent.next', { date: formatDate(page.lang, pulse.until, 'long') })}
      </p>
    </Layout>
  )
}
