import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../../directory/organizations.ts'
import { jsonList } from '../../platform/answers.ts'
import { type ApiDoc, listOf } from '../../platform/api-docs.ts'
import { checkJson, gone, readJson, written } from '../../platform/api-writes.ts'
import { permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { readQuery } from '../../platform/list-query.ts'
import { mapFilter, pinForm } from './forms.ts'
import { flowJson, flowRowSchema, flowSourceOf, readFlows } from './map-flows.ts'
import { layOutAnew, pinOnMap, unpinOnMap } from './map-layouts.ts'
import { readView, readerOf } from './map-reads.ts'
import {
  organizationJson,
  organizationRowSchema,
  organizationRows,
  tieJson,
  tieRowSchema,
  tieRows,
} from './map-tables.ts'
import { canPin } from './rules.ts'

const viewed = (c: HouseContext) => readView(readerOf(c), readQuery(c, mapFilter), true)

/** The map for programs: what a view of it holds, and what coordinators do to its picture. */
export const mapApi = new Hono<House>()
  .get('/map/organizations', async (c) => {
    const rows = organizationRows(await viewed(c)).map(organizationJson)
    return jsonList(c, rows, rows.length, null)
  })
  .get('/map/ties', async (c) => {
    const view = await viewed(c)
    const rows = tieRows(view).map(tieJson(view.network))
    return jsonList(c, rows, rows.length, null)
  })
  .get('/map/flows', async (c) => {
    const view = await viewed(c)
    const source = flowSourceOf(c.var.rooms)
    const flows = source ? await readFlows(readerOf(c), view, source) : []
    return jsonList(c, flows.map(flowJson(view)), flows.length, null)
  })
  .post('/map/pins', async (c) => {
    const { db, actor, moment } = c.var
    permit(canPin(actor), 'map.errors.pin')
    const pin = checkJson(c, pinForm, await readJson(c))
    const work = async () => {
      const organization = await getOrganization(db, actor, pin.organization)
      await pinOnMap(db, actor, organization, pin, moment)
      return organization.id
    }
    const at = (id: string) => `/api/v1/${c.var.region.slug}/organizations/${id}`
    return written(c, work, at, async (_, status) => c.json(pin, status), 200)
  })
  .delete('/map/pins/:organization', async (c) => {
    const { db, actor, moment } = c.var
    permit(canPin(actor), 'map.errors.pin')
    await unpinOnMap(db, actor, await getOrganization(db, actor, c.req.param('organization')), moment)
    return gone(c)
  })
  .delete('/map/layout', async (c) => {
    permit(canPin(c.var.actor), 'map.errors.pin')
    await layOutAnew(c.var.db, c.var.actor, c.var.moment)
    return gone(c)
  })

export const mapApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/map/organizations',
    summary: 'The organizations of a view of the map, as the tier of the asker sees it, with what it tells of each',
    tag: 'Map',
    query: mapFilter,
    response: listOf(organizationRowSchema),
  },
  {
    method: 'get',
    path: '/api/v1/{region}/map/ties',
    summary: 'The ties of a view of the map, one for each pair of organizations',
    tag: 'Map',
    query: mapFilter,
    response: listOf(tieRowSchema),
  },
  {
    method: 'get',
    path: '/api/v1/{region}/map/flows',
    summary: 'What flows between the organizations of a view of the map, as the tier of the asker sees it',
    tag: 'Map',
    query: mapFilter,
    response: listOf(flowRowSchema),
  },
  {
    method: 'post',
    path: '/api/v1/{region}/map/pins',
    summary: 'Puts an organization where it then stays on the map; for coordinators',
    tag: 'Map',
    body: pinForm,
    response: pinForm,
  },
  {
    method: 'delete',
    path: '/api/v1/{region}/map/pins/{organization}',
    summary: 'Lets an organization stand where its ties draw it; for coordinators',
    tag: 'Map',
    status: 204,
    response: z.undefined(),
  },
  {
    method: 'delete',
    path: '/api/v1/{region}/map/layout',
    summary: 'Has the map laid out anew when it is looked at next; what is pinned stays; for coordinators',
    tag: 'Map',
    status: 204,
    response: z.undefined(),
  },
]
