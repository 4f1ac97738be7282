import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Happening } from './happenings.ts'
import { BOX, layOutLine } from './lines.ts'

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const happening = fc.record({
  key: fc.uuid(),
  kind: fc.constantFrom<Happening['kind'][]>('joined', 'benefit', 'pulse', 'ends'),
  day,
  when: fc.constant('2020'),
  name: fc.string({ maxLength: 60 }),
  tab: fc.constant(''),
})

test('whatever happened stands once on the line, within the picture, and in the order of its days', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60 }), day, (happenings, today) => {
      const { drawn, width, today: now } = layOutLine(happenings, today)
      expect(drawn.map((one) => one.happening.key).toSorted()).toEqual(happenings.map(({ key }) => key).toSorted())
      for (const { x } of [...drawn, { x: now }]) {
        expect(x).toBeGreaterThanOrEqual(BOX.side - 0.001)
        expect(x).toBeLessThanOrEqual(width - BOX.side + 0.001)
      }
      const inTime = drawn.toSorted((a, b) => (a.happening.day < b.happening.day ? -1 : 1))
      for (const [n, one] of inTime.entries()) if (n > 0) expect(one.x).toBeGreaterThanOrEqual(inTime[n - 1]!.x - 0.001)
    }),
  )
})

test('words on one row never run into each other', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), day, (happenings, today) => {
      const { drawn } = layOutLine(happenings, today)
      const half = ({ happening: { name } }: (typeof drawn)[number]) => (Math.min(name.length, 26) * 6.4) / 2
      for (const [n, a] of drawn.entries())
        for (const b of drawn.slice(n + 1))
          if (a.row !== null && a.row === b.row) expect(Math.abs(a.x - b.x)).toBeGreaterThan(half(a) + half(b))
    }),
  )
})
