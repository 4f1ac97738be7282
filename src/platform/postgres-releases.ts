/**
 * The newest minor release of each PostgreSQL that Tieline runs on, as known on a day. All branches are released
 * together, about every three months: when that is overdue, the list itself is old.
 */
export const RELEASES = {
  asOf: '2026-11-27',
  newest: { 15: 20, 16: 16, 17: 12, 18: 6 } as Readonly<Record<number, number>>,
  /** The last day on which a branch gets releases. */
  ends: { 15: '2027-11-11', 16: '2028-11-09', 17: '2029-11-08', 18: '2030-11-14' } as Readonly<Record<number, string>>,
}

const LIST_DAYS = 120

export type ReleaseState = 'newest' | 'behind' | 'ended' | 'unknown'

/** How a server of this number (180004 is 18.4) stands on this day, by the list. */
export function releaseState(serverVersion: number, today: string, list = RELEASES): ReleaseState {
  const [major, minor] = [Math.floor(serverVersion / 10_000), serverVersion % 10_000]
  const newest = list.newest[major]
  if (newest === undefined) return 'unknown'
  if (today > list.ends[major]!) return 'ended'
  return minor < newest ? 'behind' : 'newest'
}

/** Whether there must have been a release since the list was made. */
export const listIsOld = (today: string, list = RELEASES): boolean =>
  Date.parse(today) - Date.parse(list.asOf) > LIST_DAYS * 86_400_000
