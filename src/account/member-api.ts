import { Hono } from 'hono'
import { z } from 'zod'
import { type ApiDoc, listOf } from '../platform/api-docs.ts'
import { checkJson, gone, readJson, written } from '../platform/api-writes.ts'
import { jsonList } from '../platform/answers.ts'
import { found, permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { endDelegation, lendMandate, listDelegations } from './delegations.ts'
import { accessForm, delegationForm, invitationForm } from './forms.ts'
import { inRegion, invite } from './invitations.ts'
import { endMembership, giveAccess } from './members.ts'
import { getMember, listMembers, type Member } from './memberships.ts'
import { ACCESS, canLend, canManageMembers } from './rules.ts'

const named = z.object({ id: z.uuid(), name: z.string() })
const organization = named.extend({ slug: z.string() })
const memberSchema = named.extend({
  email: z.string().nullable(),
  access: z.enum(ACCESS),
  organizations: z.array(organization).describe('For which they speak or sign'),
  from: z.string().describe('ISO day'),
  until: z.string().nullable().describe('Their last day; null: open'),
  since: z.string().nullable().describe('When they became a member; null while the invitation is open'),
  inForce: z.boolean(),
})
const delegationSchema = z.object({
  id: z.uuid(),
  what: z.enum(['speak', 'sign']),
  organization,
  by: named,
  to: named,
  from: z.string(),
  until: z.string(),
  inForce: z.boolean().describe('It is its time, and whoever lent it still holds it'),
})
const shape = ({ since, ...member }: Member) => ({ ...member, since: since?.toISOString() ?? null })
const answer = async (c: HouseContext, id: string, status: 200 | 201 = 200) =>
  c.json(shape(await memberOf(c, id)), status)
const memberOf = ({ var: { db, actor, region, moment } }: HouseContext, id: string) =>
  getMember(db, actor, region, id, moment.at)
const at = (c: HouseContext, id: string) => `/api/v1/${c.var.region.slug}/members/${id}`

/** Who belongs to the region, for programs of coordinators; and what members lend each other. */
export const memberApi = new Hono<House>()
  .use('/members/*', async (c, next) => {
    permit(canManageMembers(c.var.actor), 'errors.coordinatorsOnly')
    await next()
  })
  .get('/members', async (c) => {
    const { db, actor, region, moment } = c.var
    const items = (await listMembers(db, actor, region, moment.at)).map(shape)
    return jsonList(c, items, items.length, null)
  })
  .post('/members', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const input = checkJson(c, invitationForm, await readJson(c))
    return written(
      c,
      () => invite(db, actor, region, input, page.lang, moment),
      (id) => at(c, id),
      (id, status) => answer(c, id, status),
    )
  })
  .get('/members/:person', (c) => answer(c, c.req.param('person')))
  .patch('/members/:person', async (c) => {
    const { db, actor, region, moment } = c.var
    const member = await memberOf(c, c.req.param('person'))
    const before = {
      access: member.access,
      organizations: member.organizations.map(({ id }) => id),
      from: member.from,
      until: member.until ?? '',
    }
    const { organizations, ...given } = checkJson(c, accessForm, await readJson(c), before)
    const organizationIds = await inRegion(db, region.id, organizations)
    await giveAccess(db, actor, region, member.id, { ...given, organizationIds }, moment)
    return answer(c, member.id)
  })
  .delete('/members/:person', async (c) => {
    const { db, actor, region, moment } = c.var
    await endMembership(db, actor, region, (await memberOf(c, c.req.param('person'))).id, moment)
    return gone(c)
  })
  .get('/delegations', async (c) => {
    permit(c.var.actor.personId !== null, 'errors.membersOnly')
    const items = await delegationsOf(c)
    return jsonList(c, items, items.length, null)
  })
  .post('/delegations', async (c) => {
    const { db, actor, region, moment } = c.var
    permit(canLend(actor), 'account.delegations.errors.own')
    const input = checkJson(c, delegationForm, await readJson(c))
    return written(
      c,
      () => lendMandate(db, actor, region, input, moment),
      (id) => `/api/v1/${region.slug}/delegations/${id}`,
      async (id, status) => c.json(found((await delegationsOf(c)).find((one) => one.id === id)), status),
    )
  })
  .delete('/delegations/:id', async (c) => {
    const { db, actor, region, moment } = c.var
    await endDelegation(db, actor, region, c.req.param('id'), moment)
    return gone(c)
  })

const delegationsOf = ({ var: { db, actor, region, moment } }: HouseContext) =>
  listDelegations(db, actor, region, moment.at)

const tag = 'Members'
const members = '/api/v1/{region}/members'
const delegations = '/api/v1/{region}/delegations'
export const memberApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: members,
    summary: 'Members and open invitations, for coordinators',
    tag,
    response: listOf(memberSchema),
    closed: true,
  },
  {
    method: 'post',
    path: members,
    summary: 'Invites somebody: they get a mail',
    tag,
    body: invitationForm,
    status: 201,
    response: memberSchema,
  },
  { method: 'get', path: `${members}/{person}`, summary: 'A member', tag, response: memberSchema, closed: true },
  {
    method: 'patch',
    path: `${members}/{person}`,
    summary: 'Gives a member another access level, other organizations or days',
    tag,
    body: accessForm,
    response: memberSchema,
  },
  {
    method: 'delete',
    path: `${members}/{person}`,
    summary: 'Ends a membership, or takes an invitation back',
    tag,
    status: 204,
    response: z.undefined(),
  },
  {
    method: 'get',
    path: delegations,
    summary: 'Mandates one lent or was lent; all of the region for coordinators',
    tag,
    response: listOf(delegationSchema),
    closed: true,
  },
  {
    method: 'post',
    path: delegations,
    summary: 'Lends a mandate of one’s own to another member until a day',
    tag,
    body: delegationForm,
    status: 201,
    response: delegationSchema,
  },
  {
    method: 'delete',
    path: `${delegations}/{id}`,
    summary: 'Takes back what was lent, or gives it back',
    tag,
    status: 204,
    response: z.undefined(),
  },
]
