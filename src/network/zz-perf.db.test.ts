import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { openSource } from '../directory/import-sources.ts'
import { sayFate } from '../directory/import-fates.ts'
import { importSources } from './network-imports.ts'
import { translate } from '../platform/i18n.ts'

const home = await house()
const E = '/work/shared/data/ecosystem'
const load = (kind: 'organizations' | 'network', name: string, bytes: Uint8Array) => {
  const o = openSource(kind, name, bytes)
  if (!o.ok) throw new Error(JSON.stringify(o.why))
  return o.source
}
const timed = async (region: any, source: any, dryRun = false) => {
  const a = performance.now()
  const r = await importSources(home.db, region.system, [source], home.clock(), { lang: 'en', dryRun })
  const { rows, ...c } = r
  console.log(source.file, dryRun, JSON.stringify(c), Math.round(performance.now() - a), 'ms')
  for (const f of rows.filter((x) => x.reason).slice(0, 5)) console.log('   ', f.outcome, f.name, sayFate(translate('en'), f))
  return r
}
test('perf', async () => {
  const region = await home.aRegion()
  const brig = load('organizations', 'organizations.json', readFileSync(`${E}/cfa-brigades/organizations.json`))
  await timed(region, brig, true)
  await timed(region, brig)
  await timed(region, brig)
  const r2 = await home.aRegion('kumu')
  for (const f of ['kumu-jeff-ira-analysis-calcs.json', 'kumu.json']) {
    const s = load('network', f, readFileSync(`${E}/kumu/${f}`))
    await timed(r2, s, true)
    await timed(r2, s)
    await timed(r2, s)
  }
  const csv = ['Organization,Website,City,State,ZIP,Latitude,Longitude,FSCS,Mission,Color']
  for (let n = 0; n < 5000; n++) csv.push(`Library ${n},https://lib${n}.example/,Town ${n % 300},PA,15${n % 1000},40.${n},-79.${n},PA${String(n).padStart(6, '0')},To lend book ${n},c${n}`)
  const r3 = await home.aRegion('big')
  const big = load('organizations', 'big.csv', new TextEncoder().encode(csv.join('\n')))
  await timed(r3, big, true)
  await timed(r3, big)
  await timed(r3, big)
  expect(1).toBe(1)
}, 600000)
