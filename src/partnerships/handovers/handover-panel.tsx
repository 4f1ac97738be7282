import { paths } from '../../paths.ts'
import { type Page, href } from '../../ui/page.ts'

/** The way to hand over what somebody holds. */
export const HandoverOffer = ({
  page,
  person,
  organizations,
}: {
  page: Page
  person: { id: string }
  organizations: { slug: string; name: string }[]
}) => (
  <section class="section no-print" aria-labelledby="handover-h">
    <h2 id="handover-h">{page.t('handovers.offer')}</h2>
    <p class="quiet">{page.t('handovers.offerText')}</p>
    <p class="bunch">
      {organizations.map(({ slug, name }) => (
        <a class="btn btn-s" href={href(page, `${paths.newHandover(page.region!.slug, slug)}?person=${person.id}`)}>
          {page.t('handovers.offerAt', { organization: name })}
        </a>
      ))}
    </p>
  </section>
)
