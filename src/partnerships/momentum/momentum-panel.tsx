import { paths } from '../../paths.ts'
import { type Page, href } from '../../ui/page.ts'
import { Timeline } from '../../ui/timeline.tsx'
import type { Partnership } from '../partnerships.ts'
import type { Happening } from './happenings.ts'
import { HappeningLine } from './line-panel.tsx'

/** On the partnership's own page: what comes next, and what was lately. */
export const MomentumPanel = ({
  page,
  partnership,
  coming,
  past,
}: {
  page: Page
  partnership: Partnership
  coming: Happening[]
  past: Happening[]
}) => (
  <section class="section" aria-labelledby="momentum-h">
    <div class="section-head">
      <h2 id="momentum-h">{page.t('momentum.panel')}</h2>
      <a class="small" href={href(page, paths.partnershipTab(page.region!.slug, partnership.slug, 'timeline'))}>
        {page.t('momentum.whole')}
      </a>
    </div>
    <Timeline
      items={[
        ...coming.toReversed().map((one) => ({ one, state: 'next' as const })),
        ...past.map((one) => ({ one })),
      ].map(({ one, ...state }) => ({
        key: one.key,
        ...state,
        children: <HappeningLine page={page} partnership={partnership} happening={one} />,
      }))}
    />
  </section>
)
