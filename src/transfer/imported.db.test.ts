import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { DATA } from '../../test/real-files.ts'
import { house } from '../../test/house.ts'
import type { ImportKind } from '../directory/forms.ts'
import { proposeDuplicates } from '../directory/duplicates.ts'
import { openSource, type Source } from '../directory/import-sources.ts'
import { importSources } from '../network/network-imports.ts'
import { findRegion } from '../region/regions.ts'
import { regionArchive } from './archives.ts'
import { openArchive } from './manifests.ts'
import { restoreRegion } from './restores.ts'

const ALL = process.env.TEST_ALL === '1'
const h = await house()

function sourceOf(path: string, kind?: ImportKind): Source {
  const name = path.split('/').at(-1)!
  const opened = openSource(name, new Uint8Array(readFileSync(`${DATA}/${path}`)), kind)
  if (!opened.ok) throw new Error(`${name} cannot be read`)
  return opened.source
}

/** Everything in an archive but its manifest, by name, in a form that is quick to compare. */
async function archived(slug: string): Promise<{ bytes: Buffer; contents: Map<string, string> }> {
  const pieces: Uint8Array[] = []
  for await (const piece of regionArchive(h.db, (await findRegion(h.db, slug))!, 'https://here.example', h.clock()))
    pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  const { 'manifest.json': _manifest, ...rest } = unzipSync(bytes)
  return { bytes, contents: new Map(Object.entries(rest).map(([name, file]) => [name, Buffer.from(file).toString()])) }
}

/** Goes out, comes in under another address, goes out again. */
async function roundTrip(slug: string) {
  const before = await archived(slug)
  const file = join(mkdtempSync(join(tmpdir(), 'tieline-imported-')), 'region.zip')
  writeFileSync(file, before.bytes)
  const archive = await openArchive(file)
  await restoreRegion(h.db, archive, { as: `${slug}-again` }, 'https://here.example', h.clock())
  archive.close()
  const after = await archived(`${slug}-again`)
  expect([...after.contents.keys()]).toEqual([...before.contents.keys()])
  for (const [name, text] of before.contents) expect(after.contents.get(name) === text, name).toBe(true)
}

describe.runIf(existsSync(DATA))('what came in from real files comes back the same to the letter', () => {
  test('a network of Gephi, three lists of one county, and which of them may be one', async () => {
    const region = await h.aRegion('imported')
    const sources = [
      sourceOf('ecosystem/graphs/eurosis.gexf'),
      sourceOf('ecosystem/pittsburgh/FMNPMarkets.csv'),
      sourceOf('ecosystem/pittsburgh/greater_pittsburgh_community_food_bank.csv'),
      sourceOf('ecosystem/pittsburgh/FoodGroups2.csv'),
    ]
    const report = await importSources(h.db, region.system, sources, h.clock(), { lang: 'en' })
    expect(report.created).toBeGreaterThan(9000)
    expect(await proposeDuplicates(h.db, region.id, h.clock())).toBeGreaterThan(100)
    await roundTrip('imported')
  })

  // Takes a minute.
  test.runIf(ALL)(
    'every public library outlet of the country',
    async () => {
      const region = await h.aRegion('outlets')
      const list = 'libraries/imls-pls-fy2015-outlets.csv'
      await importSources(h.db, region.system, [sourceOf(list, 'organizations')], h.clock(), { lang: 'en' })
      await importSources(h.db, region.system, [sourceOf(list, 'places')], h.clock(), { lang: 'en' })
      await roundTrip('outlets')
    },
    900_000,
  )
})
