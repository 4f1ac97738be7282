import type { Child } from 'hono/jsx'
import { Empty } from '../ui/empty.tsx'
import { Flash } from '../ui/flash.tsx'
import { Layout, type LayoutProps } from '../ui/layout.tsx'
import { type Crumb, PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { type SettingsTab, SettingsTabs } from '../ui/settings-tabs.tsx'

export interface FrameProps {
  page: Page
  title: string
  lede?: Child
  /** What kind of thing it is and who sees it. */
  kind?: Child
  act?: Child
  crumbs?: Crumb[]
  room?: string
  tab?: SettingsTab
  script?: LayoutProps['script']
  children?: Child
}

/** The frame of a page about people. Search engines have no business with them. */
export const Frame = ({ page, title, lede, kind, act, crumbs = [], room, tab, script, children }: FrameProps) => (
  <Layout page={page} title={title} noindex {...(room && { room })} {...(script && { script })}>
    <PageHead
      page={page}
      title={title}
      lede={typeof lede === 'string' ? breakable(lede) : lede}
      kind={kind}
      act={act}
      crumbs={crumbs}
    />
    {tab && <SettingsTabs page={page} current={tab} />}
    <div class="p-top-l">{children}</div>
  </Layout>
)

/** A sentence whose long addresses break where a phone needs it. */
const breakable = (text: string): Child =>
  text.includes('@') ? text.split(/(?<=[@.])(?=\S)/).flatMap((part, n) => (n > 0 ? [<wbr />, part] : [part])) : text

/** What was done before this page came, from its address. */
export const Done = ({ page, done, keys }: { page: Page; done: string | undefined; keys: Record<string, string> }) => {
  const key = done === undefined || !Object.hasOwn(keys, done) ? undefined : keys[done]
  return key ? <Flash state="good">{page.t(key)}</Flash> : null
}

/** An empty list, with the next step. */
export const Nothing = ({
  page,
  title,
  act,
  children,
}: {
  page: Page
  title: string
  act?: { label: string; path: string }
  children?: Child
}) => (
  <Empty
    title={title}
    act={
      act && (
        <a class="btn" href={href(page, act.path)}>
          {act.label}
        </a>
      )
    }
  >
    {children}
  </Empty>
)
