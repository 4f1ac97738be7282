import type { Child } from 'hono/jsx'
import { type Page, href } from './page.ts'

export interface Crumb {
  label: string
  /** Without language; see `paths`. */
  path: string
}

/** Where this page stands. In a region the region comes first by itself. */
export const Crumbs = ({ page, crumbs = [] }: { page: Page; crumbs?: Crumb[] }) => {
  const region = page.region ? [{ label: page.region.name, path: `/${page.region.slug}` }] : []
  return (
    <nav class="crumbs" aria-label={page.t('ui.crumbs')}>
      <ol>
        {[...region, ...crumbs].map((crumb) => (
          <li>
            <a href={href(page, crumb.path)}>{crumb.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

export interface PageHeadProps {
  page: Page
  title: Child
  crumbs?: Crumb[]
  /** A picture that stands for it, above all else. */
  mark?: Child
  /** What kind of thing it is and who sees it, above the name. */
  kind?: Child
  /** One sentence. */
  lede?: Child
  /** At most one `.btn-act`, in the words of the task; all else `.btn`. */
  act?: Child
}

export const PageHead = ({ page, title, crumbs, mark, kind, lede, act }: PageHeadProps) => (
  <>
    <Crumbs page={page} crumbs={crumbs} />
    <div class="page-head">
      <div class="stack-s">
        {mark}
        {kind && <p class="kind">{kind}</p>}
        <h1>{title}</h1>
        {lede && <p class="lede">{lede}</p>}
      </div>
      {act && <div class="page-head-do">{act}</div>}
    </div>
  </>
)
