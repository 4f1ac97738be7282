import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Measured } from '../../cli/bench.ts'
import type { Chaos } from './chaos.ts'
import { compareWith } from './facts.ts'
import { startLoad } from './load.ts'
import { withSite } from './site.ts'

/** One commit of so many is cut. */
const ONE_OF = 4

/** The connection is cut during COMMIT: before the database gets it, or before its answer arrives. */
export const cuts = ({ seconds, random, note }: Chaos): Promise<Measured[]> =>
  withSite(async (site) => {
    const between = await openProxy(site.url, random)
    try {
      const load = await site.serving({ DATABASE_URL: between.url }, async (door) => {
        between.cutting = true
        const writing = startLoad(door, 'cuts', 4)
        await pause(seconds * 1000)
        between.cutting = false
        await writing.stop()
        return writing
      })
      for (const wrong of new Set(load.wrong)) note(wrong)
      const { missing, twice, half } = await compareWith(site.db, load)
      const done = load.organizations.length + load.imports.length + load.invited.length
      return [
        { what: 'the connection cut during COMMIT', value: between.cuts, unit: 'cuts' },
        { what: '  writes that were acknowledged', value: done, unit: 'writes' },
        { what: '  answers that nobody should get', value: load.wrong.length, unit: 'answers', goal: '0' },
        { what: '  acknowledged writes that are not there', value: missing, unit: 'writes', goal: '0' },
        { what: '  writes that are there twice', value: twice, unit: 'writes', goal: '0' },
        { what: '  imports of which a part is there', value: half, unit: 'imports', goal: '0' },
      ]
    } finally {
      await between.stop()
    }
  })

/** Stands between a server and its database, and cuts some commits while it is told to. */
async function openProxy(url: string, random: () => number) {
  const { port, hostname } = new URL(url)
  const open = new Set<Socket>()
  const made = { url: '', cutting: false, cuts: 0, stop: async () => undefined as void }
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    for (const socket of [client, upstream]) {
      open.add(socket)
      socket.on('error', () => undefined).on('close', () => open.delete(socket))
    }
    const cut = () => [client, upstream].forEach((socket) => socket.destroy())
    client.on('close', cut)
    upstream.on('close', cut)
    let lost = false
    upstream.on('data', (bytes: Buffer) => (lost ? cut() : client.write(bytes)))
    client.on('data', (bytes: Buffer) => {
      const chosen = made.cutting && /commit\0/i.test(bytes.toString('latin1')) && random() < 1 / ONE_OF
      if (!chosen) return void upstream.write(bytes)
      made.cuts += 1
      if (random() < 0.5) return void cut()
      lost = true
      upstream.write(bytes)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  made.url = url.replace(`:${port}/`, `:${(server.address() as AddressInfo).port}/`)
  made.stop = async () => {
    for (const socket of open) socket.destroy()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  }
  return made
}
