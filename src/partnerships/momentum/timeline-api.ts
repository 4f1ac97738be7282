import { Hono } from 'hono'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { dayIn } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { jsonList } from '../../platform/answers.ts'
import { getPartnership } from '../partnerships.ts'
import { happeningsOf } from './happenings.ts'
import { happeningJson, timelineSchema } from './renderings.ts'

/** The JSON twin of the line of a partnership. */
export const timelineApi = new Hono<House>().get('/partnerships/:id/timeline', async (c) => {
  const { db, actor, region, moment } = c.var
  const partnership = await getPartnership(db, actor, c.req.param('id'))
  const today = dayIn(region.timeZone, moment.at)
  const items = await happeningsOf({ db, actor, partnership, timeZone: region.timeZone, today })
  return jsonList(c, items.map(happeningJson), items.length, null)
})

/** Its part of the description that programs read. */
export const timelineApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/partnerships/{id}/timeline',
    summary: 'What has its day in a partnership: what was, and what comes',
    tag: 'Partnerships',
    response: timelineSchema,
  },
]
