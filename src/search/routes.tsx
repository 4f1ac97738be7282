import { Hono } from 'hono'
import type { Config } from '../config.ts'
import { tagged, wants } from '../platform/answers.ts'
import type { House } from '../platform/house.ts'
import { readQuery } from '../platform/list-query.ts'
import { document } from '../ui/layout.tsx'
import { withQuery } from '../ui/list.tsx'
import { countSearch } from './attempts.ts'
import { searchQuery } from './forms.ts'
import { resultsJson } from './renderings.ts'
import { addressOf, searchRecords } from './results.ts'
import { SearchPage } from './search-page.tsx'

/** Across everything in the region that the reader may see. */
export const searchRoutes = ({ config }: { config: Config }) =>
  new Hono<House>().get('/search', async (c) => {
    const { db, actor, region, page } = c.var
    const { q, page: number } = readQuery(c, searchQuery)
    if (q !== '') await countSearch(c, config.trustProxy)
    const found = await searchRecords(db, actor, q, page.lang, number)
    if (found.results.length === 0 && number > 1) return c.redirect(withQuery(page, { page: undefined }), 302)
    if (wants(c) === 'json') {
      const told = resultsJson(found, number, (result) => page.origin + addressOf(region.slug, result))
      return tagged(c, JSON.stringify(told))
    }
    return c.html(
      document(<SearchPage page={page} q={q} number={number} results={found.results} total={found.total} />),
    )
  })
