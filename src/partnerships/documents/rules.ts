import type { Actor } from '../../platform/actor.ts'
import { readsDraft } from '../charter/rules.ts'
import { canWorkOn } from '../rules.ts'
import type { DocumentKind } from './forms.ts'

/**
 * The report tells what is done and is read by whoever sees the partnership. All others are made of the charter as it is
 * being written, or speak in a partner's name: they are for its partners and the coordinators, as that draft is.
 */
export const canReadDocument = (actor: Actor, kind: DocumentKind, partnership: Parameters<typeof readsDraft>[1]) =>
  kind === 'report' || readsDraft(actor, partnership)

/** Signed papers are kept by whoever works on the partnership. */
export const keepsAgreements = canWorkOn

/** A region's templates are its coordinators'. */
export const writesTemplates = (actor: Actor) => actor.coordinates
