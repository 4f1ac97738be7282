import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demonstration, demonstration } from './demonstration.ts'
import { act, field } from './steps.ts'

let house: Demonstration
beforeAll(async () => {
  house = await demonstration()
}, 180_000)
afterAll(() => house?.stop())

const CHARTER = '/riverbend/partnerships/riverbend-data-desk/charter'
const LEAVING = `${CHARTER}/start/leaving?back=charter`

/** A window of somebody of the demonstration in which a text of the charter is open, and told by the server. */
async function writing(who: string) {
  const { page, complaints } = await house.open()
  await page.goto(`${house.origin}/sign-in`)
  const answered = page.waitForEvent('framenavigated')
  await page.locator('form[action$="look-around"]', { hasText: who }).locator('button').click()
  await answered
  await go(page)
  return { page, complaints }
}
const leaving = (page: Page) => field(page, 'leaving')
const state = (page: Page) => page.locator('[data-shared-said]')
const holds = (page: Page, words: string) =>
  page.waitForFunction(
    (text) => document.querySelector<HTMLTextAreaElement>('[name=leaving]')!.value.includes(text),
    words,
  )
const told = (page: Page) =>
  page.waitForResponse(
    (answer) => answer.url().includes('/charter/texts/leaving') && answer.request().method() === 'GET',
  )
async function go(page: Page) {
  const begun = told(page)
  await page.goto(house.origin + LEAVING)
  await begun
}
const at = (page: Page, place: 'start' | 'end') =>
  leaving(page).evaluate((area: HTMLTextAreaElement, where) => {
    const n = where === 'start' ? 0 : area.value.length
    area.focus()
    area.setSelectionRange(n, n)
  }, place)

test('two write the same text at once, and each sees what the other types where they type it', async () => {
  const [fern, ruth] = [await writing('Fern Salcedo'), await writing('Ruth Halloran')]
  const before = await leaving(fern.page).inputValue()
  await at(fern.page, 'start')
  await at(ruth.page, 'end')
  await Promise.all([
    fern.page.keyboard.type('First talk to each other. ', { delay: 15 }),
    ruth.page.keyboard.type(' Then write to all partners.', { delay: 15 }),
  ])
  const both = `First talk to each other. ${before} Then write to all partners.`
  await Promise.all([holds(fern.page, both), holds(ruth.page, both)])
  expect([await leaving(fern.page).inputValue(), await leaving(ruth.page).inputValue()]).toEqual([both, both])
  // The caret stays where one types.
  await ruth.page.keyboard.type(' Nobody is blamed.')
  await holds(fern.page, 'Then write to all partners. Nobody is blamed.')
  await fern.page.locator('[data-shared-said]', { hasText: 'Ruth Halloran is writing here too.' }).waitFor()

  // One takes back what one typed oneself, and nothing of others.
  await fern.page.keyboard.press('Control+z')
  await ruth.page.waitForFunction(
    (text) => !document.querySelector<HTMLTextAreaElement>('[name=leaving]')!.value.includes(text),
    'First talk',
  )
  expect(await leaving(fern.page).inputValue()).toBe(`${before} Then write to all partners. Nobody is blamed.`)

  await act(ruth.page)
  await ruth.page.waitForURL((address) => address.searchParams.get('done') === 'saved')
  expect(await ruth.page.locator('main').textContent()).toContain('Then write to all partners. Nobody is blamed.')
  expect([...fern.complaints, ...ruth.complaints]).toEqual([])
})

test('what is typed without a connection is kept, said, and joined when it is back', async () => {
  const [fern, ruth] = [await writing('Fern Salcedo'), await writing('Ruth Halloran')]
  await fern.page.context().setOffline(true)
  await at(fern.page, 'start')
  await fern.page.keyboard.type('Offline words. ')
  await at(ruth.page, 'end')
  await ruth.page.keyboard.type(' Online words.')
  await state(ruth.page).filter({ hasText: 'Saved' }).waitFor()
  await fern.page.context().setOffline(false)
  await Promise.all(
    [fern.page, ruth.page].flatMap((page) => ['Offline words.', 'Online words.'].map((words) => holds(page, words))),
  )
  expect(await leaving(fern.page).inputValue()).toBe(await leaving(ruth.page).inputValue())
})

test('what is typed before the server told the text is kept', async () => {
  const { page } = await writing('Fern Salcedo')
  const before = await leaving(page).inputValue()
  const held = Promise.withResolvers<void>()
  await page.route('**/charter/texts/**', async (route) => {
    await held.promise
    await route.continue()
  })
  await page.goto(house.origin + LEAVING)
  await at(page, 'end')
  await page.keyboard.type(' Typed early.')
  held.resolve()
  await state(page)
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await page.reload()
  expect(await leaving(page).inputValue()).toBe(`${before} Typed early.`)
})

test('signs that are still put together take nothing away of what others type meanwhile', async () => {
  const [fern, ruth] = [await writing('Fern Salcedo'), await writing('Ruth Halloran')]
  const before = await leaving(fern.page).inputValue()
  await at(fern.page, 'end')
  const keys = await fern.page.context().newCDPSession(fern.page)
  await keys.send('Input.imeSetComposition', { text: 'a', selectionStart: 1, selectionEnd: 1 })
  await at(ruth.page, 'start')
  const heard = fern.page.evaluate(
    () => new Promise((done) => document.querySelector('[data-live]')!.addEventListener('live', done, { once: true })),
  )
  await ruth.page.keyboard.type('Dear all! ')
  await heard
  await state(ruth.page)
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await keys.send('Input.insertText', { text: 'á' })
  const both = `Dear all! ${before}á`
  await Promise.all([holds(fern.page, both), holds(ruth.page, both)])
})

test('a text that is too long is said to be, and saved once it is shorter', async () => {
  const { page } = await writing('Fern Salcedo')
  await leaving(page).evaluate((area: HTMLTextAreaElement) => area.removeAttribute('maxlength'))
  await leaving(page).fill('x'.repeat(9000))
  await state(page).filter({ hasText: 'Not saved' }).waitFor()
  await leaving(page).fill('Short again.')
  await state(page)
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await page.reload()
  expect(await leaving(page).inputValue()).toBe('Short again.')
})

test('without a script the form saves, and whoever was slower is told what the other wrote', async () => {
  const { page } = await house.open({ javaScriptEnabled: false })
  await page.goto(`${house.origin}/sign-in`)
  await page.locator('form[action$="look-around"]', { hasText: 'Ruth Halloran' }).locator('button').click()
  await page.goto(house.origin + LEAVING)
  const fern = await writing('Fern Salcedo')
  await leaving(fern.page).fill('Typed by Fern.')
  await state(fern.page)
    .filter({ hasText: /^Saved$/ })
    .waitFor()
  await leaving(page).fill('Typed by Ruth.')
  await act(page)
  const shown = (await page.locator('main').textContent()) ?? ''
  expect([shown.includes('Typed by Fern.'), await leaving(page).inputValue()]).toEqual([true, 'Typed by Ruth.'])
})
