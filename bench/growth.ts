import type { Measured } from '../cli/bench.ts'
import { momentAt } from '../src/platform/moment.ts'
import { createRegion } from '../src/region/regions.ts'
import { cloneRegion } from './cloned-regions.ts'
import { fillRegion } from './filled-regions.ts'
import type { Door } from './chaos/load.ts'
import { withSite } from './chaos/site.ts'
import { quantile } from './quantiles.ts'

const REGIONS = 5000
/** Organizations of the region that is asked for. */
const ORGANIZATIONS = 60
const WITHOUT_CACHE = { PAGE_CACHE: 'off' }
/** Organizations of each region that comes, each with a tie to the one before. */
const IN_EACH = 5
/** So often each page is asked for. */
const TIMES = 15

const PAGES = {
  home: '/riverbend',
  directory: '/riverbend/organizations',
  profile: '/riverbend/organizations/organization-7',
  ties: '/riverbend/ties',
  journal: '/riverbend/journal',
  search: '/riverbend/search?q=organisation',
  JSON: '/api/v1/riverbend/organizations',
}

/** The same pages of a region with one and with 5,000 regions in one database, each made from nothing. */
export const run = (): Promise<Measured[]> =>
  withSite(async ({ db, region, serving }) => {
    await fillRegion(db, region.id, ORGANIZATIONS)
    const few = await serving(WITHOUT_CACHE, timesOf)
    const id = await createRegion(db, null, { slug: 'growth', name: 'Growth' }, momentAt(new Date()))
    await fillRegion(db, id, IN_EACH)
    const began = performance.now()
    await cloneRegion(db, id, REGIONS - 2)
    const madeIn = (performance.now() - began) / 1000
    const many = await serving(WITHOUT_CACHE, timesOf)
    return [
      ...[...few].flatMap(([what, before]): Measured[] => [
        { what: `${what}, with one region, median of ${TIMES}`, value: before, unit: 'ms' },
        { what: `  with ${REGIONS}`, value: many.get(what)!, unit: 'ms' },
        { what: '  time ×', value: many.get(what)! / before, unit: '', goal: '≤ 1.3' },
      ]),
      { what: `making ${REGIONS - 2} regions of ${IN_EACH} organizations`, value: madeIn, unit: 's' },
    ]
  })

/** Milliseconds of each page, for the public and for a member: the median. Pages take turns, so that noise meets all. */
async function timesOf({ origin, cookie }: Door): Promise<Map<string, number>> {
  const visitors: { who: string; headers: Record<string, string> }[] = [
    { who: 'public', headers: {} },
    { who: 'coordinator', headers: { cookie } },
  ]
  const asked = Object.entries(PAGES).flatMap(([page, path]) =>
    visitors.map(({ who, headers }) => ({ what: `${who}, ${page}`, path, headers })),
  )
  const times = new Map(asked.map(({ what }) => [what, [] as number[]]))
  for (let n = 0; n < TIMES + 2; n += 1)
    for (const { what, path, headers } of asked) {
      const began = performance.now()
      const answer = await fetch(origin + path, { headers })
      await answer.arrayBuffer()
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
      // The first two warm up.
      if (n > 1) times.get(what)!.push(performance.now() - began)
    }
  return new Map([...times].map(([what, all]) => [what, median(all)]))
}

const median = (all: number[]) => quantile(all, 0.5)
