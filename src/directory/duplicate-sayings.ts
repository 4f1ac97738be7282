import { PERSON_REASONS } from '../account/person-likenesses.ts'
import { nameRecords } from '../journal/feeds.ts'
import type { TellProposals } from '../platform/room.ts'
import { mergeKindOf } from './merge-kinds.ts'
import { mergePaths } from './merge-sayings.ts'
import { REASONS } from './likenesses.ts'
import { PLACE_REASONS } from './place-likenesses.ts'

const ALL = [...new Set<string>([...REASONS, ...PERSON_REASONS, ...PLACE_REASONS])]

/** Suspected duplicates of any kind by the names of both, and why. */
export const tellDuplicates: TellProposals = async (db, actor, proposals, page) => {
  const ids = [...new Set(proposals.flatMap((one) => one.concerns))]
  const names = await nameRecords(db, actor, ids)
  return new Map(
    proposals.map(({ id, kind, concerns, payload }) => {
      const [one, other] = concerns.map((concern) => names.get(concern))
      const [a, b] = [one?.title ?? '', other?.title ?? '']
      const said = Array.isArray(payload['reasons']) ? (payload['reasons'] as unknown[]) : []
      const reasons = ALL.filter((reason) => said.includes(reason)).map((reason) => page.t(`merging.reason.${reason}`))
      const path =
        one && other ? `${mergePaths(page.region!.slug, mergeKindOf(kind)!.kind, one).merging}?with=${other.id}` : null
      return [id, { title: page.t('merging.pair', { a, b }), reasons, path }]
    }),
  )
}
