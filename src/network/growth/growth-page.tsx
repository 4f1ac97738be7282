import { paths } from '../../paths.ts'
import { formatDate, formatNumber } from '../../platform/i18n.ts'
import { listAddress } from '../../platform/list-query.ts'
import type { Lists } from '../../region/lists.ts'
import { Flash } from '../../ui/flash.tsx'
import { OrganizationName } from '../../ui/icon.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href, lookOf } from '../../ui/page.ts'
import { Table } from '../../ui/table.tsx'
import { MapTabs } from '../map-tabs-panel.tsx'
import type { MapFilter } from '../map/forms.ts'
import type { Picture } from '../map/map-pictures.ts'
import { asAddress, mapAddress, sayTies } from '../map/map-sayings.ts'
import { isNarrowed } from '../map/map-views.ts'
import { NetworkMap } from '../map/picture-panel.tsx'
import type { Difference, Joined } from './differences.ts'
import { GrowthChart } from './growth-chart-panel.tsx'
import type { Growth } from './growth-lines.ts'
import type { SnapshotLine } from './snapshots.ts'

/** A day of the network, with its picture. */
export interface Day {
  day: string
  picture: Picture
}

export interface GrowthView {
  page: Page
  lists: Lists
  asked: MapFilter
  growth: Growth
  now: Day
  /** The day it is held against, and what differs. */
  before?: Day & { difference: Difference }
  snapshots: SnapshotLine[]
  /** The quarter that is looked at as it was kept, and when. */
  kept?: { day: string; takenAt: Date }
  problems: string[]
}

type Changed = Record<string, unknown>
const addressOf = ({ page, asked }: GrowthView, changed: Changed) =>
  href(page, listAddress(paths.mapGrowth(page.region?.slug ?? ''), asAddress(asked), changed))

/** How the network came to be what it is: its growth as a line, the network of any day, two days side by side. */
export const GrowthPage = (view: GrowthView) => {
  const { page, growth, now, before, kept, problems } = view
  const { t } = page
  const date = (day: string) => formatDate(page.lang, day, 'long')
  return (
    <Layout page={page} title={t('growth.title')} room="map" sheet="map-room.css" script="growth.js">
      <PageHead
        page={page}
        title={t('growth.title')}
        kind={t(`map.asOf.${now.picture.tier}`, { date: date(now.day) })}
        lede={t('growth.lede', { region: page.region?.name })}
      />
      <MapTabs page={page} current="growth" />
      {problems.map((key) => (
        <Flash state="warn">{t(key)}</Flash>
      ))}
      <section class="p-top stack" aria-label={t('growth.chart')}>
        <div id="growth-chart">
          <GrowthChart
            page={page}
            growth={growth}
            day={now.day}
            before={before?.day}
            dayPath={(day) => addressOf(view, { day, before: before?.day, snapshot: '' })}
          />
        </div>
        <Player {...view} />
      </section>
      {kept && (
        <Flash>{t('growth.kept', { day: date(kept.day), taken: formatDate(page.lang, kept.takenAt, 'long') })}</Flash>
      )}
      <div class={before ? 'cols cols-2 p-top' : 'p-top'} id="growth-days">
        {before && <DayPicture {...view} shown={before} />}
        <DayPicture {...view} shown={now} />
      </div>
      <div id="growth-changes">{before && <Changes {...view} difference={before.difference} />}</div>
      <Quarters {...view} />
    </Layout>
  )
}

/** Chooses a day, and one to hold it against; the script plays through them. */
const Player = (view: GrowthView) => {
  const { page, growth, now, before, asked } = view
  const { t } = page
  const { day: _day, ...others } = asAddress(asked)
  const choices = (chosen: string | undefined, empty?: string) => (
    <>
      {empty !== undefined && <option value="">{empty}</option>}
      {growth.steps.map(({ day }) => (
        <option value={day} selected={day === chosen}>
          {formatDate(page.lang, day, 'long')}
        </option>
      ))}
    </>
  )
  return (
    <form
      class="bunch player"
      id="player"
      action={href(page, paths.mapGrowth(page.region?.slug ?? ''))}
      aria-label={t('growth.choose')}
      data-play={t('growth.play')}
      data-pause={t('growth.pause')}
      data-next={t('growth.next')}
    >
      {Object.entries(others).flatMap(([name, value]) =>
        [value].flat().flatMap((one) => (one ? [<input type="hidden" name={name} value={String(one)} />] : [])),
      )}
      <span class="field">
        <label for="g-day">{t('growth.day')}</label>
        <select class="input" id="g-day" name="day">
          {choices(now.day)}
        </select>
      </span>
      <span class="field">
        <label for="g-before">{t('growth.before')}</label>
        <select class="input" id="g-before" name="before">
          {choices(before?.day, t('growth.nothing'))}
        </select>
      </span>
      <button class="btn">{t('growth.show')}</button>
    </form>
  )
}

