import { IMPORT_KINDS, type ImportKind } from '../src/directory/forms.ts'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Option, type Command } from 'commander'
import { sayReason } from '../src/platform/formats/say-problem.ts'
import { proposeDuplicates } from '../src/directory/duplicates.ts'
import { guessLanguage } from '../src/directory/import-languages.ts'
import { OUTCOMES, type Report, reportJson, sayFate, sayFileProblem } from '../src/directory/import-fates.ts'
import { mappingProblem, openSource, remapSources, type Source } from '../src/directory/import-sources.ts'
import { importSources } from '../src/network/network-imports.ts'
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
    const { db, clock } = house.parts
    const bar = progressBar()
    try {
      const report = await importSources(db, systemActor(region.id), sources, clock(), {
        lang: lang ?? guessLanguage(sources, region.languages),
        dryRun,
        progress: bar.show,
      })
      if (!dryRun && sources.some(({ kind }) => ['organizations', 'network', 'services'].includes(kind)))
        await proposeDuplicates(db, region.id, clock())
      return report
    } finally {
      bar.clear()
    }
  })
}

/** Only a person at a terminal watches. */
function progressBar() {
  const out = process.stderr
  let shown = -1
  return {
    show(done: number, all: number) {
      const percent = Math.floor((done / all) * 100)
      if (!out.isTTY || percent === shown) return
      shown = percent
      out.write(`\r[${'#'.repeat(percent / 4).padEnd(25)}] ${percent} %`)
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
