import { giveConsent } from '../src/account/consents.ts'
import { makeKey } from '../src/account/api-keys.ts'
import { addPosition } from '../src/account/positions.ts'
import { lendMandate } from '../src/account/delegations.ts'
import { createPerson, getPerson, removePerson } from '../src/account/persons.ts'
import { reportOf } from '../src/directory/import-fates.ts'
import { mappedColumns, openSource } from '../src/directory/import-sources.ts'
import { rooms } from '../src/app.tsx'
import { getContact, logContact, removeContact } from '../src/directory/contacts.ts'
import { addListing, changeListing, removeListing } from '../src/directory/listing-changes.ts'
import { listingForms } from '../src/directory/listing-forms.ts'
import { LISTING_KINDS, type ListingKind } from '../src/directory/listing-kinds.ts'
import { asListingInput, getListing } from '../src/directory/listings.ts'
import { proposeDuplicates } from '../src/directory/duplicates.ts'
import { mergeTwo } from '../src/directory/merges.ts'
import { LOGO_BOX, setLogo } from '../src/directory/logos.ts'
import { keepUpload, type Outlook } from '../src/directory/uploads.ts'
import { changeOrganization, removeOrganization } from '../src/directory/organization-changes.ts'
import { asInput, getOrganization } from '../src/directory/organizations.ts'
import { getWebhook, makeWebhook, testWebhook } from '../src/journal/webhooks.ts'
import { codeOf } from '../src/network/convening/codes.ts'
import { readLines } from '../src/network/convening/line-lists.ts'
import { addTie } from '../src/network/convening/lines.ts'
import { closeMeeting, getMeeting, openMeeting } from '../src/network/convening/meetings.ts'
import { findPhone, joinMeeting } from '../src/network/convening/participants.ts'
import { meetingForm } from '../src/network/convening/forms.ts'
import { changeForm } from '../src/network/forms.ts'
import { takeSnapshot } from '../src/network/growth/snapshots.ts'
import { pinOnMap } from '../src/network/map/map-layouts.ts'
import { takeAnswer } from '../src/network/snowball/answers.ts'
import { answerLink, askOrganizations } from '../src/network/snowball/asking-changes.ts'
import { getAsking } from '../src/network/snowball/askings.ts'
import { roundForm } from '../src/network/snowball/forms.ts'
import { beginRound } from '../src/network/snowball/round-changes.ts'
import { getRound } from '../src/network/snowball/rounds.ts'
import { removeTie } from '../src/network/tie-changes.ts'
import { type TieOrigin, proposeTie } from '../src/network/tie-proposals.ts'
import { asDetails, changeTie } from '../src/network/tie-changes.ts'
import { getTie } from '../src/network/ties.ts'
import { circleMembers } from '../src/platform/records.ts'
import type { MandateKind } from '../src/platform/actor.ts'
import { paintAnew } from '../src/platform/images.ts'
import { makeLink } from '../src/platform/links.ts'
import type { Visibility } from '../src/platform/records.ts'
import { PARTNERSHIP_MAKERS } from './partnerships/targets.ts'
import { assetPath } from '../src/ui/assets.ts'
import { type Moment, momentAt } from '../src/platform/moment.ts'
import type { Someone } from './house.ts'
import { nextWeek } from './days.ts'
import type { Ground, House, Region, Who } from './world.ts'

/** What an address or a form can name. */
export interface Target {
  id: string
  slug: string
  /** The region it belongs to, by its slug. */
  region: string
  /** Other ids on the way to it, or in its forms. */
  more: Record<string, string>
}

/** Gives somebody a mandate from long ago on. */
export const mandate = (made: House, region: Region, who: Someone, what: MandateKind, organization: string | null) =>
  made.db
    .insertInto('mandates')
    .values({
      region_id: region.id,
      id: made.clock().id(),
      person_id: who.actor.personId!,
      organization_id: organization,
      what,
      from_day: '2000-01-01',
      given_at: made.time.now,
    })
    .execute()

