import { dayIn } from '../platform/days.ts'
import { describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { letters } from '../../test/letters.ts'
import { erasePerson } from '../platform/erasures.ts'
import { giveConsent } from './consents.ts'
import { giveAccess } from './members.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const library = await h.anOrganization(region, { name: 'Alder Library' })
const center = await h.anOrganization(region, { name: 'Data Center' })
const seen = async (...given: Parameters<typeof h.aMember>) => {
  const member = await h.aMember(...given)
  const consent = { how: 'in writing', visibility: 'region' as const, givenAt: h.time.now }
  await giveConsent(h.db, region.system, { id: member.actor.personId!, version: 1 }, consent, h.clock())
  return member
}
const director = await seen(region, 'leader', library.id)
const colleague = await seen(region, 'viewer')
const third = await seen(region, 'viewer')
const hidden = await h.aMember(region, 'viewer')
const coordinator = await h.aMember(region, 'coordinator')

const mailTo = letters(h)
const at = '/riverbend/delegations'
/** A day of the region, so many days from now. */
const day = (days: number) => dayIn(region.timeZone, new Date(h.time.now.getTime() + days * 86_400_000))
type Someone = typeof director
const lend = (who: Someone, to: Someone, more: Record<string, string> = {}) =>
  h.as(who).post(at, { organization: library.id, what: 'speak', person: to.actor.personId!, until: day(10), ...more })
const editStatus = async (who: Someone, slug = library.slug) =>
  (await h.as(who).get(`/riverbend/organizations/${slug}/edit`)).status
const lentTo = async (who: Someone): Promise<{ id: string; what: string; inForce: boolean }[]> =>
  JSON.parse((await h.as(who).get(`${at}?format=json`)).text).items
const after = async <T>(days: number, work: () => Promise<T>): Promise<T> => {
  const now = h.time.now
  h.time.now = new Date(now.getTime() + days * 86_400_000)
  try {
    return await work()
  } finally {
    h.time.now = now
  }
}

describe('a mandate that is lent', () => {
  test('lets a colleague speak for the organization until its last day, and not before its first', async () => {
    expect(await editStatus(colleague)).toBe(403)
    const lent = await lend(director, colleague, { from: day(2) })
    expect(lent.location).toBe(`${at}?done=lent`)
    expect(await editStatus(colleague)).toBe(403)
    expect((await lentTo(colleague)).map(({ inForce }) => inForce)).toEqual([false])
    for (const [days, status] of [
      [3, 200],
      [9, 200],
      [12, 403],
    ] as const)
      expect([days, await after(days, () => editStatus(colleague))]).toEqual([days, status])
    expect(await after(3, () => editStatus(colleague, center.slug))).toBe(403)
  })

  test('is told by mail, to coordinators in the journal, and on the page of both', async () => {
    await lend(director, colleague)
    const mail = await mailTo(colleague.email!)
    expect(mail?.text).toContain('lets you speak for Alder Library')
    expect(mail?.text).toContain('http://localhost:4000/riverbend/delegations')
    expect((await h.as(colleague).get(at)).text).toContain('lent you the word for it')
    expect((await h.as(director).get(at)).text).toMatch(/you lent A viewer the word for it/)
    expect((await h.as(coordinator).get('/riverbend/journal')).text).toContain('stands in for somebody for a while')
    expect((await h.as(third).get('/riverbend/journal')).text).not.toContain('stands in for somebody')
    expect(await lentTo(third)).toEqual([])
    expect(await editStatus(colleague)).toBe(200)
  })

  test('cannot be lent on, nor for an organization that is not one’s own, nor to whom one does not see', async () => {
    expect((await lend(colleague, third)).status).toBe(403)
    expect((await lend(director, third, { organization: center.id })).status).toBe(403)
    for (const to of [hidden, director]) expect((await lend(director, to)).status).toBe(422)
    expect(await editStatus(third)).toBe(403)
  })

  test('has an end, a year away at most; what is wrong comes back as typed', async () => {
    for (const until of ['', day(-1), day(400), 'soon']) {
      const refused = await lend(director, third, { until })
      expect([until, refused.status]).toEqual([until, 422])
      expect(refused.text).toMatch(/id="f-until-e"/)
    }
    expect((await lend(director, third, { from: day(5), until: day(3) })).status).toBe(422)
    expect(await lentTo(third)).toEqual([])
  })

  test('lends the signature with the word, and each time anew', async () => {
    await lend(director, colleague, { what: 'sign', until: day(20) })
    expect(await lentTo(colleague)).toMatchObject([{ what: 'sign', until: day(20), inForce: true }])
    await lend(director, colleague)
    expect(await lentTo(colleague)).toMatchObject([{ what: 'speak', until: day(10) }])
  })

  test('is left alone when a coordinator gives the colleague another access level, and is none of it', async () => {
    await h.as(coordinator).post(`/riverbend/settings/members/${colleague.actor.personId}`, { access: 'viewer' })
    expect(await editStatus(colleague)).toBe(200)
    const members = JSON.parse((await h.as(coordinator).get('/riverbend/settings/members?format=json')).text)
    expect(members.items.find((one: { id: string }) => one.id === colleague.actor.personId)).toMatchObject({
      access: 'viewer',
      organizations: [],
    })
  })

  test('is void at once when whoever lent it holds it no longer, and holds again when they do', async () => {
    const access = { access: 'viewer' as const, organizationIds: [] }
    await giveAccess(h.db, region.system, region, director.actor.personId!, access, h.clock())
    expect(await editStatus(colleague)).toBe(403)
    expect((await lentTo(colleague)).map(({ inForce }) => inForce)).toEqual([false])
    const back = { access: 'leader' as const, organizationIds: [library.id] }
    await giveAccess(h.db, region.system, region, director.actor.personId!, back, h.clock())
    expect(await editStatus(colleague)).toBe(200)
  })

  test('is taken back, given back, or ended by a coordinator, by nobody else', async () => {
    for (const who of [director, colleague, coordinator]) {
      await lend(director, colleague)
      const [one] = await lentTo(colleague)
      expect((await h.as(third).post(`${at}/${one!.id}/end`)).status).toBe(404)
      expect((await h.as(who).post(`${at}/${one!.id}/end`)).location).toBe(`${at}?done=ended`)
      expect(await editStatus(colleague)).toBe(403)
      expect((await h.as(who).post(`${at}/${one!.id}/end`)).status).toBe(404)
    }
  })

  test('goes with whoever lent it when they are erased', async () => {
    const lender = await seen(region, 'representative', center.id)
    await lend(lender, colleague, { organization: center.id })
    expect(await editStatus(colleague, center.slug)).toBe(200)
    const erasing = { regionId: region.id, personId: lender.actor.personId!, byOneself: true }
    await h.db.transaction().execute((trx) => erasePerson(trx, erasing, h.clock()))
    expect(await editStatus(colleague, center.slug)).toBe(403)
    const left = await h.db
      .selectFrom('mandates')
      .select('id')
      .where('delegated_by', '=', lender.actor.personId)
      .execute()
    expect(left).toEqual([])
  })
})
