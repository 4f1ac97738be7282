import { Hono } from 'hono'
import { z } from 'zod'
import { downloadText } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { dayIn } from '../platform/days.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { readQuery } from '../platform/list-query.ts'
import { tieFilter } from './forms.ts'
import { NETWORK_FORMATS, type NetworkFormatName, networkOf } from './network-files.ts'

/** The network of a list of ties as a file for programs that draw networks; also what the page of ties answers. */
export async function answerNetwork(c: HouseContext, format: NetworkFormatName): Promise<Response> {
  const { db, actor, region, moment } = c.var
  const query = { ...readQuery(c, tieFilter), today: dayIn(region.timeZone, moment.at) }
  const { ending, type, write } = NETWORK_FORMATS[format]
  const network = await networkOf(db, actor, query, region.name)
  return downloadText(c, `${region.slug}${ending}`, type, write(network))
}

const FORMATS = Object.keys(NETWORK_FORMATS) as NetworkFormatName[]

/** Networks as files, for programs that act for a member. */
export const networkFileApi = new Hono<House>()
for (const format of FORMATS)
  networkFileApi.get(`/network${NETWORK_FORMATS[format].ending}`, (c) => answerNetwork(c, format))

const NAMES: Record<NetworkFormatName, string> = { gexf: 'GEXF, for Gephi', graphml: 'GraphML', kumu: 'Kumu’s JSON' }

export const networkFileApiDocs: ApiDoc[] = FORMATS.map((format) => ({
  method: 'get',
  path: `/api/v1/{region}/network${NETWORK_FORMATS[format].ending}`,
  summary: `Organizations and the ties that a filter leaves as ${NAMES[format]}`,
  tag: 'Files',
  query: tieFilter,
  response: z.undefined(),
  gives: NETWORK_FORMATS[format].type.split(';')[0]!,
}))
