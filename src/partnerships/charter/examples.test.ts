import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { translate } from '../../platform/i18n.ts'
import { EXAMPLE_SOURCES, EXAMPLES } from './examples.ts'
import { questionsOf } from './questions.ts'

const guide = new URL('../../../../shared/data/guide/civic-switchboard-guide/', import.meta.url)
const all = Object.values(EXAMPLES).flat()
const plain = (text: string) => text.replaceAll(/[*_\\]|\[|\]\([^)]*\)/g, '').replaceAll(/\s+/g, ' ')

test.each(all.map(({ key }) => key))('the example %s is told in both languages', (key) => {
  for (const lang of ['en', 'es'] as const) expect(translate(lang).has(`partnership-charter.example.${key}`)).toBe(true)
})

test.runIf(existsSync(guide)).each(all.flatMap((one) => (EXAMPLE_SOURCES[one.source] ? [one] : [])))(
  'the example $key stands literally in its source',
  ({ key, source }) => {
    const text = plain(readFileSync(new URL(EXAMPLE_SOURCES[source]!.file, guide), 'utf8'))
    for (const part of translate('en')(`partnership-charter.example.${key}`).split(' … '))
      expect(text).toContain(plain(part))
  },
)

test('every question but who sees it has an example beside it', () => {
  const keys = questionsOf({
    parties: [],
    places: [],
    period: null,
    purpose: '',
    mission: '',
    decisions: '',
    leaving: '',
    name: '',
  } as never)
  expect(keys.map(({ key }) => key).filter((key) => !EXAMPLES[key])).toEqual(['visibility'])
})
