import { unzipSync } from 'fflate'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '../../src/platform/db.ts'
import { openDb, openPool } from '../../src/platform/db.ts'
import { momentAt } from '../../src/platform/moment.ts'
import { deleteRegion, findRegion } from '../../src/region/regions.ts'
import { regionArchive } from '../../src/transfer/archives.ts'
import { type OpenArchive, openArchive } from '../../src/transfer/manifests.ts'
import { restoreRegion } from '../../src/transfer/restores.ts'
import { IMPORTED, type Load } from './load.ts'

const ORIGIN = 'http://chaos.example'
const now = () => momentAt(new Date())

/** What was said to be done and is not there, or is there more than once; and imports of which a part is there. */
export async function compareWith(db: Db, load: Pick<Load, 'organizations' | 'imports' | 'invited'>) {
  const { rows } = await sql<{ name: string; count: number }>`
    select o.name, count(*) as count from organizations o join records r on r.region_id = o.region_id and r.id = o.id
    where r.removed_at is null group by o.name`.execute(db)
  const counts = new Map(rows.map(({ name, count }) => [name, count]))
  const imports = new Map<string, number>()
  for (const [name, count] of counts) {
    const one = /^Import (.+) row \d+$/.exec(name)?.[1]
    if (one) imports.set(one, (imports.get(one) ?? 0) + count)
  }
  const { rows: persons } = await sql<{ email: string }>`select email from persons where email is not null`.execute(db)
  const known = persons.map(({ email }) => email)
  return {
    missing:
      load.organizations.filter((name) => !counts.has(name)).length +
      load.imports.filter((name) => !imports.has(name)).length +
      load.invited.filter((email) => !known.includes(email)).length,
    twice: [...counts].filter(([name, count]) => /^(Organization|Import) /.test(name) && count > 1).length,
    half: [...imports.values()].filter((count) => count !== IMPORTED).length,
  }
}

/** How many tables and indexes amcheck finds broken; undefined where the extension is missing. */
export async function brokenIn(adminUrl: string): Promise<number | undefined> {
  const pool = openPool(adminUrl, 1)
  const db = openDb(pool)
  try {
    const made = await sql`create extension if not exists amcheck`.execute(db).then(
      () => true,
      () => false,
    )
    return made ? await countBroken(db) : undefined
  } finally {
    await db.destroy()
  }
}

async function countBroken(db: Db): Promise<number> {
  const { rows } = await sql<{ oid: number; kind: string }>`
    select c.oid::int as oid, coalesce(a.amname, '') as kind
    from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_am a on a.oid = c.relam
    where c.relkind in ('r', 'i') and c.relpersistence = 'p' and n.nspname not in ('pg_toast')`.execute(db)
  let broken = 0
  for (const { oid, kind } of rows) {
    const check =
      kind === 'heap'
        ? sql`select from verify_heapam(${oid}::oid::regclass) having count(*) > 0`
        : kind === 'btree'
          ? sql`select bt_index_parent_check(${oid}::oid::regclass, true, true) limit 0`
          : kind === 'gin'
            ? sql`select gin_index_check(${oid}::oid::regclass) limit 0`
            : undefined
    if (!check) continue
    const found = await check.execute(db).then(
      ({ rows: wrong }) => wrong.length,
      () => 1,
    )
    broken += found
  }
  return broken
}

export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Uint8Array.from(Buffer.concat(all))
}

/** Opens an archive that is in memory, for as long as `read` takes. */
export async function reading<T>(bytes: Uint8Array, read: (archive: OpenArchive) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tieline-chaos-'))
  const file = join(folder, 'archive.zip')
  writeFileSync(file, bytes)
  const archive = await openArchive(file)
  try {
    return await read(archive)
  } finally {
    archive.close()
    rmSync(folder, { recursive: true })
  }
}

/** In how many files the export of a region, and the export of what is restored from it, differ. */
export async function differingFiles(db: Db, slug: string): Promise<number> {
  const exported = async (one: string) => bytesOf(regionArchive(db, (await findRegion(db, one))!, ORIGIN, now()))
  const before = await exported(slug)
  const other = `${slug}-again`
  await reading(before, (archive) => restoreRegion(db, archive, { as: other }, ORIGIN, now()))
  const after = await exported(other)
  await deleteRegion(db, (await findRegion(db, other))!, now())
  return differing(before, after)
}

/** In how many of their files two archives differ, the manifest aside. */
export function differing(one: Uint8Array, other: Uint8Array): number {
  const [a, b] = [unzipSync(one), unzipSync(other)]
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => name !== 'manifest.json')
  return names.filter((name) => !a[name] || !b[name] || !Buffer.from(a[name]).equals(b[name])).length
}
