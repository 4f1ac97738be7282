import type { Child } from 'hono/jsx'
import { LANGUAGES } from '../platform/i18n.ts'
import { assetPath, type Script, type Sheet } from './assets.ts'
import { Bar, Notices } from './bar.tsx'
import { Foot } from './foot.tsx'
import { inLanguage, pathWith } from './languages.ts'
import type { Page } from './page.ts'

export interface LayoutProps {
  page: Page
  title: string
  /** Which of the rooms this page is in. */
  room?: string
  description?: string
  /** Not for search engines. */
  noindex?: boolean
  /** The same in other formats: a feed, a table, JSON. */
  alternate?: { type: string; href: string; title?: string }[]
  /** schema.org data of what the page is about. */
  jsonLd?: object
  /** Scripts that make it quicker; without them everything works. */
  script?: Script | Script[]
  /** Address of data that a script asks for first: it comes while the page does. */
  preload?: string
  /** Styles that only this page and a few more need. */
  sheet?: Sheet
  /** Nothing beside what it shows, as on a wall: no bar and no foot. */
  bare?: boolean
  children?: Child
}

/** JSON that cannot end its script element. */
const embedded = (value: object) => JSON.stringify(value).replaceAll('<', String.raw`\u003c`)

/** The addresses search engines keep: one for each language, without filters. */
const Addresses = ({ page }: { page: Page }) => {
  const path = pathWith(page.path, (name) => name === 'page')
  return (
    <>
      <link rel="canonical" href={page.origin + inLanguage(page, page.lang, path)} />
      {LANGUAGES.map((lang) => (
        <link rel="alternate" hreflang={lang} href={page.origin + inLanguage(page, lang, path)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={page.origin + inLanguage(page, 'en', path)} />
    </>
  )
}

const Head = ({ page, title, description, noindex, alternate = [], jsonLd, script, sheet, preload }: LayoutProps) => {
  const whole = page.region && title !== page.region.name ? `${title} · ${page.region.name}` : title
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#f6f4ee" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#15181c" media="(prefers-color-scheme: dark)" />
      <title>{whole}</title>
      {description && <meta name="description" content={description} />}
      {noindex ? <meta name="robots" content="noindex" /> : <Addresses page={page} />}
      {alternate.map((one) => (
        <link rel="alternate" {...one} />
      ))}
      <link rel="stylesheet" href={assetPath('styles.css')} />
      {sheet && <link rel="stylesheet" href={assetPath(sheet)} />}
      {['public-sans.woff2', 'newsreader-500.woff2'].map((font) => (
        <link rel="preload" href={assetPath(font)} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      {preload && <link rel="preload" href={preload} as="fetch" crossorigin="anonymous" />}
      <link rel="icon" href={assetPath('favicon.svg')} type="image/svg+xml" />
      {[script ?? [], page.email === undefined ? [] : ('drafts.js' as const)].flat().map((name) => (
        <script type="module" src={assetPath(name)} />
      ))}
      {jsonLd && <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: embedded(jsonLd) }} />}
    </head>
  )
}

/** The frame of every page. */
export const Layout = (props: LayoutProps) => {
  const { page, room, bare, children } = props
  if (bare)
    return (
      <html lang={page.lang}>
        <Head {...props} />
        <body>
          <main id="main">{children}</main>
        </body>
      </html>
    )
  return (
    <html lang={page.lang}>
      <Head {...props} />
      <body>
        <a class="skip" href="#main">
          {page.t('ui.skip')}
        </a>
        <header>
          <Notices page={page} />
          <Bar page={page} room={room} />
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
