import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { NETWORK_FORMATS, type NetworkFormatName, networkFormatOf, networkOf } from '../src/network/network-files.ts'
import { systemActor } from '../src/platform/actor.ts'
import { dayIn } from '../src/platform/days.ts'
import type { Db } from '../src/platform/db.ts'
import type { Moment } from '../src/platform/moment.ts'
import { regionArchive } from '../src/transfer/archives.ts'
import { installationBackup, restoreInstallation } from '../src/transfer/backups.ts'
import { openArchive } from '../src/transfer/manifests.ts'
import { restoreRegion } from '../src/transfer/restores.ts'
import { say, wrongUsage } from './say.ts'
import { regionNamed, withHouse } from './with-house.ts'

export function addArchive(program: Command) {
  program
    .command('export <region>')
    .description('a whole region as an archive, in open formats; or its network for programs that draw them')
    .requiredOption('--out <file>', 'the zip to write, or a file that ends with .gexf, .graphml or .kumu.json')
    .action((slug: string, options: { out: string }) =>
      withHouse(async (house) => {
        const { db, config, clock } = house.parts
        const region = await regionNamed(house, slug)
        const format = networkFormatOf(options.out)
        const pieces = format
          ? [Buffer.from(await networkFile(db, region, format, clock()))]
          : regionArchive(db, region, config.publicUrl, clock())
        const size = await write(options.out, pieces)
        say(`${region.name} is in ${options.out} (${megabytes(size)}).`)
      }),
    )
  program
    .command('restore <file>')
    .description('brings a region back from its archive, whole or not at all')
    .option('--as <slug>', 'under another address')
    .option('--replace', 'in the place of the region at that address, which is lost')
    .action((file: string, options: { as?: string; replace?: boolean }) =>
      withHouse(async ({ parts }) => {
        const archive = await openArchive(file)
        try {
          const { slug } = await restoreRegion(parts.db, archive, options, parts.config.publicUrl, parts.clock())
          say(`The region is back at ${parts.config.publicUrl}/${slug}`)
        } finally {
          archive.close()
        }
      }),
    )
  program
    .command('backup')
    .description('the whole installation: all regions, accounts, ways to sign in, settings')
    .requiredOption('--out <file>', 'the zip to write; whoever has it can read everything')
    .action((options: { out: string }) =>
      withHouse(async ({ parts }) => {
        const size = await write(options.out, installationBackup(parts.db, parts.config.publicUrl, parts.clock()))
        say(`The installation is in ${options.out} (${megabytes(size)}). Keep SECRET beside it, in another place.`)
      }),
    )
  program
    .command('restore-all <file>')
    .description('makes an empty installation what its backup holds')
    .option('--replace', 'even if there are regions or accounts, which are lost')
    .action((file: string, options: { replace?: boolean }) =>
      withHouse(async ({ parts }) => {
        const archive = await openArchive(file)
        try {
          await restoreInstallation(parts.db, archive, { replace: options.replace ?? false }, parts.clock())
          say('The installation is what the backup holds. Everybody signs in again.')
        } finally {
          archive.close()
        }
      }),
    )
}

/** The network of today, as coordinators see it. */
async function networkFile(
  db: Db,
  region: { id: string; name: string; timeZone: string },
  format: NetworkFormatName,
  moment: Moment,
): Promise<string> {
  const today = dayIn(region.timeZone, moment.at)
  return NETWORK_FORMATS[format].write(await networkOf(db, systemActor(region.id), { today }, region.name))
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`

/** Writes beside the file first: a broken or half-written archive never stands where a good one is looked for. Returns its size. */
async function write(out: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<number> {
  const file = resolve(out)
  const beside = `${file}.${process.pid}.part`
  const stream = createWriteStream(beside, { flags: 'wx', mode: 0o600 })
  try {
    await pipeline(Readable.from(pieces, { objectMode: false }), stream)
    await rename(beside, file)
    return stream.bytesWritten
  } catch (error) {
    await rm(beside, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOSPC')
      throw wrongUsage(`${out} cannot be written (${code}).`)
    throw error
  }
}
