import { PaperBlocks } from '../../ui/paper.tsx'
import type { Brief } from './briefs.ts'

/** The brief as part of a page that asks a leader for something; its headings stand below one of level 2. */
export const BriefPanel = ({ brief }: { brief: Brief }) => (
  <div class="paper stack">
    <p class="paper-over">
      {brief.over} {brief.under}
    </p>
    <PaperBlocks blocks={brief.blocks} level={3} />
  </div>
)
