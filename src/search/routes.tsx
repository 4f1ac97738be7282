import { Hono } from 'hono'
import type { Config } from '../config.ts'
import { paths } from '../paths.ts'
import { tagged, wants } from '../platform/answers.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { readQuery } from '../platform/list-query.ts'
import { hasSeveralRegions } from '../region/regions.ts'
import { document } from '../ui/layout.tsx'
import { withQuery } from '../ui/list.tsx'
import { countSearch } from './attempts.ts'
import { searchQuery } from './forms.ts'
import { resultsJson } from './renderings.ts'
import { type Scope, overviewOf, searchRecords } from './results.ts'
import { SearchPage } from './search-page.tsx'

/** Across everything in the region that the reader may see. */
export const searchRoutes = ({ config }: { config: Config }) =>
  new Hono<House>().get('/search', (c) => answer(c, config, c.var.actor))

/** Across what the public may see in all regions. */
export const installationSearchRoutes = ({ config }: { config: Config }) =>
  new Hono<House>().get(paths.searchAll(), (c) => answer(c, config, null))

async function answer(c: HouseContext, config: Config, scope: Scope) {
  const { db, page } = c.var
  const { page: number, ...query } = readQuery(c, searchQuery)
  const asked = { ...query, lang: page.lang }
  if (asked.q !== '') await countSearch(c, config.trustProxy, scope)
  const json = wants(c) === 'json'
  const read = json || asked.kind !== '' ? searchRecords : overviewOf
  const found = await read(db, scope, asked, number)
  if (json) return tagged(c, JSON.stringify(resultsJson(found, number, page.origin)))
  if (number > 1 && found.results.length === 0) return c.redirect(withQuery(page, { page: undefined }), 302)
  const elsewhere = scope !== null && (await hasSeveralRegions(db))
  return c.html(document(<SearchPage page={page} asked={asked} number={number} found={found} elsewhere={elsewhere} />))
}
