import { expect, test } from 'vitest'
import { house, type Someone } from '../../test/house.ts'
import type { Visibility } from '../platform/records.ts'
import { PERSON_FIELDS } from './rules.ts'

const h = await house()

/** A person with something in every field, and whoever may look. */
async function setting(slug: string) {
  const region = await h.aRegion(slug)
  const library = await h.anOrganization(region, { name: 'Ferry Street Library' })
  const coordinator = await h.aMember(region, 'coordinator')
  const viewer = await h.aMember(region, 'viewer')
  const person = {
    name: 'Ana Quill',
    email: 'ana@quill.example',
    phone: '724 555 0142',
    note: 'Mornings only',
    lang: 'en',
  }
  const work = { organization: library.id, title: 'Quillwright' }
  const { location } = await h.as(coordinator).post(`/${slug}/people`, { ...person, ...work })
  const page = location!.split('?')[0]!
  const agree = (fields: string[], visibility: string) =>
    h.as(coordinator).post(`${page}/consent`, { how: 'by telephone', visibility, fields })
  return { region, library, coordinator, viewer, page, agree }
}
type Setting = Awaited<ReturnType<typeof setting>>

const SIGNS = {
  name: 'Ana Quill',
  position: 'Quillwright',
  email: 'ana@quill.example',
  phone: '724 555 0142',
  note: 'Mornings',
}

/** What somebody learns of the person anywhere: on their page, in lists and files, of programs, on the profile, by searching. */
async function learns({ region, page }: Setting, who: Someone | null): Promise<string[]> {
  const { slug } = region
  const paths = [
    page,
    `/${slug}/people`,
    `/${slug}/people?format=csv`,
    `/${slug}/people?format=json`,
    `/${slug}/people?q=quill`,
    `/${slug}/organizations/ferry-street-library`,
    `/${slug}/organizations?format=json`,
    `/${slug}/search?q=quill`,
    `/${slug}/journal`,
    page.replace(`/${slug}/`, `/api/v1/${slug}/`),
    `/api/v1/${slug}/people`,
  ]
  const texts = await Promise.all(paths.map(async (path) => (await h.as(who).get(path)).text))
  return Object.entries(SIGNS).flatMap(([field, sign]) => (texts.some((text) => text.includes(sign)) ? [field] : []))
}

test('each field is shown as far as was agreed to for it, wherever one looks', async () => {
  const s = await setting('alder')
  expect(await learns(s, s.coordinator)).toEqual(['name', 'position', 'email', 'phone', 'note'])
  expect(await learns(s, s.viewer)).toEqual([])

  const steps: [string[], Visibility, string[], string[]][] = [
    [['email'], 'public', [], []],
    [['name'], 'region', ['name', 'email'], []],
    [['position'], 'public', ['name', 'position', 'email'], []],
    [['name'], 'public', ['name', 'position', 'email'], ['name', 'position', 'email']],
    [['email', 'phone'], 'region', ['name', 'position', 'email', 'phone'], ['name', 'position']],
  ]
  for (const [fields, visibility, viewer, everybody] of steps) {
    expect((await s.agree(fields, visibility)).status).toBe(303)
    expect([fields, await learns(s, s.viewer), await learns(s, null)]).toEqual([fields, viewer, everybody])
  }
  await h.as(s.coordinator).post(`${s.page}/consent`, { withdraw: 'email' })
  expect(await learns(s, s.viewer)).toEqual(['name', 'position', 'phone'])
  await h.as(s.coordinator).post(`${s.page}/consent`, { withdraw: 'name' })
  expect([await learns(s, s.viewer), await learns(s, null)]).toEqual([[], []])
  expect(await learns(s, s.coordinator)).toEqual(['name', 'position', 'email', 'phone', 'note'])
})

test('a consent says for what, how, when and by whom it was noted, and stays on record when it ends', async () => {
  const s = await setting('birch')
  expect((await s.agree([], 'region')).status).toBe(422)
  expect((await s.agree(['note'], 'region')).status).toBe(422)
  await s.agree(['name', 'email'], 'region')
  await h.as(s.coordinator).post(`${s.page}/consent`, { withdraw: 'email' })
  const page = (await h.as(s.coordinator).get(s.page)).text
  expect(page).toContain('by telephone')
  expect(page).toContain('recorded by A coordinator')
  expect(page).toContain('Taken back on')
  expect(page).toContain('Take back: Name')
  const rows = await h.db.selectFrom('consents').selectAll().where('region_id', '=', s.region.id).execute()
  expect(rows.map((one) => [one.field, one.visibility, one.withdrawn_at !== null, one.recorded_by]).toSorted()).toEqual(
    [
      ['email', 'region', true, s.coordinator.actor.personId],
      ['name', 'region', false, s.coordinator.actor.personId],
    ],
  )
})

