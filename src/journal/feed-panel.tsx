import { paths } from '../paths.ts'
import { type Page, href } from '../ui/page.ts'
import { FeedLines } from './feed-page.tsx'
import type { FeedLine } from './feeds.ts'

/** What went on lately, on the home page of the region. */
export const FeedPanel = ({ page, lines }: { page: Page; lines: FeedLine[] }) => (
  <section aria-labelledby="h-feed">
    <div class="section-head">
      <h2 id="h-feed">{page.t('journal.panelTitle')}</h2>
      <a class="small" href={href(page, paths.journal(page.region!.slug))}>
        {page.t('journal.everything')}
      </a>
    </div>
    <FeedLines page={page} lines={lines} />
  </section>
)
