import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { organizationForm, readFormerName, writeFormerName } from './forms.ts'

const given = { name: 'A', sector: 'library' }
const problemsOf = (typed: object) =>
  organizationForm
    .safeParse({ ...given, ...typed })
    .error?.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`)

describe('earlier names', () => {
  test.each([
    ['Free Library (1895–1920)', { name: 'Free Library', period: '1895/1920' }],
    ['Free Library (until May 2001)', { name: 'Free Library', period: '../2001-05' }],
    ['Free Library', { name: 'Free Library', period: null }],
    ['Library (Eastbank)', { name: 'Library (Eastbank)', period: null }],
    ['(1895)', { name: '(1895)', period: null }],
  ])('%s', (line, name) => expect(readFormerName(line)).toEqual(name))

  test('what is written is read again as it was', () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), (line) => {
        const name = readFormerName(line)
        expect(readFormerName(writeFormerName(name))).toEqual(name)
      }),
    ))
})

test('a blurb has at most its number of words', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'word').join(' \n')
  expect(problemsOf({ blurb25: words(25), blurb50: words(50), blurb100: words(100) })).toBeUndefined()
  expect(problemsOf({ blurb25: words(26), blurb100: words(101) })).toEqual([
    'blurb25: directory.errors.words|max=25',
    'blurb100: directory.errors.words|max=100',
  ])
})

test('nothing ends before it was founded; in the same year it may', () => {
  expect(problemsOf({ founded: '2010', ended: '2009' })).toEqual(['ended: directory.errors.ended'])
  expect(problemsOf({ founded: 'May 2010', ended: '2010' })).toBeUndefined()
  expect(problemsOf({ ended: 'some day' })).toEqual(['ended: forms.date'])
})
