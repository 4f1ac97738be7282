import type { Room } from '../platform/room.ts'
import { journalApiDocs } from './api.ts'
import { FeedPanel } from './feed-panel.tsx'
import { listFeed } from './feeds.ts'

const LATEST = 6

export const journalRoom: Room = {
  name: 'journal',
  apiDocs: journalApiDocs,
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
