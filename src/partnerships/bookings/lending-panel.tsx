import { paths } from '../../paths.ts'
import { formatNumber } from '../../platform/i18n.ts'
import { Icon } from '../../ui/icon.tsx'
import { type Page, href } from '../../ui/page.ts'
import type { Party } from '../partnerships.ts'
import type { Terms } from './booking-terms.ts'
import type { ResourceUse } from './bookings.ts'
import { sayOpen } from './sayings.ts'

interface OnPage {
  page: Page
  resource: { id: string; slug: string | null }
  terms: Terms | null
  tends: boolean
}

/** When a resource can be booked, and the way to its calendar. */
export const ResourceBooking = ({ page, resource, terms, tends }: OnPage) => {
  const { t, region } = page
  const at = [region!.slug, resource.slug ?? resource.id] as const
  return (
    <section class="stack-s" aria-labelledby="booking-h">
      <h2 class="title" id="booking-h">
        {t('bookings.title')}
      </h2>
      {terms ? (
        <>
          <p class="small">
            {t(`bookings.lent.${terms.openTo}`)} {sayOpen(page, terms)}
          </p>
          <p>
            <a class="btn" href={href(page, paths.bookings(...at))}>
              <Icon name="clock" />
              {t('bookings.calendar')}
            </a>
          </p>
        </>
      ) : (
        <p class="small quiet">{t('bookings.unlent')}</p>
      )}
      {tends && (
        <p class="small">
          <a href={href(page, paths.bookingTerms(...at))}>{t('bookings.editTerms')}</a>
        </p>
      )}
    </section>
  )
}

interface Lent {
  page: Page
  parties: Party[]
  lent: { id: string; slug: string; name: string; ownerId: string }[]
  use: ResourceUse[]
}

/** What partners lend each other, each leading to its calendar, with what was used of it here. */
export const LentResources = ({ page, parties, lent, use }: Lent) => {
  const { t } = page
  const left = use.filter((one) => !lent.some(({ id }) => id === one.resource.id))
  const all = [...lent, ...left.map(({ resource, ownerId }) => ({ ...resource, ownerId }))]
  const ownerOf = (id: string) => parties.find(({ organization }) => organization.id === id)?.organization.name
  return (
    <section class="section" aria-labelledby="lent-h">
      <div class="section-head">
        <h2 id="lent-h">{t('bookings.shared')}</h2>
      </div>
      <ul class="rows">
        {all.map(({ id, slug, name, ownerId }) => {
          const used = use.find((one) => one.resource.id === id)
          return (
            <li>
              <a href={href(page, paths.bookings(page.region!.slug, slug))}>{name}</a>
              <p class="meta">
                {ownerOf(ownerId) && <span>{ownerOf(ownerId)}</span>}
                {used && (
                  <span>
                    {t('bookings.used', {
                      times: used.times,
                      hours: formatNumber(page.lang, Math.round(used.hours * 10) / 10),
                    })}
                  </span>
                )}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
