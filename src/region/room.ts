import { paths } from '../paths.ts'
import { formatNumber } from '../platform/i18n.ts'
import type { Room } from '../platform/room.ts'
import { href } from '../ui/page.ts'
import { AboutPanel, NextStepsPanel } from './about-panel.tsx'
import { regionApiDocs } from './api.ts'
import { countOrganizations } from './homes.ts'
import { canChangeRegion } from './rules.ts'
import { settingsApiDocs } from './settings-api.ts'
import { wordsOf } from './words.ts'

/** What the room of regions gives to the house. */
export const regionRoom: Room = {
  name: 'region',
  apiDocs: [...regionApiDocs, ...settingsApiDocs],
  homePanels: [
    {
      order: 1,
      render: async (db, actor, page, keep) =>
        page.region && canChangeRegion(actor) && (await countOrganizations(db, actor, keep)) === 0
          ? NextStepsPanel({ page, region: page.region })
          : null,
    },
    {
      order: 95,
      render: async (db, actor, page, keep) => {
        const { description } = await keep(`words ${page.lang}`, () => wordsOf(db, actor.regionId, page.lang))
        return page.region && (description.text !== '' || page.region.counties.length > 0)
          ? AboutPanel({ page, region: page.region, description })
          : null
      },
    },
  ],
  homeFigures: [
    {
      order: 90,
      count: async (_db, _actor, page) =>
        page.region && page.region.counties.length > 0
          ? {
              label: page.t('region.figure.counties', { n: page.region.counties.length }),
              value: formatNumber(page.lang, page.region.counties.length),
              href: href(page, paths.geography(page.region.slug)),
            }
          : null,
    },
  ],
}
