import { paths } from '../../paths.ts'
import { ButtonForm } from '../../ui/form.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Page, href } from '../../ui/page.ts'

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
      {page.actor?.kind === 'member' && page.actor.personId !== null && (
        <>
          <p class="small quiet">{t('bookings.feedText')}</p>
          {address ? (
            <p class="to-copy">{address}</p>
          ) : (
            <ButtonForm
              page={page}
              action={paths.bookingCalendars(...at)}
              label={t('momentum.makeCalendar')}
              fields={{ _key: `${formKey}-feed` }}
              small
            />
          )}
        </>
      )}
    </section>
  )
}
