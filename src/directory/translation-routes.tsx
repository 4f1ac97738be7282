import type { HouseContext } from '../platform/house.ts'
import { type FormState, parseForm } from '../platform/parse-form.ts'
import { lastSaved, translationsOf } from '../platform/translations.ts'
import { otherLanguage } from '../ui/languages.ts'
import { document } from '../ui/layout.tsx'
import { type Told, TranslationPage } from './translation-page.tsx'
import { translate, translationForms } from './translations.ts'
import { newFormKey } from '../platform/request-keys.ts'

/** The form of a record's translation. */
export async function translationPage(
  c: HouseContext,
  told: Told,
  { form, status = 200 }: { form?: FormState; status?: 200 | 409 | 422 } = {},
): Promise<Response> {
  const { db, page, region } = c.var
  const { id, texts } = told.original
  const lang = otherLanguage(told.original.lang)
  const all = (await translationsOf(db, region.id, id)).filter((one) => one.lang === lang)
  const textOf = (field: string) => all.find((one) => one.field === field)?.text ?? ''
  const kept = Object.fromEntries(Object.keys(texts).map((field) => [field, textOf(field)]))
  const said = form?.values ?? {}
  const differences = Object.keys(texts)
    .filter((field) => String(said[field] ?? '') !== kept[field])
    .map((field) => ({
      label: told.sayField(field),
      yours: String(said[field] ?? ''),
      theirs: kept[field] ?? '',
    }))
  return c.html(
    document(
      <TranslationPage
        {...told}
        {...{ page, lang }}
        form={form ?? { values: kept, errors: {} }}
        formKey={newFormKey(c.var.moment)}
        translatedAt={lastSaved(all, lang)}
        older={all.some((one) => !one.current)}
        {...(status === 409 && { differences })}
      />,
    ),
    status,
  )
}

/** Saves what was typed; or answers with the form when it cannot be, or somebody else was faster. */
export async function takeTranslation(c: HouseContext, told: Told): Promise<Response | undefined> {
  const { db, actor, page, moment, region } = c.var
  const { original } = told
  const form = await parseForm(c, translationForms[original.kind], page.t)
  if (!form.ok) return translationPage(c, told, { form, status: 422 })
  const before = await translationsOf(db, region.id, original.id)
  if (lastSaved(before, form.value.lang) !== form.typed['_translated'])
    return translationPage(c, told, { form: { values: form.typed, errors: {} }, status: 409 })
  const version = Number(form.typed['_version']) || 0
  await translate(db, actor, original, before, { told: form.value, version }, moment)
  return undefined
}
