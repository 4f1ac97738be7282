import type { Command } from 'commander'
import { serveHouse, startServer, type Running } from '../server.ts'
import { type Config, readConfig } from '../src/config.ts'
import { type OpenHouse, openHouse } from '../src/open-house.ts'
import { loadDemonstration, isEmpty } from '../demo/load.ts'
import { adminLink } from './sign-in-address.ts'
import { say } from './say.ts'

/** `tieline start` (npm start), `tieline serve` and `tieline worker`. */
export function addServe(program: Command) {
  program
    .command('start', { hidden: true })
    .description('what npm start does: serve, with the demonstration regions in an empty database')
    .action(async () => {
      const config = readConfig(undefined, { start: true })
      const house = await openHouse(config, { worker: true })
      const ready = await prepare(house, config).catch(async (error: unknown) => {
        await house.close()
        throw error
      })
      const running = await serveHouse(house, config)
      greet(config, ready)
      untilStopped(running)
    })
  program
    .command('serve')
    .description('web server and, unless --no-worker, the job worker')
    .option('--port <port>')
    .option('--host <host>')
    .option('--no-worker')
    .action(async (options: { port?: string; host?: string; worker: boolean }) => {
      const env = {
        ...process.env,
        ...(options.port && { PORT: options.port }),
        ...(options.host && { HOST: options.host }),
      }
      const running = await startServer(readConfig(env), { worker: options.worker })
      say(`Tieline answers at ${running.address}`)
      untilStopped(running)
    })
  program
    .command('worker')
    .description('job worker alone')
    .action(async () => {
      const config = readConfig()
      const house = await openHouse(config, { worker: true })
      const { listen } = await import('../src/platform/listen.ts')
      const ears = await listen({ url: house.url, heard: house.heard, listening: () => undefined })
      say('The worker is at work. Stop it with Ctrl-C.')
      untilStopped({ address: '', stop: async () => (await ears.stop(), house.close()) })
    })
}

interface Ready {
  /** Whether the demonstration regions were loaded just now. */
  first: boolean
  /** Where the administrator signs in. */
  address: string
}

/** Fills an empty database of a demonstration, and makes the administrator's link. */
async function prepare(house: OpenHouse, config: Config): Promise<Ready> {
  const { db, auth, clock } = house.parts
  const first = config.demo && (await isEmpty(db))
  if (first) await loadDemonstration(db, auth, clock())
  return { first, address: await adminLink(house) }
}

function greet(config: Config, { first, address }: Ready) {
  say(`\n  Tieline answers at ${config.publicUrl}`)
  if (first) say('  The two demonstration regions are loaded: riverbend (invented) and pittsburgh.')
  say(`  Sign in as administrator with this link, good for 15 minutes:\n  ${address}`)
  if (config.demo) say(`  Or look around as any member of a demonstration region: ${config.publicUrl}/sign-in`)
  say('  Stop with Ctrl-C.\n')
}

/** A second signal ends the process at once. */
function untilStopped(running: Running) {
  let asked = false
  const stop = () => {
    if (asked) process.exit(1)
    asked = true
    running.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
