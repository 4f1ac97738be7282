import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, expect, test } from 'vitest'
import { house } from '../../test/house.ts'

const h = await house()
await h.aRegion('riverbend')
const server = serve({ fetch: h.app.fetch, port: 0, hostname: '127.0.0.1' })
await new Promise<void>((resolve) => void server.once('listening', resolve))
const { port } = server.address() as AddressInfo
afterAll(() => void server.close())

/** What comes back for bytes as they are, until the other side ends. */
const send = (text: string) =>
  new Promise<string>((resolve, reject) => {
    let got = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (piece) => (got += piece.toString()))
    socket.on('close', () => resolve(got))
    socket.on('error', reject)
  })
const lines = (...all: string[]) => `${all.join('\r\n')}\r\n\r\n`
const statuses = (answer: string) => [...answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((match) => match[1])

test('TRACE gives nothing back of what was sent', async () => {
  const answer = await send(lines('TRACE /sign-in HTTP/1.1', 'Host: localhost', 'X-Echo: canary', 'Connection: close'))
  expect(statuses(answer)).toHaveLength(1)
  expect(Number(statuses(answer)[0])).toBeGreaterThanOrEqual(400)
  expect(answer).not.toContain('canary')
})

test.each([
  ['both a length and pieces', ['Content-Length: 5', 'Transfer-Encoding: chunked']],
  ['two lengths', ['Content-Length: 5', 'Content-Length: 6']],
  ['pieces that are no pieces', ['Transfer-Encoding: chunked, identity']],
  ['a length that is none', ['Content-Length: +5']],
])('a request with %s is refused, and nothing behind it is taken for another', async (_, headers) => {
  const smuggled = lines('0', '', 'GET /riverbend HTTP/1.1', 'Host: localhost')
  const answer = await send(lines('POST /sign-in HTTP/1.1', 'Host: localhost', ...headers) + smuggled)
  expect(statuses(answer)).toEqual(['400'])
})
