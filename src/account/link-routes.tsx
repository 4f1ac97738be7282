import { Hono } from 'hono'
import type { Parts } from '../enter.ts'
import { paths } from '../paths.ts'
import { problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type LinkHandler, type LinkHandlers, type OpenedLink, peekLink } from '../platform/links.ts'
import { ownOrigin } from '../platform/safe-requests.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { acceptInvitation, findInvited } from './invitations.ts'
import { DonePage, InvitationPage, PersonRemovalPage, UnsubscribePage } from './link-page.tsx'
import { leaveByLink, unsubscribeByLink } from './link-answers.ts'
import { topicsOf } from './notifications.ts'
import { keepSealed } from './sealed-cookies.ts'
import { setCookies } from './sign-in-routes.tsx'

/** What this room's handlers answer; those of other rooms are handed in by app.tsx. */
export type OtherLinks = Pick<
  LinkHandlers,
  'tie-answer' | 'snowball' | 'hours' | 'pulse' | 'calendar' | 'sign-off' | 'party-answer'
>

/** What a mailed link opens. GET shows a page and changes nothing; the button on it uses the link up. */
export function linkRoutes(parts: Parts, others: OtherLinks) {
  const handlers: LinkHandlers = {
    invitation: invitation(parts),
    unsubscribe,
    'person-removal': personRemoval,
    ...others,
  }
  return new Hono<House>()
    .use('/l/:token', async (c, next) => {
      c.header('cache-control', 'no-store')
      c.header('x-robots-tag', 'noindex')
      await next()
    })
    .get('/l/:token', async (c) => {
      const { why, ...opened } = await open(c)
      const handler = handlers[opened.link.purpose]
      return why ? tellOver(c, handler, opened, why) : handler.show(c, opened)
    })
    .post('/l/:token', async (c) => {
      const { why, ...opened } = await open(c)
      const handler = handlers[opened.link.purpose]
      if (why) return tellOver(c, handler, opened, why)
      // Mail programs unsubscribe from wherever they are (RFC 8058); everything else is pressed on our own page.
      if (opened.link.purpose !== 'unsubscribe') await fromOurPage(c, async () => undefined)
      return handler.answer(c, opened)
    })
}

const fromOurPage = ownOrigin(() => true)

type Over = 'expired' | 'used' | 'revoked'

/** What a link opens, and why it works no more; 404 for what never was one. */
async function open(c: HouseContext): Promise<OpenedLink & { why?: Over }> {
  const token = c.req.param('token') ?? ''
  const peeked = await peekLink(c.var.db, c.var.region.id, token, c.var.moment.at)
  if (peeked.state === 'unknown') throw problem(404)
  return { token, link: peeked.link, ...(peeked.state !== 'good' && { why: peeked.state }) }
}

/** One that is over tells what came of it, else 410 with what to do. */
function tellOver(c: HouseContext, handler: LinkHandler, opened: OpenedLink, why: Over) {
  if (!handler.over) throw problem(410, `account.link.${why}`)
  return handler.over(c, opened, why)
}

const invitation = (parts: Parts): LinkHandler => ({
  async show(c, { token, link }) {
    const { db, region, page } = c.var
    const invited = await findInvited(db, region.id, link.personId)
    if (!invited) throw problem(410, 'account.link.revoked')
    return c.html(
      document(<InvitationPage page={page} token={token} invited={invited} other={otherAddress(c, invited.email)} />),
    )
  },
  async answer(c, { token, link }) {
    const { db, region, page, moment } = c.var
    const invited = await findInvited(db, region.id, link.personId)
    if (!invited) throw problem(410, 'account.link.revoked')
    if (otherAddress(c, invited.email))
      return c.html(document(<InvitationPage page={page} token={token} invited={invited} other={page.email} />), 409)
    const done = await acceptInvitation(db, parts.auth, region, token, invited, c.req.raw.headers, moment)
    setCookies(c, done.setCookie)
    keepSealed(parts, c, 'proven', done.accountId)
    c.var.log.info({ event: 'signed-in', way: 'invitation', account: done.accountId })
    return c.redirect(href(page, paths.region(region.slug)), 303)
  },
})

/** The address somebody is signed in with, when it is another than the one that was invited. */
const otherAddress = (c: HouseContext, email: string) =>
  c.var.account && c.var.account.email.toLowerCase() !== email.toLowerCase() ? c.var.account.email : undefined

const unsubscribe: LinkHandler = {
  show: (c, { token }) => c.html(document(<UnsubscribePage page={c.var.page} token={token} />)),
  async answer(c, { token }) {
    const { db, region, page, rooms, moment } = c.var
    await unsubscribeByLink(db, region, token, topicsOf(rooms), moment)
    return c.html(document(<DonePage page={page} done="unsubscribed" />))
  },
}

const personRemoval: LinkHandler = {
  show: (c, { token }) => c.html(document(<PersonRemovalPage page={c.var.page} token={token} />)),
  async answer(c, { token }) {
    const { db, region, page, moment } = c.var
    await leaveByLink(db, region, token, moment)
    return c.html(document(<DonePage page={page} done="removed" />))
  },
}
