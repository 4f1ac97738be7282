import { createServer } from 'node:net'
import fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { type Message, isAddress, mailbox, makeMail } from './mail.ts'

interface Taken {
  from: string
  to: string[]
  raw: string
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function server(options: SMTPServerOptions = {}) {
  const taken: Taken[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const to = rcptTo.map((one) => one.address)
        taken.push({ from: mailFrom ? mailFrom.address : '', to, raw: Buffer.concat(chunks).toString() })
        done()
      })
    },
    ...options,
  })
  smtp.on('error', () => undefined)
  await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => void smtp.close(() => resolve())))
  const address = smtp.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { taken, mail: through(`smtp://127.0.0.1:${port}`) }
}

const outbox = async () => expect.unreachable('mail went to the outbox')
const through = (smtpUrl: string) => makeMail({ smtpUrl, from: 'Tieline <tieline@riverbend.example>', outbox })
const letter = (message: Partial<Message> = {}): Message => ({
  to: { address: 'maria@example.org', name: 'María Núñez' },
  subject: 'Una pregunta: ¿qué sigue?',
  html: '<p>Hola</p>',
  text: 'Hola',
  messageId: '<1.2@tieline>',
  ...message,
})
const refusal = (responseCode: number, text = 'no') => Object.assign(new Error(text), { responseCode })

test('a mail arrives with both texts, and can be unsubscribed from with one click', async () => {
  const { mail, taken } = await server()
  const url = `https://tieline.example.org/riverbend/l/${'a'.repeat(43)}?of=${'b'.repeat(60)}`
  expect(await mail.send(letter({ unsubscribe: { url }, headers: { 'X-Tieline': 'yes' } }))).toEqual({ ok: true })
  expect(taken).toHaveLength(1)
  const got = await simpleParser(taken[0]!.raw)
  expect(got).toMatchObject({ subject: 'Una pregunta: ¿qué sigue?', messageId: '<1.2@tieline>' })
  expect([got.text?.trim(), got.html]).toEqual(['Hola', expect.stringContaining('<p>Hola</p>')])
  expect(got.from?.value).toEqual([{ address: 'tieline@riverbend.example', name: 'Tieline' }])
  expect(taken[0]!.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n')
  const lines = got.headerLines.find((header) => header.key === 'list-unsubscribe')?.line.replace(/\r?\n\s*/g, '')
  expect(lines?.replace(/\s/g, '')).toBe(`List-Unsubscribe:<${url}>`)
  expect(got.headers.get('auto-submitted')).toBe('auto-generated')
})

const atom = fc.string({ unit: fc.constantFrom(..."abcXYZ019!#$%&'*+/=?^_`{|}~-"), minLength: 1, maxLength: 12 })
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/)
const address = fc
  .tuple(
    fc.array(atom, { minLength: 1, maxLength: 3 }),
    fc.array(label, { maxLength: 3 }),
    fc.constantFrom('org', 'example', 'museum'),
  )
  .map(([local, labels, top]) => `${local.join('.')}@${[...labels, top].join('.')}`)
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    'x\r\nBcc: evil@example.net',
    '"Maria" <evil@example.net>',
    'evil@example.net, ',
    'Group: evil@example.net;',
    '=?utf-8?q?evil=40example.net?= <evil@example.net>',
    '<evil@example.net>',
    'a\u2028Bcc: evil@example.net',
    '\u202Egro.elpmaxe@live',
    'x\0y',
    '\\"',
    ')(',
  ),
)

const usual = ['Auto-Submitted', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'To']

async function expectOnly({ from, to, raw }: Taken, stored: string) {
  expect([from, to]).toEqual(['tieline@riverbend.example', [stored]])
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'))
  const keys = head.split('\r\n').flatMap((line) => /^([^\s:]+):/.exec(line)?.[1] ?? [])
  expect(keys.filter((key) => key !== 'Subject').toSorted()).toEqual(usual)
  expect(keys.filter((key) => key === 'Subject').length).toBeLessThan(2)
  const got = await simpleParser(raw)
  expect([got.to].flat().flatMap((all) => all?.value.map((one) => one.address))).toEqual([stored])
}

