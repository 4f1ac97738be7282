import { describe, expect, test } from 'vitest'
import { aDesk } from '../../../test/partnerships/desks.ts'
import { announce, deliverDue } from '../../journal/deliveries.ts'
import { findRegionById } from '../../region/regions.ts'
import { rooms } from '../../app.tsx'

const { t, region, desk, address } = await aDesk({ visibility: 'public' })
const path = `${address}/comments`

describe('what partners say to each other', () => {
  test('is read by the partners and coordinators, and nobody else learns that anything was said', async () => {
    const said = await t.as(desk.library.speaker).post(path, { section: 'mission', body: 'Is “anyone” too much?' })
    expect(said.status).toBe(303)
    const outside = await t.aMember(
      region,
      'representative',
      (await t.anOrganization(region, { name: 'Elsewhere' })).id,
    )
    const coordinator = await t.aMember(region, 'coordinator')
    const seen = async (who: typeof outside | null) => {
      const { status, text } = await t.as(who).get(path)
      return [status, text.includes('Is “anyone” too much?')]
    }
    expect(await seen(desk.center.speaker)).toEqual([200, true])
    expect(await seen(coordinator)).toEqual([200, true])
    expect(await seen(outside)).toEqual([404, false])
    expect(await seen(null)).toEqual([404, false])
    for (const who of [outside, null])
      for (const page of [
        '/riverbend/journal',
        '/riverbend/search?q=anyone+too+much',
        `/riverbend/partnerships/${desk.slug}`,
      ])
        expect((await t.as(who).get(page)).text, page).not.toMatch(/said something|too much\?/)
    expect((await t.as(desk.center.speaker).get('/riverbend/journal')).text).toContain('said something about')
  })

  test('leads from its own address to where it stands, and is narrowed to a section', async () => {
    const said = await t.as(desk.center.speaker).post(path, { section: 'leaving', body: 'Three months are long.' })
    const id = said.location!.split('#c-')[1]!
    const there = await t.as(desk.library.speaker).get(`/riverbend/comments/${id}`)
    expect(there.location).toBe(`${path}#c-${id}`)
    const narrowed = await t.as(desk.library.speaker).get(`${path}?section=leaving`)
    expect(narrowed.text).toContain('Three months are long.')
    expect(narrowed.text).not.toContain('too much?')
  })

  test('comes by mail to whoever does the work, or has spoken, but not to who said it', async () => {
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
    const got = (email: string | null) =>
      t.mailbox.filter(({ to, subject }) => to.address === email && subject.includes('comment on Data Desk'))
    expect(got(desk.library.speaker.email).map(({ text }) => text)).toEqual([
      expect.stringContaining('Three months are long.'),
    ])
    expect(got(desk.center.speaker.email).map(({ text }) => text)).toEqual([
      expect.stringContaining('Is “anyone” too much?'),
    ])
    // A contact without a mandate opens no circle, and is not told what is said in it.
    expect(got(desk.library.contact.email)).toEqual([])
  })

  test('is taken back by who said it, and comes back', async () => {
    const said = await t.as(desk.neighbors.speaker).post(path, { body: 'Never mind.' })
    const id = said.location!.split('#c-')[1]!
    expect((await t.as(desk.center.speaker).post(`${path}/${id}/removal`)).status).toBe(403)
    const removed = await t.as(desk.neighbors.speaker).post(`${path}/${id}/removal`)
    expect((await t.as(desk.neighbors.speaker).get(removed.location!)).text).not.toContain('Never mind.')
    expect((await t.as(desk.center.speaker).post(`${path}/${id}/restoration`)).status).toBe(404)
    await t.as(desk.neighbors.speaker).post(`${path}/${id}/restoration`)
    expect((await t.as(desk.center.speaker).get(path)).text).toContain('Never mind.')
  })

  test('comes back in the form with the reason when it says nothing', async () => {
    const page = await t.as(desk.library.speaker).post(path, { section: 'mission', body: ' ' })
    expect([page.status, page.text.includes('role="alert"')]).toEqual([422, true])
    expect(page.text).toMatch(/<option value="mission" selected/)
  })
})
