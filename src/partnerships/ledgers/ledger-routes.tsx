import { Hono } from 'hono'
import { getOrganization } from '../../directory/organizations.ts'
import type { Proposal } from '../../journal/proposals.ts'
import { endOfDay } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { document } from '../../ui/layout.tsx'
import { withPartnership } from '../addressed-routes.tsx'
import { currentParties } from '../partnerships.ts'
import { listEntries, type Named } from './entries.ts'
import { FlowPage } from './flow-page.tsx'
import { ledgerOf, tellGains } from './gain-sayings.ts'
import { listSuggested } from './gain-proposals.ts'
import { givesAndGains } from './gives-and-gains.ts'
import { LedgerPage, type Offered } from './ledger-page.tsx'
import { OrganizationLedgerPage } from './organization-ledger-page.tsx'
import { canWriteEntry } from './rules.ts'
import { silentPartners } from './silent-partners.ts'
import { newFormKey } from '../../platform/request-keys.ts'

/** What partners give and gain: the tab of a partnership, and the ledger of an organization. */
export const ledgerRoutes = new Hono<House>()
  .get(
    '/partnerships/:partnership/benefits',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, region, moment } = c.var
      const named = currentParties(partnership).map(({ organization }) => organization)
      const at = { timeZone: region.timeZone, now: moment.at }
      const today = dayIn(region.timeZone, moment.at)
      const [weighed, suggested, silent] = await Promise.all([
        givesAndGains(db, actor, { partnershipId: partnership.id, named }, at),
        listSuggested(db, actor, { partnershipId: partnership.id }),
        silentPartners(db, actor, today, partnership.id),
      ])
      const mayAdd = actor.coordinates || named.some((one) => canWriteEntry(actor, one))
      const offered = await offeredIn(c, suggested)
      keep(c)
      const view = {
        page,
        partnership,
        mayAdd,
        offered,
        formKey: newFormKey(c.var.moment),
        done: undefined,
        ...weighed,
      }
      return c.html(document(<LedgerPage {...view} silent={silent.map(({ organization }) => organization)} />))
    }),
  )
  .get('/organizations/:slug/ledger', async (c) => {
    const { db, actor, page, region, moment } = c.var
    const { id, slug, name, sector } = await getOrganization(db, actor, c.req.param('slug'))
    const organization = { id, slug, name, sector }
    const asked = c.req.query('from')
    if (asked) return flowPage(c, await getOrganization(db, actor, asked), organization)
    const at = { timeZone: region.timeZone, now: moment.at }
    const [weighed, suggested] = await Promise.all([
      givesAndGains(db, actor, { organizationId: id, named: [organization] }, at),
      listSuggested(db, actor, { organizationId: id }),
    ])
    const offered = await offeredIn(c, suggested)
    keep(c)
    const done = c.req.query('done') === 'refused' ? 'refused' : undefined
    const view = { page, organization, offered, formKey: newFormKey(c.var.moment), done, ...weighed }
    return c.html(document(<OrganizationLedgerPage {...view} mayAdd={canWriteEntry(actor, organization)} />))
  })

/** The records behind what flows from one organization to another. */
async function flowPage(c: HouseContext, from: Named, to: Named): Promise<Response> {
  const { db, actor, page } = c.var
  const [gains, gifts] = await Promise.all([
    listEntries(db, actor, 'benefit', { organization: to.id, other: from.id }),
    listEntries(db, actor, 'contribution', { organization: from.id, other: to.id }),
  ])
  c.set('cached', { params: ['from'], freshUntil: endOfDay(c.var.region.timeZone, c.var.moment.at) })
  return c.html(document(<FlowPage {...{ page, from, to }} benefits={gains.items} contributions={gifts.items} />))
}

const keep = (c: HouseContext) =>
  c.set('cached', { params: [], freshUntil: endOfDay(c.var.region.timeZone, c.var.moment.at) })

async function offeredIn(c: HouseContext, proposals: Proposal[]): Promise<Offered[]> {
  if (proposals.length === 0) return []
  const told = await tellGains(c.var.db, c.var.actor, proposals, c.var.page)
  return proposals.map((proposal) => ({ id: proposal.id, ledger: ledgerOf(proposal), ...told.get(proposal.id)! }))
}
