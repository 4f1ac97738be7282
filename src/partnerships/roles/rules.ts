import type { Actor } from '../../platform/actor.ts'
import type { Partnership } from '../partnerships.ts'
import { canWorkOn, speaksForParty } from '../rules.ts'
import type { Handover } from './role-handovers.ts'

/** Who speaks for a partner sets its own column; who works on the partnership sets all. */
export const canSetColumn = (
  actor: Actor,
  partnership: Pick<Partnership, 'parties'>,
  party: { organization: { id: string }; leftOn: string | null },
) => party.leftOn === null && (canWorkOn(actor, partnership) || speaksForParty(actor, party))

/** Who works on the partnership settles gaps and overlaps with the others. */
export const canSettleRoles = (actor: Actor, partnership: Pick<Partnership, 'parties'>) => canWorkOn(actor, partnership)

/** To lead is taken by who speaks for the partner that is to lead; a coordinator may say it in its name. */
export const canAnswerOffer = (
  actor: Actor,
  partnership: Pick<Partnership, 'parties'>,
  offer: Pick<Handover, 'to'>,
): boolean => {
  const party = partnership.parties.find(({ id, leftOn }) => id === offer.to && leftOn === null)
  return party !== undefined && speaksForParty(actor, party)
}
