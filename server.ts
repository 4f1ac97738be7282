import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { createApp } from './src/app.tsx'
import type { Config } from './src/config.ts'
import { type OpenHouse, openHouse } from './src/open-house.ts'
import { listen } from './src/platform/listen.ts'
import { portTakenSentence } from './src/platform/embedded-postgres.ts'

export interface Running {
  address: string
  stop(): Promise<void>
}

/** Boot: config → database → jobs → listen. `stop` takes no more, finishes what is under way, and closes what was opened. */
export const startServer = async (config: Config, { worker = true } = {}): Promise<Running> =>
  serveHouse(await openHouse(config, { worker }), config)

/** The same for a house that is open already; it is closed at the end. */
export async function serveHouse(house: OpenHouse, config: Config): Promise<Running> {
  const ears = await listen({
    url: house.url,
    heard: house.heard,
    listening: house.listening,
  })
  const close = async () => {
    await ears.stop()
    await house.close()
  }
  try {
    const { server, port } = await open(createApp(house.parts).fetch, config)
    const stop = async () => {
      house.stopTaking()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      })
      await close()
    }
    return { address: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`, stop }
  } catch (error) {
    await close()
    throw error
  }
}

function open(
  fetch: Parameters<typeof serve>[0]['fetch'],
  config: Config,
): Promise<{ server: ReturnType<typeof serve>; port: number }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port: config.port, hostname: config.host })
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(portTakenSentence(config.port), { cause: error }) : error),
    )
    server.once('listening', () => resolve({ server, port: (server.address() as AddressInfo).port }))
  })
}
