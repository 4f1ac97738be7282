import type { Child } from 'hono/jsx'
import type { FeedLine } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { formatNumber } from '../platform/i18n.ts'
import { inLanguage, type Translation } from '../platform/translations.ts'
import { Facts } from '../ui/facts.tsx'
import { langOn } from '../ui/languages.ts'
import { type Page, href } from '../ui/page.ts'
import { Phone } from './call-panel.tsx'
import type { Said } from '../platform/translations.ts'
import type { Value } from './listing-forms.ts'
import { FIELDS, KINDS } from './listing-kinds.ts'
import { sayListingField } from './listing-sayings.ts'
import type { Listing } from './listings.ts'
import { extraFacts } from './organization-panel.tsx'
import { canEditListing } from './rules.ts'

export interface ListingProps {
  page: Page
  listing: Listing
  translations: Translation[]
  /** What is to be had here, when it is a place. */
  here: Listing[]
  /** What other rooms show of it. */
  parts: (Child | null)[]
  lately: FeedLine[]
  formKey: string
  jsonLd?: object | undefined
  done?: string | undefined
}

/** A text of a listing in the reader's language, if somebody said it in that. */
export const saidOf = ({ page, listing: { facts, lang }, translations }: ListingProps, field: string): Said =>
  inLanguage({ text: String(facts[field] ?? ''), lang }, translations, field, page.lang)

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

/** What is told of it beside its description. */
export function Particulars(props: ListingProps) {
  const { page, listing } = props
  const { kind, place } = listing
  const facts = [
    { label: page.t('listings.address'), value: kind === 'place' && <Address listing={listing} /> },
    ...Object.keys(FIELDS[kind])
      .filter((field) => !ELSEWHERE.includes(field) && isFilled(listing.facts[field]))
      .map((field) => ({ label: sayListingField(page, kind, field), value: <Fact {...props} field={field} /> })),
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

const Fact = (props: ListingProps & { field: string }): Child => {
  const { page, listing, field } = props
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
  const said = saidOf(props, field)
  return <Paragraphs text={said.text} lang={langOn(page, said)} />
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
