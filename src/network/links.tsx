import { z } from 'zod'
import { dayIn } from '../platform/days.ts'
import { permit, problem } from '../platform/errors.ts'
import type { HouseContext } from '../platform/house.ts'
import { type LinkHandler, type OpenedLink, useLink } from '../platform/links.ts'
import { parseForm } from '../platform/parse-form.ts'
import { listsOf } from '../region/lists.ts'
import { document } from '../ui/layout.tsx'
import { confirmationForm, disputeForm } from './forms.ts'
import { TieAnsweredPage, TieLinkPage } from './link-page.tsx'
import { sideOf } from './rules.ts'
import { confirmTie, disputeTie } from './statements.ts'
import { linkActor } from './tie-answers.ts'
import { findTie, getTie } from './ties.ts'

const answerForm = z.discriminatedUnion('answer', [
  confirmationForm.extend({ answer: z.literal('confirms') }),
  disputeForm.extend({ answer: z.literal('disputes') }),
])

/** A side answers from a mail: the page asks, the button writes, and the link works once. */
export const tieAnswerLink: LinkHandler = {
  show: async (c, opened) => c.html(await askPage(c, opened)),

  answer: async (c, opened) => {
    const { db, region, page, moment } = c.var
    const { actor, tie, mine } = await openedTie(c, opened)
    const form = await parseForm(c, answerForm, page.t)
    if (!form.ok) {
      const what = form.values.answer === 'disputes' ? 'disputes' : 'confirms'
      return c.html(await askPage(c, opened, { what, form }), 422)
    }
    const said = form.value
    await db.transaction().execute(async (trx) => {
      await useLink(trx, region.id, opened.token, 'tie-answer', moment.at)
      if (said.answer === 'confirms') await confirmTie(trx, actor, tie, mine, { strength: said.strength }, moment)
      else await disputeTie(trx, actor, tie, mine, { note: said.note }, moment)
    })
    const lists = await listsOf(db, region.id, page.lang)
    const after = await getTie(db, actor, tie.id)
    return c.html(document(<TieAnsweredPage page={page} tie={after} lists={lists} verdict={said.answer} />))
  },
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

async function askPage(c: HouseContext, opened: OpenedLink, form?: Parameters<typeof TieLinkPage>[0]['form']) {
  const { db, region, page, moment } = c.var
  const { tie, mine } = await openedTie(c, opened)
  const lists = await listsOf(db, region.id, page.lang)
  const today = dayIn(region.timeZone, moment.at)
  const formKey = moment.random(16).toString('base64url')
  return document(
    <TieLinkPage
      page={page}
      tie={tie}
      mine={mine}
      lists={lists}
      today={today}
      token={opened.token}
      form={form}
      formKey={formKey}
    />,
  )
}
