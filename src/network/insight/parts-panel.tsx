import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { formatList } from '../../platform/i18n.ts'
import type { Lists } from '../../region/lists.ts'
import { OrganizationName } from '../../ui/icon.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import type { Insights } from './insight-reads.ts'

/** What every part of the page of insights is made from. */
export interface InsightView {
  page: Page
  lists: Lists
  insights: Insights
}

export const slugOf = (page: Page) => page.region?.slug ?? ''

/** A part of the page, with a heading that the list on top leads to. */
export const Section = ({ page, id, lede, children }: { page: Page; id: string; lede?: Child; children?: Child }) => (
  <section class="section" aria-labelledby={id}>
    <div class="section-head">
      <h2 id={id}>{page.t(`insight.${id}.head`)}</h2>
    </div>
    {lede && <p class="prose quiet section-lede">{lede}</p>}
    {children}
  </section>
)

/** A number in words first, then the figure, what it may mean, the records behind it, and what one could do. */
export const Finding = ({
  page,
  words,
  figure,
  past,
  means,
  todo,
  records,
  children,
}: {
  page: Page
  words: Child
  figure?: Child
  /** The same of a kept quarter. */
  past?: Child
  means?: Child
  todo?: Child
  /** Links to the records behind it. */
  records?: Child
  children?: Child
}) => (
  <li class="finding">
    <h3 class="title">{words}</h3>
    {figure && <p class="figure">{figure}</p>}
    {past && <p class="figure">{past}</p>}
    {children}
    {means && <p class="prose">{means}</p>}
    {records && (
      <p class="bunch small">
        <span class="sr">{page.t('insight.records')}</span>
        {records}
      </p>
    )}
    {todo && (
      <p class="small todo">
        <b>{page.t('insight.could')}:</b> {todo}
      </p>
    )}
  </li>
)

export const Findings = ({ children }: { children?: Child }) => (
  <ul class="rows findings" role="list">
    {children}
  </ul>
)

export const OrganizationAt = ({ page, insights, at }: Omit<InsightView, 'lists'> & { at: number }) => {
  const one = insights.network.organizations[at]!
  const to = paths.organization(slugOf(page), one.slug)
  return <OrganizationName name={one.name} look={lookOf(page, one.sector)} href={href(page, to)} />
}

/** So many names stand in a sentence. */
const NAMED = 6

/** "Alder, Marsh and 3 others", without links. */
export function namesOf(page: Page, names: readonly string[], most = NAMED): string {
  if (names.length <= most + 1) return formatList(page.lang, [...names])
  const more = page.t('insight.groups.more', {
    names: names.slice(0, most).join(', '),
    n: names.length - most,
  })
  return more
}

/** How many more there are than those that stand above. */
export const More = ({ page, n }: { page: Page; n: number }) =>
  n <= 0 ? null : <p class="small quiet">{page.t('insight.leave.more', { n })}</p>

/** Organizations as links, the rest as a number. */
export const Organizations = ({
  page,
  insights,
  places,
  most = 12,
}: Omit<InsightView, 'lists'> & { places: readonly number[]; most?: number }) => (
  <ul class="bunch small" role="list">
    {places.slice(0, most).map((at) => (
      <li>
        <OrganizationAt page={page} insights={insights} at={at} />
      </li>
    ))}
    {places.slice(most, most + 1).map(() => (
      <li class="quiet">{page.t('insight.leave.more', { n: places.length - most })}</li>
    ))}
  </ul>
)
