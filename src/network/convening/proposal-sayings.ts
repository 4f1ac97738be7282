import { paths } from '../../paths.ts'
import type { TellProposals } from '../../platform/room.ts'
import { listsOf } from '../../region/lists.ts'
import { readLines } from './line-lists.ts'
import { sayLine } from './meeting-sayings.ts'
import { listMeetings } from './meetings.ts'

/** What was said at meetings, among all else that awaits a decision. */
export const tellMeetingLines: TellProposals = async (db, actor, proposals, page) => {
  if (proposals.length === 0) return new Map()
  const asked = new Set(proposals.map(({ payload }) => payload['meeting']))
  const meetings = (await listMeetings(db, actor.regionId)).filter(({ id }) => asked.has(id))
  const { tieKinds } = await listsOf(db, actor.regionId, page.lang)
  const lines = await Promise.all(
    meetings.map(async (meeting) => (await readLines(db, meeting, 0)).lines.map((line) => ({ line, meeting }))),
  )
  const known = new Map(lines.flat().map((one) => [one.line.id, one]))
  return new Map(
    proposals.flatMap(({ id, payload }) => {
      const one = known.get(String(payload['line']))
      if (!one) return []
      const { line, meeting } = one
      const { slug } = page.region!
      const path =
        line.kind === 'organization' ? paths.meetingLine(slug, meeting.id, line.id) : paths.meeting(slug, meeting.id)
      const title = sayLine(page.t, tieKinds, line)
      return [[id, { title, reasons: [page.t('meetings.proposed', { title: meeting.title })], path }] as const]
    }),
  )
}
