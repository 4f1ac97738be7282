import { paths } from '../paths.ts'
import { ButtonForm } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { SettingsTabs } from '../ui/settings-tabs.tsx'

/** Everything of the region as one file, and where its lists are to be had one by one. */
export const ExportPage = ({ page }: { page: Page }) => {
  const { t } = page
  const { slug } = page.region!
  const lists = [
    { label: t('ui.room.organizations'), path: paths.organizations(slug) },
    { label: t('ui.room.ties'), path: paths.ties(slug) },
    { label: t('ui.room.people'), path: paths.people(slug) },
  ]
  return (
    <Layout page={page} title={t('transfer.title')} room="settings" noindex>
      <PageHead
        page={page}
        crumbs={[{ label: t('ui.room.settings'), path: paths.settings(slug) }]}
        title={t('transfer.title')}
        lede={t('transfer.lede')}
      />
      <SettingsTabs page={page} current="export" />
      <div class="section cols cols-side">
        <div class="stack">
          <h2>{t('transfer.archive')}</h2>
          <p>{t('transfer.holds')}</p>
          <p>{t('transfer.leavesOut')}</p>
          <ButtonForm page={page} action={paths.exportRegion(slug)} label={t('transfer.act')} act />
          <p class="small quiet">{t('transfer.back')}</p>
        </div>
        <aside class="stack">
          <h2>{t('transfer.lists')}</h2>
          <p>{t('transfer.listsHow')}</p>
          <ul class="rows">
            {lists.map(({ label, path }) => (
              <li>
                <a href={href(page, path)}>{label}</a>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </Layout>
  )
}
