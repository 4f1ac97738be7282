import { describe, expect, test } from 'vitest'
import { dayIn } from '../platform/days.ts'
import { editing, filled, hidden } from '../../test/editing.ts'

const { region, viewer, representative, at, asCoordinator, versionOf, as, journal, time } = await editing()
const asPublic = as(null)
const add = async (name: string, more: Record<string, string | string[]> = {}) => {
  const { location, text } = await asCoordinator.post(at, { ...filled, name, visibility: 'public', ...more })
  return location?.split('?')[0] ?? text
}
const read = async (who: typeof asCoordinator, path: string) => JSON.parse((await who.get(`/api/v1${path}`)).text)
const change = async (slug: string, more: Record<string, string | string[]>) =>
  asCoordinator.post(`${at}/${slug}/edit`, {
    ...filled,
    name: slug,
    visibility: 'public',
    _version: await versionOf(slug),
    ...more,
  })

describe('owners', () => {
  test('are shown both ways, by name, to those who may see them', async () => {
    const county = await add('County Government')
    const secret = await add('Quiet Holding', { visibility: 'circle' })
    const office = await add('Data Office', { parent: 'county government' })
    const bureau = await add('Bureau', { parent: 'Quiet Holding' })
    expect((await asPublic.get(office)).text).toMatch(/Belongs to.*County Government<\/a>/s)
    expect((await asPublic.get(county)).text).toMatch(/Its own organizations.*Data Office<\/a>/s)
    expect((await asCoordinator.get(bureau)).text).toContain('Quiet Holding')
    expect((await asPublic.get(bureau)).text).not.toContain('Quiet Holding')
    expect(await read(asPublic, bureau)).toMatchObject({ parent: null })
    expect(JSON.stringify(await read(asPublic, bureau))).not.toContain((await read(asCoordinator, secret)).id)
    expect(await read(asPublic, county)).toMatchObject({ parts: [{ name: 'Data Office' }] })
  })

  test('never go round in a circle, and a name that nobody has is told', async () => {
    await add('first')
    await add('second', { parent: 'first' })
    await add('third', { parent: 'second' })
    const round = await change('first', { parent: 'Third', mission: 'Typed' })
    expect([round.status, round.text]).toEqual([
      422,
      expect.stringContaining('belongs, directly or in steps, to this one'),
    ])
    expect(round.text).toContain('Typed')
    expect((await change('first', { parent: 'first' })).text).toContain('cannot be this of itself')
    expect((await change('first', { parent: 'Nobody at all' })).text).toContain('No organization here is called Nobody')
    expect((await change('third', { parent: 'first' })).status).toBe(303)
  })
})

describe('an end', () => {
  test('is a date and no deletion: it is told with who goes on, and both stay in the list', async () => {
    await add('Heir of the Mill')
    const mill = await add('Old Mill Trust', { ended: 'spring 2018', successors: 'heir of the mill' })
    const page = (await asPublic.get(mill)).text
    expect(page).toContain('Ended: spring 2018')
    expect(page).toMatch(/Its work goes on at <a[^>]*>Heir of the Mill/)
    expect((await asPublic.get(`${at}/heir-of-the-mill`)).text).toMatch(/Carries on the work of.*Old Mill Trust/s)
    expect((await asPublic.get(`${at}?q=mill`)).text).toMatch(/Old Mill Trust.*Ended: spring 2018/s)
    expect(await read(asPublic, mill)).toMatchObject({ ended: '2018-21', successors: [{ name: 'Heir of the Mill' }] })
  })
})

test('whoever takes one off the map is told what belongs to it, and that an end is another thing', async () => {
  const owner = await add('Owner of Two')
  await add('Part One', { parent: 'Owner of Two' })
  await add('Part Two', { parent: 'Owner of Two', ended: '2020', successors: 'Owner of Two' })
  const page = (await asCoordinator.get(`${owner}/removal`)).text
  expect(page).toContain('2 organizations belong to it')
  expect(page).toContain('It carries on the work of 1 organization')
  expect(page).toContain(`${owner}/edit?ask=ended#f-ended`)
  await asCoordinator.post(`${owner}/removal`)
  expect((await asCoordinator.get(`${at}/part-one`)).text).not.toContain('Owner of Two')
})

