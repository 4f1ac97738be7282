import { randomInt, randomUUID } from 'node:crypto'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { inject } from 'vitest'
import { loadDemonstration } from '../../demo/load.ts'
import { serveHouse } from '../../server.ts'
import { makeAdmin } from '../../src/account/admins.ts'
import { findOrCreateAccount } from '../../src/account/accounts.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse } from '../../src/open-house.ts'
import { momentAt } from '../../src/platform/moment.ts'
import { onServer, withDatabase } from '../database.ts'
import { launchChromium } from './chromium.ts'

export const ADMIN = 'admin@tieline.example'

/** A served installation with both demonstration regions and an administrator, and a browser before it. */
export async function demonstration() {
  const database = `${inject('template')}_${randomUUID().slice(0, 8)}`
  await onServer(inject('server'), (client) =>
    client.query(`create database ${database} template ${inject('template')}`),
  )
  // Below those that the system itself gives to connections.
  const port = randomInt(20_000, 32_000)
  // Passkeys are good for names, not for numbers.
  const origin = `http://localhost:${port}`
  const settings = {
    DATABASE_URL: withDatabase(inject('server'), database),
    SECRET: 'a secret of at least thirty-two characters',
    PORT: String(port),
    PUBLIC_URL: origin,
    LOG_LEVEL: 'error',
  }
  // A test's own demonstration: on loopback, but on the test's server.
  const config = { ...readConfig(settings), demo: true }
  const { parts, close } = await openHouse(config)
  await loadDemonstration(parts.db, parts.auth, parts.clock())
  const { accountId } = await findOrCreateAccount(parts.auth, ADMIN, ADMIN)
  await makeAdmin(parts.db, accountId, parts.clock())
  await close()
  let days = 0
  const clock = () => momentAt(new Date(Date.now() + days * 86_400_000))
  const served = await openHouse(config, { worker: true, clock })
  const running = await serveHouse(served, config)
  const browser = await launchChromium()
  const stop = async () => {
    await browser.close()
    await running.stop()
  }
  return {
    origin,
    stop,
    open: (options: BrowserContextOptions = {}) => open(browser, origin, options),
    /** Its day, so many days from now. */
    day: (after = 0) => new Date(clock().at.getTime() + after * 86_400_000).toISOString().slice(0, 10),
    /** So many days pass, and all is done that is done each minute. */
    async pass(more: number) {
      days += more
      await served.runSweeps()
    },
  }
}
export type Demonstration = Awaited<ReturnType<typeof demonstration>>

/** A window, and all that it complained of or asked another host for. */
async function open(browser: Browser, origin: string, options: BrowserContextOptions) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  // What is not there by then does not come: the test says which it is, and does not wait for its own end.
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on(
    'console',
    (said) => void (/Content Security Policy|Refused to/.test(said.text()) && complaints.push(said.text())),
  )
  page.on('pageerror', (error) => void complaints.push(error.message))
  page.on('request', (request) => {
    const address = request.url()
    if (!address.startsWith(origin) && !address.startsWith('data:')) complaints.push(`asked ${address}`)
  })
  return { context, page, complaints }
}
