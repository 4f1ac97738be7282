import { Hono } from 'hono'
import { z } from 'zod'
import { IMPORT_KINDS } from '../directory/forms.ts'
import { ELEMENT_KINDS } from '../directory/import/element-rows.ts'
import { OUTCOMES, reportJson, sayFileProblem } from '../directory/import-fates.ts'
import { BUSY } from '../directory/import-turns.ts'
import { type Progress, progressOf, stopUpload } from '../directory/long-uploads.ts'
import { canImport } from '../directory/rules.ts'
import { getUpload, listUploads, type Upload } from '../directory/uploads.ts'
import { jsonList, tagged } from '../platform/answers.ts'
import type { ApiDoc } from '../platform/api-docs.ts'
import { checkJson, gone, readBytes, readJson, withStatus, written } from '../platform/api-writes.ts'
import { permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { LANGUAGES } from '../platform/i18n.ts'
import { askedText, readQuery } from '../platform/list-query.ts'
import { importForm } from './forms.ts'
import { complete, remap, takeFile, uploadOf } from './import-doors.ts'

const query = z.object({ file: askedText(200).describe('Its name, such as `outlets.csv`') })

const headSchema = z.object({
  id: z.uuid(),
  file: z.string(),
  createdAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
})
const fateSchema = z.object({
  file: z.string(),
  row: z.int(),
  of: z.enum(['node', 'edge']).optional().describe('In a network: an element or a connection'),
  name: z.string(),
  outcome: z.enum(OUTCOMES),
  id: z.uuid().optional().describe('The record, if it is here'),
  as: z.enum(['people', 'groups', 'organizations']).optional(),
  reason: z.string().nullable().describe('A sentence that names file, row and column'),
  field: z.string().nullable(),
})
const importSchema = headSchema.extend({
  kind: z.enum(IMPORT_KINDS),
  lang: z.enum(LANGUAGES),
  rows: z.int(),
  columns: z.array(z.object({ column: z.string(), target: z.string() })).describe('What each column is taken for'),
  types: z
    .array(z.object({ type: z.string(), count: z.int(), as: z.enum(ELEMENT_KINDS) }))
    .describe('Of a map: the types of its elements, and what each becomes'),
  state: z
    .enum(['looking', 'waiting', 'importing', 'done', 'stopped'])
    .describe('A long file is looked at and imported later; stopped: it ended before all of it was done'),
  progress: z.object({ read: z.int(), written: z.int() }),
  problem: z.string().nullable().describe('Why nothing of it can be used'),
  report: z
    .object({
      ...(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, z.int()])) as Record<
        (typeof OUTCOMES)[number],
        z.ZodInt
      >),
      rows: z.array(fateSchema),
    })
    .nullable()
    .describe('What would become of each row, or became'),
})

const headJson = ({ id, file, createdAt, doneAt }: Pick<Upload, 'id' | 'file' | 'createdAt' | 'doneAt'>) => ({
  id,
  file,
  createdAt: createdAt.toISOString(),
  doneAt: doneAt?.toISOString() ?? null,
})

function stateOf({ doneAt, stoppedAt, begunAt, report, problem: wrong }: Upload) {
  if (doneAt) return stoppedAt ? 'stopped' : 'done'
  if (!begunAt) return 'waiting'
  return report || wrong ? 'importing' : 'looking'
}

/** Of one that is done its report tells how far it came. */
function progressJson({ doneAt, report }: Upload, progress: Progress | undefined) {
  if (progress && !doneAt) return { read: progress.read, written: progress.written }
  return { read: report?.rows.length ?? 0, written: (report?.created ?? 0) + (report?.updated ?? 0) }
}

async function readImport(c: HouseContext, id: string) {
  const { db, actor, page } = c.var
  const progress = await progressOf(db, actor, { id })
  const upload = await getUpload(db, actor, id)
  const { kind, lang, rows, columns, types, report, problem: wrong } = upload
  return {
    ...headJson(upload),
    kind,
    lang,
    rows,
    columns: columns.map(({ column, target }) => ({ column, target })),
    types,
    state: stateOf(upload),
    progress: progressJson(upload, progress),
    problem: wrong && sayFileProblem(page.t, wrong),
    report: report && reportJson(page.t, report),
  }
}

