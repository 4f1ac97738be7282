import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { createApp } from '../app.tsx'

const h = await house()
const ask = async (path: string, headers: Record<string, string> = {}, remoteAddress = '203.0.113.9', app = h.app) => {
  const incoming = { socket: { remoteAddress, remotePort: 4321, remoteFamily: 'IPv4' } }
  const answer = await app.request(`http://localhost:4000${path}`, { headers }, { incoming })
  return { status: answer.status, text: await answer.text() }
}

test('the process says that it lives, and that it is ready while its database answers', async () => {
  expect(await ask('/healthz')).toEqual({ status: 200, text: 'ok\n' })
  expect(await ask('/readyz')).toEqual({ status: 200, text: 'ready\n' })
})

test('one that was told to stop, or whose database is behind, lives but is not ready', async () => {
  const stopping = createApp({ ...h.parts, isTaking: () => false })
  expect(await ask('/readyz', {}, undefined, stopping)).toEqual({ status: 503, text: 'stopping\n' })
  expect((await ask('/healthz', {}, undefined, stopping)).status).toBe(200)
  const last = await h.db.selectFrom('migrations').selectAll().orderBy('name', 'desc').executeTakeFirstOrThrow()
  await h.db.deleteFrom('migrations').where('name', '=', last.name).execute()
  expect((await ask('/readyz')).status).toBe(503)
  await h.db.insertInto('migrations').values(last).execute()
  expect((await ask('/readyz')).status).toBe(200)
})

test('figures are for the machine itself, and never through a proxy', async () => {
  await ask('/healthz')
  const own = await ask('/metrics', {}, '127.0.0.1')
  expect(own.status).toBe(200)
  expect(own.text).toMatch(/^tieline_page_cache_entries \d+$/m)
  expect(own.text).toContain('tieline_request_seconds')
  expect((await ask('/metrics')).status).toBe(404)
  expect((await ask('/metrics', { 'x-forwarded-for': '127.0.0.1' }, '127.0.0.1')).status).toBe(404)
})

test('or, where a token is set, for whoever knows it', async () => {
  const app = createApp({ ...h.parts, config: { ...h.parts.config, metricsToken: 'a long token' } })
  expect((await ask('/metrics', { authorization: 'Bearer a long token' }, undefined, app)).status).toBe(200)
  expect((await ask('/metrics', { authorization: 'Bearer another' }, undefined, app)).status).toBe(404)
  expect((await ask('/metrics', {}, '127.0.0.1', app)).status).toBe(404)
})
