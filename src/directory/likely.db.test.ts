import { beforeAll, describe, expect, test } from 'vitest'
import { house } from '../../test/house.ts'
import { proposeDuplicates } from './duplicates.ts'
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
