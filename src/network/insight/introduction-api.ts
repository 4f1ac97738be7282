import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../../directory/organizations.ts'
import { type Decision, DECISIONS } from '../../journal/proposals.ts'
import { organizationsWith } from '../../platform/actor.ts'
import { jsonList, tagged } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, readJson, written, wrongField } from '../../platform/api-writes.ts'
import { permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedOne, readQuery } from '../../platform/list-query.ts'
import { listsOf } from '../../region/lists.ts'
import type { Network } from '../current-networks.ts'
import { readerOf } from '../map/map-reads.ts'
import { TIERS } from '../tiers.ts'
import { newMeetingForm, whatIfQuery } from './forms.ts'
import { decideMeeting } from './introductions.ts'
import { sayReasons } from './meeting-sayings.ts'
import { listMeetingsFor, type Meeting } from './meetings.ts'
import { canIntroduce } from './rules.ts'
import { askWhatIf } from './what-if-reads.ts'

const meetingsQuery = z.object({
  mine: askedOne(['', 'yes']).describe('yes: only pairs with an organization that the asker speaks for'),
})

const end = z.object({ id: z.uuid(), slug: z.string(), name: z.string() })
const meetingSchema = z.object({
  organizations: z.tuple([end, end]),
  reasons: z.array(z.string()).describe('Why the two should meet, in sentences'),
})
const listSchema = z.object({ items: z.array(meetingSchema), total: z.int(), next: z.null() })
const decidedSchema = z.object({ organizations: z.tuple([z.uuid(), z.uuid()]), decision: z.enum(DECISIONS) })

const lost = z.object({
  gone: z.array(z.string()).describe('That nobody else has'),
  outOfReach: z.array(z.string()).describe('That only those have who would be cut off'),
})
const whatIfSchema = z.object({
  tier: z.enum(TIERS),
  asOf: z.iso.date(),
  left: z.array(end),
  unknown: z.array(z.string()).describe('What names no organization that the asker sees'),
  cutOff: z
    .array(z.array(end))
    .describe('Who would no longer reach most of the others, by the pieces that would be left'),
  pairsLost: z.int().describe('Pairs of others that would no longer reach each other'),
  tiesLost: z.int().describe('Pairs that would no longer be tied'),
  roles: lost,
  audiences: lost,
})

const asEnd = ({ id, slug, name }: Network['organizations'][number]) => ({ id, slug, name })

/** So many pairs are suggested to a program. */
const MOST = 100

/** Who should meet whom, and what would be lost without some, for programs. */
export const introductionApi = new Hono<House>()
  .get('/insight/introductions', async (c) => {
    const { db, actor, region, page } = c.var
    const around = readQuery(c, meetingsQuery).mine === 'yes' ? organizationsWith(actor, 'speak') : undefined
    const [lists, { meetings, organizations }] = await Promise.all([
      listsOf(db, region.id, page.lang),
      listMeetingsFor(readerOf(c), { most: MOST, ...(around && { around }) }),
    ])
    const say = (meeting: Meeting) => sayReasons({ t: page.t, lists, organizations }, meeting)
    const items = meetings.map((meeting) => ({ organizations: meeting.pair.map(asEnd), reasons: say(meeting) }))
    return jsonList(c, items, items.length, null)
  })
  .post('/insight/introductions', async (c) => {
    const { db, actor, page, moment } = c.var
    const form = checkJson(c, newMeetingForm, await readJson(c))
    const pair = [
      await getOrganization(db, actor, form.organization),
      await getOrganization(db, actor, form.with),
    ] as const
    permit(canIntroduce(actor, pair), 'insight.errors.introduce')
    if (pair[0].id === pair[1].id) throw wrongField(c, 'with', 'insight.errors.pair')
    const decision: Decision = { introduce: 'accepted', dismiss: 'refused', later: 'later' }[form.decision] as Decision
    const work = async () => {
      await decideMeeting(db, actor, pair, form, page.lang, moment)
      return pair[0].id
    }
    const answer = async () => c.json({ organizations: pair.map(({ id }) => id), decision })
    return written(c, work, () => `/api/v1/${c.var.region.slug}/insight/introductions`, answer, 200)
  })
  .get('/insight/what-if', async (c) => tagged(c, JSON.stringify(await whatIfJson(c))))

async function whatIfJson(c: HouseContext) {
  const { network, found, unknown } = await askWhatIf(readerOf(c), readQuery(c, whatIfQuery).organization)
  const at = (places: readonly number[]) => places.map((place) => asEnd(network.organizations[place]!))
  const nothing = { gone: [], outOfReach: [] }
  return {
    tier: network.tier,
    asOf: network.asOf,
    left: at(found?.left ?? []),
    unknown,
    cutOff: (found?.cutOff ?? []).map(at),
    pairsLost: found?.pairsLost ?? 0,
    tiesLost: found?.ties ?? 0,
    roles: found?.roles ?? nothing,
    audiences: found?.audiences ?? nothing,
  }
}

const tag = 'Map'
const v1 = '/api/v1/{region}/insight'
export const introductionApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: `${v1}/introductions`,
    summary: 'Pairs of organizations that should meet, the likeliest first, from what the tier of the asker sees',
    tag,
    query: meetingsQuery,
    response: listSchema,
  },
  {
    method: 'post',
    path: `${v1}/introductions`,
    summary: 'Introduces two organizations, or keeps that they are not to be suggested again, or not now',
    tag,
    body: newMeetingForm,
    response: decidedSchema,
  },
  {
    method: 'get',
    path: `${v1}/what-if`,
    summary: 'What would be lost if some organizations left the network',
    tag,
    query: whatIfQuery,
    response: whatIfSchema,
  },
]
