import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadDemonstration } from '../../demo/load.ts'
import { house } from '../../test/house.ts'
import { countWaiting, endWebhook, getWebhook, makeWebhook, testWebhook } from '../journal/webhooks.ts'
import { propose } from '../journal/proposals.ts'
import { systemActor } from '../platform/actor.ts'
import { inTransaction } from '../platform/db.ts'
import { setLogo } from '../directory/logos.ts'
import { readFile } from '../platform/formats/formats.ts'
import type { Network, Table } from '../platform/formats/parsed.ts'
import { paintAnew } from '../platform/images.ts'
import { deleteRegion, findRegion } from '../region/regions.ts'
import { LEFT_OUT, regionArchive, SEALED } from './archives.ts'
import { installationBackup, restoreInstallation } from './backups.ts'
import { tableShapes } from '../platform/catalogues.ts'
import { type Manifest, openArchive } from './manifests.ts'
import { type Address, restoreRegion } from './restores.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const h = await house({ demo: true })
type House = typeof h
await loadDemonstration(h.db, h.parts.auth, h.clock())

const folder = mkdtempSync(join(tmpdir(), 'tieline-archive-'))
let count = 0
function onDisk(bytes: Uint8Array): string {
  const file = join(folder, `${(count += 1)}.zip`)
  writeFileSync(file, bytes)
  return file
}
async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Uint8Array.from(Buffer.concat(all))
}
const exported = async (slug: string, from: House = h) =>
  bytesOf(regionArchive(from.db, (await findRegion(from.db, slug))!, 'https://here.example', from.clock()))
/** All that an archive holds but its manifest. */
function contents(bytes: Uint8Array): Record<string, string> {
  const { 'manifest.json': _manifest, ...rest } = unzipSync(bytes)
  return Object.fromEntries(Object.entries(rest).map(([name, text]) => [name, strFromU8(text)]))
}
async function restore(bytes: Uint8Array, address: Address = {}, into: House = h) {
  const archive = await openArchive(onDisk(bytes))
  try {
    return await restoreRegion(into.db, archive, address, 'https://here.example', into.clock())
  } finally {
    archive.close()
  }
}

/** A region with what the demonstrations have not: a picture, an imported network, signs of every kind, something removed. */
async function aRegionOfOddities() {
  const region = await h.aRegion('oddities')
  const named = { name: 'مكتبة "Alder" \\ 📚 =1+1', otherNames: ['a;b', 'c\nd'], mission: "it's <b>\u2028here</b>" }
  const { id } = await h.anOrganization(region, named)
  const bytes = await sharp({ create: { width: 300, height: 100, channels: 3, background: '#b43a22' } })
    .png()
    .toBuffer()
  await setLogo(h.db, region.system, { id }, (await paintAnew(bytes, { width: 480, height: 240 }))!, h.clock())
  const coordinator = await h.aMember(region, 'coordinator')
  const body = new FormData()
  const network = {
    elements: [
      { id: 'a', label: 'One' },
      { id: 'b', label: 'Two', size: 7 },
    ],
    connections: [{ from: 'a', to: 'b', weight: 3 }],
  }
  body.append('file', new File([JSON.stringify(network)], 'map.json'))
  const { location } = await h.as(coordinator).send('POST', '/oddities/settings/import', { body })
  await h.as(coordinator).post(`${location}/completion`)
  await h.as(coordinator).post('/oddities/organizations/two/removal')
}
await aRegionOfOddities()
const membered = await h.aRegion('membered')
const coordinator = await h.aMember(membered, 'coordinator')

describe.each(['riverbend', 'pittsburgh', 'oddities'])('the region %s', (slug) => {
  let before: Uint8Array
  beforeAll(async () => {
    before = await exported(slug)
  })

  test('is written the same way each time', async () => {
    expect(contents(await exported(slug))).toEqual(contents(before))
    expect(Object.keys(contents(before)).length).toBeGreaterThan(20)
  })

  test('comes back under another address, the same to the letter', async () => {
    const { id } = await restore(before, { as: `${slug}-again` })
    expect(id).not.toBe((await findRegion(h.db, slug))!.id)
    expect(contents(await exported(`${slug}-again`))).toEqual(contents(before))
    expect((await h.as(null).get(`/${slug}-again`)).status).toBe(200)
    expect((await h.as(null).get(`/${slug}-again/organizations`)).text.length).toBeGreaterThan(1000)
  })

  test('comes back in its own place, whatever became of it meanwhile', async () => {
    const { id } = (await findRegion(h.db, slug))!
    await sql`update organizations set name = 'Spoilt' where region_id = ${id}`.execute(h.db)
    await sql`delete from ties where region_id = ${id}`.execute(h.db)
    expect((await restore(before, { replace: true })).id).toBe(id)
    expect(contents(await exported(slug))).toEqual(contents(before))
  })

  test('comes back after it was deleted, and where it never was', async () => {
    const elsewhere = await house()
    await restore(before, {}, elsewhere)
    expect(contents(await exported(slug, elsewhere))).toEqual(contents(before))
    const region = (await findRegion(h.db, slug))!
    await deleteRegion(h.db, region, h.clock())
    expect(await findRegion(h.db, slug)).toBeUndefined()
    expect((await restore(before)).id).toBe(region.id)
    expect(contents(await exported(slug))).toEqual(contents(before))
  })
})

