import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { INVITATION_DAYS } from '../src/account/invitations.ts'
import { LINK_MINUTES, IDLE_DAYS, SESSION_DAYS } from '../src/account/auth.ts'
import { clearOldProofs, clearOldSessions } from '../src/account/sessions.ts'
import { REPORT_DAYS, UPLOAD_HOURS } from '../src/directory/uploads.ts'
import { READING_HOURS } from '../src/partnerships/goals/plan-readings.ts'
import { forgetOldDeliveries, LETTER_KEPT_DAYS } from '../src/journal/deliveries.ts'
import { forgetOldLinks, LINK_KEPT_DAYS, makeLink } from '../src/platform/links.ts'
import { forgetOldMails, keepInOutbox, OUTBOX_DAYS } from '../src/platform/outbox.ts'
import { forgetOldRequests, KEPT_HOURS } from '../src/platform/request-keys.ts'
import { LINES_KEPT_DAYS } from '../src/network/convening/meetings.ts'
import { readFileSync } from 'node:fs'
import { house } from './house.ts'

const h = await house()
const region = await h.aRegion()
const member = await h.aMember(region, 'coordinator')
const START = h.time.now
const HOUR = 3_600_000
const DAY = 24 * HOUR
const later = (ms: number) => (h.time.now = new Date(START.getTime() + ms))
const count = async (table: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(h.db)).rows[0]!.n

/** The test itself takes a while on a busy machine, and the library of accounts asks the real clock. */
const WHILE = 60_000

/** How many rows are left just before and just after a time has passed. */
async function around(table: string, after: number, forget: (now: Date) => Promise<unknown>) {
  await forget(later(after - WHILE))
  const before = await count(table)
  await forget(later(after + WHILE))
  return [before > 0, await count(table)]
}

test('links, what is known of letters, the outbox, proofs, sessions and forms go when their time is over', async () => {
  await keepInOutbox(h.db, { to: { address: 'a@b.example', name: '' }, subject: 's', html: 'h', text: 't' }, h.clock())
  await makeLink(
    h.db,
    { regionId: region.id, purpose: 'invitation', personId: member.actor.personId!, days: INVITATION_DAYS },
    h.clock(),
  )
  await h.as(member).post('/riverbend/people', { name: 'Ana', lang: 'en', _key: 'once' })
  await h.as(null).post('/sign-in', { email: 'ana@b.example' })
  const entry = await h.db.selectFrom('journal').select('id').executeTakeFirstOrThrow()
  const letter = {
    region_id: region.id,
    id: h.clock().id(),
    entry_id: entry.id,
    person_id: member.actor.personId!,
    channel: 'mail',
  }
  await h.db
    .insertInto('deliveries')
    .values({ ...letter, created_at: START, next_try_at: START, sent_at: START })
    .execute()

  const { auth } = h.parts
  expect(await around('auth.verification', LINK_MINUTES * 60_000, () => clearOldProofs(auth))).toEqual([true, 0])
  expect(await around('request_keys', KEPT_HOURS * HOUR, (now) => forgetOldRequests(h.db, now))).toEqual([true, 0])
  expect(await around('auth.session', IDLE_DAYS * DAY, () => clearOldSessions(auth))).toEqual([true, 0])
  expect(await around('outbox', OUTBOX_DAYS * DAY, (now) => forgetOldMails(h.db, now))).toEqual([true, 0])
  const links = (INVITATION_DAYS + LINK_KEPT_DAYS) * DAY
  expect(await around('links', links, (now) => forgetOldLinks(h.db, now))).toEqual([true, 0])
  expect(await around('deliveries', LETTER_KEPT_DAYS * DAY, (now) => forgetOldDeliveries(h.db, now))).toEqual([true, 0])
})

test('how long each is kept stands in docs/privacy.md', () => {
  const told = readFileSync(new URL('../docs/privacy.md', import.meta.url), 'utf8')
  for (const [what, period] of [
    ['sessions', `${SESSION_DAYS} days, ${IDLE_DAYS} without use`],
    ['links to sign in', `${LINK_MINUTES} minutes`],
    ['links of invitations', `${INVITATION_DAYS} days, then ${LINK_KEPT_DAYS} more`],
    ['that a letter went out', `${LETTER_KEPT_DAYS} days`],
    ['mails in the outbox', `${OUTBOX_DAYS} days`],
    ['fingerprints of forms', `${KEPT_HOURS} hours`],
    ['files that wait for import', `${UPLOAD_HOURS} hours`],
    ['lines of a plan that wait to be chosen', `${READING_HOURS} hours`],
    ['reports of imports', `${REPORT_DAYS} days`],
    ['what phones said at a meeting', `${LINES_KEPT_DAYS} days`],
  ])
    expect(told, what).toMatch(new RegExp(`^\\| ${what} \\| ${period}`, 'm'))
})
