import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { z } from 'zod'
import { type Cell, BYTE_ORDER_MARK, csvLine } from './csv-out.ts'
import { decodeCursor, encodeCursor } from './cursors.ts'
import { dayIn } from './days.ts'
import { problem } from './errors.ts'
import { XLSX_TYPE, xlsxFile } from './formats/xlsx-out.ts'
import type { HouseContext } from './house.ts'
import { encodingFor } from './page-cache.ts'

export type Rendering = 'html' | 'csv' | 'json' | 'xlsx'

/** In which form a list is wanted: `?format=` decides, then `Accept`; a browser gets a page. */
export function wants(c: HouseContext): Rendering {
  const format = c.req.query('format')
  if (format === 'csv' || format === 'json' || format === 'xlsx') return format
  return format === undefined ? accepted(c.req.header('accept')) : 'html'
}

/** What an `Accept` header asks for; whoever takes a page gets a page. */
export function accepted(accept = ''): Rendering {
  const types = accept.slice(0, 1000).toLowerCase()
  if (types.includes('text/html')) return 'html'
  if (types.includes('application/json')) return 'json'
  if (types.includes(XLSX_TYPE)) return 'xlsx'
  return types.includes('text/csv') ? 'csv' : 'html'
}

const place = z.object({ from: z.int().min(0).max(10_000_000) })

/** How many entries a cursor has shown already; one that is none of ours answers 400. */
export function shownBy(cursor: string): number {
  if (cursor === '') return 0
  const known = decodeCursor(place, cursor)
  if (!known) throw problem(400, 'forms.invalid')
  return known.from
}

/** Where a list goes on after `shown` of `total`. */
export const nextCursor = (shown: number, total: number): string | null =>
  shown < total ? encodeCursor({ from: shown }) : null

/** A list as programs read it, with an ETag of its bytes. */
export const jsonList = (c: HouseContext, items: unknown[], total: number, next: string | null): Response =>
  tagged(c, JSON.stringify({ items, total, next }))

/** JSON with an ETag; who has it already gets 304. `name` makes the tag from a hash of the bytes. */
export function tagged(c: HouseContext, body: string, name = (hash: string) => hash): Response {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  const etag = `"${name(hash)}"`
  const isPublic = !c.var.account && (c.var.actor?.kind ?? 'public') === 'public'
  const headers = {
    etag,
    'cache-control': isPublic ? 'no-cache' : 'private, no-cache',
    vary: 'accept, accept-encoding, authorization, cookie',
  }
  if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
  return c.body(body, 200, { ...headers, 'content-type': 'application/json; charset=utf-8' })
}

/** The same answer, compressed as the asker takes it: for data that is big and not kept. */
export async function squeezed(c: HouseContext, answer: Response): Promise<Response> {
  const encoding = encodingFor(c.req.header('accept-encoding'))
  if (encoding === 'identity' || !answer.body) return answer
  const bytes = Buffer.from(await answer.arrayBuffer())
  const small = encoding === 'br' ? await brotli(bytes, { params: QUICK }) : await zip(bytes)
  answer.headers.set('content-encoding', encoding)
  return new Response(Uint8Array.from(small), { status: answer.status, headers: answer.headers })
}
const brotli = promisify(brotliCompress)
const zip = promisify(gzip)
const QUICK = { [constants.BROTLI_PARAM_QUALITY]: 5 }

function matches(asked: string | undefined, etag: string): boolean {
  const tags = (asked ?? '').slice(0, 2000).split(',')
  return tags.some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}

/** Whether a list is wanted as a file of rows and columns. */
export const isTable = (format: Rendering): format is 'csv' | 'xlsx' => format === 'csv' || format === 'xlsx'

/** A whole list as a file, CSV or a workbook as it is asked for, written as it is read. */
export function tableAnswer(
  c: HouseContext,
  name: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
): Response {
  const format = wants(c) === 'xlsx' ? 'xlsx' : 'csv'
  const pieces = format === 'xlsx' ? xlsxFile([{ name, columns, rows }]) : csvBytes(columns, rows)
  const type = format === 'xlsx' ? XLSX_TYPE : 'text/csv; charset=utf-8'
  return download(c, `${name}.${format}`, type, pieces)
}

/**
 * A file that is kept, not looked at, sent as it is made; whoever leaves ends the making. It begins when somebody reads:
 * an answer that is never sent would hold its connection to the database for ever.
 */
export function download(c: HouseContext, name: string, type: string, pieces: AsyncGenerator<Uint8Array>): Response {
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await pieces.return(undefined)),
  }
  const body = new ReadableStream(source, { highWaterMark: 0 })
  return c.body(body, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-cache',
    vary: 'accept, accept-encoding, cookie',
  })
}

/** The same for a text that is whole already. */
export const downloadText = (c: HouseContext, name: string, type: string, text: string): Response =>
  download(c, name, type, oneOf(new TextEncoder().encode(text)))

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** So many characters go out at once. */
const CHUNK = 16_000

async function* csvBytes(
  columns: readonly string[],
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let chunk = BYTE_ORDER_MARK + csvLine(columns)
  for await (const row of rows) {
    chunk += csvLine(row)
    if (chunk.length < CHUNK) continue
    yield encoder.encode(chunk)
    chunk = ''
  }
  if (chunk !== '') yield encoder.encode(chunk)
}

const QUARTER = 900_000

/** When the region's day ends: what is current changes then. Zones differ from UTC by quarters of an hour. */
export function endOfDay(timeZone: string, at: Date): Date {
  const today = dayIn(timeZone, at)
  let end = Math.floor(at.getTime() / QUARTER + 1) * QUARTER
  while (dayIn(timeZone, new Date(end)) === today) end += QUARTER
  return new Date(end)
}
