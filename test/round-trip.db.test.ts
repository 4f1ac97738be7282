import { expect, test } from 'vitest'
import { loadDemonstration } from '../demo/load.ts'
import { publicActor, systemActor } from '../src/platform/actor.ts'
import { listRegions } from '../src/region/regions.ts'
import { house } from './house.ts'

const h = await house()
await loadDemonstration(h.db, h.parts.auth, h.clock())

test.each(await listRegions(h.db))(
  'the CSV of organizations of $slug says nothing new to an import',
  async (region) => {
    const nobody = { actor: publicActor(region.id), cookie: null, email: null, accountId: null }
    const whole = { ...region, system: systemActor(region.id), public: nobody }
    const coordinator = h.as(await h.aMember(whole, 'coordinator'))
    const body = new FormData()
    const csv = (await coordinator.get(`/${region.slug}/organizations?format=csv`)).text
    body.append('file', new File([csv], 'organizations.csv'))
    const { location } = await coordinator.send('POST', `/${region.slug}/settings/import`, { body })
    const report = JSON.parse((await coordinator.get(`${location}?format=json`)).text)
    expect(report.rows.filter((row: { outcome: string }) => row.outcome !== 'unchanged')).toEqual([])
    expect(report.unchanged).toBeGreaterThan(10)
  },
)
