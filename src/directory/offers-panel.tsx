import { paths } from '../paths.ts'
import { Icon } from '../ui/icon.tsx'
import { type Page, href } from '../ui/page.ts'
import { KINDS, type ListingKind } from './listing-kinds.ts'
import type { Listing } from './listings.ts'
import { ListingRow } from './listings-page.tsx'

/** What stands in the panel; places have one of their own on the profile. */
export const OFFERED = ['service', 'resource', 'group'] as const satisfies readonly ListingKind[]

interface Props {
  page: Page
  organization: { id: string; slug: string }
  offers: { kind: (typeof OFFERED)[number]; items: Listing[]; total: number }[]
  mayAdd: boolean
}

/** What an organization does for people, lends to others, and whom it reaches. */
export const OffersPanel = ({ page, organization, offers, mayAdd }: Props) => {
  const { t } = page
  const shown = offers.filter(({ total }) => total > 0)
  return (
    <section aria-labelledby="offers-h">
      <div class="section-head">
        <h2 id="offers-h">{t('listings.panel')}</h2>
      </div>
      {shown.length === 0 && <p class="quiet">{t('listings.panelNone')}</p>}
      {shown.map(({ kind, items, total }) => (
        <div class="p-top-s">
          <h3 class="title">{t(`listings.panel.${kind}`)}</h3>
          <ul class="rows">
            {items.map((listing) => (
              <ListingRow page={page} listing={listing} level="h4" bare={kind !== 'group'} />
            ))}
          </ul>
          {total > items.length && (
            <p class="small">
              <a
                href={href(
                  page,
                  `${paths.listings(page.region!.slug, KINDS[kind].segment)}?organization=${organization.slug}`,
                )}
              >
                {t('listings.panelAll', { count: total })}
              </a>
            </p>
          )}
        </div>
      ))}
      {mayAdd && (
        <p class="bunch p-top-s">
          {OFFERED.map((kind) => (
            <a
              class="btn btn-s"
              href={href(
                page,
                `${paths.newListing(page.region!.slug, KINDS[kind].segment)}?organization=${organization.id}`,
              )}
            >
              <Icon name="plus" />
              {t(`listings.add.${kind}`)}
            </a>
          ))}
        </p>
      )}
    </section>
  )
}
