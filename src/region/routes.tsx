import { Hono } from 'hono'
import { paths } from '../paths.ts'
import { endOfDay } from '../platform/answers.ts'
import { found, permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { type FormState, type Typed, emptyForm, parseForm } from '../platform/parse-form.ts'
import { cameLate } from '../platform/records.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { findCounties, namesOfCounties } from './counties.ts'
import { listForms, regionForm } from './forms.ts'
import { deletionRoutes } from './deletion-routes.tsx'
import { HomePage } from './home-page.tsx'
import { countOrganizations, figuresOf, panelsOf, waitingFor } from './homes.ts'
import { ListItemPage } from './list-item-page.tsx'
import { LISTS, type ListName, addListItem, asRead, changeListItem, getListItem, listsOf } from './lists.ts'
import { ListPage, inAddress } from './lists-page.tsx'
import { changeRegion, findRegion, getSettings } from './regions.ts'
import { canChangeRegion } from './rules.ts'
import { SettingsPage } from './settings-page.tsx'
import { unknownCounties } from './suggestions.ts'
import { wordsOf } from './words.ts'

/** The region itself: its front page, its settings, its lists. */
export const regionRoutes = new Hono<House>()
  .route('/', deletionRoutes)
  .get('/', async (c) => {
    const { region, moment } = c.var
    c.set('cached', { params: [], freshUntil: endOfDay(region.timeZone, moment.at) })
    return c.html(document(await homePage(c)))
  })
  .get('/settings', async (c) => {
    permit(canChangeRegion(c.var.actor), 'errors.coordinatorsOnly')
    return c.html(await settingsPage(c))
  })
  .post('/settings', async (c) => {
    const { db, actor, region, rooms, page, moment } = c.var
    permit(canChangeRegion(actor), 'errors.coordinatorsOnly')
    const form = await parseForm(c, regionForm, page.t)
    if (!form.ok) return c.html(await settingsPage(c, { form }), 422)
    const { fips, unknown } = await findCounties(db, form.value.counties)
    const wrong = { ...(await slugTaken(c, form.value.slug)), ...(await unknownCounties(db, unknown, page.t)).errors }
    if (Object.keys(wrong).length > 0)
      return c.html(await settingsPage(c, { form: { values: form.typed, errors: wrong }, unknown }), 422)
    const before = { ...(await getSettings(db, region.id)), version: Number(form.typed._version) }
    const late = await cameLate(changeRegion(db, actor, rooms, before, { ...form.value, counties: fips }, moment))
    if (late) return c.html(await settingsPage(c, { form: { values: form.typed, errors: {} }, stale: true }), 409)
    return c.redirect(href(page, `${paths.settings(form.value.slug)}?done=saved`), 303)
  })
  .get('/settings/lists/:list', async (c) => {
    const { db, region, page } = c.var
    const list = listOf(c)
    const lists = await listsOf(db, region.id, page.lang)
    return c.html(document(<ListPage page={page} list={list} lists={lists} saved={c.req.query('done') === 'saved'} />))
  })
  .get('/settings/lists/:list/:key', async (c) => c.html(await itemPage(c)))
  .post('/settings/lists/:list/:key', async (c) => {
    const { db, actor, region, page, moment } = c.var
    const list = listOf(c)
    const key = c.req.param('key')
    if (key !== 'new') await getListItem(db, region.id, list, key)
    const form = await parseForm(c, listForms[list], page.t)
    if (!form.ok) return c.html(await itemPage(c, { form }), 422)
    const read = String(form.typed._version)
    if (key === 'new') await addListItem(db, actor, list, form.value, moment)
    else if (await cameLate(changeListItem(db, actor, list, key, form.value, read, moment)))
      return c.html(await itemPage(c, { form: { values: form.typed, errors: {} }, stale: true }), 409)
    return c.redirect(href(page, `${paths.lists(region.slug, inAddress(list))}?done=saved`), 303)
  })

async function homePage(c: HouseContext) {
  const { db, actor, page, region, rooms, keep } = c.var
  const [words, organizations, parts, figures, waiting] = await Promise.all([
    keep(`words ${page.lang}`, () => wordsOf(db, region.id, page.lang)),
    countOrganizations(db, actor, keep),
    panelsOf(rooms, db, actor, page, keep),
    figuresOf(rooms, db, actor, page, keep),
    waitingFor(rooms, db, actor, region, page),
  ])
  return <HomePage page={page} home={{ region, tagline: words.tagline, organizations, figures, waiting, ...parts }} />
}

async function slugTaken(c: HouseContext, slug: string): Promise<FormState['errors']> {
  const { db, region, page } = c.var
  const other = await findRegion(db, slug)
  return other && other.id !== region.id ? { slug: [page.t('region.slugTaken', { slug })] } : {}
}

async function settingsPage(c: HouseContext, typed: { form?: FormState; unknown?: string[]; stale?: boolean } = {}) {
  const { db, page, region, moment } = c.var
  const { version, nationalView, ...settings } = await getSettings(db, region.id)
  const now: Typed = {
    ...settings,
    counties: await namesOfCounties(db, settings.counties),
    fiscalMonth: String(settings.fiscalMonth),
    smallCountThreshold: String(settings.smallCountThreshold),
    fadingMonths: String(settings.fadingMonths),
    ...(nationalView && { nationalView: 'yes' }),
  }
  const form = typed.form ?? { values: now, errors: {} }
  const { suggestions } = await unknownCounties(db, typed.unknown ?? [], page.t)
  return document(
    <SettingsPage
      page={page}
      form={form}
      version={typed.stale || !typed.form ? version : Number(form.values._version)}
      formKey={moment.id()}
      suggestions={suggestions}
      conflict={typed.stale ? differing(c, form.values, now) : undefined}
      saved={c.req.query('done') === 'saved'}
    />,
  )
}

/** Fields in which what was typed is not what stands there now. */
function differing(c: HouseContext, typed: Typed, now: Typed) {
  const { t } = c.var.page
  const words = (value: Typed[string]) => [value ?? ''].flat().join('\n').trim()
  return [...new Set([...Object.keys(typed), ...Object.keys(now)])]
    .filter((field) => t.has(`region.field.${field}`) && words(typed[field]) !== words(now[field]))
    .map((field) => ({ label: t(`region.field.${field}`), yours: words(typed[field]), theirs: words(now[field]) }))
}

/** The list that the address names; only coordinators come so far. */
function listOf(c: HouseContext): ListName {
  permit(canChangeRegion(c.var.actor), 'errors.coordinatorsOnly')
  return found(LISTS.find((list) => inAddress(list) === c.req.param('list')))
}

async function itemPage(c: HouseContext, typed: { form?: FormState; stale?: boolean } = {}) {
  const { db, page, region, moment } = c.var
  const list = listOf(c)
  const key = c.req.param('key') ?? ''
  const item = key === 'new' ? undefined : await getListItem(db, region.id, list, key)
  const form = typed.form ?? (item ? { values: item, errors: {} } : emptyForm)
  const read = typed.form && !typed.stale ? String(form.values._version) : item ? asRead(item) : ''
  const conflict = typed.stale && item ? differing(c, form.values, item) : undefined
  return document(
    <ListItemPage
      page={page}
      list={list}
      item={item}
      read={read}
      form={form}
      formKey={moment.id()}
      conflict={conflict}
    />,
  )
}