test('links of a text to the region itself lead to it wherever it comes back', async () => {
  const region = await h.aRegion('linked')
  await sql`insert into region_slugs (slug, region_id, current) values ('once', ${region.id}, false)`.execute(h.db)
  const description = [
    '[us](https://here.example/linked) [ties](https://here.example/linked/ties?q=a#b) [before](https://here.example/once/ties)',
    '[them](https://here.example/es/linked/organizations) [root](/linked/map) [raíz](/es/linked/map) [ref]',
    '[else](https://here.example/linkedin) [other](/linked-too/ties) [away](https://there.example/linked/ties)',
    '\n\n[ref]: /once/people',
  ].join(' ')
  await h.anOrganization(region, { name: 'Alder', description, visibility: 'public' })
  const before = contents(await exported('linked'))
  await restore(await exported('linked'), { as: 'moved' })
  const page = (await h.as(null).get('/moved/organizations/alder')).text
  expect([...page.matchAll(/href="([^"]*)"[^>]*rel="nofollow ugc noopener"/g)].map(([, to]) => to)).toEqual([
    'https://here.example/moved',
    'https://here.example/moved/ties?q=a#b',
    'https://here.example/moved/ties',
    'https://here.example/es/moved/organizations',
    '/moved/map',
    '/es/moved/map',
    '/moved/people',
    'https://here.example/linkedin',
    '/linked-too/ties',
    'https://there.example/linked/ties',
  ])
  expect(contents(await exported('moved'))).toEqual(before)
  await restore(await exported('linked'), { replace: true })
  expect(contents(await exported('linked'))).toEqual(before)
})

const kumu = fileURLToPath(new URL('../../../shared/data/ecosystem/kumu/', import.meta.url))
test.runIf(existsSync(kumu))(
  'a region into which a map of Kumu was taken comes back the same to the letter',
  async () => {
    const region = await h.aRegion('kumu')
    const coordinatorThere = await h.aMember(region, 'coordinator')
    const [name] = readdirSync(kumu).filter((file) => file.endsWith('.json'))
    const body = new FormData()
    body.append('file', new File([readFileSync(join(kumu, name!))], name!))
    const { location } = await h.as(coordinatorThere).send('POST', '/kumu/settings/import', { body })
    await h.as(coordinatorThere).post(`${location}/completion`)
    const before = contents(await exported('kumu'))
    expect(before['tables/organizations.ndjson']!.split('\n').length).toBeGreaterThan(20)
    await restore(await exported('kumu'), { as: 'kumu-again' })
    expect(contents(await exported('kumu-again'))).toEqual(before)
  },
)

