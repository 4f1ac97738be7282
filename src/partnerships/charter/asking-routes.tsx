import { Hono } from 'hono'
import { paths } from '../../paths.ts'
import { found, permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { readForm } from '../../platform/parse-form.ts'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import { currentParties, type Partnership } from '../partnerships.ts'
import { askParty, remindParty, revokeAsking } from './asking-changes.ts'
import { type Asking, listAskings } from './askings.ts'
import { writesCharter } from './rules.ts'

/** Partners are asked for their part, reminded, or no longer asked. */
export const askingRoutes = new Hono<House>()
  .post(
    '/partnerships/:partnership/parties/:party/askings',
    withPartnership(async (c, partnership) => {
      const { db, actor, region, moment } = c.var
      await askParty(db, actor, partnership, partyOf(c, partnership), region.timeZone, moment)
      return back(c, partnership, 'asked')
    }),
  )
  .post(
    '/partnerships/:partnership/parties/:party/reminders',
    withPartnership(async (c, partnership) => {
      const { db, actor, moment } = c.var
      const party = partyOf(c, partnership)
      await remindParty(db, actor, partnership, party, await askingOf(c, partnership, party.id), moment)
      return back(c, partnership, 'reminded')
    }),
  )
  .post(
    '/partnerships/:partnership/parties/:party/revocation',
    withPartnership(async (c, partnership) => {
      const { db, actor, moment } = c.var
      const party = partyOf(c, partnership)
      await revokeAsking(db, actor, partnership, party, await askingOf(c, partnership, party.id), moment)
      return back(c, partnership, 'revoked')
    }),
  )

/** The partner that the address names, for whoever writes the charter. */
export function partyOf(c: HouseContext, partnership: Partnership) {
  permit(writesCharter(c.var.actor, partnership), 'partnership-charter.errors.write')
  return found(currentParties(partnership).find(({ id }) => id === c.req.param('party')))
}

export const askingOf = async (c: HouseContext, partnership: Partnership, partyId: string): Promise<Asking> =>
  found((await listAskings(c.var.db, c.var.actor, partnership.id)).get(partyId))

/** To where the button stood: the guided start, or the charter. */
async function back(c: HouseContext, partnership: Partnership, done: string) {
  const { page, region } = c.var
  const { back } = await readForm(c)
  const path = back === 'start' ? paths.charterStart : paths.charter
  return c.redirect(href(page, `${path(region.slug, partnership.slug)}?done=${done}`), 303)
}
