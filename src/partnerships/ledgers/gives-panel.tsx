import { paths } from '../../paths.ts'
import { type Page, href } from '../../ui/page.ts'
import type { Entry } from './entries.ts'
import type { EntryLine } from './entry-lines.ts'
import { EntryRows } from './entry-rows-panel.tsx'
import { saySum } from './entry-sayings.ts'
import { recordsOf } from './gives-chart-panel.tsx'
import type { GivesAndGains } from './gives-and-gains.ts'
import { GivesTable } from './gives-table-panel.tsx'

const ROOM = 'partnership-ledgers'

/** What each gives and gains, on the page of a partnership. */
export const GivesPanel = (props: {
  page: Page
  partners: GivesAndGains[]
  benefits: EntryLine[]
  contributions: EntryLine[]
  partnership: string
}) => {
  const { page, partnership } = props
  return (
    <section class="section" aria-labelledby="benefits-h">
      <div class="section-head">
        <h2 id="benefits-h">{page.t(`${ROOM}.title`)}</h2>
        <a class="small" href={href(page, paths.partnershipTab(page.region!.slug, partnership, 'benefits'))}>
          {page.t(`${ROOM}.inTime`)}
        </a>
      </div>
      <div class="gives-short">
        <GivesTable {...props} />
      </div>
    </section>
  )
}

/** So many gains stand on a profile. */
const SHOWN = 2

/** What working with others brings an organization, on its profile. */
export const GainsOfPanel = (props: {
  page: Page
  partners: GivesAndGains[]
  benefits: Entry[]
  organization: { id: string; slug: string; name: string }
}) => {
  const { page, organization, partners, benefits } = props
  const { t } = page
  const own = partners.find((partner) => partner.organization.id === organization.id)
  if (!own) return null
  const parts = (['gives', 'capacity', 'reach'] as const).filter((part) => own[part].things > 0)
  return (
    <section aria-labelledby="ledger-h">
      <div class="section-head">
        <h2 id="ledger-h">{t(`${ROOM}.title`)}</h2>
        <a class="small" href={href(page, paths.organizationLedger(page.region!.slug, organization.slug))}>
          {t(`${ROOM}.wholeLedger`)}
        </a>
      </div>
      <ul class="plain stack-s">
        {parts.map((part) => (
          <li>
            {t(part === 'gives' ? `${ROOM}.gives` : `${ROOM}.gainsIn.${part}`)}:{' '}
            <a href={href(page, recordsOf(page, own, {}, part, undefined))}>{saySum(page, own[part])}</a>
          </li>
        ))}
      </ul>
      <EntryRows page={page} entries={benefits.slice(0, SHOWN)} level="h3" bare />
    </section>
  )
}
