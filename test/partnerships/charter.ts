import { expect } from 'vitest'
import { answerLink, askParty } from '../../src/partnerships/charter/asking-changes.ts'
import { findAsking } from '../../src/partnerships/charter/askings.ts'
import { keepLook } from '../../src/partnerships/charter/looks.ts'
import { keepRevision } from '../../src/partnerships/charter/revisions.ts'
import { createPerson } from '../../src/account/persons.ts'
import { addPosition } from '../../src/account/positions.ts'
import { getPartnership } from '../../src/partnerships/partnerships.ts'
import type { Visibility } from '../../src/platform/records.ts'
import type { Call } from '../api-calls.ts'
import type { Making, Target } from '../targets.ts'
import type { CaseMakers } from '../verb-cases.ts'
import type { World } from '../world.ts'

const one = '/:region/partnerships/:partnership'
const parties = `${one}/parties`

const api = '/{region}/partnerships/{id}'
const FORM = 'a form; what it is filled with is read with the record, and what it sends has its own line'

const LIVE = 'what a browser tells while several type; programs write whole texts'

/** What programs have for each page of a charter. */
export const charterPairs: Record<string, string[] | string> = {
  'GET /:region/partnerships/new': [`get /{region}/organizations/{id}/partnership-draft`],
  'POST /:region/partnerships/new': [`post /{region}/partnerships`],
  [`GET ${one}/charter`]: [`get ${api}/charter`],
  [`GET ${one}/charter/revisions`]: [`get ${api}/charter/revisions`],
  [`POST ${one}/charter/revisions`]: [`post ${api}/charter/revisions`],
  [`GET ${one}/charter/revisions/:number`]: [`get ${api}/charter/revisions/{number}`],
  [`GET ${one}/charter/differences`]: [`get ${api}/charter/differences`],
  [`POST ${one}/charter/looks`]: [`post ${api}/charter/looks`],
  [`GET ${one}/charter/start`]: [`get ${api}/charter`],
  [`GET ${one}/charter/start/partners`]: FORM,
  [`GET ${one}/charter/start/:question`]: FORM,
  [`POST ${one}/charter/start/:question`]: [`patch ${api}/charter`],
  [`GET ${one}/charter/start/:question/:party`]: FORM,
  [`POST ${one}/charter/start/:question/:party`]: [`patch ${api}/parties/{party}`],
  [`GET ${one}/charter/texts/:question`]: LIVE,
  [`POST ${one}/charter/texts/:question`]: LIVE,
  [`GET ${one}/charter/texts/:question/:party`]: LIVE,
  [`POST ${one}/charter/texts/:question/:party`]: LIVE,
  [`POST ${parties}`]: [`post ${api}/parties`],
  [`GET ${parties}/:party/departure`]: FORM,
  [`POST ${parties}/:party/departure`]: [`post ${api}/parties/{party}/departure`],
  [`POST ${parties}/:party/askings`]: [`post ${api}/parties/{party}/askings`],
  [`POST ${parties}/:party/reminders`]: [`post ${api}/parties/{party}/reminders`],
  [`POST ${parties}/:party/revocation`]: [`post ${api}/parties/{party}/revocation`],
  [`GET ${one}/end`]: FORM,
  [`POST ${one}/end`]: [`post ${api}/end`],
}

/** How each verb of a charter is done. */
export const charterCases = ({ through }: CaseMakers) => ({
  'partnership.charter-kept': through(`POST ${one}/charter/revisions`),
  'partnership.charter-changed': through(`POST ${one}/charter/start/:question`),
  'partnership.party-changed': through(`POST ${one}/charter/start/:question/:party`),
  'partnership.joined': through(`POST ${parties}`),
  'partnership.left': through(`POST ${parties}/:party/departure`),
  'partnership.ended': through(`POST ${one}/end`),
  'partnership.party-asked': through(`POST ${parties}/:party/askings`),
  'partnership.party-reminded': through(`POST ${parties}/:party/reminders`),
  'partnership.party-revoked': through(`POST ${parties}/:party/revocation`),
  'partnership.party-answered': through('POST /:region/l/:token', {
    at: (w) => w.aTarget('partyLink', 'public'),
    form: () => ({ do: 'send', missionLink: 'It is our business.' }),
  }),
})

type Make = (made: Making, visibility: Visibility) => Promise<Target>

