import { sql } from 'kysely'
import type { Measured } from '../../cli/bench.ts'
import type { Db } from '../../src/platform/db.ts'
import { momentAt } from '../../src/platform/moment.ts'
import { findRegion } from '../../src/region/regions.ts'
import { regionArchive } from '../../src/transfer/archives.ts'
import { installationBackup, restoreInstallation } from '../../src/transfer/backups.ts'
import { fillRegion } from '../filled-regions.ts'
import { withOwnDatabase } from '../own-database.ts'
import type { Chaos } from './chaos.ts'
import { bytesOf, differing, reading } from './facts.ts'
import { withSite } from './site.ts'

const ORIGIN = 'http://chaos.example'
const ORGANIZATIONS = 200
const CUTS = 20
const now = () => momentAt(new Date())

/** A backup comes back into an installation that is empty, used or broken; one that is cut anywhere leaves what was there. */
export const restores = ({ random }: Chaos): Promise<Measured[]> =>
  withSite(async (site) => {
    await fillRegion(site.db, site.region.id, ORGANIZATIONS)
    const region = await exported(site.db)
    const backup = await bytesOf(installationBackup(site.db, ORIGIN, now()))
    const back = (db: Db, bytes: Uint8Array, replace = true) =>
      reading(bytes, (archive) => restoreInstallation(db, archive, { replace }, now()))
    const empty = await withOwnDatabase(async (db) => {
      await back(db, backup, false)
      return differing(region, await exported(db))
    })
    const refused = await back(site.db, backup, false).then(
      () => 1,
      () => 0,
    )
    await spoil(site.db)
    await back(site.db, backup)
    const broken = differing(region, await exported(site.db))
    let taken = 0
    for (let n = 0; n < CUTS; n += 1) {
      const cut = backup.slice(0, Math.floor(random() * backup.length))
      taken += await back(site.db, cut).then(
        () => 1,
        () => 0,
      )
    }
    const alive = differing(region, await exported(site.db))
    return [
      { what: 'a backup into an empty installation: files that differ', value: empty, unit: 'files', goal: '0' },
      { what: 'a backup over a used one, unasked: taken', value: refused, unit: 'times', goal: '0' },
      { what: 'a backup over a broken one: files that differ', value: broken, unit: 'files', goal: '0' },
      { what: `a backup cut at ${CUTS} places: taken`, value: taken, unit: 'times', goal: '0' },
      { what: '  files that differ afterwards', value: alive, unit: 'files', goal: '0' },
    ]
  })

const exported = async (db: Db) => bytesOf(regionArchive(db, (await findRegion(db, 'riverbend'))!, ORIGIN, now()))

/** What nobody would want to find: some tables empty, some rows gone, some wrong. */
async function spoil(db: Db) {
  await sql`truncate ties, tie_statements cascade`.execute(db)
  await sql`delete from search_texts where random() < 0.5`.execute(db)
  await sql`delete from joins`.execute(db)
  await sql`update organizations set name = 'Spoilt' where random() < 0.3`.execute(db)
  await sql`update records set removed_at = now() where random() < 0.2`.execute(db)
}
