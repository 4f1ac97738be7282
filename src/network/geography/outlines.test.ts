import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { shapesAround } from './county-shapes.ts'
import { type Drawing, drawCounties } from './outlines.ts'

const ofState = (state: string) =>
  shapesAround([])
    .map(({ fips }) => fips)
    .filter((fips) => fips.startsWith(state))
const keysOf = (drawings: Drawing[]) => drawings.map(({ outlines }) => outlines.map(({ key }) => key).toSorted())

test('one county fills its picture, with its neighbours around it', () => {
  const [drawing, ...others] = drawCounties(['42003'])
  expect(others).toEqual([])
  const [x, y] = drawing!.project([-79.9959, 40.4406])
  expect([x > 250 && x < 450, y > 200 && y < 400]).toEqual([true, true])
  expect(drawing!.around).toMatch(/^M/)
  expect(drawing!.states).toBe('')
})

test('the border of a state is drawn where the picture reaches it', () => {
  expect(drawCounties(['42007'])[0]!.states).toMatch(/^M/)
})

test('counties far apart have a picture each, the larger group first', () => {
  expect(keysOf(drawCounties(['06073', '42003', '42007']))).toEqual([['42003', '42007'], ['06073']])
})

test('counties that do not touch but lie near each other share one', () => {
  expect(keysOf(drawCounties(['42003', '42033']))).toEqual([['42003', '42033']])
})

test('former counties of Connecticut are drawn as they were, with nothing of what replaced them', () => {
  const [drawing] = drawCounties(['09003'])
  const fresh = drawCounties(['09110'])[0]!
  expect(keysOf([drawing!])).toEqual([['09003']])
  expect(drawing!.outlines[0]!.path).not.toBe(fresh.outlines[0]!.path)
  expect(shapesAround(['09003']).map(({ fips }) => fips)).toEqual(expect.arrayContaining(['09001', '25013']))
  expect(shapesAround(['09003']).filter(({ fips }) => fips.startsWith('091'))).toEqual([])
})

test('Alaska is whole on both sides of 180°: Attu lies west of Adak, Adak west of Juneau', () => {
  const [drawing, ...others] = drawCounties(ofState('02'))
  expect(others).toEqual([])
  const [attu, adak, juneau] = [173.1, -176.6, -134.4].map((lon) => drawing!.project([lon, 55])[0])
  expect(attu! < adak! && adak! < juneau!).toBe(true)
})

test('islets far out at sea do not make Honolulu a dot', () => {
  const [drawing] = drawCounties(['15003'])
  const [west] = drawing!.project([-158.28, 21.5])
  const [east] = drawing!.project([-157.65, 21.5])
  expect(east - west).toBeGreaterThan(400)
})

test.each(['72', '60', '66', '69', '78'])('the territory %s is drawn', (state) => {
  const codes = ofState(state)
  expect(keysOf(drawCounties(codes)).flat()).toHaveLength(codes.length)
})

test('what nobody drew has no picture', () => {
  expect(drawCounties(['99999'])).toEqual([])
})

test('each outline is a path of numbers, and its name stands in it', () => {
  for (const drawing of drawCounties([...ofState('09'), ...ofState('44')]))
    for (const { path, labels } of drawing.outlines) {
      expect(path).toMatch(/^(?:M-?\d+ -?\d+(?:l-?\d+[ -]\d+)+z)+$/)
      expect(labels[0]!.width).toBeGreaterThan(0)
    }
})

test('a state of 254 counties weighs little', () => {
  const texas = drawCounties(ofState('48'))
  const text = texas.map((one) => one.around + one.states + one.outlines.map(({ path }) => path).join('')).join('')
  expect(gzipSync(text).length).toBeLessThan(25_000)
})
