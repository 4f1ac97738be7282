import { beforeAll, describe, expect, test } from 'vitest'
import sharp from 'sharp'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import { house, type Someone } from '../../../test/house.ts'
import { tendLedgers } from '../ledgers/ledger-upkeeps.ts'
import { acknowledgementsOf } from './grants.ts'

type House = Awaited<ReturnType<typeof house>>
let t: House
let region: Awaited<ReturnType<House['aRegion']>>
let desk: Awaited<ReturnType<typeof aPartnership>>

beforeAll(async () => {
  t = await house()
  t.time.now = new Date('2026-06-15T12:00:00Z')
  region = await t.aRegion()
  desk = await aPartnership(t, region, { visibility: 'public' })
})

const tab = () => `/riverbend/partnerships/${desk.slug}/grants`
const grant = (given: Record<string, string> = {}) => ({
  name: 'Data for everybody',
  funder: 'The Ferrymen Foundation',
  awardNumber: 'FF-2026-11',
  amount: '40000',
  match: '10000',
  period: '2026/2027',
  reports: '2026-07-01 Interim report\n2027-12-31 Final report',
  acknowledgement: 'Made possible by the Ferrymen Foundation.',
  visibility: 'public',
  lang: 'en',
  ...given,
})
const write = async (given: Record<string, string> = {}, who: Someone = desk.library.speaker) => {
  const answer = await t.as(who).post(tab(), grant(given))
  expect(answer.status).toBe(303)
  return answer.location!.split('?')[0]!
}

describe('a grant', () => {
  test('tells who funds what, with what it asks for, to whoever may see it', async () => {
    const path = await write()
    const page = (await t.as(null).get(path)).text
    for (const words of [
      'The Ferrymen Foundation',
      'FF-2026-11',
      '$40,000',
      '$10,000',
      '2026–2027',
      'July 1, 2026',
      'Made possible',
    ])
      expect(page).toContain(words)
    expect((await t.as(null).get(tab())).text).toContain('Data for everybody')
    expect((await t.as(null).get(`${tab()}?format=csv`)).text).toContain('2026-07-01 Interim report')
  })

  test('is written by whoever works on the partnership', async () => {
    const stranger = await t.aMember(
      region,
      'representative',
      (await t.anOrganization(region, { name: 'Elsewhere' })).id,
    )
    expect((await t.as(stranger).post(tab(), grant())).status).toBe(403)
    expect((await t.as(null).post(tab(), grant())).status).toBe(403)
  })

  test('says which line is no day, and loses nothing', async () => {
    const page = await t.as(desk.library.speaker).post(tab(), grant({ reports: 'in spring' }))
    expect(page.status).toBe(422)
    expect(page.text).toContain('in spring')
    expect(page.text).toContain('Begin each line with a day')
  })

  test('names an organization of the directory as its funder, to those who may see it', async () => {
    const hidden = await t.anOrganization(region, { name: 'Quiet Fund', sector: 'funder', visibility: 'circle' })
    const coordinator = await t.aMember(region, 'coordinator')
    const path = await write({ name: 'From the quiet', funder: 'Quiet Fund' }, coordinator)
    expect((await t.as(coordinator).get(path)).text).toContain(`/organizations/${hidden.slug}`)
    for (const address of [path, `${path}/history`, `${path}?format=json`, tab()])
      expect((await t.as(null).get(address)).text).not.toContain('Quiet Fund')
  })

  test('keeps which report was made when its other reports change, and comes back after it went', async () => {
    const as = t.as(desk.library.speaker)
    const path = await write({ name: 'Reported' })
    const completion = /action="([^"]+\/completion)"/.exec((await as.get(path)).text)![1]!
    await as.post(completion)
    await as.post(completion)
    const said = (await t.journal(region)).filter(({ verb }) => verb === 'grant.reported')
    expect(said).toHaveLength(1)
    const changed = {
      ...grant({ name: 'Reported', reports: '2026-07-01 Interim report\n2027-06-30 Another' }),
      _version: '1',
    }
    expect((await as.post(`${path}/edit`, changed)).status).toBe(303)
    expect((await as.post(`${path}/edit`, changed)).status).toBe(409)
    const page = (await as.get(path)).text
    expect(page).toContain('Reported on June 15, 2026')
    expect(page).toContain('June 30, 2027')
    await as.post(`${path}/removal`)
    expect((await as.get(path)).status).toBe(404)
    await as.post(`${path}/restoration`)
    expect((await as.get(path)).text).toContain('Reported on June 15, 2026')
  })

  test('has a picture that is painted anew, and takes nothing that is none', async () => {
    const as = t.as(desk.library.speaker)
    const path = await write({ name: 'With a picture' })
    const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#1b4f8f' } })
      .png()
      .toBuffer()
    const send = (bytes: Uint8Array) => {
      const body = new FormData()
      body.append('logo', new File([Uint8Array.from(bytes)], 'logo.png', { type: 'image/png' }))
      return as.send('POST', `${path}/logo`, { body })
    }
    expect((await send(Buffer.from('<svg onload="nasty()"/>'))).status).toBe(422)
    expect((await send(png)).status).toBe(303)
    const logo = await t.as(null).get(`${path}/logo`)
    expect([logo.status, logo.headers.get('content-type')]).toEqual([200, 'image/webp'])
  })
})

test('what is made of a partnership on a day says what the grants of that day ask for', async () => {
  const other = await aPartnership(t, region, { name: 'Acknowledging', visibility: 'public' })
  const path = `/riverbend/partnerships/${other.slug}/grants`
  await t.as(other.library.speaker).post(path, grant({ name: 'Now', period: '2026' }))
  await t.as(other.library.speaker).post(path, grant({ name: 'Later', period: '2028', acknowledgement: 'Later' }))
  await t.as(other.library.speaker).post(path, grant({ name: 'Silent', period: '2026', acknowledgement: '' }))
  const says = await acknowledgementsOf(t.db, region.public.actor, other.id, '2026-06-15')
  expect(says).toMatchObject([
    {
      funder: 'The Ferrymen Foundation',
      awardNumber: 'FF-2026-11',
      text: 'Made possible by the Ferrymen Foundation.',
      hasLogo: false,
    },
  ])
})

test('a report that is due within a month waits for whoever works on it, and is told of once', async () => {
  const other = await aPartnership(t, region, { name: 'Due', visibility: 'region' })
  const path = `/riverbend/partnerships/${other.slug}/grants`
  await t.as(other.library.speaker).post(path, grant({ name: 'Due soon', reports: '2026-07-10 Interim' }))
  await tendLedgers(t.db, t.clock())
  await tendLedgers(t.db, t.clock())
  t.time.now = new Date('2026-06-16T12:00:00Z')
  await tendLedgers(t.db, t.clock())
  const told = (await t.journal(region)).filter(
    ({ verb, changes }) => verb === 'grant.due' && (changes as { due: string }).due === '2026-07-10',
  )
  expect(told).toHaveLength(1)
  expect((await t.as(other.center.speaker).get('/riverbend')).text).toContain('Due soon')
  expect((await t.as(null).get('/riverbend')).text).not.toContain('Due soon')
})
