import { expect } from 'vitest'

/** Calls an operation and gives what it answered, read with the schema that describes it. */
export type Call = (path: string, method: string, at: object, body?: object | Uint8Array) => Promise<Answered>
type Answered = Record<string, unknown>

const region = '/api/v1/{region}'

/** What is set for a region as a whole, and each of its lists. */
export async function callSettings(go: Call) {
  expect(await go(`${region}/settings`, 'get', {})).toMatchObject({ slug: 'riverbend' })
  const said = { tagline_en: 'Data for everybody', nationalView: true, closedDays: ['--07-04'] }
  expect(await go(`${region}/settings`, 'patch', {}, said)).toMatchObject(said)
  const made = { label_en: 'Archive', label_es: 'Archivo' }
  for (const [list, more] of [
    ['sectors', { shape: 'other', colour: 'other' }],
    ['roles', { description_en: 'Keeps data' }],
    ['tie-kinds', { forward_en: 'keeps data of', backward_en: 'has data kept by', directed: true }],
  ] as const) {
    const path = `${region}/lists/${list}`
    expect(await go(path, 'post', {}, { ...made, ...more })).toMatchObject({ key: 'archive', ...made, ...more })
    const one = `${path}/{key}`
    const at = { key: 'archive' }
    expect(await go(one, 'patch', at, { retired: true })).toMatchObject({ ...made, ...more, retired: true })
    expect(await go(one, 'get', at)).toMatchObject({ retired: true })
    expect((await go(path, 'get', {}))['items']).toContainEqual(expect.objectContaining({ key: 'archive' }))
  }
}

/** What a record says in another language, and what it said before. */
export async function callTranslations(go: Call, list: string, id: unknown, field: string) {
  const at = { id }
  const told = await go(`${list}/{id}/translations/{lang}`, 'patch', { ...at, lang: 'es' }, { [field]: 'En español' })
  expect(told['items']).toMatchObject([{ lang: 'es', texts: { [field]: 'En español' }, current: true }])
  expect(await go(`${list}/{id}/translations`, 'get', at)).toEqual(told)
}

/** The last change of a record is taken back. */
export async function callReturn(go: Call, one: string, at: object, before: object) {
  const { items } = await go(`${one}/history`, 'get', at)
  const entry = (items as { id: string; verb: string }[]).find(({ verb }) => verb.endsWith('.changed'))!
  const back = await go(`${one}/history/{entry}/return`, 'post', { ...at, entry: entry.id })
  expect(back).toMatchObject(before)
}

/** A picture of one pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64')

/** A logo in, looked at, and away. */
export async function callLogo(go: Call, id: unknown) {
  const path = `${region}/organizations/{id}/logo`
  expect(await go(path, 'post', { id }, Uint8Array.from(PIXEL))).toMatchObject({ id })
  await go(path, 'get', { id })
  await go(path, 'delete', { id })
}

/** Whom the region tells what happens. */
export async function callWebhooks(go: Call, address: string) {
  const path = `${region}/webhooks`
  const one = `${path}/{webhook}`
  const made = await go(path, 'post', {}, { address, nouns: ['tie'] })
  expect(made).toMatchObject({ address, nouns: ['tie'], waiting: 0, secret: expect.stringMatching(/^whsec_/) })
  const at = { webhook: made['id'] }
  expect(await go(`${one}/test`, 'post', at)).toMatchObject({ arrived: true })
  const [attempt] = (await go(`${one}/attempts`, 'get', at))['items'] as { delivery: string }[]
  expect(attempt).toMatchObject({ status: 204, verb: null })
  const again = { ...at, delivery: attempt!.delivery }
  expect(await go(`${one}/deliveries/{delivery}/again`, 'post', again)).toMatchObject({ arrived: true })
  expect(await go(`${one}/state`, 'post', at, { state: 'paused' })).toMatchObject({ pausedWhy: 'person' })
  const moved = { address: `${address}/moved` }
  expect(await go(one, 'patch', at, moved)).toMatchObject({ ...moved, nouns: ['tie'], pausedWhy: 'person' })
  expect(await go(one, 'get', at)).not.toHaveProperty('secret')
  expect((await go(path, 'get', {}))['items']).toHaveLength(1)
  await go(one, 'delete', at)
}

