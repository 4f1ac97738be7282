import type { Actor } from '../platform/actor.ts'

export const canCreateRegion = (account: { admin: boolean } | null) => account?.admin === true

export const canChangeRegion = (actor: Actor) => actor.coordinates
