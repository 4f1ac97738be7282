import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from './cursors.ts'

const place = z.strictObject({ name: z.string().max(200), id: z.uuid() })

test('a cursor leads back to where it was made', () =>
  fc.assert(
    fc.property(
      fc.record({ name: fc.string({ unit: 'grapheme', maxLength: 40 }), id: fc.uuid() }, { noNullPrototype: true }),
      (where) => {
        const cursor = encodeCursor(where)
        expect(cursor).toMatch(/^[\w-]+$/)
        expect(decodeCursor(place, cursor)).toEqual(where)
      },
    ),
  ))

test.each([
  '',
  'x',
  '%',
  'a b',
  encodeCursor(null),
  encodeCursor({ name: 1 }),
  encodeCursor({ name: 'a', id: 'b' }),
  'A'.repeat(8192),
  encodeCursor('__proto__'),
])('what is none of ours (%#) is none', (cursor) => expect(decodeCursor(place, cursor)).toBeUndefined())
