import { describe, expect, test } from 'vitest'
import { editing, filled, hidden } from '../../test/editing.ts'

const { nobody, at, asCoordinator, versionOf, own } = await editing()

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

describe('a service, a shared resource, a group or a place', () => {
  const list = '/riverbend/services'
  const desk = {
    name: 'Data desk',
    organizations: own.id,
    description: 'Sits with you.',
    how: 'Walk in.',
    visibility: 'public',
    lang: 'en',
  }
  const held = async (path: string) => {
    const { text } = await asCoordinator.get(`${path}/translation`)
    return { _version: hidden(text, '_version'), _translated: hidden(text, '_translated') }
  }

  test('is told in the other language, shown and found there', async () => {
    await asCoordinator.post(list, desk)
    const page = `${list}/data-desk`
    const form = await asCoordinator.get(`${page}/translation`)
    for (const field of ['description', 'how']) expect(form.text).toContain(`name="${field}"`)
    // What says nothing, and names, which are one everywhere, cannot be told otherwise.
    for (const field of ['fee', 'name']) expect(form.text).not.toContain(`name="${field}"`)
    const typed = { lang: 'es', description: 'Se sienta con usted.', how: 'Venga sin cita.', ...(await held(page)) }
    expect((await asCoordinator.post(`${page}/translation`, typed)).location).toBe(`${page}?done=translated`)
    const spanish = (await nobody.get(`/es${page}`)).text
    for (const words of ['Se sienta con usted.', 'Venga sin cita.', 'Traducido del inglés', '<h1>Data desk'])
      expect(spanish).toContain(words)
    expect((await nobody.get(page)).text).not.toContain('Venga sin cita')
    expect((await nobody.get('/es/riverbend/search?q=sienta')).text).toContain('/riverbend/services/data-desk')
    expect((await asCoordinator.get('/riverbend/journal')).text).toContain('translated the service')
    expect((await asCoordinator.get(`${page}/history`)).text).toContain('How to get it (Spanish)')
  })

  test('keeps what still says the same, marks what does not, and forgets what is empty now', async () => {
    const page = `${list}/data-desk`
    const change = async (changes: Record<string, string>) =>
      asCoordinator.post(`${page}/edit`, {
        ...desk,
        ...changes,
        _version: hidden((await asCoordinator.get(`${page}/edit`)).text, '_version'),
      })
    await change({ website: 'https://desk.example/' })
    expect((await nobody.get(`/es${page}`)).text).toContain('Traducido del inglés')
    await change({ how: '' })
    expect((await nobody.get(`/es${page}`)).text).not.toContain('Venga sin cita')
    await change({ how: 'Call first.' })
    const without = (await nobody.get(`/es${page}`)).text
    expect(without).toContain('Call first.')
    expect(without).toContain('Traducido del inglés')
    await change({ how: 'Call first.', description: 'Sits with you for an hour.' })
    expect((await nobody.get(`/es${page}`)).text).toContain('Esta traducción es anterior al original')
    await asCoordinator.post(`${page}/removal`)
    await asCoordinator.post(`${page}/restoration`)
    expect((await nobody.get(`/es${page}`)).text).toContain('Se sienta con usted.')
  })

  test('shows both versions to whoever comes late, and is no translation of itself', async () => {
    const page = `${list}/data-desk`
    const before = await held(page)
    await asCoordinator.post(`${page}/translation`, { lang: 'es', description: 'Una hora con usted.', ...before })
    const late = await asCoordinator.post(`${page}/translation`, { lang: 'es', description: 'Otra cosa.', ...before })
    expect(late.status).toBe(409)
    for (const words of ['Una hora con usted.', 'Otra cosa.']) expect(late.text).toContain(words)
    const same = { lang: 'en', description: 'x', ...(await held(page)), _translated: '' }
    expect((await asCoordinator.post(`${page}/translation`, same)).status).toBe(422)
  })
})
