import { Hono } from 'hono'
import { listChoices } from '../../account/positions.ts'
import { paths } from '../../paths.ts'
import { dayIn } from '../../platform/days.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { PAGE_SIZE, readQuery } from '../../platform/list-query.ts'
import { parseForm } from '../../platform/parse-form.ts'
import { listsOf } from '../../region/lists.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { findEnd } from '../ends.ts'
import { withMore } from './answer-form-panel.tsx'
import { takeAnswer } from './answers.ts'
import { handLink, revokeAsking } from './asking-changes.ts'
import { AskingPage, FillingPage } from './asking-page.tsx'
import { type Asking, getAsking, listAskings } from './askings.ts'
import { answerForm, type AnswerTyped, decisionForm, reviewQuery, rolesDecisionForm, type Saying } from './forms.ts'
import { knownRoles, knownTies } from './known-ties.ts'
import { acceptClear, acceptNaming, decideRoles, type Meant, refuseNaming } from './naming-decisions.ts'
import { countClear, getNaming, guessesFor, listNamings } from './namings.ts'
import { ReviewPage } from './review-page.tsx'
import { getRound, type Round } from './rounds.ts'
import { canRunRounds } from './rules.ts'
import { allStill, type ReadAnswer, readTypedAnswer } from './typed-answers.ts'
import { presentRoles } from './tie-sayings.ts'
import { newFormKey } from '../../platform/request-keys.ts'

/** What a coordinator may say for them: whether it is still so. That it never was they say themselves. */
const SAID_FOR_THEM: readonly Saying[] = ['confirms', 'over']

/** What was answered in a round: looked at, decided, and filled in for those who answer on paper or by telephone. */
export const answerRoutes = new Hono<House>()
  .use('/map/rounds/*', async (c, next) => {
    permit(canRunRounds(c.var.actor), 'errors.coordinatorsOnly')
    await next()
  })
  .get('/map/rounds/:round/answers', async (c) => c.html(await reviewPage(c, await roundOf(c))))
  .post('/map/rounds/:round/answers', async (c) => {
    const { db, actor, region, moment } = c.var
    const round = await roundOf(c)
    const { accepted } = await acceptClear(db, actor, region, round, moment)
    return toReview(c, round, `clear-${accepted}`)
  })
  .post('/map/rounds/:round/answers/:naming', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const round = await roundOf(c)
    const naming = await getNaming(db, actor, round.id, c.req.param('naming'))
    const form = await parseForm(c, decisionForm, page.t)
    if (!form.ok) throw problem(422, 'forms.choose')
    const said = form.value
    if (said.decision === 'refuse') {
      await refuseNaming(db, actor, round, naming, said.reason, moment)
      return toReview(c, round, 'refused')
    }
    await acceptNaming(db, actor, region, round, naming, await meantBy(c, said), moment)
    return toReview(c, round, 'accepted')
  })
  .get('/map/rounds/:round/askings/:asking', async (c) => c.html(await askingPage(c)))
  .post('/map/rounds/:round/askings/:asking/link', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const { round, asking } = await askingOf(c)
    const token = await handLink(db, actor, round, asking, region.timeZone, moment)
    c.header('cache-control', 'no-store')
    return c.html(await askingPage(c, page.origin + href({ lang: round.lang }, paths.link(region.slug, token))))
  })
  .post('/map/rounds/:round/askings/:asking/revocation', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const { round, asking } = await askingOf(c)
    await revokeAsking(db, actor, round, asking, moment)
    return c.redirect(href(page, `${paths.round(region.slug, round.id)}?done=revoked`), 303)
  })
  .post('/map/rounds/:round/askings/:asking/roles', async (c) => {
    const { db, actor, page, moment } = c.var
    const { round, asking } = await askingOf(c)
    const form = await parseForm(c, rolesDecisionForm, page.t)
    if (!form.ok) throw problem(422, 'forms.choose')
    const decision = form.value.decision === 'accept' ? 'accepted' : 'refused'
    await decideRoles(db, actor, round, asking, decision, moment)
    return toReview(c, round, 'roles')
  })
  .get('/map/rounds/:round/askings/:asking/answer', async (c) => {
    const asked = await fillable(c)
    const roles = await knownRoles(c.var.db, c.var.actor, asked.asking)
    return c.html(await fillingPage(c, asked, answerForm.parse({ roles })))
  })
  .post('/map/rounds/:round/askings/:asking/answer', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const asked = await fillable(c)
    const { round, asking } = asked
    const form = await parseForm(c, answerForm, page.t)
    if (!form.ok) throw problem(422, 'forms.choose')
    if (form.value.do === 'more' || form.value.do === 'save')
      return c.html(await fillingPage(c, asked, form.value.do === 'more' ? withMore(form.value) : form.value))
    const read = await readAnswer(c, asking, form.value)
    if (Object.keys(read.errors).length > 0 || read.guesses.size > 0)
      return c.html(await fillingPage(c, asked, form.value, read), 422)
    const shown = await knownRoles(db, actor, asking)
    const by = { actor, how: 'coordinator' as const, atOnce: false }
    await takeAnswer(
      db,
      by,
      region,
      round,
      asking,
      { rows: read.rows, roles: { said: form.value.roles, shown } },
      moment,
    )
    return c.redirect(href(page, paths.roundAsking(region.slug, round.id, asking.id)), 303)
  })
