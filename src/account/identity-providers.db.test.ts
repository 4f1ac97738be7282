import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { createApp } from '../app.tsx'

const h = await house()
const region = await h.aRegion('riverbend')
const SECRET = 'a secret of the client'
const ours = generateKeyPairSync('rsa', { modulusLength: 2048 })
const another = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = ours.publicKey.export({ type: 'spki', format: 'pem' }).toString()

type Claims = Record<string, unknown>
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const header = (alg: string) => part({ alg, kid: 'the only one', typ: 'JWT' })
/** A token as an issuer makes it, signed by whoever has this key. */
function signed(claims: Claims, key = ours.privateKey): string {
  const text = `${header('RS256')}.${part(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`
}
const withMac = (claims: Claims, secret: string) => {
  const text = `${header('HS256')}.${part(claims)}`
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`
}

/** An issuer that says whatever a test wants it to say. */
const says = {
  token: (claims: Claims): string | undefined => signed(claims),
  userinfo: {} as Claims,
  nonce: '',
  email: '',
  issuer: '',
}
const seconds = () => Math.floor(Date.now() / 1000)
let issuer = ''
let app: ReturnType<typeof createApp>
const server = createServer((request, response) => {
  const path = new URL(request.url!, issuer).pathname
  const answers: Record<string, () => unknown> = {
    '/.well-known/openid-configuration': () => ({
      issuer: says.issuer || issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    }),
    '/keys': () => ({
      keys: [
        { ...createPublicKey(publicKey).export({ format: 'jwk' }), kid: 'the only one', alg: 'RS256', use: 'sig' },
      ],
    }),
    '/token': () => ({ access_token: 'opaque', token_type: 'Bearer', id_token: says.token(rightClaims()) }),
    '/userinfo': () => says.userinfo,
  }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(answers[path]?.() ?? {}))
})

const rightClaims = (): Claims => ({
  iss: issuer,
  aud: 'tieline',
  sub: 'ana',
  nonce: says.nonce,
  iat: seconds(),
  exp: seconds() + 300,
  email: says.email,
  email_verified: true,
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const oidc = { issuer, clientId: 'tieline', clientSecret: SECRET, name: 'Hollis University' }
  app = createApp({ ...h.parts, config: { ...h.parts.config, oidc } })
  says.email = (await h.aMember(region, 'viewer')).email!
})
afterAll(() => void server.close())

/** Begins here, comes back with a code as the issuer would send one, and tells how it ended. */
async function through(back: Record<string, string> = {}) {
  const get = (path: string, cookie = '') =>
    app.request(`http://localhost:4000${path}`, { headers: { host: 'localhost:4000', cookie } }, {})
  const start = await get('/sign-in/organization')
  const asked = new URL(start.headers.get('location')!).searchParams
  says.nonce = asked.get('nonce')!
  const query = new URLSearchParams({ code: 'a code', state: asked.get('state')!, ...back })
  const cookie = start.headers.getSetCookie()[0]!.split(';')[0]!
  const done = await get(`/sign-in/organization/back?${query}`, cookie)
  return { status: done.status, in: done.headers.getSetCookie().some((line) => line.includes('tieline_session=')) }
}
const saying = (token: typeof says.token) => void (says.token = token)
const without = (name: string) => (claims: Claims) =>
  signed(Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name)))

test('a token of the issuer for us, for this very sign-in and of now, lets in', async () => {
  saying(signed)
  expect(await through()).toEqual({ status: 303, in: true })
})

describe('a login is refused when its token', () => {
  test.each<[string, typeof says.token]>([
    ['is for another audience', (claims) => signed({ ...claims, aud: 'another client' })],
    [
      'is for several audiences and says not that it was given to us',
      (claims) => signed({ ...claims, aud: ['tieline', 'another'] }),
    ],
    [
      'was given to another of its audiences',
      (claims) => signed({ ...claims, aud: ['tieline', 'another'], azp: 'another' }),
    ],
    ['is for nobody', without('aud')],
    ['is of another issuer', (claims) => signed({ ...claims, iss: 'https://login.example' })],
    ['names no issuer', without('iss')],
    ['is of another sign-in', (claims) => signed({ ...claims, nonce: 'another' })],
    ['is of no sign-in', without('nonce')],
    ['has expired', (claims) => signed({ ...claims, iat: seconds() - 600, exp: seconds() - 300 })],
    ['never expires', without('exp')],
    ['is not good yet', (claims) => signed({ ...claims, nbf: seconds() + 300 })],
    ['does not say when it was made', without('iat')],
    ['is about nobody', without('sub')],
    ['is signed by somebody else', (claims) => signed(claims, another.privateKey)],
    [
      'was changed after it was signed',
      (claims) => {
        const [head, , signature] = signed({ ...claims, email: 'mallory@hollis.example' }).split('.')
        return `${head}.${part(claims)}.${signature}`
      },
    ],
    ['has no signature', (claims) => `${header('RS256')}.${part(claims)}.`],
    ['says that it needs no signature', (claims) => `${header('none')}.${part(claims)}.`],
    ['is signed with the public key as if it were a secret', (claims) => withMac(claims, publicKey)],
    ['is signed with the secret of the client, which was not agreed', (claims) => withMac(claims, SECRET)],
    [
      'brings the key that it is to be checked with',
      (claims) => {
        const jwk = another.publicKey.export({ format: 'jwk' })
        const text = `${part({ alg: 'RS256', jwk, jku: `${issuer}/other-keys` })}.${part(claims)}`
        return `${text}.${sign('sha256', Buffer.from(text), another.privateKey).toString('base64url')}`
      },
    ],
    ['is missing', () => undefined],
    ['is no token', () => 'a.b.c'],
  ])('%s', async (_, token) => {
    saying(token)
    expect(await through()).toEqual({ status: 403, in: false })
  })
})

test('what the issuer tells of somebody counts only for whom its token is about', async () => {
  saying(without('email'))
  says.userinfo = { sub: 'ana', email: says.email, email_verified: true }
  expect(await through()).toEqual({ status: 303, in: true })
  says.userinfo = { sub: 'somebody else', email: says.email, email_verified: true }
  expect(await through()).toEqual({ status: 403, in: false })
})

test.each(['true', 1, null, undefined, 'yes'])(
  'an address is verified only by the word of it, not by %j',
  async (said) => {
    saying((claims) => signed({ ...claims, email_verified: said }))
    expect(await through()).toEqual({ status: 403, in: false })
  },
)

test('an answer in the name of another issuer is not taken', async () => {
  saying(signed)
  expect(await through({ iss: 'https://login.example' })).toEqual({ status: 403, in: false })
  expect(await through({ iss: issuer })).toEqual({ status: 303, in: true })
})

test('an issuer that says it is another one is not used', async () => {
  saying(signed)
  says.issuer = 'https://login.example'
  const oidc = { issuer, clientId: 'tieline', clientSecret: SECRET, name: 'Hollis University' }
  const fresh = createApp({ ...h.parts, config: { ...h.parts.config, oidc } })
  const headers = { host: 'localhost:4000' }
  const answer = await fresh.request('http://localhost:4000/sign-in/organization', { headers }, {})
  expect([answer.status, answer.headers.get('location')]).toEqual([503, null])
  says.issuer = ''
})
