import type { NewPartnership } from '../../src/partnerships/forms.ts'
import { house } from '../house.ts'
import { aPartnership } from './factories.ts'

/** A house with one region, and in it a partnership with the address of its pages. */
export async function aDesk(given: Partial<NewPartnership> = {}) {
  const t = await house()
  const region = await t.aRegion()
  const desk = await aPartnership(t, region, given)
  return { t, region, desk, address: `/riverbend/partnerships/${desk.slug}` }
}
