import { describe, expect, test } from 'vitest'
import { editing, filled, hidden } from '../../test/editing.ts'

const { nobody, at, asCoordinator, versionOf } = await editing()

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
