import { Hono } from 'hono'
import type { Config } from '../config.ts'
import { tagged } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { readQuery } from '../platform/list-query.ts'
import { countSearch } from './attempts.ts'
import { pageOf, searchProgramQuery } from './forms.ts'
import { resultsJson, resultsSchema } from './renderings.ts'
import { type Scope, searchRecords } from './results.ts'

/** The JSON twin of the search page. */
export const searchApi = ({ config }: { config: Config }) =>
  new Hono<House>().get('/search', (c) => answer(c, config, c.var.actor))

/** The same for all regions together. */
export const installationSearchApi = ({ config }: { config: Config }) =>
  new Hono<House>().get('/api/v1/search', (c) => answer(c, config, null))

async function answer(c: HouseContext, config: Config, scope: Scope) {
  const { db, page } = c.var
  const { cursor, ...query } = readQuery(c, searchProgramQuery)
  const number = pageOf(cursor)
  if (number === undefined) throw problem(400, 'search.errors.cursor')
  await countSearch(c, config.trustProxy, scope)
  const found = await searchRecords(db, scope, { ...query, lang: page.lang }, number)
  return tagged(c, JSON.stringify(resultsJson(found, number, page.origin)))
}

export const searchApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/search',
    summary: 'Everything in the region that has these words, or names that are nearly these',
    tag: 'Search',
    query: searchProgramQuery,
    response: resultsSchema,
  },
  {
    method: 'get',
    path: '/api/v1/search',
    summary: 'What is public in all regions and has these words, or names that are nearly these',
    tag: 'Search',
    query: searchProgramQuery,
    response: resultsSchema,
  },
]
