import type { CaseMakers } from '../verb-cases.ts'

const one = '/:region/partnerships/:partnership'

/** How each verb of partnerships is done. */
export const partnershipCases = ({ through }: CaseMakers) => ({
  'partnership.proposed': through('POST /api/v1/:region/partnerships'),
  'partnership.removed': through(`POST ${one}/removal`),
  'partnership.restored': through(`POST ${one}/restoration`),
  'partnership.charter-kept': through(`POST ${one}/charter/revisions`),
})
