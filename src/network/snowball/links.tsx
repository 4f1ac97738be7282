import { hashed, networkOf } from '../../account/attempts.ts'
import { listChoices } from '../../account/positions.ts'
import { memberActor, publicActor, systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { isProblem, problem } from '../../platform/errors.ts'
import type { HouseContext } from '../../platform/house.ts'
import { type LinkHandler, type OpenedLink } from '../../platform/links.ts'
import { parseForm } from '../../platform/parse-form.ts'
import { type Limit, limit } from '../../platform/rate-limit.ts'
import { paths } from '../../paths.ts'
import { listsOf } from '../../region/lists.ts'
import { document } from '../../ui/layout.tsx'
import { withMore } from './answer-form-panel.tsx'
import { SnowballLinkPage, SnowballPicturePage } from './answer-page.tsx'
import { keepDraft, speaksItself, takeAnswer } from './answers.ts'
import { type Asking, getAsking } from './askings.ts'
import { answerForm, type AnswerTyped } from './forms.ts'
import { knownRoles, knownTies } from './known-ties.ts'
import { neighboursOf } from './own-pictures.ts'
import { getRound, type Round } from './rounds.ts'
import { allStill, type ReadAnswer, readTypedAnswer } from './typed-answers.ts'
import { newFormKey } from '../../platform/request-keys.ts'

/** A form is sent a few times until it is whole; a whole office may answer from one network. */
const PER_LINK: Limit = { max: 60, perSeconds: 900 }
const PER_NETWORK: Limit = { max: 300, perSeconds: 900 }

/** An organization says with whom it works: the page asks, the buttons keep or send, and afterwards the same link shows what came of it. */
export const snowballLink = (trustProxy: number): LinkHandler => ({
  async show(c, opened) {
    const asked = await openedAsking(c, opened)
    if (asked.asking.answeredAt) return c.html(await picture(c, asked, false))
    return c.html(await askPage(c, opened, asked, { typed: await begun(c, asked.asking), saved: false }))
  },

  async answer(c, opened) {
    const { db, region, page, moment } = c.var
    await countTry(c, opened.token, trustProxy)
    const asked = await openedAsking(c, opened)
    const { round, asking } = asked
    if (asking.answeredAt) return c.html(await picture(c, asked, false))
    const form = await parseForm(c, answerForm, page.t)
    if (!form.ok) throw problem(422, 'forms.choose')
    const typed = form.value.do === 'more' ? withMore(form.value) : form.value
    await keepDraft(db, region.id, asking, draftOf(typed))
    if (typed.do === 'more' || typed.do === 'save')
      return c.html(await askPage(c, opened, asked, { typed, saved: typed.do === 'save' }))
    const read = await readAnswer(c, asking, typed)
    if (Object.keys(read.errors).length > 0 || read.guesses.size > 0)
      return c.html(await askPage(c, opened, asked, { typed, saved: false, read }), 422)
    const personId = opened.link.personId
    const by = {
      actor: memberActor({
        regionId: region.id,
        accountId: null,
        personId: personId ?? '',
        name: '',
        mandates: [],
        kind: 'link',
      }),
      how: 'link' as const,
      atOnce: await speaksItself(db, region, asking, personId, moment.at),
    }
    const actor = { ...by.actor, personId }
    const shown = await knownRoles(db, publicActor(region.id), asking)
    const answer = { rows: read.rows, roles: { said: typed.roles, shown } }
    const late = await takeAnswer(db, { ...by, actor }, region, round, asking, answer, moment).catch(wasAnswered)
    const now = await openedAsking(c, opened)
    return c.html(await picture(c, now, !late))
  },
})

/** Somebody else with the same link was quicker: what was sent first counts, and is shown. */
function wasAnswered(error: unknown): true {
  if (isProblem(error) && error.reason === 'snowball.errors.answered') return true
  throw error
}

interface Asked {
  round: Round
  asking: Asking
}

/** Who is asked by a link, as long as anything can be answered or shown. */
async function openedAsking(c: HouseContext, { link }: OpenedLink): Promise<Asked> {
  const { db, region, moment } = c.var
  if (!link.recordId) throw problem(404)
  const seer = systemActor(region.id)
  const asking = await getAsking(db, seer, null, link.recordId).catch(() => {
    throw problem(410, 'snowball.link.gone')
  })
  const round = await getRound(db, seer, asking.roundId)
  const isOver = round.closedAt !== null || dayIn(region.timeZone, moment.at) > round.until
  if (isOver && !asking.answeredAt) throw problem(410, 'snowball.link.over')
  return { round, asking }
}

/** What they typed before, or what is on record of them to begin with. */
async function begun(c: HouseContext, asking: Asking): Promise<AnswerTyped> {
  const seer = publicActor(c.var.region.id)
  const roles = await knownRoles(c.var.db, seer, asking)
  return answerForm.parse(asking.draft ?? { roles })
}

const draftOf = ({ do: _step, ...typed }: AnswerTyped) => typed

/** Known rows and names as everybody may see them: a link may come into anybody's hands. */
async function readAnswer(c: HouseContext, asking: Asking, typed: AnswerTyped): Promise<ReadAnswer> {
  const { db, region, page, moment } = c.var
  const seer = publicActor(region.id)
  const known = await knownTies(db, seer, asking, dayIn(region.timeZone, moment.at))
  const { tieKinds } = await listsOf(db, region.id, page.lang)
  const { organization } = asking
  return readTypedAnswer(db, seer, { organization, known, kinds: tieKinds }, allStill(typed, known), page.t)
}

async function askPage(
  c: HouseContext,
  opened: OpenedLink,
  { round, asking }: Asked,
  { typed, saved, read }: { typed: AnswerTyped; saved: boolean; read?: ReadAnswer },
) {
  const { db, region, page, moment } = c.var
  const seer = publicActor(region.id)
  const [known, lists, names, atOnce] = await Promise.all([
    knownTies(db, seer, asking, dayIn(region.timeZone, moment.at)),
    listsOf(db, region.id, page.lang),
    listChoices(db, seer),
    speaksItself(db, region, asking, opened.link.personId, moment.at),
  ])
  return document(
    <SnowballLinkPage
      page={page}
      action={paths.link(region.slug, opened.token)}
      formKey={newFormKey(moment)}
      round={round}
      asking={asking}
      organization={asking.organization}
      known={known}
      kinds={lists.tieKinds}
      roles={lists.roles.filter((role) => !role.retired)}
      names={names}
      typed={typed}
      read={read}
      saved={saved}
      atOnce={atOnce}
      send={page.t('snowball.form.send')}
      keeps
    />,
  )
}

async function picture(c: HouseContext, { round, asking }: Asked, fresh: boolean) {
  const { db, region, page, moment } = c.var
  const neighbours = await neighboursOf(db, asking, region.id, dayIn(region.timeZone, moment.at))
  const { tieKinds } = await listsOf(db, region.id, page.lang)
  return document(<SnowballPicturePage {...{ page, round, asking, neighbours, fresh }} kinds={tieKinds} />)
}

/** Counts what is sent by a link and from a network. Throws 429 when it is too much. */
async function countTry(c: HouseContext, token: string, trustProxy: number) {
  const { db, moment } = c.var
  const counted = [
    await limit(db, hashed('snowball link', token), PER_LINK, moment.at),
    await limit(db, hashed('snowball network', networkOf(c, trustProxy)), PER_NETWORK, moment.at),
  ]
  if (counted.every((one) => one.ok)) return
  const seconds = Math.max(...counted.map((one) => one.retryAfter))
  throw problem(429, 'errors.tooMany', { seconds }, { 'retry-after': String(seconds) })
}