export type Making = House & { people: Record<Who | 'both', Someone>; region: Region; ground: Ground }
let count = 0

async function anOrganizationOf(made: Making, visibility: Visibility): Promise<Target> {
  const organization = await made.anOrganization(made.region, { name: `Organization ${(count += 1)}`, visibility })
  if (made.region.slug === 'riverbend') {
    await mandate(made, made.region, made.people.inside, 'speak', organization.id)
    await mandate(made, made.region, made.people.leader, 'speak', organization.id)
    await mandate(made, made.region, made.people.leader, 'sign', organization.id)
  }
  return { ...organization, region: made.region.slug, more: {} }
}

const aTie = (made: Making, visibility: Visibility) => aTieAt(made, visibility, made.clock())

/** A tie that its side told of so long ago that it has faded. */
const fadedTie = (made: Making, visibility: Visibility) =>
  aTieAt(made, visibility, momentAt(new Date(made.time.now.getTime() - 400 * 86_400_000)), { by: 'side' })

async function aTieAt(made: Making, visibility: Visibility, moment: Moment, origin: TieOrigin = {}): Promise<Target> {
  const other = await made.anOrganization(made.region, { name: `Organization ${(count += 1)}` })
  const given = {
    organization: made.ground.anchor.id,
    other: other.id,
    kind: 'works-together',
    direction: 'forward' as const,
  }
  const { id } = await proposeTie(
    made.db,
    made.region.system,
    { ...changeForm.parse({ visibility }), ...given },
    moment,
    origin,
  )
  return { id, slug: id, region: made.region.slug, more: { other: other.id, side: made.ground.anchor.id } }
}

async function aPerson(made: Making, visibility: Visibility): Promise<Target> {
  const number = (count += 1)
  const named = { name: `Person ${number}`, email: `person-${number}@riverbend.example` }
  const { id } = await createPerson(made.db, made.region.system, named, made.clock())
  if (visibility !== 'circle') {
    const consent = { how: 'in writing', visibility, givenAt: made.time.now }
    await giveConsent(made.db, made.region.system, { id, version: 1 }, consent, made.clock())
  }
  return { id, slug: id, region: made.region.slug, more: { email: named.email } }
}

async function aPosition(made: Making, visibility: Visibility): Promise<Target> {
  const person = await aPerson(made, visibility)
  const input = { organization: made.ground.other.id, title: 'Librarian', since: '2020', until: '' }
  const position = await addPosition(made.db, made.region.system, person, input, made.clock())
  return { ...person, more: { ...person.more, position } }
}

async function aMemberOf(made: Making): Promise<Target> {
  const member = await made.aMember(made.region, 'viewer')
  const id = member.actor.personId!
  return { id, slug: id, region: made.region.slug, more: { email: member.email! } }
}

async function removedOrganization(made: Making, visibility: Visibility): Promise<Target> {
  const target = await anOrganizationOf(made, visibility)
  await removeOrganization(made.db, made.region.system, target, made.clock())
  return target
}

/** A quarter of which the network is kept. */
async function quarter(made: Making): Promise<Target> {
  const day = '2026-09-30'
  await takeSnapshot(made.db, made.region.id, day, made.clock())
  return { id: day, slug: day, region: made.region.slug, more: { day } }
}

/** An organization that a coordinator put elsewhere on the map. */
async function pinned(made: Making, visibility: Visibility): Promise<Target> {
  const target = await anOrganizationOf(made, visibility)
  await pinOnMap(made.db, made.region.system, target, { organization: target.id, x: 0.25, y: 0.75 }, made.clock())
  return { ...target, more: { organization: target.id } }
}

async function removedTie(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aTie(made, visibility)
  const tie = await getTie(made.db, made.region.system, target.id)
  await removeTie(made.db, made.region.system, tie, made.clock())
  return target
}

async function removedPerson(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aPerson(made, visibility)
  const person = await getPerson(made.db, made.region.system, target.id)
  await removePerson(made.db, made.region.system, made.region, person, made.clock())
  return target
}