test('an earlier name is shown with its time and found', async () => {
  const path = await add('Riverbend Commons', { formerNames: 'Philomathean Hall (1872–1990)' })
  expect((await asPublic.get(path)).text).toMatch(/Philomathean Hall <span[^>]*>\(1872–1990\)/)
  expect((await asPublic.get(`${at}?q=philomat`)).text).toContain('Riverbend Commons')
  expect((await asPublic.get(`/${region.slug}/search?q=philomathean`)).text).toContain('Riverbend Commons')
})

test('one is told whom to call, and copies words for an announcement', async () => {
  const path = await add('Reachable', {
    phone: '(555) 010-0199',
    email: 'desk@reach.example',
    blurb25: 'We lend maps.',
  })
  const page = (await asPublic.get(path)).text
  expect(page).toContain('href="tel:5550100199"')
  expect(page).toContain('href="mailto:desk@reach.example"')
  expect(page).toMatch(/3 words.*class="to-copy"[^>]*>\s*We lend maps\./s)
})

describe('checking', () => {
  const path = `${at}/ferry-street-library`
  test('one click says that it is still right, by whom and when; the public is not asked', async () => {
    expect((await asPublic.get(path)).text).not.toContain('still right')
    expect((await as(viewer).post(`${path}/check`, {})).status).toBe(403)
    const done = await as(representative).post(`${path}/check`, { _version: await versionOf('ferry-street-library') })
    expect(done.location).toBe(`${path}?done=checked`)
    const noted = (await journal(region)).find((entry) => entry.verb === 'organization.checked')
    expect(noted?.changes).toEqual({ checkedOn: ['', dayIn('America/New_York', time.now)] })
    expect((await as(representative).get(path)).text).toMatch(/Facts checked on [^<]*, by /)
  })
  test('whoever looked at an earlier version confirms nothing', async () => {
    expect((await as(representative).post(`${path}/check`, { _version: '1' })).status).toBe(409)
  })
})

test('the next question leads to its field, in the part of the form that is open for it', async () => {
  const path = await add('Says Little', { mission: 'It is there.' })
  const asked = (await asCoordinator.get(path)).text
  expect(asked).toContain('Whom does one call at Says Little?')
  const link = /href="([^"]*ask=phone#f-phone)"/.exec(asked)![1]!
  const form = (await asCoordinator.get(link.split('#')[0]!)).text
  expect(form).toMatch(/id="part-reach" open/)
  expect(form).toMatch(/id="f-phone"/)
  expect(form).not.toMatch(/id="part-past" open/)
  expect((await as(viewer).get(path)).text).not.toContain('Whom does one call')
})

test('what is said for announcements and of whom to call is said in Spanish, too', async () => {
  const path = await add('Bilingual Desk', { blurb25: 'We lend maps.', calling: 'Ask for Maps.' })
  const form = (await asCoordinator.get(`${path}/translation`)).text
  const typed = { blurb25: 'Prestamos mapas.', calling: 'Pregunte por Mapas.' }
  const hiddenOnes = { lang: 'es', _version: hidden(form, '_version'), _translated: '' }
  const long = { ...hiddenOnes, ...typed, blurb25: 'una '.repeat(26) }
  expect((await asCoordinator.post(`${path}/translation`, long)).status).toBe(422)
  expect((await asCoordinator.post(`${path}/translation`, { ...hiddenOnes, ...typed })).status).toBe(303)
  const spanish = (await asPublic.get(`/es${path}`)).text
  expect(spanish).toContain('Prestamos mapas.')
  expect(spanish).toContain('Pregunte por Mapas.')
  expect((await asPublic.get(path)).text).toContain('We lend maps.')
})
