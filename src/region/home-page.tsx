import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import type { Waiting } from '../platform/room.ts'
import { formatList } from '../platform/i18n.ts'
import { Figures } from '../ui/figures.tsx'
import { Icon } from '../ui/icon.tsx'
import { WaitingList } from '../ui/waiting-list.tsx'
import { langOn } from '../ui/languages.ts'
import { Layout } from '../ui/layout.tsx'
import { type Page, type RegionHead, href } from '../ui/page.ts'
import type { Said } from './words.ts'

export interface Home {
  region: RegionHead
  tagline: Said
  /** How many organizations the reader may see. */
  organizations: number
  /** Stands beside the heading. */
  hero: Child | null
  panels: Child[]
  figures: { label: string; value: string; href: string }[]
  /** What awaits the reader. */
  waiting: Waiting[]
}

/** A short sentence of the region's own is its heading. */
const isHeading = ({ text }: Said) => text !== '' && text.length <= 80

/** The front page of a region: what it is, who is joined to whom, what is going on. */
export const HomePage = ({ page, home }: { page: Page; home: Home }) => (
  <Layout page={page} title={home.region.name} description={home.tagline.text}>
    {home.waiting.length > 0 && (
      <div class="p-top">
        <WaitingList page={page} waiting={home.waiting} />
      </div>
    )}
    <div class={home.hero ? 'cols cols-2 hero' : 'hero'}>
      <div class="stack">
        {isHeading(home.tagline) ? (
          <h1 lang={langOn(page, home.tagline)}>{home.tagline.text}</h1>
        ) : (
          <h1>{page.t('region.home.heading', { region: home.region.name })}</h1>
        )}
        <p class="lede">
          {!isHeading(home.tagline) && <span lang={langOn(page, home.tagline)}>{home.tagline.text}</span>}{' '}
          {lede(page, home)}
        </p>
        <SearchForm page={page} region={home.region} />
      </div>
      {home.hero}
    </div>
    {home.figures.length > 0 && <Numbers page={page} home={home} />}
    {home.panels.length > 0 && <div class="section cols cols-2">{home.panels}</div>}
  </Layout>
)

function lede(page: Page, { region, organizations }: Home): string {
  const place = region.counties.length > 0 && region.counties.length <= 4 ? 'counties' : 'region'
  return organizations === 0
    ? page.t('region.home.ledeEmpty')
    : page.t(`region.home.lede.${place}`, {
        organizations,
        region: region.name,
        counties: page.t('region.home.countyList', {
          counties: countyWords(page, region.counties),
          n: region.counties.length,
        }),
      })
}

/** "Alder, Marsh and Tolliver": without state, and without the word that the sentence has itself. */
function countyWords(page: Page, counties: string[]): string {
  const bare = counties.map((county) => county.replace(/, [A-Z]{2}$/, '').replace(/ County$/, ''))
  return formatList(page.lang, bare)
}

const SearchForm = ({ page, region }: { page: Page; region: RegionHead }) => (
  <form action={href(page, paths.search(region.slug))} role="search" class="stack-s ask">
    <label for="home-q">
      <b>{page.t('region.home.searchLabel')}</b>
    </label>
    <input class="input" id="home-q" name="q" type="search" maxlength={200} aria-describedby="home-q-h" />
    <p class="hint" id="home-q-h">
      {page.t('region.home.searchHint')}
    </p>
    <div class="bunch">
      <button class="btn btn-act">
        <Icon name="search" />
        {page.t('region.home.searchAct', { region: region.name })}
      </button>
      <a class="btn btn-quiet" href={href(page, paths.organizations(region.slug))}>
        {page.t('region.home.allOrganizations')}
      </a>
    </div>
  </form>
)

const Numbers = ({ page, home }: { page: Page; home: Home }) => (
  <section class="section" aria-labelledby="h-numbers">
    <h2 class="sr" id="h-numbers">
      {page.t('region.home.numbers', { region: home.region.name })}
    </h2>
    <Figures figures={home.figures} />
  </section>
)
