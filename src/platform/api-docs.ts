import { z } from 'zod'

/** One operation of the JSON API, described by the schemas that its handler uses. */
export interface ApiDoc {
  method: 'get' | 'post' | 'patch' | 'delete'
  /** As in OpenAPI: `/api/v1/{region}/organizations/{id}`. */
  path: string
  summary: string
  tag: string
  query?: z.ZodObject
  /** What is sent; of a `patch` every field may be left out. */
  body?: z.ZodType
  /** Media type of the file that is sent instead of JSON. */
  takes?: string
  /** Of a successful answer; 200 unless it says otherwise. */
  status?: 200 | 201 | 204
  /** Nothing where the status is 204, or where a file is answered. */
  response: z.ZodType
  /** Media type of the file that is answered instead of JSON. */
  gives?: string
  /** It answers members alone, so that nobody is sent there to try it. */
  closed?: true
}

/** A list as programs read it: a part of it, how many there are, and where it goes on. */
export const listOf = (item: z.ZodType) =>
  z.object({ items: z.array(item), total: z.int(), next: z.string().nullable() })
