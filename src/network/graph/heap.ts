/** The nearest first (a binary heap; J. Williams, Communications of the ACM 7, 1964), for at most `most` at a time. */
export function makeHeap(most: number) {
  const items = new Uint32Array(most)
  const keys = new Float64Array(most)
  let size = 0

  const place = (at: number, item: number, key: number) => {
    items[at] = item
    keys[at] = key
  }

  return {
    size: () => size,
    push(item: number, key: number) {
      let at = size++
      while (at > 0) {
        const above = (at - 1) >> 1
        if (keys[above]! <= key) break
        place(at, items[above]!, keys[above]!)
        at = above
      }
      place(at, item, key)
    },
    pop(): number {
      const first = items[0]!
      size -= 1
      const item = items[size]!
      const key = keys[size]!
      let at = 0
      while (2 * at + 1 < size) {
        let below = 2 * at + 1
        if (below + 1 < size && keys[below + 1]! < keys[below]!) below += 1
        if (keys[below]! >= key) break
        place(at, items[below]!, keys[below]!)
        at = below
      }
      place(at, item, key)
      return first
    },
  }
}
