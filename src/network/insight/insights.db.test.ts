import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { run } from '../../../test/commanded.ts'
import { type KnownGraph, readMetrics } from '../../../test/graphs.ts'
import { town } from '../../../test/town.ts'
import type { Someone } from '../../../test/house.ts'
import { TIERS } from '../tiers.ts'
import { insightApiDocs } from './insight-api.ts'
import { type Insight, insightOf } from './insights.ts'

const home = await town()
const { region, library, center, school, hidden, coordinator, viewer, tieOf } = home
await tieOf(coordinator, library, { other: center.slug, kind: 'works-together', strength: '4' })
await tieOf(coordinator, center, { other: school.slug, kind: 'works-together', strength: '1' })
await tieOf(coordinator, center, { other: hidden.slug, kind: 'funds', visibility: 'circle' })

const folder = mkdtempSync(join(tmpdir(), 'tieline-insight-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  vi.stubEnv('DATABASE_URL', home.url)
  vi.stubEnv('SECRET', 'x'.repeat(40))
})

const one = (insight: Insight, name: string) => Object.values(insight.organizations).find((all) => all.name === name)

describe('for programs', () => {
  const asked = (who: Someone | null, query = '') => home.as(who).get(`/api/v1/riverbend/insight${query}`)
  const told = async (...words: Parameters<typeof asked>) => JSON.parse((await asked(...words)).text) as Insight

  test('the measures of what everybody of the asker’s tier may see, organizations by their ids', async () => {
    const insight = await told(coordinator)
    expect(insight).toMatchObject({
      tier: 'coordinator',
      asOf: '2026-11-23',
      graph: {
        organizations: 4,
        ties: 3,
        density: 0.5,
        components: 1,
        largestComponent: 4,
        diameter: 2,
        averagePath: 1.5,
        articulationPoints: [center.id],
        bridges: expect.arrayContaining([[library.id, center.id]]),
      },
    })
    expect(insight.organizations[center.id]).toMatchObject({ degree: 3, betweenness: 1, closeness: 1, core: 1 })
    expect(insightApiDocs[0]!.response.parse(insight)).toEqual(insight)
  })

  test('no figure of the public tells of a tie or an organization that only coordinators see', async () => {
    for (const who of [null, viewer]) {
      const insight = await told(who)
      expect(insight.graph).toMatchObject({ organizations: 3, ties: 2 })
      expect(JSON.stringify(insight)).not.toContain(hidden.id)
      expect(insight.organizations[center.id]!.degree).toBe(2)
    }
    expect((await told(null)).tier).toBe('public')
    expect((await told(viewer)).tier).toBe('region')
    expect((await told(coordinator, '?as=public')).tier).toBe('public')
  })

  test('who has it already is told so, until a tie changes', async () => {
    const first = await asked(null)
    const tag = { 'if-none-match': first.headers.get('etag')! }
    const again = () => home.as(null).get('/api/v1/riverbend/insight', tag)
    expect((await again()).status).toBe(304)
    await tieOf(coordinator, library, { other: school.slug, kind: 'funds', visibility: 'public' })
    const changed = await again()
    expect(changed.status).toBe(200)
    expect((JSON.parse(changed.text) as Insight).graph).toMatchObject({ ties: 3, transitivity: 1, bridges: [] })
  })

  test('by strength, a strong tie is a short way', async () => {
    const insight = await told(null, '?weighted=yes')
    expect(insight.weighted).toBe(true)
    expect(insight.organizations[library.id]).toMatchObject({ degree: 2, strength: 5, harmonic: 4 + 1 })
    expect(await told(null)).not.toHaveProperty('weighted')
  })
})

describe('tieline insight', () => {
  test('says the same as the API', async () => {
    for (const tier of TIERS) {
      const { code, said } = await run('insight', 'riverbend', '--tier', tier, '--json')
      const today = new Date().toISOString().slice(0, 10)
      const read = await insightOf(home.db, region.id, tier, JSON.parse(said).asOf as string)
      expect([code, JSON.parse(said)]).toEqual([0, { ...read, asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }])
      expect(Math.abs(Date.parse(JSON.parse(said).asOf as string) - Date.parse(today))).toBeLessThan(2 * 86_400_000)
    }
  })

  test('tells people what they can read', async () => {
    const { said } = await run('insight', 'riverbend', '--tier', 'public', '--weighted')
    expect(said).toContain('as everybody sees it')
    expect(said).toContain('3 organizations, 3 of 3 possible ties (density 1)')
    expect(said).toMatch(/Three Counties Data Center +2 /)
    expect(said).not.toContain('Quiet Fund')
  })

  test('of a region with nobody in it', async () => {
    await home.aRegion('empty')
    const { code, said } = await run('insight', 'empty')
    expect([code, said]).toEqual([0, expect.stringContaining('0 organizations, 0 of 0 possible ties')])
  })
})

