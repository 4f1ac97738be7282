import { paths } from '../paths.ts'
import { PAGE_SIZE } from '../platform/list-query.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { DirectoryTabs } from '../ui/directory-tabs.tsx'
import { Empty } from '../ui/empty.tsx'
import { FilterGroup, Filters, ListSearch } from '../ui/filters.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm } from '../ui/form.tsx'
import { Icon } from '../ui/icon.tsx'
import { langOn } from '../ui/languages.ts'
import { Layout } from '../ui/layout.tsx'
import { ActiveFilters, Downloads, Pages } from '../ui/list.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href } from '../ui/page.ts'
import { plainText } from '../platform/markdown.ts'
import { KINDS, type ListingKind, filtersOf } from './listing-kinds.ts'
import { LISTING_ICONS, sayListingChoice, sayListingField } from './listing-sayings.ts'
import { type Holder, type Listing, type ListingFacets, type ListingFilter, titleOf } from './listings.ts'
import { canAddListing } from './rules.ts'

interface ListProps {
  page: Page
  kind: ListingKind
  asked: ListingFilter & { page: number }
  /** The organization that was asked for, where the reader may see it. */
  organization: { slug: string; name: string } | null
  items: Listing[]
  total: number
  facets: ListingFacets
  /** One that was just taken out, by its address. */
  removed: string | undefined
  formKey: string
}

/** Services, resources, groups or places: found, narrowed, taken away as a file. */
export const ListingsPage = (props: ListProps) => {
  const { page, kind, total, removed, formKey } = props
  const { t } = page
  const { slug } = page.region!
  const { segment } = KINDS[kind]
  return (
    <Layout
      page={page}
      title={t(`listings.many.${kind}`)}
      room="organizations"
      description={t(`listings.lede.${kind}`)}
      script="live-list.js"
    >
      <PageHead
        page={page}
        title={t(`listings.many.${kind}`)}
        lede={t(`listings.lede.${kind}`)}
        act={
          page.actor &&
          canAddListing(page.actor) && (
            <a class="btn btn-act" href={href(page, paths.newListing(slug, segment))}>
              <Icon name="plus" />
              {t(`listings.add.${kind}`)}
            </a>
          )
        }
      />
      <DirectoryTabs page={page} current={segment} />
      {removed && (
        <Flash state="good">
          {t('listings.removed')}
          <ButtonForm
            page={page}
            action={paths.listingRestoration(slug, segment, removed)}
            label={t('listings.undo')}
            fields={{ _key: formKey }}
            small
          />
        </Flash>
      )}
      {total === 0 && isWhole(props) ? (
        <Empty title={t(`listings.none.${kind}`)}>{t(`listings.noneText.${kind}`)}</Empty>
      ) : (
        <div class="cols cols-filter p-top-l">
          <Narrow {...props} />
          <div>
            <ListSearch page={page} label={t(`listings.search.${kind}`)} />
            <p class="sr" role="status" id="found-said" />
            <div id="found">
              <Found {...props} />
            </div>
          </div>
        </div>
      )}
    </Layout>
  )
}

const isWhole = ({ asked: { q, organization, chosen } }: ListProps) =>
  q === '' && organization === '' && Object.values(chosen).every((values) => values.length === 0)

const Narrow = ({ page, kind, facets, asked }: ListProps) => {
  const names = filtersOf(kind)
  const choicesOf = (name: string) => {
    const missing = (asked.chosen[name] ?? []).filter((value) => !facets[name]?.some((one) => one.value === value))
    return [...(facets[name] ?? []).slice(0, SHOWN), ...missing.map((value) => ({ value, count: 0 }))].map(
      ({ value, count }) => ({ value, count, label: sayListingChoice(page, kind, name, value) }),
    )
  }
  const offered = names.filter((name) => choicesOf(name).length > 0)
  if (offered.length === 0) return <div />
  return (
    <Filters page={page} label={page.t('directory.filtersLabel')} names={names}>
      {offered.map((name) => (
        <FilterGroup page={page} name={name} label={sayListingField(page, kind, name)} choices={choicesOf(name)} />
      ))}
    </Filters>
  )
}

/** So many choices of a filter are shown. */
const SHOWN = 12

