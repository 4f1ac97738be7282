import type { Child } from 'hono/jsx'
import { paths } from '../paths.ts'
import { markdownToHtml, plainText } from '../platform/markdown.ts'
import { VisibilityBadge } from '../ui/badge.tsx'
import { Flash } from '../ui/flash.tsx'
import { Icon, Mark } from '../ui/icon.tsx'
import { langOn } from '../ui/languages.ts'
import { Layout } from '../ui/layout.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { listAddress } from '../platform/list-query.ts'
import { type Page, href, lookOf } from '../ui/page.ts'
import { Logo } from './logo-page.tsx'
import { Blurbs } from './blurbs-panel.tsx'
import { Call } from './call-panel.tsx'
import { Ended, EndedBadge } from './ended-panel.tsx'
import { NextQuestion } from './next-question-panel.tsx'
import { Lately } from './history-page.tsx'
import { LanguageBadge } from '../ui/language-badge.tsx'
import { Known, type ProfileProps, Source, Sources, saidOf, Tools } from './organization-panel.tsx'
import type { Place } from './organizations.ts'
import { canEditOrganization } from './rules.ts'
import { roleOf, sayField, sectorOf } from './sayings.ts'

const DONE = ['created', 'changed', 'checked', 'translated', 'restored', 'returned', 'merged']

export const OrganizationPage = (props: ProfileProps) => {
  const { page, organization: one, jsonLd, done } = props
  const { t, region } = page
  const mission = saidOf(props, 'mission')
  const description = mission.text || plainText(one.description).slice(0, 200)
  return (
    <Layout
      page={page}
      title={one.name}
      room="organizations"
      description={description}
      noindex={one.visibility !== 'public'}
      {...(jsonLd && { jsonLd })}
    >
      <PageHead
        page={page}
        title={one.name}
        crumbs={[{ label: t('directory.title'), path: paths.organizations(region!.slug) }]}
        mark={props.logo && <Logo page={page} organization={one} logo={props.logo} />}
        kind={<Kind {...props} />}
        lede={mission.text && <span lang={langOn(page, mission)}>{mission.text}</span>}
        act={<Acts {...props} />}
      />
      {done && DONE.includes(done) && <Flash state="good">{t(`directory.saved.${done}`)}</Flash>}
      <Ended {...props} />
      <div class="cols cols-side p-top-l">
        <div>
          <About {...props} />
          {props.panels.map((panel) => panel && <div class="section">{panel}</div>)}
          <Roles {...props} />
          <Blurbs {...props} />
          <Places {...props} />
        </div>
        <aside class="stack-l">
          <NextQuestion {...props} />
          <Call {...props} />
          <Known {...props} />
          <Sources {...props} />
          <Lately
            page={page}
            lately={props.lately}
            sayField={(field) => sayField(page, field)}
            history={paths.organizationHistory(page.region!.slug, props.organization.slug)}
          />
          <Tools {...props} />
        </aside>
      </div>
    </Layout>
  )
}

const Kind = ({ page, lists, organization: one, today }: ProfileProps) => (
  <>
    <span class="org">
      <Mark look={lookOf(page, one.sector)} />
      <a href={href(page, `${paths.organizations(page.region!.slug)}?sector=${one.sector}`)}>
        {sectorOf(lists, one.sector).label}
      </a>
    </span>
    <VisibilityBadge page={page} visibility={one.visibility} />
    <EndedBadge page={page} organization={one} today={today} />
  </>
)

const Acts = ({ page, organization: one }: ProfileProps) => (
  <>
    {page.actor && canEditOrganization(page.actor, one) && (
      <a class="btn btn-act" href={href(page, paths.organizationEdit(page.region!.slug, one.slug))}>
        <Icon name="pencil" />
        {page.t('directory.edit')}
      </a>
    )}
    {one.website && (
      <a class="btn" href={one.website} rel="external nofollow noopener">
        <Icon name="external-link" />
        {page.t('directory.website')}
      </a>
    )}
  </>
)

/** A part of the profile that is there when there is something in it. */
const Part = ({ id, title, children }: { id: string; title: string; children?: Child }) => (
  <section class="section" aria-labelledby={`${id}-h`}>
    <div class="section-head">
      <h2 id={`${id}-h`}>{title}</h2>
    </div>
    {children}
  </section>
)

function About(props: ProfileProps) {
  const { page, organization: one } = props
  const description = saidOf(props, 'description')
  const shown = description.text === '' ? saidOf(props, 'mission') : description
  return (
    <section aria-labelledby="about-h">
      <div class="section-head">
        <h2 id="about-h">{page.t('directory.about')}</h2>
        {shown.text !== '' && <LanguageBadge page={page} said={shown} from={one.lang} />}
      </div>
      {description.text === '' ? (
        <p class="quiet">{page.t('directory.noDescription')}</p>
      ) : (
        <div
          class="prose"
          lang={langOn(page, description)}
          dangerouslySetInnerHTML={{ __html: markdownToHtml(description.text) }}
        />
      )}
    </section>
  )
}

const Roles = ({ page, lists, organization: one }: ProfileProps) =>
  one.roles.length === 0 ? null : (
    <Part id="roles" title={page.t('directory.roles')}>
      <ul class="rows">
        {one.roles.map((key) => {
          const role = roleOf(lists, key)
          return (
            <li>
              <h3 class="title">
                <a href={href(page, `${paths.organizations(page.region!.slug)}?role=${key}`)}>{role.label}</a>
              </h3>
              {role.description && <p>{role.description}</p>}
              {role.reference && (
                <p class="small quiet">
                  {page.t('directory.roleFrom')} <Source title={role.reference.title} url={role.reference.url} />
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </Part>
  )

const Places = ({ page, organization: one }: ProfileProps) =>
  one.places.length === 0 ? null : (
    <Part id="places" title={page.t('directory.places')}>
      <ul class="rows">
        {one.places.map((place) => (
          <PlaceRow page={page} place={place} />
        ))}
      </ul>
      {one.places.some((place) => place.latitude !== null) && (
        <p class="small p-top-s">
          <a href={href(page, listAddress(paths.geography(page.region!.slug), { q: one.name }))}>
            {page.t('directory.onMap')}
          </a>
        </p>
      )}
    </Part>
  )

function PlaceRow({ page, place }: { page: Page; place: Place }) {
  const kind = page.t.has(`directory.place.${place.kind}`) ? page.t(`directory.place.${place.kind}`) : place.kind
  const address = [place.street, place.city, [place.state, place.postalCode].filter(Boolean).join(' ')].filter(Boolean)
  const point = place.latitude !== null && place.longitude !== null
  return (
    <li>
      <h3 class="title">
        <a href={href(page, paths.listing(page.region!.slug, 'places', place.id))}>{place.name || kind}</a>
      </h3>
      {address.length > 0 && <p>{address.join(', ')}</p>}
      {place.accessNotes && <p class="small">{page.t('directory.access', { notes: place.accessNotes })}</p>}
      <p class="meta">
        {place.name && <span>{kind}</span>}
        {place.county && (
          <span>
            <Icon name="map-pin" />
            <a
              href={href(page, `${paths.organizations(page.region!.slug)}?county=${encodeURIComponent(place.county)}`)}
            >
              {place.county}
            </a>
          </span>
        )}
        {point && (
          <span class="num">
            {page.t('directory.point', { latitude: String(place.latitude), longitude: String(place.longitude) })}
          </span>
        )}
      </p>
    </li>
  )
}
