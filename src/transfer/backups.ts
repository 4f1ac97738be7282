import { sql } from 'kysely'
import type { Db, Trx } from '../platform/db.ts'
import { eraseAgain, rememberedErasures } from '../platform/erasures.ts'
import type { Moment } from '../platform/moment.ts'
import { archive, beginReading } from './archives.ts'
import { tableShapes, type TableShape } from '../platform/catalogues.ts'
import { ArchiveError, type OpenArchive } from './manifests.ts'
import { mailNothingAgain, refuseNewer, writeTables } from './restores.ts'
import { spellPlainly } from './rows.ts'

/** Tables of an installation that a backup leaves out, and why. */
const LEFT_OUT: Record<string, string> = {
  'public.migrations': 'made by migrate',
  'public.counties': 'reference data of this version',
  'public.county_figures': 'reference data of this version',
  'public.county_changes': 'reference data of this version',
  'public.rate_limits': 'of the last minutes',
  'public.request_keys': 'what was asked twice within two days',
  'public.sweeps': 'of the last minutes',
  'public.outbox': 'mails that were sent',
  'public.shared_texts': 'how a text came to be that stands in its record',
  'public.webhook_deliveries': 'what was sent',
  'public.webhook_attempts': 'what was sent',
  'public.api_keys': 'secrets of programs: whoever restores makes new ones',
  'auth.session': 'whoever restores signs in again',
  'auth.verification': 'links that expire within minutes',
}

const nameOf = ({ schema, name }: TableShape) => `${schema}.${name}`
const allTables = (db: Db) => tableShapes(db, ['public', 'auth'])
const backedUp = async (db: Db) => (await allTables(db)).filter((shape) => !(nameOf(shape) in LEFT_OUT))

/** The whole installation as a zip, as it stood at one moment: all regions, accounts, ways to sign in, settings. */
export async function* installationBackup(db: Db, origin: string, moment: Moment): AsyncGenerator<Uint8Array> {
  const { trx, end } = await beginReading(db)
  try {
    yield* archive(trx, await backedUp(trx), { kind: 'tieline-installation' }, origin, moment)
  } finally {
    await end()
  }
}

/**
 * Makes an installation what its backup holds, whole or not at all. One that holds regions or accounts is only replaced
 * when that is asked for. Everybody signs in again, and nobody is mailed twice.
 */
export async function restoreInstallation(
  db: Db,
  from: OpenArchive,
  { replace }: { replace: boolean },
  moment: Moment,
) {
  if (from.manifest.kind !== 'tieline-installation')
    throw new ArchiveError('This is the archive of a region, not of an installation. Use tieline restore.')
  refuseNewer(from.manifest)
  await db.transaction().execute(async (trx) => {
    await spellPlainly(trx)
    if (!replace && (await isUsed(trx)))
      throw new ArchiveError('This installation holds regions or accounts. Give --replace to lose them for the backup.')
    const erased = await rememberedErasures(trx)
    await empty(trx)
    await writeTables(trx, from, await backedUp(trx), nameOf)
    await eraseAgain(trx, erased, moment)
    await mailNothingAgain(trx, moment)
    await trx
      .insertInto('installation_journal')
      .values({ id: moment.id(), at: moment.at, verb: 'installation.restored', changes: '{}' })
      .execute()
    await sql`select pg_notify('tieline', '')`.execute(trx)
  })
}

async function isUsed(trx: Trx): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from regions) or exists (select from auth."user") as used`.execute(trx)
  return rows[0]!.used
}

/** What is made anew by itself stays; all else goes. */
async function empty(trx: Trx) {
  const stays = ['public.migrations', 'public.counties', 'public.county_figures', 'public.county_changes']
  const gone = (await allTables(trx)).filter((shape) => !stays.includes(nameOf(shape)))
  await sql`truncate ${sql.join(gone.map(({ schema, name }) => sql.id(schema, name)))}`.execute(trx)
}
