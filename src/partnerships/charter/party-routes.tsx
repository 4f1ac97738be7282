import { Hono } from 'hono'
import { findEnd } from '../../network/ends.ts'
import { paths } from '../../paths.ts'
import { dayIn } from '../../platform/days.ts'
import { found, permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { type FormState, parseForm } from '../../platform/parse-form.ts'
import { cameLate } from '../../platform/records.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import { currentParties, getPartnership, type Partnership } from '../partnerships.ts'
import { DeparturePage, EndPage } from './departure-page.tsx'
import { departureForm, joinForm } from './forms.ts'
import { endPartnership, joinPartnership, leavePartnership } from './party-changes.ts'
import { partnersPage } from './question-routes.tsx'
import { canLetGo, writesCharter } from './rules.ts'
import { newFormKey } from '../../platform/request-keys.ts'

/** Partners join and leave, and all of it ends. */
export const partyRoutes = new Hono<House>()
  .post(
    '/partnerships/:partnership/parties',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, region, moment } = c.var
      permit(writesCharter(actor, partnership), 'partnership-charter.errors.write')
      const form = await parseForm(c, joinForm, page.t)
      if (!form.ok) return c.html(await partnersPage(c, partnership, form), 422)
      const chosen = await findEnd(db, actor, form.value.organization)
      const wrong: Record<string, string[]> | undefined =
        'guesses' in chosen
          ? { organization: [sayGuesses(c, form.value.organization, chosen.guesses)] }
          : currentParties(partnership).some(({ organization }) => organization.id === chosen.end.id)
            ? { organization: [page.t('partnership-charter.errors.isPartner')] }
            : isLater(c, form.value.joinedOn)
              ? { joinedOn: [page.t('partnership-charter.errors.later')] }
              : undefined
      if (wrong || !('end' in chosen))
        return c.html(await partnersPage(c, partnership, { values: form.typed, errors: wrong ?? {} }), 422)
      const joining = { organizationId: chosen.end.id, joinedOn: form.value.joinedOn || null }
      await joinPartnership(db, actor, partnership, joining, moment)
      return c.redirect(
        href(page, `${paths.charterQuestion(region.slug, partnership.slug, 'partners')}?done=joined`),
        303,
      )
    }),
  )
  .get(
    '/partnerships/:partnership/parties/:party/departure',
    withPartnership((c, partnership) => departurePage(c, partnership, todayIn(c))),
  )
  .post(
    '/partnerships/:partnership/parties/:party/departure',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, region, moment } = c.var
      const { party } = departing(c, partnership)
      const form = await parseForm(c, departureForm, page.t)
      if (!form.ok) return departurePage(c, partnership, form, 422)
      const wrong = wrongDay(c, form.value.day, party.joinedOn)
      if (wrong) return departurePage(c, partnership, { values: form.typed, errors: { day: [wrong] } }, 422)
      await leavePartnership(db, actor, partnership, party, form.value, moment)
      // What is private to its partners is so to whoever was one.
      const path = await getPartnership(db, actor, partnership.id).then(
        () => paths.partnership(region.slug, partnership.slug),
        () => paths.partnerships(region.slug),
      )
      return c.redirect(href(page, path), 303)
    }),
  )
  .get(
    '/partnerships/:partnership/end',
    withPartnership((c, partnership) => endPage(c, partnership, todayIn(c))),
  )
  .post(
    '/partnerships/:partnership/end',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, region, moment } = c.var
      permit(writesCharter(actor, partnership), 'partnership-charter.errors.write')
      const form = await parseForm(c, departureForm, page.t)
      if (!form.ok) return endPage(c, partnership, form, 422)
      const wrong = wrongDay(c, form.value.day, null)
      if (wrong) return endPage(c, partnership, { values: form.typed, errors: { day: [wrong] } }, 422)
      const version = Number(form.typed['_version'] ?? partnership.version) || 0
      if (await cameLate(endPartnership(db, actor, { ...partnership, version }, form.value, moment)))
        return endPage(c, partnership, { values: form.typed, errors: { day: [page.t('errors.stale')] } }, 409)
      return c.redirect(href(page, `${paths.charter(region.slug, partnership.slug)}?done=ended`), 303)
    }),
  )
const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)
const todayIn = (c: HouseContext): FormState => ({ values: { day: today(c) }, errors: {} })
const isLater = (c: HouseContext, day: string) => day > today(c)

function sayGuesses({ var: { page } }: HouseContext, typed: string, guesses: readonly { name: string }[]): string {
  const names = guesses.map(({ name }) => name).join(' · ')
  return page.t(names === '' ? 'network.errors.otherUnknown' : 'network.errors.otherMany', { typed, names })
}

/** Nobody leaves tomorrow or before they came: who is a partner counts from today on. */
function wrongDay(c: HouseContext, day: string, joinedOn: string | null): string | undefined {
  if (isLater(c, day)) return c.var.page.t('partnership-charter.errors.later')
  return joinedOn !== null && day < joinedOn ? c.var.page.t('dates.order') : undefined
}

function departing(c: HouseContext, partnership: Partnership) {
  const party = found(partnership.parties.find(({ id }) => id === c.req.param('party')))
  permit(canLetGo(c.var.actor, party), 'partnership-charter.errors.letGo')
  return { party, last: currentParties(partnership).length === 1 }
}

function departurePage(c: HouseContext, partnership: Partnership, form: FormState, status: 200 | 422 = 200) {
  const { party, last } = departing(c, partnership)
  const { page } = c.var
  return c.html(
    document(<DeparturePage {...{ page, partnership, party, last, form }} formKey={newFormKey(c.var.moment)} />),
    status,
  )
}

function endPage(c: HouseContext, partnership: Partnership, form: FormState, status: 200 | 409 | 422 = 200) {
  permit(writesCharter(c.var.actor, partnership), 'partnership-charter.errors.write')
  const { page } = c.var
  return c.html(document(<EndPage {...{ page, partnership, form }} formKey={newFormKey(c.var.moment)} />), status)
}
