import { Hono } from 'hono'
import { z } from 'zod'
import { jsonList } from '../platform/answers.ts'
import { type ApiDoc, listOf } from '../platform/api-docs.ts'
import { checkJson, readJson } from '../platform/api-writes.ts'
import { found, permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { LANGUAGES, type Lang } from '../platform/i18n.ts'
import { inEachLanguage, type Translation, translationSchema, translationsOf } from '../platform/translations.ts'
import { LISTING_NAMES } from './listing-api.ts'
import { KINDS, LISTING_KINDS } from './listing-kinds.ts'
import { getListing } from './listings.ts'
import { getOrganization } from './organizations.ts'
import { canEditListing, canEditOrganization } from './rules.ts'
import { listingOriginal, type Original, organizationOriginal, translate, translatedTexts } from './translations.ts'

/** A record with what it says, and whether the asker may say it otherwise. */
interface Translatable {
  original: Original
  mayEdit: boolean
  refusal: string
}
type Find = (c: HouseContext) => Promise<Translatable>

const translationsSchema = listOf(
  translationSchema.extend({ current: z.boolean().describe('Made from what the record says today') }),
)

async function answerTranslations(c: HouseContext, { original }: Translatable) {
  const all = await translationsOf(c.var.db, c.var.region.id, original.id)
  const items = inEachLanguage(all, (told) => ({ current: told.every((one) => one.current) }))
  return jsonList(c, items, items.length, null)
}

/** What records of a kind say in other languages, at `/{id}/translations`. */
const translationsOfKind = (find: Find) =>
  new Hono<House>()
    .get('/:id/translations', async (c) => answerTranslations(c, await find(c)))
    .patch('/:id/translations/:lang', async (c) => {
      const { db, actor, region, moment } = c.var
      const one = await find(c)
      permit(one.mayEdit, one.refusal)
      const { original } = one
      const lang = found(LANGUAGES.find((known) => known === c.req.param('lang')))
      const before = await translationsOf(db, region.id, original.id)
      const said = textsIn(before, lang, original)
      const given = checkJson(c, translatedTexts[original.kind], await readJson(c), said)
      await translate(db, actor, original, before, { told: { ...given, lang }, version: original.version }, moment)
      return answerTranslations(c, one)
    })

const textsIn = (all: Translation[], lang: Lang, { texts }: Original) =>
  Object.fromEntries(
    Object.keys(texts).map((field) => [field, all.find((one) => one.field === field && one.lang === lang)?.text ?? '']),
  )

/** Translations for programs. */
export const translationApi = new Hono<House>().route(
  '/organizations',
  translationsOfKind(async (c) => {
    const { db, actor } = c.var
    const one = await getOrganization(db, actor, c.req.param('id') ?? '')
    const mayEdit = canEditOrganization(actor, one)
    return { original: organizationOriginal(actor, one), mayEdit, refusal: 'directory.errors.edit' }
  }),
)
for (const kind of LISTING_KINDS)
  translationApi.route(
    `/${KINDS[kind].segment}`,
    translationsOfKind(async (c) => {
      const { db, actor } = c.var
      const one = await getListing(db, actor, kind, c.req.param('id') ?? '')
      const mayEdit = canEditListing(actor, one)
      return { original: listingOriginal(actor, one), mayEdit, refusal: 'listings.errors.edit' }
    }),
  )

const docsOf = (segment: string, kind: Original['kind'], tag: string): ApiDoc[] => {
  const path = `/api/v1/{region}/${segment}/{id}/translations`
  return [
    { method: 'get', path, summary: 'What it says in other languages', tag, response: translationsSchema },
    {
      method: 'patch',
      path: `${path}/{lang}`,
      summary: 'Says the given fields in another language; an empty one is taken away',
      tag,
      body: translatedTexts[kind],
      response: translationsSchema,
    },
  ]
}

export const translationApiDocs: ApiDoc[] = [
  ...docsOf('organizations', 'organization', 'Organizations'),
  ...LISTING_KINDS.flatMap((kind) => docsOf(KINDS[kind].segment, kind, LISTING_NAMES[kind].tag)),
]
