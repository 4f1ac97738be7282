import { paths } from '../paths.ts'
import { formatList } from '../platform/i18n.ts'
import { StateBadge } from '../ui/badge.tsx'
import { Empty } from '../ui/empty.tsx'
import { Flash } from '../ui/flash.tsx'
import { langOn } from '../ui/languages.ts'
import { Layout } from '../ui/layout.tsx'
import { type Page, type RegionHead, href } from '../ui/page.ts'
import { colourOf, InstallationMap } from './installation-map-panel.tsx'
import type { UnitedStates } from './maps.ts'
import type { Said } from './words.ts'

type Listed = RegionHead & { tagline: Said }

/** The regions of this installation. */
export const InstallationPage = ({
  page,
  regions,
  map,
  mayAdd,
  deleted,
}: {
  page: Page
  regions: Listed[]
  map: UnitedStates
  mayAdd: boolean
  /** A region was just deleted by whoever looks. */
  deleted: boolean
}) => (
  <Layout page={page} title={page.t('region.installation.title')}>
    <div class="page-head">
      <div class="stack-s">
        <h1>{page.t('region.installation.title')}</h1>
        <p class="lede">{page.t('region.installation.lede')}</p>
      </div>
      {mayAdd && (
        <div class="page-head-do">
          <a class="btn btn-act" href={href(page, paths.newRegion())}>
            {page.t('region.new.title')}
          </a>
        </div>
      )}
    </div>
    <div class="stack">
      {deleted && <Flash state="good">{page.t('region.deletion.done')}</Flash>}
      {regions.length > 1 && (
        <form
          class="bunch"
          role="search"
          action={href(page, paths.searchAll())}
          aria-label={page.t('region.installation.search')}
        >
          <label class="sr" for="find-all">
            {page.t('region.installation.search')}
          </label>
          <input
            class="input grow"
            id="find-all"
            name="q"
            type="search"
            placeholder={page.t('region.installation.search')}
            maxlength={200}
          />
          <button class="btn">{page.t('ui.search')}</button>
        </form>
      )}
      {regions.length === 0 ? (
        <Empty title={page.t('region.installation.none')}>
          {page.t(mayAdd ? 'region.installation.noneAdmin' : 'region.installation.noneHow')}
        </Empty>
      ) : (
        <div class={map.areas.length > 0 ? 'us-beside stack' : undefined}>
          <InstallationMap page={page} regions={regions} map={map} />
          <ul class="rows" role="list">
            {regions.map((region, index) => (
              <Region
                page={page}
                region={region}
                colour={onMap(map, region) ? colourOf(index) : undefined}
                mayDelete={mayAdd}
              />
            ))}
          </ul>
        </div>
      )}
    </div>
  </Layout>
)

const onMap = (map: UnitedStates, region: Listed) => map.areas.some((area) => area.regionId === region.id)

/** One that is on the map has its colour there beside its name. */
const Region = ({
  page,
  region,
  colour,
  mayDelete,
}: {
  page: Page
  region: Listed
  colour: string | undefined
  mayDelete: boolean
}) => (
  <li class="has-tail">
    <div class="stack-s">
      <h2 class="title">
        {colour && <span class="us-key" data-sector={colour} aria-hidden="true" />}
        <a href={href(page, paths.region(region.slug))}>{region.name}</a>
      </h2>
      {region.tagline.text && <p lang={langOn(page, region.tagline)}>{region.tagline.text}</p>}
      {region.counties.length > 0 && <p class="meta">{formatList(page.lang, region.counties)}</p>}
      {mayDelete && (
        <p class="small">
          <a href={href(page, paths.regionDeletion(region.slug))}>
            {page.t('region.deletion.title', { name: region.name })}
          </a>
        </p>
      )}
    </div>
    {region.demonstration && (
      <span class="tail">
        <StateBadge state="note">
          {page.t(region.invented ? 'region.installation.invented' : 'region.installation.demonstration')}
        </StateBadge>
      </span>
    )}
  </li>
)
