import { bytesOf, type FileFacts } from './files.ts'
import type { HouseContext } from './house.ts'

/** Nothing that came in from outside may run here, whatever it is. */
const SANDBOX = "default-src 'none'; sandbox"

interface Headers extends Record<string, string> {
  'content-disposition': string
}

/** The bytes of a file as they are kept, as what it is unless `headers` say otherwise. */
export const fileAnswer = async (c: HouseContext, file: FileFacts, headers: Headers): Promise<Response> =>
  c.body(Uint8Array.from(await bytesOf(c.var.db, c.var.region.id, file)), 200, {
    'content-type': file.mediaType,
    'cache-control': 'private, no-cache',
    ...headers,
    'content-security-policy': SANDBOX,
  })
