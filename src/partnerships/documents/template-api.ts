import { Hono } from 'hono'
import { z } from 'zod'
import { jsonList } from '../../platform/answers.ts'
import { type ApiDoc, listOf } from '../../platform/api-docs.ts'
import { checkJson, fromVersion, gone, readJson, versioned, written, wrongField } from '../../platform/api-writes.ts'
import { permit, problem } from '../../platform/errors.ts'
import type { House, HouseContext } from '../../platform/house.ts'
import { type TemplateInput, templateForm } from './forms.ts'
import {
  addTemplate,
  changeTemplate,
  getRemovedTemplate,
  getTemplate,
  listTemplates,
  type MemorandumTemplate,
  removeTemplate,
  restoreTemplate,
} from './memorandum-templates.ts'
import { templateJson, templateSchema } from './renderings.ts'
import { writesTemplates } from './rules.ts'
import { strangeFields } from './template-fields.ts'

const addressOf = (c: HouseContext) => (id: string) => `/api/v1/${c.var.region.slug}/memorandum-templates/${id}`

/** Templates are for whoever writes them. */
export const mayWrite = (c: HouseContext) =>
  permit(writesTemplates(c.var.actor), 'partnership-documents.errors.templates')

/** The template of this id, to whoever writes them. */
export async function ownTemplate(c: HouseContext, id: string): Promise<MemorandumTemplate> {
  mayWrite(c)
  return getTemplate(c.var.db, c.var.actor, id)
}

/** Brings a template back, for whoever could have taken it away; to all others it is not there. */
export async function bringTemplateBack(c: HouseContext, id: string): Promise<string> {
  const { db, actor, moment } = c.var
  if (!writesTemplates(actor)) throw problem(404)
  const template = await getRemovedTemplate(db, actor, id)
  await restoreTemplate(db, actor, template, moment)
  return template.id
}

const readOne = async (c: HouseContext, id: string) =>
  templateJson(await getTemplate(c.var.db, c.var.actor, id), c.var.page)

const answer = (c: HouseContext) => async (id: string, status: 200 | 201) => versioned(c, await readOne(c, id), status)

/** What a program sent, over what was there. Throws 422 also where the template names what nobody knows. */
async function readInput(c: HouseContext, before: Partial<TemplateInput> = {}): Promise<TemplateInput> {
  const input = checkJson(c, templateForm, await readJson(c), before)
  const strange = strangeFields(input.body, c.var.page.lang)
  if (strange) throw wrongField(c, 'body', 'partnership-documents.errors.fields', strange)
  return input
}

/** What a region writes its memorandums of understanding from, for programs. */
export const templateApi = new Hono<House>()
  .get('/memorandum-templates', async (c) => {
    mayWrite(c)
    const templates = await listTemplates(c.var.db, c.var.actor)
    const told = templates.map((one) => templateJson(one, c.var.page))
    return jsonList(c, told, told.length, null)
  })
  .post('/memorandum-templates', async (c) => {
    mayWrite(c)
    const { db, actor, moment, page } = c.var
    const input = await readInput(c, { lang: page.lang })
    return written(c, () => addTemplate(db, actor, input, moment), addressOf(c), answer(c))
  })
  .get('/memorandum-templates/:id', async (c) =>
    versioned(c, templateJson(await ownTemplate(c, c.req.param('id')), c.var.page)),
  )
  .patch('/memorandum-templates/:id', async (c) => {
    const { db, actor, moment } = c.var
    const template = await ownTemplate(c, c.req.param('id'))
    const { name, body, lang } = template
    const input = await readInput(c, { name, body, lang })
    const change = (read: number) => changeTemplate(db, actor, template, input, read, moment)
    await fromVersion(c, template, change, () => readOne(c, template.id))
    return versioned(c, await readOne(c, template.id))
  })
  .delete('/memorandum-templates/:id', async (c) => {
    await removeTemplate(c.var.db, c.var.actor, await ownTemplate(c, c.req.param('id')), c.var.moment)
    return gone(c)
  })
  .post('/memorandum-templates/:id/restoration', (c) => {
    // A retry is answered from what was done before: who may not write them learns nothing of it.
    if (!writesTemplates(c.var.actor)) throw problem(404)
    return written(c, () => bringTemplateBack(c, c.req.param('id')), addressOf(c), answer(c), 200)
  })

const tag = 'Agreements'
const list = '/api/v1/{region}/memorandum-templates'
const one = `${list}/{id}`
const response = templateSchema
const body = templateForm

/** Their part of the description that programs read. */
export const templateApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path: list,
    summary: 'What the region writes its memorandums of understanding from',
    tag,
    response: listOf(templateSchema),
    closed: true,
  },
  { method: 'post', path: list, summary: 'Writes a template', tag, body, status: 201, response },
  { method: 'get', path: one, summary: 'A template', tag, response, closed: true },
  { method: 'patch', path: one, summary: 'Changes the given fields of a template', tag, body, response },
  {
    method: 'delete',
    path: one,
    summary: 'Takes a template away; it can be brought back',
    tag,
    status: 204,
    response: z.undefined(),
  },
  { method: 'post', path: `${one}/restoration`, summary: 'Brings a template back', tag, response },
]
