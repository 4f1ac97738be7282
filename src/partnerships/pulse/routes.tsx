import { Hono } from 'hono'
import { z } from 'zod'
import { isTable, tableAnswer, wants } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { type FormState, parseForm } from '../../platform/parse-form.ts'
import { paths } from '../../paths.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import type { Partnership } from '../partnerships.ts'
import { answerPulses } from './api.ts'
import { BeginPage } from './begin-page.tsx'
import { isProposed, listCandidates } from './candidates.ts'
import { pulseForm } from './forms.ts'
import { PulsePage } from './pulse-page.tsx'
import { beginPulse, closePulse, remindPulse } from './pulse-changes.ts'
import { closedPulses, getPulse, lastPulse, openPulse } from './pulses.ts'
import { COLUMNS, pulseCells } from './renderings.ts'
import { COMPARED } from './results-panel.tsx'
import { canEndOn, canRunPulses, canSeePulses, nextFrom } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const pageQuery = z.object({ done: askedText(20) })
const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

/** Who is no partner's finds nothing; who does not work on the partnership is told why not. */
const forPartners = (answer: (c: HouseContext, partnership: Partnership) => Response | Promise<Response>) =>
  withPartnership((c, partnership) => {
    if (!canSeePulses(c.var.actor, partnership)) throw problem(404)
    return answer(c, partnership)
  })
const forThoseWhoRun = (answer: (c: HouseContext, partnership: Partnership) => Response | Promise<Response>) =>
  forPartners((c, partnership) => {
    permit(canRunPulses(c.var.actor, partnership), 'partnership-pulse.errors.run')
    return answer(c, partnership)
  })

/** The rounds of a partnership: what they show, and how one is begun, reminded of and closed. */
export const pulseRoutes = new Hono<House>()
  .get(
    '/partnerships/:partnership/pulse',
    forPartners(async (c, partnership) => {
      const { db, actor, page } = c.var
      const form = wants(c)
      if (form === 'json') return answerPulses(c, partnership)
      const closed = await closedPulses(db, actor, partnership.id, COMPARED)
      if (isTable(form)) return tableAnswer(c, `${partnership.slug}-pulse`, COLUMNS, closed.flatMap(pulseCells))
      const open = await openPulse(db, actor, partnership.id)
      const runs = canRunPulses(actor, partnership)
      const from = nextFrom(closed[0] ?? null, today(c))
      const { done } = readQuery(c, pageQuery)
      c.header('vary', 'accept')
      return c.html(
        document(
          <PulsePage {...{ page, partnership, open, closed, runs, from, done }} formKey={newFormKey(c.var.moment)} />,
        ),
      )
    }),
  )
  .get(
    '/partnerships/:partnership/pulse/new',
    forThoseWhoRun(async (c, partnership) => {
      const { db, actor, page, region } = c.var
      const [open, last] = [await openPulse(db, actor, partnership.id), await lastPulse(db, actor, partnership.id)]
      if (open === null && nextFrom(last, today(c)) === null) return c.html(await beginPage(c, partnership, null))
      return c.redirect(href(page, paths.partnershipTab(region.slug, partnership.slug, 'pulse')), 303)
    }),
  )
  .post(
    '/partnerships/:partnership/pulse/new',
    forThoseWhoRun(async (c, partnership) => {
      const { db, actor, region, page, moment } = c.var
      const form = await parseForm(c, pulseForm, page.t)
      if (!form.ok) return c.html(await beginPage(c, partnership, form), 422)
      if (!canEndOn(form.value.until, today(c))) {
        const errors = { until: [page.t('partnership-pulse.errors.until')] }
        return c.html(await beginPage(c, partnership, { values: form.typed, errors }), 422)
      }
      await beginPulse(db, actor, region, partnership, form.value, moment)
      return toPulse(c, partnership, 'begun')
    }),
  )
  .post(
    '/partnerships/:partnership/pulse/:pulse/reminders',
    forThoseWhoRun(async (c, partnership) => {
      const { db, actor, moment } = c.var
      const pulse = await getPulse(db, actor, partnership.id, c.req.param('pulse') ?? '')
      await remindPulse(db, actor, pulse, moment)
      return toPulse(c, partnership, 'reminded')
    }),
  )
  .post(
    '/partnerships/:partnership/pulse/:pulse/closing',
    forThoseWhoRun(async (c, partnership) => {
      const { db, actor, region, moment } = c.var
      const pulse = await getPulse(db, actor, partnership.id, c.req.param('pulse') ?? '')
      await closePulse(db, actor, region, pulse, moment)
      return toPulse(c, partnership, 'closed')
    }),
  )

const toPulse = (c: HouseContext, { slug }: Partnership, done: string) =>
  c.redirect(href(c.var.page, `${paths.partnershipTab(c.var.region.slug, slug, 'pulse')}?done=${done}`), 303)

const USUAL_DAYS = 14
const DAY = 86_400_000

/** The form with all that is proposed: two weeks, and who works on the partnership. */
async function beginPage(c: HouseContext, partnership: Partnership, typed: FormState | null) {
  const { db, actor, page } = c.var
  const candidates = await listCandidates(db, actor, partnership, today(c))
  const until = new Date(Date.parse(today(c)) + USUAL_DAYS * DAY).toISOString().slice(0, 10)
  const people = candidates.filter(isProposed).map(({ id }) => id)
  const form = typed ?? { values: { until, lang: partnership.lang, people }, errors: {} }
  return document(<BeginPage {...{ page, partnership, candidates, form }} formKey={newFormKey(c.var.moment)} />)
}
