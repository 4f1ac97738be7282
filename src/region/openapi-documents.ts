import { z } from 'zod'
import type { ApiDoc } from '../platform/api-docs.ts'

const PROBLEM = {
  type: 'object',
  description: 'What went wrong (RFC 9457)',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'Why, in a sentence' },
    instance: { type: 'string', description: 'The request, as it stands in the log' },
    errors: {
      type: 'object',
      description: 'What is wrong with what was sent, in sentences by field',
      additionalProperties: { type: 'array', items: { type: 'string' } },
    },
    resembling: {
      type: 'array',
      description: 'What is here already and may be the one that you add (409): `id`, `name` and `reasons` of each',
      items: { type: 'object' },
    },
    current: { type: 'object', description: 'What stands there now, where somebody else was faster (412)' },
  },
  required: ['type', 'title', 'status', 'instance'],
}

/** Parts of an address, by the name they have in it. */
const PARAMETERS: Record<string, string> = {
  region: 'Slug of the region',
  organization: 'Id or slug of the organization',
  tie: 'Id of the tie',
  person: 'Id of the person',
  id: 'Its id, or its slug where it has one',
  entry: 'Id of an entry in the history',
  lang: 'The language: `en` or `es`',
  list: '`sectors`, `roles` or `tie-kinds`',
  key: 'Key of the item',
  delivery: 'Id of a delivery',
}

type Json = Record<string, unknown>

/** The description of the API that programs read (OpenAPI 3.1), made from the schemas that its handlers use. */
export function openApi(docs: ApiDoc[], origin: string): Json {
  const paths: Record<string, Json> = {}
  for (const doc of docs) paths[doc.path] = { ...paths[doc.path], [doc.method]: operation(doc) }
  return {
    openapi: '3.1.0',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Tieline',
      version: '1',
      summary: 'Who is in a civic data ecosystem, and who is joined to whom',
      description:
        'Answers hold what the asker may see; without a key or a session, what is public. A member makes keys at `/me/keys`; ' +
        'a key acts for its owner, in one region, to read or also to write. Lists give `next`: hand it back as ' +
        '`cursor` for what follows. Every answer has an `ETag`: with `If-None-Match` an unchanged one is 304. The same ' +
        'under `/es/api/v1` has the labels in Spanish. Every POST honours `Idempotency-Key` for 48 hours. A PATCH with ' +
        '`If-Match` changes only the version you read, else it is 412 and `current` tells what stands there now.',
    },
    servers: [{ url: origin }],
    tags: [...new Set(docs.map((doc) => doc.tag))].map((name) => ({ name })),
    paths,
    security: [{}, { key: [] }],
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: PROBLEM },
      responses: {
        Problem: {
          description: 'It could not be done',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  }
}

function operation(doc: ApiDoc): Json {
  return {
    operationId: operationId(doc),
    summary: doc.summary,
    tags: [doc.tag],
    parameters: [...inPath(doc.path), ...inQuery(doc), ...inHeader(doc)],
    ...sent(doc),
    ...(doc.method !== 'get' && { security: [{ key: [] }] }),
    responses: {
      [doc.status ?? 200]: doc.status === 204 ? { description: doc.summary } : answerOf(doc),
      ...(doc.method === 'get' && { '304': { description: 'Unchanged since the answer with this ETag' } }),
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

const answerOf = (doc: ApiDoc) => ({
  description: doc.summary,
  headers: { ETag: { schema: { type: 'string' } } },
  content: doc.gives ? { [doc.gives]: {} } : { 'application/json': { schema: plain(doc.response, 'output') } },
})

/** A file is its bytes: OpenAPI 3.1 describes none of it but its media type. */
function sent(doc: ApiDoc): Json {
  if (doc.takes) return { requestBody: { required: true, content: { [doc.takes]: {} } } }
  if (!doc.body) return {}
  return { requestBody: { required: true, content: { 'application/json': { schema: bodyOf(doc, doc.body) } } } }
}

const HEADERS: Record<ApiDoc['method'], string[]> = {
  get: ['If-None-Match'],
  post: ['Idempotency-Key'],
  patch: ['If-Match'],
  delete: [],
}
const inHeader = (doc: ApiDoc) =>
  HEADERS[doc.method].map((name) => ({ name, in: 'header', schema: { type: 'string' } }))

/** Of a change every field may be left out. */
function bodyOf(doc: ApiDoc, body: z.ZodType): Json {
  const { required, ...schema } = plain(body, 'input')
  return doc.method === 'patch' || !required ? schema : { ...schema, required }
}

/** Names in braces of an address. */
export const namesIn = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)

const inPath = (path: string) =>
  namesIn(path).map((name) => ({
    name,
    in: 'path',
    required: true,
    ...(PARAMETERS[name] && { description: PARAMETERS[name] }),
    schema: { type: 'string' },
  }))

function inQuery(doc: ApiDoc) {
  if (!doc.query) return []
  const { properties = {}, required = [] } = plain(doc.query, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(typeof schema.description === 'string' && { description: schema.description }),
    schema,
  }))
}

function plain(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const operationId = (doc: ApiDoc) =>
  doc.method +
  doc.path
    .replace('/api/v1', '')
    .split(/[/{}-]+/)
    .filter(Boolean)
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')
