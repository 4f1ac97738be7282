import { Hono } from 'hono'
import { z } from 'zod'
import type { ApiDoc } from '../platform/api-docs.ts'
import { tagged } from '../platform/answers.ts'
import { decodeCursor, encodeCursor } from '../platform/cursors.ts'
import type { House } from '../platform/house.ts'
import { asPrograms, readQuery } from '../platform/list-query.ts'
import { problem } from '../platform/errors.ts'
import { listFeed } from './feeds.ts'
import { entryJson, historySchema } from './renderings.ts'

const query = z.object(asPrograms)
const place = z.object({ at: z.coerce.date(), id: z.uuid() })
const feedSchema = historySchema.omit({ total: true })

/** Who did what, as far as the asker may see it: batches folded, newest first. It grows while one reads, so nothing is counted. */
export const journalApi = new Hono<House>().get('/journal', async (c) => {
  const { db, actor } = c.var
  const { limit, cursor } = readQuery(c, query)
  const before = cursor === '' ? undefined : decodeCursor(place, cursor)
  if (cursor !== '' && !before) throw problem(400, 'forms.invalid')
  const lines = await listFeed(db, actor, { limit, ...(before && { before }) })
  const last = lines.at(-1)
  const next = last && lines.length === limit ? encodeCursor({ at: last.at, id: last.id }) : null
  return tagged(c, JSON.stringify({ items: lines.map(entryJson), next }))
})

export const journalApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/journal',
    summary: 'Who did what, newest first',
    tag: 'Journal',
    query,
    response: feedSchema,
  },
]
