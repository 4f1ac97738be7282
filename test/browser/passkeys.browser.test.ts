import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demonstration, demonstration } from './demonstration.ts'

let house: Demonstration
let page: Page
let device: CDPSession
let authenticatorId: string
beforeAll(async () => {
  house = await demonstration()
  ;({ page } = await house.open())
  device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  ;({ authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  }))
}, 180_000)
afterAll(() => house?.stop())

const main = () => page.locator('main')
const credentials = async () => (await device.send('WebAuthn.getCredentials', { authenticatorId })).credentials

test('a passkey is made on a device, signs in without any mail, and opens nothing once it is removed', async () => {
  await page.goto(`${house.origin}/sign-in`)
  await page.locator('form[action$="/sign-in/look-around"] button').first().click()
  await page.goto(`${house.origin}/me/sign-in`)
  const name = await page.locator('.lede').textContent()
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await page.waitForSelector('main .error')
  expect(await credentials()).toEqual([])
  await page.getByLabel('What you call this device').fill('The desk at Ferry Street')
  await page.getByRole('button', { name: 'Make a passkey' }).click()
  await page.waitForSelector('.flash.is-good')
  expect(await main().textContent()).toContain('The desk at Ferry Street')

  await page.goto(`${house.origin}/me`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${house.origin}/sign-in?next=/me/sign-in`)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL(`${house.origin}/me/sign-in`)
  expect(await page.locator('.lede').textContent()).toBe(name)
  // It proves who one is: a second one is made without more ado.
  expect(await page.getByRole('button', { name: 'Make a passkey' }).isVisible()).toBe(true)

  await page.getByRole('button', { name: 'Remove The desk at Ferry Street' }).click()
  await page.waitForSelector('.flash.is-good')
  await page.goto(`${house.origin}/me`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${house.origin}/sign-in`)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForSelector('main .error')
  expect(await main().textContent()).toContain('The passkey was not recognized')
})

test('without scripts nothing is offered that cannot be done', async () => {
  const { page: plain } = await house.open({ javaScriptEnabled: false })
  await plain.goto(`${house.origin}/sign-in`)
  expect(await plain.getByRole('button', { name: 'Sign in with a passkey' }).isVisible()).toBe(false)
  expect(await plain.locator('input[name=password]').count()).toBe(1)
})
