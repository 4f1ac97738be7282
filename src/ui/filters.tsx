import type { Child } from 'hono/jsx'
import { Pick } from './field.tsx'
import { type Look, type Page, href } from './page.ts'

const queryOf = (page: Page) => new URLSearchParams(page.path.split('?')[1] ?? '')
const addressOf = (page: Page) => href(page, page.path.split('?')[0] ?? '/')

/** What else the list is narrowed by, carried along by a form that changes one thing. */
const Kept = ({ page, without }: { page: Page; without: string[] }) => {
  const kept = [...queryOf(page)].filter(([name]) => !['page', 'format', ...without].includes(name))
  return (
    <>
      {kept.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

/** The search field of a list; it keeps the filters. */
export const ListSearch = ({ page, label, placeholder }: { page: Page; label: string; placeholder?: string }) => (
  <form class="bunch" role="search" action={addressOf(page)} aria-label={label} data-live>
    <label class="sr" for="list-q">
      {label}
    </label>
    <input
      class="input grow"
      id="list-q"
      type="search"
      name="q"
      value={queryOf(page).get('q') ?? ''}
      placeholder={placeholder}
      maxlength={200}
    />
    <Kept page={page} without={['q']} />
    <button class="btn">{page.t('ui.search')}</button>
  </form>
)

/** Filters beside a list, folded on a phone. `names` are the parameters its groups set; the search is kept. */
export const Filters = ({
  page,
  label,
  names,
  children,
}: {
  page: Page
  label: string
  names: string[]
  children?: Child
}) => (
  <form class="filters" id="narrow" action={addressOf(page)} aria-label={label}>
    <details class="peek fold">
      <summary>{page.t('ui.filters.label')}</summary>
    </details>
    <div class="stack">
      <Kept page={page} without={names} />
      {children}
      <button class="btn btn-s">{page.t('ui.filters.show')}</button>
    </div>
  </form>
)

export interface Choice {
  value: string
  label: string
  /** How many records it leaves. */
  count?: number
  look?: Look
}

/** One question of the filters; several answers may be ticked. */
export const FilterGroup = ({
  page,
  name,
  label,
  choices,
}: {
  page: Page
  name: string
  label: string
  choices: Choice[]
}) => {
  const chosen = queryOf(page).getAll(name)
  return (
    <fieldset>
      <legend>{label}</legend>
      {choices.map(({ count, ...option }) => (
        <Pick
          type="checkbox"
          name={name}
          option={{ ...option, ...(count !== undefined && { tail: count }) }}
          checked={chosen.includes(option.value)}
        />
      ))}
    </fieldset>
  )
}
