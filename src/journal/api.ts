import { Hono } from 'hono'
import { z } from 'zod'
import type { ApiDoc } from '../platform/api-docs.ts'
import { tagged } from '../platform/answers.ts'
import { decodeCursor, encodeCursor } from '../platform/cursors.ts'
import type { House } from '../platform/house.ts'
import { asPrograms, askedText, readQuery } from '../platform/list-query.ts'
import { permit, problem } from '../platform/errors.ts'
import { listAudit, listFeed } from './feeds.ts'
import { auditJson, auditSchema, entryJson, historySchema } from './renderings.ts'
import { canAudit } from './rules.ts'

const query = z.object(asPrograms)
const place = z.object({ at: z.coerce.date(), id: z.uuid() })
const auditQuery = z.object({ verb: askedText().describe('A verb, such as `tie.confirmed`'), ...asPrograms })
const feedSchema = historySchema.omit({ total: true })

/** Who did what, as far as the asker may see it: batches folded, newest first. It grows while one reads, so nothing is counted. */
export const journalApi = new Hono<House>()
  .get('/journal', async (c) => {
    const { db, actor } = c.var
    const { limit, cursor } = readQuery(c, query)
    const before = placeIn(cursor)
    const lines = await listFeed(db, actor, { limit, ...(before && { before }) })
    const next = olderThan(lines, limit)
    return tagged(c, JSON.stringify({ items: lines.map(entryJson), next }))
  })
  .get('/audit', async (c) => {
    const { db, actor, region } = c.var
    permit(canAudit(actor), 'errors.coordinatorsOnly')
    const { limit, cursor, verb } = readQuery(c, auditQuery)
    const lines = await listAudit(db, region.id, { ...(verb && { verb }), before: placeIn(cursor), limit })
    return tagged(c, JSON.stringify({ items: lines.map(auditJson), next: olderThan(lines, limit) }))
  })

/** Where a cursor points; one that is none of ours answers 400. */
function placeIn(cursor: string) {
  const before = cursor === '' ? undefined : decodeCursor(place, cursor)
  if (cursor !== '' && !before) throw problem(400, 'forms.invalid')
  return before
}

/** Where the next part begins, if this one is full. */
function olderThan(lines: { at: Date; id: string }[], limit: number): string | null {
  const last = lines.at(-1)
  return last && lines.length === limit ? encodeCursor({ at: last.at, id: last.id }) : null
}

export const journalApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/journal',
    summary: 'Who did what, newest first',
    tag: 'Journal',
    query,
    response: feedSchema,
  },
  {
    method: 'get',
    path: '/api/v1/{region}/audit',
    summary: 'Every entry, also of what is hidden or gone, newest first; for coordinators',
    tag: 'Journal',
    query: auditQuery,
    response: auditSchema,
    closed: true,
  },
]
