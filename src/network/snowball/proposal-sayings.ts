import { paths } from '../../paths.ts'
import type { TellProposals } from '../../platform/room.ts'
import { listsOf } from '../../region/lists.ts'
import { SNOWBALL_ROLES } from './answers.ts'
import { getAsking } from './askings.ts'
import { listNamings } from './namings.ts'

/** Lines of answers as the inbox tells them; they are decided where the round is. */
export const tellAnswers: TellProposals = async (db, actor, proposals, page) => {
  const told = new Map<string, { title: string; reasons: string[]; path: string | null }>()
  const rounds = Map.groupBy(proposals, ({ payload }) => String(payload['round']))
  const { tieKinds } = await listsOf(db, actor.regionId, page.lang)
  for (const [roundId, all] of rounds) {
    const ids = all.flatMap(({ payload }) => (payload['naming'] ? [String(payload['naming'])] : []))
    const { items } = ids.length === 0 ? { items: [] } : await listNamings(db, actor, { roundId, ids, open: false })
    const namings = new Map(items.map((one) => [one.id, one]))
    const path = paths.roundAnswers(page.region!.slug, roundId)
    for (const { id, kind, payload } of all) {
      const naming = namings.get(String(payload['naming']))
      const reasons = [page.t('snowball.proposed')]
      if (kind === SNOWBALL_ROLES) {
        const { organization } = await getAsking(db, actor, roundId, String(payload['asking']))
        told.set(id, { title: page.t('snowball.rolesOf', { name: organization.name }), reasons, path })
      }
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
