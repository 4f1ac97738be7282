import { expect } from 'vitest'
import { createPerson } from '../../src/account/persons.ts'
import { answerSignOff } from '../../src/partnerships/sign-offs/answers.ts'
import { askForSignOff } from '../../src/partnerships/sign-offs/asking-changes.ts'
import { sayCover } from '../../src/partnerships/sign-offs/covers.ts'
import { askingForm } from '../../src/partnerships/sign-offs/forms.ts'
import { listSignOffs } from '../../src/partnerships/sign-offs/sign-offs.ts'
import { tendSignOffs } from '../../src/partnerships/sign-offs/upkeeps.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { dayIn } from '../../src/platform/days.ts'
import { makeLink } from '../../src/platform/links.ts'
import type { Visibility } from '../../src/platform/records.ts'
import type { Call } from '../api-calls.ts'
import type { Making, Target } from '../targets.ts'
import type { CaseMakers } from '../verb-cases.ts'
import type { Region, World } from '../world.ts'

type Maker = (made: Making, visibility: Visibility) => Promise<Target>
type Inside = Pick<World, 'db' | 'clock'>

/** A day that leaders can be given until, counted from the clock of a test. */
export const untilDay = (now: Date) => new Date(now.getTime() + 14 * 86_400_000).toISOString().slice(0, 10)

/** What leaders were asked about a partnership, as it stands today. */
export const signOffsOf = ({ db, clock }: Inside, region: Region, id: string) =>
  listSignOffs(db, systemActor(region.id), id, dayIn(region.timeZone, clock().at))

/** A leader and a colleague of a region in which nobody else is. */
async function newPair(made: Making) {
  const anchor = made.ground.anchor.id
  const of = { region_id: made.region.id, organization_id: anchor, from_day: '2000-01-01', given_at: made.time.now }
  const ids: string[] = []
  for (const name of ['A leader', 'A deputy']) {
    const email = `${name.slice(2)}-${made.clock().id()}@lakeside.example`
    const { id } = await createPerson(made.db, made.region.system, { name, email }, made.clock())
    await made.db
      .insertInto('mandates')
      .values({ ...of, id: made.clock().id(), person_id: id, what: 'sign' })
      .execute()
    ids.push(id)
  }
  return { leader: ids[0]!, deputy: ids[1]!, anchor }
}

/** What leaders can be asked, given a partnership whose first partner `leader` signs for. */
export function signOffMakers(aPartnership: Maker) {
  const who = (made: Making) => {
    const [leader, deputy] = [made.people.leader.actor.personId!, made.people.inside.actor.personId!]
    return { leader, deputy, anchor: made.ground.anchor.id }
  }

  /** All partners are asked; `leader` answers for one of them. */
  async function asked(made: Making, visibility: Visibility): Promise<Target> {
    const target = await aPartnership(made, visibility)
    const input = askingForm.parse({ until: untilDay(made.time.now), message: 'Please look at it.' })
    await askForSignOff(made.db, made.region.system, made.region, target.id, input, made.clock())
    const all = await signOffsOf(made, made.region, target.id)
    const signOff = all.find(({ organization }) => organization.id === made.ground.anchor.id)!
    return { ...target, more: { ...target.more, signOff: signOff.id } }
  }

  /** Of another partner than that of `leader`: who signs for it has no address. */
  async function unreached(made: Making, visibility: Visibility): Promise<Target> {
    const target = await asked(made, visibility)
    const all = await signOffsOf(made, made.region, target.id)
    const other = all.find(({ id }) => id !== target.more['signOff'])!
    const leader = await createPerson(
      made.db,
      made.region.system,
      { name: 'Nobody writes to', email: '' },
      made.clock(),
    )
    await made.db
      .updateTable('parties')
      .set({ leader_id: leader.id })
      .where('partnership_id', '=', target.id)
      .where('organization_id', '=', other.organization.id)
      .execute()
    return { ...target, more: { ...target.more, signOff: other.id } }
  }

  /** Somebody can sign for `leader`. */
  async function coverable(made: Making, visibility: Visibility): Promise<Target> {
    const target = await aPartnership(made, visibility)
    // What was said of them before would end by what is said next.
    await made.db
      .updateTable('sign_off_covers')
      .set({ ended_at: made.time.now })
      .where('ended_at', 'is', null)
      .execute()
    return {
      ...target,
      more: { ...target.more, leader: who(made).leader, deputy: who(made).deputy, signsFor: who(made).anchor },
    }
  }

  async function covered(made: Making, visibility: Visibility): Promise<Target> {
    const target = await coverable(made, visibility)
    const { leader, deputy, anchor } = made.region.slug === 'riverbend' ? who(made) : await newPair(made)
    const input = { organization: anchor, leader, deputy, from: '', until: untilDay(made.time.now) }
    const cover = await sayCover(made.db, made.region.system, made.region, input, made.clock())
    return { ...target, more: { ...target.more, cover } }
  }

  /** What a leader opens from a letter. */
  async function signOffLink(made: Making, visibility: Visibility): Promise<Target> {
    const target = await asked(made, visibility)
    const link = { regionId: made.region.id, purpose: 'sign-off' as const, recordId: target.more['signOff']!, days: 9 }
    const personId = made.people.leader.actor.personId
    const token = await makeLink(made.db, { ...link, personId }, made.clock())
    return { ...target, slug: token }
  }

  return {
    askedPartnership: asked,
    unreachedPartnership: unreached,
    coverablePartnership: coverable,
    coveredPartnership: covered,
    signOffLink,
  }
}

