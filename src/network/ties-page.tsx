import { paths } from '../paths.ts'
import { organizationsWith } from '../platform/actor.ts'
import { PAGE_SIZE } from '../platform/list-query.ts'
import type { Lists } from '../region/lists.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { Empty } from '../ui/empty.tsx'
import { Icon } from '../ui/icon.tsx'
import { Layout } from '../ui/layout.tsx'
import { ActiveFilters, Downloads, Pages, withQuery } from '../ui/list.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { ENDED, EVIDENCE, HELD, SORTS, STATES, type TieFilter, WAITS } from './forms.ts'
import { HangsOn } from './holder-panel.tsx'
import type { Holdings } from './holders.ts'
import { AnswerAtOnce } from './tie-answer-panel.tsx'
import { StillSoAtOnce } from './tie-fading-panel.tsx'
import { Evidenced, SideName, TieStateBadge, TieStrength } from './pages.tsx'
import { hasEnded } from './periods.ts'
import { knowsHolders } from './rules.ts'
import { phraseOf, sayPeriod, sayTie } from './sayings.ts'
import { isNarrowed } from './tie-lists.ts'
import type { Tie } from './ties.ts'

export interface TieList {
  page: Page
  list: { items: Tie[]; total: number; number: number; disputed: number; holdings: Holdings }
  query: TieFilter
  lists: Lists
  today: string
  formKey: string
}

/** The ties of a region, each in a sentence. */
export const TiesPage = (view: TieList) => {
  const { page, list, query } = view
  const { t } = page
  const path = paths.ties(page.region?.slug ?? '')
  return (
    <Layout
      page={page}
      title={t('network.ties')}
      room="ties"
      description={t('network.tiesLede', { region: page.region?.name })}
    >
      <PageHead page={page} title={t('network.ties')} lede={t('network.tiesLede', { region: page.region?.name })} />
      <div class="cols cols-filter">
        <Filters {...view} />
        <div class="stack">
          <form class="bunch" role="search" action={href(page, path)} aria-label={t('network.search')}>
            <label class="sr" for="lq">
              {t('network.search')}
            </label>
            <input
              class="input grow"
              id="lq"
              type="search"
              name="q"
              value={query.q}
              placeholder={t('network.searchHint')}
              maxlength={200}
            />
            <button class="btn">{t('network.searchDo')}</button>
          </form>
          <div class="section-head">
            <p>
              <b>{t('network.count', { n: list.total })}</b>
            </p>
            <Downloads page={page} more={NETWORKS} />
          </div>
          <ActiveFilters page={page} filters={activeOf(view)} clear={path} />
          {list.items.length > 0 ? (
            <ul class="rows" role="list">
              {list.items.map((tie) => (
                <TieRow {...view} tie={tie} />
              ))}
            </ul>
          ) : (
            <Nothing {...view} />
          )}
          <Pages page={page} current={list.number} size={PAGE_SIZE} total={list.total} />
          {list.disputed > 0 && query.state !== 'disputed' && (
            <p class="small">
              <a href={href(page, `${path}?state=disputed&ended=all`)}>
                {t('network.disputedSome', { n: list.disputed })}
              </a>
            </p>
          )}
        </div>
      </div>
    </Layout>
  )
}

/** For programs that draw networks. */
const NETWORKS = [
  { format: 'gexf', name: 'GEXF' },
  { format: 'graphml', name: 'GraphML' },
  { format: 'kumu', name: 'Kumu' },
]

const TieRow = ({ page, tie, list, lists, today, query, formKey }: TieList & { tie: Tie }) => {
  const period = sayPeriod(page.t, tie, today)
  return (
    <li class="stack-s">
      <p class="bunch">
        <SideName page={page} side={tie.sides[0]} />
        <a
          href={href(page, paths.tie(page.region?.slug ?? '', tie.id))}
          aria-label={sayTie(page.t, lists.tieKinds, tie)}
        >
          {phraseOf(lists.tieKinds, tie.kind, 'forward')}
        </a>
        <SideName page={page} side={tie.sides[1]} />
      </p>
      <p class="meta">
        <TieStrength t={page.t} tie={tie} />
        {period && (
          <span>
            <Icon name="clock" />
            {period}
          </span>
        )}
        <TieStateBadge t={page.t} tie={tie} />
        <Evidenced page={page} tie={tie} today={today} />
        {!hasEnded(tie, today) && <HangsOn page={page} holdings={list.holdings(tie) ?? []} />}
        {tie.visibility !== 'public' && <VisibilityBadge page={page} visibility={tie.visibility} />}
      </p>
      {query.waits === 'me' && <AnswerAtOnce page={page} tie={tie} formKey={formKey} />}
      {query.waits === 'faded' && <StillSoAtOnce page={page} tie={tie} formKey={formKey} />}
    </li>
  )
}