async function anUnsubscription(made: Making): Promise<Target> {
  const personId = made.people.viewer.actor.personId!
  const link = { regionId: made.region.id, purpose: 'unsubscribe' as const, personId, days: 2, uses: 100 }
  const mine = made.region.slug === 'riverbend' ? link : { ...link, personId: (await aPerson(made, 'region')).id }
  const token = await makeLink(made.db, mine, made.clock())
  return { id: token, slug: token, region: made.region.slug, more: {} }
}

async function aRegionWithout(made: Making): Promise<Target> {
  const region = await made.aRegion(`new-${(count += 1)}`)
  return { id: region.id, slug: region.slug, region: region.slug, more: { email: `first-${count}@riverbend.example` } }
}

/** An organization that was changed, and the entry that says so. */
async function aChange(made: Making, visibility: Visibility): Promise<Target> {
  const target = await anOrganizationOf(made, visibility)
  const before = await getOrganization(made.db, made.region.system, target.id)
  const after = { ...asInput(before), mission: 'A new mission' }
  await changeOrganization(made.db, made.region.system, before, after, made.clock())
  const entry = await made.db
    .selectFrom('journal')
    .select('id')
    .where('region_id', '=', made.region.id)
    .where('record_id', '=', target.id)
    .where('verb', '=', 'organization.changed')
    .executeTakeFirstOrThrow()
  return { ...target, more: { entry: entry.id } }
}

/** A picture of one pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64')

/** An organization with a logo. */
async function aLogo(made: Making, visibility: Visibility): Promise<Target> {
  const target = await anOrganizationOf(made, visibility)
  const picture = (await paintAnew(PIXEL, LOGO_BOX))!
  await setLogo(made.db, made.region.system, target, picture, made.clock())
  return target
}

/** A listing of the organization that is spoken for. */
const aListing =
  (kind: ListingKind, more: Record<string, string> = {}) =>
  async (made: Making, visibility: Visibility): Promise<Target> => {
    const facts = { name: `Listing ${(count += 1)}`, kind: 'other', ...more }
    const input = listingForms[kind].parse({ ...facts, organizations: [made.ground.anchor.id], visibility })
    const { id, slug } = await addListing(made.db, made.region.system, kind, input, made.clock())
    return { id, slug: slug ?? id, region: made.region.slug, more: {} }
  }

/** A service at a place. */
const aPlacedService: Maker = async (made, visibility) => {
  const place = await aListing('place')(made, 'public')
  return aListing('service', { place: place.id })(made, visibility)
}

/** One that was changed, and the entry that says so. */
const aListingChange =
  (kind: ListingKind) =>
  async (made: Making, visibility: Visibility): Promise<Target> => {
    const target = await aListing(kind)(made, visibility)
    const before = await getListing(made.db, made.region.system, kind, target.id)
    const after = { ...asListingInput(before), website: 'https://changed.example' }
    await changeListing(made.db, made.region.system, before, after, made.clock())
    const { id } = await made.db
      .selectFrom('journal')
      .select('id')
      .where('region_id', '=', made.region.id)
      .where('record_id', '=', target.id)
      .where('verb', '=', `${kind}.changed`)
      .executeTakeFirstOrThrow()
    return { ...target, more: { entry: id } }
  }

/** A tie that was changed, and the entry that says so. */
async function aTieChange(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aTie(made, visibility)
  const tie = await getTie(made.db, made.region.system, target.id)
  const circle = await circleMembers(made.db, made.region.id, tie.circleId)
  const after = { ...asDetails(tie, made.region.system, circle), note: 'Changed' }
  await changeTie(made.db, made.region.system, tie, after, made.clock())
  const { id } = await made.db
    .selectFrom('journal')
    .select('id')
    .where('region_id', '=', made.region.id)
    .where('record_id', '=', target.id)
    .where('verb', '=', 'tie.changed')
    .executeTakeFirstOrThrow()
  return { ...target, more: { ...target.more, entry: id } }
}

