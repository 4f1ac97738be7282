import { BOOKING_MAKERS } from './booking-targets.ts'
import { getComment, removeComment, writeComment } from '../../src/journal/comments.ts'
import { spokenOf } from '../../src/partnerships/comments/partnership-comments.ts'
import { giveConsent } from '../../src/account/consents.ts'
import { addPosition } from '../../src/account/positions.ts'
import { askWeekly } from '../../src/partnerships/hours/hour-changes.ts'
import { charterMakers } from './charter.ts'
import { createPerson } from '../../src/account/persons.ts'
import { makeHandover } from '../../src/partnerships/handovers/handovers.ts'
import { createPartnership, removePartnership } from '../../src/partnerships/partnership-changes.ts'
import { getPartnership } from '../../src/partnerships/partnerships.ts'
import type { Visibility } from '../../src/platform/records.ts'
import { signOffMakers } from './sign-offs.ts'
import type { Making, Target } from '../targets.ts'
import { GRANT_MAKERS } from './grants.ts'
import { LEDGER_MAKERS } from './ledgers.ts'
import { pulseMakers } from './pulse.ts'
import { documentMakers } from './documents.ts'
import { goalMakers } from './goals.ts'
import { roleMakers } from './roles.ts'

let count = 0

/** Something that one of its partners said about a partnership. */
async function aComment(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aPartnershipOf(made, visibility)
  const { db, region } = made
  const partnership = await getPartnership(db, region.system, target.id)
  const said = { body: 'Why not sooner?', section: 'mission', lang: 'en' as const, for: null }
  const id = await writeComment(db, region.system, spokenOf(partnership), said, made.clock())
  return { ...target, more: { ...target.more, comment: id } }
}

async function removedComment(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aComment(made, visibility)
  const comment = await getComment(made.db, made.region.system, target.more['comment']!)
  await removeComment(made.db, made.region.system, comment, made.clock())
  return target
}

/** A partnership of an organization that `inside` and `leader` speak for, and of another one. */
async function aPartnershipOf(made: Making, visibility: Visibility): Promise<Target> {
  const other = await made.anOrganization(made.region, { name: `Partner ${(count += 1)}` })
  const parties = [{ organization: made.ground.anchor.id }, { organization: other.id }]
  const given = { name: `Partnership ${count}`, mission: 'To work together.', parties, visibility }
  const { id, slug } = await createPartnership(made.db, made.region.system, given, made.clock())
  const whole = await getPartnership(made.db, made.region.system, id)
  const party = whole.parties.find((one) => one.organization.id === made.ground.anchor.id)!
  const organization = made.ground.anchor.slug
  const colleague = await aColleague(made)
  const more = { partnership: slug, party: party.id, other: other.id, organization, colleague }
  return { id, slug, region: made.region.slug, more }
}

/** Somebody who works at the organization that is spoken for, and is named to the members. */
async function aColleague(made: Making): Promise<string> {
  const named = { name: `Colleague ${(count += 1)}`, email: `colleague-${count}@riverbend.example` }
  const { id } = await createPerson(made.db, made.region.system, named, made.clock())
  const consent = { how: 'in writing', visibility: 'region' as const, givenAt: made.time.now }
  await giveConsent(made.db, made.region.system, { id, version: 1 }, consent, made.clock())
  const position = { organization: made.ground.anchor.id, title: 'Librarian', since: '2020', until: '' }
  await addPosition(made.db, made.region.system, { id }, position, made.clock())
  return id
}

/** Somebody who is asked each week for their hours. */
async function anHoursAsking(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aPartnershipOf(made, visibility)
  const { db, region } = made
  const partnership = await getPartnership(db, region.system, target.id)
  const party = partnership.parties.find((one) => one.organization.id === made.ground.anchor.id)!
  const asked = { personId: target.more['colleague']!, pool: '' }
  const zone = { id: region.id, timeZone: 'America/New_York' }
  const asking = await askWeekly(db, region.system, zone, { partnership, party }, asked, made.clock())
  return { ...target, more: { ...target.more, asking } }
}

async function removedPartnership(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aPartnershipOf(made, visibility)
  const { db, region } = made
  await removePartnership(db, region.system, await getPartnership(db, region.system, target.id), made.clock())
  return target
}

/** What the contact of a partner held was handed over. */
async function aHandover(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aPartnershipOf(made, visibility)
  const organizationId = made.ground.anchor.id
  const { id: personId } = await createPerson(
    made.db,
    made.region.system,
    { name: `Leaver ${(count += 1)}` },
    made.clock(),
  )
  const decided = { personId, organizationId, lastDay: '2030-06-30', ends: false, memo: 'Ask Kim.', farewell: '' }
  const said = { ...decided, title: 'Anchor', lang: 'en' as const, takers: new Map<string, string>() }
  const handover = await makeHandover(made.db, made.region.system, made.region, [], said, made.clock())
  return {
    ...target,
    id: organizationId,
    slug: made.ground.anchor.slug,
    more: { ...target.more, handover, person: personId },
  }
}

/** What of partnerships an address or a form can name. */
export const PARTNERSHIP_MAKERS = {
  partnership: aPartnershipOf,
  removedPartnership,
  ...LEDGER_MAKERS,
  ...GRANT_MAKERS,
  comment: aComment,
  removedComment,
  ...goalMakers(aPartnershipOf),
  ...charterMakers(aPartnershipOf),
  handover: aHandover,
  ...roleMakers(aPartnershipOf),
  ...documentMakers(aPartnershipOf),
  hoursAsking: anHoursAsking,
  ...BOOKING_MAKERS,
  ...pulseMakers(aPartnershipOf),
  ...signOffMakers(aPartnershipOf),
}
