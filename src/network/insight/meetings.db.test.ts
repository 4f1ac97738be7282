import { describe, expect, test } from 'vitest'
import { letters } from '../../../test/letters.ts'
import { town } from '../../../test/town.ts'

const h = await town()
const { as, library, center, school, hidden, ofLibrary, ofCenter, ofSchool, coordinator, viewer } = h
const letterTo = letters(h)
const page = '/riverbend/map/insights'
const read = async (who: Parameters<typeof as>[0], path = page) => {
  const answer = await as(who).get(path)
  expect(answer.status, path).toBe(200)
  return answer.text
}
/** The page waits for nothing that takes long; who asks as a program does. */
const api = async (who: Parameters<typeof as>[0], path: string) =>
  JSON.parse((await as(who).get(`/api/v1/riverbend/insight/${path}`)).text) as {
    items: { organizations: { name: string }[]; reasons: string[] }[]
  }
const pairs = async (who: Parameters<typeof as>[0], query = '') =>
  (await api(who, `introductions${query}`)).items.map(({ organizations }) =>
    organizations.map(({ name }) => name).join(' + '),
  )

describe('a region with little in it', () => {
  test('an empty one, and one with a single organization, say so', async () => {
    const empty = await h.aRegion('lakeside')
    expect(await read(null, '/lakeside/map/insights')).toContain('Nobody is on the map yet')
    const comes = async (name: string) => {
      await h.anOrganization(empty, { name })
      h.cache.raise(empty.id)
    }
    await comes('Lone Library')
    expect(await read(null, '/lakeside/map/insights')).toContain('One organization makes no network')
    await comes('Second Library')
    const two = await read(null, '/lakeside/map/insights')
    expect(two).toContain('Nobody is tied to anybody yet')
    expect(two).not.toContain('NaN')
  })

  test('so does the page of what would be lost', async () => {
    expect(await read(null, '/lakeside/map/insights/what-if')).toContain('Nobody holds others to the rest')
    const unknown = await read(null, '/lakeside/map/insights/what-if?organization=nobody')
    expect(unknown).toContain('No organization is called “nobody”')
  })
})

describe('a region in which all are tied to one', () => {
  test('says that all hang on it, and that those who share it should meet', async () => {
    const star = await h.aRegion('starside')
    const hub = await h.anOrganization(star, { name: 'Hub Library' })
    const conductor = await h.aMember(star, 'coordinator')
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) {
      await h.anOrganization(star, { name: `${name} Library` })
      const form = { other: `${name} Library`, kind: 'works-together', visibility: 'public' }
      expect((await as(conductor).post(`/starside/organizations/${hub.slug}/ties/new`, form)).status).toBe(303)
    }
    h.cache.raise(star.id)
    expect((await as(null).get('/api/v1/starside/insight/introductions')).status).toBe(200)
    const told = await read(null, '/starside/map/insights')
    expect(told).toContain('If Hub Library left, 4 organizations would be cut off')
    expect(told).toContain('5 ties are the only way to a part of the network')
    expect(told).toContain('Both are tied to Hub Library.')
    expect(told).not.toContain('NaN')
  })
})

describe('what the map tells', () => {
  test('counts what the reader’s tier sees, and says for whom', async () => {
    await h.aTie()
    await h.tieOf(ofCenter, center, { other: school.slug, kind: 'funds', strength: '3' })
    await h.tieOf(coordinator, hidden, { other: center.slug, kind: 'funds', visibility: 'circle' })
    expect(await read(null)).toContain('2 of 3 possible ties exist')
    expect(await read(viewer)).toContain('as the members of the region may see it')
    const all = await read(coordinator)
    expect(all).toContain('3 of 6 possible ties exist')
    expect(all).toContain('Quiet Fund')
    expect(await read(null)).not.toContain('Quiet Fund')
    expect(await read(ofCenter)).not.toContain('Quiet Fund')
  })

  test('says who would be cut off, by slug, id or name, in both languages', async () => {
    const cut = '/riverbend/map/insights/what-if?organization='
    expect(await read(null, cut + center.slug)).toContain('would be cut off')
    expect(await read(null, cut + encodeURIComponent('three counties data center'))).toContain('would be cut off')
    expect(await read(null, `/es${cut}${center.id}`)).toContain('quedaría aislada')
    expect(await read(null, `${cut}${center.slug}&organization=${school.slug}`)).toContain('Nobody would be cut off')
    // Of what one does not see one learns nothing.
    expect(await read(null, cut + hidden.slug)).toContain('No organization is called')
  })

  test('tells who holds ties alone to members only', async () => {
    expect(await read(null)).not.toContain('known to hang on one person')
    expect(await read(viewer)).toContain('known to hang on one person')
  })
})

