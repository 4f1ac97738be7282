import { expect, test } from 'vitest'
import { createApp } from '../app.tsx'
import { house } from '../../test/house.ts'

const h = await house()
const region = await h.aRegion('riverbend')
await h.anOrganization(region, { name: 'Ferry Library' })
const secure = createApp({ ...h.parts, config: { ...h.parts.config, publicUrl: 'https://tieline.example.org' } })
const asset = /\/assets\/styles[^"]+/.exec((await h.as(null).get('/riverbend/none')).text)![0]

test.each([
  ['a page', '/riverbend'],
  ['a page that is kept', '/riverbend'],
  ['a file', '/riverbend/organizations?format=csv'],
  ['the API', '/api/v1/riverbend/organizations'],
  ['a redirect', '/me'],
  ['an address that only takes forms', '/sign-out'],
  ['nothing', '/riverbend/none'],
  ['a region that is not there', '/nowhere'],
  ['an address that could be read in two ways', '/riverbend//none'],
  ['a style sheet', asset],
  ['no style sheet', '/assets/none.css'],
  ['a sign of life', '/healthz'],
  ['figures', '/metrics'],
])('%s comes only over https, as what it is, and in no frame', async (_, path) => {
  const answer = await secure.request(`https://tieline.example.org${path}`, {
    headers: { host: 'tieline.example.org' },
  })
  const said = Object.fromEntries(answer.headers)
  expect(said['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  expect(said['x-content-type-options']).toBe('nosniff')
  expect(said['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(said['referrer-policy']).toBe('same-origin')
  expect(said['access-control-allow-origin']).toBeUndefined()
})

test('what is refused before it is read answers alike', async () => {
  const headers = {
    host: 'tieline.example.org',
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': '9000000',
  }
  const answer = await secure.request('https://tieline.example.org/sign-in', {
    method: 'POST',
    headers,
    body: 'x'.repeat(9_000_000),
  })
  expect([answer.status, answer.headers.get('x-content-type-options')]).toEqual([413, 'nosniff'])
})
