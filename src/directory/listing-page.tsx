import type { Child } from 'hono/jsx'
import type { FeedLine } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { formatNumber } from '../platform/i18n.ts'
import { markdownToHtml, plainText } from '../platform/markdown.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { Facts } from '../ui/facts.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm } from '../ui/form.tsx'
import { Avatar, Icon } from '../ui/icon.tsx'
import { langOn } from '../ui/languages.ts'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { type Page, href, lookOf } from '../ui/page.ts'
import { Email, Phone } from './call-panel.tsx'
import { Lately } from './history-page.tsx'
import type { Value } from './listing-forms.ts'
import { FIELDS, KINDS } from './listing-kinds.ts'
import { LISTING_ICONS, sayListingChoice, sayListingField } from './listing-sayings.ts'
import { type Listing, titleOf } from './listings.ts'
import { ListingRow } from './listings-page.tsx'
import { extraFacts, Source } from './organization-panel.tsx'
import { canEditListing } from './rules.ts'

export interface ListingProps {
  page: Page
  listing: Listing
  /** What is to be had here, when it is a place. */
  here: Listing[]
  lately: FeedLine[]
  formKey: string
  jsonLd?: object | undefined
  done?: string | undefined
}

const DONE = ['created', 'changed', 'restored', 'returned']

/** A service, a resource, a group or a place: what it is, how to come by it, and whom to call. */
export const ListingPage = (props: ListingProps) => {
  const { page, listing, done, jsonLd } = props
  const { t, region } = page
  const { kind, facts } = listing
  const { segment } = KINDS[kind]
  const title = titleOf(listing) || t(`listings.one.${kind}`)
  const description = typeof facts['description'] === 'string' ? facts['description'] : ''
  return (
    <Layout
      page={page}
      title={title}
      room="organizations"
      description={plainText(description).slice(0, 200)}
      noindex={listing.visibility !== 'public'}
      {...(jsonLd && { jsonLd })}
    >
      <PageHead
        page={page}
        title={title}
        crumbs={[{ label: t(`listings.many.${kind}`), path: paths.listings(region!.slug, segment) }]}
        kind={<Kind {...props} />}
        act={<Acts {...props} />}
      />
      {done && DONE.includes(done) && <Flash state="good">{t(`listings.done.${done}`)}</Flash>}
      <div class="cols cols-side p-top-l">
        <div>
          {description !== '' && (
            <div
              class="prose"
              lang={langOn(page, listing)}
              dangerouslySetInnerHTML={{ __html: markdownToHtml(description) }}
            />
          )}
          <Particulars {...props} />
          <Here {...props} />
        </div>
        <aside class="stack-l">
          <Whose {...props} />
          <References {...props} />
          <Lately
            page={page}
            lately={props.lately}
            sayField={(field) => sayListingField(page, kind, field)}
            history={paths.listingHistory(page.region!.slug, segment, listing.slug ?? listing.id)}
          />
          <Tools {...props} />
        </aside>
      </div>
    </Layout>
  )
}

const Kind = ({ page, listing: { kind, facts, visibility } }: ListingProps) => (
  <>
    <span>
      <Icon name={LISTING_ICONS[kind]} />{' '}
      {typeof facts['kind'] === 'string'
        ? sayListingChoice(page, kind, 'kind', facts['kind'])
        : page.t(`listings.one.${kind}`)}
    </span>
    <VisibilityBadge page={page} visibility={visibility} />
  </>
)

const Acts = ({ page, listing }: ListingProps) => {
  const { website } = listing.facts
  const { segment } = KINDS[listing.kind]
  return (
    <>
      {page.actor && canEditListing(page.actor, listing) && (
        <a
          class="btn btn-act"
          href={href(page, paths.listingEdit(page.region!.slug, segment, listing.slug ?? listing.id))}
        >
          <Icon name="pencil" />
          {page.t('listings.edit')}
        </a>
      )}
      {typeof website === 'string' && website !== '' && (
        <a class="btn" href={website} rel="external nofollow noopener">
          <Icon name="external-link" />
          {page.t('directory.website')}
        </a>
      )}
    </>
  )
}

/** Fields that stand elsewhere on the page. */
const ELSEWHERE = [
  'name',
  'kind',
  'description',
  'website',
  'street',
  'city',
  'state',
  'postalCode',
  'latitude',
  'longitude',
]

