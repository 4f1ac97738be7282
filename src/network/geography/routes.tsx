import { Hono } from 'hono'
import { endOfDay, isTable, tableAnswer, wants } from '../../platform/answers.ts'
import type { House } from '../../platform/house.ts'
import { readQuery } from '../../platform/list-query.ts'
import { listsOf } from '../../region/lists.ts'
import { canChangeRegion } from '../../region/rules.ts'
import { document } from '../../ui/layout.tsx'
import { answerGeography, geographyFor } from './api.ts'
import { countAreas, groupsOf, narrow, shadingOf, sumOf } from './county-counts.ts'
import { geographyQuery } from './forms.ts'
import { GeographyPage } from './geography-page.tsx'
import { picturesOf } from './picture-marks.ts'
import { COUNTY_COLUMNS, countyCells } from './renderings.ts'

/** The organizations of a region on the land. */
export const geographyRoutes = new Hono<House>().get('/map/geography', async (c) => {
  const form = wants(c)
  if (form === 'json') return answerGeography(c)
  const { db, actor, page, region, moment } = c.var
  const asked = readQuery(c, geographyQuery)
  const geography = await geographyFor(c)
  const shown = narrow(geography.located, asked)
  const counts = countAreas(geography, shown)
  if (isTable(form)) return tableAnswer(c, 'counties', COUNTY_COLUMNS, counts.map(countyCells))
  c.set('cached', { params: Object.keys(geographyQuery.shape), freshUntil: endOfDay(region.timeZone, moment.at) })
  const lists = await listsOf(db, actor.regionId, page.lang)
  const view = { page, lists, asked, geography, shown, counts }
  const seen = {
    sum: sumOf(geography, counts, shown),
    shading: shadingOf(counts, asked.show),
    groups: groupsOf(geography, shown),
    pictures: picturesOf(geography, shown),
  }
  return c.html(document(<GeographyPage {...view} {...seen} mayChooseCounties={canChangeRegion(actor)} />))
})
