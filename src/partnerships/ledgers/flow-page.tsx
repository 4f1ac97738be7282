import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import type { Page } from '../../ui/page.ts'
import type { Entry, Named } from './entries.ts'
import { EntryRows } from './entry-rows-panel.tsx'
import { LEDGERS } from './ledger-kinds.ts'

const ROOM = 'partnership-ledgers'

/** What one organization has from another: the records behind a line of the map. */
export const FlowPage = ({
  page,
  from,
  to,
  benefits,
  contributions,
}: {
  page: Page
  from: Named
  to: Named
  benefits: Entry[]
  contributions: Entry[]
}) => {
  const { t } = page
  const { slug } = page.region!
  const names = { from: from.name, to: to.name }
  const of = { benefit: benefits, contribution: contributions }
  const title = t(`${ROOM}.fromTo`, names)
  return (
    <Layout page={page} title={title} room="partnerships" noindex>
      <PageHead
        page={page}
        title={title}
        lede={t(`${ROOM}.fromToLede`, names)}
        crumbs={[
          { label: to.name, path: paths.organization(slug, to.slug) },
          { label: t(`${ROOM}.ledgerOf`, { name: to.name }), path: paths.organizationLedger(slug, to.slug) },
        ]}
      />
      <div class="p-top-l stack-l">
        {benefits.length + contributions.length === 0 && <Empty title={t(`${ROOM}.fromToNone`)} />}
        {LEDGERS.filter((ledger) => of[ledger].length > 0).map((ledger) => (
          <section aria-labelledby={`flow-${ledger}`}>
            <h2 id={`flow-${ledger}`}>{t(`${ROOM}.many.${ledger}`)}</h2>
            <EntryRows page={page} entries={of[ledger]} level="h3" />
          </section>
        ))}
      </div>
    </Layout>
  )
}
