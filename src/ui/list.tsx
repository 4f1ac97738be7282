import type { Child } from 'hono/jsx'
import { formatNumber } from '../platform/i18n.ts'
import { Icon } from './icon.tsx'
import { type Page, href } from './page.ts'

/** The address of this page with some parameters changed; undefined takes one away. Another filter begins at page one. */
export function withQuery(page: Page, changes: Record<string, string | undefined>): string {
  const [before = '', query = ''] = page.path.split('?')
  const params = new URLSearchParams(query)
  if (!('page' in changes)) params.delete('page')
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) params.delete(name)
    else params.set(name, value)
  }
  return href(page, params.size > 0 ? `${before}?${params}` : before)
}

/** Takes one value of a parameter that may stand several times. */
function withoutValue(page: Page, name: string, value: string): string {
  const [before = '', query = ''] = page.path.split('?')
  const params = new URLSearchParams(
    [...new URLSearchParams(query)].filter(([key, one]) => key !== 'page' && !(key === name && one === value)),
  )
  return href(page, params.size > 0 ? `${before}?${params}` : before)
}

/** Which pages to offer: the first, the last, and those around this one. */
const offered = (current: number, last: number) =>
  Array.from({ length: last }, (_, n) => n + 1).filter((n) => n === 1 || n === last || Math.abs(n - current) <= 1)

export const Pages = ({ page, current, size, total }: { page: Page; current: number; size: number; total: number }) => {
  const last = Math.max(1, Math.ceil(total / size))
  if (last === 1) return null
  const n = (value: number) => formatNumber(page.lang, value)
  const to = (value: number) => withQuery(page, { page: value === 1 ? undefined : String(value) })
  return (
    <nav class="pages" aria-label={page.t('ui.pages.label')}>
      <span class="quiet">
        {page.t('ui.pages.range', {
          from: n((current - 1) * size + 1),
          to: n(Math.min(current * size, total)),
          total: n(total),
        })}
      </span>
      {current > 1 && (
        <a href={to(current - 1)} rel="prev">
          <Icon name="chevron-left" />
          {page.t('ui.pages.previous')}
        </a>
      )}
      {offered(current, last).flatMap((one, n, all) => [
        n > 0 && one - all[n - 1]! > 1 && <span aria-hidden="true">…</span>,
        <a
          href={to(one)}
          aria-current={one === current ? 'page' : undefined}
          aria-label={page.t('ui.pages.page', { page: one })}
        >
          {one}
        </a>,
      ])}
      {current < last && (
        <a href={to(current + 1)} rel="next">
          {page.t('ui.pages.next')}
          <Icon name="chevron-right" />
        </a>
      )}
    </nav>
  )
}

/** What a list is narrowed by: each filter is a link that takes it away. */
export const ActiveFilters = ({
  page,
  filters,
  clear,
}: {
  page: Page
  filters: { name: string; value: string; label: Child }[]
  clear: string
}) =>
  filters.length === 0 ? null : (
    <p class="bunch">
      {filters.map((filter) => (
        <a class="btn btn-s" href={withoutValue(page, filter.name, filter.value)}>
          {filter.label} <Icon name="x" />
          <span class="sr">{page.t('ui.filters.remove')}</span>
        </a>
      ))}
      {filters.length > 1 && (
        <a class="small" href={href(page, clear)}>
          {page.t('ui.filters.clear')}
        </a>
      )}
    </p>
  )

/** A further form of a list: in another format at its own address, or at another. */
type Download = { name: string } & ({ format: string } | { path: string })

/** The same list for a program or a spreadsheet, and in which further forms it can be had. */
export const Downloads = ({ page, more = [] }: { page: Page; more?: Download[] }) => (
  <span class="bunch small">
    {[...['csv', 'xlsx', 'json'].map((format): Download => ({ format, name: format.toUpperCase() })), ...more].map(
      (one) => (
        <a href={'path' in one ? href(page, one.path) : withQuery(page, { format: one.format, page: undefined })}>
          <Icon name="download" />
          {one.name}
        </a>
      ),
    )}
  </span>
)
