import { Hono } from 'hono'
import { z } from 'zod'
import { tagged } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, readJson, withStatus, written } from '../../platform/api-writes.ts'
import { found, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { bringersOf } from './bringers.ts'
import { broughtBy } from './complements.ts'
import { handoverAnswerForm, handoverForm, leavingOutForm, matrixBody, sharingBody } from './forms.ts'
import { matrixJson, matrixSchema } from './renderings.ts'
import { answerHandover, leaveOutRole, offerLead, shareRole, takeBackAgreement } from './role-agreements.ts'
import { isStaleCells, setRoles } from './role-changes.ts'
import { getOffer } from './role-handovers.ts'
import { matrixOf, type RoleRow } from './role-matrices.ts'
import { canAnswerOffer, canSetColumn, canSettleRoles } from './rules.ts'

const addressOf = (c: HouseContext, id: string) => `/api/v1/${c.var.region.slug}/partnerships/${id}/roles`

const partnershipOf = (c: HouseContext) => getPartnership(c.var.db, c.var.actor, c.req.param('id') ?? '')

/** The roles of a partnership as programs read them, also at the address of the page. */
export async function answerRoles(
  c: HouseContext,
  partnership: Partnership,
  status: 200 | 201 = 200,
): Promise<Response> {
  const { db, actor, page } = c.var
  const [matrix, brings] = await Promise.all([
    matrixOf(db, actor, partnership, page.lang),
    bringersOf(db, actor, [partnership]),
  ])
  const bringers = brings.get(partnership.id)!
  return withStatus(tagged(c, JSON.stringify(matrixJson(matrix, { bringers, brought: broughtBy(bringers) }))), status)
}

const answer = (c: HouseContext) => async (id: string, status: 200 | 201) =>
  answerRoles(c, await getPartnership(c.var.db, c.var.actor, id), status)

/** The role that an address names, as it stands. */
export async function getRow(c: HouseContext, partnership: Partnership): Promise<RoleRow> {
  const matrix = await matrixOf(c.var.db, c.var.actor, partnership, c.var.page.lang)
  return found(matrix.rows.find(({ role }) => role.key === c.req.param('role')))
}

/** Does something with a role once, and answers with the matrix as it is then. */
const withRole = (
  c: HouseContext,
  work: (partnership: Partnership, row: RoleRow) => Promise<unknown>,
  status: 200 | 201,
) =>
  written(
    c,
    async () => {
      const partnership = await partnershipOf(c)
      permit(canSettleRoles(c.var.actor, partnership), 'partnership-roles.errors.settle')
      await work(partnership, await getRow(c, partnership))
      return partnership.id
    },
    (id) => addressOf(c, id),
    answer(c),
    status,
  )

/** The JSON twin of the roles' pages. */
export const roleApi = new Hono<House>()
  .get('/partnerships/:id/roles', async (c) => answerRoles(c, await partnershipOf(c)))
  .patch('/partnerships/:id/roles', async (c) => {
    const { db, actor, moment } = c.var
    const { cells } = checkJson(c, matrixBody, await readJson(c))
    const partnership = await partnershipOf(c)
    for (const { party } of cells) {
      const column = partnership.parties.find(({ id }) => id === party)
      if (!column) throw problem(422, 'partnership-roles.errors.party')
      permit(canSetColumn(actor, partnership, column), 'partnership-roles.errors.column')
    }
    await setRoles(db, actor, partnership, cells, moment).catch((error: unknown) => {
      if (!isStaleCells(error)) throw error
      throw Object.assign(problem(412, 'errors.stale'), { details: { conflicts: error.conflicts } })
    })
    return answer(c)(partnership.id, 200)
  })
  .post('/partnerships/:id/roles/:role/sharing', async (c) => {
    const { db, actor, moment } = c.var
    const said = checkJson(c, sharingBody, await readJson(c))
    return withRole(c, (partnership, { role }) => shareRole(db, actor, partnership, role.key, said, moment), 201)
  })
  .post('/partnerships/:id/roles/:role/leaving-out', async (c) => {
    const { db, actor, moment } = c.var
    const { why } = checkJson(c, leavingOutForm, await readJson(c))
    return withRole(c, (partnership, { role }) => leaveOutRole(db, actor, partnership, role.key, why, moment), 201)
  })
  .post('/partnerships/:id/roles/:role/reopening', async (c) => {
    const { db, actor, moment } = c.var
    const reopen = (partnership: Partnership, { agreement }: RoleRow) =>
      takeBackAgreement(db, actor, partnership, found(agreement), moment)
    return withRole(c, reopen, 200)
  })
  .post('/partnerships/:id/roles/:role/handovers', async (c) => {
    const { db, actor, moment } = c.var
    const said = checkJson(c, handoverForm, await readJson(c))
    return withRole(c, (partnership, { role }) => offerLead(db, actor, partnership, role.key, said, moment), 201)
  })
  .post('/partnerships/:id/roles/:role/handovers/:handover', async (c) => {
    const { db, actor, moment } = c.var
    const said = checkJson(c, handoverAnswerForm, await readJson(c))
    const work = async () => {
      const partnership = await partnershipOf(c)
      const offer = await getOffer(db, actor, partnership, c.req.param('handover'))
      const may =
        said.answer === 'withdrawn' ? canSettleRoles(actor, partnership) : canAnswerOffer(actor, partnership, offer)
      permit(may, 'partnership-roles.errors.answer')
      await answerHandover(db, actor, partnership, offer, said, moment)
      return partnership.id
    }
    return written(c, work, (id) => addressOf(c, id), answer(c), 200)
  })

const base = '/api/v1/{region}/partnerships/{id}/roles'
const of = (method: 'get' | 'patch' | 'post', path: string, summary: string, more: Partial<ApiDoc> = {}): ApiDoc => ({
  method,
  path: base + path,
  summary,
  tag: 'Roles in partnerships',
  response: matrixSchema,
  ...more,
})

export const roleApiDocs: ApiDoc[] = [
  of('get', '', 'Who leads, supports and advises on each role, gaps and overlaps, and what each partner brings'),
  of('patch', '', 'Sets cells of the matrix; 412 where somebody set one to something else meanwhile', {
    body: matrixBody,
  }),
  of('post', '/{role}/sharing', 'Says how the leads of a role share it', { body: sharingBody, status: 201 }),
  of('post', '/{role}/leaving-out', 'Says that nobody needs to lead a role here', {
    body: leavingOutForm,
    status: 201,
  }),
  of('post', '/{role}/reopening', 'Takes back what was agreed of a role', { body: z.object({}) }),
  of('post', '/{role}/handovers', 'Offers the lead of a role to a partner', { body: handoverForm, status: 201 }),
  of('post', '/{role}/handovers/{handover}', 'Takes a lead that was offered, declines it, or withdraws the offer', {
    body: handoverAnswerForm,
  }),
]
