import { beforeAll, describe, expect, test } from 'vitest'
import { type Someone, house } from '../../../test/house.ts'
import { aPartnership } from '../../../test/partnerships/factories.ts'
import type { Region } from '../../../test/world.ts'
import { beginText, bytesOf, type Told } from '../../ui/client/written-texts.ts'

let t: Awaited<ReturnType<typeof house>>
let region: Region
let desk: Awaited<ReturnType<typeof aPartnership>>
beforeAll(async () => {
  t = await house()
  t.time.now = new Date('2026-11-02T15:00:00Z')
  region = await t.aRegion()
  desk = await aPartnership(t, region, { name: 'Written together', visibility: 'circle' })
})
const minutes = (n: number) => (t.time.now = new Date(t.time.now.getTime() + n * 60_000))
const of = (rest: string) => `/riverbend/partnerships/${desk.slug}/charter/${rest}`
const JSON_ONLY = { accept: 'application/json' }

/** Somebody who has a text open, as a browser has it. */
async function opened(who: Someone, path: string) {
  const at = of(`texts/${path}`)
  const ask = async (since: number) =>
    JSON.parse((await t.as(who).send('GET', `${at}?since=${since}`, { headers: JSON_ONLY })).text) as {
      n: number
      data: Told
    }
  const first = await ask(0)
  const text = beginText(first.data, () => undefined)
  let since = first.n
  return {
    ...text,
    /** What the server says to what was typed. */
    post: async (update?: Uint8Array) => {
      const unsent = text.unsent()
      const change = update ?? unsent!.change
      const answer = await t.as(who).send('POST', at, {
        headers: { ...JSON_ONLY, 'content-type': 'application/x-www-form-urlencoded' },
        body: String(new URLSearchParams({ epoch: text.epoch, update: bytesOf(change) })),
      })
      if (answer.status === 200) unsent?.taken()
      return answer
    },
    hear: async () => {
      const { n, data } = await ask(since)
      since = n
      if (data.update !== null && data.epoch === text.epoch) text.join(data.update)
      return data
    },
  }
}
const stored = async () =>
  t.db.selectFrom('partnerships').select(['mission', 'leaving']).where('id', '=', desk.id).executeTakeFirstOrThrow()
const entries = async (verb: string) =>
  (await t.db.selectFrom('journal').select('id').where('record_id', '=', desk.id).where('verb', '=', verb).execute())
    .length
const readTag = (page: string) => /name="_read" value="([^"]+)"/.exec(page)?.[1] ?? 'none'

describe('a text of the charter that two write at once', () => {
  test('holds what both typed, in their records and in both windows', async () => {
    const [library, center] = [
      await opened(desk.library.speaker, 'leaving'),
      await opened(desk.center.speaker, 'leaving'),
    ]
    library.write('Tell the others. ')
    expect((await library.post()).status).toBe(200)
    await center.hear()
    expect(center.read()).toBe('Tell the others. ')
    library.write('Tell the others in writing. ')
    center.write('Tell the others. Hand over.')
    expect([(await library.post()).status, (await center.post()).status]).toEqual([200, 200])
    await Promise.all([library.hear(), center.hear()])
    expect([library.read(), center.read()]).toEqual(Array(2).fill('Tell the others in writing. Hand over.'))
    expect((await stored()).leaving).toBe('Tell the others in writing. Hand over.')
  })

  test('is one entry of the journal for each of them, however often they type, and a new one after half an hour', async () => {
    const before = await entries('partnership.charter-changed')
    const [library, center] = [
      await opened(desk.library.speaker, 'mission'),
      await opened(desk.center.speaker, 'mission'),
    ]
    for (const words of ['To', 'To answer', 'To answer every question']) {
      library.write(words)
      await library.post()
    }
    await center.hear()
    center.write('To answer every question together')
    await center.post()
    expect(await entries('partnership.charter-changed')).toBe(before + 2)
    minutes(31)
    await library.hear()
    library.write('To answer every question of the county together')
    await library.post()
    expect(await entries('partnership.charter-changed')).toBe(before + 3)
    expect((await stored()).mission).toBe('To answer every question of the county together')
  })

  test('has an entry for each partner whose part one and the same person writes', async () => {
    const before = await entries('partnership.party-changed')
    const coordinator = await t.aMember(region, 'coordinator')
    for (const partner of [desk.center, desk.neighbors]) {
      const text = await opened(coordinator, `mission-link/${(await desk.party(partner)).id}`)
      for (const words of ['We', 'We are asked']) {
        text.write(words)
        await text.post()
      }
    }
    expect(await entries('partnership.party-changed')).toBe(before + 2)
  })

  test('says who wrote, to whoever else has it open', async () => {
    const [library, center] = [
      await opened(desk.library.speaker, 'mission'),
      await opened(desk.center.speaker, 'mission'),
    ]
    library.write('To answer.')
    await library.post()
    expect((await center.hear()).by).toEqual(expect.any(String))
    expect((await library.hear()).by).toBeUndefined()
  })

  test('takes the same change twice as once', async () => {
    const library = await opened(desk.library.speaker, 'mission')
    library.write('Once.')
    const update = library.unsent()!.change
    const [first, second] = [await library.post(update), await library.post(update)]
    expect([first.status, second.status]).toEqual([200, 200])
    expect(JSON.parse(second.text)).toEqual(JSON.parse(first.text))
    expect((await stored()).mission).toBe('Once.')
  })

  test('loses nothing when many type at once', async () => {
    const windows = await Promise.all(Array.from({ length: 12 }, () => opened(desk.center.speaker, 'leaving')))
    await Promise.all(
      windows.map((one, n) => {
        one.write(`${one.read()} <${n}>`)
        return one.post()
      }),
    )
    const { leaving } = await stored()
    expect(windows.map((_, n) => leaving.includes(`<${n}>`))).toEqual(Array(12).fill(true))
  })

  test("is also that of a partner's own part", async () => {
    const { id } = await desk.party(desk.library)
    const library = await opened(desk.library.speaker, `mission-link/${id}`)
    library.write('We answer questions every day.')
    expect((await library.post()).status).toBe(200)
    expect((await desk.party(desk.library)).missionLink).toBe('We answer questions every day.')
  })
})

