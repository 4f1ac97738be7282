import { Hono } from 'hono'
import { countSearch } from './attempts.ts'
import type { Config } from '../config.ts'
import { tagged } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { problem } from '../platform/errors.ts'
import type { House } from '../platform/house.ts'
import { readQuery } from '../platform/list-query.ts'
import { pageOf, searchProgramQuery } from './forms.ts'
import { resultsJson, resultsSchema } from './renderings.ts'
import { addressOf, searchRecords } from './results.ts'

/** The JSON twin of the search page. */
export const searchApi = ({ config }: { config: Config }) =>
  new Hono<House>().get('/search', async (c) => {
    const { db, actor, region, page } = c.var
    const { q, cursor } = readQuery(c, searchProgramQuery)
    const number = pageOf(cursor)
    if (number === undefined) throw problem(400, 'search.errors.cursor')
    await countSearch(c, config.trustProxy)
    const found = await searchRecords(db, actor, q, page.lang, number)
    const told = resultsJson(found, number, (result) => page.origin + addressOf(region.slug, result))
    return tagged(c, JSON.stringify(told))
  })

export const searchApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/search',
    summary: 'Everything in the region that has these words',
    tag: 'Search',
    query: searchProgramQuery,
    response: resultsSchema,
  },
]
