import { IMPORT_KINDS, type ImportKind } from '../src/directory/forms.ts'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Option, type Command } from 'commander'
import { sayReason } from '../src/platform/formats/say-problem.ts'
import { guessLanguage } from '../src/directory/import-languages.ts'
import { OUTCOMES, type Report, reportJson, sayFate, sayFileProblem } from '../src/directory/import-fates.ts'
import { countRows, mappingProblem, openSource, remapSources, type Source } from '../src/directory/import-sources.ts'
import { LONG } from '../src/directory/long-uploads.ts'
import { importInBatches } from '../src/network/long-imports.ts'
import { importSources, suspectAfter } from '../src/network/network-imports.ts'
import type { OpenHouse } from '../src/open-house.ts'
import { systemActor } from '../src/platform/actor.ts'
import { type Lang, LANGUAGES, translate } from '../src/platform/i18n.ts'
import { regionNamed, withHouse } from './with-house.ts'
import { say, sayJson, wrongUsage } from './say.ts'

interface Options {
  dryRun?: boolean
  map: string[]
  lang?: Lang
  json?: boolean
}

const t = translate('en')

export function addImport(program: Command) {
  program
    .command('import <region> <kind> <files...>')
    .description(`takes in files; kind: ${IMPORT_KINDS.join(' | ')}`)
    .option('--dry-run', 'says what would be done, and does nothing')
    .addOption(
      new Option('--map <COL=FIELD>', 'what a column means, as often as wanted')
        .argParser((one: string, all: string[]) => [...all, one])
        .default([], 'as guessed'),
    )
    .addOption(
      new Option('--lang <LANGUAGE>', 'what the files are written in')
        .choices(LANGUAGES)
        .default(undefined, 'as guessed'),
    )
    .option('--json', 'the report for a program')
    .action(async (slug: string, kind: string, files: string[], options: Options) => {
      const known = IMPORT_KINDS.find((one) => one === kind)
      if (!known) throw wrongUsage(`There is no kind ${kind}. Kinds are: ${IMPORT_KINDS.join(', ')}.`)
      const mapped = remapSources(await Promise.all(files.map((file) => open(known, file))), options.map)
      if (!mapped.ok) throw wrongUsage(sayReason(t, mapped.reason))
      const report = await run(slug, mapped.sources, options)
      if (options.json) sayJson(reportJson(t, report))
      else tell(report, options)
    })
}

const sayUnreadable = (path: string, { message }: Error) => `${path} cannot be read: ${message}.`
const UNREADABLE: Record<string, typeof sayUnreadable> = {
  ENOENT: (path) => `There is no file ${path}.`,
  EISDIR: (path) => `${path} is a folder; name a file.`,
  EACCES: (path) => `You are not allowed to read ${path}.`,
}

async function open(kind: ImportKind, path: string): Promise<Source> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${(UNREADABLE[error.code ?? ''] ?? sayUnreadable)(path, error)} Nothing was imported.`)
  })
  const opened = openSource(basename(path), bytes, kind)
  if (!opened.ok) throw new Error(`${sayFileProblem(t, opened.why)} Nothing was imported.`)
  return opened.source
}

function run(slug: string, sources: readonly Source[], { dryRun = false, lang }: Options): Promise<Report> {
  const wrong = sources.flatMap((source) => mappingProblem(source) ?? [])[0]
  if (wrong) throw new Error(`${sayFileProblem(t, wrong)} Use --map COLUMN=name. Nothing was imported.`)
  return withHouse(async (house) => {
    const region = await regionNamed(house, slug)
    const told = lang ?? guessLanguage(sources, region.languages)
    const bar = progressBar()
    const ctrlC = listenForCtrlC()
    try {
      const work = countRows(sources) > LONG && !dryRun ? inBatches : atOnce
      return await work(house.parts, region.id, sources, { lang: told, dryRun }, bar, ctrlC.signal)
    } finally {
      bar.clear()
      ctrlC.end()
    }
  })
}

type Work = (
  parts: OpenHouse['parts'],
  regionId: string,
  sources: readonly Source[],
  manner: { lang: Lang; dryRun: boolean },
  bar: ReturnType<typeof progressBar>,
  signal: AbortSignal,
) => Promise<Report>

/** All of it, or nothing when somebody stops it. */
const atOnce: Work = async ({ db, clock }, regionId, sources, manner, bar, signal) => {
  const progress = (done: number, all: number) => {
    if (signal.aborted) throw new Error('It was stopped. Nothing was imported.')
    bar.show(done, all)
  }
  const report = await importSources(db, systemActor(regionId), sources, clock(), { ...manner, progress })
  if (!manner.dryRun) await suspectAfter(db, regionId, kindsOf(sources), clock())
  return report
}

/** Part by part: what is done stays when somebody stops it. */
const inBatches: Work = async ({ db, clock }, regionId, sources, { lang }, bar, signal) => {
  let rows = ''
  const progress = (done: number, all: number) => {
    rows = `${format(done)} of ${format(all)} rows`
    bar.show(done, all)
    bar.note(done, all, rows)
  }
  const manner = { lang, progress, signal }
  const { report, whole } = await importInBatches(db, systemActor(regionId), sources, clock, manner)
  if (!whole)
    throw new Error(
      `It was stopped after ${rows || 'no rows'}. What is done stays, and nothing is half done. The same command goes on.`,
    )
  await suspectAfter(db, regionId, kindsOf(sources), clock())
  return report
}

const kindsOf = (sources: readonly Source[]) => sources.map(({ kind }) => kind)
const format = (rows: number) => rows.toLocaleString('en')

/** The first time it asks for an end after what is under way, the second time it ends the process. */
function listenForCtrlC() {
  const asked = new AbortController()
  const stop = () => {
    if (asked.signal.aborted) process.exit(1)
    asked.abort()
    process.stderr.write('\nStopping after what is under way …\n')
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.on(signal, stop)
  return { signal: asked.signal, end: () => signals.forEach((signal) => process.off(signal, stop)) }
}

/** A bar for a person at a terminal; elsewhere a line each tenth of a long import. */
function progressBar() {
  const out = process.stderr
  let shown = -1
  let noted = 0
  return {
    show(done: number, all: number) {
      const percent = Math.floor((done / all) * 100)
      if (!out.isTTY || percent === shown) return
      shown = percent
      out.write(`\r[${'#'.repeat(percent / 4).padEnd(25)}] ${percent} %`)
    },
    note(done: number, all: number, rows: string) {
      const tenth = Math.floor((done / all) * 10)
      if (out.isTTY || tenth === noted) return
      noted = tenth
      out.write(`${rows}\n`)
    },
    clear: () => void (out.isTTY && shown >= 0 && out.write('\r\u001b[K')),
  }
}

/** So many sentences a person reads; a program takes `--json`. */
const MOST = 50

function tell(report: Report, { dryRun = false }: Options) {
  const said = report.rows.filter((fate) => fate.outcome === 'refused').map((fate) => `  ${sayFate(t, fate)}`)
  for (const line of said.slice(0, MOST)) say(line)
  if (said.length > MOST) say(`  and ${said.length - MOST} more: --json tells all.`)
  if (report.refused > 0)
    say(`${report.refused} ${report.refused === 1 ? 'row' : 'rows'} refused and not taken in, as said above.`)
  say(`${dryRun ? 'Would be' : 'Done'}: ${OUTCOMES.map((outcome) => `${report[outcome]} ${outcome}`).join(', ')}.`)
}
