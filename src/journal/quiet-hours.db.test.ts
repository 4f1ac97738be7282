import { expect, test } from 'vitest'
import { town } from '../../test/town.ts'
import { findRegionById } from '../region/regions.ts'
import { type Post, announce, deliverDue } from './deliveries.ts'

const { db, parts, clock, time, mailbox, region, ofLibrary, ofCenter, as, aTie } = await town()
const post: Post = {
  db,
  mail: parts.mail,
  rooms: parts.rooms,
  clock,
  origin: 'http://localhost:4000',
  regionById: findRegionById,
}
const deliver = async () => {
  while ((await announce(post)) > 0) continue
  await deliverDue(post)
  return mailbox.splice(0).map((mail) => mail.to.address)
}
const wish = (hours: Record<string, string>, topics = ['ties']) =>
  as(ofCenter).post('/me/notifications', { region: region.id, topics, ...hours })
const at = (moment: string) => void (time.now = new Date(moment))

test('what is to be written in quiet hours comes afterwards, with every try left', async () => {
  const saved = await wish({ quietFrom: '20', quietUntil: '7' })
  expect(saved.location).toBe('/me?done=mail')
  const page = (await as(ofCenter).get('/me')).text
  expect(page).toMatch(/name="quietFrom"[\s\S]*<option value="20" selected[^>]*>8:00/)
  // 9 PM in Riverbend.
  at('2026-11-25T02:00:00Z')
  await aTie()
  expect(await deliver()).toEqual([])
  at('2026-11-25T11:59:00Z')
  expect(await deliver()).toEqual([])
  const { tries } = await db
    .selectFrom('deliveries')
    .select('tries')
    .where('region_id', '=', region.id)
    .where('person_id', '=', ofCenter.actor.personId!)
    .executeTakeFirstOrThrow()
  expect(tries).toBe(0)
  at('2026-11-25T12:00:00Z')
  expect(await deliver()).toEqual([ofCenter.email])
  expect(await deliver()).toEqual([])
})

test('without quiet hours it comes at once; others are not kept waiting', async () => {
  await wish({ quietFrom: '', quietUntil: '7' })
  at('2026-11-26T02:00:00Z')
  await aTie({ kind: 'funds' })
  expect(await deliver()).toEqual([ofCenter.email])
})

test('that end when they begin, or at an hour that is none, come back with a word', async () => {
  const wrong: Record<string, string>[] = [
    { quietFrom: '8', quietUntil: '8' },
    { quietFrom: '24' },
    { quietFrom: '-1' },
    { quietUntil: '' },
  ]
  for (const hours of wrong) {
    const back = await wish(hours, [])
    expect([back.status, /class="error"/.test(back.text)], JSON.stringify(hours)).toEqual([422, true])
  }
  expect((await wish({ quietFrom: '8', quietUntil: '8' })).text).toContain('end at another hour than they begin')
  expect((await as(ofLibrary).get('/me')).text).toMatch(/name="quietFrom"[^>]*><option value="">/)
})
