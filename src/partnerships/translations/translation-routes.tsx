import { Hono } from 'hono'
import { paths } from '../../paths.ts'
import { permit } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { emptyForm, type FormState, parseForm } from '../../platform/parse-form.ts'
import { cameLate } from '../../platform/records.ts'
import { newFormKey } from '../../platform/request-keys.ts'
import { lastSaved } from '../../platform/translations.ts'
import { listsOf } from '../../region/lists.ts'
import { otherLanguage } from '../../ui/languages.ts'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { withPartnership } from '../addressed-routes.tsx'
import { getPartnership, type Partnership } from '../partnerships.ts'
import { canWorkOn } from '../rules.ts'
import { translationForm } from './forms.ts'
import { textsOf } from './texts.ts'
import { tellPartnership } from './translation-changes.ts'
import { sayText, TranslationPage } from './translation-page.tsx'

/** A partnership in the other language: who works on it tells it. */
export const translationRoutes = new Hono<House>()
  .get(
    '/partnerships/:partnership/translation',
    withPartnership((c, partnership) => {
      permit(canWorkOn(c.var.actor, partnership), 'partnerships.errors.translate')
      return translationPage(c, partnership)
    }),
  )
  .post('/partnerships/:partnership/translation', withPartnership(takeTranslation))

async function translationPage(
  c: HouseContext,
  partnership: Partnership,
  { form = emptyForm, status = 200 }: { form?: FormState; status?: 200 | 409 | 422 } = {},
): Promise<Response> {
  const { db, page, region, moment } = c.var
  const lang = otherLanguage(partnership.lang)
  const { roles } = await listsOf(db, region.id, page.lang)
  const texts = textsOf(partnership)
  const kept = new Map(partnership.told.flatMap((one) => (one.lang === lang ? [[one.field, one.text] as const] : [])))
  const typed = typedTexts(form)
  const differences = texts
    .filter(({ field }) => typed.has(field) && typed.get(field) !== (kept.get(field) ?? ''))
    .map((text) => ({
      label: sayText(page, text, roles),
      yours: typed.get(text.field) ?? '',
      theirs: kept.get(text.field) ?? '',
    }))
  const view = {
    page,
    partnership,
    lang,
    texts,
    roles,
    form,
    said: new Map([...kept, ...typed]),
    right: [form.values['right'] ?? []].flat().map(String),
    formKey: newFormKey(moment),
    translatedAt: lastSaved(partnership.told, lang),
    differences: status === 409 ? differences : undefined,
  }
  return c.html(document(<TranslationPage {...view} />), status)
}

/** What was typed, by the field: the form comes back as it was sent. */
function typedTexts({ values }: FormState): Map<string, string> {
  const [fields, texts] = ['field', 'text'].map((name) => [values[name] ?? []].flat().map(String))
  return new Map(fields!.map((field, n) => [field, texts![n] ?? '']))
}

/** Saves what was typed; or answers with the form when it cannot be, or somebody else was faster. */
async function takeTranslation(c: HouseContext, partnership: Partnership): Promise<Response> {
  const { db, actor, page, region, moment } = c.var
  permit(canWorkOn(actor, partnership), 'partnerships.errors.translate')
  const form = await parseForm(c, translationForm, page.t)
  if (!form.ok) return translationPage(c, partnership, { form, status: 422 })
  const { lang, field: fields, text, was } = form.value
  const known = new Set(textsOf(partnership).map(({ field }) => field))
  const given = fields.flatMap((field, n) => (known.has(field) ? [{ field, n }] : []))
  const telling = {
    lang,
    texts: Object.fromEntries(given.map(({ field, n }) => [field, text[n] ?? ''])),
    from: Object.fromEntries(given.flatMap(({ field, n }) => (was[n] ? [[field, was[n].slice(0, 22)]] : []))),
    right: form.value.right.filter((field) => known.has(field)),
    began: String(form.typed['_translated'] ?? ''),
  }
  if (await cameLate(tellPartnership(db, actor, partnership, telling, moment))) {
    const now = await getPartnership(db, actor, partnership.id)
    return translationPage(c, now, { form: { values: form.typed, errors: {} }, status: 409 })
  }
  return c.redirect(href(page, `${paths.charter(region.slug, partnership.slug)}?done=translated`), 303)
}
