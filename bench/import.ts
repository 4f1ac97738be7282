import type { Measured } from '../cli/bench.ts'
import type { ImportKind } from '../src/directory/forms.ts'
import { listLikely, proposeDuplicates } from '../src/directory/duplicates.ts'
import { openSource, type Source } from '../src/directory/import-sources.ts'
import { importInBatches } from '../src/network/long-imports.ts'
import { importSources } from '../src/network/network-imports.ts'
import { systemActor } from '../src/platform/actor.ts'
import { type Cell, toCsv } from '../src/platform/csv-out.ts'
import type { Db } from '../src/platform/db.ts'
import { momentAt } from '../src/platform/moment.ts'
import { createRegion } from '../src/region/regions.ts'
import { withOwnDatabase } from './own-database.ts'

/** As many as the Public Libraries Survey of 2015 has. */
const OUTLETS = 17_408
const SYSTEMS = 9241

const PLACES = 'Alder,Birch,Cedar,Elm,Fir,Hazel,Larch,Maple,Oak,Pine,Rowan,Spruce,Willow,Yew,Ash,Beech'.split(',')

/** A list of outlets as the survey has it: some systems have one, some have many. */
function outlets(): string {
  const rows = Array.from({ length: OUTLETS }, (_, n): Cell[] => {
    const system = n < SYSTEMS ? n : (n * 31) % 400
    const town = `${PLACES[system % 16]!}${system}`
    const place = `${PLACES[n % 16]!}${n}`
    const address = `${(n % 900) + 1} ${place} Street\n${town}, PA ${10_000 + (system % 9000)}\n(${40 + (n % 100) / 50}, ${-80 + (n % 90) / 40})`
    return [
      `PA${system}`,
      n,
      `${town} Public Library`,
      `${place} Branch`,
      address,
      `412-${1_000_000 + n}`,
      town,
      'BR',
      n % 40_000,
    ]
  })
  return toCsv(
    [
      'FSCS ID',
      'FSCS ID_SEQ',
      'LIBRARY SYSTEM',
      'LIBRARY NAME',
      'LOCATION',
      'PHONE',
      'COUNTY',
      'OUTLET TYPE',
      'SQ FEET',
    ],
    rows,
  )
}

/** How long the list of all public library outlets of the country takes to come in: with every check, and duplicates looked for. */
export const run = (): Promise<Measured[]> =>
  withOwnDatabase(async (db) => {
    const bytes = new TextEncoder().encode(outlets())
    const id = await createRegion(db, null, { slug: 'bench', name: 'Bench' }, momentAt(new Date()))
    const systems = [
      'LIBRARY SYSTEM=name',
      'LIBRARY NAME=-',
      'LOCATION=-',
      'PHONE=-',
      'COUNTY=-',
      'FSCS ID_SEQ=-',
      'SQ FEET=-',
      'OUTLET TYPE=-',
    ]
    const took = {
      organizations: await time(() => takeIn(db, id, source(bytes, 'organizations', systems))),
      rehearsal: await time(() => takeIn(db, id, source(bytes, 'places'), true)),
      places: await time(() => takeIn(db, id, source(bytes, 'places'))),
      again: await time(() => takeIn(db, id, source(bytes, 'places'))),
      duplicates: await time(() => proposeDuplicates(db, id, momentAt(new Date()))),
      likely: await time(() => listLikely(db, systemActor(id), { name: 'The Alder0 Public Lib.' })),
    }
    const memory = process.memoryUsage.rss() / 2 ** 20
    const most = process.resourceUsage().maxRSS / 2 ** 10
    const { organizations, duplicates } = took
    return [
      { what: `${SYSTEMS} systems of ${OUTLETS} rows as organizations`, value: organizations, unit: 's' },
      { what: 'the preview of all outlets as their places', value: took.rehearsal, unit: 's' },
      { what: `${OUTLETS} outlets as places`, value: took.places, unit: 's' },
      { what: 'duplicates looked for among organizations and places', value: duplicates, unit: 's' },
      { what: 'whether one that is added by hand is here already', value: took.likely, unit: 's' },
      { what: 'all of it', value: organizations + took.places + duplicates, unit: 's', goal: '≤ 20' },
      { what: 'the same list again: nothing changes', value: took.again, unit: 's' },
      { what: 'memory of the process at the end', value: memory, unit: 'MB' },
      { what: 'the most it had', value: most, unit: 'MB' },
    ]
  }, true)

function source(bytes: Uint8Array, kind: ImportKind, changes: string[] = []): Source {
  const opened = openSource('outlets.csv', bytes, kind)
  if (!opened.ok) throw new Error('the list cannot be read')
  const mapping = Object.assign({}, opened.source.mapping)
  for (const change of changes) {
    const at = change.lastIndexOf('=')
    mapping[change.slice(0, at)] = change.slice(at + 1) as never
  }
  return { ...opened.source, mapping }
}

async function takeIn(db: Db, regionId: string, one: Source, dryRun = false) {
  const actor = systemActor(regionId)
  const clock = () => momentAt(new Date())
  const report = dryRun
    ? await importSources(db, actor, [one], clock(), { lang: 'en', dryRun })
    : (await importInBatches(db, actor, [one], clock, { lang: 'en' })).report
  if (report.refused > 0)
    throw new Error(
      `${report.refused} rows were refused: ${JSON.stringify(report.rows.find((row) => row.outcome === 'refused'))}`,
    )
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
