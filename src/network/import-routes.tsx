import { Hono } from 'hono'
import { z } from 'zod'
import { OUTCOMES, reportJson, sayWhy } from '../directory/import-fates.ts'
import { MAX_MEGABYTES } from '../directory/import-sources.ts'
import { BUSY } from '../directory/import-turns.ts'
import { isLooked, progressOf, stopUpload } from '../directory/long-uploads.ts'
import { canImport } from '../directory/rules.ts'
import { listUploads, type Upload } from '../directory/uploads.ts'
import { paths } from '../paths.ts'
import { tableAnswer, tagged, wants } from '../platform/answers.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import { askedOne, askedPage, listAddress, readQuery } from '../platform/list-query.ts'
import { type FormState, emptyForm, parseForm, readFiles } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { columnsForm } from './forms.ts'
import { complete, remap, saysOtherwise, takeFile, uploadOf } from './import-doors.ts'
import { ImportPage, NOTICES } from './import-page.tsx'
import { ImportProgressPage } from './import-progress-page.tsx'
import { ImportStartPage } from './import-start-page.tsx'

const rowsQuery = z.object({ outcome: askedOne(['', ...OUTCOMES]), page: askedPage, notice: askedOne(NOTICES) })

/** A file comes in: it is looked at, its columns are said, it is imported, and its report stays a while. */
export const importRoutes = new Hono<House>()
  .get('/settings/import', async (c) => {
    permit(canImport(c.var.actor), 'imports.onlyCoordinators')
    return startPage(c)
  })
  .post('/settings/import', async (c) => {
    const { actor, page } = c.var
    permit(canImport(actor), 'imports.onlyCoordinators')
    const files = await readFiles(c, 'file')
    if (files.length === 0) return startPage(c, [page.t('imports.noFile')])
    const kept: string[] = []
    const wrong: string[] = []
    let recalled = false
    for (const file of files) {
      const taken = await takeFile(c, file.name, new Uint8Array(await file.arrayBuffer()))
      if ('wrong' in taken) wrong.push(taken.wrong)
      else kept.push(taken.id)
      recalled ||= 'recalled' in taken && taken.recalled
    }
    if (kept.length === 1 && wrong.length === 0) return toUpload(c, kept[0]!, recalled ? 'remembered' : '')
    // Several wait below, each to be looked at by itself.
    if (wrong.length === 0) return c.redirect(href(page, paths.importStart(c.var.region.slug)), 303)
    return startPage(c, wrong, wrong.includes(page.t(BUSY)) ? 409 : 422)
  })
  .get('/settings/import/:id', async (c) => {
    const upload = await uploadOf(c)
    const format = wants(c)
    if (format === 'html') return uploadPage(c, upload)
    const { report } = upload
    if (format === 'json') return tagged(c, JSON.stringify(report && reportJson(c.var.page.t, report)))
    return tableAnswer(c, 'import', REPORT_COLUMNS, reportCells(c, upload))
  })
  .post('/settings/import/:id', async (c) => {
    const upload = await uploadOf(c)
    const form = await parseForm(c, columnsForm, c.var.page.t)
    if (!form.ok) return uploadPage(c, upload, 422)
    const isOpen = !upload.begunAt && !upload.doneAt
    if (isOpen && !(await remap(c, upload, form.value))) return toUpload(c, upload.id, 'busy')
    return toUpload(c, upload.id)
  })
  .post('/settings/import/:id/completion', async (c) => {
    const upload = await uploadOf(c)
    const form = await parseForm(c, columnsForm, c.var.page.t)
    if (!form.ok) return uploadPage(c, upload, 422)
    if (!upload.report || upload.begunAt || upload.doneAt) return toUpload(c, upload.id)
    const changed = saysOtherwise(upload, form.value)
    const notice = await (changed ? remap(c, upload, form.value) : complete(c, upload))
    return toUpload(c, upload.id, !notice ? 'busy' : changed ? 'changed' : '')
  })
  .post('/settings/import/:id/cancellation', async (c) => {
    const upload = await uploadOf(c)
    await stopUpload(c.var.db, c.var.actor, upload, c.var.moment)
    if (isLooked(upload)) return toUpload(c, upload.id)
    return c.redirect(href(c.var.page, paths.importStart(c.var.region.slug)), 303)
  })

const toUpload = (c: HouseContext, id: string, notice: (typeof NOTICES)[number] = '') =>
  c.redirect(href(c.var.page, listAddress(paths.importPreview(c.var.region.slug, id), { notice })), 303)

async function startPage(c: HouseContext, wrong: string[] = [], status: 409 | 422 = 422) {
  const { db, actor, page, moment } = c.var
  const form: FormState = wrong.length === 0 ? emptyForm : { values: {}, errors: { file: wrong } }
  const uploads = await listUploads(db, actor)
  return c.html(
    document(
      <ImportStartPage page={page} form={form} formKey={moment.id()} uploads={uploads} megabytes={MAX_MEGABYTES} />,
    ),
    wrong.length === 0 ? 200 : status,
  )
}

async function uploadPage(c: HouseContext, upload: Upload, status: 200 | 422 = 200) {
  const { db, actor, page } = c.var
  if (upload.begunAt && !upload.doneAt) {
    const progress = await progressOf(db, actor, upload)
    // Done since it was read.
    if (!progress) return toUpload(c, upload.id)
    return c.html(document(<ImportProgressPage page={page} upload={upload} progress={progress} />))
  }
  const { page: number, ...asked } = readQuery(c, rowsQuery)
  return c.html(document(<ImportPage page={page} upload={upload} number={number} {...asked} />), status)
}

const REPORT_COLUMNS = ['row', 'of', 'name', 'outcome', 'field', 'reason', 'id']

const reportCells = (c: HouseContext, { report }: Upload) =>
  (report?.rows ?? []).map((fate) => [
    fate.row,
    fate.of,
    fate.name,
    fate.outcome,
    fate.field,
    sayWhy(c.var.page.t, fate),
    fate.id,
  ])