const base = 'POST /:region/partnerships/:partnership/sign-offs'

/** How each verb of sign-offs is done. */
export const signOffCases = ({ through, directly }: CaseMakers) => {
  const leader = { who: 'leader' as const }
  /** All but one partner have said something, and that one has been written to. */
  const nearly = async (w: World, decision: 'approved' | 'declined') => {
    const target: Target = await w.aTarget('askedPartnership', 'public')
    const all = await signOffsOf(w, w.ours, target.id)
    const mine = all.find(({ id }) => id === target.more['signOff'])
    const other = all.find(({ id }) => id !== target.more['signOff'])
    const set = decision === 'approved' ? { decision, decided_at: w.clock().at } : {}
    await w.db
      .updateTable('sign_offs')
      .set({ ...set, until_day: '2020-01-01' })
      .where('id', '=', other!.id)
      .execute()
    return { target, mine: mine!, other: other! }
  }
  const answer = (w: World, id: string) =>
    ({ actor: w.people.leader.actor, personId: w.people.leader.actor.personId!, id }) as const
  return {
    'sign-off.asked': through(`${base}/new`, { form: () => ({ until: untilDay(new Date()) }) }),
    'sign-off.approved': through(`${base}/:signOff/answer`, leader),
    'sign-off.declined': through(`${base}/:signOff/answer`, {
      ...leader,
      form: () => ({ decision: 'declined', reason: 'Not yet.' }),
    }),
    'sign-off.withdrawn': through(`${base}/withdrawal`),
    'member.covered': through(`${base}/covers`),
    'member.cover-ended': through(`${base}/covers/:cover/ending`),
    'sign-off.reminded': directly(
      async (w) => {
        await settle(w)
        const target = await w.aTarget('askedPartnership', 'public')
        const asked_at = new Date(w.clock().at.getTime() - 20 * 86_400_000)
        await w.db.updateTable('sign_off_askings').set({ asked_at }).where('subject_id', '=', target.id).execute()
      },
      (db, _, w) => tendSignOffs(db, w.clock()),
    ),
    'sign-off.no-objection': directly(
      async (w) => {
        await settle(w)
        const { mine } = await nearly(w, 'declined')
        await w.db
          .updateTable('sign_off_letters')
          .set({ sent_at: w.clock().at })
          .where('sign_off_id', '=', mine.id)
          .execute()
        await w.db.updateTable('sign_offs').set({ until_day: '2020-01-01' }).where('id', '=', mine.id).execute()
      },
      (db, _, w) => tendSignOffs(db, w.clock()),
    ),
    'partnership.in-force': directly(
      (w) => nearly(w, 'approved'),
      (db, { mine }, w) =>
        answerSignOff(db, w.ours, mine.id, answer(w, mine.id), { decision: 'approved', reason: '' }, w.clock()),
    ),
    'partnership.left-declining': directly(
      async (w) => {
        const { target, mine } = await nearly(w, 'approved')
        const third = await w.anOrganization(w.ours, { name: `Third of ${target.slug}` })
        const party = { region_id: w.ours.id, partnership_id: target.id, organization_id: third.id, position: 9 }
        await w.db
          .insertInto('parties')
          .values({ ...party, id: w.clock().id() })
          .execute()
        await declinedBefore(w, target.id, third.id)
        return mine
      },
      (db, mine, w) =>
        answerSignOff(db, w.ours, mine.id, answer(w, mine.id), { decision: 'approved', reason: '' }, w.clock()),
    ),
  }
}

/** Whatever was asked before is over: what a look finds is the one thing that follows. */
const settle = ({ db, clock }: Inside) =>
  db
    .updateTable('sign_off_askings')
    .set({ closed_at: clock().at, closed_why: 'withdrawn' })
    .where('closed_at', 'is', null)
    .execute()

