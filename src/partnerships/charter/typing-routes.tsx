import { Hono } from 'hono'
import { z } from 'zod'
import { networkOf } from '../../account/attempts.ts'
import { guardOf } from '../../account/guards.ts'
import type { Config } from '../../config.ts'
import { problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import type { Live } from '../../platform/live.ts'
import { answerChanges } from '../../platform/live-answers.ts'
import type { Clock } from '../../platform/moment.ts'
import { parseForm } from '../../platform/parse-form.ts'
import { MOST_OF_A_CHANGE } from '../../platform/shared-texts.ts'
import { withPartnership } from '../addressed-routes.tsx'
import type { Partnership } from '../partnerships.ts'
import { askedQuestion } from './asked-questions.ts'
import type { Section } from './sections.ts'
import { proseIn, stillTypes, textFeed, typeText } from './typed-texts.ts'

interface Parts {
  config: Config
  live: Live
  clock: Clock
}

const typedForm = z.object({
  epoch: z.string().max(100),
  update: z
    .base64()
    .min(1)
    .max(Math.ceil((MOST_OF_A_CHANGE * 4) / 3)),
})

/** The prose of a charter while several write it: what is new in a text, and what somebody types in it. */
export const typingRoutes = ({ config, live, clock }: Parts) => {
  const changes = withPartnership((c, partnership) => {
    const section = proseAsked(c, partnership)
    const { db, actor } = c.var
    const feed = textFeed(db, actor, partnership.id, section)
    const guard = guardOf(c, clock, (now) => stillTypes(db, now, partnership.id, section))
    return answerChanges(c, live, feed, guard, networkOf(c, config.trustProxy))
  })
  const typed = withPartnership(async (c, partnership) => {
    const section = proseAsked(c, partnership)
    const { db, actor, page, moment } = c.var
    const form = await parseForm(c, typedForm, page.t)
    if (!form.ok) throw problem(400, 'forms.invalid')
    const { epoch, update } = form.value
    const change = { epoch, update: Buffer.from(update, 'base64') }
    const told = await live.inTurn(partnership.id, () => typeText(db, actor, partnership, section, change, moment))
    return c.json(told, 200, { 'cache-control': 'no-store' })
  })
  return new Hono<House>()
    .get('/partnerships/:partnership/charter/texts/:question', changes)
    .post('/partnerships/:partnership/charter/texts/:question', typed)
    .get('/partnerships/:partnership/charter/texts/:question/:party', changes)
    .post('/partnerships/:partnership/charter/texts/:question/:party', typed)
}

/** The section that the address names, where it is prose, for whoever writes the charter. */
function proseAsked(c: HouseContext, partnership: Partnership): Section {
  const { section } = askedQuestion(c, partnership)
  if (proseIn(section) === null) throw problem(404)
  return section
}
