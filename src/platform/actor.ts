/** What a mandate lets a person do. */
export const MANDATES = ['view', 'speak', 'sign', 'coordinate', 'moderate', 'edit', 'code', 'research'] as const
export type MandateKind = (typeof MANDATES)[number]

export interface Mandate {
  what: MandateKind
  /** The organization it is held for; null is the whole region. */
  organizationId: string | null
  /** Lent by somebody who holds it, for a while. */
  lent?: boolean
}

/** Who does something in one region. The public is an actor too. */
export interface Actor {
  regionId: string
  kind: 'public' | 'member' | 'link' | 'system' | 'national'
  accountId: string | null
  personId: string | null
  name: string | null
  mandates: Mandate[]
  /** Has a current mandate of any kind in this region. */
  member: boolean
  coordinates: boolean
  /** Organizations this person has a current mandate for: they open circles. */
  organizationIds: string[]
  /** Administers the installation; sees nothing private of a region by that. */
  admin: boolean
}

const nobody = {
  accountId: null,
  personId: null,
  name: null,
  mandates: [],
  member: false,
  coordinates: false,
  organizationIds: [],
  admin: false,
}

/** Whoever comes without an account. */
export const publicActor = (regionId: string): Actor => ({ ...nobody, regionId, kind: 'public' })

/** The installation itself: migrations, demonstration, command line, jobs. */
export const systemActor = (regionId: string): Actor => ({
  ...nobody,
  regionId,
  kind: 'system',
  member: true,
  coordinates: true,
})

/** An actor as its current mandates make it. */
export function memberActor(who: {
  regionId: string
  accountId: string | null
  personId: string
  name: string
  mandates: Mandate[]
  admin?: boolean
  kind?: Actor['kind']
}): Actor {
  const organizationIds = [...new Set(who.mandates.flatMap((mandate) => mandate.organizationId ?? []))]
  return {
    regionId: who.regionId,
    kind: who.kind ?? 'member',
    accountId: who.accountId,
    personId: who.personId,
    name: who.name,
    mandates: who.mandates,
    member: who.mandates.length > 0,
    coordinates: holds(who.mandates, 'coordinate'),
    organizationIds,
    admin: who.admin ?? false,
  }
}

const holds = (mandates: Mandate[], what: MandateKind) =>
  mandates.some((mandate) => mandate.what === what && mandate.organizationId === null)

/** Organizations this actor holds a mandate of that kind for. */
export const organizationsWith = (actor: Actor, what: MandateKind): string[] =>
  actor.mandates.flatMap((mandate) => (mandate.what === what && mandate.organizationId ? [mandate.organizationId] : []))

/** The same, without what was lent. */
export const ownOrganizations = (actor: Actor, what: MandateKind): string[] =>
  organizationsWith({ ...actor, mandates: actor.mandates.filter(({ lent }) => !lent) }, what)
