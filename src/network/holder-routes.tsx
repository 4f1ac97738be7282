import { Hono } from 'hono'
import { listColleagues } from '../account/colleagues.ts'
import { paths } from '../paths.ts'
import { dayIn } from '../platform/days.ts'
import { found, permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type Typed, parseForm } from '../platform/parse-form.ts'
import { listsOf } from '../region/lists.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { holdersForm, OTHERS } from './forms.ts'
import { canBeNamed, holdingsAt, nameHolders } from './holder-changes.ts'
import { HolderPage } from './holder-page.tsx'
import { canNameHolders, type Holding, holdingNow, type Side } from './rules.ts'
import { getTie, type Tie } from './ties.ts'
import { newFormKey } from '../platform/request-keys.ts'

/** Who holds a tie for one of its sides. */
export const holderRoutes = new Hono<House>()
  .get('/ties/:tie/holders/:side', async (c) => {
    const { tie, side } = await sideOfTie(c)
    return c.html(await holderPage(c, tie, side))
  })
  .post('/ties/:tie/holders/:side', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const { tie, side } = await sideOfTie(c)
    const form = await parseForm(c, holdersForm, page.t)
    if (!form.ok) return c.html(await holderPage(c, tie, side, form), 422)
    const typed = { values: form.typed, errors: {} }
    if (form.typed._version !== String(tie.version))
      return c.html(await holderPage(c, tie, side, { ...typed, stale: true }), 409)
    const { holders } = form.value
    if (!(await canBeNamed(db, actor, side, holders, today(c))))
      return c.html(
        await holderPage(c, tie, side, { ...typed, errors: { holders: [page.t('network.errors.holder')] } }),
        422,
      )
    await nameHolders(db, actor, tie, side, holders, today(c), moment)
    return c.redirect(href(page, paths.tie(region.slug, tie.id)), 303)
  })

const today = (c: HouseContext) => dayIn(c.var.region.timeZone, c.var.moment.at)

async function sideOfTie(c: HouseContext): Promise<{ tie: Tie; side: Side }> {
  const { db, actor } = c.var
  const tie = await getTie(db, actor, c.req.param('tie') ?? '')
  const named = c.req.param('side')
  const side = found(tie.sides.find((one) => one.slug === named || one.id === named))
  permit(canNameHolders(actor, side), 'network.errors.holders')
  return { tie, side }
}

interface Sent {
  values: Typed
  errors: Record<string, string[]>
  /** Somebody else said who holds it while the form was open. */
  stale?: boolean
}

const ticked = (holdings: Holding[]) => [
  ...new Set(holdingNow(holdings).map(({ name, personId }) => (name === null ? OTHERS : personId))),
]

async function holderPage(c: HouseContext, tie: Tie, side: Side, sent?: Sent) {
  const { db, actor, page, moment } = c.var
  const [{ tieKinds }, colleagues, holdings] = await Promise.all([
    listsOf(db, actor.regionId, page.lang),
    listColleagues(db, actor, side.id, today(c)),
    holdingsAt(db, actor, tie, side, today(c)),
  ])
  const now = ticked(holdings)
  const names = new Map(colleagues.map(({ id, name }) => [id, name]))
  const named = (ids: string[]) => ids.flatMap((id) => names.get(id) ?? []).join('; ')
  const yours = [sent?.values['holders'] ?? []].flat()
  const difference = { label: page.t('network.holders'), yours: named(yours), theirs: named(now) }
  return document(
    <HolderPage
      page={page}
      tie={tie}
      side={side}
      kinds={tieKinds}
      colleagues={colleagues}
      holdings={holdings}
      form={sent ?? { values: { holders: now }, errors: {} }}
      formKey={newFormKey(moment)}
      {...(sent?.stale && { conflict: [difference] })}
    />,
  )
}