const removedListing =
  (kind: ListingKind) =>
  async (made: Making, visibility: Visibility): Promise<Target> => {
    const target = await aListing(kind)(made, visibility)
    const listing = await getListing(made.db, made.region.system, kind, target.id)
    await removeListing(made.db, made.region.system, listing, made.clock())
    return target
  }

/** A contact that the region's coordinator logged. */
async function aContact(made: Making, visibility: Visibility): Promise<Target> {
  const other = await made.anOrganization(made.region, { name: `Organization ${(count += 1)}`, visibility })
  const input = { with: other.id, by: null, spokeWith: 'Ana', day: '2020-01-01', how: 'phone' as const, about: 'Maps' }
  const id = await logContact(made.db, made.region.system, input, made.clock())
  return { id, slug: id, region: made.region.slug, more: {} }
}

async function removedContact(made: Making, visibility: Visibility): Promise<Target> {
  const target = await aContact(made, visibility)
  const contact = await getContact(made.db, made.region.system, target.id)
  await removeContact(made.db, made.region.system, contact, made.clock())
  return target
}

/** Two organizations of the same name, and the proposal to look at them. */
async function aSuspicion(made: Making, visibility: Visibility): Promise<Target> {
  const name = `Twice ${(count += 1)}`
  const first = await made.anOrganization(made.region, { name, visibility })
  const second = await made.anOrganization(made.region, { name, visibility })
  await proposeDuplicates(made.db, made.region.id, made.clock())
  const { id } = await made.db
    .selectFrom('proposals')
    .select('id')
    .where('region_id', '=', made.region.id)
    .where('key', '=', [first.id, second.id].toSorted().join(' '))
    .executeTakeFirstOrThrow()
  return { id, slug: id, region: made.region.slug, more: { first: first.id, second: second.id } }
}

/** Two organizations that became one. */
async function aMerge(made: Making, visibility: Visibility): Promise<Target> {
  const [kept, lost] = await Promise.all(
    [await anOrganizationOf(made, visibility), await anOrganizationOf(made, visibility)].map((one) =>
      getOrganization(made.db, made.region.system, one.id),
    ),
  )
  const pair = { kept: kept!, lost: lost! }
  const id = await mergeTwo(made.db, made.region.system, rooms, 'organization', pair, {}, made.clock())
  return { id, slug: id, region: made.region.slug, more: { kept: kept!.id } }
}

/** A member whom the others see. */
async function aBorrower(made: Making): Promise<Target> {
  const member = await made.aMember(made.region, 'viewer')
  const id = member.actor.personId!
  const consent = { how: 'in writing', visibility: 'region' as const, givenAt: made.time.now }
  await giveConsent(made.db, made.region.system, { id, version: 1 }, consent, made.clock())
  return { id, slug: id, region: made.region.slug, more: {} }
}

/** A mandate that one member lent to another. */
async function aDelegation(made: Making): Promise<Target> {
  const organization = made.ground.anchor.id
  const [lender, borrower] = [await made.aMember(made.region, 'representative', organization), await aBorrower(made)]
  const lent = { organization, person: borrower.id, what: 'speak' as const, from: '', until: nextWeek(made.time.now) }
  await lendMandate(made.db, lender.actor, made.region, lent, made.clock())
  const { id } = await made.db
    .selectFrom('mandates')
    .select('id')
    .where('delegated_by', '=', lender.actor.personId)
    .executeTakeFirstOrThrow()
  return { id, slug: id, region: made.region.slug, more: {} }
}

/** A round in which nobody is asked yet. */
async function aRound(made: Making): Promise<Target> {
  const input = roundForm.parse({ name: `Round ${(count += 1)}`, until: nextWeek(made.time.now) })
  const id = await beginRound(made.db, made.region.system, made.region, input, made.clock())
  return { id, slug: id, region: made.region.slug, more: { round: id } }
}

