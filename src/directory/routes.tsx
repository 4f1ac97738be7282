import { type Handler, Hono } from 'hono'
import { listPeopleOf } from '../account/persons.ts'
import { listChoices } from '../account/positions.ts'
import type { FeedLine } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { endOfDay, isTable, tableAnswer, wants } from '../platform/answers.ts'
import { isProblem, permit, problem } from '../platform/errors.ts'
import { findFile } from '../platform/files.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { findMergedInto } from '../platform/mergings.ts'
import { PAGE_SIZE, listAddress, readQuery } from '../platform/list-query.ts'
import { readForm } from '../platform/parse-form.ts'
import { translationsOf } from '../platform/translations.ts'
import { listsOf } from '../region/lists.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { answerJsonList, baseOf, today } from './api.ts'
import { editRoutes } from './edit-routes.tsx'
import { listHangings } from './hangings.ts'
import { bringBack, listHistory } from './histories.ts'
import { HistoryPage } from './history-page.tsx'
import {
  asListed,
  countFacets,
  eachOrganization,
  listOrganizations,
  organizationFilter,
  pageQuery,
  listExtraKeys,
} from './organization-lists.ts'
import { OrganizationPage } from './organization-page.tsx'
import { OrganizationsPage } from './organizations-page.tsx'
import { checkOrganization, removeOrganization, restoreOrganization } from './organization-changes.ts'
import { type Organization, getOrganization, getRemovedOrganization } from './organizations.ts'
import { RemovalPage } from './removal-page.tsx'
import { CSV_COLUMNS, csvCells, extraCell, extraColumn, organizationLinkedData } from './renderings.ts'
import { canEditOrganization, canRemoveOrganization } from './rules.ts'
import { sayField, sayValue } from './sayings.ts'
import { newFormKey } from '../platform/request-keys.ts'

const LIST_PARAMS = [
  'q',
  'sector',
  'role',
  'skill',
  'audience',
  'county',
  'language',
  'ties',
  'checked',
  'ended',
  'sort',
  'page',
]
/** So many changes stand on a profile. */
const LATELY = 4

/** A page of one organization; an address with an earlier slug, or the id, leads to the present one. */
const withOrganization =
  (answer: (c: HouseContext, organization: Organization) => Promise<Response>): Handler<House> =>
  async (c) => {
    const asked = c.req.param('slug') ?? ''
    const organization = await getOrganization(c.var.db, c.var.actor, asked)
    if (organization.slug === asked || c.req.method === 'POST') return answer(c, organization)
    const { slug } = c.var.region
    const rest = c.var.page.path.slice(paths.organization(slug, asked).length)
    return c.redirect(href(c.var.page, paths.organization(slug, organization.slug) + rest), 301)
  }

export const directoryRoutes = new Hono<House>()
  .get('/organizations', async (c) => {
    const format = wants(c)
    if (format === 'json') return answerJsonList(c)
    return isTable(format) ? tableList(c) : listPage(c)
  })
  .route('/', editRoutes(withOrganization))
  .get('/organizations/:slug', async (c, next) => (await removedPage(c)) ?? withOrganization(profilePage)(c, next))
  .get(
    '/organizations/:slug/history',
    withOrganization(async (c, organization) => {
      const { db, actor, page, region } = c.var
      const [lines, lists, names] = await Promise.all([
        listHistory(db, actor, organization),
        listsOf(db, region.id, page.lang),
        listChoices(db, actor),
      ])
      const { slug, name, version } = organization
      const crumbs = [
        { label: page.t('directory.title'), path: paths.organizations(region.slug) },
        { label: name, path: paths.organization(region.slug, slug) },
      ]
      const to = (entry: string) => paths.organizationReturn(region.slug, slug, entry)
      const back = canEditOrganization(actor, organization)
        ? { to, version, formKey: newFormKey(c.var.moment) }
        : undefined
      const say = (field: string, value: unknown) => sayValue(page, { ...lists, names }, field, value)
      const words = { sayField: (field: string) => sayField(page, field), sayValue: say }
      return c.html(document(<HistoryPage {...{ page, name, crumbs, lines, back }} {...words} />))
    }),
  )
  .post(
    '/organizations/:slug/history/:entry/return',
    withOrganization(async (c, organization) => {
      permit(canEditOrganization(c.var.actor, organization), 'directory.errors.edit')
      const { _version } = await c.req.parseBody()
      const version = Number(_version) || organization.version
      await bringBack(c.var.db, c.var.actor, organization, c.req.param('entry') ?? '', version, c.var.moment)
      return toProfile(c, await getOrganization(c.var.db, c.var.actor, organization.id), 'returned')
    }),
  )
  .post(
    '/organizations/:slug/check',
    withOrganization(async (c, organization) => {
      const { db, actor, moment } = c.var
      permit(canEditOrganization(actor, organization), 'directory.errors.edit')
      const { _version } = await readForm(c)
      const version = Number(_version) || organization.version
      await checkOrganization(db, actor, { ...organization, version }, today(c), moment)
      return toProfile(c, organization, 'checked')
    }),
  )
  .get(
    '/organizations/:slug/removal',
    async (c, next) => (await removedPage(c)) ?? withOrganization(removalPage)(c, next),
  )
  .post(
    '/organizations/:slug/removal',
    withOrganization(async (c, organization) => {
      permit(canRemoveOrganization(c.var.actor), 'directory.errors.remove')
      await removeOrganization(c.var.db, c.var.actor, organization, c.var.moment)
      return c.redirect(href(c.var.page, paths.organizationRemoval(c.var.region.slug, organization.slug)), 303)
    }),
  )
  .post('/organizations/:slug/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const removed = await getRemovedOrganization(db, actor, c.req.param('slug'))
    permit(canRemoveOrganization(actor), 'directory.errors.remove')
    await restoreOrganization(db, actor, removed, moment)
    return toProfile(c, removed, 'restored')
  })

