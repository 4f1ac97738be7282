import type { Lists } from '../../region/lists.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { type Choice, FilterGroup } from '../../ui/filters.tsx'
import type { FormState } from '../../platform/parse-form.ts'
import { ActiveFilters } from '../../ui/list.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { LINES, type Network } from '../current-networks.ts'
import { COLOURS, type MapFilter } from './forms.ts'
import { MEASURES } from './map-measures.ts'
import { labelIn } from './map-sayings.ts'

export interface Filtered {
  page: Page
  asked: MapFilter
  lists: Lists
  /** The whole network: what can be chosen, and how many there are of each. */
  network: Network
  path: string
  /** What was asked and cannot be, as keys of texts. */
  problems: readonly string[]
}

/** So many choices of counties and audiences are offered. */
const MOST = 12

const counted = (values: string[]): { value: string; count: number }[] =>
  [...Map.groupBy(values, (value) => value)]
    .map(([value, all]) => ({ value, count: all.length }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))

/** What is chosen stays, though a list is cut. */
const cut = (choices: Choice[], asked: string[]): Choice[] => {
  const chosen = asked.filter((value) => !choices.slice(0, MOST).some((one) => one.value === value))
  return [...choices.slice(0, MOST), ...chosen.map((value) => ({ value, label: value }))]
}

/** By what a map can be narrowed: the name of the parameter with its choices. */
function groupsOf({ page, asked, lists, network }: Filtered) {
  const { organizations, ties } = network
  const keyed = (values: string[], list: { key: string; label: string }[]): Choice[] =>
    counted(values).map(({ value, count }) => ({ value, count, label: labelIn(list, value) }))
  const typed = (values: string[], chosen: string[]): Choice[] =>
    cut(
      counted(values).map(({ value, count }) => ({ value, count, label: value })),
      chosen,
    )
  const lines = counted(ties.map((tie) => tie.line))
  return {
    sector: keyed(
      organizations.map((one) => one.sector),
      lists.sectors,
    ).map((choice) => ({ ...choice, look: lookOf(page, choice.value) })),
    role: keyed(
      organizations.flatMap((one) => one.roles),
      lists.roles,
    ),
    kind: keyed(
      ties.map((tie) => tie.kind),
      lists.tieKinds,
    ),
    line: LINES.map((value): Choice => ({
      value,
      label: page.t(`map.line.${value}`),
      count: lines.find((one) => one.value === value)?.count ?? 0,
    })),
    county: typed(
      organizations.flatMap((one) => one.counties),
      asked.county,
    ),
    audience: typed(
      organizations.flatMap((one) => one.audiences),
      asked.audience,
    ),
  }
}

/** Beside the map: what it shows, and what its colours and sizes tell. */
export const MapFilters = (view: Filtered) => {
  const { page, asked, path, problems } = view
  const groups = Object.entries(groupsOf(view)).filter(([, choices]) => choices.length > 1)
  const wrong = problems.find((key) => key.startsWith('map.problems.since'))
  const form: FormState = { values: { ...asked }, errors: wrong ? { since: [page.t(wrong)] } : {} }
  return (
    <form class="map-side filters" id="narrow" action={href(page, path)} aria-label={page.t('map.filters.label')}>
      <details class="peek fold">
        <summary>{page.t('map.filters.fold')}</summary>
      </details>
      <div class="stack">
        <Goes asked={asked} names={['focus', 'near', 'from', 'to']} />
        <TextField {...{ page, form }} name="q" type="search" label={page.t('map.filters.q')} maxlength={200} />
        {groups.slice(0, 1).map(([name, choices]) => (
          <FilterGroup page={page} name={name} label={page.t(`map.filters.${name}`)} choices={choices} />
        ))}
        {groups.slice(1).map(([name, choices]) => (
          <details class="fold" open={isAsked(asked, name)}>
            <summary>{page.t(`map.filters.${name}`)}</summary>
            <FilterGroup page={page} name={name} label={page.t(`map.filters.${name}`)} choices={choices} />
          </details>
        ))}
        <details class="fold" open={[asked.strength, asked.since, asked.alone, asked.day].some(Boolean)}>
          <summary>{page.t('map.filters.ties')}</summary>
          <div class="stack">
            <Choose {...{ page, form }} name="strength" values={['', '2', '3', '4', '5']} />
            <TextField
              {...{ page, form }}
              name="since"
              label={page.t('map.filters.since')}
              hint={page.t('map.filters.sinceHint')}
              maxlength={80}
            />
            <TextField {...{ page, form }} name="day" type="date" label={page.t('map.filters.day')} />
            <label class="pick">
              <input type="checkbox" name="alone" value="no" checked={asked.alone === 'no'} />
              <span>{page.t('map.filters.alone')}</span>
            </label>
          </div>
        </details>
        <details class="fold" open={asked.color !== 'sector' || asked.size !== 'ties'}>
          <summary>{page.t('map.filters.looks')}</summary>
          <div class="stack">
            <Choose {...{ page, form }} name="color" values={COLOURS} />
            <Choose {...{ page, form }} name="size" values={MEASURES} />
          </div>
        </details>
        <label class="pick">
          <input type="checkbox" name="flows" value="yes" checked={asked.flows === 'yes'} />
          <span>{page.t('map.filters.flows')}</span>
        </label>
        <button class="btn btn-s">{page.t('map.filters.show')}</button>
      </div>
    </form>
  )
}

const isAsked = (asked: MapFilter, name: string) => [asked[name as keyof MapFilter]].flat().some(Boolean)

const Goes = ({ asked, names }: { asked: MapFilter; names: (keyof MapFilter)[] }) => (
  <>
    {names.flatMap((name) =>
      [asked[name]]
        .flat()
        .flatMap((value) => (value === '' ? [] : [<input type="hidden" name={name} value={value} />])),
    )}
  </>
)

const Choose = ({
  page,
  form,
  name,
  values,
}: {
  page: Page
  form: FormState
  name: string
  values: readonly string[]
}) => (
  <SelectField
    {...{ page, form, name }}
    label={page.t(`map.filters.${name}`)}
    options={values.map((value) => ({ value, label: page.t(`map.${name}.${value || 'any'}`) }))}
  />
)

/** What the map is narrowed by, each with a way to take it away. */
export const ActiveMapFilters = ({ page, asked, lists, path }: Filtered) => {
  const many = (name: 'sector' | 'role' | 'kind' | 'county' | 'audience' | 'line', say: (value: string) => string) =>
    asked[name].map((value) => ({ name, value, label: say(value) }))
  const one = (name: 'q' | 'since' | 'strength' | 'alone' | 'day' | 'flows', label: string) =>
    asked[name] === '' ? [] : [{ name, value: asked[name], label }]
  const filters = [
    ...one('q', `“${asked.q}”`),
    ...many('sector', (value) => labelIn(lists.sectors, value)),
    ...many('role', (value) => labelIn(lists.roles, value)),
    ...many('kind', (value) => labelIn(lists.tieKinds, value)),
    ...many('line', (value) => page.t(`map.line.${value}`)),
    ...many('county', (value) => value),
    ...many('audience', (value) => value),
    ...one('strength', page.t('map.strengthFrom', { n: asked.strength })),
    ...one('since', page.t('map.sinceFrom', { since: asked.since })),
    ...one('alone', page.t('map.filters.alone')),
    ...one('day', page.t('map.onDay', { day: asked.day })),
    ...one('flows', page.t('map.filters.flows')),
  ]
  return <ActiveFilters page={page} filters={filters} clear={path} />
}
