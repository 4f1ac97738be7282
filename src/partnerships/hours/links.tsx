import { hashed, networkOf } from '../../account/attempts.ts'
import { paths } from '../../paths.ts'
import { memberActor } from '../../platform/actor.ts'
import { dayIn } from '../../platform/days.ts'
import { found, problem } from '../../platform/errors.ts'
import type { HouseContext } from '../../platform/house.ts'
import { type LinkHandler, type OpenedLink, useLink } from '../../platform/links.ts'
import { parseForm } from '../../platform/parse-form.ts'
import { type Limit, limit } from '../../platform/rate-limit.ts'
import { document } from '../../ui/layout.tsx'
import { type AskedHours, askedOf } from './asked-hours.ts'
import { linkForm } from './forms.ts'
import { logHours, refusalOf, stopAsking } from './hour-changes.ts'
import { type LinkState, HoursLinkPage } from './link-page.tsx'
import { ASKED_FROM, readHours } from './typed-hours.ts'

/** A whole office may answer from one network. */
const PER_LINK: Limit = { max: 60, perSeconds: 900 }
const PER_NETWORK: Limit = { max: 300, perSeconds: 900 }

/** Somebody says how many hours a week took: the page asks, its buttons write down, and the same link corrects. */
export const hoursLink = (trustProxy: number): LinkHandler => ({
  async show(c, opened) {
    return c.html(linkPage(c, opened, await asked(c, opened), {}))
  },

  async answer(c, opened) {
    const { page, moment, db } = c.var
    await countTry(c, opened.token, trustProxy)
    const all = await asked(c, opened)
    const form = await parseForm(c, linkForm, page.t)
    if (!form.ok) throw problem(422, 'forms.choose')
    const one = found(all.find(({ asking }) => asking.id === form.value.asking))
    if (form.value.stop !== undefined) {
      await db.transaction().execute(async (trx) => {
        await useLink(trx, c.var.region.id, opened.token, 'hours', moment.at)
        await stopAsking(trx, actorOf(c, opened), one, one.asking, moment)
      })
      return c.html(linkPage(c, opened, await asked(c, opened), { stopped: one.partnership.name }))
    }
    return takeHours(c, opened, all, one, form.value)
  },
})

async function takeHours(
  c: HouseContext,
  opened: OpenedLink,
  all: AskedHours[],
  one: AskedHours,
  said: { week?: string | undefined; hours?: string | undefined; sure: boolean },
) {
  const { db, region, page, moment } = c.var
  const week = said.week ?? ''
  const isPool = one.asking.personId === null
  const read = readHours(said.hours ?? '', isPool)
  const tell = (state: LinkState, status: 200 | 422) => c.html(linkPage(c, opened, all, state), status)
  const at = { asking: one.asking.id, week, typed: said.hours ?? '' }
  const wrong = refusalOf(week, dayIn(region.timeZone, moment.at)) ?? (read.ok ? null : read.why)
  if (wrong) return tell({ wrong: { ...at, text: page.t(wrong) } }, 422)
  if (!read.ok || read.hours === null)
    return tell({ wrong: { ...at, text: page.t('partnership-hours.errors.number') } }, 422)
  const { hours } = read
  if (hours > ASKED_FROM && !isPool && !said.sure) return tell({ unsure: { ...at, hours } }, 422)
  await db.transaction().execute(async (trx) => {
    await useLink(trx, region.id, opened.token, 'hours', moment.at)
    const word = { personId: one.asking.personId, pool: one.asking.pool, week, hours }
    await logHours(trx, actorOf(c, opened), region, one, [word], moment)
  })
  return c.html(linkPage(c, opened, await asked(c, opened), { kept: { asking: one.asking.id, week, hours } }))
}

/** What the person of a link is asked for. Throws 410 where that is nothing any more. */
async function asked(c: HouseContext, { link }: OpenedLink): Promise<AskedHours[]> {
  const { db, region, moment } = c.var
  if (!link.personId) throw problem(410, 'account.link.revoked')
  return askedOf(db, region.id, link.personId, dayIn(region.timeZone, moment.at))
}

const actorOf = (c: HouseContext, { link }: OpenedLink) =>
  memberActor({
    regionId: c.var.region.id,
    accountId: null,
    personId: link.personId ?? '',
    name: '',
    mandates: [],
    kind: 'link',
  })

const linkPage = (c: HouseContext, { token }: OpenedLink, all: AskedHours[], state: LinkState) =>
  document(<HoursLinkPage page={c.var.page} action={paths.link(c.var.region.slug, token)} asked={all} state={state} />)

/** Counts what is sent by a link and from a network. Throws 429 when it is too much. */
async function countTry(c: HouseContext, token: string, trustProxy: number) {
  const { db, moment } = c.var
  const counted = [
    await limit(db, hashed('hours link', token), PER_LINK, moment.at),
    await limit(db, hashed('hours network', networkOf(c, trustProxy)), PER_NETWORK, moment.at),
  ]
  if (counted.every((one) => one.ok)) return
  const seconds = Math.max(...counted.map((one) => one.retryAfter))
  throw problem(429, 'errors.tooMany', { seconds }, { 'retry-after': String(seconds) })
}