describe('who should meet whom', () => {
  test('is said with reasons; the public, too, reads it, and cannot introduce anybody', async () => {
    expect(await pairs(null)).toEqual(['Ferry Street Library + Hollis School'])
    const [meeting] = (await api(null, 'introductions')).items
    expect(meeting!.reasons).toEqual(['Both are tied to Three Counties Data Center.'])
    expect(await read(null)).not.toContain('/introduction')
    await pairs(coordinator)
    expect(await read(coordinator)).toContain(`/organizations/${library.slug}/introduction?with=${school.slug}`)
  })

  test('stands on the page of who speaks for one of the two as its own', async () => {
    expect(await pairs(ofCenter, '?mine=yes')).toEqual([])
    expect(await pairs(ofSchool, '?mine=yes')).toEqual(['Ferry Street Library + Hollis School'])
    expect(await read(ofSchool)).toContain('For the organizations you speak for')
  })

  const introduction = `/riverbend/organizations/${library.slug}/introduction`
  const introduce = { with: school.slug, decision: 'introduce', subject: 'Both of you', text: 'You should talk.' }

  test('is proposed to coordinators, told with its reasons, and leads to the draft', async () => {
    await as(coordinator).post('/riverbend/proposals')
    const inbox = await read(coordinator, '/riverbend/proposals')
    expect(inbox).toContain('should meet')
    expect(inbox).toContain('Both are tied to')
    expect(await read(coordinator, `${introduction}?with=${school.slug}`)).toContain('I would like to introduce')
  })

  test('is decided by coordinators and by who speaks for one of the two, and by nobody else', async () => {
    for (const who of [null, viewer, ofCenter])
      expect([403, 303]).toContain((await as(who).post(introduction, introduce)).status)
    expect(await pairs(null)).toHaveLength(1)
    expect((await as(ofSchool).get(`${introduction}?with=${school.slug}`)).status).toBe(200)
  })

  test('a letter without a subject or a text is not sent: the form comes back', async () => {
    const { status, text } = await as(coordinator).post(introduction, { ...introduce, sending: 'mail', text: '' })
    expect(status).toBe(422)
    expect(text).toContain('Write what both should read')
  })

  test('who introduces two lets the house write to whoever speaks for either; it is not suggested again', async () => {
    await as(ofSchool).post(introduction, { ...introduce, sending: 'mail' })
    const letter = await letterTo(ofLibrary.email!)
    expect(letter!.subject).toBe('Both of you')
    expect(letter!.text).toContain('You should talk.')
    expect(letter!.text).toContain('Hollis School')
    expect(h.mailbox.filter(({ subject }) => subject === 'Both of you').map(({ to }) => to.address)).toEqual([
      ofLibrary.email,
    ])
    h.cache.raise(h.region.id)
    expect(await pairs(null)).toEqual([])
    expect(await read(coordinator, '/riverbend/proposals?decided=yes')).toContain('should meet')
  })

  test('of an introduction the public reads nothing in the journal; members do', async () => {
    expect(await read(null, '/riverbend/journal')).not.toContain('introduced')
    expect(await read(viewer, '/riverbend/journal')).toContain('introduced')
    const history = `/riverbend/organizations/${library.slug}/history`
    expect(await read(viewer, history)).toContain('Introduced to another')
    expect(await read(null, history)).not.toContain('Introduced to another')
  })

  test('what was told otherwise is mailed to nobody; what is dismissed or put off is remembered', async () => {
    const before = h.mailbox.length
    await as(coordinator).post(introduction, { ...introduce, sending: 'own' })
    await letterTo(ofLibrary.email!)
    expect(h.mailbox.length).toBe(before)
    for (const [decision, said] of [
      ['dismiss', 'It was dismissed'],
      ['later', 'It was put off'],
    ] as const) {
      await as(coordinator).post(introduction, { with: school.slug, decision })
      expect(await read(coordinator, `${introduction}?with=${school.slug}`)).toContain(said)
      expect(await pairs(coordinator)).not.toContain('Ferry Street Library + Hollis School')
    }
  })

  test('who is no coordinator has the house write as often as one can mean it', async () => {
    h.time.now = new Date(h.time.now.getTime() + 2 * 3_600_000)
    const mail = async (who: Parameters<typeof as>[0]) =>
      (await as(who).post(introduction, { ...introduce, sending: 'mail' })).status
    const answers = []
    for (let n = 0; n < 21; n += 1) answers.push(await mail(ofSchool))
    expect([new Set(answers.slice(0, 20)), answers[20]]).toEqual([new Set([303]), 429])
    expect(await mail(coordinator)).toBe(303)
  })

  test('nobody is introduced to itself, or to whom one does not see', async () => {
    expect((await as(ofLibrary).post(introduction, { ...introduce, with: library.slug })).status).toBe(422)
    expect((await as(ofLibrary).post(introduction, { ...introduce, with: hidden.id })).status).toBe(422)
    expect(await read(ofLibrary, introduction)).toContain('Whom should Ferry Street Library meet?')
  })
})
