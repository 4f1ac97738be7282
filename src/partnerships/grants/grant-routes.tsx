import { type Handler, Hono } from 'hono'
import { listChoices } from '../../account/positions.ts'
import { paths } from '../../paths.ts'
import { endOfDay, isTable, tableAnswer, wants } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import { isProblem, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import {
  emptyForm,
  type FormState,
  parseForm,
  type Parsed,
  readFile,
  readForm,
  type Typed,
} from '../../platform/parse-form.ts'
import { cameLate } from '../../platform/records.ts'
import type { Difference } from '../../ui/conflict.tsx'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import { RecordHistoryPage } from '../ledgers/record-history-page.tsx'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { canWorkOn } from '../rules.ts'
import { grantForm, type GrantInput } from './forms.ts'
import { answerGrant, answerGrants, answerGrantLogo, grantsBase } from './grant-api.ts'
import {
  addGrant,
  asGrantInput,
  changeGrant,
  noteReport,
  removeGrant,
  removeGrantLogo,
  restoreGrant,
  setGrantLogo,
} from './grant-changes.ts'
import { GrantFormPage } from './grant-form-page.tsx'
import { bringGrantBack, listGrantHistory } from './grant-histories.ts'
import { grantCrumbs, GrantPage } from './grant-page.tsx'
import { sayGrantField, sayGrantValue } from './grant-sayings.ts'
import { type Grant, getGrant, getRemovedGrant, listGrants } from './grants.ts'
import { GrantsPage } from './grants-page.tsx'
import { GRANT_COLUMNS, grantCells } from './renderings.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const tab = '/partnerships/:partnership/grants'

/** Grants of partnerships. `scanCommand` looks at pictures that come in. */
export const grantRoutes = ({ config }: { config: { scanCommand?: string } }) =>
  new Hono<House>()
    .get(
      tab,
      withPartnership(async (c, partnership) => {
        const form = wants(c)
        if (form === 'json') return answerGrants(c, partnership)
        const { db, actor, page, region, moment } = c.var
        const grants = await listGrants(db, actor, partnership.id)
        const base = grantsBase(c)
        if (isTable(form))
          return tableAnswer(
            c,
            `${partnership.slug}-grants`,
            GRANT_COLUMNS,
            grants.map((one) => grantCells(one, base)),
          )
        const asked = c.req.query('removed') ?? ''
        const removed = /^[0-9a-f-]{36}$/.test(asked) ? asked : ''
        c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
        c.header('vary', 'accept')
        const view = { page, partnership, grants, removed, formKey: newFormKey(c.var.moment) }
        return c.html(document(<GrantsPage {...view} mayWrite={canWorkOn(actor, partnership)} />))
      }),
    )
    .get(
      `${tab}/new`,
      withPartnership((c, partnership) => {
        permit(canWorkOn(c.var.actor, partnership), 'partnership-grants.errors.write')
        const values = { visibility: 'region', lang: c.var.page.lang }
        return formPage(c, partnership, { values, errors: {} })
      }),
    )
    .post(
      tab,
      withPartnership(async (c, partnership) => {
        const { db, actor, page, moment } = c.var
        permit(canWorkOn(actor, partnership), 'partnership-grants.errors.write')
        const form = await parseForm(c, grantForm, page.t)
        if (!form.ok) return formPage(c, partnership, form, { status: 422 })
        return toGrant(c, await addGrant(db, actor, partnership, form.value, moment), 'created')
      }),
    )
    .get('/grants/:id', withGrant(grantPage))
    .get(
      '/grants/:id/edit',
      withMine((c, grant, partnership) =>
        formPage(c, partnership, { values: grantTyped(asGrantInput(grant)), errors: {} }, { grant }),
      ),
    )
    .post(
      '/grants/:id/edit',
      withMine(async (c, grant, partnership) => {
        const { db, actor, page, moment } = c.var
        const form = await parseForm(c, grantForm, page.t)
        if (!form.ok) return formPage(c, partnership, form, { grant, status: 422 })
        const read = { ...grant, version: Number(form.typed['_version']) || 0 }
        const late = await cameLate(changeGrant(db, actor, partnership, read, form.value, moment))
        return late ? conflictPage(c, grant, partnership, form) : toGrant(c, grant.id, 'changed')
      }),
    )
    .get('/grants/:id/history', withGrant(historyPage))
    .post(
      '/grants/:id/history/:entry/return',
      withMine(async (c, grant, partnership) => {
        const { db, actor, moment } = c.var
        const version = Number((await readForm(c))['_version']) || grant.version
        await bringGrantBack(db, actor, partnership, { ...grant, version }, c.req.param('entry') ?? '', moment)
        return toGrant(c, grant.id, 'returned')
      }),
    )
    .get(
      '/grants/:id/logo',
      withGrant((c, grant) => answerGrantLogo(c, grant)),
    )
    .post(
      '/grants/:id/logo',
      withMine(async (c, grant, partnership) => {
        const error = await takeLogo(c, grant, partnership, config.scanCommand)
        if (!error) return toGrant(c, grant.id, 'logo')
        return grantPage(c, grant, partnership, { values: {}, errors: { logo: [error] } })
      }),
    )
    .post(
      '/grants/:id/logo/removal',
      withMine(async (c, grant, partnership) => {
        await removeGrantLogo(c.var.db, c.var.actor, partnership, grant, c.var.moment)
        return toGrant(c, grant.id, 'changed')
      }),
    )
    .post(
      '/grants/:id/reports/:report/completion',
      withMine(async (c, grant, partnership) => {
        const { db, actor, moment } = c.var
        await noteReport(db, actor, partnership, grant, c.req.param('report') ?? '', today(c), moment)
        return toGrant(c, grant.id, 'reported')
      }),
    )
    .post(
      '/grants/:id/removal',
      withMine(async (c, grant, partnership) => {
        await removeGrant(c.var.db, c.var.actor, partnership, grant, c.var.moment)
        const list = paths.partnershipTab(c.var.region.slug, partnership.slug, 'grants')
        return c.redirect(href(c.var.page, `${list}?removed=${grant.id}`), 303)
      }),
    )
    .post('/grants/:id/restoration', async (c) => {
      const { db, actor, moment } = c.var
      const grant = await getRemovedGrant(db, actor, c.req.param('id'))
      const partnership = await getPartnership(db, actor, grant.partnership.id)
      if (!canWorkOn(actor, partnership)) throw problem(404)
      await restoreGrant(db, actor, partnership, grant, moment)
      return toGrant(c, grant.id, 'restored')
    })

type Answer = (c: HouseContext, grant: Grant, partnership: Partnership) => Response | Promise<Response>

function withGrant(answer: Answer): Handler<House> {
  return async (c) => {
    const grant = await getGrant(c.var.db, c.var.actor, c.req.param('id') ?? '')
    return answer(c, grant, await getPartnership(c.var.db, c.var.actor, grant.partnership.id))
  }
}

/** The same for whoever may change it. */
function withMine(answer: Answer): Handler<House> {
  return withGrant((c, grant, partnership) => {
    permit(canWorkOn(c.var.actor, partnership), 'partnership-grants.errors.write')
    return answer(c, grant, partnership)
  })
}
const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

const toGrant = (c: HouseContext, id: string, done: string) =>
  c.redirect(href(c.var.page, `${paths.grant(c.var.region.slug, id)}?done=${done}`), 303)

const DONE = ['created', 'changed', 'returned', 'restored', 'reported', 'logo']

function grantPage(c: HouseContext, grant: Grant, partnership: Partnership, form: FormState = emptyForm) {
  if (form === emptyForm && wants(c) === 'json') return answerGrant(c, grant.id)
  const { page, actor } = c.var
  c.header('vary', 'accept')
  const done = DONE.find((one) => one === c.req.query('done'))
  const view = { page, grant, done, form, today: today(c), formKey: newFormKey(c.var.moment) }
  const shown = <GrantPage {...view} mayWrite={canWorkOn(actor, partnership)} />
  return c.html(document(shown), form === emptyForm ? 200 : 422)
}

interface Shown {
  grant?: Grant
  status?: 200 | 409 | 422
  differences?: Difference[]
}

async function formPage(
  c: HouseContext,
  partnership: Partnership,
  form: FormState,
  { status = 200, ...rest }: Shown = {},
) {
  const { db, actor, page } = c.var
  const names = await listChoices(db, actor)
  return c.html(
    document(<GrantFormPage {...{ page, partnership, form, names, ...rest }} formKey={newFormKey(c.var.moment)} />),
    status,
  )
}

async function conflictPage(
  c: HouseContext,
  { id }: Grant,
  partnership: Partnership,
  form: Parsed<GrantInput> & { ok: true },
) {
  const { page } = c.var
  const grant = await getGrant(c.var.db, c.var.actor, id)
  const theirs = asGrantInput(grant)
  const fields = Object.keys(theirs) as (keyof GrantInput)[]
  const differences = fields
    .map((field) => ({
      label: sayGrantField(page, field),
      yours: sayGrantValue(page, field, form.value[field]),
      theirs: sayGrantValue(page, field, theirs[field]),
    }))
    .filter((one) => one.yours !== one.theirs)
  return formPage(c, partnership, { values: form.typed, errors: {} }, { grant, differences, status: 409 })
}

/** A grant as its form shows it. */
const grantTyped = (input: GrantInput): Typed =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name, Array.isArray(value) ? value : String(value ?? '')]),
  )

