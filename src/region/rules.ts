import type { Actor } from '../platform/actor.ts'

export const canCreateRegion = (account: { admin: boolean } | null) => account?.admin === true

export const canChangeRegion = (actor: Actor) => actor.coordinates

/** Whose it is, and who answers for the installation: they could do it on the command line too. */
export const canDeleteRegion = (actor: Actor) => actor.coordinates || actor.admin
