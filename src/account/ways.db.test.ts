import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { house, type Someone } from '../../test/house.ts'
import { createApp } from '../app.tsx'
import { proveAddress } from './accounts.ts'
import { createPerson } from './persons.ts'
import { giveAccess } from './members.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const SENTENCE = 'seven bridges over the Lowell'
const nobody = h.as(null)

const cookieOf = (headers: Headers) =>
  headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
const signedInBy = (headers: Headers): Someone => ({ ...region.public, cookie: cookieOf(headers) })
const byPassword = (email: string, password: string, next = '') =>
  nobody.post('/sign-in/password', { email, password, next })
/** No test runs into the limit of another. */
const later = () => void (h.time.now = new Date(h.time.now.getTime() + 16 * 60_000))

describe('a password', () => {
  let member: Someone
  beforeAll(async () => void (member = await h.aMember(region, 'viewer')))
  const set = (password: string, who = member) => h.as(who).post('/me/sign-in/password', { password })

  test('is set by whoever is signed in, lets in, and is told by mail', async () => {
    const first = await set(SENTENCE)
    expect(h.complaints).toEqual([])
    expect(first.location).toBe('/me/sign-in?done=password')
    expect(h.mailbox.at(-1)).toMatchObject({ to: { address: member.email }, subject: 'A way to sign in was changed' })
    expect(h.mailbox.at(-1)!.text).not.toContain(SENTENCE)
    const done = await byPassword(member.email!, SENTENCE, '/riverbend/ties')
    expect([done.status, done.location]).toEqual([303, '/riverbend/ties'])
    expect((await h.as(signedInBy(done.headers)).get('/me')).text).toContain(member.email!)
  })

  test('is kept as a slow hash, and comes back in no page', async () => {
    const rows = JSON.stringify(await h.parts.auth.db.selectFrom('account').selectAll().execute())
    expect(rows).not.toContain(SENTENCE)
    later()
    const wrong = await byPassword(member.email!, 'not this one at all')
    expect([wrong.status, wrong.text.includes('not this one at all')]).toEqual([422, false])
  })

  test('that is wrong, of an account without one, and of nobody are answered alike, with the same work', async () => {
    const without = await h.aMember(region, 'viewer')
    const strip = (text: string) => text.replaceAll(/value="[^"]*@[^"]*"|name="_key" value="[^"]*"/g, '')
    const timed = async (email: string) => {
      later()
      const began = performance.now()
      const answer = await byPassword(email, 'some other sentence')
      return { status: answer.status, text: strip(answer.text), ms: performance.now() - began }
    }
    const answers = [await timed(member.email!), await timed(without.email!), await timed('nobody@nowhere.example')]
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([422]))
    expect(new Set(answers.map((one) => one.text)).size).toBe(1)
    // The hash is what takes the time: without it an answer takes a few milliseconds.
    for (const { ms } of answers) expect(ms).toBeGreaterThan(15)
  })

  test('is tried a few times and no more, whoever it is for', async () => {
    later()
    const tries = []
    for (let n = 0; n < 8; n += 1) tries.push((await byPassword(member.email!, `guess number ${n}`)).status)
    expect(tries.slice(-2)).toEqual([429, 429])
    later()
  })

  test.each([
    'short',
    'aaaaaaaaaaaaaa',
    '123456789012',
    'password1234password',
    '1qaz2wsx3edc',
    'Riverbend-2026',
    'A viewer of Riverbend',
    'localhost 40!!',
  ])('%s is refused with a reason', async (weak) => {
    const refused = await set(weak, await h.aMember(region, 'viewer'))
    expect(refused.status).toBe(422)
    expect(refused.text).toMatch(/class="error"/)
    expect(refused.text).not.toContain(`value="${weak}"`)
  })

  describe('once there is one, is changed and removed by whoever knows it', () => {
    const OTHER = 'another sentence by the river'
    const change = (who: Someone, form: Record<string, string> = {}) =>
      h.as(who).post('/me/sign-in/password', { password: OTHER, ...form })
    let owner: Someone
    beforeAll(async () => {
      owner = await h.aMember(region, 'viewer')
      await set(SENTENCE, owner)
    })

    test('the page asks for it, and only where there is one', async () => {
      const asks = async (who: Someone) => (await h.as(who).get('/me/sign-in')).text.includes('name="current"')
      expect([await asks(owner), await asks(await h.aMember(region, 'viewer'))]).toEqual([true, false])
    })

    test.each(['', 'not it at all'])('with %j as the old one nothing changes', async (current) => {
      later()
      const refused = [
        await change(owner, { current }),
        await h.as(owner).post('/me/sign-in/password/removal', { current }),
      ]
      expect(refused.map(({ status }) => status)).toEqual([422, 422])
      for (const { text } of refused) expect(text).toContain('This is not your password.')
      expect((await byPassword(owner.email!, SENTENCE)).status).toBe(303)
    })

    test('an open session cannot be used to guess it', async () => {
      later()
      const tries = []
      for (let n = 0; n < 8; n += 1) tries.push((await change(owner, { current: `guess number ${n}` })).status)
      expect(tries).toEqual([422, 422, 422, 422, 422, 422, 429, 429])
    })

    test('who came in by a mailed link needs no old one, for ten minutes and in that browser', async () => {
      const linked = async () => {
        later()
        await nobody.post('/sign-in', { email: owner.email!, next: '' })
        const link = /\/sign-in\/l\/[\w-]+/.exec(h.mailbox.at(-1)!.text)![0]
        return signedInBy((await nobody.post(link)).headers)
      }
      const forgetful = await linked()
      expect((await h.as(forgetful).get('/me/sign-in')).text).not.toContain('name="current"')
      expect((await change(forgetful)).location).toBe('/me/sign-in?done=password')
      const proof = /tieline_proven=[^;]+/.exec(forgetful.cookie!)![0]
      const other = await h.aMember(region, 'viewer')
      await set(SENTENCE, other)
      expect((await change({ ...other, cookie: `${other.cookie}; ${proof}` })).status).toBe(422)
      const late = await linked()
      h.time.now = new Date(h.time.now.getTime() + 11 * 60_000)
      expect((await change(late)).status).toBe(422)
    })
  })

  test('when it changes, other sessions end and the old one opens nothing; without it the link still does', async () => {
    later()
    const elsewhere = signedInBy((await byPassword(member.email!, SENTENCE)).headers)
    expect((await h.as(elsewhere).get('/me')).status).toBe(200)
    const another = { password: 'another sentence by the river', current: SENTENCE }
    expect((await h.as(member).post('/me/sign-in/password', another)).status).toBe(303)
    expect((await h.as(elsewhere).get('/me')).status).toBe(303)
    expect((await h.as(member).get('/me')).status).toBe(200)
    expect((await byPassword(member.email!, SENTENCE)).status).toBe(422)
    await h.as(member).post('/me/sign-in/password/removal', { current: another.password })
    later()
    expect((await byPassword(member.email!, another.password)).status).toBe(422)
    expect((await nobody.post('/sign-in', { email: member.email!, next: '' })).status).toBe(303)
  })

  test('what was proven goes with signing out', async () => {
    later()
    await nobody.post('/sign-in', { email: member.email!, next: '' })
    const link = /\/sign-in\/l\/[\w-]+/.exec(h.mailbox.at(-1)!.text)![0]
    const out = await h.as(signedInBy((await nobody.post(link)).headers)).post('/sign-out')
    expect(out.headers.getSetCookie().join('\n')).toMatch(/tieline_proven=; Max-Age=0/)
  })
})

