import { Hono } from 'hono'
import { z } from 'zod'
import { entryJson as lineJson, historySchema } from '../../journal/renderings.ts'
import { jsonList } from '../../platform/answers.ts'
import { type ApiDoc, listOf } from '../../platform/api-docs.ts'
import { checkJson, fromVersion, gone, readBytes, readJson, versioned, written } from '../../platform/api-writes.ts'
import { dayIn } from '../../platform/days.ts'
import { found, permit, problem } from '../../platform/errors.ts'
import { fileAnswer } from '../../platform/file-answers.ts'
import { findFile } from '../../platform/files.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { canWorkOn } from '../rules.ts'
import { grantForm } from './forms.ts'
import {
  addGrant,
  asGrantInput,
  changeGrant,
  LOGO_MEGABYTES,
  noteReport,
  removeGrant,
  removeGrantLogo,
  restoreGrant,
  setGrantLogo,
} from './grant-changes.ts'
import { bringGrantBack, listGrantHistory } from './grant-histories.ts'
import { type Grant, getGrant, getRemovedGrant, listGrants } from './grants.ts'
import { grantJson, grantSchema } from './renderings.ts'

/** The address of the pages of grants. */
export const grantsBase = (c: HouseContext) => `${c.var.page.origin}/${c.var.region.slug}/grants`

const addressOf = (c: HouseContext) => (id: string) => `/api/v1/${c.var.region.slug}/grants/${id}`

/** The grants of a partnership as programs read them, also at the address of the page. */
export async function answerGrants(c: HouseContext, partnership: Partnership): Promise<Response> {
  const grants = await listGrants(c.var.db, c.var.actor, partnership.id)
  const base = grantsBase(c)
  const told = grants.map((grant) => grantJson(grant, base))
  return jsonList(c, told, told.length, null)
}

const readOne = async (c: HouseContext, id: string) =>
  grantJson(await getGrant(c.var.db, c.var.actor, id), grantsBase(c))

/** One grant for programs. */
export const answerGrant = async (c: HouseContext, id: string, status: 200 | 201 = 200) =>
  versioned(c, await readOne(c, id), status)

const answer = (c: HouseContext) => (id: string, status: 200 | 201) => answerGrant(c, id, status)

/** The picture that goes with the acknowledgement. */
export async function answerGrantLogo(c: HouseContext, grant: Grant): Promise<Response> {
  const { db, region } = c.var
  const logo = found(await findFile(db, region.id, grant.id, 'acknowledgement'))
  return fileAnswer(c, logo, { 'content-disposition': 'inline; filename="logo.webp"' })
}

async function mine(c: HouseContext): Promise<{ grant: Grant; partnership: Partnership }> {
  const { db, actor } = c.var
  const grant = await getGrant(db, actor, c.req.param('id') ?? '')
  const partnership = await getPartnership(db, actor, grant.partnership.id)
  permit(canWorkOn(actor, partnership), 'partnership-grants.errors.write')
  return { grant, partnership }
}

