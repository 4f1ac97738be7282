import { organizationForm } from '../src/directory/forms.ts'
import { createOrganization } from '../src/directory/organization-changes.ts'
import { changeForm } from '../src/network/forms.ts'
import { proposeTie } from '../src/network/tie-proposals.ts'
import { systemActor } from '../src/platform/actor.ts'
import type { Db } from '../src/platform/db.ts'
import { momentAt } from '../src/platform/moment.ts'

const now = () => momentAt(new Date())

/** Organizations of a region, each with a tie to the one before. */
export async function fillRegion(db: Db, regionId: string, organizations: number) {
  const system = systemActor(regionId)
  let before: { id: string } | undefined
  for (let n = 0; n < organizations; n += 1) {
    const input = organizationForm.parse({ name: `Organization ${n}`, sector: 'library', visibility: 'public' })
    const made = await createOrganization(db, system, input, now())
    if (before) {
      const sides = { organization: made.id, other: before.id, kind: 'works-together', direction: 'forward' as const }
      await proposeTie(db, system, { ...changeForm.parse({ visibility: 'public' }), ...sides }, now())
    }
    before = made
  }
}
