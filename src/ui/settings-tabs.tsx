import { paths } from '../paths.ts'
import { type Page, href } from './page.ts'

export const SETTINGS_TABS = ['region', 'lists', 'members', 'import', 'export', 'webhooks', 'audit'] as const
export type SettingsTab = (typeof SETTINGS_TABS)[number]

const addresses = (slug: string): Record<SettingsTab, string> => ({
  region: paths.settings(slug),
  lists: paths.lists(slug, 'sectors'),
  members: paths.members(slug),
  import: paths.importStart(slug),
  export: paths.exportRegion(slug),
  webhooks: paths.webhooks(slug),
  audit: paths.audit(slug),
})

/** The pages of a region's settings, each with an address of its own. */
export const SettingsTabs = ({ page, current }: { page: Page; current: SettingsTab }) => {
  const to = addresses(page.region?.slug ?? '')
  return (
    <nav class="tabs" aria-label={page.t('region.tabs.label')}>
      {SETTINGS_TABS.map((tab) => (
        <a href={href(page, to[tab])} {...(tab === current && { 'aria-current': 'page' as const })}>
          {page.t(`region.tabs.${tab}`)}
        </a>
      ))}
    </nav>
  )
}
