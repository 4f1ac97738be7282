import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** How a mail server answers an address, by what stands before its `@`. */
const MANNERS = /^(busy|refused|silent|late)/

const LATE_MS = 65_000

export interface Sink {
  url: string
  /** To whom each letter went that was taken, in order. */
  taken: { to: string; text: string }[]
  /** How often somebody began to send to an address. */
  asked: Map<string, number>
  /** The path of the next link to sign in that comes. */
  link(): Promise<string>
  stop(): Promise<void>
}

/** A mail server that takes all letters; some addresses it answers as bad servers do. */
export async function openSink(): Promise<Sink> {
  const { SMTPServer } = await import('smtp-server')
  const taken: Sink['taken'] = []
  const asked: Sink['asked'] = new Map()
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    disableReverseLookup: true,
    onRcptTo({ address }, _session, done) {
      asked.set(address, (asked.get(address) ?? 0) + 1)
      const manner = MANNERS.exec(address)?.[1]
      if (manner === 'busy' && asked.get(address) === 1) done(answer(451, 'busy, come again'))
      else if (manner === 'refused') done(answer(550, 'nobody here'))
      else if (manner !== 'silent') done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        taken.push({ to, text: Buffer.concat(chunks).toString() })
        void pause(MANNERS.exec(to)?.[1] === 'late' ? LATE_MS : 0).then(() => done())
      })
    },
  })
  smtp.on('error', () => undefined)
  await new Promise<void>((resolve) => void smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  const stop = () => new Promise<void>((resolve) => void smtp.close(() => resolve()))
  let links = 0
  const link = async () => {
    for (;;) {
      const all = taken.flatMap(({ text }) => LINK.exec(text.replaceAll(/=\r\n/g, ''))?.[0] ?? [])
      if (all.length > links) return all[(links = all.length) - 1]!
      await pause(20)
    }
  }
  return { url: `smtp://127.0.0.1:${port}`, taken, asked, link, stop }
}

const LINK = /\/sign-in\/l\/[\w-]+/

const answer = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode })
