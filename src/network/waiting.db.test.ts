import { expect, test } from 'vitest'
import { town } from '../../test/town.ts'

const { library, ofLibrary, ofCenter, coordinator, as, act, aTie, propose } = await town()

const waiting = async (who: typeof ofLibrary, path: string) =>
  /href="([^"]*waits=me)">([^<]*)/.exec((await as(who).get(path)).text)?.slice(1)
const fieldsOf = (form: string) =>
  Object.fromEntries([...form.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]))
const listed = async (who: typeof ofLibrary | null, query = 'waits=me') =>
  JSON.parse((await as(who).get(`/api/v1/riverbend/ties?${query}`)).text).items.map((tie: { id: string }) => tie.id)

test('what one side says waits for whoever speaks for the other, on home and on their own page, until they answer', async () => {
  const tie = await aTie()
  for (const path of ['/riverbend', '/me'])
    expect(await waiting(ofCenter, path), path).toEqual([
      '/riverbend/ties?waits=me',
      '1 tie that others tell of: is it so?',
    ])
  expect(await listed(ofCenter)).toEqual([tie])
  const page = await as(ofCenter).get('/riverbend/ties?waits=me')
  expect(page.text).toContain(`/riverbend/ties/${tie}`)
  expect(page.text).toMatch(/<option value="me" selected[^>]*>Waits for my answer/)

  for (const [who, path] of [
    [ofLibrary, '/riverbend'],
    [coordinator, '/riverbend'],
    [ofLibrary, '/me'],
  ] as const)
    expect(await waiting(who, path), path).toBeUndefined()
  for (const who of [ofLibrary, coordinator, null]) expect(await listed(who)).toEqual([])

  await act(ofCenter, tie, 'confirmation', { strength: '3' })
  expect(await waiting(ofCenter, '/riverbend')).toBeUndefined()
  expect(await listed(ofCenter)).toEqual([])
})

test('one press answers it in the feed and in the list, with the strength that the other side said', async () => {
  const atOnce = async (who: typeof ofLibrary | null, path: string) => {
    const { text } = await as(who).get(path)
    const form = /<form[^>]*action="([^"]*\/confirmation)"[\s\S]*?<\/form>/.exec(text)
    return form ? { action: form[1]!, fields: fieldsOf(form[0]) } : undefined
  }
  for (const [kind, path] of [
    ['shares-data', '/riverbend/journal'],
    ['refers-people', '/riverbend/ties?waits=me'],
  ] as const) {
    const tie = await aTie({ kind, strength: '2' })
    for (const who of [ofLibrary, coordinator, null]) expect(await atOnce(who, path)).toBeUndefined()
    const { action, fields } = (await atOnce(ofCenter, path))!
    expect([action, fields['strength']]).toEqual([`/riverbend/ties/${tie}/confirmation`, '2'])
    expect((await as(ofCenter).post(action, fields)).status).toBe(303)
    const told = JSON.parse((await as(null).get(`/api/v1/riverbend/ties/${tie}`)).text)
    expect([told.state, told.strength]).toEqual(['confirmed', 2])
    expect(await atOnce(ofCenter, path)).toBeUndefined()
  }
})

test('what is over or disputed waits for nobody', async () => {
  await propose(ofLibrary, library, {
    other: 'Three Counties Data Center',
    kind: 'funds',
    since: '1990',
    until: '1995',
  })
  const disputed = await aTie()
  await act(ofCenter, disputed, 'dispute', { note: 'No' })
  expect(await listed(ofCenter)).toEqual([])
  expect(await waiting(ofCenter, '/riverbend')).toBeUndefined()
})
