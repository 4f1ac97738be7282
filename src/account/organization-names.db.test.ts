import { expect, test } from 'vitest'
import { house } from '../../test/house.ts'

const h = await house()
const region = await h.aRegion()
for (let n = 0; n < 151; n += 1) await h.anOrganization(region, { name: `Branch ${n} of the Region` })
const library = await h.anOrganization(region, { name: 'Biblioteca Añil' })
const coordinator = await h.aMember(region, 'coordinator')
const as = h.as(coordinator)
const jsonOf = async (path: string) => JSON.parse((await as.get(`/riverbend/${path}`)).text)

test('a region with many organizations sends none of them along with a form, and finds them as one types', async () => {
  for (const form of [
    'settings/members/new',
    'contacts/new',
    'people/new',
    'services/new',
    'groups/new',
    'organizations/new',
    `organizations/${library.slug}/ties/new`,
    `organizations/${library.slug}/merging`,
  ]) {
    const { status, text } = await as.get(`/riverbend/${form}`)
    expect([form, status, text.includes('Branch 7 of the Region')]).toEqual([form, 200, false])
    expect(text.length, form).toBeLessThan(60_000)
  }
  const { text } = await as.get('/riverbend/contacts/new')
  expect(text).toContain('data-more="/riverbend/organizations"')
  expect(text).toMatch(/<script type="module" src="\/assets\/names\.\w+\.js">/)
})

test('they are chosen by their names, with or without accents', async () => {
  const invited = { name: 'Rae', email: 'rae@one.example', access: 'representative' }
  const named = await as.post('/riverbend/settings/members', {
    ...invited,
    organizations: 'biblioteca anil\nBranch 7 of the Region',
  })
  expect(named.status).toBe(303)
  const { items } = await jsonOf('settings/members?format=json')
  expect(items.find((one: { name: string }) => one.name === 'Rae').organizations).toEqual([
    'biblioteca-anil',
    'branch-7-of-the-region',
  ])
  const page = await as.get(
    `/riverbend/settings/members/${items.find((one: { name: string }) => one.name === 'Rae').id}`,
  )
  expect(page.text).toMatch(/<textarea[^>]*name="organizations"[^>]*>\s*Biblioteca Añil\nBranch 7 of the Region/)

  const person = await as.post('/riverbend/people', {
    name: 'Ana',
    lang: 'es',
    organization: 'Biblioteca Añil',
    title: 'Guía',
  })
  expect((await as.get(person.location!)).text).toContain('Guía')
  const contact = {
    with: 'Branch 3 of the Region',
    by: 'biblioteca añil',
    day: '2020-01-01',
    how: 'mail',
    about: 'Maps',
  }
  expect((await as.post('/riverbend/contacts', contact)).status).toBe(303)
  expect((await jsonOf('contacts?format=json')).items[0]).toMatchObject({
    by: { name: 'Biblioteca Añil' },
    with: { name: 'Branch 3 of the Region' },
  })
})

test('a name that nobody has comes back as typed, with a word beside the field', async () => {
  const invited = {
    name: 'Sol',
    email: 'sol@one.example',
    access: 'leader',
    organizations: 'Branch 7 of the Region\nNobody',
  }
  const refused = await as.post('/riverbend/settings/members', invited)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('No organization here is called Nobody.')
  expect(refused.text).toMatch(/<textarea[^>]*name="organizations"[^>]*>\s*Branch 7 of the Region\nNobody/)
  const person = await as.post('/riverbend/people', { name: 'Bo', organization: 'Nobody', title: 'x' })
  expect([person.status, person.text.includes('value="Nobody"')]).toEqual([422, true])
  const contact = { with: 'Branch 3 of the Region', by: 'Nobody', day: '2020-01-01', how: 'mail', about: 'Maps' }
  const logged = await as.post('/riverbend/contacts', contact)
  expect([logged.status, logged.text.includes('value="Nobody"')]).toEqual([422, true])
})
