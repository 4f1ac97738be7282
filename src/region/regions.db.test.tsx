import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { paths, RESERVED_REGION_SLUGS } from '../paths.ts'
import { deleteRegion, findRegion } from './regions.ts'

const { as, db, app, clock, mailbox, aRegion, aMember, anAdmin, anOrganization, journal, time } = await house()
const open = as(null)
const riverbend = await aRegion('riverbend')
const coordinator = await aMember(riverbend, 'coordinator')
const viewer = await aMember(riverbend, 'viewer')
const admin = await anAdmin()

const SETTINGS = {
  name: 'Riverbend',
  slug: 'riverbend',
  tagline_en: 'Three counties, one switchboard.',
  timeZone: 'America/Chicago',
  counties: 'Allegheny County, PA',
  fiscalMonth: '7',
  languages: ['en', 'es'],
  smallCountThreshold: '5',
  fadingMonths: '12',
}
const versionIn = (html: string) => /name="_version" value="([^"]*)"/.exec(html)?.[1] ?? ''

describe('the installation', () => {
  test('with one region leads there, with two lists both', async () => {
    expect([(await open.get('/')).location, (await open.get('/es')).location]).toEqual(['/riverbend', '/es/riverbend'])
    expect((await as(admin).get('/')).text).toContain('Set up a region')
    await aRegion('marsh')
    const page = await open.get('/')
    expect(page.status).toBe(200)
    expect(page.text).toContain('href="/riverbend"')
    expect(page.text).toContain('href="/marsh"')
    expect(page.text).not.toContain('Set up a region')
  })

  test('only an administrator sets up a region, and invites its coordinator', async () => {
    expect((await open.get(paths.newRegion())).status).toBe(403)
    expect((await as(coordinator).post(paths.newRegion(), { name: 'X', slug: 'xx' })).status).toBe(403)
    const made = await as(admin).post(paths.newRegion(), {
      name: 'Three Rivers',
      slug: 'three-rivers',
      timeZone: 'America/New_York',
      counties: 'Allegheny County, PA\nButler, PA',
    })
    expect([made.status, made.location]).toEqual([303, '/settings/regions/three-rivers/coordinator'])
    expect((await findRegion(db, 'three-rivers'))?.counties).toEqual(['Allegheny County, PA', 'Butler County, PA'])
    const form = { name: 'Ana Ruiz', email: 'Ana@Library.example' }
    expect((await as(admin).get(made.location!)).text).toContain('Send the invitation')
    expect((await as(coordinator).post(made.location!, form)).status).toBe(403)
    expect((await as(admin).post(made.location!, { ...form, email: 'no' })).status).toBe(422)
    expect((await as(admin).post(made.location!, form)).status).toBe(303)
    const region = (await findRegion(db, 'three-rivers'))!
    const entries = await db
      .selectFrom('journal')
      .select('verb')
      .where('region_id', '=', region.id)
      .orderBy('id')
      .execute()
    expect(entries.map((entry) => entry.verb)).toContain('member.invited')
    expect(mailbox).toEqual([])
  })

  test('what is wrong comes back as typed, with the counties that were meant', async () => {
    const page = await as(admin).post(paths.newRegion(), {
      name: 'Elsewhere',
      slug: 'elsewhere',
      timeZone: 'America/New_York',
      counties: 'Alegheny County, PA',
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain('This county was not found: Alegheny County, PA.')
    expect(page.text).toContain('Allegheny County, PA')
    expect(page.text).toContain('value="Elsewhere"')
    const taken = await as(admin).post(paths.newRegion(), { name: 'R', slug: 'riverbend', timeZone: 'UTC' })
    expect([taken.status, taken.text]).toEqual([422, expect.stringContaining('belongs to another region')])
    const reserved = await as(admin).post(paths.newRegion(), { name: 'R', slug: 'settings', timeZone: 'UTC' })
    expect([reserved.status, reserved.text]).toEqual([422, expect.stringContaining('needed by the installation')])
  })

  test('a region that has a coordinator invites for itself', async () => {
    expect((await as(admin).get(paths.regionCoordinator('riverbend'))).status).toBe(403)
    expect((await as(admin).get(paths.regionCoordinator('nowhere'))).status).toBe(404)
  })

  test('no region takes an address of the installation', () => {
    const first = app.routes.map((route) => route.path.split('/')[1] ?? '').filter((part) => /^[a-z-]+$/.test(part))
    expect([...new Set(first)].filter((part) => !RESERVED_REGION_SLUGS.includes(part))).toEqual([])
  })

  test('tells crawlers and finders of holes what they ask for', async () => {
    const robots = await open.get('/robots.txt')
    expect(robots.text).toContain('Sitemap: http://localhost:4000/sitemap.xml')
    const security = await open.get('/.well-known/security.txt')
    expect(security.headers.get('content-type')).toContain('text/plain')
    expect(security.text).toMatch(/^Contact: mailto:\S+@\S+$/m)
    const until = new Date(/^Expires: (.+)$/m.exec(security.text)![1]!)
    expect(until > clock().at && until.getTime() < clock().at.getTime() + 366 * 86_400_000).toBe(true)
    for (const path of ['/privacy', '/accessibility', '/es/privacy', '/es/accessibility'])
      expect((await open.get(path)).status).toBe(200)
  })

  test('the sitemap names what is public and nothing else', async () => {
    await anOrganization(riverbend, { name: 'Seen Library' })
    await anOrganization(riverbend, { name: 'Members Only', visibility: 'region' })
    const { text } = await open.get('/sitemap.xml')
    expect(text).toContain('<loc>http://localhost:4000/riverbend/organizations/seen-library</loc>')
    expect(text).toContain('<loc>http://localhost:4000/es/riverbend/organizations/seen-library</loc>')
    expect(text).not.toContain('members-only')
  })
})

describe('settings', () => {
  test('are for coordinators', async () => {
    for (const path of [
      '/riverbend/settings',
      '/riverbend/settings/lists/roles',
      '/riverbend/settings/lists/roles/new',
    ]) {
      expect([(await open.get(path)).status, (await as(viewer).get(path)).status]).toEqual([403, 403])
      expect((await as(coordinator).get(path)).status).toBe(200)
    }
    expect((await as(viewer).post('/riverbend/settings', SETTINGS)).status).toBe(403)
    expect((await as(admin).post('/riverbend/settings', SETTINGS)).status).toBe(403)
  })

  test('are saved; a new address leaves the old one leading there', async () => {
    const before = await as(coordinator).get('/riverbend/settings')
    const saved = await as(coordinator).post('/riverbend/settings', {
      ...SETTINGS,
      slug: 'big-river',
      closedDays: '--07-04\n2026-11-27',
      _version: versionIn(before.text),
    })
    expect([saved.status, saved.location]).toEqual([303, '/big-river/settings?done=saved'])
    expect((await open.get('/riverbend/search?q=a')).location).toBe('/big-river/search?q=a')
    expect((await open.get('/big-river')).text).toContain('Three counties, one switchboard.')
    const page = await as(coordinator).get('/big-river/settings')
    expect(page.text).toContain('Allegheny County, PA')
    const back = await as(coordinator).post('/big-river/settings', { ...SETTINGS, _version: versionIn(page.text) })
    expect(back.location).toBe('/riverbend/settings?done=saved')
    const changes = (await journal(riverbend))
      .filter((entry) => entry.verb === 'region.changed')
      .map((entry) => entry.changes)
    expect(changes).toContainEqual(
      expect.objectContaining({ slug: ['riverbend', 'big-river'], timeZone: ['America/New_York', 'America/Chicago'] }),
    )
  })

  test('that move its clock over midnight take nobody their mandate', async () => {
    const before = time.now
    // After midnight in New York, still the evening before in Los Angeles.
    time.now = new Date(`${new Date(before.getTime() + 86_400_000).toISOString().slice(0, 10)}T05:30:00Z`)
    const late = await aRegion('late')
    const owl = await aMember(late, 'coordinator')
    const page = await as(owl).get('/late/settings')
    const west = { ...SETTINGS, slug: 'late', timeZone: 'America/Los_Angeles', _version: versionIn(page.text) }
    expect((await as(owl).post('/late/settings', west)).status).toBe(303)
    expect((await as(owl).get('/late/settings')).status).toBe(200)
    time.now = before
  })

  test('that somebody else changed meanwhile come back with both versions', async () => {
    const version = versionIn((await as(coordinator).get('/riverbend/settings')).text)
    const mine = { ...SETTINGS, _version: version }
    expect((await as(coordinator).post('/riverbend/settings', { ...mine, tagline_en: 'First' })).status).toBe(303)
    const late = await as(coordinator).post('/riverbend/settings', { ...mine, tagline_en: 'Second' })
    expect(late.status).toBe(409)
    expect(late.text).toContain('First')
    expect(late.text).toContain('Second')
    const again = await as(coordinator).post('/riverbend/settings', {
      ...mine,
      tagline_en: 'Second',
      _version: versionIn(late.text),
    })
    expect(again.status).toBe(303)
  })

  test('that cannot be come back as typed', async () => {
    const wrong = {
      ...SETTINGS,
      smallCountThreshold: '1',
      fadingMonths: '12',
      closedDays: 'Christmas',
      counties: 'Nowhere',
      tagline_en: 'Kept',
      _version: '1',
    }
    const page = await as(coordinator).post('/riverbend/settings', wrong)
    expect(page.status).toBe(422)
    expect(page.text).toContain('Write a number from 2 to 100.')
    expect(page.text).toContain('2026-11-27')
    expect(page.text).toContain('value="Kept"')
  })
})

describe('lists', () => {
  const sector = {
    label_en: 'Faith group',
    label_es: 'Grupo religioso',
    shape: 'civic',
    colour: 'media',
    position: '12',
  }

  test('take a new item, with a key made from its name', async () => {
    const made = await as(coordinator).post('/riverbend/settings/lists/sectors/new', sector)
    expect([made.status, made.location]).toEqual([303, '/riverbend/settings/lists/sectors?done=saved'])
    expect((await as(coordinator).get('/riverbend/settings/lists/sectors')).text).toContain('Faith group')
    expect((await as(coordinator).get('/es/riverbend/settings/lists/sectors')).text).toContain('Grupo religioso')
    const wrong = await as(coordinator).post('/riverbend/settings/lists/sectors/new', {
      ...sector,
      label_en: '',
      shape: 'blob',
    })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('This is needed.')
    expect((await as(coordinator).get('/riverbend/settings/lists/colours')).status).toBe(404)
    expect((await as(coordinator).get('/riverbend/settings/lists/sectors/nothing')).status).toBe(404)
  })

  test('keep what is in use when it is retired, and show both versions to whoever comes late', async () => {
    await anOrganization(riverbend, { name: 'Grace House', sector: 'faith-group' })
    const address = '/riverbend/settings/lists/sectors/faith-group'
    const read = versionIn((await as(coordinator).get(address)).text)
    expect((await as(coordinator).post(address, { ...sector, retired: 'yes', _version: read })).status).toBe(303)
    expect((await as(coordinator).get('/riverbend/settings/lists/sectors')).text).toContain('Retired')
    expect((await open.get('/riverbend/search?q=Grace')).text).toContain('<mark>Grace</mark> House')
    const late = await as(coordinator).post(address, { ...sector, label_en: 'Congregation', _version: read })
    expect(late.status).toBe(409)
    expect(late.text).toContain('Congregation')
  })

  test('never turn a tie around: a kind keeps whether it has a direction', async () => {
    const address = '/riverbend/settings/lists/tie-kinds/works-together'
    const read = versionIn((await as(coordinator).get(address)).text)
    const changed = {
      label_en: 'Together',
      directed: 'yes',
      forward_en: 'works with',
      backward_en: 'is worked with by',
      _version: read,
    }
    expect((await as(coordinator).post(address, changed)).status).toBe(303)
    const kinds = (await open.get('/api/v1/riverbend')).text
    expect(JSON.parse(kinds).tieKinds.find((kind: { key: string }) => kind.key === 'works-together')).toMatchObject({
      key: 'works-together',
      directed: false,
      forward: 'works with',
      backward: 'works with',
    })
  })
})

describe('the home page', () => {
  test('shows numbers that lead to their records, and nothing hidden', async () => {
    const page = await open.get('/riverbend')
    expect(page.status).toBe(200)
    expect(page.text).toContain('What are you looking for?')
    expect(page.text).toContain('2 organizations of Allegheny County')
    expect(page.text).not.toContain('Members Only')
    expect((await as(viewer).get('/riverbend')).text).toContain('3 organizations of Allegheny County')
    expect((await open.get('/es/riverbend')).text).toContain('2 organizaciones del condado de Allegheny')
  })

  test('teaches the coordinator of an empty region the next steps, and nobody else', async () => {
    const empty = await aRegion('empty')
    const alone = await aMember(empty, 'coordinator')
    expect((await as(alone).get('/empty')).text).toContain('Import a list')
    expect((await open.get('/empty')).text).not.toContain('Import a list')
  })
})

describe('deleting a region', () => {
  test('leaves nothing of it in any table', async () => {
    const gone = await aRegion('gone')
    const member = await aMember(gone, 'coordinator')
    const library = await anOrganization(gone, { name: 'Gone Library', website: 'https://gone.example' })
    await as(member).post('/gone/settings', { ...SETTINGS, slug: 'gone-now', name: 'Gone', _version: '1', _key: 'k1' })
    expect(library).toBeDefined()
    await deleteRegion(db, { id: gone.id, slug: 'gone-now', name: 'Gone' }, clock())
    expect(await tablesWith(gone.id)).toEqual([])
    expect((await open.get('/gone')).status).toBe(404)
    expect((await open.get('/riverbend')).status).toBe(200)
  })

  /** Tables in which a row names the region, in whatever column. */
  async function tablesWith(id: string): Promise<string[]> {
    const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db)
    const counted = await Promise.all(
      tables.rows.map(async ({ name }) => {
        const found = await sql<{
          n: number
        }>`select count(*)::int as n from ${sql.table(name)} t where to_jsonb(t)::text like ${`%${id}%`}`.execute(db)
        return found.rows[0]!.n > 0 ? [name] : []
      }),
    )
    return counted.flat()
  }
})
