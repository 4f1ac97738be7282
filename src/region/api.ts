import { Hono } from 'hono'
import { z } from 'zod'
import { jsonList, tagged } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import type { Db } from '../platform/db.ts'
import type { House, HouseContext } from '../platform/house.ts'
import type { Lang } from '../platform/i18n.ts'
import { document } from '../ui/layout.tsx'
import type { RegionHead } from '../ui/page.ts'
import { ApiPage } from './api-page.tsx'
import { countiesOf } from './counties.ts'
import { SHAPES } from './forms.ts'
import { listsOf } from './lists.ts'
import { openApi } from './openapi-documents.ts'
import { getSettings, listRegions } from './regions.ts'
import { wordsOf } from './words.ts'

const item = { key: z.string(), label: z.string(), retired: z.boolean().describe('No longer offered; records keep it') }

const headSchema = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  tagline: z.string(),
  counties: z.array(z.string()).describe('Names, as the region writes them'),
  invented: z.boolean().describe('An invented region, made to show how one looks'),
  href: z.string().describe('Where the rest of it is'),
})
const headsSchema = z.object({ items: z.array(headSchema), total: z.int(), next: z.string().nullable() })

const regionSchema = headSchema.omit({ href: true, counties: true }).extend({
  description: z.string(),
  counties: z.array(z.object({ fips: z.string(), name: z.string(), state: z.string() })),
  timeZone: z.string().describe('IANA name'),
  fiscalMonth: z.int().min(1).max(12).describe('First month of its fiscal year'),
  closedDays: z.array(z.string()).describe('`2026-11-27`, or `--07-04` for every year'),
  languages: z.array(z.string()),
  smallCountThreshold: z.int().describe('Smaller counts of people from the public are not told'),
  fadingMonths: z.int().min(1).max(120).describe('So many months without a word, and a tie fades'),
  sectors: z.array(z.object({ ...item, shape: z.enum(SHAPES), colour: z.enum(SHAPES) })),
  roles: z.array(
    z.object({
      ...item,
      description: z.string(),
      reference: z.object({ title: z.string(), url: z.string().nullable() }).nullable(),
    }),
  ),
  tieKinds: z.array(
    z.object({
      ...item,
      forward: z.string().describe('What a tie says from its first side'),
      backward: z.string().describe('What it says from its second side'),
      directed: z.boolean(),
    }),
  ),
  version: z.int(),
})

/** A region with its lists, in the language of the address. */
async function regionJson(db: Db, region: RegionHead, lang: Lang) {
  const [settings, words, counties, lists] = await Promise.all([
    getSettings(db, region.id),
    wordsOf(db, region.id, lang),
    countiesOf(db, region.id),
    listsOf(db, region.id, lang),
  ])
  const { name, slug, timeZone, fiscalMonth, closedDays, languages, smallCountThreshold, fadingMonths, version } =
    settings
  return {
    id: region.id,
    slug,
    name,
    tagline: words.tagline.text,
    description: words.description.text,
    invented: region.invented,
    timeZone,
    counties,
    fiscalMonth,
    closedDays,
    languages,
    smallCountThreshold,
    fadingMonths,
    ...lists,
    version,
  }
}

/** The JSON twin of the region's own pages. */
export const regionApi = new Hono<House>().get('/', async (c) => {
  const { db, region, page } = c.var
  return tagged(c, JSON.stringify(await regionJson(db, region, page.lang)))
})

const docsOf = (c: HouseContext) => c.var.rooms.flatMap((room) => room.apiDocs ?? [])

/** The root of the API: what it can do, for people and for programs. */
export const apiRoutes = new Hono<House>()
  .get('/api', async (c) => {
    const { db, page, account } = c.var
    c.set('cached', { params: [] })
    const example = (await listRegions(db))[0]?.slug
    return c.html(document(ApiPage({ page, docs: docsOf(c), example, mayHaveKeys: account?.admin !== true })))
  })
  .get('/api/openapi.json', (c) => tagged(c, JSON.stringify(openApi(docsOf(c), c.var.page.origin))))
  .get('/api/v1/regions', async (c) => {
    const { db, page } = c.var
    const items = (await listRegions(db, page.lang)).map(({ id, slug, name, tagline, counties, invented }) => ({
      id,
      slug,
      name,
      tagline: tagline.text,
      counties,
      invented,
      href: `${page.origin}/api/v1/${slug}`,
    }))
    return jsonList(c, items, items.length, null)
  })

export const regionApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: '/api/v1/regions',
    summary: 'The regions of this installation',
    tag: 'Regions',
    response: headsSchema,
  },
  {
    method: 'get',
    path: '/api/v1/{region}',
    summary: 'A region with its counties and its lists: sectors, roles, kinds of ties',
    tag: 'Regions',
    response: regionSchema,
  },
]
