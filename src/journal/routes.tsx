import { Hono } from 'hono'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../platform/cursors.ts'
import { permit } from '../platform/errors.ts'
import type { House } from '../platform/house.ts'
import { paths } from '../paths.ts'
import { document } from '../ui/layout.tsx'
import { AuditPage } from './audit-page.tsx'
import { JournalPage } from './feed-page.tsx'
import { listAudit, listFeed, listVerbs } from './feeds.ts'
import { canAudit } from './rules.ts'

const PAGE = 40
const place = z.object({ at: z.coerce.date(), id: z.uuid() })

/** Where the next page begins, if this one is full. */
const olderThan = (lines: { at: Date; id: string }[]): string | null => {
  const last = lines.at(-1)
  return last && lines.length === PAGE ? encodeCursor({ at: last.at, id: last.id }) : null
}

export const journalRoutes = new Hono<House>()
  .get('/journal', async (c) => {
    const { db, actor, region, page } = c.var
    const before = decodeCursor(place, c.req.query('before') ?? '')
    const lines = await listFeed(db, actor, { before, limit: PAGE })
    const cursor = olderThan(lines)
    c.set('cached', { params: ['before'] })
    return c.html(
      document(
        <JournalPage page={page} lines={lines} older={cursor && `${paths.journal(region.slug)}?before=${cursor}`} />,
      ),
    )
  })
  .get('/settings/audit', async (c) => {
    const { db, actor, region, page } = c.var
    permit(canAudit(actor), 'errors.coordinatorsOnly')
    const verbs = await listVerbs(db, region.id)
    const verb = verbs.find((one) => one === c.req.query('verb'))
    const before = decodeCursor(place, c.req.query('before') ?? '')
    const lines = await listAudit(db, region.id, { verb, before, limit: PAGE })
    const cursor = olderThan(lines)
    const older =
      cursor && `${paths.audit(region.slug)}?${new URLSearchParams({ ...(verb && { verb }), before: cursor })}`
    return c.html(document(<AuditPage page={page} lines={lines} verbs={verbs} verb={verb} older={older} />))
  })
