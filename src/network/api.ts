import { Hono } from 'hono'
import { z } from 'zod'
import { getOrganization } from '../directory/organizations.ts'
import type { Actor } from '../platform/actor.ts'
import { jsonList, nextCursor, shownBy } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { checkJson, fromVersion, gone, readJson, versioned, written, wrongField } from '../platform/api-writes.ts'
import { dayIn } from '../platform/days.ts'
import { permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { readQuery } from '../platform/list-query.ts'
import { circleMembers } from '../platform/records.ts'
import { chooseEnds, findEnds } from './ends.ts'
import {
  changeForm,
  confirmationForm,
  disputeForm,
  endForm,
  newTieForm,
  programQuery,
  sideHoldersForm,
} from './forms.ts'
import { canBeNamed, nameHolders } from './holder-changes.ts'
import { holdingsOf } from './holders.ts'
import { typedPeriod } from './periods.ts'
import { tieJson, tieListSchema, wholeTieJson, wholeTieSchema } from './renderings.ts'
import {
  canAddTie,
  canChangeTie,
  canConfirm,
  canDispute,
  canNameHolders,
  canRemoveTie,
  renewingSide,
  sideOf,
} from './rules.ts'
import { confirmTie, disputeTie, renewTie } from './statements.ts'
import { asDetails, changeTie, endTie, removeTie, restoreTie } from './tie-changes.ts'
import { listTies } from './tie-lists.ts'
import { proposeTie } from './tie-proposals.ts'
import { type Tie, getRemovedTie, getTie } from './ties.ts'

/** A list of ties as programs read it, also at the address of the page. */
export async function answerTies(c: HouseContext): Promise<Response> {
  const { db, actor, region, moment } = c.var
  const { limit, cursor, ...filter } = readQuery(c, programQuery)
  const today = dayIn(region.timeZone, moment.at)
  const offset = shownBy(cursor)
  const { items, total } = await listTies(db, actor, { ...filter, today }, { offset, limit })
  const holdings = await holdingsOf(db, actor, items, today)
  return jsonList(
    c,
    items.map((tie) => tieJson(tie, today, holdings(tie))),
    total,
    nextCursor(offset + items.length, total),
  )
}

/** The JSON twin of the ties' pages: the same reads, the same filters. */
export const networkApi = new Hono<House>()
  .get('/ties', answerTies)
  .get('/ties/:tie', (c) => answerTie(c, c.req.param('tie')))
  .post('/ties', async (c) => {
    const { db, actor, page, moment } = c.var
    const { organization: from, ...typed } = checkJson(c, newTieForm, await readJson(c))
    const organization = await getOrganization(db, actor, from)
    permit(canAddTie(actor, organization), 'network.errors.add')
    const chosen = await chooseEnds(db, actor, organization, typed, page.t)
    if ('errors' in chosen) throw Object.assign(problem(422, 'api.errors.fields'), { details: chosen })
    const propose = async () => {
      const input = { ...typed, ...chosen, organization: organization.id }
      const { id, made } = await proposeTie(db, actor, input, moment)
      if (!made) throw Object.assign(problem(409, 'network.errors.exists'), { details: { exists: id } })
      return id
    }
    return written(
      c,
      propose,
      (id) => tieAddress(c, id),
      (id, status) => answerTie(c, id, status),
    )
  })
  .patch('/ties/:tie', async (c) => {
    const { db, actor, page, moment } = c.var
    const tie = await getTie(db, actor, c.req.param('tie'))
    permit(canChangeTie(actor, tie), 'network.errors.change')
    const before = asDetails(tie, actor, await circleMembers(db, actor.regionId, tie.circleId))
    const input = checkJson(c, changeForm, await readJson(c), before)
    const circle = await findEnds(db, actor, input.circle)
    const unknown = circle.unknown.filter((name) => !before.circle.includes(name))
    if (unknown.length > 0) {
      const all = unknown.map((typed) => page.t('network.errors.otherUnknown', { typed }))
      throw Object.assign(problem(422, 'api.errors.fields'), { details: { errors: { circle: all } } })
    }
    const change = (version: number) =>
      changeTie(db, actor, { ...tie, version }, { ...input, circle: circle.ids }, moment)
    await fromVersion(c, tie, change, () => readTie(c, tie.id))
    return answerTie(c, tie.id)
  })
  .post('/ties/:tie/confirmation', (c) =>
    said(c, async (tie) => {
      permit(canConfirm(c.var.actor, tie), 'network.errors.confirm')
      const form = checkJson(c, confirmationForm, await readJson(c))
      return (actor) => confirmTie(c.var.db, actor, tie, sideOf(actor, tie)!, form, c.var.moment)
    }),
  )
  .post('/ties/:tie/renewal', (c) =>
    said(c, async (tie) => {
      const { db, actor, region, moment } = c.var
      const mine = renewingSide(actor, tie, dayIn(region.timeZone, moment.at))
      permit(mine !== undefined, 'network.errors.renew')
      return () => renewTie(db, actor, tie, mine, region.timeZone, moment)
    }),
  )
  .post('/ties/:tie/dispute', (c) =>
    said(c, async (tie) => {
      permit(canDispute(c.var.actor, tie), 'network.errors.dispute')
      const form = checkJson(c, disputeForm, await readJson(c))
      return (actor) => disputeTie(c.var.db, actor, tie, sideOf(actor, tie)!, form, c.var.moment)
    }),
  )
  .post('/ties/:tie/end', (c) =>
    said(c, async (tie) => {
      permit(canChangeTie(c.var.actor, tie), 'network.errors.change')
      const form = checkJson(c, endForm(typedPeriod(tie).since), await readJson(c))
      return (actor) => endTie(c.var.db, actor, tie, form, c.var.moment)
    }),
  )
  .post('/ties/:tie/holders', (c) =>
    said(c, async (tie) => {
      const { db, region, moment } = c.var
      const { organization, holders } = checkJson(c, sideHoldersForm, await readJson(c))
      const side = tie.sides.find((one) => organization === one.id || organization === one.slug)
      if (!side) throw wrongField(c, 'organization', 'network.errors.notAnEnd')
      permit(canNameHolders(c.var.actor, side), 'network.errors.holders')
      const today = dayIn(region.timeZone, moment.at)
      if (!(await canBeNamed(db, c.var.actor, side, holders, today)))
        throw wrongField(c, 'holders', 'network.errors.holder')
      return (actor) => nameHolders(db, actor, tie, side, holders, today, moment)
    }),
  )
  .delete('/ties/:tie', async (c) => {
    const { db, actor, moment } = c.var
    const tie = await getTie(db, actor, c.req.param('tie'))
    permit(canRemoveTie(actor, tie), 'network.errors.remove')
    await removeTie(db, actor, tie, moment)
    return gone(c)
  })
  .post('/ties/:tie/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const bring = async () => {
      const tie = await getRemovedTie(db, actor, c.req.param('tie'))
      permit(canRemoveTie(actor, tie), 'network.errors.remove')
      await restoreTie(db, actor, tie, moment)
      return tie.id
    }
    return written(
      c,
      bring,
      (id) => tieAddress(c, id),
      (id, status) => answerTie(c, id, status),
      200,
    )
  })

