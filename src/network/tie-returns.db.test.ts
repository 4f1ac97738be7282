import { expect, test } from 'vitest'
import { town } from '../../test/town.ts'

const { ofLibrary, ofSchool, coordinator, viewer, as, act, aTie, entriesOf } = await town()

const change = (tie: string, form: Record<string, string>) =>
  act(ofLibrary, tie, 'edit', { strength: '4', visibility: 'public', lang: 'en', ...form })
const told = async (tie: string) => JSON.parse((await as(coordinator).get(`/api/v1/riverbend/ties/${tie}`)).text)
/** The newest entry of a verb, and its way back. */
const backFrom = async (tie: string, verb: string) => {
  const entry = (await entriesOf(tie)).findLast((one) => one.verb === verb)!
  return `/riverbend/ties/${tie}/history/${entry.id}/return`
}

test('what stood in the details of a tie before a change comes back, and is a change itself', async () => {
  const tie = await aTie({ note: 'Each spring', since: '2019' })
  const { version } = await told(tie)
  await change(tie, { note: 'Each fall', since: '2021', _version: String(version) })
  expect(await told(tie)).toMatchObject({ note: 'Each fall', period: expect.stringContaining('2021') })
  const back = await backFrom(tie, 'tie.changed')
  expect((await as(ofLibrary).get(`/riverbend/ties/${tie}/history`)).text).toContain(`action="${back}"`)
  expect((await as(ofLibrary).post(back)).status).toBe(303)
  expect(await told(tie)).toMatchObject({ note: 'Each spring', period: expect.stringContaining('2019'), strength: 4 })
  const changes = (await entriesOf(tie)).filter(({ verb }) => verb === 'tie.changed').map((one) => one.changes)
  expect(changes).toHaveLength(2)
  expect(changes).toContainEqual(expect.objectContaining({ note: ['Each fall', 'Each spring'] }))
})

test('a tie that was said to be over goes on again', async () => {
  const tie = await aTie({ kind: 'trains', since: '2020' })
  await act(ofLibrary, tie, 'end', { until: '2024' })
  expect(await told(tie)).toMatchObject({ ended: true })
  expect((await as(ofLibrary).post(await backFrom(tie, 'tie.ended'))).status).toBe(303)
  expect(await told(tie)).toMatchObject({ ended: false })
})

test('who may see it does not come back by the way, and what is no change has no way back', async () => {
  const tie = await aTie({ kind: 'advises', note: 'Maps' })
  const { version } = await told(tie)
  await change(tie, { note: 'Plans', visibility: 'region', _version: String(version) })
  expect((await as(ofLibrary).post(await backFrom(tie, 'tie.changed'))).status).toBe(303)
  expect(await told(tie)).toMatchObject({ note: 'Maps', visibility: 'region' })
  expect((await as(ofLibrary).post(await backFrom(tie, 'tie.claimed'))).status).toBe(404)
  const page = (await as(ofLibrary).get(`/riverbend/ties/${tie}/history`)).text
  expect(page).not.toContain(await backFrom(tie, 'tie.claimed'))
})

test('those who may not change it find no way back', async () => {
  const tie = await aTie({ kind: 'funds', note: 'One' })
  const { version } = await told(tie)
  await change(tie, { note: 'Two', _version: String(version) })
  const back = await backFrom(tie, 'tie.changed')
  for (const who of [viewer, ofSchool]) {
    expect((await as(who).get(`/riverbend/ties/${tie}/history`)).text).not.toContain(back)
    expect((await as(who).post(back)).status).toBe(403)
  }
  expect(await told(tie)).toMatchObject({ note: 'Two' })
})
