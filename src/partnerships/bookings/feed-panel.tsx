import { paths } from '../../paths.ts'
import { Icon } from '../../ui/icon.tsx'
import { type Page, href } from '../../ui/page.ts'
import { OwnCalendar } from '../momentum/own-calendar-panel.tsx'

interface Props {
  page: Page
  resource: { slug: string }
  formKey: string
  /** Of the reader's own feed, where it was just made. */
  address: string | undefined
}

/** The calendar of a resource for the program that one plans with: what is taken, and for members by whom. */
export const Feed = ({ page, resource, formKey, address }: Props) => {
  const { t } = page
  const at = [page.region!.slug, resource.slug] as const
  return (
    <section class="section stack-s no-print" aria-labelledby="feed-h">
      <h2 id="feed-h">{t('bookings.feed')}</h2>
      <p>
        <a href={href(page, paths.bookingFeed(...at))}>
          <Icon name="download" /> {t('bookings.feedFile')}
        </a>
      </p>
      <OwnCalendar
        page={page}
        text={t('bookings.feedText')}
        action={paths.bookingCalendars(...at)}
        formKey={`${formKey}-feed`}
        address={address}
      />
    </section>
  )
}
