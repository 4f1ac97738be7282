import { z } from 'zod'
import { dayIn } from '../platform/days.ts'
import { permit, problem } from '../platform/errors.ts'
import type { HouseContext } from '../platform/house.ts'
import { type LinkHandler, type OpenedLink, useLink } from '../platform/links.ts'
import { type FormState, parseForm } from '../platform/parse-form.ts'
import { listsOf } from '../region/lists.ts'
import { document } from '../ui/layout.tsx'
import { confirmationForm, disputeForm, endForm } from './forms.ts'
import { type LinkAnswer, TieAnsweredPage, TieLinkPage } from './link-page.tsx'
import { typedPeriod } from './periods.ts'
import { type Side, asksAgain, renewingSide, sideOf } from './rules.ts'
import { confirmTie, disputeTie, renewTie } from './statements.ts'
import { linkActor } from './tie-answers.ts'
import { endTie } from './tie-changes.ts'
import { type Tie, findTie, getTie } from './ties.ts'
import { newFormKey } from '../platform/request-keys.ts'

const answerForm = (tie: Tie) =>
  z.discriminatedUnion('answer', [
    confirmationForm.extend({ answer: z.literal('confirms') }),
    disputeForm.extend({ answer: z.literal('disputes') }),
    endForm(typedPeriod(tie).since).extend({ answer: z.literal('ends') }),
    z.object({ answer: z.literal('renews') }),
  ])
type Said = z.output<ReturnType<typeof answerForm>>

/** A side answers from a mail: the page asks, the button writes, and the link works once. */
export const tieAnswerLink: LinkHandler = {
  show: async (c, opened) => c.html(await askPage(c, opened)),

  answer: async (c, opened) => {
    const { db, region, page, moment } = c.var
    const { actor, tie, mine } = await openedTie(c, opened)
    const form = await parseForm(c, answerForm(tie), page.t)
    if (!form.ok) {
      const what = (['disputes', 'ends'] as const).find((one) => one === form.values.answer) ?? 'confirms'
      return c.html(await askPage(c, opened, { what, form }), 422)
    }
    const said = form.value
    await db.transaction().execute(async (trx) => {
      await useLink(trx, region.id, opened.token, 'tie-answer', moment.at)
      await write({ ...c.var, db: trx, actor }, tie, mine, said)
    })
    const lists = await listsOf(db, region.id, page.lang)
    const after = await getTie(db, actor, tie.id)
    return c.html(document(<TieAnsweredPage page={page} tie={after} lists={lists} answer={said.answer} />))
  },
}

async function write(
  { db, actor, region, moment }: Pick<HouseContext['var'], 'db' | 'actor' | 'region' | 'moment'>,
  tie: Tie,
  mine: Side,
  said: Said,
) {
  if (said.answer === 'confirms') return confirmTie(db, actor, tie, mine, { strength: said.strength }, moment)
  if (said.answer === 'disputes') return disputeTie(db, actor, tie, mine, { note: said.note }, moment)
  if (said.answer === 'ends') return endTie(db, actor, tie, { until: said.until }, moment)
  const renews = renewingSide(actor, tie, dayIn(region.timeZone, moment.at))
  permit(renews !== undefined, 'network.errors.renew')
  return renewTie(db, actor, tie, renews, region.timeZone, moment)
}

/** The tie a link asks about, and for whom its holder can answer today. */
async function openedTie(c: HouseContext, { link }: OpenedLink) {
  const { db, region, moment } = c.var
  if (!link.recordId || !link.personId) throw problem(404)
  const actor = await linkActor(db, region, link.personId, moment.at)
  permit(actor.organizationIds.length > 0, 'network.link.noMandate')
  const tie = await findTie(db, actor, link.recordId)
  if (!tie) throw problem(410, 'network.link.gone')
  const mine = sideOf(actor, tie)
  permit(mine !== undefined, 'network.link.noMandate')
  return { actor, tie, mine }
}

async function askPage(c: HouseContext, opened: OpenedLink, form?: { what: LinkAnswer; form: FormState }) {
  const { db, region, page, moment } = c.var
  const { actor, tie, mine } = await openedTie(c, opened)
  const lists = await listsOf(db, region.id, page.lang)
  const today = dayIn(region.timeZone, moment.at)
  const formKey = newFormKey(moment)
  return document(
    <TieLinkPage
      page={page}
      tie={tie}
      mine={mine}
      lists={lists}
      renews={asksAgain(tie, today) ? renewingSide(actor, tie, today) : undefined}
      today={today}
      token={opened.token}
      form={form}
      formKey={formKey}
    />,
  )
}
