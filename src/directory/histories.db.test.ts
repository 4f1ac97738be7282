import { describe, expect, test } from 'vitest'
import { editing, filled, hidden } from '../../test/editing.ts'

const { viewer, representative, nobody, at, asCoordinator, versionOf, as } = await editing()

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
    expect((await as(viewer).post(action, {})).status).toBe(403)
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
    expect((await as(representative).get(`${page}/removal`)).status).toBe(403)
    expect((await nobody.get(`${page}/removal`)).status).toBe(403)
    expect((await asCoordinator.get(`${page}/removal`)).text).toContain('1 place is hidden with it')
    expect((await asCoordinator.post(`${page}/removal`)).location).toBe(`${page}/removal`)
    expect((await nobody.get(page)).status).toBe(404)
    expect((await nobody.get(at)).text).not.toContain('Leaving Soon')
    const gone = await asCoordinator.get(page)
    expect(gone.status).toBe(410)
    expect(gone.text).toContain(`${page}/restoration`)
    expect((await as(viewer).post(`${page}/restoration`)).status).toBe(404)
    expect((await asCoordinator.post(`${page}/restoration`)).location).toBe(`${page}?done=restored`)
    expect((await nobody.get(page)).text).toContain('Millrace')
  })
})

test('a member looks at a profile as the public', async () => {
  const { text } = await asCoordinator.get(`${at}/with-past?as=public`)
  expect(text).not.toContain(`${at}/with-past/edit`)
  expect((await asCoordinator.get(`${at}/was-private`)).text).toContain('?as=public')
})
