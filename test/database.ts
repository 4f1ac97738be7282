import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/platform/migrate.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    server: string
    template: string
  }
}

/** One PostgreSQL for all test files: the server of TEST_DATABASE_URL, or an embedded one. Each test file copies a migrated template. */
export default async function setup(project: TestProject) {
  const server = await startServer()
  const template = `tieline_template_${randomUUID().slice(0, 8)}`
  await onServer(server.url, async (client) => {
    await client.query(
      `create database ${template} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`,
    )
  })
  await onServer(withDatabase(server.url, template), (client) => migrate(client, new Date()))
  project.provide('server', server.url)
  project.provide('template', template)
  return async () => {
    await onServer(server.url, async (client) => {
      const made = await client.query<{ datname: string }>(
        `select datname from pg_database where datname like '${template}%'`,
      )
      for (const row of made.rows) await client.query(`drop database if exists "${row.datname}" with (force)`)
    })
    await server.stop()
  }
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => undefined }
  const { startCluster } = await import('../src/platform/embedded-postgres.ts')
  const folder = mkdtempSync(join(tmpdir(), 'tieline-test-'))
  const cluster = await startCluster({ folder, fsync: false })
  return {
    url: cluster.url('postgres'),
    stop: async () => {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

export async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
