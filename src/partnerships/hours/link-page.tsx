import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { FieldError } from '../../ui/form.tsx'
import { langOn } from '../../ui/languages.ts'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { AskedHours } from './asked-hours.ts'
import { EVERYBODY } from './promises.ts'
import { sayHours, sayNumber, sayWeek } from './sayings.ts'

/** What buttons there are: most weeks are one of these. */
const QUICK = [0, 1, 2, 4]

interface At {
  asking: string
  week: string
}

/** What just came of it. */
export interface LinkState {
  kept?: At & { hours: number }
  wrong?: At & { typed: string; text: string }
  unsure?: At & { typed: string; hours: number }
  stopped?: string
}

interface Props {
  page: Page
  /** Without language; see `paths`. */
  action: string
  asked: AskedHours[]
  state: LinkState
}

/** What a mailed link opens: one question for each partnership, answered by one press. */
export const HoursLinkPage = (props: Props) => {
  const { page, asked, state } = props
  const { t } = page
  return (
    <Layout page={page} title={t('partnership-hours.link.title')} noindex>
      <PageHead page={page} title={t('partnership-hours.link.title')} lede={t('partnership-hours.link.lede')} />
      {state.stopped !== undefined && (
        <Flash state="good">{t('partnership-hours.link.stopped', { partnership: state.stopped })}</Flash>
      )}
      {state.wrong && !isShown(asked, state.wrong) && <Flash state="bad">{state.wrong.text}</Flash>}
      <div class="stack-l p-top">
        {asked.length === 0 ? (
          <Empty title={t('partnership-hours.link.nothing')} />
        ) : (
          asked.map((about) => <Question {...props} about={about} />)
        )}
        <p class="small quiet">{t('partnership-hours.link.privacy')}</p>
      </div>
    </Layout>
  )
}

const isShown = (asked: readonly AskedHours[], { asking, week }: At) =>
  asked.some((one) => one.asking.id === asking && one.weeks.some((told) => told.week === week))

const Question = ({ about, ...props }: Props & { about: AskedHours }) => {
  const { page, action } = props
  const { asking, partnership, party, weeks } = about
  return (
    <section class="card stack" aria-labelledby={`h-${asking.id}`}>
      <h2 id={`h-${asking.id}`}>
        <span lang={langOn(page, partnership)}>{partnership.name}</span>
      </h2>
      <p class="meta">
        <span>{party.organization.name}</span>
        {asking.pool !== '' && (
          <span>{asking.pool === EVERYBODY ? page.t('partnership-hours.everybody') : asking.pool}</span>
        )}
      </p>
      {weeks.map((week) => (
        <Week {...props} asking={asking.id} {...week} />
      ))}
      <form method="post" action={href(page, action)}>
        <input type="hidden" name="asking" value={asking.id} />
        <button class="btn btn-quiet btn-s" name="stop" value="yes">
          {page.t('partnership-hours.link.stop')}
        </button>
      </form>
    </section>
  )
}

const Week = (props: Props & { asking: string; week: string; hours: number | null }) => {
  const { page, action, asking, week, hours, state } = props
  const { t } = page
  const here = <T extends At>(one: T | undefined) =>
    one && one.asking === asking && one.week === week ? one : undefined
  const [kept, wrong, unsure] = [here(state.kept), here(state.wrong), here(state.unsure)]
  const id = `${asking}-${week}`
  const hidden = (
    <>
      <input type="hidden" name="asking" value={asking} />
      <input type="hidden" name="week" value={week} />
    </>
  )
  return (
    <div class="stack-s" role="group" aria-labelledby={`w-${id}`}>
      <h3 id={`w-${id}`} class="title">
        {t('partnership-hours.link.ask', { week: sayWeek(page, week) })}
      </h3>
      {kept && <Flash state="good">{t('partnership-hours.link.kept', { hours: sayHours(page, kept.hours) })}</Flash>}
      {!kept && hours !== null && <p>{t('partnership-hours.link.said', { hours: sayHours(page, hours) })}</p>}
      <form method="post" action={href(page, action)} class="bunch">
        {hidden}
        {QUICK.map((n) => (
          <button class="btn" name="hours" value={String(n)} aria-label={sayHours(page, n)}>
            {sayNumber(page, n)}
          </button>
        ))}
      </form>
      {unsure && (
        <form method="post" action={href(page, action)} class="card is-warn stack-s" role="alert">
          {hidden}
          <input type="hidden" name="hours" value={unsure.typed} />
          <p>{t('partnership-hours.link.unsure', { hours: sayHours(page, unsure.hours) })}</p>
          <button class="btn" name="sure" value="yes">
            {t('partnership-hours.link.sure', { hours: sayHours(page, unsure.hours) })}
          </button>
        </form>
      )}
      <form method="post" action={href(page, action)} novalidate>
        {hidden}
        <div class={wrong ? 'field bad' : 'field'}>
          <label for={`o-${id}`}>{t('partnership-hours.link.other')}</label>
          <FieldError id={`o-${id}`} errors={wrong && [wrong.text]} />
          <span class="bunch">
            <input
              class="input in-s"
              id={`o-${id}`}
              name="hours"
              value={wrong?.typed ?? unsure?.typed ?? ''}
              inputmode="decimal"
              autocomplete="off"
              maxlength={20}
              {...(wrong && { 'aria-invalid': 'true' as const, 'aria-describedby': `o-${id}-e` })}
            />
            <button class="btn">{t('partnership-hours.link.write')}</button>
          </span>
        </div>
      </form>
    </div>
  )
}
