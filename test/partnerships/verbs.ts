import { askForHours } from '../../src/partnerships/hours/weekly-askings.ts'
import { documentCases } from './documents.ts'
import type { CaseMakers } from '../verb-cases.ts'
import { ledgerCases } from './ledgers.ts'
import { pulseCases } from './pulse.ts'

const one = '/:region/partnerships/:partnership'

/** How each verb of partnerships is done. */
export const partnershipCases = ({ through, directly }: CaseMakers) => ({
  ...ledgerCases({ through, directly }),
  'partnership.proposed': through('POST /api/v1/:region/partnerships'),
  'comment.written': through(`POST ${one}/comments`),
  'comment.removed': through(`POST ${one}/comments/:comment/removal`),
  'comment.restored': through(`POST ${one}/comments/:comment/restoration`),
  'partnership.removed': through(`POST ${one}/removal`),
  'partnership.restored': through(`POST ${one}/restoration`),
  'partnership.charter-kept': through(`POST ${one}/charter/revisions`),
  'partnership.roles-set': through(`POST ${one}/roles/-/edit`),
  'partnership.role-shared': through(`POST ${one}/roles/:role/sharing`),
  'partnership.role-left-out': through(`POST ${one}/roles/:role/leaving-out`),
  'partnership.role-reopened': through(`POST ${one}/roles/:role/reopening`),
  'partnership.lead-offered': through(`POST ${one}/roles/:role/handovers`, {
    form: ({ target }) => ({ to: target.more['second']! }),
  }),
  'partnership.lead-taken': through(`POST ${one}/roles/:role/handovers/:handover`),
  'partnership.lead-declined': through(`POST ${one}/roles/:role/handovers/:handover`, {
    form: () => ({ answer: 'declined' }),
  }),
  'partnership.lead-withdrawn': through(`POST ${one}/roles/:role/handovers/:handover`, {
    form: () => ({ answer: 'withdrawn' }),
  }),
  'hours.logged': through(`POST ${one}/hours/:organization/others`, { who: 'inside' }),
  'hours.shared': through(`POST ${one}/hours/:organization/sharing`, { who: 'inside' }),
  'hours.asking-begun': through(`POST ${one}/hours/:organization/askings`, { who: 'inside' }),
  'hours.asking-ended': through(`POST ${one}/hours/:organization/askings/:asking/end`, { who: 'inside' }),
  'hours.asked': directly(
    (w) => w.aTarget('hoursAsking', 'public'),
    (db, _, w) => askForHours(db, w.clock()),
  ),
  ...pulseCases({ through, directly }),
  ...documentCases({ through, directly }),
})
