import type { Actor } from '../../platform/actor.ts'
import { PROSE } from '../forms.ts'
import { isPartner } from '../rules.ts'

/** Sections of a partnership that one can speak of by themselves. */
export const SECTIONS = [...PROSE, 'parties', 'commitments', 'roles', 'period'] as const
export type Section = (typeof SECTIONS)[number]

/** What the partners say to each other is heard and said by the partners of today, and by the coordinator. */
export const canComment = (actor: Actor, partnership: Parameters<typeof isPartner>[1]) =>
  actor.coordinates || isPartner(actor, partnership)
