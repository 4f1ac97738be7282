import { Hono } from 'hono'
import type { Parts } from '../enter.ts'
import { paths } from '../paths.ts'
import { found, problem } from '../platform/errors.ts'
import type { Account, House, HouseContext } from '../platform/house.ts'
import { findInOutbox, listOutbox } from '../platform/outbox.ts'
import { type FormState, parseForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { actorOf } from './actors.ts'
import { listSessions, revokeAll, revokeSession } from './sessions.ts'
import { notificationsForm, ownDataForm } from './forms.ts'
import { MePage, type Own } from './me-page.tsx'
import { findMember, listOwnRegions } from './memberships.ts'
import { chooseMail, listUnwanted, topicsOf } from './notifications.ts'
import { OutboxMessagePage, OutboxPage } from './outbox-page.tsx'
import { changeOneself } from './own-data.ts'
import { getOneself } from './persons.ts'
import { systemActor } from '../platform/actor.ts'
import { quietHoursOf } from '../journal/quiet-hours.ts'
import { waitingFor } from '../region/homes.ts'

/** One's own page: regions, devices, mail, data. And the outbox of a demonstration. */
export const meRoutes = (parts: Parts) =>
  new Hono<House>()
    .get('/me', async (c) => {
      if (!c.var.account) return c.redirect(href(c.var.page, `${paths.signIn()}?next=${paths.me()}`), 303)
      return c.html(await mePage(parts, c, c.var.account))
    })
    .post('/me', async (c) => {
      const { db, page, moment } = c.var
      const account = signedIn(c)
      const form = await parseForm(c, ownDataForm, page.t)
      if (!form.ok) return c.html(await mePage(parts, c, account, { data: form }), 422)
      const region = await ownRegion(c, account, form.value.region)
      const actor = await actorOf(db, region, account, moment.at)
      await changeOneself(db, actor, await getOneself(db, region.id, region.personId), form.value, moment)
      return c.redirect(href(page, `${paths.me()}?done=data`), 303)
    })
    .post('/me/sessions', async (c) => {
      const account = signedIn(c)
      await revokeAll(parts.auth, account.accountId, account.sessionId)
      return c.redirect(href(c.var.page, `${paths.me()}?done=sessions`), 303)
    })
    .post('/me/sessions/:id/revocation', async (c) => {
      // One that is over already, or was never theirs, is none of theirs now: that is what was wanted.
      await revokeSession(parts.auth, signedIn(c).accountId, c.req.param('id'))
      return c.redirect(href(c.var.page, `${paths.me()}?done=sessions`), 303)
    })
    .post('/me/notifications', async (c) => {
      const { db, page, rooms, moment } = c.var
      const account = signedIn(c)
      const form = await parseForm(c, notificationsForm, page.t)
      if (!form.ok) return c.html(await mePage(parts, c, account, { mail: form }), 422)
      const region = await ownRegion(c, account, form.value.region)
      await chooseMail(db, region, rooms, form.value, moment)
      return c.redirect(href(page, `${paths.me()}?done=mail`), 303)
    })
    .get('/outbox', async (c) => {
      const { db, page } = c.var
      if (!parts.config.demo) throw problem(404)
      const asked = c.req.query('message')
      if (asked === undefined) return c.html(document(<OutboxPage page={page} messages={await listOutbox(db)} />))
      const message = found(/^[0-9a-f-]{36}$/.test(asked) ? await findInOutbox(db, asked) : undefined)
      return c.html(document(<OutboxMessagePage page={page} message={message} />))
    })

function signedIn(c: HouseContext): Account {
  if (!c.var.account) throw problem(403, 'errors.signIn')
  return c.var.account
}

const ownRegion = async (c: HouseContext, account: Account, id: string) =>
  found((await listOwnRegions(c.var.db, account.accountId)).find((one) => one.id === id))

async function mePage(
  parts: Parts,
  c: HouseContext,
  account: Account,
  forms: { data?: FormState; mail?: FormState } = {},
) {
  const { db, page, rooms, moment } = c.var
  const regions = await listOwnRegions(db, account.accountId)
  const own = await Promise.all(
    regions.map(async (region): Promise<Own> => ({
      waiting: await waitingFor(rooms, db, await actorOf(db, region, account, moment.at), region, page),
      region,
      member: (await findMember(db, systemActor(region.id), region, region.personId, moment.at)) ?? null,
      person: await getOneself(db, region.id, region.personId),
      unwanted: await listUnwanted(db, region.id, region.personId),
      quiet: await quietHoursOf(db, region.id, region.personId),
      ...(forms.data?.values['region'] === region.id && { form: forms.data }),
      ...(forms.mail?.values['region'] === region.id && { mailForm: forms.mail }),
    })),
  )
  const sessions = await listSessions(parts.auth, account.accountId)
  const chosen =
    own.find((one) => one.form ?? one.mailForm) ??
    own.find((one) => one.region.slug === c.req.query('region')) ??
    own[0]
  const shown = { account, own, chosen, sessions, topics: topicsOf(rooms), done: c.req.query('done') }
  return document(<MePage page={page} {...shown} />)
}
