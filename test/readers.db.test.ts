import { describe, expect, test } from 'vitest'
import { elementsOf } from './markup.ts'
import { town } from './town.ts'

const t = await town()
const tie = await t.aTie()
const PAGES = [
  '/riverbend',
  '/riverbend/organizations',
  '/riverbend/organizations/ferry-street-library',
  `/riverbend/ties/${tie}`,
  '/riverbend/search?q=library',
  '/riverbend/journal',
  '/search?q=library',
  '/privacy',
  '/es/riverbend',
  '/sign-in',
  '/api',
]

/** Attributes whose addresses a browser asks for by itself, and links that do so. */
const ASKED = ['src', 'srcset', 'poster', 'data', 'background', 'ping']
const ASKING_LINKS = /stylesheet|preload|prefetch|preconnect|icon|manifest|modulepreload/

describe('whoever reads', () => {
  test.each(PAGES)('is set no cookie, and their browser asks nobody else: %s', async (path) => {
    const answer = await t.as(null).get(path, { accept: 'text/html' })
    expect(answer.status).toBe(200)
    expect(answer.headers.getSetCookie()).toEqual([])
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src '(self|none)'/)
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
    expect(answer.headers.get('referrer-policy')).toMatch(/no-referrer|same-origin|strict-origin/)
    for (const { name, attributes } of elementsOf(answer.text)) {
      const asks = name === 'link' && ASKING_LINKS.test(attributes['rel'] ?? '') ? [...ASKED, 'href'] : ASKED
      for (const one of asks) expect(attributes[one] ?? '/', `${name} ${one}`).toMatch(/^(\/(?!\/)|data:)/)
    }
  })
})
