import { expect, test } from 'vitest'
import { town } from '../../test/town.ts'

const { library, ofLibrary, ofCenter, coordinator, as, act, aTie, propose } = await town()

const waiting = async (who: typeof ofLibrary, path: string) =>
  /href="([^"]*waits=me)">([^<]*)/.exec((await as(who).get(path)).text)?.slice(1)
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