const DayPicture = (view: GrowthView & { shown: Day }) => {
  const { page, asked, shown } = view
  const { t } = page
  const slug = page.region?.slug ?? ''
  const { organizations, ties } = shown.picture
  return (
    <figure class="stack-s">
      <figcaption>
        <h2 class="h3" aria-live="polite">
          {formatDate(page.lang, shown.day, 'long')}
        </h2>
        <p class="small quiet">
          <a href={href(page, mapAddress(paths.map(slug), asked, { day: shown.day }))}>
            {t('map.pictureLabel', { n: organizations.length, ties: ties.length })}
          </a>
        </p>
      </figcaption>
      {organizations.length === 0 ? (
        <p class="quiet">{t(isNarrowed(asked) ? 'map.emptyFilter' : 'growth.none')}</p>
      ) : (
        <NetworkMap
          page={page}
          picture={shown.picture}
          focusOn={(focus) => mapAddress(paths.map(slug), asked, { focus, day: shown.day })}
          sayHole={() => ({ label: '', path: '' })}
        />
      )}
    </figure>
  )
}

/** So many of what came or went are named. */
const NAMED = 60

const Changes = (view: GrowthView & { difference: Difference }) => (
  <section class="section" aria-labelledby="changes">
    <div class="section-head">
      <h2 id="changes">{view.page.t('growth.changes')}</h2>
    </div>
    <div class="cols cols-2">
      <Side {...view} what="came" side={view.difference.came} />
      <Side {...view} what="went" side={view.difference.went} />
    </div>
  </section>
)

const Side = ({
  page,
  lists,
  what,
  side,
}: GrowthView & {
  what: 'came' | 'went'
  side: { organizations: Difference['came']['organizations']; ties: Joined[] }
}) => {
  const { t } = page
  const slug = page.region?.slug ?? ''
  const more = Math.max(0, side.organizations.length - NAMED) + Math.max(0, side.ties.length - NAMED)
  return (
    <div class="stack-s">
      <h3 class="title">{t(`growth.${what}`, { organizations: side.organizations.length, ties: side.ties.length })}</h3>
      <ul class="rows" role="list">
        {side.organizations.slice(0, NAMED).map((one) => (
          <li>
            <OrganizationName
              name={one.name}
              look={lookOf(page, one.sector)}
              href={href(page, paths.organization(slug, one.slug))}
            />
          </li>
        ))}
        {side.ties.slice(0, NAMED).map(({ a, b, pair }) => (
          <li>
            <p>
              {a.name} <a href={href(page, paths.tie(slug, pair.ties[0]!.id))}>{sayTies(t, lists, pair.ties, a.id)}</a>{' '}
              {b.name}
            </p>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="small quiet">{t('growth.more', { n: more })}</p>}
    </div>
  )
}

/** The quarters as they were kept, each with its measures. */
const Quarters = (view: GrowthView) => {
  const { page, snapshots } = view
  const { t } = page
  const number = (value: number | null, digits = 2) =>
    value === null ? '–' : formatNumber(page.lang, Math.round(value * 10 ** digits) / 10 ** digits)
  return (
    <section class="section" aria-labelledby="quarters">
      <div class="section-head">
        <h2 id="quarters">{t('growth.quarters')}</h2>
      </div>
      <p class="quiet">{t('growth.quartersLede')}</p>
      {snapshots.length === 0 ? (
        <p>{t('growth.quartersNone')}</p>
      ) : (
        <Table
          columns={[
            {
              label: t('growth.quarter'),
              cell: ({ day }: SnapshotLine) => (
                <a href={addressOf(view, { snapshot: day, day: '' })}>{formatDate(page.lang, day, 'long')}</a>
              ),
            },
            { label: t('growth.organizations'), number: true, cell: ({ graph }) => number(graph.organizations, 0) },
            { label: t('growth.ties'), number: true, cell: ({ graph }) => number(graph.ties, 0) },
            { label: t('growth.density'), number: true, cell: ({ graph }) => number(graph.density, 3) },
            { label: t('growth.components'), number: true, cell: ({ graph }) => number(graph.components, 0) },
            { label: t('growth.averagePath'), number: true, cell: ({ graph }) => number(graph.averagePath) },
            { label: t('growth.clustering'), number: true, cell: ({ graph }) => number(graph.averageClustering) },
          ]}
          rows={snapshots}
        />
      )}
    </section>
  )
}
