import { type Db, openDb, openPool } from '../src/platform/db.ts'
import { startCluster } from '../src/platform/embedded-postgres.ts'
import { connectTo, migrate } from '../src/platform/migrate.ts'
import { ownFolder } from './own-server.ts'

/** Where a database of its own is, and how it ends and starts again. */
export interface OwnDatabase {
  url: string
  restart(): Promise<void>
}

/** A database of its own with all tables and nothing in them, gone when the work is done. */
export async function withOwnDatabase<T>(work: (db: Db, own: OwnDatabase) => Promise<T>, fsync = false): Promise<T> {
  const folder = ownFolder()
  const cluster = await startCluster({ folder: `${folder.path}/postgres`, fsync })
  const admin = await connectTo(cluster.url('postgres'))
  const pool = openPool(cluster.url('bench'), 4)
  try {
    await admin.query('create database bench')
    await admin.end()
    const client = await connectTo(cluster.url('bench'))
    await migrate(client, new Date())
    await client.end()
    return await work(openDb(pool), { url: cluster.url('bench'), restart: cluster.restart })
  } finally {
    await pool.end()
    await cluster.stop()
    folder.remove()
  }
}
