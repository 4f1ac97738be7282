import { describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const at = '/riverbend/organizations'
const nobody = h.as(null)
const coordinator = await h.aMember(region, 'coordinator')
const viewer = await h.aMember(region, 'viewer')
const own = await h.anOrganization(region, { name: 'Ferry Street Library' })
const representative = await h.aMember(region, 'representative', own.id)
/** Each write has a second of its own, so that a history has an order. */
const asCoordinator = {
  get: h.as(coordinator).get,
  post: (path: string, form: Record<string, string | string[]> = {}) => {
    h.time.now = new Date(h.time.now.getTime() + 1000)
    return h.as(coordinator).post(path, form)
  },
}

const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
const versionOf = async (slug: string) => hidden((await asCoordinator.get(`${at}/${slug}/edit`)).text, '_version')
const filled = {
  name: 'Eastbank Neighbors',
  sector: 'nonprofit',
  mission: 'Meets on Tuesdays.',
  visibility: 'public',
  lang: 'en',
}

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
      expect((await h.as(who).get(`${at}/new`)).status).toBe(403)
      expect((await h.as(who).post(at, filled)).status).toBe(403)
    }
    const made = await h.as(representative).post(at, { ...filled, name: 'Added by another', visibility: 'circle' })
    expect(made.location).toBe(`${at}/added-by-another?done=created`)
    expect((await h.as(representative).get(made.location!)).status).toBe(200)
    expect((await h.as(viewer).get(made.location!)).status).toBe(404)
  })

  test('sending the same form twice adds it once', async () => {
    const form = { ...filled, name: 'Sent Twice', _key: 'one key' }
    const [first, second] = [await asCoordinator.post(at, form), await asCoordinator.post(at, form)]
    expect([first.location, second.location]).toEqual([
      `${at}/sent-twice?done=created`,
      `${at}/sent-twice?done=created`,
    ])
    expect(
      (await h.journal(region)).filter((entry) => JSON.stringify(entry.changes).includes('Sent Twice')),
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

  test('is refused to strangers in words, and to the public by not being found when hidden', async () => {
    for (const who of [null, viewer]) {
      const refused = await h.as(who).post(`${at}/ferry-street-library/edit`, filled)
      expect(refused.status).toBe(403)
      expect(refused.text).toContain('Only those who speak for this organization')
    }
    expect((await h.as(representative).get(`${at}/ferry-street-library/edit`)).status).toBe(200)
    expect((await h.as(representative).get(`${at}/eastbank-neighbors/edit`)).status).toBe(404)
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
    const other = await h.anOrganization(region, { name: 'Unseen Partner', visibility: 'circle' })
    await asCoordinator.post(`${at}/ferry-street-library/edit`, {
      ...filled,
      name: 'Ferry Street Library',
      sector: 'library',
      visibility: 'circle',
      circle: [other.id, 'not-an-id'],
      _version: await versionOf('ferry-street-library'),
    })
    const edit = await h.as(representative).get(`${at}/ferry-street-library/edit`)
    expect(edit.text).not.toContain('Unseen Partner')
    await h.as(representative).post(`${at}/ferry-street-library/edit`, {
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

describe('history', () => {
  test('shows both sides of a change and brings the earlier one back', async () => {
    await asCoordinator.post(at, { ...filled, name: 'With Past', mission: 'First words', skills: 'maps\nlaw' })
    await asCoordinator.post(`${at}/with-past/edit`, {
      ...filled,
      name: 'With Past',
      mission: 'Second words',
      _version: await versionOf('with-past'),
    })
    const seen = await nobody.get(`${at}/with-past/history`)
    expect(seen.text).toMatch(/First words[\s\S]*Second words/)
    expect(seen.text).not.toContain('A coordinator')
    expect(seen.text).not.toContain('/return"')
    const mine = await asCoordinator.get(`${at}/with-past/history`)
    expect(mine.text).toContain('A coordinator')
    const action = /action="([^"]*\/return)"/.exec(mine.text)![1]!
    expect((await h.as(viewer).post(action, {})).status).toBe(403)
    const back = await asCoordinator.post(action, { _version: hidden(mine.text, '_version') })
    expect(back.location).toBe(`${at}/with-past?done=returned`)
    const profile = await nobody.get(`${at}/with-past`)
    expect(profile.text).toContain('First words')
    expect(profile.text).toContain('>maps<')
    const stale = await asCoordinator.post(action, { _version: hidden(mine.text, '_version') })
    expect(stale.status).toBe(409)
  })

  test('what was written in private stays with those who could see it', async () => {
    await asCoordinator.post(at, { ...filled, name: 'Was Private', mission: 'Secret plan', visibility: 'circle' })
    await asCoordinator.post(`${at}/was-private/edit`, {
      ...filled,
      name: 'Was Private',
      mission: 'Open plan',
      _version: await versionOf('was-private'),
    })
    await asCoordinator.post(`${at}/was-private/edit`, {
      ...filled,
      name: 'Was Private',
      mission: 'Open plan, better',
      _version: await versionOf('was-private'),
    })
    const { text } = await nobody.get(`${at}/was-private/history`)
    expect(text).toContain('Open plan, better')
    expect(text).not.toContain('Secret plan')
    expect((await asCoordinator.get(`${at}/was-private/history`)).text).toContain('Secret plan')
  })
})

describe('removal', () => {
  test('says what hangs on it, hides it, and can be undone', async () => {
    await asCoordinator.post(at, { ...filled, name: 'Leaving Soon', city: 'Millrace' })
    const page = `${at}/leaving-soon`
    expect((await h.as(representative).get(`${page}/removal`)).status).toBe(403)
    expect((await nobody.get(`${page}/removal`)).status).toBe(403)
    expect((await asCoordinator.get(`${page}/removal`)).text).toContain('1 place is hidden with it')
    expect((await asCoordinator.post(`${page}/removal`)).location).toBe(`${page}/removal`)
    expect((await nobody.get(page)).status).toBe(404)
    expect((await nobody.get(at)).text).not.toContain('Leaving Soon')
    const gone = await asCoordinator.get(page)
    expect(gone.status).toBe(410)
    expect(gone.text).toContain(`${page}/restoration`)
    expect((await h.as(viewer).post(`${page}/restoration`)).status).toBe(404)
    expect((await asCoordinator.post(`${page}/restoration`)).location).toBe(`${page}?done=restored`)
    expect((await nobody.get(page)).text).toContain('Millrace')
  })
})

describe('translations', () => {
  const page = `${at}/translated-one`
  test('are shown while current, then marked as older, and follow what they translate', async () => {
    await asCoordinator.post(at, {
      ...filled,
      name: 'Translated One',
      mission: 'Original words',
      description: 'Long words',
    })
    const form = await asCoordinator.get(`${page}/translation`)
    const typed = {
      lang: 'es',
      mission: 'Palabras propias',
      description: '',
      _version: hidden(form.text, '_version'),
      _translated: hidden(form.text, '_translated'),
    }
    expect((await asCoordinator.post(`${page}/translation`, typed)).location).toBe(`${page}?done=translated`)
    const spanish = await nobody.get(`/es${page}`)
    expect(spanish.text).toContain('Palabras propias')
    expect(spanish.text).toContain('Escrito en inglés')
    expect((await nobody.get(page)).text).not.toContain('Palabras propias')

    await asCoordinator.post(`${page}/edit`, {
      ...filled,
      name: 'Translated One',
      mission: 'Original words',
      description: '',
      website: 'https://one.example/',
      _version: await versionOf('translated-one'),
    })
    expect((await nobody.get(`/es${page}`)).text).toContain('Traducido del inglés')
    await asCoordinator.post(`${page}/edit`, {
      ...filled,
      name: 'Translated One',
      mission: 'Other words',
      _version: await versionOf('translated-one'),
    })
    expect((await nobody.get(`/es${page}`)).text).toContain('Esta traducción es anterior al original')
  })

  test('two translators are shown both versions', async () => {
    const form = await asCoordinator.get(`${page}/translation`)
    const typed = {
      lang: 'es',
      description: '',
      _version: hidden(form.text, '_version'),
      _translated: hidden(form.text, '_translated'),
    }
    await asCoordinator.post(`${page}/translation`, { ...typed, mission: 'Las suyas' })
    const second = await asCoordinator.post(`${page}/translation`, { ...typed, mission: 'Las mías' })
    expect(second.status).toBe(409)
    expect(second.text).toContain('Las suyas')
    expect(second.text).toContain('Las mías')
  })

  test('into the language it is written in are refused', async () => {
    expect(
      (await asCoordinator.post(`${page}/translation`, { lang: 'en', mission: 'x', description: '', _translated: '' }))
        .status,
    ).toBe(422)
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
  const { slug } = await h.db
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

test('a member looks at a profile as the public', async () => {
  const { text } = await asCoordinator.get(`${at}/with-past?as=public`)
  expect(text).not.toContain(`${at}/with-past/edit`)
  expect((await asCoordinator.get(`${at}/was-private`)).text).toContain('?as=public')
})