function Particulars(props: ListingProps) {
  const { page, listing } = props
  const { kind, place } = listing
  const facts = [
    { label: page.t('listings.address'), value: kind === 'place' && <Address listing={listing} /> },
    ...Object.keys(FIELDS[kind])
      .filter((field) => !ELSEWHERE.includes(field) && isFilled(listing.facts[field]))
      .map((field) => ({ label: sayListingField(page, kind, field), value: <Said {...props} field={field} /> })),
    {
      label: page.t('listings.where'),
      value: place && (
        <a href={href(page, paths.listing(page.region!.slug, 'places', place.id))}>
          {place.name || [place.street, place.city].filter(Boolean).join(', ')}
        </a>
      ),
    },
    { label: page.t('listings.point'), value: pointOf(page, listing) },
    ...(page.actor && canEditListing(page.actor, listing) ? extraFacts(listing.extra) : []),
  ]
  return (
    <section class="section" aria-label={page.t('directory.facts')}>
      <Facts facts={facts} />
    </section>
  )
}

const isFilled = (value: Value | undefined) =>
  Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== ''

const Said = ({ page, listing, field }: ListingProps & { field: string }): Child => {
  const { kind, facts } = listing
  const value = facts[field] ?? null
  const is = FIELDS[kind][field]
  const list = paths.listings(page.region!.slug, KINDS[kind].segment)
  const narrowed = (word: string) => (
    <a href={href(page, `${list}?${new URLSearchParams({ [field]: word })}`)}>{word}</a>
  )
  if (Array.isArray(value)) return value.flatMap((word, n) => [n > 0 ? ', ' : '', is?.filter ? narrowed(word) : word])
  if (typeof value === 'number') return formatNumber(page.lang, value)
  if (is?.is === 'phone') return <Phone phone={value ?? ''} />
  if (is?.filter && value) return narrowed(value)
  return <Paragraphs text={value ?? ''} lang={langOn(page, listing)} />
}

const Paragraphs = ({ text, lang }: { text: string; lang: string | undefined }) => (
  <span lang={lang}>{text.split('\n').flatMap((line, n) => (n > 0 ? [<br />, line] : [line]))}</span>
)

const Address = ({ listing: { facts } }: { listing: Listing }) => {
  const { street, city, state, postalCode } = facts
  const lines = [street, [city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')]
  return <>{lines.filter(Boolean).flatMap((line, n) => (n > 0 ? [<br />, line] : [line]))}</>
}

function pointOf(page: Page, { facts: { latitude, longitude } }: Listing): Child {
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null
  return (
    <span class="num">
      {page.t('directory.point', { latitude: String(latitude), longitude: String(longitude) })}{' '}
      <a
        class="small"
        href={`https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`}
        rel="external nofollow noopener"
      >
        {page.t('listings.onMap')}
      </a>
    </span>
  )
}

const Here = ({ page, here }: ListingProps) =>
  here.length === 0 ? null : (
    <section class="section" aria-labelledby="here-h">
      <div class="section-head">
        <h2 id="here-h">{page.t('listings.here')}</h2>
      </div>
      <ul class="rows">
        {here.map((listing) => (
          <ListingRow page={page} listing={listing} level="h3" />
        ))}
      </ul>
    </section>
  )

/** Who has it or reaches it, with the number to call. */
const Whose = ({ page, listing: { kind, organizations } }: ListingProps) => (
  <section class="stack-s" aria-labelledby="whose-h">
    <h2 class="title" id="whose-h">
      {page.t(`listings.ends.${KINDS[kind].ends}`)}
    </h2>
    {organizations.length === 0 ? (
      <p class="quiet">{page.t(`listings.nobody.${KINDS[kind].ends}`)}</p>
    ) : (
      <ul class="rows">
        {organizations.map((one) => (
          <li class="has-lead">
            <Avatar name={one.name} look={lookOf(page, one.sector)} />
            <div>
              <a href={href(page, paths.organization(page.region!.slug, one.slug))}>{one.name}</a>
              {one.phone && (
                <p class="small">
                  <Phone phone={one.phone} />
                </p>
              )}
              {one.email && (
                <p class="small">
                  <Email email={one.email} />
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    )}
  </section>
)

const References = ({ page, listing: { references } }: ListingProps) =>
  references.length === 0 ? null : (
    <section class="stack-s" aria-labelledby="sources-h">
      <h2 class="title" id="sources-h">
        {page.t('directory.sources')}
      </h2>
      <ul class="plain stack-s">
        {references.map(({ title, url, quote }) => (
          <li>
            <Source title={title} url={url} />
            {quote && (
              <blockquote class="small">
                <p>{quote}</p>
              </blockquote>
            )}
          </li>
        ))}
      </ul>
    </section>
  )

const Tools = ({ page, listing, formKey }: ListingProps) =>
  !page.actor || !canEditListing(page.actor, listing) ? null : (
    <ButtonForm
      page={page}
      action={paths.listingRemoval(page.region!.slug, KINDS[listing.kind].segment, listing.slug ?? listing.id)}
      label={page.t('listings.remove')}
      fields={{ _key: formKey }}
      small
    />
  )
