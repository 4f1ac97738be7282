import type { z } from 'zod'
import { sayFileProblem } from '../directory/import-fates.ts'
import { recallMapping } from '../directory/import-memories.ts'
import { guessLanguage } from '../directory/import-languages.ts'
import {
  countRows,
  elementTypes,
  mappedColumns,
  mappingProblem,
  openSource,
  type Source,
  withTargets,
} from '../directory/import-sources.ts'
import { BUSY, inTurn } from '../directory/import-turns.ts'
import { beginUpload, LONG } from '../directory/long-uploads.ts'
import { canImport } from '../directory/rules.ts'
import {
  completeUpload,
  getUpload,
  keepUpload,
  openUpload,
  type Outlook,
  remapUpload,
  type Upload,
} from '../directory/uploads.ts'
import { permit, problem } from '../platform/errors.ts'
import type { HouseContext } from '../platform/house.ts'
import type { Lang } from '../platform/i18n.ts'
import type { columnsForm } from './forms.ts'
import { importSources, suspectAfter } from './network-imports.ts'

/** Looks at a file and keeps it: its columns are taken as when one of its make was last imported, else as they are called. */
export async function takeFile(
  c: HouseContext,
  name: string,
  bytes: Uint8Array,
): Promise<{ id: string; recalled: boolean } | { wrong: string }> {
  const { db, actor, page, region, moment } = c.var
  const opened = openSource(name, bytes)
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

/** What is said of a file: its kind, its language, what its columns and the types of its elements mean. */
type Said = z.output<typeof columnsForm>

/** Columns or a language that are not those of the preview. */
export const saysOtherwise = ({ columns, types, kind, lang }: Upload, said: Said) =>
  (said.kind ?? kind) !== kind ||
  (said.lang ?? lang) !== lang ||
  said.columns.some((one) => columns.some((known) => known.column === one.column && known.target !== one.target)) ||
  said.types.some((one) => types.some((known) => known.type === one.type && known.as !== one.as))

/** Looks at an upload anew, with its columns taken for something else. False when another import is under way. */
export async function remap(c: HouseContext, upload: Upload, said: Said): Promise<boolean> {
  const { columns, types, kind = upload.kind, lang = upload.lang } = said
  const { db, actor, moment } = c.var
  // Columns of another kind are guessed anew.
  const opened = await openUpload(db, actor, kind === upload.kind ? upload : { ...upload, kind, columns: [] })
  const mapped = kind === upload.kind ? withTargets(opened, columns) : opened
  const source = {
    ...mapped,
    types: { ...mapped.types, ...Object.fromEntries(types.map(({ type, as }) => [type, as])) },
  }
  const looked = await inTurn(PATIENCE, async () => {
    const outlook = await rehearse(c, source, lang)
    await remapUpload(db, actor, upload.id, { kind: source.kind, ...toldOf(source), lang, ...outlook }, moment)
    return true
  })
  return looked ?? false
}

/** Imports an upload, or leaves a long one to a worker. False when another import is under way. */
export async function complete(c: HouseContext, upload: Upload): Promise<boolean> {
  const { db, actor, moment } = c.var
  const done = await inTurn(PATIENCE, async () => {
    if (upload.rows > LONG) return beginUpload(db, actor, upload, moment).then(() => true)
    await completeUpload(db, actor, upload, moment, (trx, source) =>
      importSources(trx, actor, [source], moment, { lang: upload.lang }),
    )
    await suspectAfter(db, actor.regionId, [upload.kind], moment)
    return true
  })
  return done ?? false
}

/** So many milliseconds somebody waits for an import that is under way to make room. */
const PATIENCE = 5000

/** The upload that the address names; only coordinators come so far. */
export function uploadOf(c: HouseContext): Promise<Upload> {
  permit(canImport(c.var.actor), 'imports.onlyCoordinators')
  return getUpload(c.var.db, c.var.actor, c.req.param('id') ?? '')
}

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
