import { UUID } from '../../platform/ids.ts'
import { VISIBILITIES } from '../../platform/records.ts'
import type { RowValues } from '../../platform/formats/parsed.ts'

/** The id of a node or an edge that Tieline wrote, here or elsewhere: no other program has such ids beside a visibility of ours. */
export function ownId({ id, values }: { id: string | null; values: RowValues }): string | undefined {
  const isOurs = VISIBILITIES.some((one) => one === values['visibility'])
  return id !== null && UUID.test(id) && isOurs ? id : undefined
}

/** Stands behind a name that is taken in our own files, where another file said something under it once. */
const TAKEN = ' (file)'

/** What a file once said goes out under its own name if that is free. */
export const nameBeside = (key: string, isTaken: (name: string) => boolean): string =>
  isTaken(key) || isTaken(key.trim().toLowerCase()) ? `${key}${TAKEN}` : key

/** The other way round: what a file of ours says beside our fields, under the names that it had. */
export const withoutTaken = (extra: RowValues): RowValues =>
  Object.assign(
    Object.create(null) as RowValues,
    Object.fromEntries(
      Object.entries(extra).map(([key, value]) => [key.endsWith(TAKEN) ? key.slice(0, -TAKEN.length) : key, value]),
    ),
  )
