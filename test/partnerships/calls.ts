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
  await go(`${list}/{id}`, 'delete', at)
  expect(await go(`${list}/{id}/restoration`, 'post', at)).toMatchObject({ id: made['id'] })
}
