import { Hono } from 'hono'
import { listChoices } from '../account/positions.ts'
import { listFeed, nameRecords } from '../journal/feeds.ts'
import { paths } from '../paths.ts'
import { endOfDay, isTable, tableAnswer, wants } from '../platform/answers.ts'
import { dayIn } from '../platform/days.ts'
import { erasedAmong } from '../platform/erasures.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { PAGE_SIZE, readQuery } from '../platform/list-query.ts'
import { type FormState, type Typed, parseForm } from '../platform/parse-form.ts'
import { circleMembers } from '../platform/records.ts'
import { listsOf } from '../region/lists.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { answerTies } from './api.ts'
import { findEnds, namesOf } from './ends.ts'
import { changeForm, confirmationForm, disputeForm, endForm, pageQuery } from './forms.ts'
import { holdingsOf } from './holders.ts'
import { answerNetwork } from './network-file-api.ts'
import { isNetworkFormat } from './network-files.ts'
import { typedPeriod } from './periods.ts'
import { COLUMNS, tieCells } from './renderings.ts'
import { canChangeTie, canConfirm, canDispute, canRemoveTie, renewingSide, sideOf } from './rules.ts'
import { differencesOf, typedOf } from './sayings.ts'
import { confirmTie, disputeTie, renewTie } from './statements.ts'
import { changeTie, endTie, removeTie, restoreTie } from './tie-changes.ts'
import { EditTiePage } from './tie-form-page.tsx'
import { countTies, listTies } from './tie-lists.ts'
import { type Answering, TiePage } from './tie-page.tsx'
import { bringTieBack, HISTORY } from './tie-returns.ts'
import { TieHistoryPage, TieRemovalPage } from './tie-record-page.tsx'
import { TiesPage } from './ties-page.tsx'
import { type Tie, findTie, getRemovedTie, getTie } from './ties.ts'
import { newFormKey } from '../platform/request-keys.ts'

const LIST_PARAMS = [
  'q',
  'kind',
  'state',
  'organization',
  'sector',
  'evidence',
  'holders',
  'holder',
  'ended',
  'sort',
  'page',
]

export const networkRoutes = new Hono<House>()
  .get('/ties', async (c) => {
    const form = wants(c)
    if (form === 'json') return answerTies(c)
    const file = c.req.query('format')
    if (isNetworkFormat(file)) return answerNetwork(c, file)
    const { db, actor, page } = c.var
    const { page: number, ...query } = readQuery(c, pageQuery)
    const asked = { ...query, today: today(c) }
    if (isTable(form)) return tableAnswer(c, 'ties', COLUMNS, await cellsOf(c, await listTies(db, actor, asked)))
    keep(c, LIST_PARAMS)
    const [{ items, total }, disputed, lists] = await Promise.all([
      listTies(db, actor, asked, { offset: (number - 1) * PAGE_SIZE, limit: PAGE_SIZE }),
      countTies(db, actor, { state: 'disputed', ended: 'all', today: today(c) }),
      listsOf(db, actor.regionId, page.lang),
    ])
    const holdings = await holdingsOf(db, actor, items, today(c))
    const list = { items, total, number, disputed, holdings }
    const formKey = newFormKey(c.var.moment)
    return c.html(document(<TiesPage {...{ page, list, query, lists, formKey }} today={today(c)} />))
  })
  .get('/ties/:tie', async (c) => {
    keep(c, [])
    return c.html(await tiePage(c, await tieOf(c)))
  })
  .post('/ties/:tie/confirmation', async (c) => {
    const { db, actor, page, moment } = c.var
    const tie = await tieOf(c)
    permit(canConfirm(actor, tie), 'network.errors.confirm')
    const form = await parseForm(c, confirmationForm, page.t)
    if (!form.ok) return c.html(await tiePage(c, tie, { what: 'confirmation', form }), 422)
    await confirmTie(db, actor, tie, sideOf(actor, tie)!, form.value, moment)
    return toTie(c, tie)
  })
  .post('/ties/:tie/renewal', async (c) => {
    const { db, actor, region, moment } = c.var
    const tie = await tieOf(c)
    const mine = renewingSide(actor, tie, today(c))
    permit(mine !== undefined, 'network.errors.renew')
    await renewTie(db, actor, tie, mine, region.timeZone, moment)
    return toTie(c, tie)
  })
  .post('/ties/:tie/dispute', async (c) => {
    const { db, actor, page, moment } = c.var
    const tie = await tieOf(c)
    permit(canDispute(actor, tie), 'network.errors.dispute')
    const form = await parseForm(c, disputeForm, page.t)
    if (!form.ok) return c.html(await tiePage(c, tie, { what: 'dispute', form }), 422)
    await disputeTie(db, actor, tie, sideOf(actor, tie)!, form.value, moment)
    return toTie(c, tie)
  })
  .post('/ties/:tie/end', async (c) => {
    const { db, actor, page, moment } = c.var
    const tie = await tieOf(c)
    permit(canChangeTie(actor, tie), 'network.errors.change')
    const form = await parseForm(c, endForm(typedPeriod(tie).since), page.t)
    if (!form.ok) return c.html(await tiePage(c, tie, { what: 'end', form }), 422)
    await endTie(db, actor, tie, form.value, moment)
    return toTie(c, tie)
  })
  .get('/ties/:tie/edit', async (c) => {
    const tie = await tieOf(c)
    permit(canChangeTie(c.var.actor, tie), 'network.errors.change')
    return c.html(await editPage(c, tie, { values: await nowOf(c, tie), errors: {} }))
  })
  .post('/ties/:tie/edit', async (c) => {
    const { db, actor, page, moment } = c.var
    const tie = await tieOf(c)
    permit(canChangeTie(actor, tie), 'network.errors.change')
    const form = await parseForm(c, changeForm, page.t)
    if (!form.ok) return c.html(await editPage(c, tie, form), 422)
    if (form.typed._version !== String(tie.version))
      return c.html(await editPage(c, tie, { values: form.typed, errors: {} }, await nowOf(c, tie)), 409)
    const circle = await findEnds(db, actor, form.value.circle)
    const unknown = circle.unknown.map((name) => page.t('network.errors.otherUnknown', { typed: name }))
    if (unknown.length > 0)
      return c.html(await editPage(c, tie, { values: form.typed, errors: { circle: unknown } }), 422)
    await changeTie(db, actor, tie, { ...form.value, circle: circle.ids }, moment)
    return toTie(c, tie)
  })
  .get('/ties/:tie/history', async (c) => {
    const { db, actor, page } = c.var
    const tie = await tieOf(c)
    const [lines, lists] = await Promise.all([
      listFeed(db, actor, { recordId: tie.id, limit: HISTORY }),
      listsOf(db, actor.regionId, page.lang),
    ])
    const view = { page, tie, kinds: lists.tieKinds, lines }
    const formKey = canChangeTie(actor, tie) ? newFormKey(c.var.moment) : undefined
    return c.html(document(<TieHistoryPage {...view} formKey={formKey} />))
  })
  .post('/ties/:tie/history/:entry/return', async (c) => {
    const { db, actor, moment } = c.var
    const tie = await tieOf(c)
    permit(canChangeTie(actor, tie), 'network.errors.change')
    await bringTieBack(db, actor, tie, c.req.param('entry'), moment)
    return toTie(c, tie)
  })
  .get('/ties/:tie/removal', async (c) => {
    const { db, actor, page } = c.var
    const tie = await findTie(db, actor, c.req.param('tie'))
    const shown = tie ?? (await getRemovedTie(db, actor, c.req.param('tie')))
    permit(canRemoveTie(actor, shown), 'network.errors.remove')
    const { tieKinds } = await listsOf(db, actor.regionId, page.lang)
    return c.html(
      document(
        <TieRemovalPage
          page={page}
          tie={shown}
          kinds={tieKinds}
          removed={tie === undefined}
          formKey={newFormKey(c.var.moment)}
        />,
      ),
    )
  })
  .post('/ties/:tie/removal', async (c) => {
    const tie = await tieOf(c)
    permit(canRemoveTie(c.var.actor, tie), 'network.errors.remove')
    await removeTie(c.var.db, c.var.actor, tie, c.var.moment)
    return c.redirect(href(c.var.page, paths.tieRemoval(c.var.region.slug, tie.id)), 303)
  })
  .post('/ties/:tie/restoration', async (c) => {
    const { db, actor, moment } = c.var
    const tie = await getRemovedTie(db, actor, c.req.param('tie'))
    permit(canRemoveTie(actor, tie), 'network.errors.remove')
    await restoreTie(db, actor, tie, moment)
    return toTie(c, tie)
  })

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)
const tieOf = (c: HouseContext) => getTie(c.var.db, c.var.actor, c.req.param('tie') ?? '')
const toTie = (c: HouseContext, tie: { id: string }) =>
  c.redirect(href(c.var.page, paths.tie(c.var.region.slug, tie.id)), 303)

