import { Hono } from 'hono'
import { z } from 'zod'
import { jsonList, tagged } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import {
  checkJson,
  fromVersion,
  readJson,
  unlessLate,
  versioned,
  withStatus,
  wordAsked,
  written,
  wrongField,
} from '../platform/api-writes.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { formatList, LANGUAGES } from '../platform/i18n.ts'
import { findCounties } from './counties.ts'
import { listForms, type ListItemInput, regionForm, SHAPES } from './forms.ts'
import { addListItem, asRead, changeListItem, getListItem, LISTS, type ListName, listsOf } from './lists.ts'
import { inAddress } from './lists-page.tsx'
import { changeRegion, getSettings } from './regions.ts'
import { canChangeRegion } from './rules.ts'

const settingsSchema = z.object({
  name: z.string(),
  slug: z.string(),
  tagline_en: z.string(),
  tagline_es: z.string(),
  description_en: z.string(),
  description_es: z.string(),
  timeZone: z.string(),
  counties: z.array(z.string()).describe('FIPS codes'),
  fiscalMonth: z.int(),
  closedDays: z.array(z.string()),
  languages: z.array(z.enum(LANGUAGES)),
  smallCountThreshold: z.int(),
  fadingMonths: z.int().min(1).max(120).describe('So many months without a word, and a tie fades'),
  nationalView: z.boolean().describe('Whether the national team may look'),
  version: z.int(),
})

const words = z.string().optional()
const itemSchema = z.object({
  key: z.string(),
  position: z.int(),
  retired: z.boolean().describe('No longer offered; records keep it'),
  label_en: z.string(),
  label_es: words,
  shape: z.enum(SHAPES).optional(),
  colour: z.enum(SHAPES).optional(),
  description_en: words,
  description_es: words,
  reference_title: words,
  reference_url: words,
  directed: z.boolean().optional().describe('It never changes: ties stand in that order'),
  forward_en: words,
  forward_es: words,
  backward_en: words,
  backward_es: words,
})
const itemsSchema = z.object({ items: z.array(itemSchema), total: z.int(), next: z.string().nullable() })

const itemJson = (item: Record<string, string>) => ({
  ...item,
  position: Number(item['position']),
  retired: item['retired'] === 'yes',
  ...('directed' in item && { directed: item['directed'] === 'yes' }),
})

const permitted = (c: HouseContext) => permit(canChangeRegion(c.var.actor), 'errors.coordinatorsOnly')
const at = (c: HouseContext, path: string, slug = c.var.region.slug) => `/api/v1/${slug}/${path}`
const readItem = ({ var: { db, region } }: HouseContext, list: ListName, key: string) =>
  getListItem(db, region.id, list, key)
const answerItem = async (c: HouseContext, list: ListName, key: string, status: 200 | 201 = 200) => {
  const item = await readItem(c, list, key)
  return withStatus(
    tagged(c, JSON.stringify(itemJson(item)), () => asRead(item)),
    status,
  )
}

/** What is set for a region as a whole, and its lists, for programs of coordinators. */
export const settingsApi = new Hono<House>()
  .get('/settings', async (c) => {
    permitted(c)
    return versioned(c, await getSettings(c.var.db, c.var.region.id))
  })
  .patch('/settings', async (c) => {
    const { db, actor, region, rooms, page, moment } = c.var
    permitted(c)
    const now = await getSettings(db, region.id)
    const { version: _, ...before } = now
    const input = checkJson(c, regionForm, await readJson(c), before)
    const { fips, unknown } = await findCounties(db, input.counties)
    if (unknown.length > 0) {
      const names = formatList(page.lang, unknown.slice(0, 10))
      throw wrongField(c, 'counties', 'region.errors.counties', { names, n: unknown.length })
    }
    const change = (version: number) =>
      changeRegion(db, actor, rooms, { ...now, version }, { ...input, counties: fips }, moment)
    await fromVersion(c, now, change, () => getSettings(db, region.id))
    c.header('location', at(c, 'settings', input.slug))
    return versioned(c, await getSettings(db, region.id))
  })

for (const list of LISTS) {
  const path = `lists/${inAddress(list)}`
  const schema: z.ZodType<ListItemInput> = listForms[list]
  settingsApi
    .get(`/${path}`, async (c) => {
      permitted(c)
      const { db, region, page } = c.var
      const { sectors, roles, tieKinds: tie_kinds } = await listsOf(db, region.id, page.lang)
      const all = { sectors, roles, tie_kinds }[list]
      const items = await Promise.all(all.map(async ({ key }) => itemJson(await readItem(c, list, key))))
      return jsonList(c, items, items.length, null)
    })
    .post(`/${path}`, async (c) => {
      permitted(c)
      const { db, actor, moment } = c.var
      const input = checkJson(c, schema, await readJson(c))
      return written(
        c,
        () => addListItem(db, actor, list, input, moment),
        (key) => at(c, `${path}/${key}`),
        (key, status) => answerItem(c, list, key, status),
      )
    })
    .get(`/${path}/:key`, (c) => {
      permitted(c)
      return answerItem(c, list, c.req.param('key'))
    })
    .patch(`/${path}/:key`, async (c) => {
      permitted(c)
      const { db, actor, moment } = c.var
      const key = c.req.param('key')
      const before = await readItem(c, list, key)
      const input = checkJson(c, schema, await readJson(c), before)
      const read = wordAsked(c) ?? asRead(before)
      const current = async () => itemJson(await readItem(c, list, key))
      await unlessLate(() => changeListItem(db, actor, list, key, input, read, moment), current)
      return answerItem(c, list, key)
    })
}

const tag = 'Settings'
const SAID: Record<ListName, { one: string; many: string }> = {
  sectors: { one: 'a sector', many: 'Sectors' },
  roles: { one: 'a civic-data role', many: 'Civic-data roles' },
  tie_kinds: { one: 'a kind of tie', many: 'Kinds of ties' },
}

function docsOf(list: ListName): ApiDoc[] {
  const path = `/api/v1/{region}/lists/${inAddress(list)}`
  const { one, many } = SAID[list]
  const body = listForms[list]
  const shared = { tag, response: itemSchema }
  return [
    {
      method: 'get',
      path,
      summary: `${many} in every language, for coordinators`,
      tag,
      response: itemsSchema,
      closed: true,
    },
    { ...shared, method: 'post', path, summary: `Adds ${one}`, body, status: 201 },
    { ...shared, method: 'get', path: `${path}/{key}`, summary: `Tells ${one} in every language`, closed: true },
    { ...shared, method: 'patch', path: `${path}/{key}`, summary: `Changes ${one}, or retires it`, body },
  ]
}

export const settingsApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/{region}/settings',
    summary: 'What is set for the region as a whole, for coordinators',
    tag,
    response: settingsSchema,
    closed: true,
  },
  {
    method: 'patch',
    path: '/api/v1/{region}/settings',
    summary: 'Changes settings; `Location` tells the address under a new slug, the old one leads there',
    tag,
    body: regionForm,
    response: settingsSchema,
  },
  ...LISTS.flatMap(docsOf),
]