describe('what is in an archive', () => {
  test('is every table of regions but those that are left out for a reason', async () => {
    const told = (JSON.parse(strFromU8(unzipSync(await exported('riverbend'))['manifest.json']!)) as Manifest).tables
    const all = (await tableShapes(h.db)).filter((shape) => shape.ofRegion).map(({ name }) => name)
    expect(all.filter((name) => !(name in told)).toSorted()).toEqual(Object.keys(LEFT_OUT).toSorted())
  })

  test('names the region and its installation in the manifest alone', async () => {
    const region = (await findRegion(h.db, 'oddities'))!
    for (const [name, text] of Object.entries(contents(await exported('oddities'))))
      expect([name, text.includes(region.id), text.includes('here.example')]).toEqual([name, false, false])
  })

  test('can be read in a spreadsheet and drawn as a network, without what was removed', async () => {
    const files = contents(await exported('oddities'))
    const names = Object.keys(files).filter((name) => name.startsWith('readable/'))
    expect(names).toEqual(
      [
        'organizations.csv',
        'services.csv',
        'resources.csv',
        'groups.csv',
        'places.csv',
        'ties.csv',
        'network.gexf',
      ].map((name) => `readable/${name}`),
    )
    const list = readFile('organizations.csv', strToU8(files['readable/organizations.csv']!)) as Table
    expect(list.rows.map((row) => row.values['name']).toSorted()).toEqual(['One', 'مكتبة "Alder" \\ 📚 =1+1'])
    const network = readFile('network.gexf', strToU8(files['readable/network.gexf']!)) as Network
    expect([network.nodes.length, network.edges.length]).toEqual([2, 0])
    const drawn = readFile(
      'network.gexf',
      strToU8(contents(await exported('riverbend'))['readable/network.gexf']!),
    ) as Network
    expect(drawn.edges.length).toBeGreaterThan(20)
  })

  test('holds readable copies that a restore does not read', async () => {
    const files = unzipSync(await exported('oddities'))
    files['readable/organizations.csv'] = strToU8('name\nEvil')
    files['readable/more.html'] = strToU8('<script>')
    await restore(zipSync(files), { as: 'unread' })
    expect(contents(await exported('unread'))).toEqual(contents(await exported('oddities')))
  })

  test('holds no account, token or letter', async () => {
    const accounts = await h.db.selectFrom('memberships').select('account_id').execute()
    const links = await sql<{ hash: string }>`select encode(hash, 'hex') as hash from links`.execute(h.db)
    const text = Object.values(contents(await exported('riverbend'))).join('')
    for (const { account_id } of accounts) expect(text).not.toContain(account_id)
    for (const { hash } of links.rows) expect(text).not.toContain(hash)
  })
})

describe('in the browser', () => {
  test('a coordinator downloads the archive but for what is sealed, and the audit log tells', async () => {
    const organization = await h.anOrganization(membered, { name: 'Wrote hours down' })
    const suggestion = { kind: 'contribution', key: 'sealed', payload: {}, concerns: [organization.id] }
    await inTransaction(h.db, (trx) =>
      propose(trx, membered.id, [{ ...suggestion, sealedTo: organization.id }], h.clock()),
    )
    const page = await h.as(coordinator).get('/membered/settings/export')
    expect(page.text).toContain('Download the archive')
    const answer = await h.app.request('http://localhost:4000/membered/settings/export', {
      method: 'POST',
      headers: { cookie: coordinator.cookie!, origin: 'http://localhost:4000', host: 'localhost:4000' },
    })
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="membered-\d{4}-\d\d-\d\d\.zip"$/)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const whole = contents(await exported('membered'))
    const sealed = Object.keys(SEALED).map((name) => `tables/${name}.ndjson`)
    expect(sealed.filter((name) => !(name in whole))).toEqual([])
    const proposed = ['tables/proposals.ndjson', 'tables/proposal_concerns.ndjson']
    expect(proposed.map((name) => [whole[name] !== '', contents(bytes)[name]])).toEqual(Array(2).fill([true, '']))
    const apart = [...sealed, ...proposed]
    const rest = (files: Record<string, string>) =>
      Object.fromEntries(Object.entries(files).filter(([name]) => !apart.includes(name)))
    expect(rest(contents(bytes))).toEqual(rest(whole))
    expect(Object.keys(contents(bytes)).filter((name) => sealed.includes(name))).toEqual([])
    const manifest = JSON.parse(strFromU8(unzipSync(bytes)['manifest.json']!)) as Manifest
    expect(Object.keys(manifest.sealed ?? {})).toEqual(Object.keys(SEALED))
    const told = (await h.journal(membered)).find((entry) => entry.verb === 'member.exported')
    expect(told?.actor_id).toBe(coordinator.actor.personId)
  })
})

describe('who was a member', () => {
  test('stays one where their region is put back, and is invited anew elsewhere', async () => {
    const before = await exported('membered')
    await restore(before, { replace: true })
    expect((await h.as(coordinator).get('/membered/settings')).status).toBe(200)
    await restore(before, { as: 'members-elsewhere' })
    expect((await h.as(coordinator).get('/members-elsewhere/settings')).status).toBe(403)
    const elsewhere = (await findRegion(h.db, 'members-elsewhere'))!
    const mandates = await h.db.selectFrom('mandates').select('what').where('region_id', '=', elsewhere.id).execute()
    expect(mandates.length).toBeGreaterThan(0)
  })
})