/** Files of a region, and what others read of its services. */
export async function callFiles(go: Call, ids: { service: unknown; placed: unknown; organization: unknown }) {
  await go(`${region}/export`, 'post', {})
  for (const ending of ['gexf', 'graphml', 'kumu.json']) await go(`${region}/network.${ending}`, 'get', {})
  expect(await go(`${region}/insight`, 'get', {})).toMatchObject({
    tier: 'coordinator',
    graph: { density: expect.any(Number) },
  })
  const hsds = `${region}/hsds`
  await go(hsds, 'get', {})
  for (const [kind, id] of [
    ['services', ids.service],
    ['service_at_locations', ids.placed],
    ['organizations', ids.organization],
  ] as const) {
    await go(`${hsds}/${kind}`, 'get', {})
    await go(`${hsds}/${kind}/{id}`, 'get', { id })
  }
}

/** A file comes in: looked at, said otherwise, imported, and the same again changes nothing. */
export async function callImports(go: Call) {
  const path = `${region}/imports`
  const file = new TextEncoder().encode('Who,Kind,Site\nWater Museum,library,https://water.example\n,library,\n')
  const looked = await go(path, 'post', { file: 'who.csv' }, file)
  const at = { id: looked['id'] }
  const columns = [
    { column: 'Who', target: 'name' },
    { column: 'Kind', target: 'sector' },
    { column: 'Site', target: 'website' },
  ]
  const mapped = await go(`${path}/{id}`, 'patch', at, { kind: 'organizations', columns })
  expect(mapped).toMatchObject({ state: 'waiting', rows: 2, columns, report: { created: 1, refused: 1 } })
  const done = await go(`${path}/{id}/completion`, 'post', at)
  expect(done).toMatchObject({ state: 'done', report: { created: 1, refused: 1 } })
  expect(await go(`${path}/{id}`, 'get', at)).toEqual(done)
  expect((await go(path, 'get', {}))['items']).toMatchObject([{ id: looked['id'], file: 'who.csv' }])
  const again = await go(path, 'post', { file: 'who.csv' }, file)
  expect(again).toMatchObject({ columns, report: { created: 0, unchanged: 1, refused: 1 } })
  await go(`${path}/{id}`, 'delete', { id: again['id'] })
}

/** What one says of oneself. */
export async function callOneself(go: Call) {
  const before = await go(`${region}/me`, 'get', {})
  expect(await go(`${region}/me`, 'patch', {}, { phone: '555 0199' })).toMatchObject({
    ...before,
    phone: '555 0199',
    version: expect.any(Number),
  })
  const quiet = { topics: [], quietFrom: 21, quietUntil: 6 }
  expect(await go(`${region}/me/notifications`, 'patch', {}, quiet)).toMatchObject(quiet)
}

/** The map as programs read it, and what coordinators do to its picture. */
export async function callMap(go: Call, organization: unknown, other: unknown) {
  const path = `${region}/map`
  expect((await go(`${path}/organizations`, 'get', {}))['items']).toContainEqual(
    expect.objectContaining({ id: organization }),
  )
  await go(`${path}/ties`, 'get', {})
  expect((await go(`${path}/growth`, 'get', {}))['steps']).not.toEqual([])
  const [kept] = (await go(`${path}/snapshots`, 'get', {}))['items'] as { day: string }[]
  expect(await go(`${path}/snapshots/{day}`, 'get', { day: kept!.day })).toMatchObject({ day: kept!.day })
  const pin = { organization, x: 0.25, y: 0.75 }
  expect(await go(`${path}/pins`, 'post', {}, pin)).toEqual(pin)
  await go(`${path}/pins/{organization}`, 'delete', { organization })
  await go(`${path}/layout`, 'delete', {})
  await go(`${region}/insight/introductions`, 'get', {})
  const meeting = { organization, with: other, decision: 'later' }
  expect(await go(`${region}/insight/introductions`, 'post', {}, meeting)).toMatchObject({ decision: 'later' })
  expect(await go(`${region}/insight/what-if`, 'get', { organization })).toMatchObject({
    left: [expect.objectContaining({ id: organization })],
  })
}

