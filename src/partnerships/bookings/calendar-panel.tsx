import { formatDate } from '../../platform/i18n.ts'
import { paths } from '../../paths.ts'
import { type Page, href } from '../../ui/page.ts'
import { Table } from '../../ui/table.tsx'
import type { Booking } from './bookings.ts'
import { type CalendarDay, monthLater } from './calendars.ts'
import { sayTime, sayWeekday } from './sayings.ts'

interface Props {
  page: Page
  /** The slug of the resource. */
  slug: string
  month: string
  days: CalendarDay[]
  today: string
  mayBook: boolean
}

const monthName = ({ lang }: Page, month: string) =>
  new Intl.DateTimeFormat(lang, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )

/** A month of a resource as a table; on a phone its days stand below each other. */
export const Month = (props: Props) => {
  const { page, slug, month, days } = props
  const { t, region } = page
  const path = paths.bookings(region!.slug, slug)
  const weeks = Array.from({ length: days.length / 7 }, (_, n) => days.slice(n * 7, n * 7 + 7))
  return (
    <section class="p-top-l" aria-labelledby="month-h">
      <div class="section-head">
        <h2 id="month-h">{monthName(page, month)}</h2>
        <span class="bunch small">
          {[-1, 1].map((n) => (
            <a href={href(page, `${path}?month=${monthLater(month, n)}`)} rel={n < 0 ? 'prev' : 'next'}>
              {monthName(page, monthLater(month, n))}
            </a>
          ))}
        </span>
      </div>
      {days.every((one) => one.bookings.length === 0) && <p class="quiet">{t('bookings.nothing')}</p>}
      <table class="calendar">
        <caption class="sr">{t('bookings.calendarOf', { month: monthName(page, month) })}</caption>
        <thead>
          <tr>
            {[1, 2, 3, 4, 5, 6, 7].map((n) => (
              <th scope="col">
                <abbr title={sayWeekday(page, n)}>{sayWeekday(page, n, 'short')}</abbr>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr>
              {week.map((day) => (
                <Day {...props} about={day} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Day = ({ page, slug, today, mayBook, about }: Props & { about: CalendarDay }) => {
  const { day, isIn, bookings } = about
  const name = formatDate(page.lang, day, 'full')
  const number = String(Number(day.slice(8)))
  const marks = [!isIn && 'is-out', day === today && 'is-today', bookings.length === 0 && 'is-free']
  return (
    <td class={marks.filter(Boolean).join(' ') || undefined}>
      <time datetime={day}>
        <span class="calendar-name">{name}</span>
        {mayBook && day >= today ? (
          <a
            class="calendar-number"
            href={href(page, `${paths.bookings(page.region!.slug, slug)}?month=${day.slice(0, 7)}&day=${day}#book`)}
            aria-label={page.t('bookings.bookOn', { day: name })}
          >
            {number}
          </a>
        ) : (
          <span class="calendar-number" aria-hidden="true">
            {number}
          </span>
        )}
      </time>
      {bookings.length > 0 && (
        <ul class="plain">
          {bookings.map((one) => (
            <li class={one.state === 'asked' ? 'calendar-taken is-asked' : 'calendar-taken'}>
              <Taken page={page} booking={one} day={day} />
            </li>
          ))}
        </ul>
      )}
    </td>
  )
}

/** When it is taken on a day, and by whom where that is told. */
const Taken = ({ page, booking, day }: { page: Page; booking: Booking; day: string }) => {
  const from = booking.from < `${day}T00:00` ? `${day}T00:00` : booking.from
  const until = booking.until.slice(0, 10) > day ? `${day}T00:00` : booking.until
  return (
    <>
      <span class="nowrap">
        {page.t('bookings.fromUntil', { from: sayTime(page, from), until: sayTime(page, until) })}
      </span>{' '}
      <span>{booking.organization ? booking.organization.name : page.t('bookings.taken')}</span>
      {booking.state === 'asked' && <span class="quiet"> · {page.t('bookings.state.asked')}</span>}
    </>
  )
}

/** What is booked in the month, one by one, for those who may know whose it is. */
export const Listed = ({ page, bookings, act }: { page: Page; bookings: Booking[]; act(one: Booking): unknown }) => (
  <Table
    columns={[
      {
        label: page.t('bookings.when'),
        cell: (one: Booking) => (
          <>
            {formatDate(page.lang, one.from.slice(0, 10), 'full')}
            <br />
            <span class="small">
              {page.t('bookings.fromUntil', { from: sayTime(page, one.from), until: sayTime(page, one.until) })}
              {one.until.slice(0, 10) > one.from.slice(0, 10) &&
                ` (${formatDate(page.lang, one.until.slice(0, 10), 'long')})`}
            </span>
          </>
        ),
      },
      {
        label: page.t('bookings.who'),
        cell: ({ organization, person }: Booking) =>
          organization && (
            <>
              <a href={href(page, paths.organization(page.region!.slug, organization.slug))}>{organization.name}</a>
              {person && <span class="small quiet"> · {person}</span>}
            </>
          ),
      },
      {
        label: page.t('bookings.purpose'),
        cell: ({ purpose, partnership }: Booking) => (
          <>
            {purpose}
            {partnership && (
              <span class="small">
                {' '}
                · <a href={href(page, paths.partnership(page.region!.slug, partnership.slug))}>{partnership.name}</a>
              </span>
            )}
          </>
        ),
      },
      { label: page.t('bookings.stands'), cell: (one: Booking) => act(one) as never },
    ]}
    rows={bookings}
  />
)
