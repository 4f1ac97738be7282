import { Hono } from 'hono'
import { z } from 'zod'
import { listColleagues, namesAtWork } from '../../account/colleagues.ts'
import { paths } from '../../paths.ts'
import { isTable, tableAnswer, wants } from '../../platform/answers.ts'
import { dayIn } from '../../platform/days.ts'
import { found, permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { askedText, readQuery } from '../../platform/list-query.ts'
import { emptyForm, type FormState, parseForm } from '../../platform/parse-form.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import { currentParties, type Party, type Partnership } from '../partnerships.ts'
import { answerHours } from './api.ts'
import { anotherForm, askingForm, sharingForm, tableForm, WEEKS_SHOWN } from './forms.ts'
import { askWeekly, isStale, logHours, refusalOf, shareHours, stopAsking } from './hour-changes.ts'
import { HoursPage } from './hours-page.tsx'
import { hoursOf, sharingOf } from './hours.ts'
import { COLUMNS, hoursCells } from './renderings.ts'
import { keepsHours, seesPeoplesHours } from './rules.ts'
import { sayNumber } from './sayings.ts'
import { cellKey, readTable, type TypedTable, untyped } from './table-readings.ts'
import { TimesheetPage } from './timesheet-page.tsx'
import { currentAskings, type Line, timesheetOf } from './timesheets.ts'
import { ASKED_FROM, readHours } from './typed-hours.ts'
import { isWeek, weekOf, weeksBack } from './weeks.ts'
import { newFormKey } from '../../platform/request-keys.ts'

const sheetQuery = z.object({ week: askedText(10), done: askedText(20) })

interface Here {
  partnership: Partnership
  party: Party
}

/** Staff time: of all partners beside each other, and of the people of one week by week. */
export const hoursRoutes = new Hono<House>()
  .get(
    '/partnerships/:partnership/hours',
    withPartnership(async (c, partnership) => {
      const { db, actor, page, region } = c.var
      permit(actor.member, 'errors.membersOnly')
      const form = wants(c)
      if (form === 'json') return answerHours(c, partnership)
      const hours = await hoursOf(db, actor, partnership, today(c))
      if (isTable(form)) return tableAnswer(c, `${region.slug}-hours`, COLUMNS, hours.map(hoursCells))
      c.header('vary', 'accept')
      return c.html(document(<HoursPage page={page} partnership={partnership} hours={hours} />))
    }),
  )
  .get(
    '/partnerships/:partnership/hours/:organization',
    withParty(async (c, here) => c.html(await sheet(c, here))),
  )
  .post(
    '/partnerships/:partnership/hours/:organization',
    withParty(async (c, here) => {
      const form = await parseForm(c, tableForm, c.var.page.t)
      if (!form.ok) throw problem(422, 'forms.choose')
      const weeks = [...new Set(form.value.cells.map(({ week }) => week))].filter(isWeek).toSorted().toReversed()
      if (weeks.length === 0) return back(c, here, '')
      const lines = await timesheetOf(c.var.db, c.var.actor, here.partnership, here.party, weeks)
      const read = readTable(form.value, lines, today(c), c.var.page.t)
      const open = { weeks, table: read.table }
      if (read.table.wrong.size > 0 || read.table.unsure) return c.html(await sheet(c, here, open), 422)
      if (read.words.length === 0) return back(c, here, '')
      try {
        await logHours(c.var.db, c.var.actor, c.var.region, here, read.words, c.var.moment)
      } catch (error) {
        if (!isStale(error)) throw error
        return c.html(await sheet(c, here, { weeks, table: staleTable(c, read.table, error.stale) }), 409)
      }
      return back(c, here, 'logged', weeks[0])
    }),
  )
  .post(
    '/partnerships/:partnership/hours/:organization/others',
    withParty(async (c, here) => {
      const { db, actor, page, region, moment } = c.var
      permit(keepsHours(actor, here.party), 'partnership-hours.errors.keep')
      const form = await parseForm(c, anotherForm, page.t)
      if (!form.ok) return c.html(await sheet(c, here, { another: form }), 422)
      const { anotherPerson: person, anotherPool: pool, week, another, sure } = form.value
      const read = readHours(another, person === '')
      const nobody = (person === '') === (pool === '') ? 'partnership-hours.errors.personOrPool' : null
      const errors = {
        ...(nobody && { anotherPerson: [page.t(nobody)] }),
        ...said(page.t, 'week', refusalOf(week, today(c))),
        ...said(page.t, 'another', read.ok ? (read.hours === null ? 'forms.required' : null) : read.why),
      }
      if (read.ok && (read.hours ?? 0) > ASKED_FROM && person !== '' && !sure)
        Object.assign(errors, { sure: [page.t('partnership-hours.sureHint', { hours: ASKED_FROM })] })
      if (Object.keys(errors).length > 0)
        return c.html(await sheet(c, here, { another: { values: form.typed, errors } }), 422)
      const word = { personId: person || null, pool, week, hours: read.ok ? read.hours : null }
      await logHours(db, actor, region, here, [word], moment)
      return back(c, here, 'logged', week)
    }),
  )
  .post(
    '/partnerships/:partnership/hours/:organization/sharing',
    withParty(async (c, here) => {
      const { db, actor, page, moment } = c.var
      permit(keepsHours(actor, here.party), 'partnership-hours.errors.keep')
      const form = await parseForm(c, sharingForm, page.t)
      if (!form.ok) throw problem(422, 'forms.choose')
      const before = (await sharingOf(db, actor, [here.party])).get(here.party.id) ?? 'own'
      if (before !== form.value.shared) await shareHours(db, actor, here, { before, ...form.value }, moment)
      return back(c, here, 'shared')
    }),
  )
  .post(
    '/partnerships/:partnership/hours/:organization/askings',
    withParty(async (c, here) => {
      const { db, actor, region, page, moment } = c.var
      const form = await parseForm(c, askingForm, page.t)
      if (!form.ok) return c.html(await sheet(c, here, { asking: form }), 422)
      const { person, pool } = form.value
      const isOwn = person === actor.personId && pool === ''
      permit(keepsHours(actor, here.party) || isOwn, 'partnership-hours.errors.keep')
      await askWeekly(db, actor, region, here, { personId: person, pool }, moment)
      return back(c, here, 'asked')
    }),
  )
  .post(
    '/partnerships/:partnership/hours/:organization/askings/:asking/end',
    withParty(async (c, here) => {
      const { db, actor, moment } = c.var
      const all = await currentAskings(db, actor.regionId, [here.party.id])
      const asking = found(all.find(({ id }) => id === c.req.param('asking')))
      permit(keepsHours(actor, here.party) || asking.askedId === actor.personId, 'partnership-hours.errors.keep')
      await stopAsking(db, actor, here, asking, moment)
      return back(c, here, 'stopped')
    }),
  )

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

const said = (t: (key: string) => string, field: string, why: string | null) => (why ? { [field]: [t(why)] } : {})

/** The hours of one partner: for the people of that organization, and for whoever promised some of them. */
function withParty(answer: (c: HouseContext, here: Here) => Promise<Response>) {
  return withPartnership(async (c, partnership) => {
    const { actor } = c.var
    const asked = c.req.param('organization')
    const party = found(
      currentParties(partnership).find(({ organization }) =>
        [organization.slug, organization.id].includes(asked ?? ''),
      ),
    )
    const isTheirs = seesPeoplesHours(actor, party) || (await ownLines(c, { partnership, party })).length > 0
    permit(isTheirs, 'partnership-hours.errors.sealed')
    return answer(c, { partnership, party })
  })
}

const ownLines = (c: HouseContext, { partnership, party }: Here): Promise<Line[]> =>
  c.var.actor.personId === null
    ? Promise.resolve([])
    : timesheetOf(c.var.db, c.var.actor, partnership, party, [weekOf(today(c))])

function back(c: HouseContext, { partnership, party }: Here, done: string, week?: string) {
  const path = paths.partyHours(c.var.region.slug, partnership.slug, party.organization.slug)
  const at = week !== undefined && week < weekOf(today(c)) ? `&week=${week}` : ''
  return c.redirect(href(c.var.page, done === '' ? path : `${path}?done=${done}${at}`), 303)
}

/** The table with what others wrote meanwhile beside what was typed. */
function staleTable(
  c: HouseContext,
  table: TypedTable,
  stale: { key: string; week: string; now: number | null }[],
): TypedTable {
  const { page } = c.var
  const said = (now: number | null) =>
    now === null
      ? page.t('partnership-hours.errors.staleGone')
      : page.t('partnership-hours.errors.staleNow', { now: sayNumber(page, now) })
  return {
    ...table,
    now: new Map(stale.map(({ week, key, now }) => [cellKey(week, key), now])),
    wrong: new Map(stale.map(({ week, key, now }) => [cellKey(week, key), said(now)])),
  }
}

interface Open {
  weeks?: string[]
  table?: TypedTable
  another?: FormState
  asking?: FormState
}

async function sheet(c: HouseContext, { partnership, party }: Here, open: Open = {}) {
  const { db, actor, page, moment } = c.var
  const { week, done } = readQuery(c, sheetQuery)
  const thisWeek = weekOf(today(c))
  const from = isWeek(week) && week < thisWeek ? week : thisWeek
  const weeks = open.weeks && open.weeks.length > 0 ? open.weeks : weeksBack(from, WEEKS_SHOWN)
  const inside = seesPeoplesHours(actor, party)
  const [lines, sums, askings, people] = await Promise.all([
    timesheetOf(db, actor, partnership, party, weeks),
    inside ? hoursOf(db, actor, partnership, today(c)) : [],
    currentAskings(db, actor.regionId, [party.id]),
    keepsHours(actor, party) ? listColleagues(db, actor, party.organization.id, today(c)) : [],
  ])
  const names = await namesAtWork(
    db,
    actor,
    askings.map((one) => one.askedId),
  )
  const view = {
    page,
    partnership,
    party,
    sum: sums.find((one) => one.party.id === party.id) ?? null,
    weeks,
    thisWeek,
    lines,
    askings: askings.map((one) => ({ ...one, name: names.get(one.askedId) ?? null })),
    people,
    table: open.table ?? untyped,
    another: open.another ?? emptyForm,
    asking: open.asking ?? emptyForm,
  }
  return document(<TimesheetPage {...view} formKey={newFormKey(moment)} done={done} />)
}
