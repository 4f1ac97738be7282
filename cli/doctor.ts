import { statfs } from 'node:fs/promises'
import type { Command } from 'commander'
import { sql } from 'kysely'
import { describeConfig, readConfig } from '../src/config.ts'
import type { OpenHouse } from '../src/open-house.ts'
import { say, sayJson } from './say.ts'
import { withHouse } from './with-house.ts'

interface Finding {
  what: string
  ok: boolean
  says: string
}

export function addDoctor(program: Command) {
  program
    .command('doctor')
    .description('checks the installation and says what to do')
    .option('--json')
    .action(async (options: { json?: boolean }) => {
      const settings = describeConfig(readConfig())
      const findings = await withHouse(examine)
      if (options.json) sayJson({ settings, findings })
      else tell(settings, findings)
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1
    })
}

function tell(settings: Record<string, string>, findings: Finding[]) {
  for (const [name, value] of Object.entries(settings)) say(`${name.padEnd(22)} ${value}`)
  say('')
  for (const finding of findings) say(`${finding.ok ? 'good' : 'BAD '}  ${finding.what}: ${finding.says}`)
}

async function examine(house: OpenHouse): Promise<Finding[]> {
  return [
    await version(house),
    await collation(house),
    await clock(house),
    await disk(house),
    mail(house),
    await waiting(house),
  ]
}

async function version({ parts }: OpenHouse): Promise<Finding> {
  const row = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(
    parts.db,
  )
  const number = row.rows[0]?.version ?? 0
  return {
    what: 'PostgreSQL',
    ok: number >= 150_000,
    says: number >= 150_000 ? `version ${Math.floor(number / 10_000)}` : 'older than 15; Tieline needs 15 or newer',
  }
}

/** With ctype C, lower(), ILIKE, trigrams and Spanish text search are wrong. */
async function collation({ parts }: OpenHouse): Promise<Finding> {
  const row = await sql<{
    works: boolean
    encoding: string
  }>`select lower('Ñ') = 'ñ' as works, pg_encoding_to_char(encoding) as encoding
    from pg_database where datname = current_database()`.execute(parts.db)
  const ok = row.rows[0]?.works === true && row.rows[0].encoding === 'UTF8'
  return {
    what: 'Letters',
    ok,
    says: ok
      ? 'UTF-8, and Ñ is known'
      : "make the database anew from template0 with encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'",
  }
}

async function clock({ parts }: OpenHouse): Promise<Finding> {
  const row = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(parts.db)
  const seconds = Math.round(Math.abs((row.rows[0]?.now.getTime() ?? 0) - parts.clock().at.getTime()) / 1000)
  return {
    what: 'Clock',
    ok: seconds < 30,
    says:
      seconds < 30
        ? 'agrees with the database'
        : `differs from the database by ${seconds} seconds; set the time by NTP`,
  }
}

async function disk({ parts }: OpenHouse): Promise<Finding> {
  if (parts.config.databaseUrl) return { what: 'Disk', ok: true, says: 'the data are on the database server' }
  const { bavail, bsize } = await statfs(parts.config.dataDir)
  const free = Math.floor((bavail * bsize) / 1_000_000)
  return {
    what: 'Disk',
    ok: free > 500,
    says:
      free > 500
        ? `${free.toLocaleString('en')} MB free`
        : `only ${free} MB free in ${parts.config.dataDir}; free some`,
  }
}

function mail({ parts }: OpenHouse): Finding {
  const ok = parts.config.smtpUrl !== undefined || parts.config.demo
  return {
    what: 'Mail',
    ok,
    says: parts.config.smtpUrl ? 'goes out by SMTP' : 'no SMTP_URL: mail stays in the outbox and nobody gets it',
  }
}

async function waiting({ parts }: OpenHouse): Promise<Finding> {
  const late = new Date(parts.clock().at.getTime() - 3_600_000)
  const row = await parts.db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .where('created_at', '<', late)
    .executeTakeFirstOrThrow()
  return {
    what: 'Deliveries',
    ok: row.count === 0,
    says:
      row.count === 0
        ? 'none waits longer than an hour'
        : `${row.count} wait longer than an hour; check SMTP_URL and that a worker runs`,
  }
}