describe('a passkey', () => {
  test('that nobody made, or without a challenge of ours, opens nothing', async () => {
    const forged = JSON.stringify({ id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} })
    for (const response of [forged, '{', '[]', 'null', 'x'.repeat(90_000)]) {
      later()
      const answer = await nobody.post('/sign-in/passkey', { response, next: '' })
      expect([answer.status, cookieOf(answer.headers).includes('tieline_session')]).toEqual([422, false])
    }
  })

  test('is asked for with a challenge that differs each time, and stands in a cookie that scripts cannot read', async () => {
    const [one, other] = [await nobody.post('/sign-in/passkey/options'), await nobody.post('/sign-in/passkey/options')]
    expect(JSON.parse(one.text)).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
    expect(JSON.parse(one.text).challenge).not.toBe(JSON.parse(other.text).challenge)
    expect(one.headers.getSetCookie()[0]).toMatch(/HttpOnly/i)
  })
})

describe('who has a way of their own proves who they are before it changes', () => {
  const passkeyOf = (who: Someone) =>
    h.parts.auth.db
      .insertInto('passkeys')
      .values({
        id: h.clock().id(),
        userId: who.accountId!,
        credentialId: h.clock().id(),
        publicKey: Buffer.from('key'),
        counter: 0,
        transports: [],
        name: 'The desk at Ferry Street',
        createdAt: h.time.now,
        lastUsedOn: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
  const set = (who: Someone) => h.as(who).post('/me/sign-in/password', { password: SENTENCE })
  const asked = async (who: Someone) => (await h.as(who).get('/me/sign-in')).text.includes('prove first that it is you')

  test('the first way is free, the next is not', async () => {
    const member = await h.aMember(region, 'viewer')
    expect([await asked(member), (await h.as(member).post('/me/sign-in/passkeys/options')).status]).toEqual([
      false,
      200,
    ])
    const { id } = await passkeyOf(member)
    expect(await asked(member)).toBe(true)
    const tries = [
      await h.as(member).post('/me/sign-in/passkeys/options'),
      await h.as(member).post('/me/sign-in/passkeys', { name: 'Another', response: '{}' }),
      await h.as(member).post(`/me/sign-in/passkeys/${id}/removal`),
      await h.as(member).post('/me/sign-in/password', { password: SENTENCE }),
    ]
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    for (const { text } of tries) expect(text).toContain('prove first that it is you')
  })

  test('a key for programs is such a way too', async () => {
    const member = await h.aMember(region, 'viewer')
    const key = { region: region.id, name: 'A script', scope: 'read', days: '30' }
    expect((await h.as(member).post('/me/keys', key)).status).toBe(200)
    await set(member)
    const refused = await h.as(member).post('/me/keys', key)
    expect([refused.status, refused.text.includes('prove first that it is you')]).toEqual([403, true])
    const page = (await h.as(member).get('/me/keys')).text
    expect([page.includes('name="scope"'), page.includes('Mail a link to')]).toEqual([false, true])
  })

  test('a mailed link proves it, for ten minutes', async () => {
    const member = await h.aMember(region, 'viewer')
    await proveAddress(h.parts.auth, member.accountId!)
    const { id } = await passkeyOf(member)
    later()
    await h.as(member).post('/sign-in', { email: member.email!, next: '/me/sign-in' })
    const link = /\/sign-in\/l\/[\w-]+/.exec(h.mailbox.at(-1)!.text)![0]
    const came = await nobody.post(link, { next: '/me/sign-in' })
    expect(came.location).toBe('/me/sign-in')
    const proven = signedInBy(came.headers)
    expect([await asked(proven), (await h.as(proven).post('/me/sign-in/passkeys/options')).status]).toEqual([
      false,
      200,
    ])
    expect((await h.as(proven).post(`/me/sign-in/passkeys/${id}/removal`)).location).toBe('/me/sign-in?done=noPasskey')
    await passkeyOf(member)
    h.time.now = new Date(h.time.now.getTime() + 11 * 60_000)
    expect((await h.as(proven).post('/me/sign-in/passkeys/options')).status).toBe(403)
  })
})

describe('the login of an organization', () => {
  const people: Record<string, { email: string; email_verified: boolean }> = {}
  let issuer = ''
  let app: ReturnType<typeof createApp>
  const server = createServer((request, response) => void handle(request, response))
  let handle: (...given: Parameters<Parameters<typeof createServer>[1] & {}>) => unknown = () => undefined

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'tieline',
          client_secret: 'a secret of the client',
          redirect_uris: ['http://localhost:4000/sign-in/organization/back'],
        },
      ],
      claims: { email: ['email', 'email_verified'] },
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
    })
    handle = provider.callback()
    const oidc = { issuer, clientId: 'tieline', clientSecret: 'a secret of the client', name: 'Hollis University' }
    app = createApp({ ...h.parts, config: { ...h.parts.config, oidc } })
  })
  afterAll(() => void server.close())

  const ours = (path: string, cookie = '') =>
    app.request(`http://localhost:4000${path}`, { headers: { host: 'localhost:4000', cookie } }, {})

  /** Signs in at the provider as its own pages let one do, and gives the way back. */
  async function vouchedFor(person: string, start: string): Promise<string> {
    const jar = new Map<string, string>()
    const go = async (url: string, body?: URLSearchParams): Promise<Response> => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(url, {
        redirect: 'manual',
        headers: { cookie },
        ...(body && { method: 'POST', body }),
      })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        jar.set(name, value)
      }
      const to = answer.headers.get('location')
      if (!to) return answer
      const next = new URL(to, url).href
      return next.startsWith('http://localhost:4000') ? new Response(next) : go(next)
    }
    let answer = await go(start)
    for (let step = 0; step < 3; step += 1) {
      const page = await answer.text()
      if (page.startsWith('http://localhost:4000')) return page.replace('http://localhost:4000', '')
      const action = /action="([^"]+)"/.exec(page)![1]!
      const prompt = /name="prompt" value="([^"]+)"/.exec(page)![1]!
      answer = await go(new URL(action, issuer).href, new URLSearchParams({ prompt, login: person, password: 'any' }))
    }
    return (await answer.text()).replace('http://localhost:4000', '')
  }

  async function through(person: string, tamper: (back: string) => string = (back) => back) {
    const start = await ours('/sign-in/organization?next=/riverbend/ties')
    const back = await vouchedFor(person, start.headers.get('location')!)
    return ours(tamper(back), cookieOf(start.headers))
  }

  test('lets in whom it vouches for, if they are known here', async () => {
    const member = await h.aMember(region, 'viewer')
    people['ana'] = { email: member.email!, email_verified: true }
    expect(await (await ours('/sign-in')).text()).toContain('Sign in with Hollis University')
    const done = await through('ana')
    expect([done.status, done.headers.get('location')]).toEqual([303, '/riverbend/ties'])
    expect(await (await ours('/me', cookieOf(done.headers))).text()).toContain(member.email!)
  })

  test('makes a member of whoever was invited', async () => {
    const email = 'invited@hollis.example'
    const person = await createPerson(h.db, region.system, { name: 'Invited', email }, h.clock())
    await giveAccess(h.db, region.system, region, person.id, { access: 'viewer', organizationIds: [] }, h.clock())
    people['invited'] = { email, email_verified: true }
    const done = await through('invited')
    expect(await (await ours('/me', cookieOf(done.headers))).text()).toContain('Riverbend')
    // The provider proved the address: a mailed link proves nothing more, and leaves what the owner set up.
    const proven = h.parts.auth.db.selectFrom('user').select('emailVerified').where('email', '=', email)
    expect(await proven.executeTakeFirst()).toEqual({ emailVerified: true })
  })

  test('whoever opened the account before its owner came is out, with the password they set', async () => {
    const intruder = await h.aMember(region, 'viewer')
    await h.as(intruder).post('/me/sign-in/password', { password: 'the sentence of an intruder' })
    people['owner'] = { email: intruder.email!, email_verified: true }
    expect((await through('owner')).status).toBe(303)
    expect((await h.as(intruder).get('/me')).status).toBe(303)
    later()
    expect((await byPassword(intruder.email!, 'the sentence of an intruder')).status).toBe(422)
  })

  test.each([
    ['an address that it has not verified', { email: 'mallory@riverbend.example', email_verified: false }, 403],
    ['somebody nobody knows', { email: 'stranger@elsewhere.example', email_verified: true }, 403],
  ])('not for %s', async (_, claims, status) => {
    people['other'] = claims
    const done = await through('other')
    expect([done.status, cookieOf(done.headers).includes('tieline_session')]).toEqual([status, false])
    const accounts = await h.parts.auth.db.selectFrom('user').select('email').execute()
    expect(accounts.map((one) => one.email)).not.toContain(claims.email)
  })

  test('not with another state, a code of somebody else, or a way that was begun in another browser', async () => {
    const refused = async (answer: Promise<Response>) => {
      const { status, headers } = await answer
      return [status >= 400, cookieOf(headers).includes('tieline_session')]
    }
    expect(await refused(through('ana', (back) => back.replace(/state=[^&]+/, 'state=another')))).toEqual([true, false])
    expect(await refused(through('ana', (back) => back.replace(/code=[^&]+/, 'code=another')))).toEqual([true, false])
    const start = await ours('/sign-in/organization')
    const back = await vouchedFor('ana', start.headers.get('location')!)
    expect(await refused(Promise.resolve(ours(back)))).toEqual([true, false])
    expect(await refused(Promise.resolve(ours(back, cookieOf(start.headers).replace(/=./, '=x'))))).toEqual([
      true,
      false,
    ])
  })

  test('begins only where somebody pressed the button here, not because a page of others led there', async () => {
    const begun = async (site: string) => {
      const headers = { host: 'localhost:4000', 'sec-fetch-site': site }
      const answer = await app.request('http://localhost:4000/sign-in/organization?next=/me', { headers }, {})
      return answer.headers.get('location')
    }
    for (const site of ['cross-site', 'same-site']) expect(await begun(site)).toBe('/sign-in?next=%2Fme')
    for (const site of ['same-origin', 'none']) expect(await begun(site)).toContain(issuer)
  })

  test('sends nobody anywhere but here', async () => {
    const start = await ours('/sign-in/organization?next=https://evil.example/')
    const back = await vouchedFor('ana', start.headers.get('location')!)
    const done = await ours(back, cookieOf(start.headers))
    expect(done.headers.get('location')).toMatch(/^\/(riverbend|me)/)
  })
})

test('where there is none, its addresses are not found and nothing is offered', async () => {
  expect((await nobody.get('/sign-in/organization')).status).toBe(404)
  expect((await nobody.get('/sign-in')).text).not.toContain('Hollis University')
})
