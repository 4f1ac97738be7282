import { paths } from '../../paths.ts'
import { Empty } from '../../ui/empty.tsx'
import { Flash } from '../../ui/flash.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { href } from '../../ui/page.ts'
import { type LedgerView, type Offered, OfferedRows, Weighed } from './ledger-page.tsx'

const ROOM = 'partnership-ledgers'

/** What one organization gave and gained, in all its partnerships: each thing once. */
export const OrganizationLedgerPage = (
  props: LedgerView & { organization: { id: string; slug: string; name: string }; mayAdd: boolean; offered: Offered[] },
) => {
  const { page, organization, mayAdd, done } = props
  const { t } = page
  const { slug } = page.region!
  const title = t(`${ROOM}.ledgerOf`, { name: organization.name })
  const query = `?organization=${organization.id}`
  return (
    <Layout page={page} title={title} room="organizations" sheet="partnerships.css">
      <PageHead
        page={page}
        title={title}
        lede={t(`${ROOM}.ledgerLede`)}
        crumbs={[
          { label: t('directory.title'), path: paths.organizations(slug) },
          { label: organization.name, path: paths.organization(slug, organization.slug) },
        ]}
        act={
          mayAdd && (
            <>
              <a class="btn btn-act" href={href(page, paths.newEntry(slug, 'benefits') + query)}>
                <Icon name="plus" />
                {t(`${ROOM}.add.benefit`)}
              </a>
              <a class="btn" href={href(page, paths.newEntry(slug, 'contributions') + query)}>
                {t(`${ROOM}.add.contribution`)}
              </a>
            </>
          )
        }
      />
      {done && <Flash state="good">{t(`${ROOM}.done.${done}`)}</Flash>}
      <div class="p-top-l stack-l">
        <OfferedRows page={page} offered={props.offered} formKey={props.formKey} />
        {props.benefits.length + props.contributions.length === 0 ? (
          <Empty title={t(`${ROOM}.none.benefit`)}>{t(`${ROOM}.noneText.benefit`)}</Empty>
        ) : (
          <Weighed {...props} asked={{ organization: organization.slug }} />
        )}
      </div>
    </Layout>
  )
}