/** What of charters an address can name, made of a partnership. */
export const charterMakers = (aPartnership: Make) => {
  const keptCharter: Make = async (made, visibility) => {
    const target = await aPartnership(made, visibility)
    await keepRevision(made.db, made.region.system, target, made.clock())
    return { ...target, more: { ...target.more, number: '1' } }
  }
  const charterQuestion: Make = async (made, visibility) => {
    const target = await aPartnership(made, visibility)
    const { party: _party, ...more } = target.more
    return { ...target, more: { ...more, question: 'purpose' } }
  }
  const partyQuestion: Make = async (made, visibility) => {
    const target = await aPartnership(made, visibility)
    return { ...target, more: { ...target.more, question: 'mission-link' } }
  }
  const partnershipWithContact: Make = async (made, visibility) => {
    const target = await aPartnership(made, visibility)
    const { db, region } = made
    const email = `contact-${target.id.slice(-12)}@riverbend.example`
    const { id } = await createPerson(db, region.system, { name: 'The contact', email }, made.clock())
    const position = { organization: made.ground.anchor.id, title: 'Colleague', since: '2020', until: '' }
    await addPosition(db, region.system, { id }, position, made.clock())
    await db
      .updateTable('parties')
      .set({ contact_id: id })
      .where('region_id', '=', region.id)
      .where('id', '=', target.more['party']!)
      .execute()
    return target
  }
  const askedParty: Make = async (made, visibility) => {
    const target = await partnershipWithContact(made, visibility)
    const { db, region } = made
    const partnership = await getPartnership(db, region.system, target.id)
    const party = partnership.parties.find(({ id }) => id === target.more['party'])!
    const asking = await askParty(db, region.system, partnership, party, region.timeZone, made.clock())
    // So long ago that they may be reminded.
    await db
      .updateTable('party_askings')
      .set({ asked_at: new Date(made.clock().at.getTime() - 3 * 86_400_000) })
      .where('region_id', '=', region.id)
      .where('id', '=', asking)
      .execute()
    return { ...target, more: { ...target.more, asking } }
  }
  const partyLink = async (made: Making): Promise<Target> => {
    const target = await askedParty(made, 'public')
    const asking = (await findAsking(made.db, made.region.system, target.more['asking']!))!
    const token = await answerLink(made.db, made.region.id, asking, made.region.timeZone, made.clock())
    return { id: token, slug: token, region: made.region.slug, more: {} }
  }
  return { keptCharter, charterQuestion, partyQuestion, partnershipWithContact, askedParty, partyLink }
}

const v = '/api/v1/{region}/partnerships/{id}'

/** A charter is written, kept and compared; a partner is asked, another one joins and leaves, and all of it ends. */
export async function callCharter(go: Call, at: { id: unknown }, contact: string, joining: string, wait: () => void) {
  const charter = `${v}/charter`
  const draft = await go(charter, 'get', at)
  expect(draft).toMatchObject({ state: 'draft', charter: { name: 'By a client' } })
  expect(await go(`${charter}/revisions`, 'post', at)).toMatchObject({ number: 1 })
  expect(await go(`${charter}/revisions`, 'get', at)).toMatchObject({ items: [{ number: 1, changes: null }] })
  expect(await go(`${charter}/revisions/{number}`, 'get', { ...at, number: 1 })).toMatchObject({ number: 1 })
  expect(await go(charter, 'patch', at, { since: '2026', purpose: 'To try' })).toMatchObject({
    charter: { purpose: 'To try', period: '2026/..' },
  })
  const proposed = await go('/api/v1/{region}/organizations/{id}/partnership-draft', 'get', { id: joining })
  expect(proposed).toMatchObject({ parties: [{ organization: joining }] })
  const differences = await go(`${charter}/differences`, 'get', { ...at, from: '1', to: 'draft' })
  expect(differences).toMatchObject({ material: true, differences: [{ field: 'purpose' }, { field: 'period' }] })
  expect(await go(`${charter}/looks`, 'post', at)).toMatchObject({ state: 'draft' })
  const [first] = (draft['charter'] as { parties: { id: string }[] }).parties
  const of = { ...at, party: first!.id }
  const commitments = [{ kind: 'hours', amount: 40, what: 'A desk' }]
  expect(await go(`${v}/parties/{party}`, 'patch', of, { contact, commitments })).toMatchObject({
    charter: { parties: [{ contact: { id: contact }, commitments }, {}] },
  })
  await go(`${v}/parties/{party}/askings`, 'post', of)
  wait()
  for (const what of ['reminders', 'revocation']) await go(`${v}/parties/{party}/${what}`, 'post', of)
  const joined = await go(`${v}/parties`, 'post', at, { organization: joining })
  const last = (joined['charter'] as { parties: { id: string }[] }).parties.at(-1)!
  const left = await go(`${v}/parties/{party}/departure`, 'post', { ...at, party: last.id }, { day: '2026-01-31' })
  expect(left).toMatchObject({ party: last.id, leftOn: '2026-01-31' })
  expect(await go(`${v}/end`, 'post', at, { day: '2026-02-28' })).toMatchObject({
    charter: { period: '2026/2026-02-28' },
  })
  await go(charter, 'patch', at, { until: '' })
}

/** Something nasty in each text of a charter that is kept, looked at, and asked for. */
export async function stingCharter(
  w: World,
  of: { partnership: string; party: string; person: string },
  nasty: { sting: () => string; long: string },
) {
  const { db, ours } = w
  const moment = w.clock()
  await keepRevision(db, ours.system, { id: of.partnership }, moment, nasty.sting())
  const coordinator = w.people.coordinator.actor
  await keepLook(db, coordinator, await getPartnership(db, coordinator, of.partnership), moment)
  const asking = w.clock().id()
  await db
    .insertInto('records')
    .values({
      region_id: ours.id,
      id: asking,
      kind: 'party-asking',
      visibility: 'circle',
      lang: 'en',
      created_at: moment.at,
    })
    .execute()
  await db
    .insertInto('party_askings')
    .values({
      region_id: ours.id,
      id: asking,
      partnership_id: of.partnership,
      party_id: of.party,
      person_id: of.person,
      asked_at: moment.at,
      until_day: '2099-01-01',
      draft: JSON.stringify({ missionLink: nasty.sting() }),
      answered_at: moment.at,
      word: nasty.long.slice(0, 900),
    })
    .execute()
  await db
    .updateTable('partnerships')
    .set({ ended_why: nasty.sting() })
    .where('region_id', '=', ours.id)
    .where('id', '=', of.partnership)
    .execute()
}
