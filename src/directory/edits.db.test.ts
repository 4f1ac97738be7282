import { describe, expect, test } from 'vitest'
import { editing, filled, hidden } from '../../test/editing.ts'

const { db, region, viewer, representative, nobody, at, asCoordinator, versionOf, as, anOrganization, journal } =
  await editing()

test('the form leads to its parts; only who adds is asked to search first', async () => {
  const added = (await asCoordinator.get(`${at}/new`)).text
  const { slug } = await anOrganization(region, { name: 'Known Already' })
  const edited = (await asCoordinator.get(`${at}/${slug}/edit`)).text
  for (const part of ['what', 'does', 'where', 'facts', 'who'])
    for (const text of [added, edited]) expect(text).toMatch(new RegExp(`href="#part-${part}".*id="part-${part}"`, 's'))
  expect(added).toContain('Search first')
  expect(edited).not.toContain('Search first')
})

describe('adding', () => {
  test('the form names every field, and what was typed comes back when it is refused', async () => {
    const { text } = await asCoordinator.get(`${at}/new`)
    for (const name of [
      'name',
      'sector',
      'mission',
      'description',
      'roles',
      'skills',
      'county',
      'references',
      'visibility',
      'circle',
    ])
      expect(text, name).toContain(`name="${name}"`)
    const refused = await asCoordinator.post(at, {
      name: '',
      sector: 'nope',
      mission: 'Typed <b>here</b>',
      website: 'not an address',
      latitude: '999',
      roles: ['analyzing-data'],
    })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Typed &lt;b&gt;here&lt;/b&gt;')
    expect(refused.text).toContain('value="not an address"')
    expect(refused.text).toContain('href="#f-name"')
    expect(refused.text).toContain('href="#f-website"')
    const wrongSector = await asCoordinator.post(at, { ...filled, sector: 'nope' })
    expect(wrongSector.status).toBe(422)
    expect(wrongSector.text).toContain('href="#f-sector"')
  })

  test('is for coordinators and those who speak for an organization', async () => {
    for (const who of [null, viewer]) {
      expect((await as(who).get(`${at}/new`)).status).toBe(403)
      expect((await as(who).post(at, filled)).status).toBe(403)
    }
    const made = await as(representative).post(at, { ...filled, name: 'Added by another', visibility: 'circle' })
    expect(made.location).toBe(`${at}/added-by-another?done=created`)
    expect((await as(representative).get(made.location!)).status).toBe(200)
    expect((await as(viewer).get(made.location!)).status).toBe(404)
  })

  test('sending the same form twice adds it once', async () => {
    const form = { ...filled, name: 'Sent Twice', _key: 'one key' }
    const [first, second] = [await asCoordinator.post(at, form), await asCoordinator.post(at, form)]
    expect([first.location, second.location]).toEqual([
      `${at}/sent-twice?done=created`,
      `${at}/sent-twice?done=created`,
    ])
    expect(
      (await journal(region)).filter((entry) => JSON.stringify(entry.changes).includes('Sent Twice')),
    ).toHaveLength(1)
  })

  test('a name that is an address of ours gets a number', async () => {
    const { location } = await asCoordinator.post(at, { ...filled, name: 'New' })
    expect(location).toBe(`${at}/new-2?done=created`)
  })
})

