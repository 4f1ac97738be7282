import type { z } from 'zod'

/** One operation of the JSON API, described by the schemas that its handler uses. */
export interface ApiDoc {
  method: 'get' | 'post'
  /** As in OpenAPI: `/api/v1/{region}/organizations/{id}`. */
  path: string
  summary: string
  tag: string
  query?: z.ZodObject
  response: z.ZodType
}
