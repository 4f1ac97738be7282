import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import { formatList, type Translate } from '../../platform/i18n.ts'
import type { Lists } from '../../region/lists.ts'
import { LIMITS, type NewPartnership } from '../forms.ts'
import { gainsOf, sayTieWithAge } from './helps.ts'
import { knownOf, likelyPeople, type Offer, offersOf, placesOf, staffOf, tiesAmong } from './knowns.ts'

/** What a partnership could say of one of its partners, as the records have it. */
export interface ProposedParty {
  organization: { id: string; slug: string; name: string; sector: string }
  missionLink: string
  /** What it has that it could bring; what it shares with others already stands ticked. */
  offers: (Offer & { ticked: boolean })[]
  gains: string[]
  contact: { id: string; name: string } | null
  leader: { id: string; name: string } | null
}

/** A partnership as it could be, for a person to look through: nothing of it exists. */
export interface Proposal {
  name: string
  places: string[]
  parties: ProposedParty[]
  /** How they work together already, in sentences. */
  ties: string[]
}

/** Drafts a partnership of these organizations with what their records offer each other. */
export async function proposalOf(
  db: Db,
  actor: Actor,
  organizationIds: readonly string[],
  { t, lists, today }: { t: Translate; lists: Lists; today: string },
): Promise<Proposal> {
  const all = await Promise.all(organizationIds.map((id) => knownOf(db, actor, id, today)))
  const staff = await Promise.all(organizationIds.map((id) => staffOf(db, actor, id, today)))
  const parties = all.map((one, n): ProposedParty => {
    const { id, slug, name, sector, mission } = one.organization
    const shared = new Set(one.resources.map((resource) => String(resource.facts['name'])))
    const likely = likelyPeople(staff[n]!)
    const person = (found: string | null) => staff[n]!.people.find((one) => one.id === found) ?? null
    return {
      organization: { id, slug, name, sector },
      missionLink: mission.slice(0, LIMITS.prose),
      offers: offersOf(one).map((offer) => ({ ...offer, ticked: offer.kind === 'data' || shared.has(offer.what) })),
      gains: gainsOf(t, all, id),
      contact: person(likely.contact),
      leader: person(likely.leader),
    }
  })
  const name = formatList(
    t.lang,
    all.map(({ organization }) => organization.name),
  ).slice(0, LIMITS.name)
  const among = tiesAmong(all).map((tie) => sayTieWithAge(t, lists, tie, today))
  return { name, places: common(all.map((one) => placesOf([one]))), parties, ties: among }
}

/** Places where all of them work; where there is none, nobody knows where they would work together. */
const common = (places: readonly string[][]) =>
  (places[0] ?? []).filter((place) => places.every((all) => all.includes(place))).slice(0, LIMITS.places)

/** What is ticked beside a proposal, as it would be begun: for programs, and where a person left all as it was. */
export const asBegun = (proposal: Proposal, lang: 'en' | 'es'): NewPartnership => ({
  name: proposal.name,
  places: proposal.places,
  lang,
  visibility: 'circle',
  parties: proposal.parties.map((party) => ({
    organization: party.organization.id,
    contact: party.contact?.id ?? null,
    leader: party.leader?.id ?? null,
    missionLink: party.missionLink,
    expectedBenefits: party.gains.join('\n').slice(0, LIMITS.prose),
    commitments: party.offers
      .filter((offer) => offer.ticked)
      .slice(0, LIMITS.commitments)
      .map(({ kind, what }) => ({ kind, what: what.slice(0, LIMITS.what) })),
  })),
})
