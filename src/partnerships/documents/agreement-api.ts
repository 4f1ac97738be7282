import { Hono } from 'hono'
import { z } from 'zod'
import { jsonList } from '../../platform/answers.ts'
import { type ApiDoc, listOf } from '../../platform/api-docs.ts'
import { checkJson, fromVersion, gone, readJson, versioned, written, wrongField } from '../../platform/api-writes.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { changeAgreement, isSigner, keepAgreement, removeAgreement, restoreAgreement } from './agreement-changes.ts'
import { type Agreement, getAgreement, getRemovedAgreement, listAgreements } from './agreements.ts'
import { agreementBody, type AgreementInput, asAgreementInput } from './forms.ts'
import { agreementJson, agreementSchema } from './renderings.ts'
import { keepsAgreements } from './rules.ts'

/** An agreement with the partnership that it is of. */
export interface AskedAgreement {
  agreement: Agreement
  partnership: Partnership
}

const addressOf = (c: HouseContext) => (id: string) => `/api/v1/${c.var.region.slug}/agreements/${id}`

/** Whoever works on the partnership keeps its agreements. */
export const mayKeep = (c: HouseContext, partnership: Partnership) =>
  permit(keepsAgreements(c.var.actor, partnership), 'partnership-documents.errors.keep')

/** The agreement of this id, as its reader may see it. */
export async function askedAgreement(c: HouseContext, id: string): Promise<AskedAgreement> {
  const { db, actor } = c.var
  const agreement = await getAgreement(db, actor, id)
  return { agreement, partnership: await getPartnership(db, actor, agreement.partnershipId) }
}

/** The same, to whoever may change it. */
export async function ownAgreement(c: HouseContext, id: string): Promise<AskedAgreement> {
  const asked = await askedAgreement(c, id)
  mayKeep(c, asked.partnership)
  return asked
}

/** Brings an agreement back, for whoever could have taken it away; to all others it is not there. */
export async function bringAgreementBack(c: HouseContext, id: string): Promise<string> {
  const { db, actor, moment } = c.var
  const agreement = await getRemovedAgreement(db, actor, id)
  const partnership = await getPartnership(db, actor, agreement.partnershipId)
  if (!keepsAgreements(actor, partnership)) throw problem(404)
  await restoreAgreement(db, actor, agreement, moment)
  return agreement.id
}

async function readOne(c: HouseContext, id: string) {
  const { agreement, partnership } = await askedAgreement(c, id)
  return agreementJson(agreement, partnership, c.var.page)
}

const answer = (c: HouseContext) => async (id: string, status: 200 | 201) => versioned(c, await readOne(c, id), status)

/** What a program sent, over what was there. Throws 422 also where somebody signs who is no partner. */
async function readInput(c: HouseContext, partnership: Partnership, before?: Agreement): Promise<AgreementInput> {
  const known = before && {
    title: before.title,
    note: before.note,
    endsOn: before.endsOn ?? '',
    visibility: before.visibility,
    signatures: before.signatures.map(({ organization, ...one }) => ({ ...one, organization: organization.id })),
  }
  const { signatures, ...rest } = checkJson(c, agreementBody, await readJson(c), known)
  if (!signatures.every(({ organization }) => isSigner(partnership, organization)))
    throw wrongField(c, 'signatures', 'partnership-documents.errors.signer')
  return asAgreementInput({ ...rest, signatures })
}

/** Signed agreements for programs; the paper itself is brought and fetched by people. */
export const agreementApi = new Hono<House>()
  .get('/partnerships/:id/agreements', async (c) => {
    const { db, actor, page } = c.var
    const partnership = await getPartnership(db, actor, c.req.param('id'))
    const agreements = await listAgreements(db, actor, partnership.id)
    const told = agreements.map((one) => agreementJson(one, partnership, page))
    return jsonList(c, told, told.length, null)
  })
  .post('/partnerships/:id/agreements', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await getPartnership(db, actor, c.req.param('id'))
    mayKeep(c, partnership)
    const input = await readInput(c, partnership)
    return written(c, () => keepAgreement(db, actor, partnership, input, null, moment), addressOf(c), answer(c))
  })
  .get('/agreements/:id', async (c) => versioned(c, await readOne(c, c.req.param('id'))))
  .patch('/agreements/:id', async (c) => {
    const { db, actor, moment } = c.var
    const { agreement, partnership } = await ownAgreement(c, c.req.param('id'))
    const input = await readInput(c, partnership, agreement)
    const change = (read: number) =>
      changeAgreement(db, actor, partnership, agreement, { read, input, copy: null }, moment)
    await fromVersion(c, agreement, change, () => readOne(c, agreement.id))
    return versioned(c, await readOne(c, agreement.id))
  })
  .delete('/agreements/:id', async (c) => {
    const { agreement } = await ownAgreement(c, c.req.param('id'))
    await removeAgreement(c.var.db, c.var.actor, agreement, c.var.moment)
    return gone(c)
  })
  .post('/agreements/:id/restoration', (c) =>
    written(c, () => bringAgreementBack(c, c.req.param('id')), addressOf(c), answer(c), 200),
  )

const tag = 'Agreements'
const one = '/api/v1/{region}/agreements/{id}'
const list = '/api/v1/{region}/partnerships/{id}/agreements'
const response = agreementSchema
const body = agreementBody

/** Their part of the description that programs read. */
export const agreementApiDocs: ApiDoc[] = [
  { method: 'get', path: list, summary: 'What was signed in a partnership', tag, response: listOf(agreementSchema) },
  {
    method: 'post',
    path: list,
    summary: 'Keeps an agreement that was signed, without its paper',
    tag,
    body,
    status: 201,
    response,
  },
  { method: 'get', path: one, summary: 'An agreement: who signed when, and until when it holds', tag, response },
  {
    method: 'patch',
    path: one,
    summary: 'Changes the given fields of an agreement; its paper stays',
    tag,
    body,
    response,
  },
  {
    method: 'delete',
    path: one,
    summary: 'Takes an agreement away with its paper; it can be brought back',
    tag,
    status: 204,
    response: z.undefined(),
  },
  { method: 'post', path: `${one}/restoration`, summary: 'Brings an agreement back', tag, response },
]
