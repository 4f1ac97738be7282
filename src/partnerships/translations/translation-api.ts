import { Hono } from 'hono'
import { tagged } from '../../platform/answers.ts'
import type { ApiDoc } from '../../platform/api-docs.ts'
import { checkJson, readJson } from '../../platform/api-writes.ts'
import { found, permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { LANGUAGES } from '../../platform/i18n.ts'
import { inEachLanguage } from '../../platform/translations.ts'
import { getPartnership } from '../partnerships.ts'
import { canWorkOn } from '../rules.ts'
import { translationBody, translationListSchema } from './forms.ts'
import { textsOf } from './texts.ts'
import { tellPartnership } from './translation-changes.ts'

const partnershipOf = (c: HouseContext) => getPartnership(c.var.db, c.var.actor, c.req.param('id') ?? '')

async function answerTranslations(c: HouseContext): Promise<Response> {
  const partnership = await partnershipOf(c)
  const items = inEachLanguage(partnership.told, (told) => ({
    older: told.filter(({ current }) => !current).map(({ field }) => field),
  }))
  const originals = {
    lang: partnership.lang,
    texts: Object.fromEntries(textsOf(partnership).map(({ field, text }) => [field, text])),
  }
  return tagged(c, JSON.stringify({ items, total: items.length, next: null, originals }))
}

/** What partnerships say in other languages, for programs. */
export const partnershipTranslationApi = new Hono<House>()
  .get('/partnerships/:id/translations', answerTranslations)
  .patch('/partnerships/:id/translations/:lang', async (c) => {
    const { db, actor, moment } = c.var
    const partnership = await partnershipOf(c)
    permit(canWorkOn(actor, partnership), 'partnerships.errors.translate')
    const lang = found(LANGUAGES.find((known) => known === c.req.param('lang')))
    const { texts, right } = checkJson(c, translationBody, await readJson(c))
    await tellPartnership(db, actor, partnership, { lang, texts, right }, moment)
    return answerTranslations(c)
  })

const path = '/api/v1/{region}/partnerships/{id}/translations'
const tag = 'Partnerships'
const response = translationListSchema

/** Their part of the description that programs read. */
export const partnershipTranslationApiDocs: ApiDoc[] = [
  { method: 'get', path, summary: 'What it says in other languages', tag, response },
  {
    method: 'patch',
    path: `${path}/{lang}`,
    summary: 'Says the given texts in another language; an empty one is taken away',
    tag,
    body: translationBody,
    response,
  },
]
