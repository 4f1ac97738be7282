import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../../directory/organizations.ts'
import { jsonList, nextCursor, shownBy } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, readJson, versioned, written, wrongField } from '../../platform/api-writes.ts'
import { dayIn } from '../../platform/days.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedOne, asPrograms, readQuery } from '../../platform/list-query.ts'
import { paths } from '../../paths.ts'
import { listsOf } from '../../region/lists.ts'
import { href } from '../../ui/page.ts'
import { findEnd } from '../ends.ts'
import { takeAnswer } from './answers.ts'
import { askOrganizations, handLink, remind, revokeAsking, type ToAsk } from './asking-changes.ts'
import { getAsking, listAskings } from './askings.ts'
import { answerBody, askForm, decisionForm, LIMITS, reminderForm, rolesDecisionForm, roundForm } from './forms.ts'
import { knownRoles } from './known-ties.ts'
import { acceptClear, acceptNaming, decideRoles, refuseNaming } from './naming-decisions.ts'
import { getNaming, listNamings } from './namings.ts'
import {
  namingJson,
  namingListSchema,
  roundJson,
  roundListSchema,
  wholeRoundJson,
  wholeRoundSchema,
} from './renderings.ts'
import { beginRound, canEndOn, closeRound } from './round-changes.ts'
import { getRound, listRounds, type Round } from './rounds.ts'
import { canRunRounds } from './rules.ts'
import type { AnswerRow } from './typed-answers.ts'

const listQuery = z.object(asPrograms)
const answersQuery = listQuery.extend({
  show: askedOne(['all', 'open']).describe('open: only what nobody has decided'),
})

const permitted = (c: HouseContext) => permit(canRunRounds(c.var.actor), 'errors.coordinatorsOnly')
const roundOf = (c: HouseContext) => getRound(c.var.db, c.var.actor, c.req.param('round') ?? '')
const address = (c: HouseContext, round: string) => `/api/v1/${c.var.region.slug}/rounds/${round}`

/** The rounds as programs read them, also at the address of the page. */
export async function answerRounds(c: HouseContext): Promise<Response> {
  permitted(c)
  const { limit, cursor } = readQuery(c, listQuery)
  const offset = shownBy(cursor)
  const { items, total } = await listRounds(c.var.db, c.var.actor, { offset, limit })
  return jsonList(c, items.map(roundJson), total, nextCursor(offset + items.length, total))
}

/** A round with all who are asked in it. */
export async function answerRound(c: HouseContext, id: string, status: 200 | 201 = 200): Promise<Response> {
  permitted(c)
  const round = await getRound(c.var.db, c.var.actor, id)
  return versioned(c, wholeRoundJson(round, await listAskings(c.var.db, c.var.actor, round.id)), status)
}

/** Does something in a round once, and answers with the round as it is then. */
async function inRound(c: HouseContext, work: (round: Round) => Promise<unknown>): Promise<Response> {
  permitted(c)
  return written(
    c,
    async () => {
      const round = await roundOf(c)
      await work(round)
      return round.id
    },
    (id) => address(c, id),
    (id, status) => answerRound(c, id, status),
    200,
  )
}

/** The JSON twin of the rounds' pages. */
export const snowballApi = new Hono<House>()
  .get('/rounds', answerRounds)
  .post('/rounds', async (c) => {
    permitted(c)
    const { db, actor, region, moment } = c.var
    const input = checkJson(c, roundForm, await readJson(c))
    const isOpen = canEndOn(input.until, dayIn(region.timeZone, moment.at))
    if (!isOpen) throw wrongField(c, 'until', 'snowball.errors.until')
    return written(
      c,
      () => beginRound(db, actor, region, input, moment),
      (id) => address(c, id),
      (id, status) => answerRound(c, id, status),
    )
  })
  .get('/rounds/:round', (c) => answerRound(c, c.req.param('round')))
  .post('/rounds/:round/askings', async (c) => {
    permitted(c)
    const { organizations } = checkJson(c, askForm, await readJson(c))
    return inRound(c, async (round) => {
      const wanted: ToAsk[] = []
      for (const { organization, person, email } of organizations) {
        const { id } = await getOrganization(c.var.db, c.var.actor, organization)
        wanted.push({ organizationId: id, ...(person && { personId: person }), ...(email && { email }) })
      }
      await askOrganizations(c.var.db, c.var.actor, round, wanted, c.var.moment)
    })
  })
  .post('/rounds/:round/reminders', async (c) => {
    permitted(c)
    const { asking } = checkJson(c, reminderForm, await readJson(c))
    return inRound(c, (round) => remind(c.var.db, c.var.actor, round, asking || null, c.var.moment))
  })
  .post('/rounds/:round/closing', (c) => inRound(c, (round) => closeRound(c.var.db, c.var.actor, round, c.var.moment)))
  .get('/rounds/:round/answers', async (c) => {
    permitted(c)
    const { limit, cursor, show } = readQuery(c, answersQuery)
    const offset = shownBy(cursor)
    const round = await roundOf(c)
    const asked = { roundId: round.id, open: show === 'open', offset, limit }
    const { items, total } = await listNamings(c.var.db, c.var.actor, asked)
    return jsonList(c, items.map(namingJson), total, nextCursor(offset + items.length, total))
  })
  .post('/rounds/:round/answers', (c) =>
    inRound(c, (round) => acceptClear(c.var.db, c.var.actor, c.var.region, round, c.var.moment)),
  )
  .post('/rounds/:round/answers/:naming', async (c) => {
    permitted(c)
    const said = checkJson(c, decisionForm, await readJson(c))
    const { db, actor, region, moment } = c.var
    return inRound(c, async (round) => {
      const naming = await getNaming(db, actor, round.id, c.req.param('naming'))
      if (said.decision === 'refuse') return refuseNaming(db, actor, round, naming, said.reason, moment)
      return acceptNaming(db, actor, region, round, naming, await meantBy(c, said), moment)
    })
  })
  .post('/rounds/:round/askings/:asking/roles', async (c) => {
    permitted(c)
    const { decision } = checkJson(c, rolesDecisionForm, await readJson(c))
    return inRound(c, async (round) => {
      const asking = await getAsking(c.var.db, c.var.actor, round.id, c.req.param('asking'))
      const what = decision === 'accept' ? 'accepted' : 'refused'
      await decideRoles(c.var.db, c.var.actor, round, asking, what, c.var.moment)
    })
  })
  .post('/rounds/:round/askings/:asking/revocation', (c) =>
    inRound(c, async (round) => {
      const asking = await getAsking(c.var.db, c.var.actor, round.id, c.req.param('asking'))
      await revokeAsking(c.var.db, c.var.actor, round, asking, c.var.moment)
    }),
  )
  .post('/rounds/:round/askings/:asking/link', async (c) => {
    permitted(c)
    const { db, actor, region, page, moment } = c.var
    // A link is told once: a retry under the same key finds that it was made.
    if (c.var.repeats) throw problem(409, 'errors.alreadyDone')
    const round = await roundOf(c)
    const asking = await getAsking(db, actor, round.id, c.req.param('asking'))
    const token = await handLink(db, actor, round, asking, region.timeZone, moment)
    c.header('cache-control', 'no-store')
    c.header('location', address(c, round.id))
    return c.json({ url: page.origin + href({ lang: round.lang }, paths.link(region.slug, token)) }, 201)
  })
  .post('/rounds/:round/askings/:asking/answer', async (c) => {
    permitted(c)
    const { ties, roles } = checkJson(c, answerBody, await readJson(c))
    const { db, actor, region, moment } = c.var
    return inRound(c, async (round) => {
      const asking = await getAsking(db, actor, round.id, c.req.param('asking'))
      const answer = {
        rows: await rowsOf(c, ties),
        roles: roles ? { said: roles, shown: await knownRoles(db, actor, asking) } : null,
      }
      await takeAnswer(db, { actor, how: 'coordinator', atOnce: false }, region, round, asking, answer, moment)
    })
  })