const Active = ({ page, kind, asked, organization }: ListProps) => {
  const chosen = filtersOf(kind).flatMap((name) =>
    (asked.chosen[name] ?? []).map((value) => ({ name, value, label: sayListingChoice(page, kind, name, value) })),
  )
  const words = asked.q === '' ? [] : [{ name: 'q', value: asked.q, label: `“${asked.q}”` }]
  const whose =
    asked.organization === ''
      ? []
      : [{ name: 'organization', value: asked.organization, label: organization?.name ?? asked.organization }]
  const clear = paths.listings(page.region!.slug, KINDS[kind].segment)
  return <ActiveFilters page={page} filters={[...words, ...whose, ...chosen]} clear={clear} />
}

const Found = (props: ListProps) => {
  const { page, kind, asked, items, total } = props
  if (total === 0)
    return (
      <div class="p-top stack">
        <Active {...props} />
        <Empty
          title={page.t(`listings.noMatch.${kind}`)}
          act={
            <a class="btn" href={href(page, paths.listings(page.region!.slug, KINDS[kind].segment))}>
              {page.t('directory.showAll')}
            </a>
          }
        >
          {page.t('directory.noMatchText')}
        </Empty>
      </div>
    )
  return (
    <>
      <div class="section-head p-top">
        <p data-said>{page.t.rich(`listings.count.${kind}`, { count: total, b: (chunks) => <b>{chunks}</b> })}</p>
        <Downloads
          page={page}
          more={kind === 'service' ? [{ name: 'HSDS', path: paths.hsdsServices(page.region!.slug) }] : []}
        />
      </div>
      <Active {...props} />
      <ul class="rows p-top">
        {items.map((listing) => (
          <ListingRow page={page} listing={listing} level="h2" />
        ))}
      </ul>
      <Pages page={page} current={asked.page} size={PAGE_SIZE} total={total} />
    </>
  )
}

/** Organizations by their names, each with its page. */
export const Holders = ({ page, holders }: { page: Page; holders: Pick<Holder, 'slug' | 'name'>[] }) => (
  <>
    {holders.flatMap((one, n) => [
      n > 0 ? ', ' : '',
      <a href={href(page, paths.organization(page.region!.slug, one.slug))}>{one.name}</a>,
    ])}
  </>
)

/** So long a line of the description stands in a list. */
const MOST = 180

/** The line that says most in the least words: what it is, or where. */
export function gistOf({ kind, facts }: Pick<Listing, 'kind' | 'facts'>): string {
  const words = (field: string) => (typeof facts[field] === 'string' ? facts[field] : '')
  if (kind === 'place') {
    const rest = [words('state'), words('postalCode')].filter(Boolean).join(' ')
    return [words('name') && words('street'), words('city'), rest].filter(Boolean).join(', ')
  }
  const text = plainText(words('description')).split('\n')[0] ?? ''
  return text.length > MOST ? `${text.slice(0, text.lastIndexOf(' ', MOST))} …` : text
}

/** A listing in a list; `bare` where whose it is is clear. */
export const ListingRow = ({
  page,
  listing,
  level: Title,
  bare = false,
}: {
  page: Page
  listing: Listing
  level: 'h2' | 'h3' | 'h4'
  bare?: boolean
}) => {
  const { kind, facts } = listing
  const gist = gistOf(listing)
  const meets = kind === 'group' && typeof facts['meets'] === 'string' ? facts['meets'] : ''
  return (
    <li class="has-lead">
      <Icon name={LISTING_ICONS[kind]} />
      <div>
        <Title class="title">
          <a href={href(page, paths.listing(page.region!.slug, KINDS[kind].segment, listing.slug ?? listing.id))}>
            {titleOf(listing) || page.t(`listings.one.${kind}`)}
          </a>
        </Title>
        {gist && <p lang={langOn(page, listing)}>{gist}</p>}
        <p class="meta">
          {typeof facts['kind'] === 'string' && <span>{sayListingChoice(page, kind, 'kind', facts['kind'])}</span>}
          {!bare && listing.organizations.length > 0 && (
            <span>
              <span>
                <Holders page={page} holders={listing.organizations} />
              </span>
            </span>
          )}
          {meets && (
            <span>
              <Icon name="clock" />
              {meets}
            </span>
          )}
          {kind === 'place' && facts['county'] && <span>{facts['county']}</span>}
          {listing.visibility !== 'public' && <VisibilityBadge page={page} visibility={listing.visibility} />}
        </p>
      </div>
    </li>
  )
}
