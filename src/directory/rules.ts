import { type Actor, organizationsWith } from '../platform/actor.ts'
import { partialDate } from '../platform/partial-dates.ts'

/** Whoever speaks for an organization knows others that belong on the map. */
export const canAddOrganization = (actor: Actor) => actor.coordinates || organizationsWith(actor, 'speak').length > 0

export const canEditOrganization = (actor: Actor, organization: { id: string }) =>
  actor.coordinates || organizationsWith(actor, 'speak').includes(organization.id)

/** Taking an organization off the map concerns all that hangs on it. */
export const canRemoveOrganization = (actor: Actor) => actor.coordinates

/** Whoever speaks for an organization, or for the region, keeps a log of whom they spoke with. */
export const canLogContact = (actor: Actor) => actor.coordinates || organizationsWith(actor, 'speak').length > 0

/** What somebody logged is theirs to mend. */
export const canChangeContact = (actor: Actor, contact: { personId: string | null }) =>
  actor.coordinates || (actor.personId !== null && contact.personId === actor.personId)

/** Whoever speaks for an organization knows what it offers, and whom it reaches. */
export const canAddListing = (actor: Actor) => actor.coordinates || organizationsWith(actor, 'speak').length > 0

/** What belongs to organizations is theirs to mend; what belongs to nobody here, the coordinator's. */
export const canEditListing = (actor: Actor, listing: { organizations: readonly { id: string }[] }) =>
  actor.coordinates || listing.organizations.some((one) => organizationsWith(actor, 'speak').includes(one.id))

/** Whoever speaks for none of them says nothing for others; of what is there already, others may stay. */
export function canHold(actor: Actor, organizations: readonly string[], before: readonly string[]): boolean {
  const mine = organizationsWith(actor, 'speak')
  const known = organizations.every((id) => mine.includes(id) || before.includes(id))
  return actor.coordinates || (known && (before.length > 0 || organizations.some((id) => mine.includes(id))))
}

/** What becomes one, or is kept apart, concerns all that hangs on both. */
export const canMerge = (actor: Actor) => actor.coordinates

/** What a file said beside our fields may hold anything, so that only those who can mend it see it. */
export const canSeeExtra = (actor: Actor, organization: { id: string }) => canEditOrganization(actor, organization)

/** A file can say anything of anybody. */
export const canImport = (actor: Actor) => actor.coordinates

/** What changed may be looked at by whoever could have seen it at the time: what is public now was perhaps typed in private. */
export const couldSee = (actor: Actor, visibility: string, mayEdit: boolean) =>
  visibility === 'public' || (visibility === 'region' && actor.member) || mayEdit

/** An organization has ended from the first day on which that may have been; nothing else ends with it. */
export function hasEnded({ ended }: { ended: string | null }, today: string): boolean {
  const date = partialDate(ended ?? '')
  return date.ok && (date.first ?? date.last ?? today) <= today
}

/** The day a year before; a 29th of February compares like any other day. */
const aYearBefore = (day: string) => `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`

/** What is known of an organization, as the next question is chosen from it. */
interface Known {
  mission: string
  phone: string
  email: string
  website: string | null
  audiences: string[]
  roles: string[]
  skills: string[]
  serviceCounties: string[]
  serviceArea: string
  places: unknown[]
  blurb50: string
  languages: string[]
  ended: string | null
  checkedOn: string | null
  createdAt: Date
}

/** Fields that somebody may be asked for, the most useful first, and when each of them lacks. */
const QUESTIONS: [field: string, lacks: (one: Known, people: number, today: string) => boolean][] = [
  ['mission', (one) => one.mission === ''],
  ['phone', (one, people) => one.phone === '' && one.email === '' && people === 0],
  ['checkedOn', (one, _, today) => (one.checkedOn ?? one.createdAt.toISOString().slice(0, 10)) < aYearBefore(today)],
  ['audiences', (one) => one.audiences.length === 0],
  ['serviceCounties', (one) => one.serviceCounties.length === 0 && one.serviceArea === '' && one.places.length === 0],
  ['roles', (one) => one.roles.length === 0],
  ['skills', (one) => one.skills.length === 0],
  ['website', (one) => one.website === null],
  ['languages', (one) => one.languages.length === 0],
  ['blurb50', (one) => one.blurb50 === ''],
]

/** The one question whose answer helps most now, by its field; null when there is none, or nobody left to ask. */
export const nextQuestion = (one: Known, people: number, today: string): string | null =>
  hasEnded(one, today) ? null : (QUESTIONS.find(([, lacks]) => lacks(one, people, today))?.[0] ?? null)
