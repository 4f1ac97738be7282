import { paths } from '../paths.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { Avatar } from '../ui/icon.tsx'
import { langOn } from '../ui/languages.ts'
import { type Page, href, lookOf } from '../ui/page.ts'
import { type Counted, SmallDials } from './factors/dial-panel.tsx'
import { Since } from './frame-panel.tsx'
import { currentParties, type Partnership, partyOf } from './partnerships.ts'
import { Said } from './translations/said-panel.tsx'
import { gistOf } from './translations/texts.ts'

/** On the profile of an organization: the partnerships it is in, and those it was in. */
export const OrganizationPartnerships = ({
  page,
  organization,
  items,
  mayPropose,
}: {
  page: Page
  organization: { id: string; slug: string }
  items: Partnership[]
  mayPropose: boolean
}) => {
  const now = items.filter((one) => partyOf(one, organization.id))
  const once = items.filter((one) => !partyOf(one, organization.id))
  return (
    <section aria-labelledby="partnerships-h">
      <div class="section-head">
        <h2 id="partnerships-h">{page.t('partnerships.title')}</h2>
        {mayPropose && (
          <a
            class="small"
            href={href(page, `${paths.newPartnership(page.region!.slug)}?with=${organization.slug}`)}
            rel="nofollow"
          >
            {page.t('partnership-charter.propose.link')}
          </a>
        )}
      </div>
      {items.length === 0 && <p class="quiet">{page.t('partnership-charter.propose.none')}</p>}
      {now.length > 0 && (
        <ul class="rows">
          {now.map((one) => (
            <PartnershipRow page={page} partnership={one} level="h3" />
          ))}
        </ul>
      )}
      {once.length > 0 && (
        <>
          <h3 class="title p-top-s">{page.t('partnerships.once')}</h3>
          <ul class="rows">
            {once.map((one) => (
              <PartnershipRow page={page} partnership={one} level="h4" />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** So many partners are named in a row of a list. */
const NAMED = 6

/** A partnership in a list: what it is for, and who is in it. */
export const PartnershipRow = ({
  page,
  partnership,
  level: Title,
  dials,
}: {
  page: Page
  partnership: Partnership
  level: 'h2' | 'h3' | 'h4'
  /** What it stands on, small. */
  dials?: readonly Counted[] | undefined
}) => {
  const { slug, name, visibility } = partnership
  const partners = currentParties(partnership)
  const gist = gistOf(partnership)
  return (
    <li class="partnership-row">
      <div>
        <Title class="title">
          <a href={href(page, paths.partnership(page.region!.slug, slug))} lang={langOn(page, partnership)}>
            {name}
          </a>
        </Title>
        {gist.text !== '' && (
          <p>
            <Said {...{ page, partnership }} text={gist} />
          </p>
        )}
        <p class="meta">
          <span class="avatars" aria-hidden="true">
            {partners.slice(0, NAMED).map(({ organization }) => (
              <Avatar name={organization.name} look={lookOf(page, organization.sector)} />
            ))}
          </span>
          <span>
            {partners.length === 0
              ? page.t('partnerships.noPartners')
              : page.t('partnerships.together', {
                  names: partners
                    .slice(0, NAMED)
                    .map(({ organization }) => organization.name)
                    .join(', '),
                  more: Math.max(0, partners.length - NAMED),
                })}
          </span>
          <Since page={page} partnership={partnership} />
          {visibility !== 'public' && <VisibilityBadge page={page} visibility={visibility} />}
        </p>
        {dials && <SmallDials page={page} dials={dials} />}
      </div>
    </li>
  )
}
