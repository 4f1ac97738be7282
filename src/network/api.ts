import { Hono } from 'hono'
import { z } from 'zod'
import type { ApiDoc } from '../platform/api-docs.ts'
import { dayIn } from '../platform/days.ts'
import { problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { tieFilter } from './forms.ts'
import { nextCursor, placeOf, tieJson, tieListSchema, wholeTieJson, wholeTieSchema } from './renderings.ts'
import { listTies } from './tie-lists.ts'
import { getTie } from './ties.ts'

const tieQuery = tieFilter.extend({
  limit: z.coerce.number().int().min(1).max(200).catch(50).default(50),
  cursor: z.string().max(1000).optional(),
})

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

/** The JSON twin of the ties' pages: the same reads, the same filters. */
export const networkApi = new Hono<House>()
  .get('/ties', async (c) => {
    const { db, actor } = c.var
    const { limit, cursor, ...filter } = tieQuery.parse(c.req.query())
    const offset = cursor === undefined ? 0 : placeOf(cursor)
    if (offset === undefined) throw problem(400, 'network.errors.cursor')
    const { items, total } = await listTies(db, actor, { ...filter, today: today(c) }, { offset, limit })
    return c.json({ items: items.map((tie) => tieJson(tie, today(c))), total, next: nextCursor(offset + items.length, total) })
  })
  .get('/ties/:tie', async (c) => c.json(wholeTieJson(await getTie(c.var.db, c.var.actor, c.req.param('tie')), today(c))))

export const networkApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/ties',
    summary: 'Ties between organizations: those of today that nobody disputes, unless asked for otherwise',
    tag: 'Ties',
    query: tieQuery,
    response: tieListSchema,
  },
  { method: 'get', path: '/api/v1/{region}/ties/{tie}', summary: 'A tie with everything that was said of it', tag: 'Ties', response: wholeTieSchema },
]
