import { Hono } from 'hono'
import { endOfDay, wants } from '../../platform/answers.ts'
import type { House } from '../../platform/house.ts'
import { document } from '../../ui/layout.tsx'
import { withPartnership } from '../addressed-routes.tsx'
import { answerFactorRules, answerFactors, readFactors } from './api.ts'
import { FactorRulesPage } from './factor-rules-page.tsx'
import { FactorsPage } from './factors-page.tsx'

/** The dials of a partnership with their why, and what every rule asks. */
export const factorRoutes = new Hono<House>()
  .get('/partnerships/-/factors', (c) => {
    if (wants(c) === 'json') return answerFactorRules(c)
    c.set('cached', { params: [] })
    c.header('vary', 'accept')
    return c.html(document(<FactorRulesPage page={c.var.page} />))
  })
  .get(
    '/partnerships/:partnership/factors',
    withPartnership(async (c, partnership) => {
      if (wants(c) === 'json') return answerFactors(c, partnership)
      const { page, region, moment } = c.var
      const told = await readFactors(c, partnership)
      c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
      c.header('vary', 'accept')
      return c.html(document(<FactorsPage page={page} partnership={partnership} {...told} />))
    }),
  )
