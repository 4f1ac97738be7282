import { Hono } from 'hono'
import { z } from 'zod'
import { OUTCOMES, reportJson, sayFileProblem, sayWhy } from '../directory/import-fates.ts'
import { guessLanguage } from '../directory/import-languages.ts'
import {
  kindOf,
  MAX_MEGABYTES,
  mappedColumns,
  mappingProblem,
  openSource,
  type Source,
  withTargets,
} from '../directory/import-sources.ts'
import { canImport } from '../directory/rules.ts'
import {
  completeUpload,
  getUpload,
  keepUpload,
  listUploads,
  openUpload,
  type Outlook,
  remapUpload,
  type Upload,
} from '../directory/uploads.ts'
import { paths } from '../paths.ts'
import { csvAnswer, tagged, wants } from '../platform/answers.ts'
import { permit } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import type { Lang } from '../platform/i18n.ts'
import { askedOne, askedPage, readQuery } from '../platform/list-query.ts'
import { type FormState, emptyForm, parseForm, readFile } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { columnsForm } from './forms.ts'
import { ImportPage } from './import-page.tsx'
import { ImportStartPage } from './import-start-page.tsx'
import { importSources } from './network-imports.ts'

const rowsQuery = z.object({ outcome: askedOne(['', ...OUTCOMES]), page: askedPage })

/** A file comes in: it is looked at, its columns are said, it is imported, and its report stays a while. */
export const importRoutes = new Hono<House>()
  .get('/settings/import', async (c) => {
    permit(canImport(c.var.actor), 'imports.onlyCoordinators')
    return startPage(c)
  })
  .post('/settings/import', async (c) => {
    const { db, actor, page, moment } = c.var
    permit(canImport(actor), 'imports.onlyCoordinators')
    const file = await readFile(c, 'file')
    if (!file) return startPage(c, page.t('imports.noFile'))
    const bytes = new Uint8Array(await file.arrayBuffer())
    const opened = openSource(file.name, bytes)
    if (!opened.ok) return startPage(c, sayFileProblem(page.t, opened.why))
    const { source } = opened
    const lang = guessLanguage([source], c.var.region.languages)
    const upload = {
      kind: kindOf(source),
      file: source.file,
      bytes,
      lang,
      columns: mappedColumns(source),
      ...(await rehearse(c, source, lang)),
    }
    return toUpload(c, await keepUpload(db, actor, upload, moment))
  })
  .get('/settings/import/:id', async (c) => {
    const upload = await uploadOf(c)
    const format = wants(c)
    if (format === 'html') return uploadPage(c, upload)
    const { report } = upload
    if (format === 'json') return tagged(c, JSON.stringify(report && reportJson(c.var.page.t, report)))
    return csvAnswer(c, 'import', REPORT_COLUMNS, reportCells(c, upload))
  })
  .post('/settings/import/:id', async (c) => {
    const { db, actor, page } = c.var
    const upload = await uploadOf(c)
    const form = await parseForm(c, columnsForm, page.t)
    if (!form.ok) return uploadPage(c, upload, 422)
    if (upload.doneAt) return toUpload(c, upload.id)
    const { columns, lang = upload.lang } = form.value
    const source = withTargets(await openUpload(db, actor, upload), columns)
    const outlook = await rehearse(c, source, lang)
    await remapUpload(db, actor, upload.id, { columns: mappedColumns(source), lang, ...outlook })
    return toUpload(c, upload.id)
  })
  .post('/settings/import/:id/completion', async (c) => {
    const { db, actor, moment } = c.var
    const upload = await uploadOf(c)
    if (upload.report)
      await completeUpload(db, actor, upload, moment, (trx, source) =>
        importSources(trx, actor, [source], moment, { lang: upload.lang }),
      )
    return toUpload(c, upload.id)
  })

/** The upload that the address names; only coordinators come so far. */
function uploadOf(c: HouseContext): Promise<Upload> {
  permit(canImport(c.var.actor), 'imports.onlyCoordinators')
  return getUpload(c.var.db, c.var.actor, c.req.param('id') ?? '')
}

const toUpload = (c: HouseContext, id: string) =>
  c.redirect(href(c.var.page, paths.importPreview(c.var.region.slug, id)), 303)

/** What would come of a file, or why nothing can. */
async function rehearse(c: HouseContext, source: Source, lang: Lang): Promise<Outlook> {
  const { db, actor, moment } = c.var
  const problem = mappingProblem(source)
  if (problem) return { report: null, problem }
  return { report: await importSources(db, actor, [source], moment, { lang, dryRun: true }), problem: null }
}

async function startPage(c: HouseContext, wrong?: string) {
  const { db, actor, page, moment } = c.var
  const form: FormState = wrong === undefined ? emptyForm : { values: {}, errors: { file: [wrong] } }
  const uploads = await listUploads(db, actor)
  return c.html(
    document(
      <ImportStartPage page={page} form={form} formKey={moment.id()} uploads={uploads} megabytes={MAX_MEGABYTES} />,
    ),
    wrong === undefined ? 200 : 422,
  )
}

function uploadPage(c: HouseContext, upload: Upload, status: 200 | 422 = 200) {
  const { outcome, page: number } = readQuery(c, rowsQuery)
  return c.html(document(<ImportPage page={c.var.page} upload={upload} outcome={outcome} number={number} />), status)
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
