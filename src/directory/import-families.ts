import { listChoices } from '../account/positions.ts'
import type { Actor } from '../platform/actor.ts'
import type { Trx } from '../platform/db.ts'
import { isProblem } from '../platform/errors.ts'
import type { Moment } from '../platform/moment.ts'
import type { KinTold, OrganizationRow } from './import/field-readers.ts'
import type { Fate } from './import-fates.ts'
import { plainName } from './import-matches.ts'
import { changeOrganization } from './organization-changes.ts'
import { type Organization, asInput, getOrganization } from './organizations.ts'

/**
 * Whose organizations are and who carries them on, as rows tell it by names: when all rows are in, since an owner may
 * stand below. A name that nobody here has, or several, is kept beside the fields.
 */
export async function takeInFamilies(
  trx: Trx,
  actor: Actor,
  taken: ReadonlyMap<OrganizationRow, Fate>,
  moment: Moment,
  batch: string,
) {
  const told = [...taken].filter(([row, fate]) => row.kin && fate.id !== undefined && fate.outcome !== 'refused')
  if (told.length === 0) return
  const find = finder(await listChoices(trx, actor))
  for (const [row, fate] of told) {
    const before = await getOrganization(trx, actor, fate.id!)
    const changed = await takeIn(trx, actor, before, row.kin!, { find, moment, batch })
    if (changed && fate.outcome === 'unchanged') fate.outcome = 'updated'
  }
}

/** Of several with the name the one that it is already. */
type Find = (name: string, now: readonly string[]) => string | undefined

function finder(all: readonly { id: string; name: string }[]): Find {
  const byName = Map.groupBy(all, (one) => plainName(one.name))
  return (name, now) => {
    const ids = (byName.get(plainName(name)) ?? []).map((one) => one.id)
    return ids.find((id) => now.includes(id)) ?? (ids.length === 1 ? ids[0] : undefined)
  }
}

async function takeIn(
  trx: Trx,
  actor: Actor,
  before: Organization,
  kin: readonly KinTold[],
  { find, moment, batch }: { find: Find; moment: Moment; batch: string },
): Promise<boolean> {
  const input = asInput(before)
  let extra = before.extra
  for (const { field, column, names } of kin) {
    const now = field === 'parent' ? [input.parent] : input.successors
    const ids = names.map((name) => find(name, now)).filter((id) => id !== undefined && id !== before.id)
    if (ids.length < names.length) extra = { ...extra, [column]: field === 'parent' ? names[0] : names }
    else if (field === 'parent') input.parent = ids[0]!
    else input.successors = [...new Set(ids as string[])].toSorted()
  }
  const same = input.parent === (before.parentId ?? '') && String(input.successors) === String(before.successorIds)
  if (same && JSON.stringify(extra) === JSON.stringify(before.extra)) return false
  try {
    await changeOrganization(trx, actor, before, input, moment, { extra, batch })
  } catch (error) {
    // It would be its own owner: its verb says so before it writes.
    if (!isProblem(error) || error.reason !== 'directory.errors.circleOfOwners') throw error
    const names = Object.fromEntries(kin.map((one) => [one.column, one.names[0]]))
    await changeOrganization(trx, actor, before, asInput(before), moment, { extra: { ...extra, ...names }, batch })
  }
  return true
}
