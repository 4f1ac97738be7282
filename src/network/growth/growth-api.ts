import { Hono } from 'hono'
import { z } from 'zod'
import { jsonList, tagged } from '../../platform/answers.ts'
import { type ApiDoc, listOf } from '../../platform/api-docs.ts'
import { found } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { getSettings } from '../../region/regions.ts'
import { LINES } from '../current-networks.ts'
import { insightSchema } from '../insight/insight-api.ts'
import { readerOf } from '../map/map-reads.ts'
import { tierOf } from '../tiers.ts'
import { growthOf } from './growth-lines.ts'
import { findSnapshot, listSnapshots } from './snapshots.ts'

const growthSchema = z.object({
  steps: z.array(z.object({ day: z.iso.date(), organizations: z.int(), ties: z.int() })),
  undated: z.int().describe('Ties of which nobody knows since when: they count on every day'),
})
const graphSchema = insightSchema.shape.graph.omit({ articulationPoints: true, bridges: true })
const lineSchema = z.object({ day: z.iso.date(), takenAt: z.iso.datetime(), graph: graphSchema })
const snapshotSchema = z.object({
  day: z.iso.date(),
  takenAt: z.iso.datetime(),
  organizations: z.array(z.object({ id: z.uuid(), name: z.string(), sector: z.string(), roles: z.array(z.string()) })),
  ties: z.array(
    z.object({
      id: z.uuid(),
      a: z.uuid(),
      b: z.uuid(),
      kind: z.string(),
      line: z.enum(LINES),
      strength: z.int().nullable(),
    }),
  ),
  insight: insightSchema,
})

/** How the network grew, and the quarters that are kept, for programs. */
export const growthApi = new Hono<House>()
  .get('/map/growth', async (c) => {
    const { db, region } = c.var
    const { today } = readerOf(c)
    const { fiscalMonth } = await getSettings(db, region.id)
    return tagged(c, JSON.stringify(await growthOf(db, region.id, tierOf(c.var.actor), today, fiscalMonth)))
  })
  .get('/map/snapshots', async (c) => {
    const lines = await listSnapshots(c.var.db, c.var.region.id, tierOf(c.var.actor))
    return jsonList(c, lines, lines.length, null)
  })
  .get('/map/snapshots/:day', (c) => answerSnapshot(c, c.req.param('day')))

async function answerSnapshot(c: HouseContext, asked: string) {
  const kept = await findSnapshot(c.var.db, c.var.region.id, tierOf(c.var.actor), asked)
  const { network, ...snapshot } = found(kept)
  return tagged(c, JSON.stringify({ ...snapshot, organizations: network.organizations, ties: network.ties }))
}

export const growthApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/map/growth',
    summary: 'How many organizations and ties there were, by quarters or years, by the dates that are known',
    tag: 'Map',
    response: growthSchema,
  },
  {
    method: 'get',
    path: '/api/v1/{region}/map/snapshots',
    summary: 'The quarters of which the network is kept, the latest first, with its measures as they were',
    tag: 'Map',
    response: listOf(lineSchema),
  },
  {
    method: 'get',
    path: '/api/v1/{region}/map/snapshots/{day}',
    summary: 'The network at the end of a quarter, as it was kept then, as far as the asker may see it today',
    tag: 'Map',
    response: snapshotSchema,
  },
]
