import { paths } from '../../paths.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { PAGE_SIZE } from '../../platform/list-query.ts'
import { Empty } from '../../ui/empty.tsx'
import { TextField } from '../../ui/field.tsx'
import { FieldError, Form } from '../../ui/form.tsx'
import { Mark } from '../../ui/icon.tsx'
import { Pages } from '../../ui/list.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Candidate } from './askings.ts'
import { HANDED, TYPED } from './forms.ts'
import { RoundFrame } from './round-frame-panel.tsx'
import type { Round } from './rounds.ts'

interface Props {
  page: Page
  round: Round
  /** Those whom the others named, or all of whom the words are a part. */
  show: 'named' | 'all' | 'previous'
  q: string
  list: { items: Candidate[]; total: number; number: number }
  /** How many of all that are offered have an address. */
  reachable: number
  form: FormState
  formKey: string
}

/** Whom to ask next, and where. */
export const AskPage = (props: Props) => {
  const { page, round, show, q, list } = props
  const { t } = page
  const here = paths.roundAsk(page.region!.slug, round.id)
  const tabs = [
    { key: 'named' as const, href: here },
    ...(round.previousId ? [{ key: 'previous' as const, href: `${here}?show=previous` }] : []),
    { key: 'all' as const, href: `${here}?show=all` },
  ]
  return (
    <RoundFrame page={page} title={t('snowball.ask.title')} round={round} lede={t('snowball.ask.lede')}>
      <nav class="tabs" aria-label={t('snowball.ask.whom')}>
        {tabs.map((tab) => (
          <a href={href(page, tab.href)} {...(tab.key === show && { 'aria-current': 'page' as const })}>
            {t(`snowball.ask.${tab.key}`)}
          </a>
        ))}
      </nav>
      {show === 'all' && (
        <form class="asks-find p-top" role="search" action={href(page, here)}>
          <input type="hidden" name="show" value="all" />
          <TextField
            page={page}
            form={{ values: { q }, errors: {} }}
            name="q"
            type="search"
            label={t('snowball.ask.find')}
          />
          <button class="btn">{t('snowball.ask.findDo')}</button>
        </form>
      )}
      {list.items.length === 0 ? (
        <Empty title={t(`snowball.ask.none.${show}`)}>{t(`snowball.ask.noneText.${show}`)}</Empty>
      ) : (
        <Offered {...props} />
      )}
    </RoundFrame>
  )
}

const Offered = ({ page, round, show, q, list, reachable, form, formKey }: Props) => {
  const { t } = page
  const query = new URLSearchParams([...(show === 'named' ? [] : [['show', show]]), ...(q === '' ? [] : [['q', q]])])
  const action = paths.roundAsk(page.region!.slug, round.id) + (query.size > 0 ? `?${query}` : '')
  return (
    <div class="p-top">
      <Form page={page} action={action} form={form} formKey={formKey}>
        <ul class="rows">
          {list.items.map((one) => (
            <Line page={page} candidate={one} form={form} />
          ))}
        </ul>
        <Pages page={page} current={list.number} size={PAGE_SIZE} total={list.total} />
        <p class="prose small quiet p-top">{t('snowball.ask.kept')}</p>
        <div class="form-do">
          <button class="btn btn-act" name="do" value="chosen">
            {t('snowball.ask.send')}
          </button>
          {show !== 'all' && reachable > 0 && (
            <button class="btn" name="do" value="all">
              {t('snowball.ask.sendAll', { n: reachable })}
            </button>
          )}
        </div>
      </Form>
    </div>
  )
}

const at = (form: FormState, field: string, id: string): string => {
  const ids = [form.values['organization'] ?? []].flat()
  return [form.values[field] ?? []].flat()[ids.indexOf(id)] ?? ''
}

const Line = ({ page, candidate, form }: { page: Page; candidate: Candidate; form: FormState }) => {
  const { t } = page
  const to = at(form, 'to', candidate.id)
  const errors = form.errors[`email-${candidate.id}`]
  return (
    <li class={errors ? 'bad' : undefined}>
      <div class="said">
        <input type="hidden" name="organization[]" value={candidate.id} />
        <div>
          <p class="title" id={`o-${candidate.id}`}>
            <Mark look={lookOf(page, candidate.sector)} /> <bdi>{candidate.name}</bdi>
          </p>
          {candidate.namedBy.length > 0 && (
            <p class="small quiet">{t('snowball.ask.namedBy', { names: candidate.namedBy.join(' · ') })}</p>
          )}
        </div>
        <div class="field">
          <label for={`f-to-${candidate.id}`}>
            {t('snowball.ask.to')}
            <span class="sr"> {candidate.name}</span>
          </label>
          <select class="input" id={`f-to-${candidate.id}`} name="to[]">
            <option value="">{t('snowball.ask.notNow')}</option>
            {candidate.contacts.map((contact) => (
              <option value={contact.id} selected={to === contact.id}>
                {contact.title === '' ? contact.name : `${contact.name}, ${contact.title}`}
              </option>
            ))}
            <option value={TYPED} selected={to === TYPED}>
              {t('snowball.ask.typed')}
            </option>
            <option value={HANDED} selected={to === HANDED}>
              {t('snowball.ask.handed')}
            </option>
          </select>
        </div>
        <div class="field">
          <label for={`f-email-${candidate.id}`}>
            {t('snowball.ask.email')}
            <span class="sr"> {candidate.name}</span>
          </label>
          <FieldError id={`f-email-${candidate.id}`} errors={errors} />
          <input
            class="input"
            type="email"
            autocomplete="off"
            id={`f-email-${candidate.id}`}
            name="email[]"
            maxlength={254}
            value={at(form, 'email', candidate.id)}
            {...(errors && { 'aria-invalid': 'true' as const, 'aria-describedby': `f-email-${candidate.id}-e` })}
          />
        </div>
      </div>
    </li>
  )
}
