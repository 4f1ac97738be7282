import { Readable } from 'node:stream'
import { domainToASCII } from 'node:url'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPTransport from 'nodemailer/lib/smtp-transport'

export interface Mailbox {
  address: string
  name: string
}

export interface Message {
  to: Mailbox
  subject: string
  html: string
  text: string
  /** `<something@somewhere>`; the same for each try of the same letter. */
  messageId?: string
  regionId?: string
  headers?: Record<string, string>
  /** One click ends mails of this kind (RFC 8058). */
  unsubscribe?: { url: string }
}

/**
 * What became of a mail. `temporary`: the server has not taken it, try later. `permanent`: this recipient or this letter
 * is refused. `unknown`: the server fell silent after the text, it may have taken it. A reason holds no address.
 */
export type Sent = { ok: true } | { ok: false; kind: 'temporary' | 'permanent' | 'unknown'; reason: string }

export interface MailSettings {
  /** Without it mail goes to `outbox`. */
  smtpUrl?: string
  from: string
  outbox(message: Message): Promise<void>
}

const TIMEOUTS = { dnsTimeout: 10_000, connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }

export interface Mail {
  /** `handing` is done when the mail server is about to take the letter: it is taken after that, or not at all. */
  send(message: Message, handing?: () => Promise<unknown>): Promise<Sent>
}

/**
 * The one door for mail.
 *
 * @example
 * const mail = makeMail({ smtpUrl: config.smtpUrl, from: 'Tieline <tieline@example.org>', outbox })
 * const sent = await mail.send({ to: { address: 'maria@example.org', name: 'María' }, subject, html, text })
 */
export function makeMail({ smtpUrl, from, outbox }: MailSettings): Mail {
  const sender = mailbox(from)
  // One connection a mail: a pool would send again by itself what may already have been taken.
  const transport = smtpUrl ? new SMTPTransport({ ...TIMEOUTS, url: smtpUrl }) : undefined
  return {
    async send(message, handing = async () => undefined) {
      const checked = check(message)
      if (typeof checked === 'string') return { ok: false, kind: 'permanent', reason: checked }
      if (transport) return transmit(transport, sender, checked, handing)
      await handing()
      await outbox(checked)
      return { ok: true }
    },
  }
}

const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$`, 'i')

/** Whether we write to such an address: plain ASCII without quoting, so that nobody reads it in two ways. */
export const isAddress = (text: string): boolean =>
  text.length <= 254 && text.lastIndexOf('@') <= 64 && ADDRESS.test(text)

/** `Tieline <tieline@example.org>` or `tieline@example.org`. Throws when it is neither. */
export function mailbox(text: string): Mailbox {
  const [, name = '', inner = text] = /^\s*"?([^"<>]*?)"?\s*<([^<>]*)>\s*$/.exec(text) ?? []
  const address = onTheWire(inner.trim())
  if (!isAddress(address)) throw new Error(`"${text}" is no sender: write it like Tieline <tieline@example.org>.`)
  return { name: oneLine(name), address }
}

/** The address with its domain as the wire has it: in lower case, letters beyond ASCII as `xn--…`. */
const onTheWire = (address: string): string => {
  const [, local, domain] = /^([^@]+@)([\p{L}\p{N}\p{M}.-]+)$/u.exec(address) ?? []
  if (!local || !domain) return address
  return local + (/^[a-z0-9.-]+$/i.test(domain) ? domain.toLowerCase() : domainToASCII(domain))
}

// Control, format and unassigned characters, lone surrogates, line and paragraph separators.
const oneLine = (text: string) => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim()

const HEADER = /^[A-Za-z][A-Za-z0-9-]{0,60}$/
const OURS =
  /^(?:from|to|cc|bcc|sender|reply-to|subject|date|message-id|mime-version|content-.*|return-path|received)$/i
const MESSAGE_ID = /^<[\w.+=-]{1,120}@[\w.-]{1,120}>$/

/** The message as it may leave: addresses as they are or not at all, everything else on one line. A string says what is wrong. */
function check(message: Message): Message | string {
  const address = onTheWire(message.to.address)
  if (!isAddress(address)) return 'the address is none we can write to'
  if (message.messageId !== undefined && !MESSAGE_ID.test(message.messageId)) return 'the message id is malformed'
  const headers: Record<string, string> = { 'Auto-Submitted': 'auto-generated' }
  for (const [key, value] of Object.entries(message.headers ?? {})) {
    if (!HEADER.test(key) || OURS.test(key) || oneLine(value) !== value)
      return `the header ${oneLine(key)} is malformed`
    headers[key] = value
  }
  if (message.unsubscribe) {
    const url = URL.parse(message.unsubscribe.url)
    if (!url || !/^https?:$/.test(url.protocol)) return 'the address to unsubscribe is malformed'
    headers['List-Unsubscribe'] = `<${url.href.replace(/[<>,\s]/g, encodeURIComponent)}>`
    headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click'
  }
  const to = { address, name: oneLine(message.to.name).slice(0, 200) }
  return { ...message, to, headers, subject: oneLine(message.subject) }
}

async function transmit(
  transport: SMTPTransport,
  from: Mailbox,
  message: Message,
  handing: () => Promise<unknown>,
): Promise<Sent> {
  const bytes = await compose(from, message)
  const flight = { begun: false }
  // It is read when the server has asked for the text, not before.
  const text = Readable.from(
    (async function* () {
      await handing()
      flight.begun = true
      yield bytes
    })(),
  )
  const mail = {
    data: {},
    message: {
      getEnvelope: () => ({ from: from.address, to: [message.to.address] }),
      messageId: () => message.messageId ?? '',
      createReadStream: () => text,
    },
  }
  return new Promise((resolve) => {
    transport.send(mail as unknown as Parameters<SMTPTransport['send']>[0], (error) => {
      resolve(error ? { ok: false, ...judge(error, flight.begun) } : { ok: true })
    })
  })
}

const compose = (from: Mailbox, { to, subject, text, html, headers = {}, messageId }: Message): Promise<Buffer> =>
  new MailComposer({
    from,
    to,
    subject,
    text,
    html,
    messageId,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: '\r\n',
  })
    .compile()
    .build()

/** What a failure means. Only an answer about this recipient or this text is final: the rest is the server's or ours to mend. */
function judge(error: Error, begun: boolean): { kind: 'temporary' | 'permanent' | 'unknown'; reason: string } {
  const { code, command, response, responseCode } = error as SmtpError
  if (!responseCode)
    return {
      kind: begun ? 'unknown' : 'temporary',
      reason: [code ?? 'no answer', command].filter(Boolean).join(' at '),
    }
  const about = command === 'RCPT TO' || command === 'DATA'
  const login = responseCode === 530 || responseCode === 535
  const [, status] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '') ?? []
  const reason = `${[responseCode, status].filter(Boolean).join(' ')} at ${command ?? 'connecting'}`
  return { kind: responseCode >= 500 && about && !login ? 'permanent' : 'temporary', reason }
}

interface SmtpError extends Error {
  code?: string
  command?: string
  response?: string
  responseCode?: number
}