const Nothing = ({ page, query }: TieList) => {
  const { t } = page
  if (query.waits === 'holders')
    return <Empty title={t('network.emptyWaitsHead')}>{t('network.emptyHoldersLede')}</Empty>
  if (query.waits === 'faded') return <Empty title={t('network.emptyWaitsHead')}>{t('network.emptyFadedLede')}</Empty>
  if (query.waits) return <Empty title={t('network.emptyWaitsHead')}>{t('network.emptyWaitsLede')}</Empty>
  if (isNarrowed(query) || query.ended)
    return <Empty title={t('network.emptyFilterHead')}>{t('network.emptyFilterLede')}</Empty>
  return (
    <Empty
      title={t('network.emptyHead')}
      act={
        <a class="btn" href={href(page, paths.organizations(page.region?.slug ?? ''))}>
          {t('network.emptyAct')}
        </a>
      }
    >
      {t('network.emptyLede')}
    </Empty>
  )
}

/** As the ties themselves name them; whose ties one may not know has none here. */
const nameOfHolder = ({ items, holdings }: TieList['list'], id: string) =>
  items.flatMap((tie) => holdings(tie) ?? []).find((one) => one.personId === id)?.name ?? '…'

const sayEvidence = ({ t, region }: Page, value: string) =>
  t(`network.evidence.${value}`, { months: region?.fadingMonths })

/** The words of each filter that is set. */
function activeOf({ page, list, query, lists }: TieList) {
  const { t } = page
  const kind = lists.tieKinds.find((one) => one.key === query.kind)?.label
  const sector = lists.sectors.find((one) => one.key === query.sector)?.label
  const all = [
    { name: 'q', value: query.q, label: `“${query.q}”` },
    { name: 'kind', value: query.kind, label: kind ?? query.kind },
    { name: 'state', value: query.state, label: query.state && t(`network.state.${query.state}`) },
    { name: 'sector', value: query.sector, label: sector ?? query.sector },
    { name: 'organization', value: query.organization, label: query.organization },
    { name: 'evidence', value: query.evidence, label: query.evidence && sayEvidence(page, query.evidence) },
    { name: 'holders', value: query.holders, label: query.holders && t(`network.held.${query.holders}`) },
    { name: 'holder', value: query.holder, label: t('network.heldBy', { name: nameOfHolder(list, query.holder) }) },
    { name: 'waits', value: query.waits, label: query.waits && t(`network.waits.${query.waits}`) },
    { name: 'ended', value: query.ended, label: query.ended && t(`network.when.${query.ended}`) },
  ]
  return all.filter((one) => one.value !== '')
}

interface Choice {
  value: string
  label: string
}

const Select = ({
  name,
  label,
  chosen,
  choices,
}: {
  name: string
  label: string
  chosen: string
  choices: Choice[]
}) => (
  <div class="field">
    <label for={`by-${name}`}>{label}</label>
    <select class="input" id={`by-${name}`} name={name}>
      {choices.map((choice) => (
        <option value={choice.value} selected={choice.value === chosen}>
          {choice.label}
        </option>
      ))}
    </select>
  </div>
)

const Filters = ({ page, query, lists }: TieList) => {
  const { t } = page
  const any = { value: '', label: t('network.any') }
  const listed = (items: { key: string; label: string }[]) => [
    any,
    ...items.map((one) => ({ value: one.key, label: one.label })),
  ]
  return (
    <form class="filters" action={withQuery(page, {}).split('?')[0]} aria-label={t('network.filter')}>
      <details class="peek fold">
        <summary>{t('network.filters')}</summary>
      </details>
      <div class="stack">
        {query.q && <input type="hidden" name="q" value={query.q} />}
        {query.organization && <input type="hidden" name="organization" value={query.organization} />}
        {query.holder && <input type="hidden" name="holder" value={query.holder} />}
        <Select name="kind" label={t('network.kind')} chosen={query.kind} choices={listed(lists.tieKinds)} />
        <Select
          name="state"
          label={t('network.state')}
          chosen={query.state}
          choices={[any, ...STATES.map((state) => ({ value: state, label: t(`network.state.${state}`) }))]}
        />
        <Select name="sector" label={t('network.sector')} chosen={query.sector} choices={listed(lists.sectors)} />
        {(query.evidence || page.actor?.personId) && (
          <Select
            name="evidence"
            label={t('network.evidence')}
            chosen={query.evidence}
            choices={[any, ...EVIDENCE.map((value) => ({ value, label: sayEvidence(page, value) }))]}
          />
        )}
        {(query.holders || (page.actor && knowsHolders(page.actor))) && (
          <Select
            name="holders"
            label={t('network.holders')}
            chosen={query.holders}
            choices={[any, ...HELD.map((value) => ({ value, label: t(`network.held.${value}`) }))]}
          />
        )}
        <Select
          name="ended"
          label={t('network.when')}
          chosen={query.ended}
          choices={[
            { value: '', label: t('network.when.now') },
            ...ENDED.map((when) => ({ value: when, label: t(`network.when.${when}`) })),
          ]}
        />
        <Select
          name="sort"
          label={t('network.sort')}
          chosen={query.sort}
          choices={SORTS.map((sort) => ({ value: sort, label: t(`network.sort.${sort}`) }))}
        />
        {(query.waits || (page.actor && organizationsWith(page.actor, 'speak').length > 0)) && (
          <Select
            name="waits"
            label={t('network.waits')}
            chosen={query.waits}
            choices={[any, ...WAITS.map((value) => ({ value, label: t(`network.waits.${value}`) }))]}
          />
        )}
        <button class="btn btn-s">{t('network.show')}</button>
      </div>
    </form>
  )
}
