import { paths } from '../paths.ts'
import type { Room } from '../platform/room.ts'
import { href } from '../ui/page.ts'
import { journalApiDocs } from './api.ts'
import { FeedPanel } from './feed-panel.tsx'
import { listFeed } from './feeds.ts'
import { countUndecided } from './proposals.ts'
import { canDecide } from './rules.ts'
import { webhookApiDocs } from './webhook-api.ts'

const LATEST = 6

export const journalRoom: Room = {
  name: 'journal',
  apiDocs: [...journalApiDocs, ...webhookApiDocs],
  waits: [
    async (db, actor, region, page) => {
      const n = canDecide(actor) ? await countUndecided(db, actor) : 0
      return n === 0
        ? null
        : { label: page.t('journal.proposals.waiting', { n }), href: href(page, paths.proposals(region.slug)) }
    },
  ],
  homePanels: [
    {
      order: 90,
      render: async (db, actor, page, keep) => {
        const lines = await keep('latest', () => listFeed(db, actor, { limit: LATEST }))
        return lines.length === 0 ? null : FeedPanel({ page, lines })
      },
    },
  ],
}