/** What one end says of a tie: it is asked once whether that may be, and done once. */
async function said(c: HouseContext, ask: (tie: Tie) => Promise<(actor: Actor) => Promise<unknown>>) {
  const work = async () => {
    const tie = await getTie(c.var.db, c.var.actor, c.req.param('tie') ?? '')
    await (
      await ask(tie)
    )(c.var.actor)
    return tie.id
  }
  return written(
    c,
    work,
    (id) => tieAddress(c, id),
    (id, status) => answerTie(c, id, status),
    200,
  )
}

async function readTie(c: HouseContext, id: string) {
  const { db, actor, region, moment } = c.var
  const [tie, today] = [await getTie(db, actor, id), dayIn(region.timeZone, moment.at)]
  return wholeTieJson(tie, today, (await holdingsOf(db, actor, [tie], today))(tie))
}

/** A tie as JSON, with an ETag. */
export const answerTie = async (c: HouseContext, id: string, status: 200 | 201 = 200) =>
  versioned(c, await readTie(c, id), status)

export const tieAddress = (c: HouseContext, id: string) => `/api/v1/${c.var.region.slug}/ties/${id}`

export const networkApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/ties',
    summary: 'Ties between organizations: those of today that nobody disputes, unless asked for otherwise',
    tag: 'Ties',
    query: programQuery,
    response: tieListSchema,
  },
  {
    method: 'get',
    path: '/api/v1/{region}/ties/{tie}',
    summary: 'A tie with everything that was said of it',
    tag: 'Ties',
    response: wholeTieSchema,
  },
  {
    method: 'post',
    path: '/api/v1/{region}/ties',
    summary: 'Puts a tie between two organizations; one that is there already answers 409 and its id in `exists`',
    tag: 'Ties',
    body: newTieForm,
    status: 201,
    response: wholeTieSchema,
  },
  {
    method: 'patch',
    path: '/api/v1/{region}/ties/{tie}',
    summary: 'Changes the given details of a tie; another strength is another statement',
    tag: 'Ties',
    body: changeForm,
    response: wholeTieSchema,
  },
  {
    method: 'post',
    path: '/api/v1/{region}/ties/{tie}/confirmation',
    summary: 'The side you speak for says yes, with its own strength',
    tag: 'Ties',
    body: confirmationForm,
    response: wholeTieSchema,
  },
  {
    method: 'post',
    path: '/api/v1/{region}/ties/{tie}/renewal',
    summary: 'The side you speak for, which has confirmed, says that it is still so; once a day',
    tag: 'Ties',
    response: wholeTieSchema,
  },
  {
    method: 'post',
    path: '/api/v1/{region}/ties/{tie}/dispute',
    summary: 'The side you speak for says that it is not so',
    tag: 'Ties',
    body: disputeForm,
    response: wholeTieSchema,
  },
  {
    method: 'post',
    path: '/api/v1/{region}/ties/{tie}/end',
    summary: 'Says when a tie was over',
    tag: 'Ties',
    body: endForm(''),
    response: wholeTieSchema,
  },
  {
    method: 'post',
    path: '/api/v1/{region}/ties/{tie}/holders',
    summary: 'Says who holds a tie for one side: the one you speak for, or any as a coordinator',
    tag: 'Ties',
    body: sideHoldersForm,
    response: wholeTieSchema,
  },
  {
    method: 'delete',
    path: '/api/v1/{region}/ties/{tie}',
    summary: 'Takes a tie off the map; it can be brought back',
    tag: 'Ties',
    status: 204,
    response: z.undefined(),
  },
  {
    method: 'post',
    path: '/api/v1/{region}/ties/{tie}/restoration',
    summary: 'Brings a removed tie back',
    tag: 'Ties',
    response: wholeTieSchema,
  },
]
