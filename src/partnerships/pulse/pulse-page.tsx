import { paths } from '../../paths.ts'
import { formatDate } from '../../platform/i18n.ts'
import { StateBadge } from '../../ui/badge.tsx'
import { Empty } from '../../ui/empty.tsx'
import { ButtonForm } from '../../ui/form.tsx'
import { type Page, href } from '../../ui/page.ts'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import type { ClosedPulse, Pulse } from './pulses.ts'
import { Made, OwnView, Sentences, Talks, Trend, Whole } from './results-panel.tsx'
import { canRemind, responseRate } from './rules.ts'

interface Props {
  page: Page
  partnership: Partnership
  open: Pulse | null
  /** The latest first. */
  closed: readonly ClosedPulse[]
  /** This reader begins, reminds and closes. */
  runs: boolean
  /** The first day on which a round can begin; null where it can today. */
  from: string | null
  done: string | undefined
  formKey: string
}

const DONE = ['begun', 'reminded', 'closed']

/** The rounds of a partnership: the open one, what the last one says, and how that changed. */
export const PulsePage = (props: Props) => {
  const { page, partnership, open, closed, runs, from, done } = props
  const { t } = page
  const [last] = closed
  const begin = (
    <a class="btn btn-act" href={href(page, paths.newPulse(page.region!.slug, partnership.slug))}>
      {t('partnership-pulse.begin')}
    </a>
  )
  return (
    <PartnershipFrame
      page={page}
      partnership={partnership}
      current="pulse"
      title={t('partnership-pulse.title')}
      act={runs && !open && from === null && last ? begin : undefined}
      done={done !== undefined && DONE.includes(done) ? t(`partnership-pulse.done.${done}`) : undefined}
    >
      <div class="p-top stack">
        {open && <Open {...props} pulse={open} />}
        {!open && from !== null && runs && (
          <p class="small quiet">{t('partnership-pulse.from', { date: formatDate(page.lang, from, 'long') })}</p>
        )}
        {last ? (
          <Last page={page} last={last} closed={closed} />
        ) : (
          !open && (
            <Empty title={t('partnership-pulse.none')} act={runs && begin}>
              {t('partnership-pulse.noneText')}
            </Empty>
          )
        )}
        <Made page={page} pulse={open ?? last ?? null} />
      </div>
    </PartnershipFrame>
  )
}

const Open = ({ page, partnership, pulse, runs, formKey }: Props & { pulse: Pulse }) => {
  const { t } = page
  const [region, slug] = [page.region!.slug, partnership.slug]
  const fields = { _key: formKey }
  const waits = pulse.answered < pulse.asked
  return (
    <section class="card stack-s" aria-labelledby="open-h">
      <h2 class="title" id="open-h">
        {t('partnership-pulse.open.title')}{' '}
        <StateBadge state="good">
          {t('partnership-pulse.open.until', { date: formatDate(page.lang, pulse.until, 'long') })}
        </StateBadge>
      </h2>
      <p>
        {sayResponse(page, pulse)} {t('partnership-pulse.open.text')}
      </p>
      {runs && (
        <div class="bunch">
          {waits && canRemind(pulse, page.now) && (
            <ButtonForm
              page={page}
              action={paths.pulseReminders(region, slug, pulse.id)}
              label={t('partnership-pulse.open.remind')}
              fields={fields}
            />
          )}
          <span class="small quiet">
            {pulse.remindedAt
              ? t('partnership-pulse.open.reminded', {
                  date: formatDate(page.lang, pulse.remindedAt, 'long', page.region!.timeZone),
                })
              : t('partnership-pulse.open.reminds')}
          </span>
        </div>
      )}
      {runs && (
        <details class="fold">
          <summary>{t('partnership-pulse.close')}</summary>
          <div class="stack">
            <p class="prose">{t('partnership-pulse.closeText')}</p>
            <ButtonForm
              page={page}
              action={paths.pulseClosing(region, slug, pulse.id)}
              label={t('partnership-pulse.closeDo')}
              fields={fields}
              bad
            />
          </div>
        </details>
      )}
    </section>
  )
}

/** "9 of 12 people have answered (75%)." */
export const sayResponse = (page: Page, { asked, answered }: Pick<Pulse, 'asked' | 'answered'>) =>
  page.t('partnership-pulse.response', { asked, answered, rate: responseRate(asked, answered) })

const Last = ({ page, last, closed }: { page: Page; last: ClosedPulse; closed: readonly ClosedPulse[] }) => {
  const { t } = page
  const partners = new Set(last.sides.map(({ organizationId }) => organizationId)).size
  return (
    <>
      <section class="section stack" aria-labelledby="last-h">
        <div>
          <h2 id="last-h">{t('partnership-pulse.last', { date: formatDate(page.lang, last.closedOn, 'long') })}</h2>
          <p class="quiet">
            {sayResponse(page, last)} {t('partnership-pulse.partners', { n: last.partnersAnswered ?? 0, of: partners })}
          </p>
        </div>
        <Talks page={page} pulse={last} />
        <Whole page={page} pulse={last} />
      </section>
      <OwnView page={page} pulse={last} />
      <Sentences page={page} pulse={last} />
      <Trend page={page} closed={closed} />
    </>
  )
}
