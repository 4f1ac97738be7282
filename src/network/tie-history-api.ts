import { Hono } from 'hono'
import { listFeed } from '../journal/feeds.ts'
import { entryJson, historySchema } from '../journal/renderings.ts'
import { jsonList } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { written } from '../platform/api-writes.ts'
import { permit } from '../platform/errors.ts'
import type { House } from '../platform/house.ts'
import { answerTie, tieAddress } from './api.ts'
import { wholeTieSchema } from './renderings.ts'
import { canChangeTie } from './rules.ts'
import { bringTieBack, HISTORY } from './tie-returns.ts'
import { getTie } from './ties.ts'

/** What was done with a tie, and the way back, for programs. */
export const tieHistoryApi = new Hono<House>()
  .get('/ties/:tie/history', async (c) => {
    const { db, actor } = c.var
    const tie = await getTie(db, actor, c.req.param('tie'))
    const lines = await listFeed(db, actor, { recordId: tie.id, limit: HISTORY })
    return jsonList(c, lines.map(entryJson), lines.length, null)
  })
  .post('/ties/:tie/history/:entry/return', async (c) => {
    const { db, actor, moment } = c.var
    const tie = await getTie(db, actor, c.req.param('tie'))
    permit(canChangeTie(actor, tie), 'network.errors.change')
    const bring = async () => {
      await bringTieBack(db, actor, tie, c.req.param('entry'), moment)
      return tie.id
    }
    return written(
      c,
      bring,
      (id) => tieAddress(c, id),
      (id) => answerTie(c, id),
      200,
    )
  })

const tag = 'Ties'
const path = '/api/v1/{region}/ties/{tie}/history'
export const tieHistoryApiDocs: ApiDoc[] = [
  { method: 'get', path, summary: 'What was done with a tie, newest first', tag, response: historySchema },
  {
    method: 'post',
    path: `${path}/{entry}/return`,
    summary: 'Gives the details of one change back what stood in them before it',
    tag,
    response: wholeTieSchema,
  },
]
