import { Hono } from 'hono'
import type { Parts } from '../enter.ts'
import { paths } from '../paths.ts'
import type { Actor } from '../platform/actor.ts'
import { found, permit, problem } from '../platform/errors.ts'
import type { Account, House, HouseContext } from '../platform/house.ts'
import { type FormState, emptyForm, parseForm, readForm } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { actorOf } from './actors.ts'
import { listKeys, makeKey, revokeKey } from './api-keys.ts'
import { keyForm } from './forms.ts'
import { KeysPage } from './keys-page.tsx'
import { listOwnRegions } from './memberships.ts'
import { needsProof } from './ways-routes.tsx'

/** Keys for programs, one's own in one of one's regions. */
export const keyRoutes = (parts: Parts) =>
  new Hono<House>()
    .get('/me/keys', async (c) => {
      if (!c.var.account) return c.redirect(href(c.var.page, `${paths.signIn()}?next=${paths.myKeys()}`), 303)
      const shown = { form: emptyForm, done: c.req.query('done') }
      return c.html(await keysPage(parts, c, c.req.query('region') ?? '', shown))
    })
    .post('/me/keys', async (c) => {
      const form = await parseForm(c, keyForm, c.var.page.t)
      const region = String((form.ok ? form.typed : form.values)['region'] ?? '')
      if (!form.ok) return c.html(await keysPage(parts, c, region, { form }), 422)
      const { account, actor } = await own(c, region)
      // A key opens as much as a session, and longer.
      permit(!(await needsProof(parts, c, account)), 'account.keys.proveFirst')
      const { token } = await makeKey(c.var.db, actor, form.value, c.var.moment)
      // Told once, on the very answer: an address could not hold it, and nothing else keeps it.
      c.header('cache-control', 'no-store')
      return c.html(await keysPage(parts, c, region, { form: emptyForm, token }))
    })
    .post('/me/keys/:id/revocation', async (c) => {
      const { region } = await readForm(c)
      const { actor } = await own(c, String(region ?? ''))
      await revokeKey(c.var.db, actor, uuid(c.req.param('id')), c.var.moment)
      return c.redirect(href(c.var.page, `${paths.myKeys()}?region=${actor.regionId}&done=revoked`), 303)
    })

const uuid = (id: string) => found(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null)

/** Who one is in one of one's own regions, by its id; without one, in the first. */
async function own(c: HouseContext, regionId: string): Promise<{ account: Account; actor: Actor; regions: Regions }> {
  const { account, db, moment } = c.var
  if (!account) throw problem(403, 'errors.signIn')
  const regions = await listOwnRegions(db, account.accountId)
  const region = regionId === '' ? regions[0] : regions.find((one) => one.id === regionId)
  if (!region && regionId !== '') throw problem(404)
  permit(region !== undefined, 'account.keys.noRegion')
  const actor = await actorOf(db, region, account, moment.at)
  permit(actor.member, 'errors.membersOnly')
  return { account, actor, regions }
}
type Regions = Awaited<ReturnType<typeof listOwnRegions>>

async function keysPage(
  parts: Parts,
  c: HouseContext,
  regionId: string,
  shown: { form: FormState; token?: string; done?: string | undefined },
) {
  const { db, page } = c.var
  const { account, actor, regions } = await own(c, regionId)
  const mustProve = await needsProof(parts, c, account)
  const region = regions.find((one) => one.id === actor.regionId)!
  const keys = await listKeys(db, actor.regionId, actor.personId!)
  return document(<KeysPage {...{ page, region, regions, keys, account, mustProve }} {...shown} />)
}
