import { Hono } from 'hono'
import { z } from 'zod'
import { record } from '../journal/entries.ts'
import { download } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { dayIn } from '../platform/days.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { regionArchive } from './archives.ts'
import { canExport } from './rules.ts'

/** The whole region as one file but for what is sealed; the journal keeps who took it. */
export async function answerArchive(c: HouseContext): Promise<Response> {
  const { db, actor, region, page, moment } = c.var
  permit(canExport(actor), 'transfer.onlyCoordinators')
  await record(db, actor, { verb: 'member.exported', record: region }, moment, async () => undefined)
  const name = `${region.slug}-${dayIn(region.timeZone, moment.at)}.zip`
  return download(c, name, 'application/zip', regionArchive(db, region, page.origin, moment, { sealed: false }))
}

/** A region goes out as one file, for programs of coordinators. */
export const transferApi = new Hono<House>().post('/export', answerArchive)

export const transferApiDocs: ApiDoc[] = [
  {
    method: 'post',
    path: '/api/v1/{region}/export',
    summary:
      'The region as one archive, as `tieline export` writes it but without what is sealed; the journal keeps who took it',
    tag: 'Files',
    response: z.undefined(),
    gives: 'application/zip',
  },
]
