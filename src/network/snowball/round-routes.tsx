import { Hono } from 'hono'
import { z } from 'zod'
import { normaliseEmail } from '../../platform/addresses.ts'
import { paths } from '../../paths.ts'
import { isTable, tableAnswer, wants } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedOne, askedPage, askedText, PAGE_SIZE, readQuery } from '../../platform/list-query.ts'
import { isAddress } from '../../platform/mail.ts'
import { emptyForm, type FormState, parseForm } from '../../platform/parse-form.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { answerRound, answerRounds } from './api.ts'
import { askOrganizations, remind, type ToAsk } from './asking-changes.ts'
import { AskPage } from './ask-page.tsx'
import { type Among, type Candidate, listAskings, listCandidates, namedInRound } from './askings.ts'
import { askPageForm, HANDED, LIMITS, reminderForm, roundForm, TYPED } from './forms.ts'
import { ASKED, askedCells, ROUNDS, roundCells } from './renderings.ts'
import { beginRound, canEndOn, closeRound } from './round-changes.ts'
import { RoundPage } from './round-page.tsx'
import { NewRoundPage, RoundsPage } from './rounds-page.tsx'
import { getRound, listRounds, type Round, wavesOf } from './rounds.ts'
import { canRunRounds } from './rules.ts'
import { layOutWaves } from './waves.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const listQuery = z.object({ page: askedPage, done: askedText(20) })
const newQuery = z.object({ previous: askedText(36) })
const candidatesQuery = z.object({ show: askedOne(['named', 'previous', 'all']), q: askedText(), page: askedPage })

/** Rounds: begun, looked at, and who is asked in them. */
export const roundRoutes = new Hono<House>()
  .use('/map/rounds/*', async (c, next) => {
    permit(canRunRounds(c.var.actor), 'errors.coordinatorsOnly')
    await next()
  })
  .get('/map/rounds', async (c) => {
    permit(canRunRounds(c.var.actor), 'errors.coordinatorsOnly')
    const { db, actor, page } = c.var
    const form = wants(c)
    if (form === 'json') return answerRounds(c)
    if (isTable(form)) {
      const { items } = await listRounds(db, actor, { offset: 0, limit: 10_000 })
      return tableAnswer(c, 'rounds', ROUNDS, items.map(roundCells))
    }
    const { page: number } = readQuery(c, listQuery)
    const { items, total } = await listRounds(db, actor, { offset: (number - 1) * PAGE_SIZE, limit: PAGE_SIZE })
    return c.html(document(<RoundsPage page={page} list={{ items, total, number }} />))
  })
  .get('/map/rounds/new', async (c) => {
    const previous = await previousOf(c, readQuery(c, newQuery).previous)
    const lang = previous?.lang ?? c.var.page.lang
    const values = { lang, name: '', message: previous?.message ?? '' }
    return c.html(newPage(c, { values, errors: {} }, previous))
  })
  .post('/map/rounds/new', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const form = await parseForm(c, roundForm, page.t)
    if (!form.ok) return c.html(newPage(c, form, await previousOf(c, String(form.values['previous'] ?? ''))), 422)
    if (!canEndOn(form.value.until, today(c))) {
      const errors = { until: [page.t('snowball.errors.until')] }
      return c.html(newPage(c, { values: form.typed, errors }, await previousOf(c, form.value.previous)), 422)
    }
    const id = await beginRound(db, actor, region, form.value, moment)
    const show = form.value.previous === '' ? 'all' : 'previous'
    return c.redirect(href(page, `${paths.roundAsk(region.slug, id)}?show=${show}`), 303)
  })
  .get('/map/rounds/:round', async (c) => {
    const form = wants(c)
    if (form === 'json') return answerRound(c, c.req.param('round'))
    const { db, actor, page } = c.var
    const round = await roundOf(c)
    const askings = await listAskings(db, actor, round.id)
    if (isTable(form))
      return tableAnswer(
        c,
        'asked',
        ASKED,
        askings.map((one) => askedCells(one, round)),
      )
    const { page: number, done } = readQuery(c, listQuery)
    const [named, waves, next] = await Promise.all([
      namedInRound(db, actor, round.id),
      wavesOf(db, actor.regionId, round.id),
      listCandidates(db, actor, round, { among: 'named', today: today(c), offset: 0, limit: 1 }),
    ])
    const picture = layOutWaves(askings, named, round)
    return c.html(
      document(
        <RoundPage
          {...{ page, round, askings, named, waves, picture, number, done }}
          next={next.total}
          formKey={newFormKey(c.var.moment)}
        />,
      ),
    )
  })
  .get('/map/rounds/:round/ask', async (c) => c.html(await askPage(c, await openRoundOf(c), emptyForm)))
  .post('/map/rounds/:round/ask', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const round = await openRoundOf(c)
    const form = await parseForm(c, askPageForm, page.t)
    if (!form.ok) throw problem(422, 'forms.choose')
    const errors = form.value.all ? {} : wrongAddresses(c, form.value.rows)
    if (Object.keys(errors).length > 0) return c.html(await askPage(c, round, { values: form.typed, errors }), 422)
    const wanted = form.value.all ? await everyReachable(c, round) : form.value.rows.flatMap(asToAsk)
    if (wanted.length === 0) {
      const none = { ask: [page.t('snowball.errors.nobody')] }
      return c.html(await askPage(c, round, { values: form.typed, errors: none }), 422)
    }
    const n = await askOrganizations(db, actor, round, wanted, moment)
    return c.redirect(href(page, `${paths.round(region.slug, round.id)}?done=asked-${n}`), 303)
  })
  .post('/map/rounds/:round/reminders', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const round = await openRoundOf(c)
    const form = await parseForm(c, reminderForm, page.t)
    if (!form.ok) throw problem(422, 'forms.choose')
    const n = await remind(db, actor, round, form.value.asking || null, moment)
    return c.redirect(href(page, `${paths.round(region.slug, round.id)}?done=reminded-${n}`), 303)
  })
  .post('/map/rounds/:round/closing', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const round = await openRoundOf(c)
    await closeRound(db, actor, round, moment)
    return c.redirect(href(page, `${paths.round(region.slug, round.id)}?done=closed`), 303)
  })

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)
const roundOf = (c: HouseContext) => getRound(c.var.db, c.var.actor, c.req.param('round') ?? '')

