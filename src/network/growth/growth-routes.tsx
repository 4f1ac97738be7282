import { Hono } from 'hono'
import { endOfDay } from '../../platform/answers.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { readQuery } from '../../platform/list-query.ts'
import { getSettings } from '../../region/regions.ts'
import { listsOf } from '../../region/lists.ts'
import { document } from '../../ui/layout.tsx'
import type { Network } from '../current-networks.ts'
import { MAP_PARAMS, type MapFilter } from '../map/forms.ts'
import { pictureOf } from '../map/map-pictures.ts'
import { type MapReader, dayOf, readFor, readPlaces, readerOf } from '../map/map-reads.ts'
import { viewOf } from '../map/map-views.ts'
import { tierOf } from '../tiers.ts'
import { differenceOf } from './differences.ts'
import { growthQuery } from './forms.ts'
import { growthOf } from './growth-lines.ts'
import { type Day, GrowthPage } from './growth-page.tsx'
import { findSnapshot, listSnapshots } from './snapshots.ts'

export const growthRoutes = new Hono<House>().get('/map/growth', async (c) => {
  c.set('cached', {
    params: [...MAP_PARAMS, 'before', 'snapshot'],
    freshUntil: endOfDay(c.var.region.timeZone, c.var.moment.at),
  })
  const { db, region, page, actor } = c.var
  const reader = readerOf(c)
  const { before: asked, snapshot, ...filter } = readQuery(c, growthQuery)
  const tier = tierOf(actor)
  const [growth, lists, snapshots, kept] = await Promise.all([
    reader.keep(`growth ${reader.today}`, async () => {
      const { fiscalMonth } = await getSettings(db, region.id)
      return growthOf(db, region.id, tier, reader.today, fiscalMonth)
    }),
    listsOf(db, region.id, page.lang),
    listSnapshots(db, region.id, tier),
    snapshot === '' ? undefined : findSnapshot(db, region.id, tier, snapshot),
  ])
  const day = kept?.day ?? dayOf(filter, reader.today)
  const network = kept?.network ?? (await readFor(reader, day))
  const now = await drawn(c, reader, network, filter, kept !== undefined)
  const earlier = asked === '' ? undefined : dayOf({ day: asked }, reader.today)
  const then = earlier === undefined ? undefined : await readFor(reader, earlier)
  const before = then && { ...(await drawn(c, reader, then, filter)), difference: differenceOf(then, network) }
  const problems = [
    ...((filter.day !== '' && day !== filter.day && !kept) || (asked !== '' && earlier !== asked)
      ? ['map.problems.day']
      : []),
    ...(snapshot !== '' && !kept ? ['growth.problems.snapshot'] : []),
    ...(earlier !== undefined && earlier > day ? ['growth.problems.order'] : []),
  ]
  const view = { page, lists, asked: filter, growth, now, before, snapshots, kept, problems }
  return c.html(document(<GrowthPage {...view} />))
})

/** The picture of a day, each organization where it stands today. */
async function drawn(
  c: HouseContext,
  reader: MapReader,
  network: Network,
  asked: MapFilter,
  kept = false,
): Promise<Day> {
  const places = await readPlaces(reader, network, kept)
  const view = viewOf(network, { ...asked, focus: '', near: '', from: '', to: '' })
  return { day: network.asOf, picture: pictureOf(view, places, c.var.region.looks, []) }
}