/** A round: begun, asked, answered on paper, decided, and ended. */
export async function callRounds(
  go: Call,
  [asked, reminded, revoked]: readonly [string, string, string],
  person: string,
  until: string,
  goOn: () => void,
) {
  const rounds = `${region}/rounds`
  const made = await go(rounds, 'post', {}, { name: 'By a client', until })
  const at = { round: made['id'] }
  expect((await go(rounds, 'get', { limit: 1 }))['items']).toMatchObject([{ name: 'By a client', asked: 0 }])
  const whom = [{ organization: asked }, { organization: reminded, person }, { organization: revoked }]
  const whole = await go(`${rounds}/{round}/askings`, 'post', at, { organizations: whom })
  const askings = whole['askings'] as { id: string; organization: { id: string } }[]
  const of = (id: string) => ({ ...at, asking: askings.find((one) => one.organization.id === id)!.id })
  expect(await go(`${rounds}/{round}/askings/{asking}/link`, 'post', of(asked))).toMatchObject({
    url: expect.stringContaining('/riverbend/l/'),
  })
  await go(`${rounds}/{round}/askings/{asking}/revocation`, 'post', of(revoked))
  const told = {
    ties: [
      { name: reminded, kind: 'works-together', strength: 4 },
      { name: 'A club', kind: 'works-together' },
    ],
    roles: ['advocating'],
  }
  expect(await go(`${rounds}/{round}/askings/{asking}/answer`, 'post', of(asked), told)).toMatchObject({ open: 3 })
  goOn()
  await go(`${rounds}/{round}/reminders`, 'post', at, {})
  await go(`${rounds}/{round}/askings/{asking}/roles`, 'post', of(asked), { decision: 'accept' })
  expect(await go(`${rounds}/{round}/answers`, 'post', at)).toMatchObject({ open: 1 })
  const { items } = await go(`${rounds}/{round}/answers`, 'get', { ...at, show: 'open' })
  const [club] = items as { id: string; name: string }[]
  expect(club).toMatchObject({ name: 'A club', organization: null })
  const added = { decision: 'accept', sector: 'civic' }
  await go(`${rounds}/{round}/answers/{naming}`, 'post', { ...at, naming: club!.id }, added)
  expect(await go(`${rounds}/{round}/closing`, 'post', at)).toMatchObject({ answered: 1, open: 0 })
  expect(await go(`${rounds}/{round}`, 'get', at)).toMatchObject({ closedAt: expect.any(String) })
}

/** A meeting: opened, given another code, something taken off its wall, ended, and decided. `say` is what a phone does. */
export async function callMeetings(go: Call, say: (code: string) => Promise<void>, known: string) {
  const meetings = `${region}/meetings`
  const made = await go(meetings, 'post', {}, { title: 'By a client', asks: 'both', hours: '2' })
  const at = { meeting: made['id'] }
  const renewed = await go(`${meetings}/{meeting}/code`, 'post', at)
  expect(renewed['code']).not.toBe(made['code'])
  await say(renewed['code'] as string)
  const lines = async () => (await go(`${meetings}/{meeting}`, 'get', at))['lines'] as Record<string, string>[]
  const named = async (name: string) => ({ ...at, line: (await lines()).find((line) => line['name'] === name)!['id'] })
  await go(`${meetings}/{meeting}/lines/{line}`, 'delete', await named('Rude'))
  expect((await lines()).map((line) => line['name'])).not.toContain('Rude')
  expect(await go(`${meetings}/{meeting}/closure`, 'post', at)).toMatchObject({ code: null, people: 1 })
  const ties = {
    decision: 'accepted',
    line: (await lines()).filter((one) => one['kind'] === 'tie').map((one) => one['id']),
  }
  expect(await go(`${meetings}/{meeting}/decisions`, 'post', at, ties)).toMatchObject({ accepted: 0, waiting: 1 })
  const one = `${meetings}/{meeting}/lines/{line}`
  await go(one, 'post', await named('First'), { decision: 'known', organization: known })
  await go(one, 'post', await named('Second'), { decision: 'new', sector: 'nonprofit' })
  expect(await go(`${meetings}/{meeting}/decisions`, 'post', at, ties)).toMatchObject({ accepted: 1, waiting: 0 })
  expect((await go(meetings, 'get', {}))['items']).toMatchObject([{ title: 'By a client', code: null }])
}
