import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../../directory/organizations.ts'
import { dayIn } from '../../platform/days.ts'
import { listsOf } from '../../region/lists.ts'
import { jsonList, tagged } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { versioned, withStatus, written } from '../../platform/api-writes.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { newPartnershipSchema } from '../forms.ts'
import { asBegun, proposalOf } from './proposals.ts'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { differencesOf } from './differences.ts'
import { partyApi, partyApiDocs } from './party-api.ts'
import {
  charterJson,
  charterSchema,
  differencesJson,
  differencesSchema,
  revisionJson,
  revisionListSchema,
  revisionRow,
  revisionSchema,
} from './renderings.ts'
import { changesOf, type CharterContent, draftOf, getRevision, keepRevision, listRevisions } from './revisions.ts'
import { forceOf } from './standings.ts'
import { readsDraft, writesCharter } from './rules.ts'

const compareQuery = z.object({
  from: askedText(10).describe('Number of a revision, or draft'),
  to: askedText(10).describe('Number of a revision, or draft'),
})

const draftQuery = z.object({
  with: askedText(2000).describe('Ids or slugs of the others, with commas between them'),
})

const partnershipOf = (c: HouseContext) => getPartnership(c.var.db, c.var.actor, c.req.param('id') ?? '')

async function draftReader(c: HouseContext): Promise<Partnership> {
  const partnership = await partnershipOf(c)
  permit(readsDraft(c.var.actor, partnership), 'partnership-charter.errors.read')
  return partnership
}

/** The charter for programs: the draft for its partners. */
export async function answerCharter(c: HouseContext, partnership: Partnership): Promise<Response> {
  const { db, actor } = c.var
  if (readsDraft(actor, partnership))
    return versioned(c, charterJson(partnership, 'draft', await draftOf(db, actor, partnership)))
  const force = await forceOf(db, actor, partnership.id)
  return versioned(c, charterJson(partnership, force ? 'in-force' : 'none', force?.revision.content ?? null))
}

async function answerRevision(c: HouseContext, partnershipId: string, number: string, status: 200 | 201 = 200) {
  const revision = await getRevision(c.var.db, c.var.actor, partnershipId, number)
  return withStatus(tagged(c, JSON.stringify(revisionJson(revision))), status)
}

/** The JSON twin of the charter's pages. */
export const charterApi = new Hono<House>()
  .route('/', partyApi)
  .get('/organizations/:id/partnership-draft', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const { with: others } = readQuery(c, draftQuery)
    const named = [c.req.param('id'), ...others.split(',')].map((one) => one.trim()).filter(Boolean)
    const ids = await Promise.all(named.map(async (one) => (await getOrganization(db, actor, one)).id))
    const lists = await listsOf(db, region.id, page.lang)
    const today = dayIn(region.timeZone, moment.at)
    const proposal = await proposalOf(db, actor, [...new Set(ids)], { t: page.t, lists, today })
    return tagged(c, JSON.stringify(newPartnershipSchema.parse(asBegun(proposal, page.lang))))
  })
  .get('/partnerships/:id/charter', async (c) => answerCharter(c, await partnershipOf(c)))
  .get('/partnerships/:id/charter/revisions', async (c) => {
    const partnership = await draftReader(c)
    const revisions = await listRevisions(c.var.db, c.var.actor, partnership.id)
    const changes = changesOf(revisions)
    const items = revisions.map((one, n) => revisionRow(one, changes[n]!))
    return jsonList(c, items, items.length, null)
  })
  .post('/partnerships/:id/charter/revisions', async (c) => {
    const { db, actor, region, moment } = c.var
    const partnership = await partnershipOf(c)
    permit(writesCharter(actor, partnership), 'partnership-charter.errors.write')
    return written(
      c,
      async () => String((await keepRevision(db, actor, partnership, moment)).number),
      (number) => `/api/v1/${region.slug}/partnerships/${partnership.id}/charter/revisions/${number}`,
      (number, status) => answerRevision(c, partnership.id, number, status),
    )
  })
  .get('/partnerships/:id/charter/revisions/:number', async (c) =>
    answerRevision(c, (await draftReader(c)).id, c.req.param('number')),
  )
  .get('/partnerships/:id/charter/differences', async (c) => {
    const partnership = await draftReader(c)
    const { from, to } = readQuery(c, compareQuery)
    const [before, after] = await Promise.all([contentBy(c, partnership, from), contentBy(c, partnership, to)])
    const told = differencesJson(from || 'draft', to || 'draft', differencesOf(before, after))
    return tagged(c, JSON.stringify(told))
  })

async function contentBy(c: HouseContext, partnership: Partnership, asked: string): Promise<CharterContent> {
  const { db, actor } = c.var
  if (asked === '' || asked === 'draft') return draftOf(db, actor, partnership)
  if (!/^\d{1,6}$/.test(asked)) throw problem(404)
  return (await getRevision(db, actor, partnership.id, asked)).content
}

const base = '/api/v1/{region}/partnerships/{id}/charter'
const of = (
  method: ApiDoc['method'],
  path: string,
  summary: string,
  more: Partial<ApiDoc> & Pick<ApiDoc, 'response'>,
): ApiDoc => ({
  method,
  path: base + path,
  summary,
  tag: 'Partnerships',
  closed: true,
  ...more,
})

export const charterApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: base,
    summary: 'The charter of a partnership: its draft for its partners, what is in force for everybody else',
    tag: 'Partnerships',
    response: charterSchema,
  },
  of('get', '/revisions', 'Revisions of the charter, the latest first', { response: revisionListSchema }),
  of('post', '/revisions', 'Keeps the charter as it stands as a revision; nothing new where nothing differs', {
    status: 201,
    response: revisionSchema,
  }),
  of('get', '/revisions/{number}', 'A revision of the charter', { response: revisionSchema }),
  of('get', '/differences', 'What differs between two revisions, or a revision and the draft', {
    query: compareQuery,
    response: differencesSchema,
  }),
  ...partyApiDocs,
  {
    method: 'get',
    path: '/api/v1/{region}/organizations/{id}/partnership-draft',
    summary: 'A partnership as it could be begun, of what the records of these organizations offer each other',
    tag: 'Partnerships',
    query: draftQuery,
    response: newPartnershipSchema,
  },
]
