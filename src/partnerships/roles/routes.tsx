import { Hono } from 'hono'
import type { z } from 'zod'
import { paths } from '../../paths.ts'
import { endOfDay, isTable, tableAnswer, wants } from '../../platform/answers.ts'
import { found, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { readQuery } from '../../platform/list-query.ts'
import { emptyForm, type FormState, parseForm } from '../../platform/parse-form.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import type { Partnership } from '../partnerships.ts'
import { answerRoles, getRow } from './api.ts'
import { bringersOf } from './bringers.ts'
import { CellsPage } from './cells-page.tsx'
import type { CellConflict } from './cells.ts'
import { broughtBy } from './complements.ts'
import {
  cellsQuery,
  handoverAnswerForm,
  handoverForm,
  leavingOutForm,
  matrixForm,
  rolesQuery,
  sharingForm,
} from './forms.ts'
import { COLUMNS, matrixCells } from './renderings.ts'
import { answerHandover, leaveOutRole, offerLead, shareRole, takeBackAgreement } from './role-agreements.ts'
import { isStaleCells, setRoles } from './role-changes.ts'
import { getOffer, listHandovers } from './role-handovers.ts'
import { agreedOf, matrixOf, type RoleRow } from './role-matrices.ts'
import { RolePage } from './role-page.tsx'
import { RolesPage } from './roles-page.tsx'
import { canAnswerOffer, canSetColumn, canSettleRoles } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const tab = '/partnerships/:partnership/roles'

/** Roles in a partnership: who plays which part, and how gaps and overlaps are settled. */
export const roleRoutes = new Hono<House>()
  .get(tab, withPartnership(rolesPage))
  .get(
    `${tab}/-/edit`,
    withPartnership(async (c, partnership) => c.html(await cellsPage(c, partnership, emptyForm, []))),
  )
  .post(`${tab}/-/edit`, withPartnership(setCells))
  .get(
    `${tab}/:role`,
    withPartnership(async (c, partnership) => c.html(await rolePage(c, partnership, await getRow(c, partnership)))),
  )
  .post(
    `${tab}/:role/sharing`,
    settling('sharing', sharingForm, (c, partnership, row, { how, why, party, part }) => {
      const shares = party.map((id, n) => ({ party: id, part: part[n] ?? '' }))
      return shareRole(c.var.db, c.var.actor, partnership, row.role.key, { how, why, shares }, c.var.moment)
    }),
  )
  .post(
    `${tab}/:role/leaving-out`,
    settling('leaving-out', leavingOutForm, (c, partnership, row, { why }) =>
      leaveOutRole(c.var.db, c.var.actor, partnership, row.role.key, why, c.var.moment),
    ),
  )
  .post(
    `${tab}/:role/handovers`,
    settling('handover', handoverForm, (c, partnership, row, said) =>
      offerLead(c.var.db, c.var.actor, partnership, row.role.key, said, c.var.moment),
    ),
  )
  .post(
    `${tab}/:role/reopening`,
    withPartnership(async (c, partnership) => {
      const { db, actor, moment } = c.var
      permit(canSettleRoles(actor, partnership), 'partnership-roles.errors.settle')
      const row = await getRow(c, partnership)
      await takeBackAgreement(db, actor, partnership, found(row.agreement), moment)
      return backTo(c, partnership, row.role.key, 'reopening')
    }),
  )
  .post(
    `${tab}/:role/handovers/:handover`,
    withPartnership(async (c, partnership) => {
      const { db, actor, page, moment } = c.var
      const row = await getRow(c, partnership)
      const offer = await getOffer(db, actor, partnership, c.req.param('handover') ?? '')
      const form = await parseForm(c, handoverAnswerForm, page.t)
      if (!form.ok) return c.html(await rolePage(c, partnership, row, { form, step: 'offer' }), 422)
      const { answer } = form.value
      const may =
        answer === 'withdrawn' ? canSettleRoles(actor, partnership) : canAnswerOffer(actor, partnership, offer)
      permit(may, 'partnership-roles.errors.answer')
      await answerHandover(db, actor, partnership, offer, form.value, moment)
      return backTo(c, partnership, row.role.key, answer)
    }),
  )

async function rolesPage(c: HouseContext, partnership: Partnership): Promise<Response> {
  const form = wants(c)
  if (form === 'json') return answerRoles(c, partnership)
  const { db, actor, page, region, moment } = c.var
  const [matrix, all] = await Promise.all([
    matrixOf(db, actor, partnership, page.lang),
    bringersOf(db, actor, [partnership]),
  ])
  if (isTable(form)) return tableAnswer(c, `${partnership.slug}-roles`, COLUMNS, matrixCells(matrix))
  const bringers = all.get(partnership.id)!
  const { done } = readQuery(c, rolesQuery)
  c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
  c.header('vary', 'accept')
  const view = { page, partnership, matrix, brings: { bringers, brought: broughtBy(bringers) } }
  return c.html(
    document(<RolesPage {...view} done={done === 'set' ? page.t('partnership-roles.done.set') : undefined} />),
  )
}

const DONE = ['set', 'sharing', 'leaving-out', 'handover', 'reopening', 'taken', 'declined', 'withdrawn']

async function rolePage(
  c: HouseContext,
  partnership: Partnership,
  row: RoleRow,
  back: { form: FormState; step: string } = { form: emptyForm, step: '' },
): Promise<string> {
  const { db, actor, page } = c.var
  const [agreements, handovers] = await Promise.all([
    agreedOf(db, actor, partnership, row),
    listHandovers(db, actor, partnership, 'all'),
  ])
  const { done } = readQuery(c, rolesQuery)
  const view = {
    page,
    partnership,
    row,
    agreements,
    handovers: handovers.filter(({ role }) => role === row.role.key),
    formKey: newFormKey(c.var.moment),
  }
  const said = DONE.includes(done) ? page.t(`partnership-roles.done.${done}`) : undefined
  return document(<RolePage {...view} {...back} done={said} />)
}

function backTo(c: HouseContext, partnership: Partnership, role: string, done: string): Response {
  const { page, region } = c.var
  return c.redirect(href(page, `${paths.partnershipRole(region.slug, partnership.slug, role)}?done=${done}`), 303)
}

/** One of the forms that settle a role. */
function settling<S extends z.ZodType>(
  step: string,
  schema: S,
  settle: (c: HouseContext, partnership: Partnership, row: RoleRow, said: z.output<S>) => Promise<unknown>,
) {
  return withPartnership(async (c, partnership) => {
    permit(canSettleRoles(c.var.actor, partnership), 'partnership-roles.errors.settle')
    const row = await getRow(c, partnership)
    const form = await parseForm(c, schema, c.var.page.t)
    if (!form.ok) return c.html(await rolePage(c, partnership, row, { form, step }), 422)
    await settle(c, partnership, row, form.value)
    return backTo(c, partnership, row.role.key, step)
  })
}

/** The rows and cells that are asked for and that this reader may set. */
async function cellsAsked(c: HouseContext, partnership: Partnership) {
  const { db, actor, page } = c.var
  const narrowed = readQuery(c, cellsQuery)
  const matrix = await matrixOf(db, actor, partnership, page.lang)
  const rows = matrix.rows
    .filter(({ role }) => narrowed.role === '' || role.key === narrowed.role)
    .map((row) => ({
      row,
      cells: row.cells.filter(
        ({ party }) =>
          canSetColumn(actor, partnership, party) &&
          (narrowed.partner === '' || party.organization.slug === narrowed.partner),
      ),
    }))
    .filter(({ cells }) => cells.length > 0)
  if (rows.length === 0) {
    const may = matrix.partners.some((party) => canSetColumn(actor, partnership, party))
    throw may ? problem(404) : problem(403, 'partnership-roles.errors.column')
  }
  return { narrowed, rows }
}

async function cellsPage(c: HouseContext, partnership: Partnership, form: FormState, conflicts: CellConflict[]) {
  const asked = await cellsAsked(c, partnership)
  const view = { page: c.var.page, partnership, ...asked, form, conflicts, formKey: newFormKey(c.var.moment) }
  return document(<CellsPage {...view} />)
}

async function setCells(c: HouseContext, partnership: Partnership): Promise<Response> {
  const { db, actor, page, region, moment } = c.var
  const { narrowed } = await cellsAsked(c, partnership)
  const form = await parseForm(c, matrixForm, page.t)
  if (!form.ok) return c.html(await cellsPage(c, partnership, form, []), 422)
  for (const { party } of form.value) {
    const column = partnership.parties.find(({ id }) => id === party)
    permit(column !== undefined && canSetColumn(actor, partnership, column), 'partnership-roles.errors.column')
  }
  try {
    await setRoles(db, actor, partnership, form.value, moment)
  } catch (error) {
    if (!isStaleCells(error)) throw error
    const back = { values: form.typed, errors: {} }
    return c.html(await cellsPage(c, partnership, back, error.conflicts), 409)
  }
  const isOne = narrowed.role !== ''
  const where = isOne
    ? paths.partnershipRole(region.slug, partnership.slug, narrowed.role)
    : paths.partnershipTab(region.slug, partnership.slug, 'roles')
  return c.redirect(href(page, `${where}?done=set`), 303)
}
