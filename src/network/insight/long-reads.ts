import type { Keep } from '../../platform/kept-reads.ts'

/** How far what is under way is, from 0 to 1. */
const shares = new WeakMap<Promise<unknown>, number>()

/**
 * Begins what takes longer than a page may wait, or finds it begun or done by whoever asked before. It is kept like any
 * read, until something changes.
 */
export const longRead = <T>(
  keep: Keep,
  key: string,
  begin: (progress: (share: number) => void) => Promise<T>,
): Promise<T> =>
  keep(key, () => {
    const read: Promise<T> = begin((share) => shares.set(read, share))
    return read
  })

/** What there is of a read by now: all of it, or how far it is. */
export type Soon<T> = { value: T } | { share: number }

/** Waits for a read, no longer than `ms`. What fails within that time fails here; what fails later is told to the next who asks. */
export async function soon<T>(read: Promise<T>, ms: number): Promise<Soon<T>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Soon<T>>((resolve) => {
    timer = setTimeout(() => resolve({ share: shares.get(read) ?? 0 }), ms)
  })
  try {
    return await Promise.race([read.then((value) => ({ value })), late])
  } finally {
    clearTimeout(timer)
  }
}
