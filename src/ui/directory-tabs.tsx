import { paths } from '../paths.ts'
import { type Page, href } from './page.ts'

const TABS = ['organizations', 'services', 'resources', 'groups', 'places', 'people'] as const
export type DirectoryTab = (typeof TABS)[number]

/** The lists of the directory, each with an address of its own. */
export const DirectoryTabs = ({ page, current }: { page: Page; current: DirectoryTab }) => {
  const slug = page.region?.slug ?? ''
  const shown = TABS.filter((tab) => tab !== 'people' || page.actor?.member)
  return (
    <nav class="tabs" aria-label={page.t('ui.directory.label')}>
      {shown.map((tab) => (
        <a href={href(page, paths.listings(slug, tab))} {...(tab === current && { 'aria-current': 'page' as const })}>
          {page.t(`ui.directory.${tab}`)}
        </a>
      ))}
    </nav>
  )
}
