import type { Someone, house } from './house.ts'

type House = Pick<Awaited<ReturnType<typeof house>>, 'as'> & { region: { id: string } }

/** Makes a key as its owner does, on the page, and reads the token there. */
export async function aKeyOf({ as, region }: House, who: Someone, scope: 'read' | 'write', days = '30') {
  const page = await as(who).post('/me/keys', { region: region.id, name: `A ${scope} script`, scope, days })
  return /tieline_[\w-]{43}/.exec(page.text)?.[0] ?? ''
}

/** Asks the API as a program with a key does. */
export const askWith = (
  { as }: House,
  token: string,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
) =>
  as(null).send(method, path, {
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }), ...headers },
    ...(body && { body: JSON.stringify(body) }),
  })