const toProfile = (c: HouseContext, organization: { slug: string }, done: string) =>
  c.redirect(href(c.var.page, `${paths.organization(c.var.region.slug, organization.slug)}?done=${done}`), 303)

async function listPage(c: HouseContext): Promise<Response> {
  const { db, actor, page, region, keep } = c.var
  const asked = { ...readQuery(c, pageQuery), today: today(c) }
  const [found, facets, lists] = await Promise.all([
    keep(`organizations ${JSON.stringify(asked)}`, () =>
      listOrganizations(db, actor, asked, { offset: (asked.page - 1) * PAGE_SIZE, limit: PAGE_SIZE }),
    ),
    keep(`facets ${JSON.stringify({ ...asked, page: 1, sort: '' })}`, () => countFacets(db, actor, asked)),
    listsOf(db, region.id, page.lang),
  ])
  const beyond = found.items.length === 0 && found.total > 0
  if (beyond) {
    const { today: _today, ...address } = asked
    return c.redirect(href(page, listAddress(paths.organizations(region.slug), address)), 303)
  }
  c.set('cached', { params: LIST_PARAMS, freshUntil: endOfDay(region.timeZone, c.var.moment.at) })
  c.header('vary', 'accept')
  return c.html(document(<OrganizationsPage page={page} lists={lists} asked={asked} facets={facets} {...found} />))
}

/** The whole list, whatever page was looked at; for coordinators with what files said beside our fields. */
async function tableList(c: HouseContext): Promise<Response> {
  const { db, actor, region } = c.var
  const asked = { ...readQuery(c, organizationFilter), today: today(c) }
  const extra = actor.coordinates ? await listExtraKeys(db, actor, asked) : []
  const base = baseOf(c)
  const rows = async function* () {
    for await (const one of eachOrganization(db, actor, asked))
      yield [...csvCells(one, base), ...extra.map((key) => extraCell(one, key))]
  }
  return tableAnswer(c, `${region.slug}-organizations`, [...CSV_COLUMNS, ...extra.map(extraColumn)], rows())
}

/** Who last said that the facts are right: whoever entered the day that stands there. */
function whoChecked(lines: FeedLine[], { checkedOn }: Organization): string | undefined {
  const line = lines.find(({ changes }) => {
    const day = changes['checkedOn']
    return checkedOn !== null && Array.isArray(day) && day[1] === checkedOn
  })
  return line?.person?.title ?? line?.organization?.title
}

async function profilePage(c: HouseContext, organization: Organization): Promise<Response> {
  const { db, actor, page, region, rooms, moment } = c.var
  const panels = rooms.flatMap((room) => room.organizationPanels ?? []).toSorted((a, b) => a.order - b.order)
  const [logo, whole, lists, translations, people, lines, ...shown] = await Promise.all([
    findFile(db, region.id, organization.id, 'logo'),
    asListed(db, actor, organization, today(c)),
    listsOf(db, region.id, page.lang),
    translationsOf(db, region.id, organization.id),
    listPeopleOf(db, actor, organization.id, today(c)),
    listHistory(db, actor, organization),
    ...panels.map((panel) => panel.render(db, actor, organization, page)),
  ])
  const jsonLd = organization.visibility === 'public' ? organizationLinkedData(whole, baseOf(c)) : undefined
  c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
  return c.html(
    document(
      <OrganizationPage
        {...{ page, lists, translations, people, jsonLd, logo }}
        organization={whole}
        lately={lines.slice(0, LATELY)}
        panels={shown}
        today={today(c)}
        checkedBy={whoChecked(lines, organization)}
        formKey={newFormKey(c.var.moment)}
        done={c.req.query('done')}
      />,
    ),
  )
}

async function removalPage(c: HouseContext, organization: Organization): Promise<Response> {
  const { db, actor, page, region } = c.var
  permit(canRemoveOrganization(actor), 'directory.errors.remove')
  const hangings = await listHangings(db, region.id, organization.id)
  return c.html(
    document(<RemovalPage {...{ page, organization, hangings }} removed={false} formKey={newFormKey(c.var.moment)} />),
  )
}

/** Where an organization became another one, the way there; where one was removed, what a coordinator finds is the way back. */
async function removedPage(c: HouseContext): Promise<Response | undefined> {
  const { db, actor, page, region } = c.var
  const merged = await findMergedInto(db, actor, 'organization', c.req.param('slug') ?? '')
  if (merged) return c.redirect(href(page, paths.organization(region.slug, merged.slug!)), 301)
  if (!canRemoveOrganization(actor)) return undefined
  const removed = await getRemovedOrganization(db, actor, c.req.param('slug') ?? '').catch(unlessNotFound)
  if (!removed) return undefined
  return c.html(
    document(
      <RemovalPage page={page} organization={removed} hangings={[]} removed formKey={newFormKey(c.var.moment)} />,
    ),
    410,
  )
}

function unlessNotFound(error: unknown): undefined {
  if (!isProblem(error) || error.status !== 404) throw error instanceof Error ? error : problem(404)
}
