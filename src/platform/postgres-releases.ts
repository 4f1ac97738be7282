/** A release that is known, since when, and from whom. */
interface Known {
  minor: number
  on: string
  source: string
}

const AUGUST = { on: '2026-08-15', source: 'github.com/cloudfoundry/postgres-release v56.0.2' }

/**
 * The newest minor release of each PostgreSQL that Tieline runs on, each only as far as somebody was seen to ship it. All
 * branches are released together, about every three months: a branch that was last seen before another may have a newer
 * one, and when a release is overdue in all of them, the list itself is old.
 */
export const RELEASES = {
  newest: {
    15: { minor: 20, on: '2026-11-27', source: 'Debian bookworm, postgresql-15 15.20-0+deb12u1' },
    16: { minor: 15, ...AUGUST },
    17: { minor: 11, ...AUGUST },
    18: { minor: 6, ...AUGUST },
  } as Readonly<Record<number, Known>>,
  /** The last day on which a branch gets releases. */
  ends: { 15: '2027-11-11', 16: '2028-11-09', 17: '2029-11-08', 18: '2030-11-14' } as Readonly<Record<number, string>>,
}
export type ReleaseList = typeof RELEASES

const LIST_DAYS = 120

/** `overtaken`: no newer release of this branch is known, but of another since, so that there should be one of this too. */
export type ReleaseState = 'newest' | 'overtaken' | 'behind' | 'ended' | 'unknown'

/** The day on which the list was last brought forward. */
export const asOf = (list: ReleaseList = RELEASES): string =>
  Object.values(list.newest)
    .map(({ on }) => on)
    .toSorted()
    .at(-1)!

/** How a server of this number (180004 is 18.4) stands on this day, by the list. */
export function releaseState(serverVersion: number, today: string, list: ReleaseList = RELEASES): ReleaseState {
  const [major, minor] = [Math.floor(serverVersion / 10_000), serverVersion % 10_000]
  const known = list.newest[major]
  if (known === undefined) return 'unknown'
  if (today > list.ends[major]!) return 'ended'
  if (minor < known.minor) return 'behind'
  return minor === known.minor && known.on < asOf(list) ? 'overtaken' : 'newest'
}

/** Whether there must have been a release since the list was made. */
export const listIsOld = (today: string, list: ReleaseList = RELEASES): boolean =>
  Date.parse(today) - Date.parse(asOf(list)) > LIST_DAYS * 86_400_000