test('one decides oneself, field by field', async () => {
  const s = await setting('cedar')
  const member = await h.aMember(s.region, 'viewer')
  const form = { region: s.region.id, name: 'A member', phone: '724 555 0111' }
  const me = `/cedar/people/${member.actor.personId}`
  const choose = (see: Record<string, string>) => h.as(member).post('/me', { ...form, ...see })
  await choose({ visibility: 'region', seeEmail: 'region', seePhone: 'circle', seePosition: 'circle' })
  const shown = async () => {
    const text = (await h.as(s.viewer).get(me)).text
    return [text.includes(member.email!), text.includes('555 0111')]
  }
  expect(await shown()).toEqual([true, false])
  expect((await h.as(member).get('/me')).text).toMatch(
    /<select[^>]*name="seeEmail"[^>]*>(?:(?!<\/select>).)*value="region" selected/,
  )
  await choose({ visibility: 'region', seeEmail: 'circle', seePhone: 'region' })
  expect(await shown()).toEqual([false, true])
  // What is left out stays as it is; who hides takes all back.
  await choose({ visibility: 'region' })
  expect(await shown()).toEqual([false, true])
  await choose({ visibility: 'circle', seePhone: 'region' })
  expect((await h.as(s.viewer).get(me)).status).toBe(404)
  await choose({ visibility: 'region' })
  expect(await shown()).toEqual([false, false])
  expect((await choose({ visibility: 'region', seePhone: 'everybody' })).status).toBe(422)
})

test('a consent to everything, from before there was one for each, holds, and ends field by field', async () => {
  const s = await setting('dogwood')
  const id = s.page.split('/').at(-1)!
  await h.db.updateTable('records').set({ visibility: 'region' }).where('id', '=', id).execute()
  const consent = { region_id: s.region.id, id: h.clock().id(), person_id: id, how: 'in 2025', given_at: h.time.now }
  await h.db.insertInto('consents').values(consent).execute()
  expect(await learns(s, s.viewer)).toEqual(['name', 'position', 'email', 'phone'])
  await h.as(s.coordinator).post(`${s.page}/consent`, { withdraw: 'phone' })
  expect(await learns(s, s.viewer)).toEqual(['name', 'position', 'email'])
  const rows = await h.db.selectFrom('consents').selectAll().where('person_id', '=', id).execute()
  expect(rows.map((one) => [one.field, one.how, one.withdrawn_at !== null]).toSorted()).toEqual(
    PERSON_FIELDS.map((field) => [field, 'in 2025', field === 'phone']).toSorted(),
  )
})

test('whoever adds somebody says to what they agreed; where to reach them is asked for by itself', async () => {
  const s = await setting('elm')
  const representative = await h.aMember(s.region, 'representative', s.library.id)
  const add = async (name: string, agreedTo: string[]) =>
    (
      await h.as(representative).post('/elm/people', {
        name,
        email: 'new@quill.example',
        phone: '724 555 0177',
        organization: s.library.id,
        title: 'Clerk',
        agreed: 'at lunch',
        agreedTo,
      })
    ).location!
  const [bare, reachable] = [await add('Bare', []), await add('Reachable', ['email'])]
  const shown = async (page: string) => {
    const { text } = await h.as(s.viewer).get(page)
    return ['Clerk', 'new@quill.example', '724 555 0177'].map((sign) => text.includes(sign))
  }
  expect(await shown(bare)).toEqual([true, false, false])
  expect(await shown(reachable)).toEqual([true, true, false])
})

test('who logged a contact is named to those who may see them, not to the other organization', async () => {
  const s = await setting('fir')
  const other = await h.anOrganization(s.region, { name: 'Hollis School' })
  const logger = await h.aMember(s.region, 'representative', s.library.id)
  const reader = await h.aMember(s.region, 'representative', other.id)
  await h.as(logger).post('/me', { region: s.region.id, name: 'Logan Quill', visibility: 'circle' })
  const told = { with: other.id, by: s.library.id, day: '2020-01-01', how: 'phone', spokeWith: '', about: 'Maps' }
  expect((await h.as(logger).post('/fir/contacts', told)).status).toBe(303)
  const sees = async (who: Someone) => {
    const texts = await Promise.all(
      ['', '?format=csv', '?format=json'].map((form) => h.as(who).get(`/fir/contacts${form}`)),
    )
    expect(texts[0]!.text).toContain('Maps')
    return texts.map(({ text }) => text.includes('Logan Quill'))
  }
  expect((await sees(s.coordinator)).some(Boolean)).toBe(true)
  expect((await sees(logger)).some(Boolean)).toBe(true)
  expect((await sees(reader)).some(Boolean)).toBe(false)
})
