import { beforeAll, describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { giveConsent } from '../account/consents.ts'
import { createPerson } from '../account/persons.ts'
import { addPosition } from '../account/positions.ts'
import { proposeDuplicates } from './duplicates.ts'
import { addListing } from './listing-changes.ts'
import { listingForms } from './listing-forms.ts'
import { getOrganization } from './organizations.ts'

const h = await house()
const region = await h.aRegion('riverbend')
const coordinator = await h.aMember(region, 'coordinator')
const viewer = await h.aMember(region, 'viewer')
const own = await h.anOrganization(region, { name: 'Own Organization' })
const representative = await h.aMember(region, 'representative', own.id)

const at = '/riverbend/organizations'
const buttons = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<button[^>]*name="${name}" value="([^"]*)"`, 'g'))].map((match) => match[1])

describe('an organization that resembles one that is here', () => {
  const typed = {
    name: 'The Ferry St. Lib.',
    sector: 'library',
    phone: '412.555.0199',
    mission: 'Books for all.',
    skills: 'maps\ncensus',
    visibility: 'region',
    lang: 'en',
  }
  let known: { id: string; slug: string }
  beforeAll(async () => {
    known = await h.anOrganization(region, {
      name: 'Ferry Street Library',
      phone: '(412) 555-0199',
      skills: ['maps'],
      mission: '',
    })
  })

  test('is not added before somebody looked, and nothing that was typed is lost', async () => {
    const asked = await h.as(coordinator).post(at, typed)
    expect(asked.status).toBe(409)
    expect(asked.text).toContain(`href="${at}/${known.slug}"`)
    expect(asked.text).toContain('the same name · the same telephone')
    expect(asked.text).toContain('Books for all.')
    expect(buttons(asked.text, 'same')).toEqual([known.id])
    expect(buttons(asked.text, 'despite')).toEqual([known.id])
    const spanish = await h.as(coordinator).post(`/es${at}`, typed)
    expect(spanish.text).toContain('Añadir de todos modos')
    expect((await h.as(coordinator).get(`${at}?q=Ferry`)).text).not.toContain('The Ferry St. Lib.')
  })

  test('may be that one: its form has what was typed, and saves it there', async () => {
    const same = await h.as(coordinator).post(at, { ...typed, same: known.id })
    expect(same.status).toBe(409)
    expect(same.text).toContain('Ferry Street Library is here already')
    expect(same.text).toContain(`action="${at}/${known.slug}/edit"`)
    expect(same.text).toContain('>Books for all.</textarea>')
    expect(same.text).toContain('maps\ncensus')
    expect(same.text).toContain('value="(412) 555-0199"')
    expect(same.text).toContain('412.555.0199')
    expect(await getOrganization(h.db, region.system, known.id)).toMatchObject({ mission: '', version: 1 })
  })

  test('is told to whoever may not change that one, beside what they typed', async () => {
    const same = await h.as(representative).post(at, { ...typed, same: known.id })
    expect([same.status, same.text.includes('so that you can tell those who can')]).toEqual([409, true])
    expect(same.text).toContain('Books for all.')
    expect(same.text).toContain(`href="${at}/${known.slug}"`)
    expect(same.text).not.toContain('<form method="post" action="/riverbend/organizations')
  })

  test('may be another one all the same; of a coordinator that is remembered', async () => {
    const added = await h.as(coordinator).post(at, { ...typed, despite: known.id })
    expect([added.status, added.location]).toEqual([303, `${at}/the-ferry-st-lib?done=created`])
    expect(await proposeDuplicates(h.db, region.id, h.clock())).toBe(0)
    expect((await h.as(coordinator).get('/riverbend/proposals?decided=yes')).text).toContain('The Ferry St. Lib.')
  })

  test('is asked of a coordinator where somebody else adds it', async () => {
    const third = { ...typed, name: 'Ferry Street Libraries' }
    const asked = await h.as(representative).post(at, third)
    const [ids = ''] = buttons(asked.text, 'despite')
    expect(ids.split(' ')).toHaveLength(2)
    const onlyOne = await h.as(representative).post(at, { ...third, despite: known.id })
    expect(onlyOne.status).toBe(409)
    expect((await h.as(representative).post(at, { ...third, despite: ids })).status).toBe(303)
    const waiting = (await h.as(coordinator).get('/riverbend/proposals')).text
    expect(waiting.match(/Ferry Street Libraries/g)).toHaveLength(2)
  })

  test('is not told of what somebody may not see', async () => {
    const hidden = await h.anOrganization(region, { name: 'Quiet Harbor Shelter', visibility: 'circle' })
    const form = { ...typed, name: 'Quiet Harbor Shelter', phone: '' }
    expect((await h.as(representative).post(at, form)).status).toBe(303)
    expect((await h.as(representative).post(at, { ...form, same: hidden.id })).status).toBe(404)
    expect((await h.as(coordinator).get('/riverbend/proposals')).text).toContain(
      'Quiet Harbor Shelter and Quiet Harbor Shelter',
    )
    expect((await h.as(viewer).post(at, { ...typed, same: known.id })).status).toBe(403)
  })
})

