import { formatDate, formatNumber } from '../../platform/i18n.ts'
import { Flash } from '../../ui/flash.tsx'
import { Downloads } from '../../ui/list.tsx'
import type { Page } from '../../ui/page.ts'
import { Table } from '../../ui/table.tsx'
import { GROUPS, groupOf, INSTRUMENT, isSameWording, type ItemKey } from './instruments.ts'
import { BandPicture, sayBand, sayLabel, sayQuestion } from './item-words-panel.tsx'
import type { ClosedPulse, Pulse, Shown } from './pulses.ts'

interface Props {
  page: Page
  pulse: ClosedPulse
}

/** What to talk about together: prompts for a conversation, not scores. */
export const Talks = ({ page, pulse }: Props) => {
  const { t } = page
  if (pulse.results.every(({ band }) => band === null))
    return <Flash state="note">{t('partnership-pulse.talk.nothing', { n: pulse.threshold })}</Flash>
  const talks = pulse.results.filter(({ talk }) => talk !== null)
  if (talks.length === 0) return <Flash state="good">{t('partnership-pulse.talk.agreed')}</Flash>
  return (
    <ul class="rows">
      {talks.map(({ item, talk }) => (
        <li>
          <h3 class="title">{t('partnership-pulse.talk.title', { what: sayLabel(t, item.key) })}</h3>
          <p>{t(`partnership-pulse.talk.${talk}`, { n: pulse.threshold })}</p>
        </li>
      ))}
    </ul>
  )
}

/** All questions with what all partners together answered. */
export const Whole = ({ page, pulse }: Props) => (
  <>
    {GROUPS.map((group) => {
      const shown = pulse.results.filter(({ item }) => groupOf(item.key) === group)
      return (
        shown.length > 0 && (
          <section class="stack-s" aria-labelledby={`pulse-${group}`}>
            <h3 id={`pulse-${group}`}>{page.t(`partnership-pulse.group.${group}`)}</h3>
            <Bands page={page} shown={shown} partner={page.t('partnership-pulse.aPartner')} />
          </section>
        )
      )
    })}
  </>
)

const Bands = ({ page, shown, partner }: { page: Page; shown: readonly Shown[]; partner: string }) => (
  <ul class="rows pulse-rows">
    {shown.map(({ item, band }) => (
      <li>
        <div>
          <p class="title pulse-label">{sayLabel(page.t, item.key)}</p>
          <p class="small quiet">{sayQuestion(page.t, item, partner)}</p>
        </div>
        {band ? (
          <div>
            <BandPicture page={page} item={item.key} band={band} />
            <p class="small" aria-hidden="true">
              {sayBand(page.t, item.key, band)}
            </p>
          </div>
        ) : (
          <p class="small quiet">{page.t('partnership-pulse.tooFew')}</p>
        )}
      </li>
    ))}
  </ul>
)

/** How the others see the reader's own partner. */
export const OwnView = ({ page, pulse }: Props) => {
  const { t } = page
  const { own } = pulse
  if (pulse.isOfSeveral) return <p class="small quiet">{t('partnership-pulse.own.several')}</p>
  if (!own || own.results.length === 0) return null
  const values = { organization: own.name ?? '', n: pulse.threshold }
  const told = own.results.filter(({ band }) => band !== null)
  return (
    <section class="section stack" aria-labelledby="own-h">
      <div>
        <h2 id="own-h">{t('partnership-pulse.own.title', values)}</h2>
        <p class="quiet">{t('partnership-pulse.own.who', values)}</p>
      </div>
      {told.length === 0 ? (
        <Flash state="note">{t('partnership-pulse.own.few', values)}</Flash>
      ) : (
        <Bands page={page} shown={own.results} partner={values.organization} />
      )}
    </section>
  )
}