async function openRoundOf(c: HouseContext): Promise<Round> {
  const round = await roundOf(c)
  if (round.closedAt) throw problem(409, 'snowball.errors.closed')
  return round
}

const previousOf = (c: HouseContext, id: string) => (id === '' ? null : getRound(c.var.db, c.var.actor, id))

const newPage = (c: HouseContext, form: FormState, previous: Round | null) =>
  document(<NewRoundPage page={c.var.page} form={form} formKey={newFormKey(c.var.moment)} previous={previous} />)

type AskRow = { organization: string; to: string; email: string }

/** Fields of addresses that are none, where one is to be typed. */
const wrongAddresses = (c: HouseContext, rows: readonly AskRow[]) =>
  Object.fromEntries(
    rows.flatMap(({ organization, to, email }) =>
      isTyped({ organization, to, email }) && !isAddress(normaliseEmail(email))
        ? [[`email-${organization}`, [c.var.page.t('snowball.errors.email')]]]
        : [],
    ),
  )

/** An address that is typed is meant, whatever else was left as it stood. */
const isTyped = ({ to, email }: AskRow) => to === TYPED || (to === '' && email !== '')

const asToAsk = (row: AskRow): ToAsk[] => {
  const { organization, to, email } = row
  if (isTyped(row)) return [{ organizationId: organization, email }]
  if (to === HANDED) return [{ organizationId: organization }]
  if (to === '') return []
  return [{ organizationId: organization, personId: to }]
}

const amongOf = (c: HouseContext): Among => readQuery(c, candidatesQuery).show

/** All of those who are offered that have an address, each by the first. */
async function everyReachable(c: HouseContext, round: Round): Promise<ToAsk[]> {
  const { items } = await candidates(c, round, amongOf(c), { offset: 0, limit: LIMITS.asked })
  return items.flatMap(({ id, contacts: [first] }) => (first ? [{ organizationId: id, personId: first.id }] : []))
}

const candidates = (c: HouseContext, round: Round, among: Among, part: { offset: number; limit: number; q?: string }) =>
  listCandidates(c.var.db, c.var.actor, round, { among, today: today(c), ...part })

async function askPage(c: HouseContext, round: Round, form: FormState) {
  const { show, q, page: number } = readQuery(c, candidatesQuery)
  const part = { offset: (number - 1) * PAGE_SIZE, limit: PAGE_SIZE }
  const list = await candidates(c, round, show, { ...part, ...(q !== '' && show === 'all' && { q }) })
  const reachable = show === 'all' ? [] : (await candidates(c, round, show, { offset: 0, limit: LIMITS.asked })).items
  return document(
    <AskPage
      page={c.var.page}
      round={round}
      show={show}
      q={q}
      list={{ ...list, number }}
      reachable={reachable.filter((one: Candidate) => one.contacts.length > 0).length}
      form={form}
      formKey={newFormKey(c.var.moment)}
    />,
  )
}
