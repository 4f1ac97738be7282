import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import { sayPartialDate } from '../platform/partial-dates.ts'
import type { Actor } from '../platform/actor.ts'
import type { Script } from '../ui/assets.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { Flash } from '../ui/flash.tsx'
import { Avatar } from '../ui/icon.tsx'
import { langOn } from '../ui/languages.ts'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href, lookOf } from '../ui/page.ts'
import { canComment } from './comments/rules.ts'
import { currentParties, type Partnership } from './partnerships.ts'
import { canSeePulses } from './pulse/rules.ts'
import { Language, Said } from './translations/said-panel.tsx'
import { gistOf, saidIn } from './translations/texts.ts'

/** What of a partnership has an address of its own, in the order of the tabs; a part adds its line with its page. */
const TABS: { key: string; shown?(actor: Actor, partnership: Partnership): boolean }[] = [
  { key: 'factors' },
  { key: 'charter' },
  { key: 'roles' },
  { key: 'goals' },
  { key: 'sign-offs' },
  { key: 'hours', shown: (actor) => actor.member },
  { key: 'benefits' },
  { key: 'grants' },
  { key: 'pulse', shown: canSeePulses },
  { key: 'documents' },
  { key: 'timeline' },
  { key: 'comments', shown: canComment },
]

/** Whether a partnership has this page for somebody. */
export const isTab = (actor: Actor, partnership: Partnership, key: string): boolean =>
  TABS.some((tab) => tab.key === key && (!tab.shown || tab.shown(actor, partnership)))

export interface FrameProps {
  page: Page
  partnership: Partnership
  /** The tab that is open; '' is the partnership's own page. */
  current: string
  /** What the page is called beside the name of the partnership; not on its own page. */
  title?: string
  /** At most one `.btn-act`, in the words of the task; all else `.btn`. */
  act?: Child
  /** A word on what was just done. */
  done?: string | undefined
  script?: Script | Script[] | undefined
  children?: Child
}

/** The frame of every page of a partnership: what it is, who sees it, who is in it, and the way to its other pages. */
export const PartnershipFrame = ({ page, partnership, current, title, act, done, script, children }: FrameProps) => {
  const { t, region } = page
  const { name, mission, visibility, slug } = partnership
  const isOwn = current === ''
  const own = { label: name, path: paths.partnership(region!.slug, slug) }
  return (
    <Layout
      page={page}
      title={title ? `${title} · ${name}` : name}
      room="partnerships"
      description={saidIn(partnership, gistOf(partnership), page.lang).text.slice(0, 200)}
      noindex={visibility !== 'public'}
      sheet="partnerships.css"
      {...(script && { script })}
    >
      <PageHead
        page={page}
        title={title ?? <span lang={langOn(page, partnership)}>{name}</span>}
        crumbs={[{ label: t('partnerships.title'), path: paths.partnerships(region!.slug) }, ...(isOwn ? [] : [own])]}
        kind={isOwn ? <Kind page={page} partnership={partnership} /> : undefined}
        lede={isOwn && mission !== '' ? <Said {...{ page, partnership }} text={gistOf(partnership)} /> : undefined}
        act={act}
      />
      {done && <Flash state="good">{done}</Flash>}
      {isOwn && <Joined page={page} partnership={partnership} />}
      <Tabs page={page} partnership={partnership} current={current} />
      {children}
    </Layout>
  )
}

const Kind = ({ page, partnership }: { page: Page; partnership: Partnership }) => (
  <>
    <span>{page.t('partnerships.one')}</span>
    <VisibilityBadge page={page} visibility={partnership.visibility} />
    <Since page={page} partnership={partnership} />
    <Language page={page} partnership={partnership} />
  </>
)

/** Since when it is there, or from when to when it was. */
export const Since = ({ page, partnership: { period } }: { page: Page; partnership: Pick<Partnership, 'period'> }) =>
  period === null ? null : <span>{sayPartialDate(page.lang, period)}</span>

/** More than these do not hang side by side on one cord. */
const MOST_JOINED = 7

/** The partners, with the cord that joins them. */
const Joined = ({ page, partnership }: { page: Page; partnership: Partnership }) => {
  const partners = currentParties(partnership)
  return (
    <ul
      class={partners.length > MOST_JOINED ? 'joined joined-many panel' : 'joined panel'}
      aria-label={page.t('partnerships.partners')}
    >
      {partners.map(({ organization }) => (
        <li>
          <Avatar name={organization.name} look={lookOf(page, organization.sector)} />
          <a href={href(page, paths.organization(page.region!.slug, organization.slug))}>{organization.name}</a>
        </li>
      ))}
    </ul>
  )
}

const Tabs = ({ page, partnership, current }: { page: Page; partnership: Partnership; current: string }) => {
  const { slug } = page.region!
  const shown = TABS.filter((tab) => !tab.shown || tab.shown(page.actor!, partnership))
  if (shown.length === 0) return null
  return (
    <nav class="tabs p-top" aria-label={page.t('partnerships.tabs.label')}>
      <a
        href={href(page, paths.partnership(slug, partnership.slug))}
        aria-current={current === '' ? 'page' : undefined}
      >
        {page.t('partnerships.tabs.overview')}
      </a>
      {shown.map(({ key }) => (
        <a
          href={href(page, paths.partnershipTab(slug, partnership.slug, key))}
          aria-current={key === current ? 'page' : undefined}
        >
          {page.t(`partnerships.tabs.${key}`)}
        </a>
      ))}
    </nav>
  )
}
