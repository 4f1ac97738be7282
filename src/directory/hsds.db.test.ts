import { expect, test } from 'vitest'
import { z } from 'zod'
import { house, type Someone } from '../../test/house.ts'

const h = await house()
const region = await h.aRegion('helping')
const coordinator = await h.aMember(region, 'coordinator')
const library = await h.anOrganization(region, {
  name: 'Alder Library',
  visibility: 'public',
  mission: 'Open to all.',
  phone: '555 0100',
  founded: '1903-05',
  identifiers: ['ein:25-0000001', 'node:map/7'],
})

/** What HSDS 3.0 wants to be there, of its schemas; strict where it lists what may be. */
const organization = z.looseObject({ id: z.uuid(), name: z.string().min(1), description: z.string().min(1) })
const address = z.looseObject({
  id: z.uuid(),
  address_1: z.string(),
  city: z.string(),
  state_province: z.string(),
  postal_code: z.string(),
  country: z.string().length(2),
  address_type: z.enum(['physical', 'postal', 'virtual']),
})
const location = z.looseObject({
  id: z.uuid(),
  location_type: z.enum(['physical', 'postal', 'virtual']),
  latitude: z.number().optional(),
  addresses: z.array(address).optional(),
  accessibility: z.array(z.looseObject({ id: z.uuid() })).optional(),
})
const service = z.looseObject({
  id: z.uuid(),
  name: z.string().min(1),
  status: z.enum(['active', 'inactive', 'defunct', 'temporarily closed']),
  url: z.url().optional(),
  organization: organization.optional(),
  languages: z
    .array(
      z.looseObject({
        id: z.uuid(),
        name: z.string(),
      }),
    )
    .optional(),
  schedules: z
    .array(
      z.looseObject({
        id: z.uuid(),
        description: z.string(),
      }),
    )
    .optional(),
  service_at_locations: z
    .array(
      z.looseObject({
        id: z.uuid(),
        location,
      }),
    )
    .optional(),
})
const atLocation = z.looseObject({ id: z.uuid(), location, service })
const pageOf = <T extends z.ZodType>(one: T) =>
  z.strictObject({
    total_items: z.int(),
    total_pages: z.int(),
    page_number: z.int(),
    size: z.int(),
    first_page: z.boolean(),
    last_page: z.boolean(),
    empty: z.boolean(),
    contents: z.array(one),
  })

const read = async <T extends z.ZodType>(path: string, schema: T, who: Someone | null = null) => {
  const { status, text } = await h.as(who).get(`/helping/hsds${path}`)
  expect([path, status]).toEqual([path, 200])
  return schema.parse(JSON.parse(text))
}

async function add(segment: string, facts: Record<string, string | string[]>) {
  const { location: at } = await h
    .as(coordinator)
    .post(`/helping/${segment}`, { visibility: 'public', lang: 'en', ...facts })
  const { items } = JSON.parse((await h.as(coordinator).get(`/helping/${segment}?format=json&limit=200`)).text)
  return (items as { id: string; slug: string | null }[]).find((one) =>
    at!.split('?')[0]!.endsWith(`/${one.slug ?? one.id}`),
  )!.id
}
const place = await add('places', {
  name: 'Main branch',
  kind: 'outlet',
  street: '1 Main St',
  city: 'Alder',
  state: 'PA',
  postalCode: '15000',
  latitude: '40.5',
  longitude: '-79.5',
  hours: 'Daily 9 to 5',
  accessNotes: 'Ramp at the side',
  organizations: library.id,
})
const desk = await add('services', {
  name: 'Data desk',
  description: 'Questions about *data*.',
  audiences: 'teachers\nstudents',
  how: 'Walk in.',
  fee: 'Free',
  schedule: 'Mondays',
  languages: 'English\nSpanish',
  website: 'https://alder.example/desk',
  organizations: library.id,
  place,
})
await add('services', { name: 'By telephone', organizations: library.id })
await add('services', { name: 'For members', organizations: library.id, place, visibility: 'region' })

test('a service is told whole: whose it is, for whom, when, in which languages and where', async () => {
  const one = await read(`/services/${desk}`, service)
  expect(one).toMatchObject({
    name: 'Data desk',
    description: 'Questions about *data*.',
    url: 'https://alder.example/desk',
    application_process: 'Walk in.',
    fees_description: 'Free',
    eligibility_description: 'teachers; students',
    organization: { id: library.id, name: 'Alder Library', description: 'Open to all.', year_incorporated: 1903 },
    languages: [{ name: 'English' }, { name: 'Spanish' }],
    schedules: [{ description: 'Mondays' }],
    service_at_locations: [
      {
        location: {
          id: place,
          name: 'Main branch',
          latitude: 40.5,
          addresses: [
            { address_1: '1 Main St', city: 'Alder', state_province: 'PA', postal_code: '15000', country: 'US' },
          ],
          accessibility: [{ description: 'Ramp at the side' }],
          schedules: [{ description: 'Daily 9 to 5' }],
        },
      },
    ],
  })
  // Ids of what has none here are the same each time.
  expect(await read(`/services/${desk}`, service)).toEqual(one)
})

test('lists have pages, a search, and only what whoever asks may see', async () => {
  const all = await read('/services', pageOf(service))
  expect(all.contents.map((one) => one.name)).toEqual(['By telephone', 'Data desk'])
  const second = await read('/services?per_page=1&page=2', pageOf(service))
  expect(second).toMatchObject({
    total_items: 2,
    total_pages: 2,
    page_number: 2,
    size: 1,
    first_page: false,
    last_page: true,
  })
  expect(second.contents.map((one) => one.name)).toEqual(['Data desk'])
  expect((await read('/services?search=desk', pageOf(service))).total_items).toBe(1)
  expect((await read('/services?search=nothing', pageOf(service))).empty).toBe(true)
  expect((await read('/services', pageOf(service), coordinator)).total_items).toBe(3)
  expect((await read(`/services?organization_id=${library.id}`, pageOf(service))).total_items).toBe(2)
  const placed = await read('/service_at_locations', pageOf(atLocation))
  expect(placed.contents.map((one) => [one.id, one.location.id, one.service.name])).toEqual([
    [desk, place, 'Data desk'],
  ])
  expect(await read(`/service_at_locations/${desk}`, atLocation)).toEqual(placed.contents[0])
})

test('an organization has its places, identifiers and services', async () => {
  const one = await read(`/organizations/${library.id}`, organization)
  expect(one).toMatchObject({
    uri: 'http://localhost:4000/helping/organizations/alder-library',
    phones: [{ organization_id: library.id, number: '555 0100' }],
    locations: [{ id: place }],
    services: [{ name: 'By telephone' }, { name: 'Data desk' }],
  })
  expect(one['organization_identifiers']).toMatchObject([{ identifier_scheme: 'ein' }])
  const list = await read('/organizations', pageOf(organization))
  expect(list.contents.map(({ id }) => id)).toEqual([library.id])
})

test('the root says which version this is; what is not here is told as to a program', async () => {
  expect(await read('', z.looseObject({ version: z.literal('3.0'), openapi_url: z.url() }))).toBeDefined()
  const answer = await h.as(null).get('/helping/hsds/services/00000000-0000-4000-8000-000000000000')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
})
