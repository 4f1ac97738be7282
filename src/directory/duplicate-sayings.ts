import type { TellProposals } from '../platform/room.ts'
import { REASONS } from './likenesses.ts'
import { listOrganizationsById } from './organizations.ts'

/** Suspected duplicates by the names of both, and why. */
export const tellDuplicates: TellProposals = async (db, actor, proposals, page) => {
  const ids = [...new Set(proposals.flatMap((one) => one.concerns))]
  const names = new Map((await listOrganizationsById(db, actor, ids)).map((one) => [one.id, one.name]))
  return new Map(
    proposals.map(({ id, concerns, payload }) => {
      const [a = '', b = ''] = concerns.map((one) => names.get(one) ?? '')
      const said = Array.isArray(payload['reasons']) ? (payload['reasons'] as unknown[]) : []
      const reasons = REASONS.filter((reason) => said.includes(reason)).map((reason) =>
        page.t(`merging.reason.${reason}`),
      )
      return [id, { title: page.t('merging.pair', { a, b }), reasons }]
    }),
  )
}
