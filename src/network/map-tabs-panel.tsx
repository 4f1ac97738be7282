import { paths } from '../paths.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { type Page, href } from '../ui/page.ts'

const TABS: { key: string; icon: IconName; path(slug: string): string; forCoordinators?: boolean }[] = [
  { key: 'network', icon: 'network', path: paths.map },
  { key: 'table', icon: 'table', path: paths.mapTable },
]

/** The ways to see the map, each with an address of its own. What a view is narrowed by goes along where it means the same. */
export const MapTabs = ({ page, current, query = '' }: { page: Page; current: string; query?: string }) => (
  <nav class="tabs" aria-label={page.t('map.tabs.label')}>
    {TABS.filter((tab) => !tab.forCoordinators || page.actor?.coordinates).map(({ key, icon, path }) => (
      <a
        href={href(page, path(page.region?.slug ?? '') + (key === 'network' || key === 'table' ? query : ''))}
        aria-current={key === current ? 'page' : undefined}
      >
        <Icon name={icon} />
        {page.t(`map.tabs.${key}`)}
      </a>
    ))}
  </nav>
)