/** Keeps the picture that was sent, or tells what is wrong with it. */
async function takeLogo(
  c: HouseContext,
  grant: Grant,
  partnership: Partnership,
  scanner?: string,
): Promise<string | undefined> {
  const { db, actor, page, moment } = c.var
  const file = await readFile(c, 'logo')
  if (!file) return page.t('directory.logo.none')
  try {
    await setGrantLogo(db, actor, partnership, grant, new Uint8Array(await file.arrayBuffer()), scanner, moment)
    return undefined
  } catch (error) {
    if (!isProblem(error) || error.status !== 422) throw error
    return page.t(error.reason!, error.values)
  }
}

async function historyPage(c: HouseContext, grant: Grant, partnership: Partnership): Promise<Response> {
  const { db, actor, page, region } = c.var
  const lines = await listGrantHistory(db, actor, partnership, grant)
  const crumbs = [...grantCrumbs({ page, grant }), { label: grant.name, path: paths.grant(region.slug, grant.id) }]
  const to = (line: string) => paths.grantReturn(region.slug, grant.id, line)
  const back = canWorkOn(actor, partnership)
    ? { to, version: grant.version, formKey: newFormKey(c.var.moment) }
    : undefined
  const sayField = (field: string) => sayGrantField(page, field)
  const sayValue = (field: string, value: unknown) => sayGrantValue(page, field, value)
  return c.html(
    document(<RecordHistoryPage {...{ page, crumbs, lines, back, sayField, sayValue }} title={grant.name} />),
  )
}
