import { paths } from '../../paths.ts'
import { formatDate, formatList } from '../../platform/i18n.ts'
import { Flash } from '../../ui/flash.tsx'
import { Mark } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Partnership } from '../partnerships.ts'
import type { PartyHours } from './hours.ts'
import { isPartner } from '../rules.ts'
import { seesPeoplesHours } from './rules.ts'
import { sayForecast, sayHours, sayNumber } from './sayings.ts'

interface Props {
  page: Page
  partnership: Partnership
  hours: PartyHours[]
}

/** On the partnership's own page: what each partner promised, and how much of it is used. */
export const HoursSummary = ({ page, partnership, hours }: Props) => {
  const { t } = page
  return (
    <section class="section" aria-labelledby="hours-h">
      <div class="section-head">
        <h2 id="hours-h">{t('partnership-hours.title')}</h2>
        <a class="small" href={href(page, paths.partnershipTab(page.region!.slug, partnership.slug, 'hours'))}>
          {t('partnership-hours.more')}
        </a>
      </div>
      <Meters page={page} partnership={partnership} hours={hours} />
      {page.actor && (page.actor.coordinates || isPartner(page.actor, partnership)) && (
        <Over page={page} hours={hours} />
      )}
    </section>
  )
}

/** Each partner with a bar: the hours that were used, of those that were promised. */
const Meters = ({ page, partnership, hours }: Props) => (
  <ul class="stack plain">
    {hours.map((one) => (
      <li class="metered">
        <p>
          <span class="org">
            <Mark look={lookOf(page, one.party.organization.sector)} />
            <span>{one.party.organization.name}</span>
          </span>
          <Told page={page} partnership={partnership} about={one} />
        </p>
        <Meter page={page} about={one} />
      </li>
    ))}
  </ul>
)

const isOver = ({ used, promised }: PartyHours) => used !== null && promised !== null && used > promised

const Meter = ({ page, about: { used, promised, party } }: { page: Page; about: PartyHours }) => {
  if (used === null || promised === null || promised === 0) return null
  const { sector, name } = party.organization
  const label = page.t('partnership-hours.meter', {
    organization: name,
    used: sayNumber(page, used),
    promised: sayNumber(page, promised),
  })
  const over = used > promised
  return (
    <progress
      class={over ? 'over' : undefined}
      data-sector={lookOf(page, sector).colour}
      max={String(Math.max(used, promised))}
      value={String(over ? promised : used)}
      aria-label={label}
    >
      {label}
    </progress>
  )
}

/** "74 of 120 hours", as far as it is told; it leads to the weeks for those who may see them. */
const Told = ({ page, partnership, about }: { page: Page; partnership: Partnership; about: PartyHours }) => {
  const { t } = page
  const { used, promised, party } = about
  if (used === null)
    return (
      <span class="quiet">
        {promised === null
          ? t('partnership-hours.untold')
          : t('partnership-hours.promisedUntold', { promised: sayHours(page, promised) })}
      </span>
    )
  const values = { used: sayNumber(page, used), promised: promised === null ? '' : sayNumber(page, promised) }
  const to = href(page, paths.partyHours(page.region!.slug, partnership.slug, party.organization.slug))
  const sees = page.actor !== undefined && seesPeoplesHours(page.actor, party)
  const key =
    promised === null
      ? 'partnership-hours.usedOnly'
      : isOver(about)
        ? 'partnership-hours.usedOver'
        : 'partnership-hours.usedOf'
  const over = promised === null ? '' : sayNumber(page, used - promised)
  return (
    <span class="nowrap">
      {t.rich(key, { ...values, over, a: (chunks) => (sees ? <a href={to}>{chunks}</a> : <>{chunks}</>) })}
    </span>
  )
}

/** Who gave more than was promised: it is said, and what one can do. */
export const Over = ({ page, hours }: Pick<Props, 'page' | 'hours'>) => {
  const over = hours.filter(isOver)
  if (over.length === 0) return null
  const names = formatList(
    page.lang,
    over.map((one) => one.party.organization.name),
  )
  return (
    <div class="p-top">
      <Flash state="warn">{page.t('partnership-hours.over', { n: over.length, names })}</Flash>
    </div>
  )
}

/** What stands beside the bar of one partner: from when to when, and where it leads. */
export const Leads = ({ page, about }: { page: Page; about: PartyHours }) => {
  const { t, lang } = page
  const { from, until } = about
  const days = {
    from: from === null ? '' : formatDate(lang, from, 'long'),
    until: until === null ? '' : formatDate(lang, until, 'long'),
  }
  const when = from !== null && until !== null ? 'between' : from !== null ? 'since' : until !== null ? 'until' : null
  const forecast = sayForecast(page, about)
  return (
    <>
      {forecast}
      {when && (
        <>
          {forecast && <br />}
          <span class="small quiet">{t(`partnership-hours.days.${when}`, days)}</span>
        </>
      )}
    </>
  )
}

/** The drawing is so many units wide, and a bar so high. */
const [WIDTH, HEIGHT] = [400, 34]

/** Used as a bar, promised as a line across it, the range in which it is likely to come out as a thin line with a dot. */
export const HoursBar = ({ page, about, most }: { page: Page; about: PartyHours; most: number }) => {
  const { used, promised, forecast, party } = about
  if (used === null) return null
  const x = (hours: number) => Math.round((hours / Math.max(most, 1)) * (WIDTH - 8) * 10) / 10 + 4
  const label = [
    page.t(promised === null ? 'partnership-hours.meterUsed' : 'partnership-hours.meter', {
      organization: party.organization.name,
      used: sayNumber(page, used),
      promised: promised === null ? '' : sayNumber(page, promised),
    }),
    sayForecast(page, about),
  ].join(' ')
  return (
    <svg
      class="hours-bar"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      data-sector={lookOf(page, party.organization.sector).colour}
      role="img"
      aria-label={label}
    >
      <rect class="hours-used" x="4" y="7" width={String(x(used) - 4)} height="20" />
      {promised !== null && <rect class="hours-promised" x="4" y="7" width={String(x(promised) - 4)} height="20" />}
      {forecast?.state === 'likely' && (
        <>
          <path class="hours-range" d={`M${x(forecast.least)} 17H${x(forecast.most)}`} />
          <path class="hours-likely" d={`M${x(forecast.likely)} 10V24`} />
        </>
      )}
    </svg>
  )
}

/** The longest bar that is to be drawn. */
export const longest = (hours: readonly PartyHours[]): number =>
  Math.max(
    ...hours.flatMap(({ used, promised, forecast }) => [
      used ?? 0,
      used === null ? 0 : (promised ?? 0),
      forecast?.state === 'likely' ? forecast.most : 0,
    ]),
  )
