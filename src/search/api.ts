import { Hono } from 'hono'
import { countSearch } from './attempts.ts'
import type { Config } from '../config.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { problem } from '../platform/errors.ts'
import type { House } from '../platform/house.ts'
import { pageOf, searchQuery } from './forms.ts'
import { resultsJson, resultsSchema } from './renderings.ts'
import { addressOf, searchRecords } from './results.ts'

/** The JSON twin of the search page. */
export const searchApi = ({ config }: { config: Config }) =>
  new Hono<House>().get('/search', async (c) => {
    const { db, actor, region, page } = c.var
    const asked = searchQuery.parse(c.req.query())
    const number = asked.cursor === undefined ? asked.page : pageOf(asked.cursor)
    if (number === undefined) throw problem(400, 'search.errors.cursor')
    await countSearch(c, config.trustProxy)
    const found = await searchRecords(db, actor, asked.q, number)
    return c.json(resultsJson(found, number, (result) => page.origin + addressOf(region.slug, result)))
  })

export const searchApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/search',
    summary: 'Everything in the region that has these words',
    tag: 'Search',
    query: searchQuery,
    response: resultsSchema,
  },
]
