import { type Graph, strengthsOf } from './graph.ts'

/** A graph whose vertices may stand for several of another: what is tied within them counts in `strength` alone. */
export interface Aggregate {
  size: number
  offsets: Uint32Array
  targets: Uint32Array
  strengths: Float64Array
  /** Of each: the strengths of all its ties, those within it twice. */
  strength: Float64Array
  /** The sum of `strength`. */
  total: number
}

export function asAggregate(graph: Graph): Aggregate {
  const strength = strengthsOf(graph)
  return {
    size: graph.size,
    offsets: graph.offsets,
    targets: graph.targets,
    strengths: graph.strengths ?? new Float64Array(graph.targets.length).fill(1),
    strength,
    total: strength.reduce((sum, one) => sum + one, 0),
  }
}

/** One vertex for all of a part; parts are numbered from 0 without gaps. */
export function aggregated({ offsets, targets, strengths, strength, total }: Aggregate, parts: Uint32Array): Aggregate {
  const size = parts.reduce((most, part) => Math.max(most, part + 1), 0)
  const next: Aggregate = {
    size,
    offsets: new Uint32Array(size + 1),
    targets: new Uint32Array(targets.length),
    strengths: new Float64Array(targets.length),
    strength: new Float64Array(size),
    total,
  }
  parts.forEach((part, v) => (next.strength[part]! += strength[v]!))
  const where = new Int32Array(size).fill(-1)
  const members = membersOf(parts, size)
  let tail = 0
  for (let part = 0; part < size; part += 1) {
    const begin = tail
    for (const v of members[part]!)
      for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
        const other = parts[targets[at]!]!
        if (other === part) continue
        if (where[other]! < begin) {
          where[other] = tail
          next.targets[tail++] = other
        }
        next.strengths[where[other]!]! += strengths[at]!
      }
    next.offsets[part + 1] = tail
  }
  return next
}

function membersOf(parts: Uint32Array, size: number): number[][] {
  const members = Array.from({ length: size }, (): number[] => [])
  parts.forEach((part, v) => members[part]!.push(v))
  return members
}
