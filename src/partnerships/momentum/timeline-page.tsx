import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Page, href } from '../../ui/page.ts'
import { Timeline } from '../../ui/timeline.tsx'
import { PartnershipFrame } from '../frame-panel.tsx'
import type { Partnership } from '../partnerships.ts'
import { ahead, type Happening } from './happenings.ts'
import { HappeningLine, LinePicture } from './line-panel.tsx'
import type { Line } from './lines.ts'
import { OwnCalendar } from './own-calendar-panel.tsx'

interface TimelineProps {
  page: Page
  partnership: Partnership
  happenings: Happening[]
  line: Line
  today: string
  /** Whether there is a calendar of the reader's own. */
  hasOwn: boolean
  /** Address of the reader's own calendar, told once after it was made. */
  calendar?: string | undefined
  formKey: string
}

/** The line of a partnership: what comes, then what was, the latest first. */
export const TimelinePage = (props: TimelineProps) => {
  const { page, partnership, happenings, line, today } = props
  const { t } = page
  const coming = ahead(happenings, today)
  const past = happenings.filter(({ day }) => day < today).toReversed()
  return (
    <PartnershipFrame page={page} partnership={partnership} current="timeline" title={t('momentum.title')}>
      {happenings.length === 0 ? (
        <div class="p-top">
          <Empty title={t('momentum.none')}>{t('momentum.noneText')}</Empty>
        </div>
      ) : (
        <>
          <div class="p-top-l time-line-frame" role="region" aria-label={t('momentum.title')} tabindex={0}>
            <LinePicture page={page} partnership={partnership} line={line} />
          </div>
          <div class="cols cols-side p-top-l">
            <section aria-labelledby="past-h">
              <h2 id="past-h">{t('momentum.past')}</h2>
              {past.length === 0 && <p class="quiet">{t('momentum.nothingYet')}</p>}
              {[...Map.groupBy(past, ({ day }) => day.slice(0, 4))].map(([year, lines]) => (
                <>
                  <h3 class="title p-top">{year}</h3>
                  <Timeline items={itemsOf(props, lines)} />
                </>
              ))}
            </section>
            <aside class="stack-l">
              <section aria-labelledby="next-h">
                <h2 class="title" id="next-h">
                  {t('momentum.next')}
                </h2>
                {coming.length === 0 ? (
                  <p class="quiet">{t('momentum.nothingAhead')}</p>
                ) : (
                  <Timeline items={itemsOf(props, coming, 'next')} />
                )}
              </section>
              <Takeaways {...props} />
            </aside>
          </div>
        </>
      )}
    </PartnershipFrame>
  )
}

const itemsOf = ({ page, partnership }: TimelineProps, happenings: readonly Happening[], state?: 'next') =>
  happenings.map((happening) => ({
    key: happening.key,
    ...(state && { state }),
    children: <HappeningLine page={page} partnership={partnership} happening={happening} />,
  }))

/** The picture, the calendar, the table: what one takes along. */
const Takeaways = ({ page, partnership, hasOwn, calendar, formKey }: TimelineProps) => {
  const { t } = page
  const own = paths.partnershipTab(page.region!.slug, partnership.slug, 'timeline')
  return (
    <section class="stack-s no-print" aria-labelledby="take-h">
      <h2 class="title" id="take-h">
        {t('momentum.take')}
      </h2>
      <ul class="plain stack-s">
        <li>
          <a href={href(page, `${own}.svg`)}>
            <Icon name="download" /> {t('momentum.asPicture')}
          </a>
        </li>
        <li>
          <a href={href(page, `${own}?format=csv`)}>
            <Icon name="download" /> CSV
          </a>
        </li>
        {partnership.visibility === 'public' && (
          <li>
            <a href={href(page, `${own}.ics`)}>
              <Icon name="download" /> {t('momentum.publicCalendar')}
            </a>
          </li>
        )}
      </ul>
      {hasOwn && (
        <OwnCalendar
          page={page}
          text={t('momentum.calendarText')}
          action={`${own}/calendars`}
          formKey={formKey}
          address={calendar}
        />
      )}
    </section>
  )
}
