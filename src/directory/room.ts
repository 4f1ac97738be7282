import { paths } from '../paths.ts'
import { formatNumber } from '../platform/i18n.ts'
import type { Room } from '../platform/room.ts'
import { DUPLICATE_PERSON } from '../account/likely-persons.ts'
import { DUPLICATE, proposeDuplicates } from './duplicates.ts'
import { DUPLICATE_PLACE } from './likely-places.ts'
import { tellDuplicates } from './duplicate-sayings.ts'
import { contactsPanel, offersPanel } from './panels.tsx'
import { directoryApiDocs } from './api.ts'
import { mergingApiDocs } from './merging-api.ts'
import { contactApiDocs } from './contact-api.ts'
import { listingApiDocs } from './listing-api.ts'
import { logoApiDocs } from './logo-api.ts'
import { translationApiDocs } from './translation-api.ts'
import { hsdsApiDocs } from './hsds-api.ts'
import { href } from '../ui/page.ts'
import { countOrganizations } from '../region/homes.ts'

/** What the directory gives to the house. */
export const directoryRoom: Room = {
  name: 'directory',
  apiDocs: [
    ...directoryApiDocs,
    ...logoApiDocs,
    ...listingApiDocs,
    ...translationApiDocs,
    ...contactApiDocs,
    ...mergingApiDocs,
    ...hsdsApiDocs,
  ],
  organizationPanels: [
    { order: 5, render: offersPanel },
    { order: 30, render: contactsPanel },
  ],
  proposals: {
    [DUPLICATE]: tellDuplicates,
    [DUPLICATE_PERSON]: tellDuplicates,
    [DUPLICATE_PLACE]: tellDuplicates,
  },
  looks: [(db, region, moment) => proposeDuplicates(db, region.id, moment)],
  homeFigures: [
    {
      order: 10,
      count: async (db, actor, page, keep) => {
        const count = await countOrganizations(db, actor, keep)
        const to = href(page, paths.organizations(page.region!.slug))
        return { label: page.t('directory.figure'), value: formatNumber(page.lang, count), href: to }
      },
    },
  ],
}