const GEXF = '../shared/data/ecosystem/graphs/eurosis.gexf'

describe.runIf(existsSync(GEXF))('networks that are imported have the measures that are known', () => {
  interface Expected {
    graph: Record<string, number> & { bridges: unknown[]; articulation_points: unknown[] }
    nodes: Record<string, Record<string, number>>
  }

  /** In full digits the files have ten. */
  const close = (value: number | null | undefined, expected: number | undefined) =>
    value == null ? expected === undefined : Math.abs(value - expected!) <= 1e-6

  /** The known file has lost the quotation mark before some names. */
  const plain = (name: string) => name.replaceAll('"', '').replaceAll(/\s+/g, ' ').trim()

  /** Of each organization its name and all that is expected of it; names may be borne by several. */
  const rows = (of: { name: string; values: number[] }[]) =>
    of.toSorted((a, b) =>
      a.name < b.name ? -1 : a.name > b.name ? 1 : a.values[0]! - b.values[0]! || a.values[1]! - b.values[1]!,
    )

  async function compare(slug: string, name: string) {
    const insight = JSON.parse((await run('insight', slug, '--json')).said) as Insight
    const known = readMetrics<KnownGraph>(`${name}.graph.json`)!
    const expected = readMetrics<Expected>(`${name}.expected.json`)!
    const { graph } = insight
    expect([graph.organizations, graph.ties, graph.components, graph.largestComponent, graph.diameter]).toEqual(
      ['nodes', 'edges_without_selfloops', 'components', 'largest_component', 'largest_component_diameter'].map(
        (key) => expected.graph[key],
      ),
    )
    expect(close(graph.averagePath, expected.graph.largest_component_average_path)).toBe(true)
    expect(close(graph.transitivity, expected.graph.transitivity)).toBe(true)
    expect(close(graph.averageClustering, expected.graph.average_clustering)).toBe(true)
    expect(close(graph.density, expected.graph.density)).toBe(true)
    expect(graph.bridges.length).toBe(expected.graph.bridges.length)
    expect(graph.articulationPoints.length).toBe(expected.graph.articulation_points.length)
    const keys = ['degree', 'betweenness_normalized', 'closeness_wf_improved', 'harmonic', 'pagerank_0.85_unweighted']
    const wanted = rows(
      known.nodes.map(({ id, label }) => ({
        name: plain(String(label ?? id)),
        values: [...keys, 'clustering', 'core_number'].map((key) => expected.nodes[key]![id]!),
      })),
    )
    const found = rows(
      Object.values(insight.organizations).map((all) => ({
        name: plain(all.name),
        values: [all.degree, all.betweenness, all.closeness, all.harmonic, all.pagerank, all.clustering, all.core],
      })),
    )
    const wrong = found.filter(
      (row, n) => row.name !== wanted[n]!.name || !row.values.every((value, at) => close(value, wanted[n]!.values[at])),
    )
    expect(wrong).toEqual([])
    return { insight, expected }
  }

  test('the karate club', async () => {
    await home.aRegion('karate')
    const { nodes, edges } = readMetrics<KnownGraph>('karate.graph.json')!
    const elements = nodes.map(({ id }) => ({ label: id, type: 'Organization' }))
    const connections = edges.map(({ source, target }) => ({ from: source, to: target }))
    const file = join(folder, 'karate.kumu.json')
    writeFileSync(file, JSON.stringify({ elements, connections }))
    expect(await run('import', 'karate', 'network', file)).toMatchObject({ code: 0 })
    const { insight, expected } = await compare('karate', 'karate')
    const { eigenvector_l2: eigenvector } = expected.nodes
    for (const { id } of nodes) expect(close(one(insight, id)!.eigenvector, eigenvector![id])).toBe(true)
  })

  test('eurosis, 1,285 organizations', async () => {
    const eurosis = await home.aRegion('eurosis')
    const itsCoordinator = await home.aMember(eurosis, 'coordinator')
    expect(await run('import', 'eurosis', 'network', GEXF)).toMatchObject({ code: 0 })
    const { insight } = await compare('eurosis', 'eurosis-organizations')
    expect(Object.values(insight.organizations).every(({ eigenvector }) => eigenvector === null)).toBe(true)
    // What takes seconds does not keep the page: it says so, and has it when one looks again.
    const page = async () => (await home.as(itsCoordinator).get('/eurosis/map/insights')).text
    expect(await page()).toContain('still being computed')
    await expect.poll(page, { timeout: 100_000 }).not.toContain('still being computed')
  })
})
