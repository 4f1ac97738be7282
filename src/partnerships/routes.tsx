import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../directory/organizations.ts'
import { paths } from '../paths.ts'
import { endOfDay, isTable, tableAnswer, wants } from '../platform/answers.ts'
import { dayIn } from '../platform/days.ts'
import { permit, problem, unlessMissing } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { askedOne, askedPage, askedText, listAddress, PAGE_SIZE, readQuery } from '../platform/list-query.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { answerPartnership, answerPartnerships, partnershipBase } from './api.ts'
import { dialsOfAll } from './factors/panels.tsx'
import { overviewOf } from './panels.tsx'
import { withPartnership } from './addressed-routes.tsx'
import { removePartnership, restorePartnership } from './partnership-changes.ts'
import { PartnershipPage } from './partnership-page.tsx'
import { listPartnerships, type PartnershipFilter } from './partnership-lists.ts'
import { getRemovedPartnership } from './partnerships.ts'
import { PartnershipsPage } from './partnerships-page.tsx'
import { COLUMNS, partnershipCells } from './renderings.ts'
import { canRemovePartnership } from './rules.ts'
import { newFormKey } from '../platform/request-keys.ts'

const listQuery = z.object({
  q: askedText(),
  show: askedOne(['now', 'ended']),
  organization: askedText(),
  page: askedPage,
  removed: askedText(),
})

/** Partnerships: the list, each one's own page, and how one goes and comes back. */
export const partnershipRoutes = new Hono<House>()
  .get('/partnerships', (c) => {
    const form = wants(c)
    if (form === 'json') return answerPartnerships(c)
    return isTable(form) ? tableList(c) : listPage(c)
  })
  .get(
    '/partnerships/:partnership',
    withPartnership(async (c, partnership) => {
      if (wants(c) === 'json') return answerPartnership(c, partnership.id)
      const { db, actor, page, region, moment } = c.var
      const parts = await overviewOf(db, actor, partnership, page)
      c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
      c.header('vary', 'accept')
      const done = c.req.query('done') === 'restored' ? page.t('partnerships.restored') : undefined
      return c.html(
        document(<PartnershipPage {...{ page, partnership, parts, done }} formKey={newFormKey(c.var.moment)} />),
      )
    }),
  )
  .post(
    '/partnerships/:partnership/removal',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, region, moment } = c.var
      permit(canRemovePartnership(actor, partnership), 'partnerships.errors.remove')
      await removePartnership(db, actor, partnership, moment)
      const list = listAddress(paths.partnerships(region.slug), {}, { removed: partnership.slug })
      return c.redirect(href(page, list), 303)
    }),
  )
  .post('/partnerships/:partnership/restoration', async (c) => {
    const { db, actor, page, region, moment } = c.var
    const partnership = await getRemovedPartnership(db, actor, c.req.param('partnership'))
    if (!canRemovePartnership(actor, partnership)) throw problem(404)
    await restorePartnership(db, actor, partnership, moment)
    return c.redirect(href(page, `${paths.partnership(region.slug, partnership.slug)}?done=restored`), 303)
  })

/** What is asked for, and the organization that it is narrowed to; one that cannot be found narrows to nothing. */
async function readAsked(c: HouseContext) {
  const { removed, ...asked } = readQuery(c, listQuery)
  const { db, actor, region, moment } = c.var
  const organization =
    asked.organization === '' ? null : await getOrganization(db, actor, asked.organization).catch(unlessMissing)
  const filter: PartnershipFilter = {
    q: asked.q,
    today: dayIn(region.timeZone, moment.at),
    ended: asked.show === 'ended',
    ...(asked.organization !== '' && { organizationId: organization?.id ?? region.id }),
  }
  return { asked, removed, organization, filter }
}

async function listPage(c: HouseContext): Promise<Response> {
  const { db, actor, page, region, moment } = c.var
  const { asked, removed, organization, filter } = await readAsked(c)
  const part = { offset: (asked.page - 1) * PAGE_SIZE, limit: PAGE_SIZE }
  const found = await listPartnerships(db, actor, filter, part)
  const dials = await dialsOfAll(db, actor, found.items, page)
  c.set('cached', {
    params: ['q', 'show', 'organization', 'page'],
    freshUntil: endOfDay(region.timeZone, moment.at),
  })
  c.header('vary', 'accept')
  const view = {
    page,
    asked,
    organization,
    removed: removed || undefined,
    formKey: newFormKey(c.var.moment),
    dials,
    ...found,
  }
  return c.html(document(<PartnershipsPage {...view} />))
}

async function tableList(c: HouseContext): Promise<Response> {
  const { filter } = await readAsked(c)
  const { items } = await listPartnerships(c.var.db, c.var.actor, filter, { offset: 0, limit: 10_000 })
  const base = partnershipBase(c)
  return tableAnswer(
    c,
    `${c.var.region.slug}-partnerships`,
    COLUMNS,
    items.map((one) => partnershipCells(one, base)),
  )
}