async function meantBy(c: HouseContext, said: z.output<typeof decisionForm>) {
  if (said.organization !== '') return { id: (await getOrganization(c.var.db, c.var.actor, said.organization)).id }
  if (said.sector === '') return null
  const { sectors } = await listsOf(c.var.db, c.var.actor.regionId, c.var.page.lang)
  if (!sectors.some(({ key, retired }) => key === said.sector && !retired))
    throw wrongField(c, 'sector', 'directory.errors.sector')
  return { sector: said.sector }
}

/** What was told on paper, with the organizations that are here found by id, slug or name. */
async function rowsOf(c: HouseContext, ties: z.output<typeof answerBody>['ties']): Promise<AnswerRow[]> {
  const { tieKinds } = await listsOf(c.var.db, c.var.actor.regionId, c.var.page.lang)
  const rows: AnswerRow[] = []
  for (const { name, kind, direction, strength, verdict } of ties) {
    const known = tieKinds.find((one) => one.key === kind && !one.retired)
    if (!known) throw wrongField(c, 'ties', 'network.errors.kind')
    const found = await findEnd(c.var.db, c.var.actor, name)
    const end = 'end' in found ? found.end : null
    rows.push({
      name: end?.name ?? name.slice(0, LIMITS.organization),
      organizationId: end?.id ?? null,
      kind,
      direction: known.directed ? direction : 'forward',
      strength,
      verdict,
      tieId: null,
    })
  }
  return rows
}

const base = '/api/v1/{region}/rounds'
const of = (method: 'get' | 'post', path: string, summary: string, more: Partial<ApiDoc> = {}): ApiDoc => ({
  method,
  path: base + path,
  summary,
  tag: 'Rounds',
  response: wholeRoundSchema,
  closed: true,
  ...more,
})

export const snowballApiDocs: ApiDoc[] = [
  of('get', '', 'Rounds in which organizations are asked with whom they work, the latest first; for coordinators', {
    query: listQuery,
    response: roundListSchema,
  }),
  of('post', '', 'Begins a round; nobody is asked by that', { body: roundForm, status: 201 }),
  of('get', '/{round}', 'A round with all who are asked in it'),
  of('post', '/{round}/askings', 'Asks organizations: each gets its link by mail where there is an address', {
    body: askForm,
  }),
  of('post', '/{round}/reminders', 'Reminds one, or all who have not answered', { body: reminderForm }),
  of('post', '/{round}/closing', 'Ends a round before its day'),
  of('get', '/{round}/answers', 'What was answered, line by line', { query: answersQuery, response: namingListSchema }),
  of('post', '/{round}/answers', 'Accepts all lines of which it is clear who is meant, up to 200 at once'),
  of('post', '/{round}/answers/{naming}', 'Accepts a line of an answer, or refuses it', { body: decisionForm }),
  of('post', '/{round}/askings/{asking}/roles', 'Takes over what they say of their roles, or does not', {
    body: rolesDecisionForm,
  }),
  of('post', '/{round}/askings/{asking}/revocation', 'Takes back what one was asked: its links end'),
  of('post', '/{round}/askings/{asking}/link', 'Makes a link to hand on, told this once', {
    status: 201,
    response: z.object({ url: z.url() }),
  }),
  of('post', '/{round}/askings/{asking}/answer', 'Says for them what they told on paper or by telephone', {
    body: answerBody,
  }),
]
