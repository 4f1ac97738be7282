import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open as openFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { z } from 'zod'

export const KINDS = ['tieline-region', 'tieline-installation'] as const

const table = z.object({
  rows: z.int().min(0),
  columns: z.array(z.string()),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** What an archive says of itself. Nothing else in it tells where it is from and when it was made. */
export const manifestSchema = z.object({
  kind: z.enum(KINDS),
  /** Of this layout of archives. */
  layout: z.literal(1),
  installation: z.string(),
  at: z.iso.datetime(),
  /** The migrations that made the tables. */
  migrations: z.array(z.string()),
  /** By `schema.name` in a backup, by name in a region's archive. */
  tables: z.record(z.string(), table),
  /** How many rows of each table are sealed, and therefore not in it. */
  sealed: z.record(z.string(), z.int().min(0)).optional(),
  region: z.object({ id: z.uuid(), slug: z.string(), earlierSlugs: z.array(z.string()) }).optional(),
})
export type Manifest = z.infer<typeof manifestSchema>

export const MANIFEST = 'manifest.json'
export const pathOf = (table: string) => `tables/${table}.ndjson`

/** What is wrong with an archive, in a sentence for whoever runs the command. */
export class ArchiveError extends Error {
  override name = 'ArchiveError'
}

const LIMITS = {
  entries: 500,
  manifest: 5_000_000,
  line: 200_000_000,
  /** What one file may unfold to, by what it is packed. */
  ratio: 1000,
  /** What all of them may unfold to, by the size of the archive; up to `small` nobody asks. */
  totalRatio: 200,
  small: 100_000_000,
  bytes: 50_000_000_000,
}

export interface OpenArchive {
  manifest: Manifest
  /** The lines of a table. Throws an ArchiveError when they are not those that the manifest has seen. */
  lines(table: string): AsyncGenerator<string>
  close(): void
}

/** Opens an archive and checks that it is whole: every table is there once, as long and with the very bytes that were written. */
export async function openArchive(file: string): Promise<OpenArchive> {
  const zip = await openZip(file)
  try {
    const entries = await entriesOf(zip, file)
    const manifest = await manifestOf(zip, entries.get(MANIFEST), file)
    const told = Object.keys(manifest.tables).map(pathOf)
    const strange = [...entries.keys()].find(
      (name) => name !== MANIFEST && name !== README && !name.startsWith(READABLE) && !told.includes(name),
    )
    if (strange !== undefined) throw new ArchiveError(`${file} holds ${strange}, which its manifest does not name.`)
    const lines = (name: string) =>
      linesOf(zip, entries.get(pathOf(name)), manifest.tables[name]!, `${file}, ${pathOf(name)}`)
    for (const [name, { columns }] of Object.entries(manifest.tables))
      for await (const line of lines(name)) refuseStrange(line, columns, `${file}, ${pathOf(name)}`)
    return { manifest, lines, close: () => zip.close() }
  } catch (error) {
    zip.close()
    throw error
  }
}

export const README = 'README.txt'

/** Where copies stand that people and other programs read. Nothing is restored from there. */
export const READABLE = 'readable/'

/** What a row says beyond the columns that are told would be lost without a word. */
function refuseStrange(line: string, columns: string[], place: string) {
  const row = jsonOf(line)
  const names = typeof row === 'object' && row !== null && !Array.isArray(row) ? Object.keys(row) : []
  if (names.length !== columns.length || names.some((name) => !columns.includes(name)))
    throw new ArchiveError(`${place} has a row with other columns than the manifest says.`)
}

async function openZip(file: string): Promise<yauzl.ZipFile> {
  const handle = await openFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new ArchiveError(
      error.code === 'ENOENT' ? `There is no file ${file}.` : `${file} cannot be read (${error.code}).`,
    )
  })
  await handle.close()
  const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open)
  return open(file, { lazyEntries: true, autoClose: false, strictFileNames: true }).catch((error: Error) => {
    throw new ArchiveError(`${file} is no archive, or is cut off: ${error.message}.`)
  })
}

