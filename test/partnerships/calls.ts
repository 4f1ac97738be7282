import { expect } from 'vitest'
import type { Call } from '../api-calls.ts'

const list = '/api/v1/{region}/partnerships'

/** A partnership of these organizations: begun, found, taken away and brought back. */
export async function callPartnerships(go: Call, organizations: string[]) {
  const made = await go(
    list,
    'post',
    {},
    { name: 'By a client', parties: organizations.map((organization) => ({ organization })) },
  )
  const at = { id: made['id'] }
  expect((await go(list, 'get', { q: 'By a client' }))['items']).toMatchObject([{ name: 'By a client' }])
  expect(await go(`${list}/{id}`, 'get', at)).toMatchObject({ parties: organizations.map(() => ({ roles: [] })) })
  await callCharter(go, at)
  await go(`${list}/{id}`, 'delete', at)
  expect(await go(`${list}/{id}/restoration`, 'post', at)).toMatchObject({ id: made['id'] })
}

/** Its charter: read, kept, and compared. */
async function callCharter(go: Call, at: { id: unknown }) {
  const charter = `${list}/{id}/charter`
  expect(await go(charter, 'get', at)).toMatchObject({ state: 'draft', charter: { name: 'By a client' } })
  expect(await go(`${charter}/revisions`, 'post', at)).toMatchObject({ number: 1 })
  expect(await go(`${charter}/revisions`, 'get', at)).toMatchObject({ items: [{ number: 1, changes: null }] })
  expect(await go(`${charter}/revisions/{number}`, 'get', { ...at, number: 1 })).toMatchObject({ number: 1 })
  const differences = await go(`${charter}/differences`, 'get', { ...at, from: '1', to: 'draft' })
  expect(differences).toMatchObject({ material: false, differences: [] })
}
