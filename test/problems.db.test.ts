import { expect, test } from 'vitest'
import { createApp } from '../src/app.tsx'
import type { Room } from '../src/platform/room.ts'
import { house } from './house.ts'

const h = await house()
const region = await h.aRegion()
const viewer = await h.aMember(region, 'viewer')

const broken: Room = {
  name: 'broken',

  homePanels: [{ order: 5, render: () => Promise.reject(new Error('the secret of line 12')) }],
}
const breaking = createApp({ ...h.parts, rooms: [...h.parts.rooms, broken] })
const idIn = (text: string) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(text)?.[0]

test('what goes wrong on our side shows a number that is in the log, and nothing of what it was', async () => {
  const answer = await breaking.request('http://localhost:4000/riverbend')
  const text = await answer.text()
  expect(answer.status).toBe(500)
  expect(text).toContain('That went wrong on our side')
  expect(text).not.toMatch(/secret|line 12|at .*\.tsx?/)
  const [line] = h.complaints.splice(0).map((one) => JSON.parse(one) as { request: string; err: { message: string } })
  expect(line).toMatchObject({
    request: idIn(text.slice(text.indexOf('<main'))),
    err: { message: 'the secret of line 12' },
  })
})

const brokenBy = (error: Error) => {
  const room: Room = { name: 'away', homePanels: [{ order: 5, render: () => Promise.reject(error) }] }
  return createApp({ ...h.parts, rooms: [...h.parts.rooms, room] }).request('http://localhost:4000/riverbend')
}

test('a full disk is told as that, without what the database said of its files', async () => {
  const said = 'could not extend file "base/16384/16999": No space left on device'
  const answer = await brokenBy(Object.assign(new Error(said), { code: '53100' }))
  const text = await answer.text()
  expect(answer.status).toBe(503)
  expect(text).toContain('The disk of this installation is full.')
  expect(text).not.toContain('base/')
})

test.each([
  Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
  Object.assign(new Error('terminating connection due to crash of another server process'), { code: '57P02' }),
  new Error('Connection terminated unexpectedly'),
  new Error('Client has encountered a connection error and is not queryable'),
])('a database that is away is told as that: %s', async (error) => {
  const answer = await brokenBy(error)
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
  expect(await answer.text()).toContain('The database does not answer right now.')
})

test.each([
  [404, '/riverbend/nothing-here', 'Nothing is here'],
  [403, '/riverbend/settings', 'This is not yours to do'],
])('%s has its page in the look of the region, in both languages', async (status, path, title) => {
  const [english, spanish] = [await h.as(viewer).get(path), await h.as(viewer).get(`/es${path}`)]
  expect([english.status, spanish.status]).toEqual([status, status])
  expect(english.text).toContain(title)
  expect(english.text).toContain('Riverbend')
  expect(spanish.text).toContain('<html lang="es"')
  expect(spanish.text).not.toContain(title)
})

test('a program is told with problem details', async () => {
  const { status, text, headers } = await h.as(null).get('/api/v1/riverbend/organizations/nobody')
  expect([status, headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  const details = JSON.parse(text)
  expect(details).toMatchObject({ type: 'about:blank', title: 'Not found', status: 404 })
  expect(details.instance).toBe(`urn:tieline:request:${headers.get('x-request-id')}`)
})
