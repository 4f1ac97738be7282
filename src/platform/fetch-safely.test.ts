import { readFileSync } from 'node:fs'
import { type RequestListener, createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type SafeRequest, fetchSafely } from './fetch-safely.ts'

let closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing) close()
  closing = []
})

/** A server on this machine, and what it was asked. */
async function serving(answer: RequestListener) {
  const asked: { url: string | undefined; headers: Record<string, unknown> }[] = []
  const server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers })
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, at: (path = '/') => `http://127.0.0.1:${port}${path}`, asked }
}

const names =
  (...all: string[]): SafeRequest['resolve'] =>
  async () =>
    all.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
const fetched = (address: string, asked: Partial<SafeRequest> = {}) =>
  fetchSafely(address, { allowPrivate: true, ...asked }).then(
    ({ status, body }) => `${status} ${body}`,
    (error: { why?: string }) => error.why ?? error,
  )

describe('a name', () => {
  test('that stands for any address that is not public is refused', async () => {
    const { port, asked } = await serving((_, response) => response.end('private'))
    const at = `http://receiver.example:${port}`
    for (const all of [['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['169.254.169.254'], ['::ffff:127.0.0.1'], ['::1']])
      expect([all, await fetched(at, { allowPrivate: false, resolve: names(...all) })]).toEqual([all, 'address'])
    expect(asked).toEqual([])
  })

  test('is asked for once, and the connection goes to what was checked', async () => {
    const { port, asked } = await serving((_, response) => response.end('here'))
    const answers = ['127.0.0.1', '169.254.169.254']
    let lookups = 0
    const rebinding = async () => [{ address: answers[lookups++]!, family: 4 }]
    // No DNS knows this name: it can have been reached by the checked address alone.
    expect(await fetched(`http://rebinding.example:${port}`, { resolve: rebinding })).toBe('200 here')
    expect([lookups, asked.length]).toEqual([1, 1])
    expect(asked[0]!.headers['host']).toBe(`rebinding.example:${port}`)
    expect(await fetched(`http://rebinding.example:${port}`, { resolve: rebinding })).toBe('address')
    expect(asked.length).toBe(1)
  })

  test('that stands for nothing is said to', async () => {
    expect(await fetched('http://nowhere.example', { resolve: names() })).toBe('name')
    const missing = () => Promise.reject(new Error('ENOTFOUND'))
    expect(await fetched('http://nowhere.example', { resolve: missing })).toBe('name')
  })
})

test('a server with a certificate that nobody vouches for is not spoken to', async () => {
  const pem = readFileSync(new URL('../../test/fixtures/self-signed.pem', import.meta.url))
  const asked: unknown[] = []
  const server = createSecureServer({ key: pem, cert: pem }, (request, response) => {
    asked.push(request.url)
    response.end('secrets')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => void server.close())
  const { port } = server.address() as AddressInfo
  expect(await fetched(`https://localhost:${port}/`, { resolve: names('127.0.0.1') })).toBe('certificate')
  expect(asked).toEqual([])
})

describe('a redirect', () => {
  const leadingTo = (location: string, status = 302) =>
    serving((request, response) => {
      if (request.url === '/end') response.end('end')
      else response.writeHead(status, { location }).end('moved')
    })

  test('is followed as often as is asked, and no more', async () => {
    const { at } = await leadingTo('/end')
    expect(await fetched(at('/'), { redirects: 1 })).toBe('200 end')
    expect(await fetched(at('/'))).toBe('302 ')
    const loop = await leadingTo('/')
    expect(await fetched(loop.at('/'), { redirects: 3 })).toBe('redirect')
    expect(loop.asked.length).toBe(4)
  })

  test.each([
    ['http://169.254.169.254/latest/meta-data/', 'address'],
    ['//[::ffff:169.254.169.254]/', 'address'],
    ['http://127.0.0.1:22/', 'port'],
    ['file:///etc/passwd', 'scheme'],
    ['http://user:secret@127.0.0.1/', 'credentials'],
    ['http://', 'redirect'],
  ])('to %s is refused', async (location, why) => {
    const { at } = await leadingTo(location)
    expect(await fetched(at('/'), { redirects: 3 })).toBe(why)
  })

  test('to another server takes no header along', async () => {
    const other = await serving((_, response) => response.end('other'))
    const { at } = await leadingTo(other.at())
    expect(await fetched(at('/'), { redirects: 1, headers: { authorization: 'Bearer secret' } })).toBe('200 other')
    expect(other.asked[0]!.headers['authorization']).toBeUndefined()
  })

  test('is never followed by what sends something', async () => {
    const { at, asked } = await leadingTo('/end', 307)
    expect(await fetched(at('/'), { method: 'POST', body: 'x', redirects: 3 })).toBe('307 ')
    expect(asked.length).toBe(1)
  })
})

describe('an answer', () => {
  test('that is too long is refused, announced or not', async () => {
    const long = 'x'.repeat(5000)
    const announced = await serving((_, response) => response.setHeader('content-length', 5000).end(long))
    const poured = await serving((_, response) => {
      response.write(long)
      response.end(long)
    })
    for (const { at } of [announced, poured]) expect(await fetched(at(), { maxBytes: 4000 })).toBe('size')
    expect(await fetched(poured.at(), { maxBytes: 0 })).toBe('200 ')
    expect(await fetched(announced.at(), { maxBytes: 5000 })).toBe(`200 ${long}`)
  })

  test('that is compressed stays so: no bomb is unpacked', async () => {
    const { at, asked } = await serving((_, response) => response.setHeader('content-encoding', 'gzip').end('bytes'))
    expect(await fetched(at())).toBe('200 bytes')
    expect(asked[0]!.headers['accept-encoding']).toBe('identity')
  })

  test('of another kind than asked is refused', async () => {
    const { at } = await serving((_, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end('x'),
    )
    expect(await fetched(at(), { types: ['text/calendar'] })).toBe('type')
    expect(await fetched(at(), { types: ['text/html'] })).toBe('200 x')
  })

  test('that does not come, or does not end, is not waited for', async () => {
    const silent = await serving(() => undefined)
    const dripping = await serving((_, response) => void response.write('a'))
    for (const { at } of [silent, dripping]) expect(await fetched(at(), { timeoutMs: 100 })).toBe('time')
  })

  test('that breaks off is none', async () => {
    const { at } = await serving((_, response) => {
      response.setHeader('content-length', 100).write('a')
      setImmediate(() => response.destroy())
    })
    expect(await fetched(at())).toBe('connection')
  })
})