const roundOf = (c: HouseContext) => getRound(c.var.db, c.var.actor, c.req.param('round') ?? '')

async function askingOf(c: HouseContext) {
  const round = await roundOf(c)
  return { round, asking: await getAsking(c.var.db, c.var.actor, round.id, c.req.param('asking') ?? '') }
}

/** As long as the round goes on and they have not answered. */
async function fillable(c: HouseContext) {
  const asked = await askingOf(c)
  if (asked.round.closedAt) throw problem(409, 'snowball.errors.closed')
  if (asked.asking.answeredAt) throw problem(409, 'snowball.errors.answered')
  if (asked.asking.revokedAt) throw problem(409, 'snowball.errors.revoked')
  return asked
}

const toReview = (c: HouseContext, round: Round, done: string) =>
  c.redirect(href(c.var.page, `${paths.roundAnswers(c.var.region.slug, round.id)}?done=${done}`), 303)

/** Who is meant, as it was typed: one of the directory by its name, slug or id; a new one in a sector; or as it stands. */
async function meantBy(c: HouseContext, said: { organization: string; sector: string }): Promise<Meant> {
  const { db, actor, page } = c.var
  if (said.organization !== '') {
    const found = await findEnd(db, actor, said.organization)
    if ('end' in found) return { id: found.end.id }
    const names = found.guesses.map(({ name }) => name).join(' · ')
    throw problem(422, names === '' ? 'network.errors.otherUnknown' : 'network.errors.otherMany', {
      typed: said.organization,
      names,
    })
  }
  if (said.sector === '') return null
  const { sectors } = await listsOf(db, actor.regionId, page.lang)
  if (!sectors.some(({ key, retired }) => key === said.sector && !retired))
    throw problem(422, 'directory.errors.sector')
  return { sector: said.sector }
}

async function reviewPage(c: HouseContext, round: Round) {
  const { db, actor, page } = c.var
  const { show, page: number, done } = readQuery(c, reviewQuery)
  const part = { offset: (number - 1) * PAGE_SIZE, limit: PAGE_SIZE }
  const [list, clear, askings, lists] = await Promise.all([
    listNamings(db, actor, { roundId: round.id, open: show === 'open', ...part }),
    countClear(db, actor, round.id),
    listAskings(db, actor, round.id),
    listsOf(db, actor.regionId, page.lang),
  ])
  const roles = await rolesToDecide(c, askings)
  const guesses = await guessesFor(db, actor, list.items)
  return document(
    <ReviewPage
      {...{ page, round, show, guesses, roles, lists, clear, done }}
      list={{ ...list, number }}
      formKey={newFormKey(c.var.moment)}
    />,
  )
}

/** Of whom it is to be decided what they say of their roles, with those they have now. */
async function rolesToDecide(c: HouseContext, askings: readonly Asking[]) {
  const open = askings.filter((one) => one.rolesOpen)
  return Promise.all(
    open.map(async (asking) => ({
      asking,
      now: await presentRoles(c.var.db, c.var.region.id, asking.organization.id),
    })),
  )
}

async function askingPage(c: HouseContext, link?: string) {
  const { db, actor, page } = c.var
  const { round, asking } = await askingOf(c)
  const [{ items }, lists] = await Promise.all([
    listNamings(db, actor, { roundId: round.id, askingId: asking.id, open: false }),
    listsOf(db, actor.regionId, page.lang),
  ])
  return document(
    <AskingPage {...{ page, round, asking, lists, link }} namings={items} formKey={newFormKey(c.var.moment)} />,
  )
}

const knownOf = (c: HouseContext, asking: Asking) =>
  knownTies(c.var.db, c.var.actor, asking, dayIn(c.var.region.timeZone, c.var.moment.at))

async function readAnswer(c: HouseContext, asking: Asking, typed: AnswerTyped): Promise<ReadAnswer> {
  const { db, actor, page } = c.var
  const known = await knownOf(c, asking)
  const { tieKinds } = await listsOf(db, actor.regionId, page.lang)
  const asked = { organization: asking.organization, known, kinds: tieKinds, sayings: SAID_FOR_THEM }
  return readTypedAnswer(db, actor, asked, allStill(typed, known), page.t)
}

async function fillingPage(
  c: HouseContext,
  { round, asking }: { round: Round; asking: Asking },
  typed: AnswerTyped,
  read?: ReadAnswer,
) {
  const { db, actor, page, region } = c.var
  const [known, lists, names] = await Promise.all([
    knownOf(c, asking),
    listsOf(db, actor.regionId, page.lang),
    listChoices(db, actor),
  ])
  return document(
    <FillingPage
      page={page}
      action={paths.roundFilling(region.slug, round.id, asking.id)}
      formKey={newFormKey(c.var.moment)}
      round={round}
      asking={asking}
      organization={asking.organization}
      known={known}
      kinds={lists.tieKinds}
      roles={lists.roles.filter((role) => !role.retired)}
      names={names}
      typed={typed}
      read={read}
      sayings={SAID_FOR_THEM}
      send={page.t('snowball.filling.send')}
    />,
  )
}