describe('programs', () => {
  const v1 = '/api/v1/riverbend/organizations'
  const send = (query: string, name: string, key: string) =>
    h.as(coordinator).send('POST', `${v1}${query}`, {
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ name, sector: 'library' }),
    })

  test('are told what it resembles, and send it again with those that they looked at', async () => {
    const first = await send('', 'Alder Reading Room', 'a')
    expect(first.status).toBe(201)
    const { id } = JSON.parse(first.text) as { id: string }
    const asked = await send('', 'The Alder Reading Room', 'b')
    expect([asked.status, JSON.parse(asked.text).resembling]).toEqual([
      409,
      [{ id, name: 'Alder Reading Room', reasons: ['sameName'] }],
    ])
    const added = await send(`?despite=${id}`, 'The Alder Reading Room', 'b')
    expect(added.status).toBe(201)
    const again = await send('', 'The Alder Reading Room', 'b')
    expect([again.status, JSON.parse(again.text).id]).toEqual([201, JSON.parse(added.text).id])
    expect((await send('?despite=all', 'Alder Reading Room', 'c')).status).toBe(201)
  })
})

describe('a person who resembles one who is here', () => {
  const people = '/riverbend/people'
  const typed = {
    name: 'Ana M. Ruiz',
    email: '',
    phone: '412 555 0111',
    organization: own.id,
    title: 'Guide',
    lang: 'en',
  }
  const aPerson = async (name: string, email: string, agreed: ('name' | 'position' | 'email')[]) => {
    const { id } = await createPerson(h.db, region.system, { name, email }, h.clock())
    const position = { organization: own.id, title: 'Librarian', since: '', until: '' }
    await addPosition(h.db, region.system, { id }, position, h.clock())
    const given = { how: 'by mail', visibility: 'region' as const, givenAt: h.time.now, fields: agreed }
    if (agreed.length > 0) await giveConsent(h.db, region.system, { id, version: 1 }, given, h.clock())
    return id
  }
  let known: string
  beforeAll(async () => {
    known = await aPerson('Ana Ruiz', 'ana@own.example', ['name', 'position'])
  })

  test('is not added before somebody looked; of a coordinator it is remembered', async () => {
    const asked = await h.as(coordinator).post(people, typed)
    expect([asked.status, buttons(asked.text, 'same')]).toEqual([409, [known]])
    expect(asked.text).toContain('nearly the same name · at the same organization')
    expect(asked.text).toContain('value="412 555 0111"')
    const same = await h.as(coordinator).post(people, { ...typed, same: known })
    expect([same.status, same.text.includes(`action="${people}/${known}"`)]).toEqual([409, true])
    for (const words of ['value="412 555 0111"', 'value="Ana Ruiz"', 'Ana M. Ruiz', 'Guide', 'Own Organization'])
      expect(same.text).toContain(words)
    expect((await h.as(coordinator).post(people, { ...typed, despite: known })).status).toBe(303)
    const decided = (await h.as(coordinator).get('/riverbend/proposals?decided=yes')).text
    expect(decided).toContain('Ana M. Ruiz')
  })

  test('is told to whoever may not change them only as far as they may see them', async () => {
    const form = { ...typed, name: 'Ana Ruiz', phone: '' }
    const asked = await h.as(representative).post(people, form)
    expect([asked.status, buttons(asked.text, 'same')]).toEqual([409, [known]])
    const same = await h.as(representative).post(people, { ...form, email: 'guess@own.example', same: known })
    expect([same.status, same.text.includes('You cannot change it yourself')]).toEqual([409, true])
    expect(same.text).not.toContain('ana@own.example')
    expect(same.text).not.toContain('name="_version"')
    const guessed = { ...typed, name: 'Somebody Else', phone: '', email: 'ana@own.example' }
    expect((await h.as(representative).post(people, guessed)).status).toBe(303)
    const waiting = (await h.as(coordinator).get('/riverbend/proposals')).text
    expect(waiting).toMatch(/Ana Ruiz and Somebody Else|Somebody Else and Ana Ruiz/)
    expect(waiting).toContain('the same e-mail address')
  })

  test('whom nobody listed is not told of; a coordinator is asked', async () => {
    await aPerson('Bea Hidden', 'bea@own.example', [])
    const added = await h.as(representative).post(people, { ...typed, name: 'Bea Hidden', phone: '' })
    expect(added.location).toBe(`${people}?done=added`)
    expect((await h.as(coordinator).get('/riverbend/proposals')).text).toContain('Bea Hidden and Bea Hidden')
  })

  test('is told to programs with 409', async () => {
    const send = (query: string) =>
      h.as(coordinator).send('POST', `/api/v1/riverbend/people${query}`, {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Cy Stone', email: 'cy@own.example' }),
      })
    const { id } = JSON.parse((await send('')).text) as { id: string }
    const asked = await send('')
    expect([asked.status, JSON.parse(asked.text).resembling]).toEqual([
      409,
      [{ id, name: 'Cy Stone', reasons: ['sameEmail', 'sameName'] }],
    ])
    expect((await send(`?despite=${id}`)).status).toBe(201)
  })
})

