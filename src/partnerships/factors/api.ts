import { Hono } from 'hono'
import { tagged } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { dayIn } from '../../platform/days.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { audienceOf } from './audiences.ts'
import { dialsOf } from './dials.ts'
import { evidenceOf } from './evidences.ts'
import { listFactorQuarters } from './factor-quarters.ts'
import { factorRulesJson, factorRulesSchema, factorsJson, factorsSchema } from './renderings.ts'

/** The dials of a partnership as this very reader may see them, and the quarters that are kept for them. */
export async function readFactors(c: HouseContext, partnership: Partnership) {
  const { db, actor, page, region, moment } = c.var
  const audience = audienceOf(actor, partnership)
  const [evidence, quarters] = await Promise.all([
    evidenceOf(db, actor, [partnership], dayIn(region.timeZone, moment.at), page.lang),
    listFactorQuarters(db, actor, partnership.id, audience),
  ])
  return { dials: dialsOf(evidence.get(partnership.id)!), audience, quarters }
}

/** The dials as programs read them, also at the address of the page. */
export async function answerFactors(c: HouseContext, partnership: Partnership): Promise<Response> {
  const { dials, audience, quarters } = await readFactors(c, partnership)
  return tagged(c, JSON.stringify(factorsJson(c.var.page.t, dials, audience, quarters)))
}

/** The rules as programs read them. */
export const answerFactorRules = (c: HouseContext): Response => tagged(c, JSON.stringify(factorRulesJson(c.var.page.t)))

/** The JSON twin of the dials' pages. */
export const factorApi = new Hono<House>()
  .get('/factor-rules', answerFactorRules)
  .get('/partnerships/:id/factors', async (c) =>
    answerFactors(c, await getPartnership(c.var.db, c.var.actor, c.req.param('id'))),
  )

export const factorApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/factor-rules',
    summary: 'What the dials of partnerships ask of the records, why, and who says so',
    tag: 'Factors of partnerships',
    response: factorRulesSchema,
  },
  {
    method: 'get',
    path: '/api/v1/{region}/partnerships/{id}/factors',
    summary: 'The dials of a partnership, rule by rule, as the asker may see them, and as they were kept each quarter',
    tag: 'Factors of partnerships',
    response: factorsSchema,
  },
]
