import type { Actor } from '../../platform/actor.ts'
import { canWorkOn, isPartner } from '../rules.ts'

type Together = Parameters<typeof canWorkOn>[1]

/** What is still being written is for its partners and the coordinators; everybody else is told what is in force. */
export const readsDraft = (actor: Actor, partnership: Together) => actor.coordinates || isPartner(actor, partnership)

/** Charters are written together by whoever speaks for a partner. */
export const writesCharter = (actor: Actor, partnership: Together) => canWorkOn(actor, partnership)
