import { describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { type OrganizationInput, organizationForm } from './forms.ts'
import { asInput, getOrganization } from './organizations.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const coordinator = h.as(await h.aMember(region, 'coordinator'))
const at = '/riverbend/organizations'
await h.anOrganization(region, { name: 'Another' })

/** What no free text can stand in; every other field is filled with words of its own. */
const CHOSEN = {
  name: 'Every Field',
  sector: 'library',
  website: 'https://field.example',
  openData: 'https://data.field.example',
  email: 'desk@field.example',
  parent: '',
  successors: [],
  ended: '2024',
  roles: ['connecting-data-users'],
  founded: '1895',
  identifiers: ['node:a', 'node:b', 'x:some identifiers'].join('\n'),
  references: 'some references, and more https://references.example/a;b\nsome others',
  checkedOn: '2024-05-03',
  latitude: '40.44',
  longitude: '-79.99',
  visibility: 'public',
  circle: [],
  lang: 'en',
}
const fields = Object.keys(organizationForm.shape) as (keyof OrganizationInput)[]
const texts = fields.filter((field) => !(field in CHOSEN))
const made = { ...Object.fromEntries(texts.map((field) => [field, `some ${field}`])), ...CHOSEN }
await coordinator.post(at, made)
const get = async (path: string) => (await coordinator.get(at + path)).text

test.each(fields)('the form asks for %s: organization-form-panel.tsx', async (field) =>
  expect(await get('/new')).toContain(`name="${field}"`),
)

describe.each(texts)('%s, once it is said,', (field) => {
  test('is saved and comes back in the form: columns() in organization-parts.ts, asInput() in organizations.ts', async () =>
    expect(await get('/every-field/edit')).toContain(`some ${field}`))
  test('is shown: organization-page.tsx or organization-panel.tsx', async () =>
    expect(await get('/every-field')).toContain(`some ${field}`))
  test('is in the JSON: organizationSchema in renderings.ts', async () =>
    expect(await get('?format=json')).toContain(`some ${field}`))
  test('is in the CSV: CELLS in renderings.ts', async () => expect(await get('?format=csv')).toContain(`some ${field}`))
})

async function imports(slug: string, csv: string, who = coordinator) {
  const body = new FormData()
  body.append('file', new File([csv], 'organizations.csv'))
  const { location } = await who.send('POST', `/${slug}/settings/import`, { body })
  await who.post(`${location}/completion`)
}

test('our own CSV, imported elsewhere, says every field again: FIELDS in import/organization-fields.ts', async () => {
  const other = await h.aRegion('other')
  await imports('other', await get('?format=csv'), h.as(await h.aMember(other, 'coordinator')))
  const here = await getOrganization(h.db, region.system, 'every-field')
  const there = await getOrganization(h.db, other.system, 'every-field')
  expect(asInput(there)).toEqual({ ...asInput(here), visibility: 'region' })
  expect(there.extra).toEqual({})
})

test('a file may keep a new organization private, makes none public, and leaves those that are here as they are', async () => {
  const visibilityOf = async (slug: string) => (await getOrganization(h.db, region.system, slug)).visibility
  await imports('riverbend', 'name,visibility\nKept Private,circle\nMeant Publicly,public\nEvery Field,circle\n')
  expect(await visibilityOf('kept-private')).toBe('circle')
  expect(await visibilityOf('meant-publicly')).toBe('region')
  expect(await visibilityOf('every-field')).toBe('public')
  await imports('riverbend', 'name,visibility\nKept Private,public\n')
  expect(await visibilityOf('kept-private')).toBe('circle')
})

test('owners and successors are told by name, in any order; a name that nobody has is kept, and again says nothing', async () => {
  const file =
    'name,parent,successors,ended\nSmall Office,Big Agency,,\nOld Office,Unheard of,Small Office,2019\nBig Agency,,,\n'
  await imports('riverbend', file)
  const read = (slug: string) => getOrganization(h.db, region.system, slug)
  const [small, old, big] = await Promise.all(['small-office', 'old-office', 'big-agency'].map(read))
  expect(small!.parentId).toBe(big!.id)
  expect(old).toMatchObject({ parentId: null, successorIds: [small!.id], extra: { parent: 'Unheard of' } })
  await imports('riverbend', file)
  expect([(await read('small-office')).version, (await read('old-office')).version]).toEqual([
    small!.version,
    old!.version,
  ])
  await imports('riverbend', 'name,parent\nBig Agency,Small Office\n')
  expect(await read('big-agency')).toMatchObject({ parentId: null, extra: { parent: 'Small Office' } })
})
