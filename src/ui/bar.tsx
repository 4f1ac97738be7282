import type { Actor } from '../platform/actor.ts'
import { paths } from '../paths.ts'
import { BrandCord } from './cord.tsx'
import { Avatar, Icon } from './icon.tsx'
import { LANGUAGE_NAMES, inLanguage, otherLanguage, pathWith } from './languages.ts'
import { type Page, href } from './page.ts'

/** Rooms in the order of need; a later room adds its line here. */
const ROOMS: { key: string; path(slug: string): string; gap?: boolean; shown(actor: Actor): boolean }[] = [
  { key: 'map', path: paths.map, shown: () => true },
  { key: 'organizations', path: paths.organizations, shown: () => true },
  { key: 'ties', path: paths.ties, shown: () => true },
  { key: 'partnerships', path: paths.partnerships, shown: () => true },
  { key: 'people', path: paths.people, shown: (actor) => actor.member },
  { key: 'journal', path: paths.journal, gap: true, shown: () => true },
  { key: 'settings', path: paths.settings, shown: (actor) => actor.coordinates },
]

/** What a reader must know before anything else: that a region is invented, or that they look through other eyes. */
export const Notices = ({ page }: { page: Page }) => (
  <>
    {page.region?.invented && (
      <p class="notice is-note">
        <span class="wrap">{page.t('ui.invented', { region: page.region.name })}</span>
      </p>
    )}
    {page.viewingAs && (
      <p class="notice is-warn" role="status">
        <span class="wrap bunch">
          <Icon name="eye" />
          <span>{page.t('ui.viewingAsPublic')}</span>
          <a
            href={href(
              page,
              pathWith(page.path, (name) => name !== 'as'),
            )}
          >
            {page.t('ui.viewingAsBack')}
          </a>
        </span>
      </p>
    )}
  </>
)

const Brand = ({ page }: { page: Page }) => (
  <a class="brand" href={href(page, page.region ? paths.region(page.region.slug) : paths.installation())}>
    <BrandCord />
    <span>
      {page.region?.name ?? page.t('ui.product')}
      <small>{page.t(page.region ? 'ui.aRegion' : 'ui.motto')}</small>
    </span>
  </a>
)

const Find = ({ page }: { page: Page }) =>
  page.region ? (
    <form
      class="find"
      role="search"
      aria-label={page.t('ui.findIn', { region: page.region.name })}
      action={href(page, paths.search(page.region.slug))}
    >
      <label class="sr" for="find">
        {page.t('ui.findIn', { region: page.region.name })}
      </label>
      <input class="input" id="find" name="q" type="search" placeholder={page.t('ui.find')} maxlength={200} />
      <button aria-label={page.t('ui.search')}>
        <Icon name="search" />
      </button>
    </form>
  ) : null

/** Back to where one was; not to the pages of signing in themselves. */
const signIn = (page: Page) => {
  const here = page.path === '/' || page.path.startsWith(paths.signIn())
  return href(page, here ? paths.signIn() : `${paths.signIn()}?next=${encodeURIComponent(page.path)}`)
}

const Account = ({ page }: { page: Page }) => (
  <>
    {page.region && Boolean(page.notices) && (
      <a href={href(page, paths.journal(page.region.slug))}>
        <Icon name="bell" />
        {page.notices}
        <span class="sr"> {page.t('ui.notices', { count: page.notices })}</span>
      </a>
    )}
    <a href={href(page, paths.me())}>
      <Avatar name={page.actor?.name ?? page.email ?? ''} />
      <span class="sr">{page.t('ui.account')}</span>
    </a>
  </>
)

const You = ({ page }: { page: Page }) => {
  const other = otherLanguage(page.lang)
  return (
    <nav class="bar-you" aria-label={page.t('ui.you')}>
      <a href={inLanguage(page, other)} lang={other} hreflang={other}>
        {LANGUAGE_NAMES[other]}
      </a>
      {page.email ? (
        <Account page={page} />
      ) : (
        <a href={signIn(page)} rel="nofollow">
          {page.t('ui.signIn')}
        </a>
      )}
    </nav>
  )
}

const Rooms = ({ page, room }: { page: Page; room?: string }) => {
  const { region, actor } = page
  if (!region || !actor) return null
  return (
    <>
      <details class="menu peek">
        <summary>
          <Icon name="menu" />
          {page.t('ui.rooms')}
        </summary>
      </details>
      <nav class="rooms" aria-label={page.t('ui.rooms')}>
        <div class="wrap">
          <ul>
            {ROOMS.filter((one) => one.shown(actor)).map((one) => (
              <li class={one.gap ? 'gap' : undefined}>
                <a href={href(page, one.path(region.slug))} aria-current={one.key === room ? 'page' : undefined}>
                  {page.t(`ui.room.${one.key}`)}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </nav>
    </>
  )
}

/** The bar of a region: it leads home, it searches, and under it are the rooms. Without a region it is the installation's. */
export const Bar = ({ page, room }: { page: Page; room?: string }) => (
  <div class={page.region && page.actor ? 'bar' : 'bar bar-plain'}>
    <div class="wrap bar-top">
      <Brand page={page} />
      <Find page={page} />
      <You page={page} />
    </div>
    <Rooms page={page} room={room} />
  </div>
)
