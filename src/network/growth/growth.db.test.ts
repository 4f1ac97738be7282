import { describe, expect, test } from 'vitest'
import { town } from '../../../test/town.ts'
import { momentAt } from '../../platform/moment.ts'
import { listSnapshots, takeSnapshots } from './snapshots.ts'

const h = await town()
const { db, region, as, library, center, school, ofLibrary, ofCenter, coordinator, tieOf, act } = h
const at = '/riverbend/map/growth'
const text = async (query = '', who: Parameters<typeof as>[0] = null) => (await as(who).get(at + query)).text
const api = async (path: string, who: Parameters<typeof as>[0] = null) =>
  JSON.parse((await as(who).get(`/api/v1/riverbend/map/${path}`)).text) as Record<string, unknown>

await tieOf(ofLibrary, library, { other: center.slug, kind: 'works-together', strength: '4', since: '2019' })
await tieOf(ofLibrary, library, { other: school.slug, kind: 'works-together', since: '2018', until: '2020-06' })
const quiet = await tieOf(ofLibrary, library, {
  other: school.slug,
  kind: 'funds',
  since: '2021',
  visibility: 'circle',
})

describe('growth', () => {
  test('is told by the dates that are known, to each as their tier may see it', async () => {
    const { steps, undated } = (await api('growth')) as { steps: { day: string; ties: number }[]; undated: number }
    expect(undated).toBe(0)
    const ties = Object.fromEntries(steps.map((step) => [step.day.slice(0, 4), step.ties]))
    expect(ties).toEqual({ 2018: 1, 2019: 2, 2020: 1, 2021: 1, 2022: 1, 2023: 1, 2024: 1, 2025: 1, 2026: 1 })
    const all = (await api('growth', coordinator)) as { steps: { ties: number }[] }
    expect(all.steps.at(-1)).toMatchObject({ ties: 2 })
  })

  test('the page shows the line, the network of a day, and a day beside another', async () => {
    expect(await text()).toContain('How the network grew')
    expect(await text('?day=2018-12-31')).toContain('December 31, 2018')
    const both = await text('?day=2021-12-31&before=2018-12-31')
    expect(both).toContain('Came: no organization, 1 tie')
    expect(both).toContain('Went: no organization, 1 tie')
    expect(await text('?day=2018-12-31&before=2021-12-31')).toContain('the other way round')
    expect(await text('?day=2999-01-01')).toContain('no day of the past')
    expect(await text('?before=2026-02-30')).toContain('no day of the past')
    for (const day of ['2001-01-01', '2026-02-30', 'soon'])
      expect(await text(`?snapshot=${day}`)).toContain('No quarter was kept on that day')
  })
})

describe('the end of a quarter', () => {
  const when = (day: string) => momentAt(new Date(`${day}T12:00:00Z`))

  test('is kept by itself, once, and never written over', async () => {
    const quietPlace = { name: 'Shelter', kind: 'outlet', county: 'Far County', organizations: library.id }
    expect((await as(ofLibrary).post('/riverbend/places', { ...quietPlace, visibility: 'circle' })).status).toBe(303)
    expect(await takeSnapshots(db, when('2026-12-31'))).toBe(0)
    expect(await takeSnapshots(db, when('2027-01-02'))).toBe(1)
    const [first] = await listSnapshots(db, region.id, 'coordinator')
    expect(first).toMatchObject({ day: '2026-12-31', graph: { organizations: 4, ties: 2 } })
    await act(ofLibrary, quiet, 'end', { until: '2026-10' })
    expect(await takeSnapshots(db, when('2027-01-03'))).toBe(0)
    expect(await listSnapshots(db, region.id, 'coordinator')).toEqual([first])
    expect(await takeSnapshots(db, when('2027-04-01'))).toBe(1)
    expect((await listSnapshots(db, region.id, 'coordinator')).map(({ day, graph }) => [day, graph.ties])).toEqual([
      ['2027-03-31', 1],
      ['2026-12-31', 2],
    ])
  })

  test('shows everybody what of it they may see today', async () => {
    const seen = async (who: Parameters<typeof as>[0]) => {
      const { organizations, ties } = (await api('snapshots/2026-12-31', who)) as {
        organizations: object[]
        ties: object[]
      }
      return [organizations.length, ties.length]
    }
    expect(await seen(coordinator)).toEqual([4, 2])
    expect(await seen(null)).toEqual([3, 1])
    expect(await text('?snapshot=2026-12-31')).toContain(
      'The network of December 31, 2026 as it was recorded on January 2, 2027',
    )
    expect(await text('?snapshot=2026-12-31&county=Far+County')).toContain('Nothing is left')
    expect(await text('?snapshot=2026-12-31&county=Far+County', coordinator)).not.toContain('Nothing is left')
    const { items } = (await api('snapshots')) as { items: { graph: { ties: number } }[] }
    expect(items.map(({ graph }) => graph.ties)).toEqual([1, 1])
  })

  test('what is removed since is not in it any more', async () => {
    expect((await as(coordinator).post(`/riverbend/organizations/${school.slug}/removal`, {})).status).toBe(303)
    const { organizations, insight } = (await api('snapshots/2026-12-31')) as {
      organizations: { name: string }[]
      insight: { organizations: Record<string, object> }
    }
    expect(organizations.map(({ name }) => name)).not.toContain('Hollis School')
    expect(Object.keys(insight.organizations)).not.toContain(school.id)
  })

  test('an unknown day has none', async () => {
    for (const day of ['2001-01-01', '2026-02-30', '0000-01-01', 'yesterday'])
      expect((await as(null).get(`/api/v1/riverbend/map/snapshots/${day}`)).status).toBe(404)
  })
})

test('a side that answers changes nothing of what is kept', async () => {
  const before = await api('snapshots/2026-12-31')
  const tie = await tieOf(ofCenter, center, { other: library.slug, kind: 'funds' })
  await act(ofLibrary, tie, 'confirmation', { strength: '5' })
  expect(await api('snapshots/2026-12-31')).toEqual(before)
})

test('a kept quarter is drawn apart from what is known of its day by now', async () => {
  h.time.now = new Date('2027-05-01T12:00:00Z')
  const newcomer = await h.anOrganization(region, { name: 'Late Makers' })
  await tieOf(coordinator, library, { other: newcomer.slug, kind: 'works-together', since: '2019' })
  expect(await text('?snapshot=2026-12-31')).toContain('as it was recorded on')
  const { organizations } = JSON.parse((await as(null).get('/riverbend/map/picture.json?day=2026-12-31')).text) as {
    organizations: { slug: string; x: number; y: number }[]
  }
  const { x, y } = organizations.find(({ slug }) => slug === newcomer.slug)!
  expect([x, y]).not.toEqual([0.5, 0.5])
})