const at = (c: HouseContext, id: string) => `/api/v1/${c.var.region.slug}/imports/${id}`
const answer = async (c: HouseContext, id: string, status: 200 | 201 = 200) =>
  withStatus(tagged(c, JSON.stringify(await readImport(c, id))), status)
const unlessBusy = (done: boolean) => {
  if (!done) throw problem(409, BUSY)
}

/** Files that come in, for programs of coordinators: looked at, mapped, imported, with the fate of each row. */
export const importApi = new Hono<House>()
  .get('/imports', async (c) => {
    permit(canImport(c.var.actor), 'imports.onlyCoordinators')
    const items = (await listUploads(c.var.db, c.var.actor)).map(headJson)
    return jsonList(c, items, items.length, null)
  })
  .post('/imports', async (c) => {
    permit(canImport(c.var.actor), 'imports.onlyCoordinators')
    const { file } = readQuery(c, query)
    const take = async () => {
      const taken = await takeFile(c, file || 'file', await readBytes(c))
      if ('id' in taken) return taken.id
      if (taken.wrong === c.var.page.t(BUSY)) throw problem(409, BUSY)
      throw Object.assign(problem(422, 'api.errors.fields'), { details: { errors: { file: [taken.wrong] } } })
    }
    return written(
      c,
      take,
      (id) => at(c, id),
      (id, status) => answer(c, id, status),
    )
  })
  .get('/imports/:id', async (c) => answer(c, (await uploadOf(c)).id))
  .patch('/imports/:id', async (c) => {
    const upload = await uploadOf(c)
    if (upload.begunAt || upload.doneAt) throw problem(409, 'imports.begun')
    const said = checkJson(c, importForm, await readJson(c))
    unlessBusy(await remap(c, upload, { kind: said.kind, lang: said.lang, ...said }))
    return answer(c, upload.id)
  })
  .post('/imports/:id/completion', async (c) => {
    const upload = await uploadOf(c)
    const work = async () => {
      if (!upload.report) throw problem(409, 'imports.nothingToImport')
      if (!upload.begunAt && !upload.doneAt) unlessBusy(await complete(c, upload))
      return upload.id
    }
    return written(
      c,
      work,
      (id) => at(c, id),
      (id) => answer(c, id),
      200,
    )
  })
  .delete('/imports/:id', async (c) => {
    await stopUpload(c.var.db, c.var.actor, await uploadOf(c), c.var.moment)
    return gone(c)
  })

const tag = 'Imports'
const path = '/api/v1/{region}/imports'
export const importApiDocs: ApiDoc[] = [
  {
    method: 'get',
    path,
    summary: 'Files that wait or came in lately, for coordinators',
    tag,
    response: z.object({ items: z.array(headSchema), total: z.int(), next: z.string().nullable() }),
    closed: true,
  },
  {
    method: 'post',
    path,
    summary: 'Takes a file of at most 50 MB: nothing is imported yet, and what would become of each row is told',
    tag,
    query,
    takes: 'application/octet-stream',
    status: 201,
    response: importSchema,
  },
  { method: 'get', path: `${path}/{id}`, summary: 'How it stands', tag, response: importSchema, closed: true },
  {
    method: 'patch',
    path: `${path}/{id}`,
    summary: 'Says what the file, its columns or the types of its elements are, before it is imported',
    tag,
    body: importForm,
    response: importSchema,
  },
  {
    method: 'post',
    path: `${path}/{id}/completion`,
    summary: 'Imports it: a short file at once, a long one batch after batch',
    tag,
    response: importSchema,
  },
  {
    method: 'delete',
    path: `${path}/{id}`,
    summary: 'Stops a long one: what is done stays. One that is still looked at goes',
    tag,
    status: 204,
    response: z.undefined(),
  },
]
