import { paths } from '../paths.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { type Page, href } from '../ui/page.ts'

const TABS: { key: string; icon: IconName; path(slug: string): string; forCoordinators?: boolean }[] = [
  { key: 'network', icon: 'network', path: paths.map },
  { key: 'geography', icon: 'map', path: paths.geography },
  { key: 'table', icon: 'table', path: paths.mapTable },
  { key: 'insights', icon: 'lightbulb', path: paths.insights },
  { key: 'growth', icon: 'history', path: paths.mapGrowth },
  { key: 'meetings', icon: 'users', path: paths.meetings, forCoordinators: true },
  { key: 'rounds', icon: 'mail', path: paths.rounds, forCoordinators: true },
]

/** On the land an organization is looked for by what it is, not by its ties. */
const OF_ORGANIZATIONS = ['q', 'sector', 'role', 'audience']

function sharedWith(key: string, query: string): string {
  if (key === 'network' || key === 'table') return query
  if (key !== 'geography') return ''
  const kept = [...new URLSearchParams(query)].filter(([name]) => OF_ORGANIZATIONS.includes(name))
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept)}`
}

/** The ways to see the map, each with an address of its own. What a view is narrowed by goes along where it means the same. */
export const MapTabs = ({ page, current, query = '' }: { page: Page; current: string; query?: string }) => (
  <nav class="tabs" aria-label={page.t('map.tabs.label')}>
    {TABS.filter((tab) => !tab.forCoordinators || page.actor?.coordinates).map(({ key, icon, path }) => (
      <a
        href={href(page, path(page.region?.slug ?? '') + sharedWith(key, query))}
        aria-current={key === current ? 'page' : undefined}
      >
        <Icon name={icon} />
        {page.t(`map.tabs.${key}`)}
      </a>
    ))}
  </nav>
)