describe('an archive that is not whole changes nothing', () => {
  const broken = async (change: (files: Record<string, Uint8Array>, manifest: Manifest) => void) => {
    const files = unzipSync(await exported('pittsburgh'))
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as Manifest
    change(files, manifest)
    if (files['manifest.json']) files['manifest.json'] = strToU8(JSON.stringify(manifest))
    return zipSync(files)
  }
  const edit = (files: Record<string, Uint8Array>, name: string, change: (text: string) => string) => {
    files[name] = strToU8(change(strFromU8(files[name]!)))
  }
  /** One column more, and well counted. */
  const widen = (files: Record<string, Uint8Array>, manifest: Manifest, table: string, column: string) => {
    edit(files, `tables/${table}.ndjson`, (text) => text.replaceAll(/^\{/gm, `{"${column}":null,`))
    manifest.tables[table]!.columns.push(column)
    manifest.tables[table]!.sha256 = sha256(strFromU8(files[`tables/${table}.ndjson`]!))
  }
  test.each<[string, string, Parameters<typeof broken>[0]]>([
    [
      'a changed row',
      'was changed after it was written',
      (files) => edit(files, 'tables/organizations.ndjson', (text) => text.replace('Pittsburgh', 'Pittsburg!')),
    ],
    [
      'a missing row',
      'rows; the manifest says',
      (files) => edit(files, 'tables/ties.ndjson', (text) => text.slice(text.indexOf('\n') + 1)),
    ],
    ['a missing table', 'is missing', (files) => void delete files['tables/ties.ndjson']],
    [
      'a file that nobody named',
      'which its manifest does not name',
      (files) => void (files['tables/evil.ndjson'] = strToU8('{}')),
    ],
    ['no manifest', 'it has no manifest.json', (files) => void delete files['manifest.json']],
    [
      'a manifest of something else',
      'cannot be understood',
      (_, manifest) => void Object.assign(manifest, { kind: 'other' }),
    ],
    [
      'a table that Tieline never had',
      'holds a table that is not restored: evil.',
      (files, manifest) => {
        files['tables/evil.ndjson'] = strToU8('{"id":1}\n')
        manifest.tables['evil'] = { rows: 1, columns: ['id'], sha256: sha256('{"id":1}\n') }
      },
    ],
    [
      'memberships, which would let somebody in',
      'holds a table that is not restored: memberships.',
      (files, manifest) => {
        files['tables/memberships.ndjson'] = strToU8('')
        manifest.tables['memberships'] = { rows: 0, columns: ['id'], sha256: sha256('') }
      },
    ],
    [
      'a column that no table has',
      'The table ties of the archive has an unknown column: evil.',
      (files, manifest) => widen(files, manifest, 'ties', 'evil'),
    ],
    [
      'a column that only this installation keeps',
      'The table journal of the archive has an unknown column: announced_at.',
      (files, manifest) => widen(files, manifest, 'journal', 'announced_at'),
    ],
    [
      'a row with more than its table',
      'tables/ties.ndjson has a row with other columns',
      (files) => edit(files, 'tables/ties.ndjson', (text) => text.replace('{', '{"evil":1,')),
    ],
    [
      'more bytes than it should unfold to, in files that each are allowed',
      'unfolds to more than it should',
      (files) => {
        const sea = new Uint8Array(60_000_000)
        for (let at = 0; at < sea.length; at += 3000) sea[at] = at / 3000
        files['tables/a.ndjson'] = sea
        files['tables/b.ndjson'] = sea
      },
    ],
    [
      'a newer Tieline',
      'made by a newer Tieline (9999_future.sql)',
      (_, manifest) => void manifest.migrations.push('9999_future.sql'),
    ],
  ])('%s', async (_, words, change) => {
    const before = contents(await exported('pittsburgh'))
    await expect(restore(await broken(change), { replace: true })).rejects.toThrow(words)
    expect(contents(await exported('pittsburgh'))).toEqual(before)
  })

  test('wherever it is cut', async () => {
    const whole = await exported('pittsburgh')
    const before = contents(whole)
    for (const part of [0.1, 0.5, 0.9, 0.999])
      await expect(restore(whole.subarray(0, Math.floor(whole.length * part)), { replace: true })).rejects.toThrow(
        /no archive|cannot be/,
      )
    expect(contents(await exported('pittsburgh'))).toEqual(before)
  })

  test('rows that fit no table, however well they are counted', async () => {
    const from = await house()
    const region = await from.aRegion('twisted')
    await from.anOrganization(region, { name: 'Alder' })
    // A sector that no list has: the database is made to forget that it asks.
    await sql`alter table organizations drop constraint organizations_region_id_sector_fkey`.execute(from.db)
    await sql`update organizations set sector = 'nowhere'`.execute(from.db)
    const before = contents(await exported('pittsburgh'))
    await expect(restore(await exported('twisted', from), { as: 'twisted-here' })).rejects.toThrow(
      'The rows of organizations do not fit',
    )
    expect(await findRegion(h.db, 'twisted-here')).toBeUndefined()
    expect(contents(await exported('pittsburgh'))).toEqual(before)
  })

  test.each<[string, Address]>([
    ['There is a region at /riverbend already', {}],
    ['There is no region at /nowhere to replace', { as: 'nowhere', replace: true }],
    ['No region can have the address "settings"', { as: 'settings' }],
    ['No region can have the address "../x"', { as: '../x' }],
  ])('%s', async (words, address) => {
    await expect(restore(await exported('riverbend'), address)).rejects.toThrow(words)
  })
})

describe('a backup of the installation', () => {
  const backup = () => bytesOf(installationBackup(h.db, 'https://here.example', h.clock()))
  async function restoreAll(bytes: Uint8Array, into: House, replace = false) {
    const archive = await openArchive(onDisk(bytes))
    try {
      await restoreInstallation(into.db, archive, { replace }, into.clock())
    } finally {
      archive.close()
    }
  }

  test('makes an empty installation the same: every region to the letter, every account', async () => {
    const empty = await house()
    await restoreAll(await backup(), empty)
    for (const slug of ['riverbend', 'pittsburgh', 'oddities'])
      expect(contents(await exported(slug, empty))).toEqual(contents(await exported(slug)))
    const again = await empty.signIn(coordinator.email!)
    expect((await empty.as(again).get('/membered/settings')).status).toBe(200)
  })

  test('signs nobody in and mails nobody again', async () => {
    const empty = await house()
    await restoreAll(await backup(), empty)
    expect((await empty.as(coordinator).get('/me')).status).toBe(303)
    const { rows } = await sql<{
      n: string
    }>`select (select count(*) from deliveries where sent_at is null and given_up_at is null)
      + (select count(*) from journal where announced_at is null) as n`.execute(empty.db)
    expect(Number(rows[0]!.n)).toBe(0)
  })

  test('holds webhooks without what was sent to them, paused where it is restored; an archive of a region holds none', async () => {
    const region = (await findRegion(h.db, 'membered'))!
    const address = 'https://hooks.example.org/canary'
    const id = await makeWebhook(h.db, systemActor(region.id), { address, nouns: ['tie'] }, h.clock())
    const webhook = await getWebhook(h.db, region.id, id)
    await testWebhook(h.db, systemActor(region.id), webhook, h.clock())
    const empty = await house()
    await restoreAll(await backup(), empty)
    expect(await getWebhook(empty.db, region.id, id)).toEqual({
      ...webhook,
      pausedAt: empty.time.now,
      pausedWhy: 'restored',
    })
    expect(await countWaiting(empty.db, region.id, id)).toBe(0)
    expect(JSON.stringify(contents(await exported('membered')))).not.toContain('canary')
    await endWebhook(h.db, systemActor(region.id), webhook, h.clock())
  })

  test('is not put over an installation that is used, unless that is said', async () => {
    const used = await house()
    await used.aRegion('mine')
    const bytes = await backup()
    await expect(restoreAll(bytes, used)).rejects.toThrow('This installation holds regions or accounts')
    expect(await findRegion(used.db, 'mine')).toBeDefined()
    await restoreAll(bytes, used, true)
    expect([await findRegion(used.db, 'mine'), (await findRegion(used.db, 'riverbend'))?.slug]).toEqual([
      undefined,
      'riverbend',
    ])
  })

  test('that is cut, or is the archive of a region, leaves what was there', async () => {
    const used = await house()
    await used.aRegion('mine')
    const bytes = await backup()
    await expect(restoreAll(bytes.subarray(0, bytes.length - 100), used, true)).rejects.toThrow('no archive')
    await expect(restoreAll(await exported('riverbend'), used, true)).rejects.toThrow('archive of a region')
    await expect(restore(bytes, { as: 'x-y' })).rejects.toThrow('backup of an installation')
    expect(await findRegion(used.db, 'mine')).toBeDefined()
  })
})

test('a region that is deleted leaves no row behind', async () => {
  const { id } = await restore(await exported('oddities'), { as: 'to-be-deleted' })
  await deleteRegion(h.db, (await findRegion(h.db, 'to-be-deleted'))!, h.clock())
  for (const { name, ofRegion } of await tableShapes(h.db)) {
    if (!ofRegion) continue
    const { rows } = await sql<{
      n: string
    }>`select count(*) as n from ${sql.table(name)} where region_id = ${id}`.execute(h.db)
    expect([name, Number(rows[0]!.n)]).toEqual([name, 0])
  }
})
