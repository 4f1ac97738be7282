import { beforeAll, describe, expect, test } from 'vitest'
import { house } from '../../../test/house.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import type { Region } from '../../../test/world.ts'
import { rooms } from '../../app.tsx'
import { announce, deliverDue } from '../../journal/deliveries.ts'
import { changeForm } from '../../network/forms.ts'
import { nameHolders } from '../../network/holder-changes.ts'
import { proposeTie } from '../../network/tie-proposals.ts'
import { getTie } from '../../network/ties.ts'
import { dayIn } from '../../platform/days.ts'
import { findRegionById } from '../../region/regions.ts'

let t: Awaited<ReturnType<typeof house>>
let region: Region
let desk: Awaited<ReturnType<typeof aPartnership>>
let tie: string
let path: string
const today = () => dayIn(region.timeZone, t.clock().at)

beforeAll(async () => {
  t = await house()
  region = await t.aRegion()
  desk = await aPartnership(t, region)
  const { library, center } = desk
  const given = { organization: library.id, other: center.id, kind: 'works-together', direction: 'forward' as const }
  tie = (await proposeTie(t.db, region.system, { ...changeForm.parse({ visibility: 'region' }), ...given }, t.clock()))
    .id
  const read = await getTie(t.db, region.system, tie)
  await nameHolders(t.db, region.system, read, library, [library.contact.id], today(), t.clock())
  const party = await desk.party(library)
  await t.db
    .insertInto('commitments')
    .values({
      region_id: region.id,
      id: t.clock().id(),
      party_id: party.id,
      kind: 'hours',
      amount: 40,
      person_id: library.contact.id,
    })
    .execute()
  path = `/riverbend/organizations/${library.slug}/handovers`
})

const coordinator = async () => t.as(await t.aMember(region, 'coordinator'))

describe('somebody leaves', () => {
  test('and what they hold is there to be taken, with a memo that the records began', async () => {
    const { text } = await (await coordinator()).get(`${path}/new?person=${desk.library.contact.id}`)
    for (const held of [`tie:${tie}`, 'contact:', 'hours:']) expect(text).toContain(`value="${held}`)
    expect(text).toContain('- Data Desk')
    expect((await t.as(desk.center.speaker).get(`${path}/new?person=${desk.library.contact.id}`)).status).toBe(403)
  })

  test('and it is asked whether their work ends, never taken as said', async () => {
    const form = { lastDay: '2030-06-30', memo: '', farewell: '' }
    const refused = await (await coordinator()).post(`${path}/new?person=${desk.library.contact.id}`, form)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Say whether their work ends')
  })

  test('and others take it, in one go: nothing hangs on who leaves any more', async () => {
    const as = await coordinator()
    const { text } = await as.get(`${path}/new?person=${desk.library.contact.id}`)
    const items = [...text.matchAll(/name="item\[\]" value="([^"]+)"/g)].map(([, item]) => item!)
    const [next, lastDay] = [desk.library.leader.id, '2030-06-30']
    const form = {
      'item[]': items,
      all: next,
      'to[]': items.map(() => ''),
      lastDay,
      ends: 'yes',
      memo: 'Ask Kim.',
      farewell: 'Thank you all.',
    }
    const made = await as.post(`${path}/new?person=${desk.library.contact.id}`, form)
    expect(made.status).toBe(303)
    const page = await as.get(made.location!)
    expect(page.text).toContain('Ask Kim.')
    expect(page.text.match(/Taken by/g)).toHaveLength(items.length)
    const party = await desk.party(desk.library)
    expect(party.contact?.id).toBe(next)
    expect(party.commitments[0]!.personId).toBe(next)
    const held = await t.db
      .selectFrom('tie_holders')
      .select('person_id')
      .where('tie_id', '=', tie)
      .where('ended_at', 'is', null)
      .execute()
    expect(held.map((row) => row.person_id).toSorted()).toEqual([next, desk.library.contact.id].toSorted())
    const position = await t.db
      .selectFrom('positions')
      .select('period_last')
      .where('person_id', '=', desk.library.contact.id)
      .executeTakeFirstOrThrow()
    expect(position.period_last).toBe(lastDay)
  })

  test('and only colleagues read the memo', async () => {
    const { id } = await t.db.selectFrom('handovers').select('id').executeTakeFirstOrThrow()
    expect((await t.as(desk.library.speaker).get(`${path}/${id}`)).text).toContain('Ask Kim.')
    expect((await t.as(desk.center.speaker).get(`${path}/${id}`)).status).toBe(404)
    expect((await t.as(null).get(`${path}/${id}`)).status).toBe(404)
    expect((await t.as(desk.center.speaker).get('/riverbend/journal')).text).not.toContain(
      'handed over what somebody held',
    )
  })

  test('and the partners are told, with who is there for them now', async () => {
    const post = {
      db: t.db,
      mail: t.parts.mail,
      rooms,
      clock: t.clock,
      origin: 'http://localhost:4000',
      regionById: findRegionById,
    }
    while ((await announce(post)) > 0);
    t.time.now = new Date(t.time.now.getTime() + 60_000)
    while ((await deliverDue(post)) > 0);
    const farewells = t.mailbox.filter(({ text }) => text.includes('Thank you all.'))
    expect(farewells.map(({ to }) => to.address)).toEqual([])
    expect(farewells.every(({ text }) => !text.includes('Ask Kim.'))).toBe(true)
  })

  test('to nobody whom the organization does not have: nothing is written', async () => {
    const as = await coordinator()
    const party = await desk.party(desk.center)
    const form = {
      'item[]': [`contact:${party.id}`],
      'to[]': [desk.library.leader.id],
      lastDay: '2030-06-30',
      ends: 'no',
      memo: '',
      farewell: '',
    }
    const at = `/riverbend/organizations/${desk.center.slug}/handovers/new?person=${desk.center.contact.id}`
    expect((await as.post(at, form)).status).toBe(422)
    expect((await desk.party(desk.center)).contact?.id).toBe(desk.center.contact.id)
    expect((await as.post(at, { ...form, lastDay: 'soon' })).text).toContain('role="alert"')
  })
})
