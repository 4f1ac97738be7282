import type { Graph } from './graph.ts'

export interface Components {
  count: number
  /** The component of each, the largest being 0; of two as large the one with the smallest number in it comes first. */
  of: Uint32Array
  /** How many each component holds. */
  sizes: Uint32Array
}

/** Who can reach whom, by breadth-first search (J. Hopcroft and R. Tarjan, Communications of the ACM 16, 1973). */
export function componentsOf({ size, offsets, targets }: Graph): Components {
  const found = new Int32Array(size).fill(-1)
  const queue = new Uint32Array(size)
  const sizes: number[] = []
  for (let root = 0; root < size; root += 1) {
    if (found[root]! >= 0) continue
    let tail = 1
    queue[0] = root
    found[root] = sizes.length
    for (let head = 0; head < tail; head += 1) {
      const v = queue[head]!
      for (let at = offsets[v]!; at < offsets[v + 1]!; at += 1) {
        const u = targets[at]!
        if (found[u]! >= 0) continue
        found[u] = sizes.length
        queue[tail++] = u
      }
    }
    sizes.push(tail)
  }
  const order = sizes.map((_, n) => n).sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  const rank = new Uint32Array(sizes.length)
  order.forEach((component, n) => (rank[component] = n))
  return {
    count: sizes.length,
    of: Uint32Array.from(found, (component) => rank[component]!),
    sizes: Uint32Array.from(order, (component) => sizes[component]!),
  }
}
