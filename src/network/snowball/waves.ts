import type { Asking, NamedInRound } from './askings.ts'
import { type Status, statusOf } from './rules.ts'

/** An organization in the picture of a round. */
export interface WaveNode {
  id: string
  name: string
  sector: string
  status: Status | 'named'
  x: number
  y: number
}

/** Columns of waves, who stands in them, and who named whom. */
export interface WavesPicture {
  nodes: WaveNode[]
  lines: { from: WaveNode; to: WaveNode }[]
  columns: { wave: number | null; x: number; more: number }[]
  width: number
  height: number
}

/** So many stand in a column: the rest is counted, and stands in the table. */
const IN_COLUMN = 24
const COLUMN = 280
const ROW = 34
const HEAD = 48

/** Where each stands in the picture of a round: a column for each wave, and one for those who were named and not asked. */
export function layOutWaves(
  askings: readonly Asking[],
  named: readonly NamedInRound[],
  round: { closedAt: Date | null },
): WavesPicture {
  const asked = askings.filter((one) => one.revokedAt === null)
  const ids = new Set(asked.map((one) => one.organization.id))
  const next = new Map(named.filter(({ id }) => !ids.has(id)).map((one) => [one.id, one]))
  const waves = [...new Set(asked.map(({ wave }) => wave))].toSorted((a, b) => a - b)
  const groups = [
    ...waves.map((wave) => ({
      wave: wave as number | null,
      all: asked
        .filter((one) => one.wave === wave)
        .map((one) => ({ ...one.organization, status: statusOf(one, round) as WaveNode['status'] })),
    })),
    ...(next.size > 0
      ? [{ wave: null, all: [...next.values()].map((one) => ({ ...one, status: 'named' as const })) }]
      : []),
  ]
  const known = new Map<string, WaveNode>()
  const columns = groups.map(({ wave, all }, n) => {
    const x = 36 + n * COLUMN
    const ranked = inOrder(all, named, known)
    for (const [row, { id, name, sector, status }] of ranked.slice(0, IN_COLUMN).entries())
      known.set(id, { id, name, sector, status, x, y: HEAD + row * ROW })
    return { wave, x, more: Math.max(0, all.length - IN_COLUMN) }
  })
  const nodes = [...known.values()]
  const lines = named.flatMap(({ by, id }) => {
    const [from, to] = [known.get(by), known.get(id)]
    return from && to && from !== to ? [{ from, to }] : []
  })
  const tallest = Math.max(0, ...nodes.map(({ y }) => y))
  return {
    nodes,
    lines,
    columns,
    width: Math.max(1, columns.length) * COLUMN,
    height: tallest + ROW + (columns.some(({ more }) => more > 0) ? ROW : 0),
  }
}

/** Near those who named them, so that lines cross little; without any, as they come. */
function inOrder<One extends { id: string }>(
  all: readonly One[],
  named: readonly NamedInRound[],
  known: ReadonlyMap<string, WaveNode>,
): One[] {
  const byWhom = Map.groupBy(named, ({ id }) => id)
  const height = new Map(
    all.map(({ id }) => {
      const rows = (byWhom.get(id) ?? []).flatMap(({ by }) => known.get(by)?.y ?? [])
      return [id, rows.length === 0 ? Number.MAX_SAFE_INTEGER : rows.reduce((a, b) => a + b, 0) / rows.length]
    }),
  )
  return all.toSorted((a, b) => height.get(a.id)! - height.get(b.id)!)
}
