import { Hono } from 'hono'
import { z } from 'zod'
import { tagged } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { dayIn } from '../../platform/days.ts'
import type { House } from '../../platform/house.ts'
import { askedOne, readQuery } from '../../platform/list-query.ts'
import { TIERS, tierActor, tierOf } from '../tiers.ts'
import { insightOf } from './insights.ts'

const insightQuery = z.object({
  weighted: askedOne(['', 'yes']).describe(
    'yes: a tie is as long as one over its strength (unknown counts as 1), PageRank, eigenvector and clustering follow strengths',
  ),
})

const share = z.number().min(0).max(1)
const count = z.int().min(0)

const organizationInsight = z.object({
  name: z.string(),
  degree: count.describe('With how many it is tied'),
  strength: z.number().optional().describe('The strengths of its ties together, where ties count by strength'),
  betweenness: share.describe('Share of the pairs of others between which it stands (Freeman 1977)'),
  closeness: z.number().min(0).describe('How near it is to all it reaches, as Wasserman and Faust (1994) have it'),
  harmonic: z.number().min(0).describe('One over the distance to each of the others, together'),
  eigenvector: z
    .number()
    .nullable()
    .describe('Of unit length; null where the network has several parts and it has no single meaning'),
  pagerank: share.describe('With a damping of 0.85; all together are 1'),
  core: count.describe('The greatest k for which it is in a group of which each is tied with k others'),
  clustering: share.describe('Share of the pairs of its neighbours that are tied'),
  component: count.describe('Which part of the network it is in; 0 is the largest'),
})

/** The measures of a network, as programs read them. */
export const insightSchema = z.object({
  tier: z.enum(TIERS).describe('From what whom may see it is computed'),
  asOf: z.iso.date(),
  weighted: z.literal(true).optional(),
  graph: z.object({
    organizations: count,
    ties: count.describe('Pairs of organizations that are tied'),
    density: share,
    components: count,
    largestComponent: count,
    diameter: z.number().nullable().describe('Of the largest component; null where nobody is tied'),
    averagePath: z.number().nullable().describe('Of the largest component; null where nobody is tied'),
    transitivity: share,
    averageClustering: share,
    articulationPoints: z.array(z.uuid()).describe('Whose going would leave others without a way to each other'),
    bridges: z.array(z.tuple([z.uuid(), z.uuid()])).describe('Ties that are the only way between two parts'),
  }),
  organizations: z.record(z.uuid(), organizationInsight),
  sampling: z
    .object({
      pivots: count,
      of: count,
      betweenness: z.number().describe('Two standard errors of the betweenness that is least sure'),
      betweennessAtMost: z.number().describe('In 95 of 100 cases no betweenness is further off'),
      averagePath: z.number().describe('Two standard errors'),
      diameterAtMost: z.number(),
    })
    .optional()
    .describe('There where a part has more than 10,000 organizations and paths were counted from some of them'),
})

/** The measures of the network, from what everybody of the asker's tier may see. */
export const insightApi = new Hono<House>().get('/insight', async (c) => {
  const { db, actor, region, moment, keepAs } = c.var
  const weighted = readQuery(c, insightQuery).weighted === 'yes'
  const tier = tierOf(actor)
  const day = dayIn(region.timeZone, moment.at)
  const keep = keepAs(tierActor(region.id, tier))
  const body = await keep(`insight ${day} ${weighted}`, async () =>
    JSON.stringify(await insightOf(db, region.id, tier, day, { weighted, keep })),
  )
  return tagged(c, body)
})

export const insightApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/insight',
    summary: 'Measures of the network and of each organization in it, from what everybody of the asker’s tier may see',
    tag: 'Ties',
    query: insightQuery,
    response: insightSchema,
  },
]
