import { Hono } from 'hono'
import { z } from 'zod'
import { OUTCOMES, reportJson, sayFileProblem, sayWhy } from '../directory/import-fates.ts'
import { recallMapping } from '../directory/import-memories.ts'
import { guessLanguage } from '../directory/import-languages.ts'
import {
  countRows,
  elementTypes,
  MAX_MEGABYTES,
  mappedColumns,
  mappingProblem,
  openSource,
  type Source,
  withTargets,
} from '../directory/import-sources.ts'
import { BUSY, inTurn } from '../directory/import-turns.ts'
import { beginUpload, isLooked, LONG, progressOf, stopUpload } from '../directory/long-uploads.ts'
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
import { tableAnswer, tagged, wants } from '../platform/answers.ts'
import { permit, problem } from '../platform/errors.ts'
import type { House, HouseContext } from '../platform/house.ts'
import type { Lang } from '../platform/i18n.ts'
import { askedOne, askedPage, listAddress, readQuery } from '../platform/list-query.ts'
import { type FormState, emptyForm, parseForm, readFiles } from '../platform/parse-form.ts'
import { document } from '../ui/layout.tsx'
import { href } from '../ui/page.ts'
import { columnsForm } from './forms.ts'
import { ImportPage, NOTICES } from './import-page.tsx'
import { ImportProgressPage } from './import-progress-page.tsx'
import { ImportStartPage } from './import-start-page.tsx'
import { importSources, suspectAfter } from './network-imports.ts'

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
      const taken = await takeFile(c, file)
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
    if (isOpen && !(await inTurn(PATIENCE, () => remap(c, upload, form.value)))) return toUpload(c, upload.id, 'busy')
    return toUpload(c, upload.id)
  })
  .post('/settings/import/:id/completion', async (c) => {
    const { db, actor, moment, page } = c.var
    const upload = await uploadOf(c)
    const form = await parseForm(c, columnsForm, page.t)
    if (!form.ok) return uploadPage(c, upload, 422)
    if (!upload.report || upload.begunAt || upload.doneAt) return toUpload(c, upload.id)
    const changed = saysOtherwise(upload, form.value)
    const notice = await inTurn(PATIENCE, async () => {
      if (changed) return remap(c, upload, form.value).then(() => 'changed' as const)
      if (upload.rows > LONG) return beginUpload(db, actor, upload, moment).then(() => '' as const)
      await completeUpload(db, actor, upload, moment, (trx, source) =>
        importSources(trx, actor, [source], moment, { lang: upload.lang }),
      )
      await suspectAfter(db, actor.regionId, [upload.kind], moment)
      return '' as const
    })
    return toUpload(c, upload.id, notice ?? 'busy')
  })
  .post('/settings/import/:id/cancellation', async (c) => {
    const upload = await uploadOf(c)
    await stopUpload(c.var.db, c.var.actor, upload, c.var.moment)
    if (isLooked(upload)) return toUpload(c, upload.id)
    return c.redirect(href(c.var.page, paths.importStart(c.var.region.slug)), 303)
  })

/** Looks at a file and keeps it: its columns are taken as when one of its make was last imported, else as they are called. */
async function takeFile(c: HouseContext, file: File): Promise<{ id: string; recalled: boolean } | { wrong: string }> {
  const { db, actor, page, region, moment } = c.var
  const bytes = new Uint8Array(await file.arrayBuffer())
  const opened = openSource(file.name, bytes)
  if (!opened.ok) return { wrong: sayFileProblem(page.t, opened.why) }
  const recalled = await recallMapping(db, actor, opened.source)
  const source = recalled ?? opened.source
  const lang = guessLanguage([source], region.languages)
  const outlook = await inTurn(PATIENCE, () => rehearse(c, source, lang))
  if (!outlook) return { wrong: page.t(BUSY) }
  const rows = countRows([source])
  const kept = { kind: source.kind, file: source.file, bytes, lang, rows, ...toldOf(source), ...outlook }
  return { id: await keepUpload(db, actor, kept, moment), recalled: recalled !== undefined }
}

/** What a source is taken for, as an upload keeps it. */
const toldOf = (source: Source) => ({ columns: mappedColumns(source), types: elementTypes(source) })

type Said = z.output<typeof columnsForm>

/** Columns or a language that are not those of the preview. */
const saysOtherwise = ({ columns, types, kind, lang }: Upload, said: Said) =>
  (said.kind ?? kind) !== kind ||
  (said.lang ?? lang) !== lang ||
  said.columns.some((one) => columns.some((known) => known.column === one.column && known.target !== one.target)) ||
  said.types.some((one) => types.some((known) => known.type === one.type && known.as !== one.as))

async function remap(c: HouseContext, upload: Upload, said: Said) {
  const { columns, types, kind = upload.kind, lang = upload.lang } = said
  const { db, actor, moment } = c.var
  // Columns of another kind are guessed anew.
  const opened = await openUpload(db, actor, kind === upload.kind ? upload : { ...upload, kind, columns: [] })
  const mapped = kind === upload.kind ? withTargets(opened, columns) : opened
  const source = {
    ...mapped,
    types: { ...mapped.types, ...Object.fromEntries(types.map(({ type, as }) => [type, as])) },
  }
  const outlook = await rehearse(c, source, lang)
  await remapUpload(db, actor, upload.id, { kind: source.kind, ...toldOf(source), lang, ...outlook }, moment)
  return true
}

/** So many milliseconds somebody waits for an import that is under way to make room. */
const PATIENCE = 5000

/** The upload that the address names; only coordinators come so far. */
function uploadOf(c: HouseContext): Promise<Upload> {
  permit(canImport(c.var.actor), 'imports.onlyCoordinators')
  return getUpload(c.var.db, c.var.actor, c.req.param('id') ?? '')
}

const toUpload = (c: HouseContext, id: string, notice: (typeof NOTICES)[number] = '') =>
  c.redirect(href(c.var.page, listAddress(paths.importPreview(c.var.region.slug, id), { notice })), 303)

/** What would come of a file, or why nothing can; of a long one a worker says it later. */
async function rehearse(c: HouseContext, source: Source, lang: Lang): Promise<Outlook> {
  const { db, actor, moment } = c.var
  const unmapped = mappingProblem(source)
  if (unmapped) return { report: null, problem: unmapped }
  if (countRows([source]) > LONG) return { report: null, problem: null }
  // Who left does not keep the region waiting.
  const progress = () => {
    if (c.req.raw.signal.aborted) throw problem(400)
  }
  return { report: await importSources(db, actor, [source], moment, { lang, dryRun: true, progress }), problem: null }
}

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
