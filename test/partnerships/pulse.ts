import { expect } from 'vitest'
import { createPerson } from '../../src/account/persons.ts'
import { getPartnership } from '../../src/partnerships/partnerships.ts'
import { findAsking, takeAnswer } from '../../src/partnerships/pulse/answers.ts'
import { pulseForm } from '../../src/partnerships/pulse/forms.ts'
import { usualItems } from '../../src/partnerships/pulse/instruments.ts'
import { beginPulse } from '../../src/partnerships/pulse/pulse-changes.ts'
import { getPulse } from '../../src/partnerships/pulse/pulses.ts'
import { seedPulses } from '../../src/partnerships/pulse/seed.ts'
import { dayIn } from '../../src/platform/days.ts'
import { makeLink } from '../../src/platform/links.ts'
import { randomId } from '../../src/platform/moment.ts'
import type { Visibility } from '../../src/platform/records.ts'
import type { Call } from '../api-calls.ts'
import type { Making, Target } from '../targets.ts'
import type { CaseMakers } from '../verb-cases.ts'
import type { World } from '../world.ts'

const list = '/{region}/partnerships'
const page = '/:region/partnerships/:partnership'

/** The routes of the pulse with what programs have for them. */
export const pulsePairs: Record<string, string[] | string> = {
  [`GET ${page}/pulse`]: [`get ${list}/{id}/pulses`, `get ${list}/{id}/pulses/{pulse}`],
  [`GET ${page}/pulse/new`]: 'a form; whom it proposes is asked where nobody is named',
  [`POST ${page}/pulse/new`]: [`post ${list}/{id}/pulses`],
  [`POST ${page}/pulse/:pulse/reminders`]: [`post ${list}/{id}/pulses/{pulse}/reminders`],
  [`POST ${page}/pulse/:pulse/closing`]: [`post ${list}/{id}/pulses/{pulse}/closing`],
}

type OfPartnership = (made: Making, visibility: Visibility) => Promise<Target>
let count = 0

/** Makes of a partnership one whose people can be asked how it goes (`asked` is one of them), and one in which a round is open. */
export function pulseMakers(aPartnership: OfPartnership) {
  const askablePartnership: OfPartnership = async (made, visibility) => {
    const target = await aPartnership(made, visibility)
    const email = `asked-${(count += 1)}@riverbend.example`
    const { id } = await createPerson(made.db, made.region.system, { name: 'Asked', email }, made.clock())
    await made.db.updateTable('parties').set({ contact_id: id }).where('id', '=', target.more['party']!).execute()
    return { ...target, more: { ...target.more, asked: id } }
  }
  const openPulse: OfPartnership = async (made, visibility) => {
    const target = await askablePartnership(made, visibility)
    const { db, region } = made
    const until = dayIn(region.timeZone, new Date(made.time.now.getTime() + 7 * 86_400_000))
    const input = pulseForm.parse({ until, people: target.more['asked'] })
    const partnership = await getPartnership(db, region.system, target.id)
    const pulse = await beginPulse(db, region.system, region, partnership, input, made.clock())
    return { ...target, more: { ...target.more, pulse } }
  }
  const pulseLink = async (made: Making): Promise<Target> => {
    const { id, more } = await openPulse(made, 'public')
    const token = await linkOf(made, more['pulse']!, more['asked']!)
    return { id: token, slug: token, region: made.region.slug, more: { ...more, partnership: id } }
  }
  return { askablePartnership, openPulse, pulseLink }
}

/** The link of somebody who is asked. */
const linkOf = ({ db, region, clock }: Pick<Making, 'db' | 'region' | 'clock'>, recordId: string, personId: string) =>
  makeLink(db, { regionId: region.id, purpose: 'pulse', recordId, personId, days: 7, uses: 1000 }, clock())

/** How each verb of the pulse is done. */
export const pulseCases = ({ through, directly }: CaseMakers) => ({
  'pulse.begun': through(`POST ${page}/pulse/new`),
  'pulse.reminded': through(`POST ${page}/pulse/:pulse/reminders`),
  'pulse.closed': through(`POST ${page}/pulse/:pulse/closing`),
  'pulse.answered': directly(
    async (w) => {
      const { id, more }: Target = await w.aTarget('openPulse', 'public')
      const pulse = await getPulse(w.db, w.ours.system, id, more['pulse']!)
      return { pulse, asking: (await findAsking(w.db, w.ours.id, pulse.id, more['asked']!))! }
    },
    (db, { pulse, asking }, w) => {
      const answer = { factors: { mission: 3 }, sides: {}, sentences: {} }
      return takeAnswer(db, w.ours.system, w.ours, pulse, asking, answer, w.clock())
    },
  ),
})

/** The pulse of a partnership through the API: begun, reminded of, closed and read. */
export async function callPulses(go: Call, at: object, asked: { people: string[]; until: string }) {
  const pulses = `/api/v1${list}/{id}/pulses`
  const begun = await go(pulses, 'post', at, asked)
  const one = { ...at, pulse: begun['id'] }
  expect(await go(pulses, 'get', at)).toMatchObject({ total: 1 })
  await go(`${pulses}/{pulse}/reminders`, 'post', one)
  expect(await go(`${pulses}/{pulse}`, 'get', one)).toMatchObject({ closedOn: null, results: [] })
  expect(await go(`${pulses}/{pulse}/closing`, 'post', one)).toMatchObject({ answered: 0 })
}

/** A round of a partnership that is over, and one that is open and answered; each with something nasty in its words. */
export async function stingPulses(
  w: World,
  stung: Map<string, Target>,
  target: Target,
  { sting, long }: { sting: () => string; long: string },
) {
  const { parties, circleId } = await getPartnership(w.db, w.ours.system, target.id)
  const sides = parties.map((party) => party.organization.id)
  const personId = w.people.inside.actor.personId!
  const answers = [
    { organizationId: sides[0]!, answer: { factors: { mission: 3 }, sides: {}, sentences: { mission: sting() } } },
  ]
  const asked = [{ organizationId: sides[0]!, personId }]
  const round = { begunOn: '2026-01-01', until: '2099-01-20', message: sting(), asked }
  const of = { id: target.id, circleId, sides }
  const rounds = [
    { ...round, closedOn: '2026-01-20', answers },
    { ...round, closedOn: null, answers: [] },
  ]
  const [over, open] = await w.db.transaction().execute((trx) => seedPulses(trx, w.ours.system, of, rounds, w.clock()))
  const items = usualItems().map((item) => ({ ...item, words: sting() }))
  await w.db
    .updateTable('pulses')
    .set({ items: JSON.stringify(items) })
    .execute()
  const sentence = { region_id: w.ours.id, id: randomId(w.clock()), pulse_id: over!, item: 'mission' }
  await w.db
    .insertInto('pulse_sentences')
    .values({ ...sentence, text: long.slice(0, 390) })
    .execute()
  const token = await linkOf({ ...w, region: w.ours }, open!, personId)
  const form = { mission: '3', 'words-mission': long.slice(0, 390) }
  for (const step of ['save', 'send'])
    if ((await w.as(null).post(`/riverbend/l/${token}`, { ...form, do: step })).status !== 200)
      throw new Error('the form fell')
  const pulse = { ...target, more: { ...target.more, pulse: open!, asked: personId } }
  stung.set('openPulse', pulse)
  stung.set('askablePartnership', pulse)
}
