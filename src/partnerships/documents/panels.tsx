import { paths } from '../../paths.ts'
import { dayIn } from '../../platform/days.ts'
import type { Waits } from '../../platform/room.ts'
import { href } from '../../ui/page.ts'
import { endingAgreements } from './agreements.ts'

/** Signed agreements that run out, or did: to whoever speaks for one of the partners. */
export const agreementsWaiting: Waits = async (db, actor, region, page) => {
  const ending = await endingAgreements(db, actor, dayIn(region.timeZone, page.now))
  if (!ending) return null
  return {
    label: page.t('partnership-documents.waits', { count: ending.count }),
    href: href(page, paths.partnershipTab(region.slug, ending.partnership, 'documents')),
  }
}