/** An organization that is asked in a round, without an address. */
async function anAsking(made: Making): Promise<Target> {
  const { id: roundId } = await aRound(made)
  const asked = await made.anOrganization(made.region, { name: `Asked ${(count += 1)}` })
  const round = await getRound(made.db, made.region.system, roundId)
  await askOrganizations(made.db, made.region.system, round, [{ organizationId: asked.id }], made.clock())
  const asking = await made.db
    .selectFrom('askings')
    .select('id')
    .where('round_id', '=', roundId)
    .executeTakeFirstOrThrow()
  return { id: asking.id, slug: asking.id, region: made.region.slug, more: { round: roundId, asking: asking.id } }
}

/** One that was asked by mail a while ago. */
async function aWaitingAsking(made: Making): Promise<Target> {
  const target = await anAsking(made)
  const person = await aPerson(made, 'circle')
  const asked = { person_id: person.id, asked_at: new Date(made.time.now.getTime() - 2 * 86_400_000) }
  await made.db.updateTable('askings').set(asked).where('id', '=', target.id).execute()
  return target
}

/** A line of an answer, and what was said of roles, that wait to be decided. */
async function aNaming(made: Making): Promise<Target> {
  const target = await anAsking(made)
  const { system } = made.region
  const round = await getRound(made.db, system, target.more['round']!)
  const asking = await getAsking(made.db, system, round.id, target.id)
  const other = await made.anOrganization(made.region, { name: `Named ${(count += 1)}` })
  const row = {
    name: 'Named',
    organizationId: other.id,
    kind: 'works-together',
    direction: 'forward' as const,
    strength: 3,
    verdict: 'confirms' as const,
    tieId: null,
  }
  const by = { actor: system, how: 'coordinator' as const, atOnce: false }
  const answer = { rows: [row], roles: { said: ['connecting-data-users'], shown: [] } }
  await takeAnswer(made.db, by, made.region, round, asking, answer, made.clock())
  const naming = await made.db
    .selectFrom('namings')
    .select('id')
    .where('asking_id', '=', asking.id)
    .executeTakeFirstOrThrow()
  return { ...target, more: { ...target.more, naming: naming.id } }
}

/** A link with which one who is asked answers. */
async function aSnowballLink(made: Making): Promise<Target> {
  const target = await anAsking(made)
  const round = await getRound(made.db, made.region.system, target.more['round']!)
  const to = { id: target.id, personId: null }
  const token = await answerLink(made.db, made.region.id, round, to, made.region.timeZone, made.clock())
  return { id: token, slug: token, region: made.region.slug, more: {} }
}

/** A key of somebody else. */
async function aKey(made: Making): Promise<Target> {
  const other = await made.aMember(made.region, 'viewer')
  const input = { region: made.region.id, name: 'A script', scope: 'read' as const, days: 30 }
  const { id } = await makeKey(made.db, other.actor, input, made.clock())
  return { id, slug: id, region: made.region.slug, more: {} }
}

/** A webhook with a delivery; to where nothing is sent, so that a try costs nothing. */
async function aWebhook(made: Making): Promise<Target> {
  const input = { address: 'https://127.0.0.1/in', nouns: [] }
  const webhook = await makeWebhook(made.db, made.region.system, input, made.clock())
  const one = await getWebhook(made.db, made.region.id, webhook)
  const delivery = await testWebhook(made.db, made.region.system, one, made.clock())
  return { id: webhook, slug: webhook, region: made.region.slug, more: { webhook, delivery } }
}

/** A file that was looked at and waits. */
async function anImport(made: Making, outlook: Outlook = { report: reportOf([]), problem: null }): Promise<Target> {
  const bytes = Buffer.from(`name,sector\nImported ${(count += 1)},library\n`)
  const opened = openSource('list.csv', bytes)
  if (!opened.ok) throw new Error('the list cannot be read')
  const upload = {
    kind: opened.source.kind,
    file: 'list.csv',
    lang: 'en' as const,
    bytes,
    rows: 1,
    columns: mappedColumns(opened.source),
    types: [],
  }
  const id = await keepUpload(made.db, made.region.system, { ...upload, ...outlook }, made.clock())
  return { id, slug: id, region: made.region.slug, more: {} }
}

