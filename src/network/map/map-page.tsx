import type { Child } from 'hono/jsx'
import { paths } from '../../paths.ts'
import { Flash } from '../../ui/flash.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Layout } from '../../ui/layout.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { type Page, href } from '../../ui/page.ts'
import { Empty } from '../../ui/empty.tsx'
import { MapIsland } from '../island-panel.tsx'
import { MapTabs } from '../map-tabs-panel.tsx'
import { type Filtered, ActiveMapFilters, MapFilters } from './map-filter-panel.tsx'
import { type FlowsView, flowPath } from './flow-panel.tsx'
import { Legend } from './map-legend-panel.tsx'
import type { Picture } from './map-pictures.ts'
import { mapAddress, sayAsOf, sayHole } from './map-sayings.ts'
import type { MapView } from './map-views.ts'
import { NetworkMap } from './picture-panel.tsx'
import { WayPanel, areMany } from './way-panel.tsx'

export interface MapPageView extends Filtered {
  view: MapView
  picture: Picture
  /** What stands beside the map: the organization that is looked at, or the map as a whole. */
  side: Child
  /** What flows, where that was asked for. */
  flowing?: FlowsView | undefined
  /** Where a new tie begins, for those who may add one. */
  addTie?: string
}

/** So many organizations stand in a page as links; of more the picture is a file of its own. */
export const LINKED = 400

/** Who is joined to whom: the picture, what narrows it, and what it says of the one that is looked at. */
export const MapPage = (props: MapPageView) => {
  const { page, asked, view, picture, side, lists, addTie } = props
  const { t } = page
  const slug = page.region?.slug ?? ''
  const query = mapAddress('', asked)
  return (
    <Layout
      page={page}
      title={t('map.title')}
      room="map"
      sheet="map-room.css"
      script={areMany(view) ? ['network-map.js', 'names.js'] : 'network-map.js'}
      preload={picture.organizations.length > 0 ? href(page, mapAddress(paths.mapPicture(slug), asked)) : undefined}
      description={t('map.lede', { region: page.region?.name })}
    >
      <PageHead
        page={page}
        title={t('map.title')}
        kind={sayAsOf(t, view)}
        lede={t('map.lede', { region: page.region?.name })}
        act={addTie && <AddTie page={page} path={addTie} />}
      />
      <MapTabs page={page} current="network" query={query} />
      <Problems {...props} />
      <div class="p-top-s stack">
        <ActiveMapFilters {...props} />
      </div>
      <div class="map p-top">
        <MapFilters {...props} />
        <div class="map-view">
          {picture.organizations.length === 0 ? (
            <Nothing {...props} />
          ) : (
            <MapIsland
              page={page}
              picture={mapAddress(paths.mapPicture(slug), asked, { as: page.viewingAs })}
              shown={shownIn(picture)}
            >
              <Drawn {...props} />
            </MapIsland>
          )}
        </div>
        <aside class="map-side stack" id="map-panel">
          {side}
        </aside>
      </div>
      <div id="map-key">
        <Legend page={page} lists={lists} asked={asked} picture={picture} />
      </div>
      <WayPanel {...props} />
      <div id="map-along">
        <Files {...props} />
      </div>
    </Layout>
  )
}

const shownIn = ({ organizations, ties }: Picture) => ({ organizations: organizations.length, ties: ties.length })

const Drawn = ({ page, picture, asked, lists, flowing }: MapPageView) => {
  const slug = page.region?.slug ?? ''
  if (picture.organizations.length > LINKED)
    return (
      <noscript>
        <img
          src={href(page, mapAddress(paths.mapFile(slug, 'svg'), asked, { as: page.viewingAs }))}
          alt={page.t('map.pictureLabel', { n: picture.organizations.length, ties: picture.ties.length })}
        />
      </noscript>
    )
  return (
    <NetworkMap
      page={page}
      picture={picture}
      focusOn={(focus) => mapAddress(paths.map(slug), asked, { focus })}
      sayHole={(at) => sayHole(page.t, lists, slug, picture.holes[at]!)}
      {...(flowing && { flowTo: (at: number) => flowPath(flowing, flowing.flows[at]!) })}
    />
  )
}

/** The one button of the map, for those who may add a tie. */
export const AddTie = ({ page, path }: { page: Page; path: string }) => (
  <a class="btn btn-act" href={href(page, path)}>
    <Icon name="plus" />
    {page.t('network.addTie')}
  </a>
)

/** What was asked and cannot be, each in a sentence. */
export const Problems = ({ page, problems }: Pick<Filtered, 'page' | 'problems'>) =>
  problems.length === 0 ? null : (
    <Flash state="warn">
      {problems.map((key) => (
        <span class="block">{page.t(key)}</span>
      ))}
    </Flash>
  )

/** A map of nothing tells why, and what to do. */
export const Nothing = ({ page, view, path }: Pick<MapPageView, 'page' | 'view' | 'path'>) => {
  const isEmpty = view.network.organizations.length === 0
  return (
    <Empty
      title={page.t(isEmpty ? 'map.empty' : 'map.emptyFilter')}
      act={
        <a class="btn" href={href(page, isEmpty ? paths.organizations(page.region?.slug ?? '') : path)}>
          {page.t(isEmpty ? 'map.emptyDo' : 'map.emptyFilterDo')}
        </a>
      }
    >
      {page.t(isEmpty ? 'map.emptyLede' : 'map.emptyFilterLede')}
    </Empty>
  )
}

const ENDINGS = ['svg', 'png', 'gexf', 'graphml', 'json', 'csv'] as const

/** Just what the filters show, on paper and for programs. */
const Files = ({ page, asked }: MapPageView) => (
  <section class="section" aria-labelledby="map-files">
    <div class="section-head">
      <h2 id="map-files">{page.t('map.files.head')}</h2>
    </div>
    <ul class="cols cols-3 small" role="list">
      {ENDINGS.map((ending) => (
        <li>
          <a href={href(page, mapAddress(paths.mapFile(page.region?.slug ?? '', ending), asked))}>
            <Icon name="download" />
            {ending.toUpperCase()}
          </a>{' '}
          <span class="quiet">{page.t(`map.files.${ending}`)}</span>
        </li>
      ))}
    </ul>
    <p class="small quiet p-top-s">
      {page.t('map.files.embed')}{' '}
      <code>{`<iframe src="${page.origin}${href(page, mapAddress(paths.mapEmbed(page.region?.slug ?? ''), asked))}" width="100%" height="600"></iframe>`}</code>
    </p>
  </section>
)
