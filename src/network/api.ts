import { Hono } from 'hono'
import { jsonList, nextCursor, shownBy, tagged } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { dayIn } from '../platform/days.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { readQuery } from '../platform/list-query.ts'
import { programQuery } from './forms.ts'
import { tieJson, tieListSchema, wholeTieJson, wholeTieSchema } from './renderings.ts'
import { listTies } from './tie-lists.ts'
import { getTie } from './ties.ts'

/** A list of ties as programs read it, also at the address of the page. */
export async function answerTies(c: HouseContext): Promise<Response> {
  const { db, actor, region, moment } = c.var
  const { limit, cursor, ...filter } = readQuery(c, programQuery)
  const today = dayIn(region.timeZone, moment.at)
  const offset = shownBy(cursor)
  const { items, total } = await listTies(db, actor, { ...filter, today }, { offset, limit })
  return jsonList(
    c,
    items.map((tie) => tieJson(tie, today)),
    total,
    nextCursor(offset + items.length, total),
  )
}

/** The JSON twin of the ties' pages: the same reads, the same filters. */
export const networkApi = new Hono<House>().get('/ties', answerTies).get('/ties/:tie', async (c) => {
  const { db, actor, region, moment } = c.var
  const tie = await getTie(db, actor, c.req.param('tie'))
  return tagged(c, JSON.stringify(wholeTieJson(tie, dayIn(region.timeZone, moment.at))))
})

export const networkApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/ties',
    summary: 'Ties between organizations: those of today that nobody disputes, unless asked for otherwise',
    tag: 'Ties',
    query: programQuery,
    response: tieListSchema,
  },
  {
    method: 'get',
    path: '/api/v1/{region}/ties/{tie}',
    summary: 'A tie with everything that was said of it',
    tag: 'Ties',
    response: wholeTieSchema,
  },
]
