import { nameRecords } from '../../journal/feeds.ts'
import { paths } from '../../paths.ts'
import { dayIn } from '../../platform/days.ts'
import { listAddress } from '../../platform/list-query.ts'
import type { TellProposals } from '../../platform/room.ts'
import { listsOf } from '../../region/lists.ts'
import { readNetwork } from '../current-networks.ts'
import { tierOf } from '../tiers.ts'
import { graphOfNetwork } from './insights.ts'
import { sayReasons } from './meeting-sayings.ts'
import { meetingOf } from './meetings.ts'

/** Who should meet whom, in the inbox of proposals: both names, and why as it stands today. */
export const tellMeetings: TellProposals = async (db, actor, proposals, page) => {
  if (proposals.length === 0) return new Map()
  const region = page.region!
  const [network, lists, names] = await Promise.all([
    readNetwork(db, region.id, tierOf(actor), dayIn(region.timeZone, page.now)),
    listsOf(db, region.id, page.lang),
    nameRecords(db, actor, [...new Set(proposals.flatMap((one) => one.concerns))]),
  ])
  const { organizations } = network
  const at = new Map(organizations.map(({ id }, n) => [id, n]))
  const graph = graphOfNetwork(network)
  return new Map(
    proposals.map(({ id, concerns }) => {
      const [one, other] = concerns.map((concern) => names.get(concern))
      const [a, b] = concerns.map((concern) => at.get(concern))
      const known = a !== undefined && b !== undefined
      const reasons = known ? sayReasons({ t: page.t, lists, organizations }, meetingOf(network, graph, { a, b })) : []
      const path =
        one && other
          ? listAddress(paths.introduction(region.slug, one.slug ?? one.id), { with: other.slug ?? other.id })
          : null
      const title = page.t('insight.meet.proposal', { a: one?.title ?? '', b: other?.title ?? '' })
      return [id, { title, reasons: reasons.slice(0, 3), path }]
    }),
  )
}
