import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carried, edited, editOf, placeAfter } from './text-edits.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '👩', '🎉', '\u{1f469}\u{200d}\u{1f4bb}') })

test('one change makes one text of another', () => {
  expect(editOf('Open data for all', 'Open civic data for all')).toEqual({ at: 5, gone: 0, come: 'civic ' })
  expect(editOf('same', 'same')).toMatchObject({ gone: 0, come: '' })
  fc.assert(fc.property(text, text, (before, after) => edited(before, editOf(before, after)) === after))
})

test('and cuts no sign in two', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { at, gone, come } = editOf(before, after)
      return before.slice(at, at + gone).isWellFormed() && come.isWellFormed()
    }),
  )
})

test('a caret stays with the signs around it', () => {
  const edit = editOf('Open data for all', 'Open civic data for all')
  expect([3, 5, 9, 17].map((place) => placeAfter(place, edit))).toEqual([3, 5, 15, 23])
  expect(placeAfter(7, editOf('Open data for all', 'Open for all'))).toBe(5)
})

test.each([
  [
    'before it',
    'We help people.',
    'We gladly help people.',
    'We help people. Together.',
    'We gladly help people. Together.',
  ],
  [
    'behind it',
    'We help people.',
    'We help people. Together.',
    'We gladly help people.',
    'We gladly help people. Together.',
  ],
  ['in the same words', 'We help people.', 'We help readers.', 'We help neighbors.', 'We help neighborsreaders.'],
  ['not at all', 'We help people.', 'We help people.', 'We help neighbors.', 'We help neighbors.'],
  ['where others took all of it away', 'We help people.', 'We help people now.', '', ' now'],
])('what one added stays where others changed the text %s', (_where, base, mine, theirs, both) => {
  expect(carried(base, mine, theirs)).toBe(both)
})

test('nothing that others wrote is taken away by what one only added', () => {
  fc.assert(
    fc.property(text, text, text, fc.nat(), (base, theirs, added, where) => {
      const before = [...base].slice(0, where % ([...base].length + 1)).join('')
      const mine = edited(base, { at: before.length, gone: 0, come: added })
      return [...theirs].every((sign) => carried(base, mine, theirs).includes(sign))
    }),
  )
})
