import { paths } from '../../paths.ts'
import type { TellProposals } from '../../platform/room.ts'
import { listsOf } from '../../region/lists.ts'
import { SNOWBALL_ROLES } from './answers.ts'
import { listAskings } from './askings.ts'
import { listNamings } from './namings.ts'

/** Lines of answers as the inbox tells them; they are decided where the round is. */
export const tellAnswers: TellProposals = async (db, actor, proposals, page) => {
  const told = new Map<string, { title: string; reasons: string[]; path: string | null }>()
  const rounds = Map.groupBy(proposals, ({ payload }) => String(payload['round']))
  const { tieKinds } = await listsOf(db, actor.regionId, page.lang)
  for (const [roundId, all] of rounds) {
    const [{ items }, askings] = await Promise.all([
      listNamings(db, actor, { roundId, open: false }),
      listAskings(db, actor, roundId),
    ])
    const namings = new Map(items.map((one) => [one.id, one]))
    const asked = new Map(askings.map((one) => [one.id, one]))
    const path = paths.roundAnswers(page.region!.slug, roundId)
    for (const { id, kind, payload } of all) {
      const asking = asked.get(String(payload['asking']))
      const naming = namings.get(String(payload['naming']))
      const reasons = [page.t('snowball.proposed')]
      if (kind === SNOWBALL_ROLES && asking)
        told.set(id, { title: page.t('snowball.rolesOf', { name: asking.organization.name }), reasons, path })
      if (naming) {
        const how = tieKinds.find((one) => one.key === naming.kind)
        const words = how ? (how.directed ? how[naming.direction] : how.forward) || how.label : naming.kind
        const names = { by: naming.by.name, how: words, name: naming.organization?.name ?? naming.name }
        told.set(id, { title: page.t(`snowball.says.${naming.verdict}`, names), reasons, path })
      }
    }
  }
  return told
}