/** Grants for programs. `scanCommand` looks at pictures that come in. */
export const grantApi = ({ config }: { config: { scanCommand?: string } }) =>
  new Hono<House>()
    .get('/partnerships/:id/grants', async (c) =>
      answerGrants(c, await getPartnership(c.var.db, c.var.actor, c.req.param('id'))),
    )
    .post('/partnerships/:id/grants', async (c) => {
      const { db, actor, moment } = c.var
      const partnership = await getPartnership(db, actor, c.req.param('id'))
      permit(canWorkOn(actor, partnership), 'partnership-grants.errors.write')
      const input = checkJson(c, grantForm, await readJson(c))
      return written(c, () => addGrant(db, actor, partnership, input, moment), addressOf(c), answer(c))
    })
    .get('/grants/:id', (c) => answerGrant(c, c.req.param('id')))
    .patch('/grants/:id', async (c) => {
      const { db, actor, moment } = c.var
      const { grant, partnership } = await mine(c)
      const input = checkJson(c, grantForm, await readJson(c), asGrantInput(grant))
      const change = (version: number) => changeGrant(db, actor, partnership, { ...grant, version }, input, moment)
      await fromVersion(c, grant, change, () => readOne(c, grant.id))
      return answerGrant(c, grant.id)
    })
    .delete('/grants/:id', async (c) => {
      const { grant, partnership } = await mine(c)
      await removeGrant(c.var.db, c.var.actor, partnership, grant, c.var.moment)
      return gone(c)
    })
    .post('/grants/:id/restoration', async (c) => {
      const { db, actor, moment } = c.var
      const bring = async () => {
        const grant = await getRemovedGrant(db, actor, c.req.param('id'))
        const partnership = await getPartnership(db, actor, grant.partnership.id)
        if (!canWorkOn(actor, partnership)) throw problem(404)
        await restoreGrant(db, actor, partnership, grant, moment)
        return grant.id
      }
      return written(c, bring, addressOf(c), answer(c), 200)
    })
    .get('/grants/:id/history', async (c) => {
      const { db, actor } = c.var
      const grant = await getGrant(db, actor, c.req.param('id'))
      const lines = await listGrantHistory(db, actor, await getPartnership(db, actor, grant.partnership.id), grant)
      return jsonList(c, lines.map(lineJson), lines.length, null)
    })
    .post('/grants/:id/history/:entry/return', async (c) => {
      const { grant, partnership } = await mine(c)
      const { db, actor, moment } = c.var
      const bring = () =>
        bringGrantBack(db, actor, partnership, grant, c.req.param('entry'), moment).then(() => grant.id)
      return written(c, bring, addressOf(c), answer(c), 200)
    })
    .post('/grants/:id/reports/:report/completion', async (c) => {
      const { grant, partnership } = await mine(c)
      const { db, actor, region, moment } = c.var
      const today = dayIn(region.timeZone, moment.at)
      const note = () =>
        noteReport(db, actor, partnership, grant, c.req.param('report'), today, moment).then(() => grant.id)
      return written(c, note, addressOf(c), answer(c), 200)
    })
    .get('/grants/:id/logo', async (c) => answerGrantLogo(c, await getGrant(c.var.db, c.var.actor, c.req.param('id'))))
    .post('/grants/:id/logo', async (c) => {
      const { grant, partnership } = await mine(c)
      const { db, actor, moment } = c.var
      const bytes = await readBytes(c)
      const set = () =>
        setGrantLogo(db, actor, partnership, grant, bytes, config.scanCommand, moment).then(() => grant.id)
      return written(c, set, addressOf(c), answer(c), 200)
    })
    .delete('/grants/:id/logo', async (c) => {
      const { grant, partnership } = await mine(c)
      await removeGrantLogo(c.var.db, c.var.actor, partnership, grant, c.var.moment)
      return gone(c)
    })

const tag = 'Grants'
const one = '/api/v1/{region}/grants/{id}'
const list = '/api/v1/{region}/partnerships/{id}/grants'
const response = grantSchema
export const grantApiDocs: ApiDoc[] = [
  { method: 'get', path: list, summary: 'The grants of a partnership', tag, response: listOf(grantSchema) },
  { method: 'post', path: list, summary: 'Writes down a grant', tag, body: grantForm, status: 201, response },
  { method: 'get', path: one, summary: 'A grant', tag, response },
  { method: 'patch', path: one, summary: 'Changes the given fields of a grant', tag, body: grantForm, response },
  {
    method: 'delete',
    path: one,
    summary: 'Takes a grant away; it can be brought back',
    tag,
    status: 204,
    response: z.undefined(),
  },
  { method: 'post', path: `${one}/restoration`, summary: 'Brings a grant back', tag, response },
  { method: 'get', path: `${one}/history`, summary: 'What was done with a grant', tag, response: historySchema },
  {
    method: 'post',
    path: `${one}/history/{entry}/return`,
    summary: 'Brings back what stood there before a change',
    tag,
    response,
  },
  {
    method: 'post',
    path: `${one}/reports/{report}/completion`,
    summary: 'The funder has heard what it wanted to hear',
    tag,
    response,
  },
  {
    method: 'get',
    path: `${one}/logo`,
    summary: 'The picture that goes with the acknowledgement',
    tag,
    response: z.undefined(),
    gives: 'image/webp',
  },
  {
    method: 'post',
    path: `${one}/logo`,
    summary: `Gives it this picture: at most ${LOGO_MEGABYTES} MB, painted anew`,
    tag,
    takes: 'application/octet-stream',
    response,
  },
  {
    method: 'delete',
    path: `${one}/logo`,
    summary: 'Takes its picture away',
    tag,
    status: 204,
    response: z.undefined(),
  },
]