const whatever = 'whatever the name, the subject and the text: the envelope is what was stored, and no header is added'
test(whatever, { timeout: 30_000 }, async () => {
  const { mail, taken } = await server()
  // Ten at once: the server waits a tenth of a second before each greeting.
  const letters = fc.array(fc.tuple(address, nasty, nasty, nasty), { minLength: 10, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(letters, async (ten) => {
      taken.length = 0
      const sent = ten.map(([to, name, subject, text], n) =>
        mail.send(letter({ to: { address: to, name }, subject, text, html: text, messageId: `<${n}@tieline>` })),
      )
      expect(await Promise.all(sent)).toEqual(ten.map(() => ({ ok: true })))
      expect(taken).toHaveLength(10)
      for (const one of taken) await expectOnly(one, ten[Number(/^Message-ID: <(\d)@/m.exec(one.raw)![1])]![0])
    }),
    { numRuns: 15 },
  )
})

test.each([
  'maria',
  'maria@',
  '@example.org',
  'a b@example.org',
  'a@b@example.org',
  '"a b"@example.org',
  '<maria@example.org>',
  'maria@example.org>',
  'a@example.org,b@example.org',
  'a@example.org;b@example.org',
  'a@example.org\r\nRCPT TO:<b@example.org>',
  'a@example.org\n',
  'a@[127.0.0.1]',
  'a@127.0.0.1',
  '.a@example.org',
  'a..b@example.org',
  'a@-example.org',
  'a@example..org',
  'josé@example.org',
  'a@ex\u00adample.org',
  'a@example\u3002org@b.org',
  'a@１２７.０.０.１',
  'Group:a@example.org;',
  'a(comment)@example.org',
  `${'a'.repeat(65)}@example.org`,
  `a@${'b'.repeat(260)}.org`,
  '',
])('an address that could be read in two ways is refused before any server hears of it: %j', async (bad) => {
  const { mail, taken } = await server()
  expect(isAddress(bad)).toBe(false)
  expect(await mail.send(letter({ to: { address: bad, name: '' } }))).toMatchObject({ ok: false, kind: 'permanent' })
  expect(taken).toEqual([])
})

const malformed: Partial<Message>[] = [
  { headers: { 'X-A': 'b\r\nBcc: evil@example.net' } },
  { headers: { 'X-A: b\r\nBcc': 'evil@example.net' } },
  { headers: { Bcc: 'evil@example.net' } },
  { messageId: '<a@b>\r\nBcc: evil@example.net' },
  { unsubscribe: { url: 'javascript:alert(1)' } },
  { unsubscribe: { url: 'nonsense' } },
]
test.each(malformed)('a header that is none is refused: %j', async (part) => {
  const { mail, taken } = await server()
  expect(await mail.send(letter(part))).toMatchObject({ ok: false, kind: 'permanent' })
  expect(taken).toEqual([])
})

test.each([
  ['a full mailbox for now', 'temporary', '452 at RCPT TO', { onRcptTo: (_a, _s, done) => done(refusal(452)) }],
  [
    'no such mailbox',
    'permanent',
    '550 5.1.1 at RCPT TO',
    { onRcptTo: (_a, _s, done) => done(refusal(550, '5.1.1 <maria@example.org> unknown')) },
  ],
  [
    'our own address is refused: ours to mend',
    'temporary',
    '550 at MAIL FROM',
    { onMailFrom: (_a, _s, done) => done(refusal(550)) },
  ],
  ['we have to sign in', 'temporary', '530 at RCPT TO', { onRcptTo: (_a, _s, done) => done(refusal(530)) }],
  ['nobody may come in', 'temporary', '554 at CONN', { onConnect: (_s, done) => done(refusal(554)) }],
] satisfies [string, string, string, SMTPServerOptions][])('%s: %s', async (_what, kind, reason, options) => {
  const { mail } = await server(options)
  expect(await mail.send(letter())).toEqual({ ok: false, kind, reason })
})

test.each([
  [451, 'temporary'],
  [552, 'permanent'],
])('the text answered with %i: %s', async (code, kind) => {
  const { mail } = await server({
    onData: (stream, _session, done) => void stream.on('end', () => done(refusal(code))).resume(),
  })
  expect(await mail.send(letter())).toEqual({ ok: false, kind, reason: `${code} at DATA` })
})

/** A server that hangs up when it hears the given word. */
async function hangsUpAt(word: string) {
  const replies: Record<string, string> = { DATA: '354 go on', '.': '250 ok' }
  const net = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('220 here\r\n')
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n')) {
        const [verb = ''] = line.split(' ')
        if (verb === word) return void socket.destroy()
        if (/^(EHLO|HELO|MAIL|RCPT|DATA)$/.test(verb)) socket.write(`${replies[verb] ?? '250 ok'}\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => void net.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => void net.close(() => resolve())))
  const at = net.address()
  return through(`smtp://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`)
}

test.each([
  ['MAIL', 'temporary'],
  ['RCPT', 'temporary'],
  ['DATA', 'temporary'],
  ['.', 'unknown'],
])('the line goes dead at %s: %s', async (word, kind) => {
  expect(await (await hangsUpAt(word)).send(letter())).toMatchObject({ ok: false, kind })
})

test('nobody answers at all: temporary', async () => {
  const { mail } = await server()
  await closing.pop()!()
  expect(await mail.send(letter())).toEqual({
    ok: false,
    kind: 'temporary',
    reason: expect.stringMatching(/^E\w+ at CONN$/),
  })
})

test('without a server mail goes to the outbox, checked as if it left', async () => {
  const kept: Message[] = []
  const mail = makeMail({ from: 'tieline@localhost', outbox: async (message) => void kept.push(message) })
  const unsubscribe = { url: 'http://localhost:4000/riverbend/l/x' }
  expect(await mail.send(letter({ subject: 'a\r\nb', unsubscribe, regionId: 'r' }))).toEqual({ ok: true })
  expect(await mail.send(letter({ to: { address: 'no', name: '' } }))).toMatchObject({ ok: false })
  expect(kept).toHaveLength(1)
  expect(kept[0]).toMatchObject({
    subject: 'a b',
    regionId: 'r',
    to: { address: 'maria@example.org', name: 'María Núñez' },
  })
  expect(kept[0]!.headers).toMatchObject({ 'List-Unsubscribe': '<http://localhost:4000/riverbend/l/x>' })
})

test('a domain in letters of any language goes out in its ASCII form', async () => {
  const { mail, taken } = await server()
  expect(await mail.send(letter({ to: { address: 'maria@Bücher.example', name: '' } }))).toEqual({ ok: true })
  // The server tells it back in letters, the header as it came.
  expect([taken[0]!.to, taken[0]!.raw]).toEqual([
    ['maria@bücher.example'],
    expect.stringContaining('To: maria@xn--bcher-kva.example\r\n'),
  ])
})

test('the sender is read from a setting', () => {
  expect(mailbox('Tieline <tieline@localhost>')).toEqual({ name: 'Tieline', address: 'tieline@localhost' })
  expect(mailbox('"Red, Cívica" <a@B.org>')).toEqual({ name: 'Red, Cívica', address: 'a@b.org' })
  expect(mailbox(' a@b.org ')).toEqual({ name: '', address: 'a@b.org' })
  for (const bad of ['', 'x', 'a <b>', 'a@b.org, c@d.org', '<a@b.org> <c@d.org>'])
    expect(() => mailbox(bad)).toThrow('no sender')
})

test('8 KB of the worst address takes no time', () => {
  for (const worst of [
    'a'.repeat(8192),
    `${'a.'.repeat(4096)}@`,
    `a@${'b-'.repeat(4096)}`,
    `a@${'b.'.repeat(4096)}!`,
    '<'.repeat(8192),
  ]) {
    const before = performance.now()
    expect(isAddress(worst)).toBe(false)
    expect(() => mailbox(`x <${worst}>`)).toThrow('no sender')
    expect(performance.now() - before).toBeLessThan(50)
  }
})