describe('beside those who type', () => {
  test('a form saves as before; the windows begin anew from what it saved', async () => {
    const library = await opened(desk.library.speaker, 'mission')
    const page = await t.as(desk.center.speaker).get(of('start/mission'))
    const saved = await t
      .as(desk.center.speaker)
      .post(of('start/mission'), { _read: readTag(page.text), mission: 'Said by the form.' })
    expect(saved.status).toBe(303)
    library.write('Said by a window.')
    expect((await library.post()).status).toBe(409)
    const fresh = await opened(desk.library.speaker, 'mission')
    expect(fresh.read()).toBe('Said by the form.')
    expect((await library.hear()).epoch).toBe(fresh.epoch)
    expect((await stored()).mission).toBe('Said by the form.')
  })

  test('what a form still holds of a text that was typed is not saved over it', async () => {
    const page = await t.as(desk.center.speaker).get(of('start/mission'))
    const library = await opened(desk.library.speaker, 'mission')
    library.write('Typed meanwhile.')
    await library.post()
    const sent = { _read: readTag(page.text), _shared: 'yes', mission: 'What the window showed a moment ago.' }
    expect((await t.as(desk.center.speaker).post(of('start/mission'), sent)).status).toBe(303)
    expect((await stored()).mission).toBe('Typed meanwhile.')
  })
})

describe('what is refused', () => {
  test('more than the charter has room for, with a reason; and nothing of it is kept', async () => {
    const library = await opened(desk.library.speaker, 'mission')
    const before = (await stored()).mission
    library.write('x'.repeat(3000))
    const answer = await library.post()
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('longer than')
    expect((await stored()).mission).toBe(before)
  })

  test.each([
    ['noise', Buffer.from('no change of a text')],
    ['a change that rests on what was never told', Buffer.from([1, 1, 9, 7, 132, 9, 6, 1, 120, 0])],
    ['a very long number', Buffer.from([255, 255, 255, 255, 255, 255, 255, 255, 255, 127])],
  ])('%s', async (_what, update) => {
    const library = await opened(desk.library.speaker, 'mission')
    const before = (await stored()).mission
    expect((await library.post(update)).status).toBe(400)
    expect((await stored()).mission).toBe(before)
  })

  test('whoever speaks for no partner, and what is no prose', async () => {
    const stranger = await t.aMember(region, 'viewer')
    const seen = [of('texts/mission'), of('texts/name'), of('texts/places')]
    expect((await t.as(stranger).get(seen[0]!)).status).toBe(404)
    const answers = await Promise.all(seen.slice(1).map((path) => t.as(desk.library.speaker).get(path)))
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  })
})