describe('changing', () => {
  test('two people are shown both versions and nothing typed is lost', async () => {
    await asCoordinator.post(at, { ...filled, name: 'Two Editors' })
    const version = await versionOf('two-editors')
    const first = await asCoordinator.post(`${at}/two-editors/edit`, {
      ...filled,
      name: 'Two Editors Renamed',
      mission: 'Theirs',
      _version: version,
    })
    expect(first.location).toBe(`${at}/two-editors-renamed?done=changed`)
    const second = await asCoordinator.post(`${at}/two-editors/edit`, {
      ...filled,
      name: 'Two Editors',
      mission: 'Mine <i>',
      _version: version,
    })
    expect(second.status).toBe(409)
    expect(second.text).toContain('Theirs')
    expect(second.text).toContain('Mine &lt;i&gt;')
    const again = await asCoordinator.post(`${at}/two-editors-renamed/edit`, {
      ...filled,
      name: 'Two Editors',
      mission: 'Both',
      _version: hidden(second.text, '_version'),
    })
    expect(again.status).toBe(303)
  })

  test('leaves nothing in its journal of a place that is not everybody’s', async () => {
    const half = { ...filled, name: 'Half Hidden', street: '1 Open Street', city: 'Millrace' }
    await asCoordinator.post(at, half)
    const places = db.selectFrom('places').select('id').where('street', '=', '1 Open Street')
    await db.updateTable('records').set({ visibility: 'region' }).where('id', 'in', places).execute()
    const changed = { ...half, street: '2 Secret Street', mission: 'Maps', _version: await versionOf('half-hidden') }
    expect((await asCoordinator.post(`${at}/half-hidden/edit`, changed)).status).toBe(303)
    const told = JSON.stringify((await journal(region)).map((entry) => entry.changes))
    expect(told).toContain('"Maps"')
    expect(told).not.toContain('Secret Street')
  })

  test('is refused to strangers in words, and to the public by not being found when hidden', async () => {
    for (const who of [null, viewer]) {
      const refused = await as(who).post(`${at}/ferry-street-library/edit`, filled)
      expect(refused.status).toBe(403)
      expect(refused.text).toContain('Only those who speak for this organization')
    }
    expect((await as(representative).get(`${at}/ferry-street-library/edit`)).status).toBe(200)
    expect((await as(representative).get(`${at}/eastbank-neighbors/edit`)).status).toBe(404)
  })

  test('an earlier address and the id lead to the present one, in the same language', async () => {
    const { location } = await asCoordinator.post(at, { ...filled, name: 'Old Name' })
    const path = location!.split('?')[0]!
    await asCoordinator.post(`${path}/edit`, { ...filled, name: 'Present Name', _version: await versionOf('old-name') })
    const moved = await nobody.get(`/es${at}/old-name/history?as=public`)
    expect([moved.status, moved.location]).toEqual([301, `/es${at}/present-name/history?as=public`])
    expect((await nobody.get(`/api/v1/riverbend/organizations/old-name`)).status).toBe(200)
    await asCoordinator.post(`${at}/present-name/edit`, {
      ...filled,
      name: 'Present Name',
      visibility: 'circle',
      _version: await versionOf('present-name'),
    })
    expect((await nobody.get(`${at}/old-name`)).status).toBe(404)
  })

  test('whom the editor cannot see stays in the circle', async () => {
    const other = await anOrganization(region, { name: 'Unseen Partner', visibility: 'circle' })
    await asCoordinator.post(`${at}/ferry-street-library/edit`, {
      ...filled,
      name: 'Ferry Street Library',
      sector: 'library',
      visibility: 'circle',
      circle: [other.id, 'not-an-id'],
      _version: await versionOf('ferry-street-library'),
    })
    const edit = await as(representative).get(`${at}/ferry-street-library/edit`)
    expect(edit.text).not.toContain('Unseen Partner')
    await as(representative).post(`${at}/ferry-street-library/edit`, {
      ...filled,
      name: 'Ferry Street Library',
      sector: 'library',
      visibility: 'circle',
      _version: hidden(edit.text, '_version'),
    })
    const after = await asCoordinator.get(`${at}/ferry-street-library/edit`)
    expect(after.text).toMatch(new RegExp(`value="${other.id}" checked`))
  })
})

test('nasty strings stay text on every page', async () => {
  const nasty = `"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}`
  await asCoordinator.post(at, {
    ...filled,
    name: nasty,
    mission: nasty,
    description: `${nasty}\n\n[x](javascript:alert(3))`,
    skills: nasty,
    audiences: nasty,
    otherNames: nasty,
    references: `${nasty} https://ok.example/`,
    identifiers: `x:${nasty}`,
    placeName: nasty,
    street: nasty,
    city: nasty,
    county: nasty,
    accessNotes: nasty,
  })
  const { slug } = await db
    .selectFrom('records')
    .select('slug')
    .where('slug', 'like', 'script%')
    .executeTakeFirstOrThrow()
  await asCoordinator.post(`${at}/${slug}/translation`, {
    lang: 'es',
    mission: nasty,
    description: nasty,
    _version: '1',
    _translated: '',
  })
  for (const path of ['', '/edit', '/history', '/removal', '/translation', '?as=public'])
    for (const lang of ['', '/es']) {
      const { status, text } = await asCoordinator.get(`${lang}${at}/${slug}${path}`)
      expect(status, path).toBe(200)
      expect(text, path).not.toMatch(/<script>alert|<img src=x|href="javascript:/)
    }
  expect((await asCoordinator.get(at)).text).not.toMatch(/<script>alert|<img src=x/)
})
