import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demonstration, demonstration } from './demonstration.ts'
import { handOver } from './partnership/leaving.ts'
import { readPapers } from './partnership/papers.ts'
import { agreeRoles, PARTNERSHIP, propose, readCharter, writeCharter } from './partnership/proposing.ts'
import {
  approveByMail,
  askLeaders,
  declineByMail,
  GREGOR,
  IMANI,
  letTimePass,
  meetObjection,
} from './partnership/signing.ts'
import { bookRoom, logHours, readDials, writeGain } from './partnership/working.ts'
import { takePulse } from './partnership/pulse.ts'
import { lookAround } from './steps.ts'

let house: Demonstration
let page: Page
let complaints: string[]
beforeAll(async () => {
  house = await demonstration()
  ;({ page, complaints } = await lookAround(house, 'Fern Salcedo'))
}, 180_000)
afterAll(() => house?.stop())

// One partnership from its first day to the day on which somebody leaves it: each case goes on where the last one ended.
test('three organizations go from a proposal to a charter that is whole, one of them by a mailed link', async () => {
  await propose(house, page)
  await writeCharter(house, page)
  await agreeRoles(house, page)
  await readCharter(house, page)
}, 240_000)

test('it is signed: by a click in a mail, after an objection was met, and by no objection when the time was over', async () => {
  await page.goto(`${house.origin}${PARTNERSHIP}/sign-offs`)
  await page.locator('main a.btn-act').click()
  await askLeaders(house, page)
  await approveByMail(house, IMANI, 1)
  await declineByMail(house, GREGOR, 'Twenty hours are what we have.')
  await meetObjection(house, page, 'Twenty hours are what we have.')
  await approveByMail(house, IMANI, 2)
  await approveByMail(house, GREGOR, 2)
  await letTimePass(house, page)
}, 240_000)

test('they work: hours, a room, a gain with what shows it, and the dials say why', async () => {
  await logHours(house)
  await bookRoom(house, page)
  await writeGain(house, page)
  await readDials(house, page)
}, 240_000)

test('six people say how it goes', () => takePulse(house, page), 240_000)

test(
  'all documents are there, as page, PDF and Word document, in English and Spanish',
  () => readPapers(house, page),
  240_000,
)

test('somebody who holds much leaves, and it is handed over', () => handOver(house, page), 240_000)

test('nothing complained meanwhile', () => expect(complaints).toEqual([]))