describe('a place that resembles one of the same organization', () => {
  const places = '/riverbend/places'
  const typed = {
    name: 'The Main Lib.',
    kind: 'outlet',
    street: '12 Main St',
    city: 'Alder',
    hours: 'Mon to Fri',
    organizations: own.id,
    visibility: 'public',
    lang: 'en',
  }
  let known: string
  beforeAll(async () => {
    const form = { name: 'Main Library', kind: 'outlet', street: '12 Main Street', organizations: [own.id] }
    const made = await addListing(h.db, region.system, 'place', listingForms.place.parse(form), h.clock())
    known = made.id
  })

  test('is not added before somebody looked; it may be that one', async () => {
    const asked = await h.as(representative).post(places, typed)
    expect([asked.status, buttons(asked.text, 'same')]).toEqual([409, [known]])
    expect(asked.text).toContain('the same name · the same address')
    const same = await h.as(representative).post(places, { ...typed, same: known })
    expect([same.status, same.text.includes(`action="${places}/${known}/edit"`)]).toEqual([409, true])
    for (const words of ['Mon to Fri', 'value="Main Library"', 'The Main Lib.', 'value="Alder"'])
      expect(same.text).toContain(words)
    expect((await h.as(representative).post(places, { ...typed, despite: known })).status).toBe(303)
    expect((await h.as(coordinator).get('/riverbend/proposals')).text).toMatch(
      /Main Library and The Main Lib\.|The Main Lib\. and Main Library/,
    )
  })

  test('of another organization is none', async () => {
    const other = await h.anOrganization(region, { name: 'Somewhere Else' })
    expect((await h.as(coordinator).post(places, { ...typed, organizations: other.id })).status).toBe(303)
  })

  test('is told to programs with 409', async () => {
    const body = JSON.stringify({ name: 'Main Library', kind: 'outlet', organizations: [own.id] })
    const send = (query: string) =>
      h.as(coordinator).send('POST', `/api/v1/riverbend/places${query}`, {
        headers: { 'content-type': 'application/json' },
        body,
      })
    expect((await send('')).status).toBe(409)
    expect((await send('?despite=all')).status).toBe(201)
  })
})
