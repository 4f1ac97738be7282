import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { PAGE_SIZE } from '../../platform/list-query.ts'
import type { FormState } from '../../platform/parse-form.ts'
import { Empty } from '../../ui/empty.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Form, FormDo } from '../../ui/form.tsx'
import { Pages } from '../../ui/list.tsx'
import { type Page, href } from '../../ui/page.ts'
import { LIMITS } from './forms.ts'
import { RoundFrame, RoundState } from './round-frame-panel.tsx'
import type { Round } from './rounds.ts'
import { responseRate } from './rules.ts'

/** All rounds of a region, the latest first. */
export const RoundsPage = ({ page, list }: { page: Page; list: { items: Round[]; total: number; number: number } }) => {
  const { t } = page
  const slug = page.region!.slug
  const begin = (
    <a class="btn btn-act" href={href(page, paths.newRound(slug))}>
      {t('snowball.begin')}
    </a>
  )
  return (
    <RoundFrame page={page} title={t('snowball.rounds')} lede={t('snowball.lede')} act={list.total > 0 && begin}>
      <div class="p-top stack">
        {list.items.length === 0 ? (
          <Empty title={t('snowball.none')} act={begin}>
            {t('snowball.noneText')}
          </Empty>
        ) : (
          <ul class="rows">
            {list.items.map((round) => (
              <li>
                <h2 class="title">
                  <a href={href(page, paths.round(slug, round.id))}>
                    <bdi>{round.name}</bdi>
                  </a>
                </h2>
                <p>{sayResponse(page, round)}</p>
                <p class="meta">
                  <RoundState page={page} round={round} />
                  <span>{sayUntil(page, round)}</span>
                  {round.open > 0 && (
                    <a href={href(page, paths.roundAnswers(slug, round.id))}>
                      {t('snowball.toDecide', { n: round.open })}
                    </a>
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
        <Pages page={page} current={list.number} size={PAGE_SIZE} total={list.total} />
      </div>
    </RoundFrame>
  )
}

/** "12 of 20 have answered (60 %)". */
export const sayResponse = (page: Page, { asked, answered }: { asked: number; answered: number }): string =>
  asked === 0
    ? page.t('snowball.nobodyAsked')
    : page.t('snowball.response', { asked, answered, rate: responseRate(asked, answered)! })

/** Until when one can answer; of a round that is over, since when no more. */
export const sayUntil = (page: Page, round: Round): string =>
  round.closedAt
    ? page.t('snowball.closedOn', {
        date: formatDate(page.lang, round.closedAt, 'long', page.region!.timeZone),
      })
    : page.t('snowball.openUntil', { date: formatDate(page.lang, round.until, 'long') })

/** A round begins: what it is called, until when, in which language. Nobody is asked by that yet. */
export const NewRoundPage = ({
  page,
  form,
  formKey,
  previous,
}: {
  page: Page
  form: FormState
  formKey: string
  /** The round whose people are asked again. */
  previous: Round | null
}) => {
  const { t } = page
  const slug = page.region!.slug
  return (
    <RoundFrame
      page={page}
      title={t(previous ? 'snowball.again' : 'snowball.begin')}
      lede={previous ? t('snowball.againLede', { name: previous.name }) : t('snowball.beginLede')}
    >
      <div class="p-top">
        <Form page={page} action={paths.newRound(slug)} form={form} formKey={formKey}>
          {previous && <input type="hidden" name="previous" value={previous.id} />}
          <TextField
            page={page}
            form={form}
            name="name"
            label={t('snowball.name')}
            hint={t('snowball.nameHint')}
            maxlength={LIMITS.name}
          />
          <TextField
            page={page}
            form={form}
            name="until"
            type="date"
            label={t('snowball.until')}
            hint={t('snowball.untilHint')}
            short
          />
          <SelectField
            page={page}
            form={form}
            name="lang"
            label={t('snowball.lang')}
            hint={t('snowball.langHint')}
            options={(['en', 'es'] as const).map((lang) => ({ value: lang, label: t(`network.lang.${lang}`) }))}
          />
          <TextArea
            page={page}
            form={form}
            name="message"
            label={t('snowball.message')}
            hint={t('snowball.messageHint')}
            maxlength={LIMITS.message}
            optional
          />
          <FormDo page={page} act={t('snowball.beginDo')} cancel={paths.rounds(slug)} />
        </Form>
      </div>
    </RoundFrame>
  )
}
