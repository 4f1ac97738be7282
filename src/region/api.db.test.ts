import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { addListing } from '../directory/listing-changes.ts'
import { listingForms } from '../directory/listing-forms.ts'
import { LOGO_BOX, setLogo } from '../directory/logos.ts'
import { paintAnew } from '../platform/images.ts'
import { KINDS, LISTING_KINDS } from '../directory/listing-kinds.ts'

const { as, aRegion, aMember, anOrganization, parts, db, clock } = await house()
const open = as(null)
const riverbend = await aRegion('riverbend')
const library = await anOrganization(riverbend, { name: 'Riverbend Library' })
const viewer = await aMember(riverbend, 'viewer')
const coordinator = await aMember(riverbend, 'coordinator')
/** What only those who answer for the region are told. */
const FOR_COORDINATORS = [
  'members',
  'proposals',
  'merges',
  'settings',
  'lists',
  'audit',
  'webhooks',
  'imports',
  'rounds',
  'meetings',
  'memorandum-templates',
]
const listings: Record<string, string> = {}
for (const kind of LISTING_KINDS) {
  const facts = { name: `A ${kind}`, kind: 'other', organizations: [library.id], visibility: 'public' }
  const { id } = await addListing(db, riverbend.system, kind, listingForms[kind].parse(facts), clock())
  listings[KINDS[kind].segment] = id
}
const picture = (await paintAnew(Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64'), LOGO_BOX))!
await setLogo(db, riverbend.system, library, picture, clock())
const docs = parts.rooms.flatMap((room) => room.apiDocs ?? [])

type Operation = {
  parameters: { name: string; in: string; required?: boolean; schema: object }[]
  responses: Record<string, object>
}
interface Described {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object>; responses: Record<string, object> }
}

test('describes itself as OpenAPI 3.1, with every path that the rooms have', async () => {
  const answer = await open.get('/api/openapi.json')
  const described = JSON.parse(answer.text) as Described
  expect(described.openapi).toMatch(/^3\.1\.\d$/)
  expect(described.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
  expect(Object.keys(described.paths)).toEqual(expect.arrayContaining(docs.map((doc) => doc.path)))
  expect(Object.keys(described.paths).some((path) => path.endsWith('/organizations'))).toBe(true)
  expect(Object.keys(described.paths).some((path) => path.endsWith('/ties'))).toBe(true)
  const ids = Object.values(described.paths)
    .flatMap((path) => Object.values(path))
    .map((one) => (one as unknown as { operationId: string }).operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [path, operations] of Object.entries(described.paths))
    for (const [method, operation] of Object.entries(operations)) shaped(path, method, operation)
  expect(references(described).filter((ref) => !resolves(described, ref))).toEqual([])
})

/** Every name in braces is a parameter of the path, and every answer has a schema or refers to one. */
function shaped(path: string, method: string, operation: Operation) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
  expect(inPath.map((parameter) => parameter.name)).toEqual(names)
  expect(inPath.every((parameter) => parameter.required)).toBe(true)
  expect(Object.keys(operation.responses)).toEqual(
    expect.arrayContaining(method === 'get' ? ['200', '304', 'default'] : ['default']),
  )
}

function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : references(inner)))
}
const resolves = (whole: object, ref: string) =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], whole) !== undefined

test('every described address answers, as the schema says', async () => {
  const fill: Record<string, string> = { region: 'riverbend', organization: library.id }
  const ids: Record<string, string> = { ...listings, organizations: library.id }
  for (const doc of docs.filter((one) => one.method === 'get')) {
    const segment = doc.path.split('/')[4] ?? ''
    const known = (name: string) => (name === 'id' ? ids[segment] : fill[name])
    const path = doc.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => known(name) ?? '')
    if (path.includes('//') || path.endsWith('/')) continue
    const inside = FOR_COORDINATORS.includes(segment) || /\/(held|handovers)$/.test(path)
    const asked = path.endsWith('/held') ? `${path}?person=${coordinator.actor.personId}` : path
    const answer = await as(inside ? coordinator : viewer).get(asked)
    expect([path, answer.status]).toEqual([path, 200])
    if (doc.gives) {
      expect([path, answer.headers.get('content-type')]).toEqual([path, expect.stringContaining(doc.gives)])
      continue
    }
    expect([path, doc.response.safeParse(JSON.parse(answer.text)).error?.issues]).toEqual([path, undefined])
  }
})

test('a region tells its lists, in the language of the address', async () => {
  const english = JSON.parse((await open.get('/api/v1/riverbend')).text)
  const spanish = JSON.parse((await open.get('/es/api/v1/riverbend')).text)
  expect(english.sectors[0]).toEqual({
    key: 'library',
    label: 'Library',
    shape: 'library',
    colour: 'library',
    retired: false,
  })
  expect(spanish.sectors[0].label).toBe('Biblioteca')
  expect(english.nationalView).toBeUndefined()
  expect(JSON.parse((await open.get('/api/v1/regions')).text).items).toHaveLength(1)
})

test('what is unchanged answers 304; what is not there answers problem details', async () => {
  const first = await open.get('/api/v1/riverbend')
  const again = await open.get('/api/v1/riverbend', { 'if-none-match': first.headers.get('etag')! })
  expect([first.status, again.status]).toEqual([200, 304])
  const none = await open.get('/api/v1/nowhere')
  expect([none.status, none.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  expect(JSON.parse(none.text)).toMatchObject({ status: 404, title: 'Not found', type: 'about:blank' })
  const nothing = await open.get('/es/api/v1/riverbend/nothing')
  expect([nothing.status, JSON.parse(nothing.text).detail]).toEqual([404, expect.stringContaining('/es/api')])
})

test('people can browse it, in both languages', async () => {
  for (const path of ['/api', '/es/api']) {
    const page = await as(viewer).get(path)
    expect(page.status).toBe(200)
    for (const doc of docs) expect(page.text).toContain(doc.path)
  }
})
