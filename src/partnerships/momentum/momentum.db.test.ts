import { beforeAll, describe, expect, test } from 'vitest'
import { house } from '../../../test/house.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import type { Region } from '../../../test/world.ts'
import { tellDates } from './date-upkeeps.ts'

let t: Awaited<ReturnType<typeof house>>
let region: Region
let desk: Awaited<ReturnType<typeof aPartnership>>
let path: string
beforeAll(async () => {
  t = await house()
  t.time.now = new Date('2026-11-10T15:00:00Z')
  region = await t.aRegion()
  desk = await aPartnership(t, region, { since: '2025-03', until: '2026-12-05', visibility: 'public' })
  path = `/riverbend/partnerships/${desk.slug}/timeline`
})

const told = async () => {
  const rows = await t.db
    .selectFrom('journal')
    .select(['verb', 'changes'])
    .where('verb', 'in', ['partnership.anniversary', 'partnership.ending-soon'])
    .orderBy('id')
    .execute()
  return rows.map(({ verb, changes }) => [verb, changes])
}

describe('the line of a partnership', () => {
  test('tells what was and what comes, as page, table, picture, calendar and for programs', async () => {
    const page = await t.as(null).get(path)
    expect(page.text).toMatch(/March 2025[\s\S]*|since/)
    expect(page.text).toContain('Library joined')
    expect(page.text).toContain('Data Desk ends')
    expect((await t.as(null).get(`${path}?format=csv`)).text).toContain('2025-03-01,2025-03-01,joined,Center')
    expect((await t.as(null).get(`${path}.svg`)).text).toMatch(/^<svg [^>]*role="img"/)
    const { items } = JSON.parse((await t.as(null).get(`/api/v1/riverbend/partnerships/${desk.slug}/timeline`)).text)
    expect(items.map((one: { kind: string }) => one.kind)).toEqual([
      'begun',
      'joined',
      'joined',
      'joined',
      'anniversary',
      'ends',
    ])
    const calendar = (await t.as(null).get(`${path}.ics`)).text
    expect(calendar).toContain('DTSTART;VALUE=DATE:20261205')
    expect(calendar).toContain('SUMMARY:Data Desk: Data Desk ends')
  })

  test('keeps from the public what the charter only drafts', async () => {
    const party = await desk.party(desk.center)
    await t.db
      .insertInto('commitments')
      .values({
        region_id: region.id,
        id: t.clock().id(),
        party_id: party.id,
        kind: 'hours',
        amount: 40,
        until_day: '2027-06-30',
      })
      .execute()
    expect((await t.as(desk.library.speaker).get(path)).text).toContain('June 30, 2027')
    expect((await t.as(null).get(path)).text).not.toContain('June 30, 2027')
  })

  test('is a calendar of one’s own, with what one may see on the day it is asked for', async () => {
    const made = await t.as(desk.center.speaker).post(`${path}/calendars`)
    const address = /http:\/\/localhost:4000(\/riverbend\/l\/[\w-]{43})/.exec(made.text)![1]!
    expect((await t.as(null).get(address)).text).toContain('DTSTART;VALUE=DATE:20270630')
    await t.db
      .updateTable('mandates')
      .set({ ended_at: t.time.now })
      .where('person_id', '=', desk.center.speaker.actor.personId!)
      .execute()
    expect((await t.as(null).get(address)).text).not.toContain('20270630')
    const outside = await t.aMember(region, 'viewer')
    expect((await t.as(outside).post(`${path}/calendars`)).status).toBe(403)
    const offered = async (who: typeof outside) => (await t.as(who).get(path)).text.includes(`${path}/calendars`)
    expect([await offered(outside), await offered(desk.library.speaker)]).toEqual([false, true])
  })

  test('tells in the feed once what ends within a month, and anniversaries on their day', async () => {
    await tellDates(t.db, t.clock())
    await tellDates(t.db, t.clock())
    expect(await told()).toEqual([['partnership.ending-soon', { kind: 'ends', day: '2026-12-05', name: 'Data Desk' }]])
    t.time.now = new Date('2026-03-01T15:00:00Z')
    await tellDates(t.db, t.clock())
    expect(await told()).toContainEqual(['partnership.anniversary', { years: 1 }])
    expect((await t.as(null).get('/riverbend/journal')).text).toContain('has its anniversary')
  })
})
