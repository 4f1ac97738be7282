import { paths } from '../paths.ts'
import { markdownToHtml, plainText } from '../platform/markdown.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { Flash } from '../ui/flash.tsx'
import { ButtonForm } from '../ui/form.tsx'
import { Avatar, Icon } from '../ui/icon.tsx'
import { langOn } from '../ui/languages.ts'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { href, lookOf } from '../ui/page.ts'
import { Email, Phone } from './call-panel.tsx'
import { Lately } from './history-page.tsx'
import { LanguageBadge } from '../ui/language-badge.tsx'
import { KINDS, toldIn } from './listing-kinds.ts'
import { type ListingProps, Particulars, saidOf } from './listing-facts-panel.tsx'
import { LISTING_ICONS, sayListingChoice, sayListingField } from './listing-sayings.ts'
import { titleOf } from './listings.ts'
import { ListingRow } from './listings-page.tsx'
import { Source } from './organization-panel.tsx'
import { canEditListing, canMerge } from './rules.ts'

const DONE = ['created', 'changed', 'translated', 'restored', 'returned', 'merged']

/** A service, a resource, a group or a place: what it is, how to come by it, and whom to call. */
export const ListingPage = (props: ListingProps) => {
  const { page, listing, done, jsonLd } = props
  const { t, region } = page
  const { kind } = listing
  const { segment } = KINDS[kind]
  const title = titleOf(listing) || t(`listings.one.${kind}`)
  const description = saidOf(props, 'description')
  return (
    <Layout
      page={page}
      title={title}
      room="organizations"
      description={plainText(description.text).slice(0, 200)}
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
          <div class="stack-s">
            <Language {...props} />
            {description.text !== '' && (
              <div
                class="prose"
                lang={langOn(page, description)}
                dangerouslySetInnerHTML={{ __html: markdownToHtml(description.text) }}
              />
            )}
          </div>
          <Particulars {...props} />
          <Here {...props} />
        </div>
        <aside class="stack-l">
          {props.parts}
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

/** In which language it is told, when that is not the reader's: one word on all of its texts. */
const Language = (props: ListingProps) => {
  const said = toldIn(props.listing.kind)
    .map((field) => saidOf(props, field))
    .filter(({ text }) => text !== '')
  const telling = said.find(({ older }) => older) ?? said.find(({ translated }) => translated) ?? said[0]
  if (!telling || props.page.lang === props.listing.lang) return null
  return (
    <p>
      <LanguageBadge page={props.page} said={telling} from={props.listing.lang} />
    </p>
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

const Tools = ({ page, listing, formKey }: ListingProps) => {
  if (!page.actor || !canEditListing(page.actor, listing)) return null
  const at = [page.region!.slug, KINDS[listing.kind].segment, listing.slug ?? listing.id] as const
  return (
    <ul class="plain stack-s small">
      <li>
        <a href={href(page, paths.listingTranslation(...at))}>
          <Icon name="languages" />
          {page.t('directory.translate')}
        </a>
      </li>
      {listing.kind === 'place' && canMerge(page.actor) && (
        <li>
          <a href={href(page, paths.placeMerging(page.region!.slug, listing.id))}>
            <Icon name="users" />
            {page.t('merging.tool')}
          </a>
        </li>
      )}
      <li>
        <ButtonForm
          page={page}
          action={paths.listingRemoval(...at)}
          label={page.t('listings.remove')}
          fields={{ _key: formKey }}
          small
        />
      </li>
    </ul>
  )
}
