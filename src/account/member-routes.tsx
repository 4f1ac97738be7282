import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { isTable, tableAnswer, wants } from '../platform/answers.ts'
import { found, permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type FormState, emptyForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { accessForm, invitationForm } from './forms.ts'
import { inRegion, invite } from './invitations.ts'
import { InvitePage, MemberPage } from './member-page.tsx'
import { endMembership, giveAccess } from './members.ts'
import { MembersPage } from './members-page.tsx'
import { getMember, listMembers, type Member } from './memberships.ts'
import { parseNaming } from './organization-names.ts'
import { listChoices } from './positions.ts'
import { canManageMembers } from './rules.ts'

const ORGANIZATIONS = { field: 'organizations', several: true }

/** Who belongs to the region: coordinators invite, change and end. */
export const memberRoutes = new Hono<House>()
  .use('/settings/members/*', async (c, next) => {
    permit(canManageMembers(c.var.actor), 'errors.coordinatorsOnly')
    await next()
  })
  .get('/settings/members', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const members = await listMembers(db, actor, region, moment.at)
    const format = wants(c)
    if (format === 'json') return c.json({ items: members.map(told), total: members.length, next: null })
    if (isTable(format)) return tableAnswer(c, 'members', COLUMNS, members.map(told).map(cells))
    return c.html(document(<MembersPage page={page} members={members} done={c.req.query('done')} />))
  })
  .get('/settings/members/new', async (c) => c.html(await invitePage(c, emptyForm)))
  .post('/settings/members', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const form = await parseNaming(c, invitationForm, ORGANIZATIONS, await listChoices(db, actor))
    if (!form.ok) return c.html(await invitePage(c, form), 422)
    await invite(db, actor, region, form.value, page.lang, moment)
    return c.redirect(href(page, `${paths.members(region.slug)}?done=invited`), 303)
  })
  .get('/settings/members/:person', async (c) => c.html(await memberPage(c)))
  .post('/settings/members/:person', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const member = await memberOf(c)
    const form = await parseNaming(c, accessForm, ORGANIZATIONS, await listChoices(db, actor))
    if (!form.ok) return c.html(await memberPage(c, form), 422)
    const { access, organizations, from, until } = form.value
    const organizationIds = await inRegion(db, region.id, organizations)
    await giveAccess(db, actor, region, member.id, { access, organizationIds, from, until }, moment)
    return c.redirect(href(page, `${paths.members(region.slug)}?done=changed`), 303)
  })
  .post('/settings/members/:person/end', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const member = await memberOf(c)
    await endMembership(db, actor, region, member.id, moment)
    return c.redirect(href(page, `${paths.members(region.slug)}?done=ended`), 303)
  })

const memberOf = (c: HouseContext): Promise<Member> =>
  getMember(c.var.db, c.var.actor, c.var.region, found(c.req.param('person')), c.var.moment.at)

async function invitePage(c: HouseContext, form: FormState) {
  const { db, actor, page, moment } = c.var
  return document(
    <InvitePage page={page} form={form} organizations={await listChoices(db, actor)} formKey={moment.id()} />,
  )
}

async function memberPage(c: HouseContext, form?: FormState) {
  const { db, actor, page, moment } = c.var
  const member = await memberOf(c)
  return document(
    <MemberPage
      page={page}
      member={member}
      form={form}
      organizations={await listChoices(db, actor)}
      formKey={moment.id()}
    />,
  )
}

const told = (member: Member) => ({
  id: member.id,
  name: member.name,
  email: member.email,
  access: member.access,
  organizations: member.organizations.map((one) => one.slug),
  from: member.from,
  until: member.until,
  since: member.since,
})

const COLUMNS = ['name', 'email', 'access', 'organizations', 'from', 'until', 'since']
const cells = (row: ReturnType<typeof told>) => [
  row.name,
  row.email,
  row.access,
  row.organizations,
  row.from,
  row.until,
  row.since,
]
