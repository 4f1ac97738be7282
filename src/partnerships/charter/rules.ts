import type { Actor } from '../../platform/actor.ts'
import { canWorkOn, isPartner, speaksForParty } from '../rules.ts'

type Together = Parameters<typeof canWorkOn>[1]

/** What is still being written is for its partners and the coordinators; everybody else is told what is in force. */
export const readsDraft = (actor: Actor, partnership: Together) => actor.coordinates || isPartner(actor, partnership)

/** Somebody of whom can be remembered what they have seen. */
export const canLook = (actor: Actor, partnership: Together) =>
  actor.personId !== null && actor.kind === 'member' && readsDraft(actor, partnership)

/** Charters are written together by whoever speaks for a partner. */
export const writesCharter = (actor: Actor, partnership: Together) => canWorkOn(actor, partnership)

/** One leaves by oneself; in the name of somebody who does not answer any more a coordinator can. */
export const canLetGo = (actor: Actor, party: { organization: { id: string }; leftOn: string | null }) =>
  party.leftOn === null && speaksForParty(actor, party)
