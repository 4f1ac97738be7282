import type { Actor } from './actor.ts'
import type { PageCache, Token } from './page-cache.ts'

/**
 * Reads what is computed from a region's records, or gives what was read before, while nothing has changed since. What is
 * `seldom` asked for, such as days of the past, has little room: whoever asks for all of them drives nothing else out.
 */
export type Keep = <T>(key: string, read: () => Promise<T>, seldom?: boolean) => Promise<T>

/** So many results stay; the ones that were not asked for longest go. */
const MOST = 200
const MOST_SELDOM = 12

type Results = Map<string, { token: Token; result: Promise<unknown> }>

/**
 * What a region's records add up to (figures, counts, pictures) is the same for all who may see the same. It is kept in
 * the process for them until the region changes, by the versions of the page cache.
 */
export function makeKeptReads(cache: PageCache) {
  const [often, rarely]: [Results, Results] = [new Map(), new Map()]

  const read = <T>(key: string, token: Token, load: () => Promise<T>, seldom: boolean): Promise<T> => {
    const [results, most] = seldom ? [rarely, MOST_SELDOM] : [often, MOST]
    const known = results.get(key)
    results.delete(key)
    const result = known && cache.isCurrent(known.token) ? (known.result as Promise<T>) : load()
    results.set(key, known?.result === result ? known : { token, result })
    result.catch(() => results.get(key)?.result === result && results.delete(key))
    for (const oldest of results.keys()) {
      if (results.size <= most) break
      results.delete(oldest)
    }
    return result
  }

  return {
    /** For one request: `token` was taken when it began. What hangs on the day names it in its key. */
    forActor:
      (actor: Actor, token: Token): Keep =>
      (key, load, seldom = false) =>
        read(`${actor.regionId} ${sightOf(actor)} ${key}`, token, load, seldom),
  }
}
export type KeptReads = ReturnType<typeof makeKeptReads>

/** All that `visible(actor)` asks of an actor: who has the same sees the same. */
const sightOf = (actor: Actor) =>
  [actor.member && 'member', actor.coordinates && 'coordinates', ...actor.organizationIds.toSorted()]
    .filter(Boolean)
    .join()
