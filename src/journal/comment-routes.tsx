import { Hono } from 'hono'
import { paths, recordPath } from '../paths.ts'
import { found } from '../platform/errors.ts'
import type { House } from '../platform/house.ts'
import { href } from '../ui/page.ts'
import { getComment } from './comments.ts'
import { nameRecords } from './feeds.ts'

/** The address of a comment leads to where it stands: among those on the same record. */
export const commentRoutes = new Hono<House>().get('/comments/:comment', async (c) => {
  const { db, actor, region, page } = c.var
  const comment = await getComment(db, actor, c.req.param('comment'))
  const about = found((await nameRecords(db, actor, [comment.aboutId])).get(comment.aboutId))
  const path = recordPath(region.slug, about) ?? paths.region(region.slug)
  return c.redirect(href(page, `${path}/comments#c-${comment.id}`), 303)
})
