import type { Db } from '../../platform/db.ts'
import type { Translate } from '../../platform/i18n.ts'
import type { Feed } from '../../platform/live.ts'
import type { TieKind } from '../../region/lists.ts'
import { readLines } from './line-lists.ts'
import { sayLine } from './meeting-sayings.ts'

/** What is new at a meeting, in one language: the same for its wall and for all phones. It is over when the meeting is. */
export const meetingFeed = (
  db: Db,
  meeting: { regionId: string; id: string },
  t: Translate,
  kinds: readonly TieKind[],
): Feed => ({
  regionId: meeting.regionId,
  subjectId: meeting.id,
  name: `lines ${t.lang}`,
  read: async (since) => {
    const { n, people, open, lines } = await readLines(db, meeting, since)
    const told = lines.map((line) => ({
      id: line.id,
      kind: line.kind,
      there: line.there,
      voices: line.voices,
      text: sayLine(t, kinds, line),
    }))
    return { n, data: { people, lines: told }, over: !open }
  },
})
