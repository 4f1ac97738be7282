import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { systemActor } from '../platform/actor.ts'
import { found, permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { emptyForm, parseForm } from '../platform/parse-form.ts'
import { coordinatorForm } from '../region/forms.ts'
import { findRegion } from '../region/regions.ts'
import { canCreateRegion } from '../region/rules.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { CoordinatorPage, DONE } from './coordinator-page.tsx'
import { hasCoordinator } from './coordinators.ts'
import { invite } from './invitations.ts'

/** A new region is handed over: who administers the installation invites its first coordinator. */
export const coordinatorRoutes = new Hono<House>()
  .get('/settings/regions/:slug/coordinator', async (c) => {
    const region = await handedOver(c)
    const done = DONE.find((one) => one === c.req.query('done'))
    return c.html(document(<CoordinatorPage page={c.var.page} region={region} form={emptyForm} done={done} />))
  })
  .post('/settings/regions/:slug/coordinator', async (c) => {
    const { db, page, moment } = c.var
    const region = await handedOver(c)
    const form = await parseForm(c, coordinatorForm, page.t)
    if (!form.ok) return c.html(document(<CoordinatorPage page={page} region={region} form={form} />), 422)
    const input = { ...form.value, access: 'coordinator' as const, organizations: [], from: '', until: '' }
    await invite(db, systemActor(region.id), region, input, page.lang, moment)
    return c.redirect(href(page, `${paths.regionCoordinator(region.slug)}?done=invited`), 303)
  })

async function handedOver(c: HouseContext) {
  const { db, account } = c.var
  permit(canCreateRegion(account), 'errors.adminsOnly')
  const region = found(await findRegion(db, c.req.param('slug') ?? ''))
  permit(!(await hasCoordinator(db, region.id)), 'region.coordinator.hasOne')
  return region
}
