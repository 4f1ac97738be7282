import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { barChart, COLOURS } from './charts.ts'

const parsed = (svg: string) => {
  const tags: string[] = []
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name }) => tags.push(name))
  parser.write(svg).close()
  return tags
}

test('bars stand on both sides of one middle, in one measure, with their numbers', () => {
  const rows = [
    {
      name: 'Library',
      left: [{ value: 4, colour: COLOURS.first, label: '4' }],
      right: [{ value: 8, colour: COLOURS.second, label: '8' }],
    },
    { name: 'Center', right: [{ value: 2, colour: COLOURS.second, label: '2' }] },
  ]
  const { svg, width } = barChart(rows, [{ colour: COLOURS.first, label: 'Gave' }], 'what was given and gained')
  const bars = [...svg.matchAll(/<rect x="([\d.]+)" y="\d+" width="([\d.]+)" height="16"/g)].map(([, x, w]) => [
    Number(x),
    Number(w),
  ])
  const [gave, gained, other] = bars as [number[], number[], number[]]
  expect(gave[0]! + gave[1]!).toBeCloseTo(width / 2, 0)
  expect(gained[0]).toBe(width / 2)
  expect(gained[1]).toBeCloseTo(2 * gave[1]!, 0)
  expect(gained[1]).toBeCloseTo(4 * other[1]!, 0)
})

test('a name is text, whatever stands in it, and nothing leaves the picture', () => {
  const nasty = '"><script>nasty()</script> & \u0001\uffff <!-- ]]> ' + 'W'.repeat(200)
  const rows = [{ name: nasty, right: [{ value: 1e9, colour: COLOURS.first, label: nasty.slice(0, 20) }] }]
  const { svg, width } = barChart(rows, [{ colour: COLOURS.first, label: nasty }], nasty)
  expect(new Set(parsed(svg))).toEqual(new Set(['svg', 'text', 'rect', 'path']))
  for (const [, x, w] of svg.matchAll(/<rect x="([\d.]+)" y="\d+" width="([\d.]+)"/g))
    expect(Number(x) + Number(w)).toBeLessThanOrEqual(width)
})

test('nothing to show is an empty measure, not a broken one', () => {
  const { svg } = barChart([{ name: 'Nobody', right: [] }], [], '')
  expect(svg).not.toContain('NaN')
  parsed(svg)
})
