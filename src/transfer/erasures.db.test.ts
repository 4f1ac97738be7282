import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { deleteRegion, findRegion } from '../region/regions.ts'
import { regionArchive } from './archives.ts'
import { installationBackup, restoreInstallation } from './backups.ts'
import { openArchive } from './manifests.ts'
import { type Address, restoreRegion } from './restores.ts'

const ORIGIN = 'http://localhost:4000'
const NAME = 'Canaria Quetzal'
const EMAIL = 'canary@mail.example'
const h = await house()
type House = typeof h

const folder = mkdtempSync(join(tmpdir(), 'tieline-erasures-'))
let count = 0
async function onDisk(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  const file = join(folder, `${(count += 1)}.zip`)
  writeFileSync(file, Buffer.concat(all))
  return file
}
async function restore(file: string, address: Address = {}, into: House = h) {
  const archive = await openArchive(file)
  try {
    return await restoreRegion(into.db, archive, address, ORIGIN, into.clock())
  } finally {
    archive.close()
  }
}
async function restoreAll(file: string, into: House) {
  const archive = await openArchive(file)
  try {
    await restoreInstallation(into.db, archive, { replace: true }, into.clock())
  } finally {
    archive.close()
  }
}
/** Tables in which the canary sings. */
async function whereItSings(db: House['db']): Promise<string[]> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`select schemaname as schema, tablename as name
    from pg_tables where schemaname in ('public', 'auth', 'jobs')`.execute(db)
  const found = await Promise.all(
    tables.map(async ({ schema, name }) => {
      const { rows } = await sql`select from ${sql.table(`${schema}.${name}`)} t
        where t::text ~* 'canar|quetzal' limit 1`.execute(db)
      return rows.length > 0 ? [`${schema}.${name}`] : []
    }),
  )
  return found.flat()
}

const region = await h.aRegion('alder')
const library = await h.anOrganization(region, { name: 'Ferry Street Library' })
const coordinator = await h.aMember(region, 'coordinator')
const files = { region: '', backup: '' }
let stays: string

beforeAll(async () => {
  const as = h.as(coordinator)
  const access = { access: 'representative', organizations: library.id }
  await as.post('/alder/settings/members', { name: NAME, email: EMAIL, ...access })
  const canary = await h.signIn(EMAIL, region)
  stays = coordinator.actor.personId!
  const contact = {
    with: library.id,
    day: '2020-01-01',
    how: 'phone',
    spokeWith: NAME,
    about: `${NAME} (${EMAIL}) rang`,
  }
  await as.post('/alder/contacts', contact)
  files.region = await onDisk(regionArchive(h.db, (await findRegion(h.db, 'alder'))!, ORIGIN, h.clock()))
  files.backup = await onDisk(installationBackup(h.db, ORIGIN, h.clock()))
  expect((await whereItSings(h.db)).length).toBeGreaterThan(3)
  expect((await h.as(canary).post('/me/erasure', { confirmation: EMAIL })).status).toBe(200)
  expect(await whereItSings(h.db)).toEqual([])
})

test.each<[string, Address]>([
  ['in the place of the region', { replace: true }],
  ['under another address', { as: 'alder-again' }],
])('an archive made before the erasure gives nobody back: %s', async (_, address) => {
  await restore(files.region, address)
  expect(await whereItSings(h.db)).toEqual([])
  const contacts = await h.db.selectFrom('contacts').select(['spoke_with', 'about']).execute()
  expect(new Set(contacts.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify({ spoke_with: '', about: '[…] ([…]) rang' })]),
  )
  // All others are there, and are who they were.
  const people = await h.db.selectFrom('persons').select('id').where('id', '=', stays).execute()
  expect(people.length).toBeGreaterThan(0)
  expect((await h.as(coordinator).get('/alder/people')).status).toBe(200)
})

test('nor where the region was deleted meanwhile', async () => {
  await deleteRegion(h.db, (await findRegion(h.db, 'alder'))!, h.clock())
  await restore(files.region)
  expect(await whereItSings(h.db)).toEqual([])
  expect(await findRegion(h.db, 'alder')).toBeDefined()
})

test('nor does a backup of the installation, the account included', async () => {
  await restoreAll(files.backup, h)
  expect(await whereItSings(h.db)).toEqual([])
  const { rows } = await sql<{ email: string }>`select email from auth."user"`.execute(h.db)
  expect(rows.map(({ email }) => email)).toEqual([coordinator.email])
  expect((await h.as(null).post('/sign-in', { email: EMAIL })).status).toBe(303)
})

test('an archive made after it carries the erasure elsewhere: an older one gives nobody back there either', async () => {
  const elsewhere = await house()
  const later = await onDisk(regionArchive(h.db, (await findRegion(h.db, 'alder'))!, ORIGIN, h.clock()))
  await restore(later, {}, elsewhere)
  expect(await whereItSings(elsewhere.db)).toEqual([])
  await restore(files.region, { as: 'older' }, elsewhere)
  expect(await whereItSings(elsewhere.db)).toEqual([])
  // Where nobody knows of it, an archive holds what it held.
  const stranger = await house()
  await restore(files.region, {}, stranger)
  expect(await whereItSings(stranger.db)).toContain('public.persons')
})
