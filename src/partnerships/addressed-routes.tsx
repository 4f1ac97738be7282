import type { Handler } from 'hono'
import { paths } from '../paths.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { href } from '../ui/page.ts'
import { getPartnership, type Partnership } from './partnerships.ts'

/** A page of one partnership, or of what hangs on it; an address with an earlier slug, or with the id, leads to the present one. */
export const withPartnership =
  (answer: (c: HouseContext, partnership: Partnership) => Response | Promise<Response>): Handler<House> =>
  async (c) => {
    const asked = c.req.param('partnership') ?? ''
    const partnership = await getPartnership(c.var.db, c.var.actor, asked)
    if (partnership.slug === asked || c.req.method === 'POST') return answer(c, partnership)
    const { slug } = c.var.region
    const rest = c.var.page.path.slice(paths.partnership(slug, asked).length)
    return c.redirect(href(c.var.page, paths.partnership(slug, partnership.slug) + rest), 301)
  }
