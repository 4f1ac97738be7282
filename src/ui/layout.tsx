import type { Child } from 'hono/jsx'
import type { Actor } from '../platform/actor.ts'
import { type Lang, formatList } from '../platform/i18n.ts'
import { paths } from '../paths.ts'
import { assetPath } from './assets.ts'
import { BrandCord } from './cord.tsx'
import { Icon } from './icon.tsx'
import { type Page, href } from './page.ts'

/** Rooms in the order of need; a later room adds its line here. */
const ROOMS: { key: string; path(slug: string): string; gap?: boolean; shown(actor: Actor): boolean }[] = [
  { key: 'organizations', path: paths.organizations, shown: () => true },
  { key: 'ties', path: paths.ties, shown: () => true },
  { key: 'people', path: paths.people, shown: (actor) => actor.member },
  { key: 'journal', path: paths.journal, gap: true, shown: () => true },
  { key: 'settings', path: paths.settings, shown: (actor) => actor.coordinates },
]

export interface LayoutProps {
  page: Page
  title: string
  /** Which of the rooms this page is in. */
  room?: string
  description?: string
  /** Not for search engines. */
  noindex?: boolean
  /** schema.org data of what the page is about. */
  jsonLd?: object
  children?: Child
}

const other = (lang: Lang): Lang => (lang === 'en' ? 'es' : 'en')
const inLanguage = (page: Page, lang: Lang) => href({ ...page, lang }, page.path)
const LANGUAGE_NAMES: Record<Lang, string> = { en: 'English', es: 'Español' }

/** JSON that cannot end its script element. */
const embedded = (value: object) => JSON.stringify(value).replaceAll('<', String.raw`\u003c`)

const Head = ({ page, title, description, noindex, jsonLd }: LayoutProps) => {
  const whole = page.region && title !== page.region.name ? `${title} · ${page.region.name}` : title
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{whole}</title>
      {description && <meta name="description" content={description} />}
      {noindex ? (
        <meta name="robots" content="noindex" />
      ) : (
        <>
          <link rel="canonical" href={page.origin + inLanguage(page, page.lang)} />
          {(['en', 'es'] as const).map((lang) => (
            <link rel="alternate" hreflang={lang} href={page.origin + inLanguage(page, lang)} />
          ))}
          <link rel="alternate" hreflang="x-default" href={page.origin + inLanguage(page, 'en')} />
        </>
      )}
      <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
      <link rel="preload" href={assetPath('public-sans.woff2')} as="font" type="font/woff2" crossorigin="" />
      <link rel="stylesheet" href={assetPath('styles.css')} />
      {jsonLd && <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: embedded(jsonLd) }} />}
    </head>
  )
}

const Brand = ({ page }: { page: Page }) => (
  <a class="brand" href={href(page, page.region ? paths.region(page.region.slug) : paths.installation())}>
    <BrandCord />
    <span>
      {page.region?.name ?? page.t('ui.product')}
      <small>{page.t(page.region ? 'ui.aRegion' : 'ui.motto')}</small>
    </span>
  </a>
)

const You = ({ page }: { page: Page }) => (
  <nav class="bar-you" aria-label={page.t('ui.you')}>
    <a href={inLanguage(page, other(page.lang))} lang={other(page.lang)} hreflang={other(page.lang)}>
      {LANGUAGE_NAMES[other(page.lang)]}
    </a>
    {page.email ? (
      <a href={href(page, paths.me())}>
        <Icon name="user" />
        <span>{page.t('ui.account')}</span>
      </a>
    ) : (
      <a href={href(page, paths.signIn())}>{page.t('ui.signIn')}</a>
    )}
  </nav>
)

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

const Find = ({ page }: { page: Page }) =>
  page.region ? (
    <form class="find" role="search" action={href(page, paths.search(page.region.slug))}>
      <label class="sr" for="find">
        {page.t('ui.findIn', { region: page.region.name })}
      </label>
      <input class="input" id="find" name="q" type="search" placeholder={page.t('ui.find')} maxlength={200} />
      <button aria-label={page.t('ui.search')}>
        <Icon name="search" />
      </button>
    </form>
  ) : null

/** What a reader must know before anything else: that a region is invented, or that they look through other eyes. */
const Notices = ({ page }: { page: Page }) => (
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
          <a href={href(page, withoutAs(page.path))}>{page.t('ui.viewingAsBack')}</a>
        </span>
      </p>
    )}
  </>
)

export function withoutAs(path: string): string {
  const [before = '', query = ''] = path.split('?')
  const params = new URLSearchParams(query)
  params.delete('as')
  return params.size > 0 ? `${before}?${params}` : before
}

const Foot = ({ page }: { page: Page }) => {
  const { region, t } = page
  return (
    <footer class="foot">
      <div class="wrap cols cols-3">
        <div class="stack-s">
          {region ? (
            <>
              <p>
                {t.rich('ui.foot.region', {
                  region: region.name,
                  counties: formatList(page.lang, region.counties),
                  count: region.counties.length,
                  b: (chunks) => <b>{chunks}</b>,
                })}
              </p>
              <p>{t('ui.foot.promise')}</p>
            </>
          ) : (
            <p>{t.rich('ui.foot.product', { b: (chunks) => <b>{chunks}</b> })}</p>
          )}
        </div>
        <ul>
          {region && (
            <li>
              {t.rich('ui.foot.data', {
                csv: (chunks) => <a href={href(page, `${paths.organizations(region.slug)}?format=csv`)}>{chunks}</a>,
                json: (chunks) => <a href={href(page, `${paths.organizations(region.slug)}?format=json`)}>{chunks}</a>,
              })}
            </li>
          )}
          <li>
            <a href={href(page, paths.api())}>{t('ui.foot.api')}</a>
          </li>
          {region && (
            <li>
              <a href={href(page, paths.installation())}>{t('ui.foot.installation')}</a>
            </li>
          )}
        </ul>
        <ul>
          <li>
            <a href={href(page, paths.privacy())}>{t('ui.foot.privacy')}</a>
          </li>
          <li>
            <a href={href(page, paths.accessibility())}>{t('ui.foot.accessibility')}</a>
          </li>
          <li>
            <a href={inLanguage(page, other(page.lang))} lang={other(page.lang)} hreflang={other(page.lang)}>
              {LANGUAGE_NAMES[other(page.lang)]}
            </a>
          </li>
        </ul>
      </div>
    </footer>
  )
}

/** The frame of every page. */
export const Layout = (props: LayoutProps) => {
  const { page, room, children } = props
  return (
    <html lang={page.lang}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {page.t('ui.skip')}
        </a>
        <Notices page={page} />
        <header class="bar">
          <div class="wrap bar-top">
            <Brand page={page} />
            <Find page={page} />
            <You page={page} />
          </div>
          <Rooms page={page} room={room} />
        </header>
        <main id="main" tabindex={-1}>
          <div class="wrap">{children}</div>
        </main>
        <Foot page={page} />
      </body>
    </html>
  )
}

/** A page as it is sent. */
export const document = (element: Child): string => `<!doctype html>${String(element)}`
