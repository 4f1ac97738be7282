import type { Actor } from '../../platform/actor.ts'
import type { Partnership } from '../partnerships.ts'
import { isPartner } from '../rules.ts'

/** For whom dials are told, each from what it may see. */
export const AUDIENCES = ['public', 'region', 'partners', 'coordinator'] as const
export type Audience = (typeof AUDIENCES)[number]

/** As what somebody reads a partnership. */
export const audienceOf = (actor: Actor, partnership: Pick<Partnership, 'parties'>): Audience =>
  actor.coordinates ? 'coordinator' : isPartner(actor, partnership) ? 'partners' : actor.member ? 'region' : 'public'
