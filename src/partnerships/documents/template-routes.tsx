import { Hono } from 'hono'
import { unlessMissing } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { emptyForm, type FormState, type Parsed, parseForm } from '../../platform/parse-form.ts'
import { cameLate } from '../../platform/records.ts'
import { paths } from '../../paths.ts'
import type { Difference } from '../../ui/conflict.tsx'
import { document } from '../../ui/layout.tsx'
import { href } from '../../ui/page.ts'
import { type TemplateInput, templateForm } from './forms.ts'
import {
  addTemplate,
  changeTemplate,
  getRemovedTemplate,
  getTemplate,
  listTemplates,
  type MemorandumTemplate,
  removeTemplate,
} from './memorandum-templates.ts'
import { STANDARD } from './standard-clauses.ts'
import { bringTemplateBack, mayWrite, ownTemplate } from './template-api.ts'
import { strangeFields } from './template-fields.ts'
import { TemplatePage, TemplatesPage } from './templates-page.tsx'
import { newFormKey } from '../../platform/request-keys.ts'

const base = '/settings/memorandums'

/** What a region writes its memorandums of understanding from. */
export const templateRoutes = new Hono<House>()
  .get(base, async (c) => {
    mayWrite(c)
    const { db, actor, page } = c.var
    const done = ['written', 'changed', 'restored'].find((word) => word === c.req.query('done'))
    const said = done && page.t(`partnership-documents.template.done.${done}`)
    const removed = c.req.query('removed')
    const gone = removed && (await getRemovedTemplate(db, actor, removed).catch(unlessMissing))
    const templates = await listTemplates(db, actor)
    const view = { page, templates, done: said, removed: gone ? gone.id : undefined, formKey: newFormKey(c.var.moment) }
    return c.html(document(<TemplatesPage {...view} />))
  })
  .get(`${base}/new`, (c) => {
    mayWrite(c)
    const { lang } = c.var.page
    return formPage(c, { form: { values: { name: '', lang, body: STANDARD[lang] }, errors: {} } })
  })
  .post(`${base}/new`, async (c) => {
    mayWrite(c)
    const { db, actor, moment } = c.var
    const form = await readTyped(c)
    if (!form.ok) return formPage(c, { form, status: 422 })
    await addTemplate(db, actor, form.value, moment)
    return toList(c, 'done=written')
  })
  .get(`${base}/:template`, async (c) => {
    const template = await ownTemplate(c, c.req.param('template'))
    return formPage(c, { template, form: emptyForm })
  })
  .post(`${base}/:template`, async (c) => {
    const { db, actor, moment } = c.var
    const template = await ownTemplate(c, c.req.param('template'))
    const form = await readTyped(c)
    if (!form.ok) return formPage(c, { template, form, status: 422 })
    const read = Number(form.typed['_version']) || 0
    if (!(await cameLate(changeTemplate(db, actor, template, form.value, read, moment))))
      return toList(c, 'done=changed')
    const now = await getTemplate(db, actor, template.id)
    const conflict = differing(c, form.value, now)
    return formPage(c, { template: now, form: { values: form.typed, errors: {} }, status: 409, conflict })
  })
  .post(`${base}/:template/removal`, async (c) => {
    const { db, actor, moment } = c.var
    const template = await ownTemplate(c, c.req.param('template'))
    await removeTemplate(db, actor, template, moment)
    return toList(c, `removed=${template.id}`)
  })
  .post(`${base}/:template/restoration`, async (c) => {
    await bringTemplateBack(c, c.req.param('template'))
    return toList(c, 'done=restored')
  })

const toList = (c: HouseContext, query: string) =>
  c.redirect(href(c.var.page, `${paths.memorandumTemplates(c.var.region.slug)}?${query}`), 303)

/** A template as it was typed; fields that nobody knows are named beside those that are known. */
async function readTyped(c: HouseContext): Promise<Parsed<TemplateInput>> {
  const { t, lang } = c.var.page
  const form = await parseForm(c, templateForm, t)
  if (!form.ok) return form
  const strange = strangeFields(form.value.body, lang)
  if (!strange) return form
  return { ok: false, values: form.typed, errors: { body: [t('partnership-documents.errors.fields', strange)] } }
}

interface Shown {
  template?: MemorandumTemplate
  form: FormState
  status?: 200 | 422 | 409
  conflict?: Difference[]
}

function formPage(c: HouseContext, { template, form, status = 200, conflict }: Shown) {
  const fresh = Object.keys(form.values).length === 0 && template
  const values = fresh ? { name: template.name, lang: template.lang, body: template.body } : form.values
  const view = { page: c.var.page, template, form: { ...form, values }, formKey: newFormKey(c.var.moment), conflict }
  return c.html(document(<TemplatePage {...view} />), status)
}

/** What somebody typed beside what somebody else saved meanwhile. */
function differing(c: HouseContext, yours: TemplateInput, theirs: MemorandumTemplate): Difference[] {
  const { t } = c.var.page
  return (['name', 'body'] as const)
    .filter((field) => yours[field] !== theirs[field])
    .map((field) => ({
      label: t(`partnership-documents.template.${field}`),
      yours: yours[field],
      theirs: theirs[field],
    }))
}