async function cellsOf(c: HouseContext, { items }: { items: Tie[] }) {
  const holdings = await holdingsOf(c.var.db, c.var.actor, items, today(c))
  return items.map((tie) => tieCells(tie, today(c), holdings(tie)))
}

/** What is over today is over tomorrow too: with the day, pages change. */
const keep = (c: HouseContext, params: string[]) =>
  c.set('cached', { params, freshUntil: endOfDay(c.var.region.timeZone, c.var.moment.at) })

async function tiePage(c: HouseContext, tie: Tie, answering?: Answering) {
  const { db, actor, page } = c.var
  const people = tie.statements.flatMap((said) => said.personId ?? [])
  const [lists, persons, former, holdings] = await Promise.all([
    listsOf(db, actor.regionId, page.lang),
    nameRecords(db, actor, people),
    erasedAmong(db, actor.regionId, people),
    holdingsOf(db, actor, [tie], today(c)),
  ])
  const may = {
    confirm: canConfirm(actor, tie),
    dispute: canDispute(actor, tie),
    change: canChangeTie(actor, tie),
    remove: canRemoveTie(actor, tie),
  }
  const seen = { tie, lists, persons, former, may, holdings: holdings(tie) }
  const renews = renewingSide(actor, tie, today(c))
  const view = {
    ...seen,
    mine: sideOf(actor, tie),
    renews,
    today: today(c),
    formKey: newFormKey(c.var.moment),
    answering,
  }
  return document(<TiePage page={page} {...view} />)
}

/** What stands in a tie now, as its form holds it. */
async function nowOf(c: HouseContext, tie: Tie): Promise<Typed> {
  const { db, actor } = c.var
  return typedOf(tie, actor, await namesOf(db, actor, await circleMembers(db, actor.regionId, tie.circleId)))
}

/** `theirs`: somebody else saved this while the form was open. */
async function editPage(c: HouseContext, tie: Tie, form: FormState, theirs?: Typed) {
  const { db, actor, page } = c.var
  const [{ tieKinds }, ends] = await Promise.all([listsOf(db, actor.regionId, page.lang), listChoices(db, actor)])
  const conflict = theirs && differencesOf(page.t, form.values, theirs)
  return document(
    <EditTiePage
      page={page}
      tie={tie}
      kinds={tieKinds}
      mine={sideOf(actor, tie)}
      form={form}
      ends={ends}
      conflict={conflict}
      formKey={newFormKey(c.var.moment)}
    />,
  )
}