/** What was written, without a word on by whom. */
export const Sentences = ({ page, pulse }: Props) => {
  const { t } = page
  if (pulse.sentences.length === 0) return null
  return (
    <section class="section stack" aria-labelledby="words-h">
      <div>
        <h2 id="words-h">{t('partnership-pulse.words.title')}</h2>
        <p class="quiet">{t('partnership-pulse.words.text')}</p>
      </div>
      {INSTRUMENT.map(({ key }) => {
        const said = pulse.sentences.filter(({ item }) => item === key)
        return (
          said.length > 0 && (
            <div class="stack-s">
              <h3 class="pulse-label">{sayLabel(t, key)}</h3>
              <ul class="rows">
                {said.map(({ text }) => (
                  <li>
                    <blockquote>{text}</blockquote>
                  </li>
                ))}
              </ul>
            </div>
          )
        )
      })}
    </section>
  )
}

/** So many rounds stand side by side. */
export const COMPARED = 6

/** How each answer changed, round by round; a question that was asked in other words is marked. */
export const Trend = ({ page, closed }: { page: Page; closed: readonly ClosedPulse[] }) => {
  const { t } = page
  const rounds = closed.slice(0, COMPARED).toReversed()
  if (rounds.length < 2) return null
  const keys = INSTRUMENT.map(({ key }) => key).filter((key) => rounds.some((round) => shownIn(round, key)))
  return (
    <section class="section stack" aria-labelledby="trend-h">
      <div class="section-head">
        <h2 id="trend-h">{t('partnership-pulse.trend.title')}</h2>
        <Downloads page={page} />
      </div>
      <Table
        caption={t('partnership-pulse.trend.caption')}
        rows={keys}
        columns={[
          {
            label: t('partnership-pulse.trend.question'),
            cell: (key) => <span class="pulse-label">{sayLabel(t, key)}</span>,
          },
          ...rounds.map((round, n) => ({
            label: formatDate(page.lang, round.closedOn, 'long'),
            cell: (key: ItemKey) => <Then page={page} shown={shownIn(round, key)} before={before(rounds, n, key)} />,
          })),
        ]}
      />
    </section>
  )
}

const shownIn = (round: ClosedPulse, key: ItemKey) => round.results.find(({ item }) => item.key === key)
/** The question when it was asked the last time before. */
const before = (rounds: readonly ClosedPulse[], n: number, key: ItemKey) =>
  rounds
    .slice(0, n)
    .map((round) => shownIn(round, key))
    .findLast((shown) => shown !== undefined)

const Then = ({ page, shown, before: last }: { page: Page; shown: Shown | undefined; before: Shown | undefined }) => {
  const { t } = page
  if (!shown) return <span class="quiet">{t('partnership-pulse.trend.unasked')}</span>
  return (
    <>
      {shown.band ? (
        <BandPicture page={page} item={shown.item.key} band={shown.band} />
      ) : (
        <span class="quiet">{t('partnership-pulse.trend.few')}</span>
      )}
      {last && !isSameWording(last.item, shown.item) && (
        <>
          <br />
          <span class="tiny quiet">{t('partnership-pulse.trend.reworded')}</span>
        </>
      )}
    </>
  )
}

/** How it is made, who sees what, and from where the questions are. */
export const Made = ({ page, pulse }: { page: Page; pulse: Pulse | null }) => {
  const { t } = page
  return (
    <details class="fold">
      <summary>{t('partnership-pulse.made.title')}</summary>
      <div class="stack prose">
        <p>{t('partnership-pulse.made.shown', { n: formatNumber(page.lang, pulse?.threshold ?? 5) })}</p>
        <p>{t('partnership-pulse.made.band')}</p>
        <p>{t('partnership-pulse.made.forgotten')}</p>
        <p>{t('partnership-pulse.made.sources')}</p>
        <ul>
          {SOURCES.map(({ title, url }) => (
            <li>
              <a href={url}>{title}</a>
            </li>
          ))}
        </ul>
      </div>
    </details>
  )
}

const SOURCES = [
  {
    title: 'Visible Network Labs: Analyze Trust and Value',
    url: 'https://support.visiblenetworklabs.com/portal/en/kb/articles/analyze-trust-and-value',
  },
  {
    title: 'Visible Network Labs: PARTNER trust and value metrics, a brief (2021)',
    url: 'https://visiblenetworklabs.com/2021/03/30/partner-trust-and-value-metrics-a-brief/',
  },
]
