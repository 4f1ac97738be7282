import { pino } from 'pino'
import { beforeEach, expect, test } from 'vitest'
import { createApp } from '../src/app.tsx'
import { house } from './house.ts'

const h = await house()
const region = await h.aRegion('riverbend')
let lines: Record<string, unknown>[] = []
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
const app = createApp({ ...h.parts, log })
const events = () =>
  lines
    .filter((line) => 'event' in line)
    .map(({ event, way, what, status, why }) => ({ event, way, what, status, why }))

async function send(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  const body = new URLSearchParams(form)
  const request = {
    method: 'POST',
    body,
    headers: { host: 'localhost:4000', origin: 'http://localhost:4000', ...headers },
  }
  return app.request(`http://localhost:4000${path}`, request, {})
}

beforeEach(() => void (lines = []))

test('who comes in, by which way, stands in the log, and who does not', async () => {
  const member = await h.aMember(region, 'viewer')
  const email = member.email!
  await send('/me/sign-in/password', { password: 'seven bridges over the Lowell' }, { cookie: member.cookie! })
  await send('/sign-in/password', { email, password: 'seven bridges over the Lowell', next: '' })
  await send('/sign-in/password', { email, password: 'another sentence altogether', next: '' })
  await send('/sign-in/l/none', {})
  await send('/sign-in/passkey', { response: '{}', next: '' })
  expect(events()).toMatchObject([
    { event: 'way-changed', what: 'password' },
    { event: 'signed-in', way: 'password' },
    { event: 'sign-in-refused', way: 'password' },
    { event: 'sign-in-refused', way: 'link' },
    { event: 'sign-in-refused', way: 'passkey' },
  ])
  expect(lines.find(({ event }) => event === 'signed-in')).toMatchObject({ account: member.accountId })
  expect(JSON.stringify(lines)).not.toMatch(/seven bridges|another sentence|@/)
})

test('who is kept from something stands in the log with why, without what they typed', async () => {
  const member = await h.aMember(region, 'viewer')
  await send(
    '/riverbend/settings/webhooks',
    { address: 'https://hooks.example.org/secret' },
    { cookie: member.cookie! },
  )
  await send(
    '/riverbend/organizations/new',
    { name: 'Forged' },
    { cookie: member.cookie!, origin: 'https://evil.example' },
  )
  for (let n = 0; n < 7; n += 1) await send('/sign-in', { email: 'many@riverbend.example', next: '' })
  expect(events().filter(({ event }) => event === 'refused')).toMatchObject([
    { status: 403, why: 'errors.coordinatorsOnly' },
    { status: 403, why: 'errors.otherSite' },
    { status: 429, why: 'errors.tooMany' },
  ])
  expect(lines.find(({ status, event }) => event && status === 403)).toMatchObject({ account: member.accountId })
  expect(JSON.stringify(lines)).not.toMatch(/hooks\.example|Forged|many@/)
})
