import { canEditOrganization } from '../../directory/rules.ts'
import { paths } from '../../paths.ts'
import { PAGE_SIZE, listAddress } from '../../platform/list-query.ts'
import { OrganizationName } from '../../ui/icon.tsx'
import { Pages } from '../../ui/list.tsx'
import { href, lookOf } from '../../ui/page.ts'
import { GROUPS, type Group } from './forms.ts'
import { type GeographyView, areaName, mapAddress, namesAddress } from './geography-map-panel.tsx'
import type { Located } from './geographies.ts'
import { spotsAt } from './picture-marks.ts'

interface Names {
  title: string
  all: Located[]
  /** The same in the directory. */
  directory?: { href: string; label: string }
}

/** Whose names were asked for: of a county, of a point, or of those that stand nowhere. */
function namesOf(view: GeographyView): Names | null {
  const { page, asked, geography, shown, groups, pictures } = view
  const { t } = page
  if (asked.group) {
    const all = groups[asked.group]
    return { title: t(`geography.group.${asked.group}`, { n: all.length }), all }
  }
  if (asked.at) {
    const here = new Set(spotsAt(pictures, asked.at).map(({ organization }) => organization.id))
    const all = shown.filter(({ organization }) => here.has(organization.id))
    return { title: t('geography.atOnePoint', { n: all.length }), all }
  }
  const area = geography.areas.find(({ key }) => key === asked.within)
  if (!area) return null
  const all = shown.filter(({ areas }) => areas.has(area.key))
  const words = geography.words.get(area.key) ?? []
  const { q, sector, role, audience } = asked
  const list = listAddress(paths.organizations(page.region!.slug), { q, sector, role, audience, county: words })
  return {
    title: t('geography.inCounty', { county: areaName(area), n: all.length }),
    all,
    ...(words.length > 0 && { directory: { href: href(page, list), label: t('geography.inDirectory') } }),
  }
}

/** The names behind a number of the map. */
export const ChosenNames = (view: GeographyView) => {
  const names = namesOf(view)
  if (!names) return null
  const { page, asked } = view
  const from = (asked.page - 1) * PAGE_SIZE
  return (
    <section class="stack-s geo-names" id="names" aria-labelledby="h-names">
      <h2 id="h-names">{names.title}</h2>
      <ul class="rows" role="list">
        {names.all.slice(from, from + PAGE_SIZE).map((one) => (
          <li class="stack-s">
            <Name {...view} located={one} />
          </li>
        ))}
      </ul>
      <Pages page={page} current={asked.page} size={PAGE_SIZE} total={names.all.length} />
      <p class="bunch small">
        {names.directory && <a href={names.directory.href}>{names.directory.label}</a>}
        <a href={mapAddress(view, { within: '', group: '', at: '' })}>{page.t('geography.wholeMap')}</a>
      </p>
    </section>
  )
}

const Name = ({ page, asked, located: { organization, spots } }: GeographyView & { located: Located }) => {
  const { slug } = page.region!
  const places = [...new Set(spots.map(({ name }) => name).filter(Boolean))]
  const mayEdit = asked.group !== '' && asked.group !== 'outside' && canEdit(page.actor, organization)
  return (
    <>
      <OrganizationName
        name={organization.name}
        look={lookOf(page, organization.sector)}
        href={href(page, paths.organization(slug, organization.slug))}
      />
      {places.length > 0 && <span class="small quiet">{places.slice(0, 3).join(' · ')}</span>}
      {mayEdit && (
        <a class="small" href={href(page, paths.organizationEdit(slug, organization.slug))}>
          {page.t('geography.addPlace', { organization: organization.name })}
        </a>
      )}
    </>
  )
}
const canEdit = (actor: GeographyView['page']['actor'], organization: { id: string }) =>
  actor !== undefined && canEditOrganization(actor, organization)

/** Who is not on the map, and what one can do about it. */
export const NotOnMap = (view: GeographyView) => {
  const { page, groups } = view
  const there = GROUPS.filter((group) => groups[group].length > 0)
  if (there.length === 0) return null
  return (
    <section class="stack-s" aria-labelledby="h-off">
      <h2 class="title" id="h-off">
        {page.t('geography.offMap')}
      </h2>
      <ul>
        {there.map((group) => (
          <li>
            <a href={namesAddress(view, { group })}>
              {page.t(`geography.group.${group}`, { n: groups[group].length })}
            </a>{' '}
            {page.t(`geography.todo.${group}`)} <FirstNames {...view} group={group} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** So many are named at once. */
const FIRST = 6
const FirstNames = (view: GeographyView & { group: Group }) => {
  const { page, groups, group } = view
  const all = groups[group]
  const rest = all.length - FIRST
  return (
    <span class="small">
      {all.slice(0, FIRST).map(({ organization }, n) => (
        <>
          {n > 0 && ' · '}
          <a href={href(page, paths.organization(page.region!.slug, organization.slug))}>{organization.name}</a>
        </>
      ))}
      {rest > 0 && ` · ${page.t('geography.more', { n: rest })}`}
    </span>
  )
}
