import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { OpenHouse } from '../src/open-house.ts'
import { asOf, listIsOld, RELEASES, releaseState } from '../src/platform/postgres-releases.ts'

export interface Finding {
  what: string
  ok: boolean
  says: string
  /** Worth a look, but not known to be wrong. */
  hint?: true
}

/** Looks at everything that can be wrong with an installation. Each finding that is not good says what to do. */
export async function examine(house: OpenHouse): Promise<Finding[]> {
  return [
    await version(house),
    releaseList(house),
    await collation(house),
    await clock(house),
    await timeZones(house),
    await disk(house),
    mail(house),
    await waiting(house),
    await worker(house),
    await jobs(house),
    await webhooks(house),
  ]
}

async function version({ parts }: OpenHouse): Promise<Finding> {
  const row = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(
    parts.db,
  )
  const number = row.rows[0]?.version ?? 0
  const major = Math.floor(number / 10_000)
  if (major < 15) return { what: 'PostgreSQL', ok: false, says: 'older than 15; Tieline needs 15 or newer' }
  const state = releaseState(number, today(parts))
  const which = `version ${major}.${number % 10_000}`
  const update = parts.config.databaseUrl
    ? 'update the server'
    : 'update Tieline, which brings it, or set DATABASE_URL to a server that is kept up to date'
  const known = RELEASES.newest[major]
  const says = {
    newest: `${which}, the newest known on ${asOf()}`,
    overtaken: `${which}, the newest known on ${known?.on}; other branches had a release since, so look whether this one had`,
    unknown: `${which}, newer than the list of ${asOf()}`,
    behind: `${which}; since then mistakes and holes were mended up to ${major}.${known?.minor}: ${update}`,
    ended: `${which}, which gets no more releases: move to a newer PostgreSQL`,
  }
  const finding = { what: 'PostgreSQL', ok: state !== 'behind' && state !== 'ended', says: says[state] }
  return state === 'overtaken' ? { ...finding, hint: true } : finding
}

function releaseList({ parts }: OpenHouse): Finding {
  const ok = !listIsOld(today(parts))
  const says = ok ? `known as of ${asOf()}` : `the list is of ${asOf()}, and old: update Tieline`
  return { what: 'Releases', ok, says }
}

const today = ({ clock: now }: OpenHouse['parts']) => now().at.toISOString().slice(0, 10)

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

/** Days of a region are counted by its zone here and in the database. */
async function timeZones({ parts }: OpenHouse): Promise<Finding> {
  const { rows } = await sql<{ zone: string }>`select distinct time_zone as zone from regions
    where time_zone not in (select name from pg_timezone_names)`.execute(parts.db)
  const unknown = rows.map((row) => row.zone)
  return {
    what: 'Time zones',
    ok: unknown.length === 0,
    says:
      unknown.length === 0
        ? `those of all regions are known; this computer is in ${new Intl.DateTimeFormat().resolvedOptions().timeZone}`
        : `the database does not know ${unknown.join(', ')}: update its time zones, or choose others in the settings`,
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

const SILENT_MINUTES = 5

/** Sweeps are done each minute by some process; where nothing waits, none has to run. */
async function worker({ parts }: OpenHouse): Promise<Finding> {
  const { rows } = await sql<{ last: Date | null; waits: boolean }>`select (select max(begun_at) from sweeps) as last,
    exists (select from journal where announced_at is null and at < ${minutesAgo(parts, SILENT_MINUTES)})
    or exists (select from imports where begun_at < ${minutesAgo(parts, SILENT_MINUTES)} and done_at is null) as waits`.execute(
    parts.db,
  )
  const { last, waits } = rows[0]!
  const works = last !== null && last > minutesAgo(parts, SILENT_MINUTES)
  const since = last ? `since ${last.toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'yet'
  if (works) return { what: 'Worker', ok: true, says: 'at work' }
  if (!waits) return { what: 'Worker', ok: true, says: `none at work ${since}, and nothing waits for one` }
  const says = `none at work ${since}, and work waits for one: run tieline serve (without --no-worker) or tieline worker`
  return { what: 'Worker', ok: false, says }
}

/** A job only hurries what stands in tables, so what failed is told and not lost. */
async function jobs({ parts }: OpenHouse): Promise<Finding> {
  const { rows } = await sql<{ failed: number; stuck: number; late: number }>`select
    count(*) filter (where state = 'failed') as failed,
    count(*) filter (where state = 'active' and started_on + make_interval(secs => expire_seconds) < now()) as stuck,
    count(*) filter (where state < 'active' and start_after < now() - interval '1 hour') as late
    from jobs.job`.execute(parts.db)
  const { failed, stuck, late } = rows[0]!
  const says = [
    failed > 0 && `${failed} failed; the log of the worker says why (“a job failed”)`,
    stuck > 0 && `${stuck} began and never ended: start the worker again`,
    late > 0 && `${late} wait longer than an hour: see that a worker runs`,
  ].filter((one) => one !== false)
  return { what: 'Jobs', ok: says.length === 0, says: says.join('; ') || 'none failed, none waits too long' }
}

async function webhooks({ parts }: OpenHouse): Promise<Finding> {
  const { rows } = await sql<{ paused: number; late: number }>`select
    (select count(*) from webhooks where paused_why in ('failures', 'gone')) as paused,
    (select count(*) from webhook_deliveries d join webhooks w on w.region_id = d.region_id and w.id = d.webhook_id
      where w.paused_at is null and d.sent_at is null and d.given_up_at is null
        and d.next_try_at < ${minutesAgo(parts, 60)}) as late`.execute(parts.db)
  const { paused, late } = rows[0]!
  const says = [
    paused > 0 && `${paused} paused because nobody answered: their coordinators look at Settings, Webhooks`,
    late > 0 && `${late} messages wait longer than an hour: see that a worker runs`,
  ].filter((one) => one !== false)
  return { what: 'Webhooks', ok: says.length === 0, says: says.join('; ') || 'none paused, nothing late' }
}

const minutesAgo = ({ clock: now }: OpenHouse['parts'], minutes: number) =>
  new Date(now().at.getTime() - minutes * 60_000)