/** A meeting with a phone that said a tie between two that are not here. */
async function aMeeting(made: Making): Promise<Target> {
  const { db, region } = made
  const { secret } = made.parts.config
  const input = meetingForm.parse({ title: `Meeting ${(count += 1)}` })
  const id = await openMeeting(db, region.system, secret, input, made.clock())
  const meeting = await getMeeting(db, region.id, id)
  const phone = (await findPhone(db, region.id, await joinMeeting(db, meeting, '', made.clock())))!
  const [from, to] = [`Named ${count}`, 'Named too'].map((name) => ({ name, organizationId: null }))
  const said = { from: from!, to: to!, kind: 'works-together', directed: false, strength: 3 }
  const tie = await addTie(db, phone, said, made.clock())
  const { lines } = await readLines(db, meeting, 0)
  const line = lines.find((one) => one.name === from!.name)!.id
  return { id, slug: id, region: region.slug, more: { meeting: id, code: codeOf(secret, meeting), line, tie } }
}

async function aClosedMeeting(made: Making): Promise<Target> {
  const target = await aMeeting(made)
  const meeting = await getMeeting(made.db, made.region.id, target.id)
  await closeMeeting(made.db, made.region.system, meeting, made.clock())
  return target
}

const fixed =
  (slug: string, more: Target['more'] = {}) =>
  (made: Making): Promise<Target> =>
    Promise.resolve({ id: slug, slug, region: made.region.slug, more })

type Maker = (made: Making, visibility: Visibility) => Promise<Target>

const listingMakers = <Ending extends string>(maker: (kind: ListingKind) => Maker, ending: Ending) =>
  Object.fromEntries(LISTING_KINDS.map((kind) => [`${kind}${ending}`, maker(kind)])) as Record<
    `${ListingKind}${Ending}`,
    Maker
  >

/** How a fresh thing of each kind is made. */
export const MAKERS = {
  organization: anOrganizationOf,
  tie: aTie,
  fadedTie,
  tieChange: aTieChange,
  person: aPerson,
  position: aPosition,
  member: aMemberOf,
  borrower: aBorrower,
  delegation: aDelegation,
  pinned,
  quarter,
  removedOrganization,
  removedTie,
  removedPerson,
  change: aChange,
  logo: aLogo,
  ...listingMakers(aListing, ''),
  ...listingMakers(aListingChange, 'Change'),
  ...listingMakers(removedListing, 'Removed'),
  placedService: aPlacedService,
  contact: aContact,
  removedContact,
  suspicion: aSuspicion,
  merge: aMerge,
  import: (made: Making) => anImport(made),
  longImport: (made: Making) => anImport(made, { report: null, problem: null }),
  webhook: aWebhook,
  key: aKey,
  meeting: (made: Making) => aMeeting(made),
  closedMeeting: (made: Making) => aClosedMeeting(made),
  link: anUnsubscription,
  round: aRound,
  asking: anAsking,
  waitingAsking: aWaitingAsking,
  naming: aNaming,
  ...PARTNERSHIP_MAKERS,
  snowballLink: aSnowballLink,
  regionWithout: aRegionWithout,
  region: (made: Making): Promise<Target> =>
    Promise.resolve({ id: made.region.id, slug: made.region.slug, region: made.region.slug, more: {} }),
  asset: fixed(assetPath('styles.css').replace('/assets/', '')),
  signInToken: fixed('x'.repeat(32)),
  list: fixed('sectors'),
  listItem: fixed('library'),
  role: fixed('assembling-data', { key: 'assembling-data' }),
  tieKind: fixed('works-together', { key: 'works-together' }),
}
export type TargetKind = keyof typeof MAKERS
