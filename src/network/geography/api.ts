import { Hono } from 'hono'
import { jsonList } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { dayIn } from '../../platform/days.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { readQuery } from '../../platform/list-query.ts'
import { tierOf } from '../tiers.ts'
import { countAreas, narrow } from './county-counts.ts'
import { geographyFilter } from './forms.ts'
import { type Geography, readGeography } from './geographies.ts'
import { countyJson, countyListSchema } from './renderings.ts'

/** The geography that whoever asks may see, read once until the region or the day changes. */
export function geographyFor(c: HouseContext): Promise<Geography> {
  const { db, actor, region, moment, keep } = c.var
  const [tier, today] = [tierOf(actor), dayIn(region.timeZone, moment.at)]
  return keep(`geography ${tier} ${today}`, () => readGeography(db, region, tier, today))
}

/** The counties of the map as programs read them, also at the address of the page. */
export async function answerGeography(c: HouseContext): Promise<Response> {
  const geography = await geographyFor(c)
  const counts = countAreas(geography, narrow(geography.located, readQuery(c, geographyFilter)))
  return jsonList(c, counts.map(countyJson), counts.length, null)
}

/** The JSON twin of the map. */
export const geographyApi = new Hono<House>().get('/geography', answerGeography)

export const geographyApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/geography',
    summary: 'The counties of the region: its organizations, library outlets and residents in each',
    tag: 'Map',
    query: geographyFilter,
    response: countyListSchema,
  },
]