/** What stands in the archive, by name. */
function entriesOf(zip: yauzl.ZipFile, file: string): Promise<Map<string, yauzl.Entry>> {
  const entries = new Map<string, yauzl.Entry>()
  let unfolded = 0
  return new Promise((resolve, reject) => {
    const refuse = (sentence: string) => reject(new ArchiveError(`${file} ${sentence}`))
    zip.on('error', (error: Error) => refuse(`cannot be read: ${error.message}.`))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry: yauzl.Entry) => {
      const name = entry.fileName
      if (entries.has(name)) return refuse(`holds ${name} twice.`)
      if (entries.size >= LIMITS.entries) return refuse(`holds more than ${LIMITS.entries} files.`)
      unfolded += entry.uncompressedSize
      // Against the size of the file itself: entries of a bomb share the bytes that they unfold.
      if (unfolded > LIMITS.bytes || (unfolded > LIMITS.small && unfolded > zip.fileSize * LIMITS.totalRatio))
        return refuse('unfolds to more than it should.')
      if (entry.uncompressedSize > 1_000_000 && entry.uncompressedSize > entry.compressedSize * LIMITS.ratio)
        return refuse(`holds ${name}, which unfolds to more than it should.`)
      entries.set(name, entry)
      zip.readEntry()
    })
    zip.readEntry()
  })
}

async function streamOf(zip: yauzl.ZipFile, entry: yauzl.Entry, place: string) {
  const open = promisify<yauzl.Entry, ReturnType<typeof createReadStream>>(zip.openReadStream.bind(zip) as never)
  return open(entry).catch((error: Error) => {
    throw new ArchiveError(`${place} cannot be unpacked: ${error.message}.`)
  })
}

async function manifestOf(zip: yauzl.ZipFile, entry: yauzl.Entry | undefined, file: string): Promise<Manifest> {
  if (!entry) throw new ArchiveError(`${file} is no archive of Tieline: it has no ${MANIFEST}.`)
  if (entry.uncompressedSize > LIMITS.manifest) throw new ArchiveError(`The manifest of ${file} is too large.`)
  let text = ''
  for await (const piece of await streamOf(zip, entry, `${file}, ${MANIFEST}`)) text += String(piece)
  const parsed = manifestSchema.safeParse(jsonOf(text))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ArchiveError(
    `The manifest of ${file} cannot be understood: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

async function* linesOf(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry | undefined,
  told: Manifest['tables'][string],
  place: string,
): AsyncGenerator<string> {
  if (!entry) throw new ArchiveError(`${place} is missing.`)
  const hash = createHash('sha256')
  const stream = await streamOf(zip, entry, place)
  let rows = 0
  try {
    for await (const line of linesIn(stream, place)) {
      update(hash, line)
      rows += 1
      yield line
    }
  } catch (error) {
    if (error instanceof ArchiveError || !(error instanceof Error)) throw error
    throw new ArchiveError(`${place} cannot be unpacked: ${error.message}.`, { cause: error })
  }
  if (rows !== told.rows) throw new ArchiveError(`${place} has ${rows} rows; the manifest says ${told.rows}.`)
  if (hash.digest('hex') !== told.sha256) throw new ArchiveError(`${place} was changed after it was written.`)
}

/** Only a line feed ends a line: what else Unicode has of the kind may stand in a text. */
async function* linesIn(pieces: AsyncIterable<Buffer>, place: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop()!
    if (rest.length > LIMITS.line) throw new ArchiveError(`${place} has a line that is too long.`)
    yield* lines
  }
  if (rest !== '') yield rest
}

/** What stands in the manifest of a table, counted while its lines are written. */
export function tally(columns: string[]) {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(line: string) {
      update(hash, line)
      rows += 1
    },
    result: () => ({ rows, columns, sha256: hash.digest('hex') }),
  }
}

const update = (hash: Hash, line: string) => hash.update(line).update('\n')
