import { type Graph, strengthsOf } from './graph.ts'

/**
 * How much more of the ties lie within groups than if they were drawn by chance between vertices of the same degrees
 * (M. Newman and M. Girvan, Physical Review E 69, 2004); along strengths where ties have them. 0 where nobody is tied.
 */
export function modularityOf(graph: Graph, groups: ArrayLike<number>): number {
  const strength = strengthsOf(graph)
  const total = strength.reduce((sum, one) => sum + one, 0)
  if (total === 0) return 0
  const weights = new Map<number, number>()
  let within = 0
  for (let v = 0; v < graph.size; v += 1) {
    weights.set(groups[v]!, (weights.get(groups[v]!) ?? 0) + strength[v]!)
    for (let at = graph.offsets[v]!; at < graph.offsets[v + 1]!; at += 1)
      if (groups[graph.targets[at]!] === groups[v]) within += graph.strengths?.[at] ?? 1
  }
  let expected = 0
  for (const weight of weights.values()) expected += (weight / total) ** 2
  return within / total - expected
}

/**
 * The E-I index: ties that lead out of one's kind less those that stay in it, over all (D. Krackhardt and R. Stern, Social
 * Psychology Quarterly 51, 1988): −1 when all stay, 1 when all lead out; null where nobody is tied.
 */
export function eiIndexOf(graph: Graph, isAlike: (a: number, b: number) => boolean): number | null {
  let out = 0
  for (let v = 0; v < graph.size; v += 1)
    for (let at = graph.offsets[v]!; at < graph.offsets[v + 1]!; at += 1) out += isAlike(v, graph.targets[at]!) ? -1 : 1
  return graph.ties > 0 ? out / (2 * graph.ties) : null
}

/**
 * How far those of a group are tied with their own, beyond what the degrees of the groups would bring (assortativity of an
 * attribute; M. Newman, Physical Review E 67, 2003): 1 when all ties stay within, 0 as by chance; null where it means
 * nothing, since nobody is tied or all who are belong to one group.
 */
export function assortativityOf(graph: Graph, groups: ArrayLike<number>): number | null {
  const ends = new Map<number, number>()
  let within = 0
  for (let v = 0; v < graph.size; v += 1)
    for (let at = graph.offsets[v]!; at < graph.offsets[v + 1]!; at += 1) {
      ends.set(groups[v]!, (ends.get(groups[v]!) ?? 0) + 1)
      if (groups[graph.targets[at]!] === groups[v]) within += 1
    }
  if (ends.size < 2) return null
  const arcs = 2 * graph.ties
  let expected = 0
  for (const many of ends.values()) expected += (many / arcs) ** 2
  return (within / arcs - expected) / (1 - expected)
}
