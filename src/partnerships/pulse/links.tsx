import type { Config } from '../../config.ts'
import { hashed, networkOf } from '../../account/attempts.ts'
import { linkActor } from '../../network/tie-answers.ts'
import { systemActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { isProblem, problem } from '../../platform/errors.ts'
import type { HouseContext } from '../../platform/house.ts'
import type { LinkHandler, OpenedLink } from '../../platform/links.ts'
import type { Live } from '../../platform/live.ts'
import { parseForm } from '../../platform/parse-form.ts'
import { type Limit, limit } from '../../platform/rate-limit.ts'
import { paths } from '../../paths.ts'
import { document } from '../../ui/layout.tsx'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { PulseLinkPage, PulseSentPage } from './answer-page.tsx'
import { type Asking, findAsking, takeAnswer } from './answers.ts'
import { findDraft, keepDraft } from './drafts.ts'
import { answerForm, type AnswerTyped, isEmpty, readAnswer } from './forms.ts'
import { getPulse, othersOf, type Pulse, type Side } from './pulses.ts'

/** A form is sent a few times until it is whole; a whole office may answer from one network. */
const PER_LINK: Limit = { max: 60, perSeconds: 900 }
const PER_NETWORK: Limit = { max: 600, perSeconds: 900 }

/** Somebody answers in a round: the page asks, its buttons send or keep, and afterwards the link says only that it was sent. */
export const pulseLink = ({ config, live }: { config: Config; live: Live }): LinkHandler => ({
  async show(c, opened) {
    const asked = await openedPulse(c, opened)
    if (asked.asking.answered) return c.html(sentPage(c, asked, false))
    const draft = await findDraft(c.var.db, c.var.region.id, asked.asking.id, opened.token)
    return c.html(askPage(c, opened, asked, { typed: draft ?? {} }))
  },

  async answer(c, opened) {
    const { db, region, page, moment } = c.var
    await countTry(c, opened.token, config.trustProxy)
    const asked = await openedPulse(c, opened)
    const { pulse, asking } = asked
    if (asking.answered) return c.html(sentPage(c, asked, false))
    const form = await parseForm(c, answerForm, page.t)
    if (!form.ok) {
      const typed = { values: form.values, errors: form.errors }
      return c.html(askPage(c, opened, asked, { typed: given(form.values), form: typed }), 422)
    }
    const { do: step, ...typed } = form.value
    if (step === 'save') {
      await keepDraft(db, region.id, asking.id, opened.token, typed, moment)
      return c.html(askPage(c, opened, asked, { typed, saved: true }))
    }
    const answer = readAnswer(
      typed,
      pulse.items,
      asked.others.map(({ side }) => side),
    )
    if (isEmpty(answer)) return c.html(askPage(c, opened, asked, { typed, empty: true }), 422)
    const take = () => takeAnswer(db, asked.actor, region, pulse, asking, answer, moment)
    // A whole office that answers at once waits here, and not in the database, each with a connection of its own.
    const late = await live.inTurn(pulse.id, take).catch(wasAnswered)
    return c.html(sentPage(c, asked, !late))
  },
})

const given = (values: Record<string, string | string[] | undefined>): AnswerTyped =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/** The same letter was quicker in another window: what was sent first counts. */
function wasAnswered(error: unknown): true {
  if (isProblem(error) && error.reason === 'partnership-pulse.errors.answered') return true
  throw error
}

interface Asked {
  actor: Awaited<ReturnType<typeof linkActor>>
  partnership: Partnership
  pulse: Pulse
  asking: Asking
  /** Of which partner they are. */
  own: Side
  /** Whom they are asked about. */
  others: { side: number; name: string }[]
}

/** Who is asked by a link, as long as anything can be answered. */
async function openedPulse(c: HouseContext, { link }: OpenedLink): Promise<Asked> {
  const { db, region, moment } = c.var
  if (!link.recordId || !link.personId) throw problem(404)
  const seer = systemActor(region.id)
  const over = () => problem(410, 'partnership-pulse.link.over')
  const pulse = await getPulse(db, seer, null, link.recordId).catch(() => {
    throw over()
  })
  if (pulse.closedOn !== null || dayIn(region.timeZone, moment.at) > pulse.until) throw over()
  const asking = await findAsking(db, region.id, pulse.id, link.personId)
  const own = pulse.sides.find(({ side }) => side === asking?.side)
  if (!asking || !own) throw over()
  const actor = await linkActor(db, region, link.personId, moment.at)
  const partnership = await getPartnership(db, seer, pulse.partnershipId)
  return { actor, partnership, pulse, asking, own, others: await othersOf(db, actor, pulse, own) }
}

interface Filled {
  typed: AnswerTyped
  form?: { values: Record<string, string | string[] | undefined>; errors: Record<string, string[]> }
  saved?: boolean
  empty?: boolean
}

const askPage = (c: HouseContext, { token }: OpenedLink, asked: Asked, filled: Filled) =>
  document(
    <PulseLinkPage
      page={c.var.page}
      action={paths.link(c.var.region.slug, token)}
      partnership={asked.partnership}
      pulse={asked.pulse}
      own={asked.own}
      others={asked.others}
      {...filled}
    />,
  )

const sentPage = (c: HouseContext, { partnership, pulse }: Asked, fresh: boolean) =>
  document(<PulseSentPage page={c.var.page} {...{ partnership, pulse, fresh }} />)

/** Counts what is sent by a link and from a network. Throws 429 when it is too much. */
async function countTry(c: HouseContext, token: string, trustProxy: number) {
  const { db, moment } = c.var
  const counted = [
    await limit(db, hashed('pulse link', token), PER_LINK, moment.at),
    await limit(db, hashed('pulse network', networkOf(c, trustProxy)), PER_NETWORK, moment.at),
  ]
  if (counted.every((one) => one.ok)) return
  const seconds = Math.max(...counted.map((one) => one.retryAfter))
  throw problem(429, 'errors.tooMany', { seconds }, { 'retry-after': String(seconds) })
}