/** An organization declined what was asked earlier. */
async function declinedBefore(w: World, subject: string, organization: string) {
  const [asking, id] = [w.clock().id(), w.clock().id()]
  const at = new Date(w.clock().at.getTime() - 86_400_000)
  const of = { region_id: w.ours.id }
  const closed = { closed_at: at, closed_why: 'superseded' }
  const asked = { id: asking, subject_id: subject, revision: 1, asked_at: at, until_day: '2020-01-01', lang: 'en' }
  await w.db
    .insertInto('sign_off_askings')
    .values({ ...of, ...asked, ...closed })
    .execute()
  await w.db
    .insertInto('records')
    .values({ ...of, id, kind: 'sign-off', visibility: 'circle', created_at: at })
    .execute()
  const said = { id, asking_id: asking, organization_id: organization, silence: false, until_day: '2020-01-01' }
  await w.db
    .insertInto('sign_offs')
    .values({ ...of, ...said, decision: 'declined', decided_at: at })
    .execute()
  const person = w.people.coordinator.actor.personId!
  const word = { id: w.clock().id(), sign_off_id: id, person_id: person, for_person_id: person, via: 'link', at }
  await w.db
    .insertInto('sign_off_answers')
    .values({ ...of, ...word, decision: 'declined', reason: 'No staff.' })
    .execute()
}

/** Texts that somebody typed where leaders are asked and answer. */
export async function stingSignOffs(w: World, id: string, sting: () => string) {
  const input = askingForm.parse({ until: untilDay(w.time.now), message: sting() })
  await askForSignOff(w.db, w.ours.system, w.ours, id, input, w.clock())
  const [mine] = await signOffsOf(w, w.ours, id)
  const person = w.people.leader.actor.personId!
  const said = {
    region_id: w.ours.id,
    id: w.clock().id(),
    sign_off_id: mine!.id,
    person_id: person,
    for_person_id: person,
  }
  const at = w.clock().at
  await w.db
    .insertInto('sign_off_answers')
    .values({ ...said, decision: 'declined', reason: sting(), via: 'link', at })
    .execute()
  await w.db.updateTable('sign_offs').set({ decision: 'declined', decided_at: at }).where('id', '=', mine!.id).execute()
  return { signOff: mine!.id }
}

/** Programs ask, write again, say who signs meanwhile, and take it back; answering is a leader's. */
export async function callSignOffs(go: Call, at: { id: unknown }) {
  const path = '/api/v1/{region}/partnerships/{id}/sign-offs'
  const asked = await go(path, 'post', at, { until: untilDay(new Date()), silence: 'waits' })
  const [first] = asked['items'] as { id: string; status: string; organization: { id: string } }[]
  expect(first).toMatchObject({ status: expect.stringMatching(/asked|nobody/) })
  expect(await go(path, 'get', at)).toMatchObject({ inForce: null, total: (asked['items'] as unknown[]).length })
  expect(await go(`${path}/withdrawal`, 'post', at)).toMatchObject({ items: [{ closed: 'withdrawn' }, {}] })
}

/** A leader's program: their organization is asked, somebody signs for them and no more, and they approve. */
export async function callSigning(
  go: Call,
  organizations: [string, string],
  { leader, deputy, wait, until }: { leader: string; deputy: string; wait: () => void; until: string },
) {
  const list = '/api/v1/{region}/partnerships'
  const [mine, other] = organizations
  const parties = [{ organization: mine, leader }, { organization: other }]
  const { id } = await go(list, 'post', {}, { name: 'Signed by a client', parties })
  const path = `${list}/{id}/sign-offs`
  const { items } = await go(path, 'post', { id }, { until, silence: 'waits' })
  const asked = items as { id: string; organization: { id: string } }[]
  const at = { id, signOff: asked.find(({ organization }) => organization.id === mine)!.id }
  wait()
  expect(await go(`${path}/{signOff}/letter`, 'post', at)).toMatchObject({ inForce: null })
  const { covers } = await go(`${path}/covers`, 'post', { id }, { organization: mine, leader, deputy, until })
  const [cover] = covers as { id: string }[]
  expect(await go(`${path}/covers/{cover}/ending`, 'post', { id, cover: cover!.id })).toMatchObject({ covers: [] })
  const said = await go(`${path}/{signOff}/answer`, 'post', at, { decision: 'approved' })
  expect(said['items']).toContainEqual(expect.objectContaining({ id: at.signOff, status: 'approved' }))
}
