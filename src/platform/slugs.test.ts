import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freeSlug, slugify } from './slugs.ts'

test.each([
  ['Carnegie Library of Pittsburgh', 'carnegie-library-of-pittsburgh'],
  ['Biblioteca Pública de Río Bend', 'biblioteca-publica-de-rio-bend'],
  ["Mayor's Office of Technology & Utilities", 'mayors-office-of-technology-utilities'],
  ['Łódź – Straße Æro', 'lodz-strasse-aero'],
  ['  18F  ', '18f'],
  ['C', 'c-1'],
  ['図書館', 'record'],
  ['', 'record'],
  [
    'The Western Pennsylvania Regional Data Center at the University of Pittsburgh',
    'the-western-pennsylvania-regional-data-center-at-the',
  ],
])('%s', (name, slug) => expect(slugify(name)).toBe(slug))

test('a taken slug gets a number that still fits', () => {
  expect(freeSlug('library', new Set())).toBe('library')
  expect(freeSlug('library', new Set(['library', 'library-2']))).toBe('library-3')
  const long = 'a'.repeat(60)
  expect(freeSlug(long, new Set([long]))).toBe(`${'a'.repeat(58)}-2`)
})

test('every name has a slug that is one, and a slug is its own', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
      const slug = slugify(name)
      expect(slug).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,58})[a-z0-9]$/)
      expect(slugify(slug)).toBe(slug)
      expect(freeSlug(slug, new Set([slug]))).toMatch(/^[a-z0-9-]{2,60}$/)
    }),
  ))

test('8 KB takes no time', () => {
  for (const part of ['a', '-', "'", 'ﷺ', 'e\u0301', ' -']) {
    const start = performance.now()
    slugify(part.repeat(8192))
    expect(performance.now() - start).toBeLessThan(50)
  }
})
