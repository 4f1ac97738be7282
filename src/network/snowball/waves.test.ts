import { expect, test } from 'vitest'
import type { Asking } from './askings.ts'
import { layOutWaves } from './waves.ts'

const asking = (id: string, wave: number, answered = false): Asking => ({
  id: `asking of ${id}`,
  roundId: 'round',
  wave,
  organization: { id, slug: id, name: id, sector: 'library' },
  personId: 'somebody',
  person: null,
  typed: false,
  mailable: true,
  askedAt: new Date(0),
  remindedAt: null,
  revokedAt: null,
  answeredAt: answered ? new Date(0) : null,
  how: null,
  roles: null,
  rolesShown: null,
  draft: null,
  named: 0,
  open: 0,
  rolesOpen: false,
})
const naming = (by: string, id: string) => ({ by, id, name: id, sector: 'library', slug: id })
const open = { closedAt: null }

test('each wave is a column; who was named and not asked stands last', () => {
  const { nodes, columns, lines } = layOutWaves(
    [asking('a', 0, true), asking('b', 1)],
    [naming('a', 'b'), naming('a', 'c')],
    open,
  )
  expect(columns.map(({ wave }) => wave)).toEqual([0, 1, null])
  expect(nodes.map(({ id, status }) => [id, status])).toEqual([
    ['a', 'answered'],
    ['b', 'waiting'],
    ['c', 'named'],
  ])
  expect(lines.map(({ from, to }) => `${from.id} ${to.id}`)).toEqual(['a b', 'a c'])
})

test('those whom one named stand near it', () => {
  const asked = [asking('a', 0), asking('b', 0), asking('x', 1), asking('y', 1)]
  const { nodes } = layOutWaves(asked, [naming('a', 'y'), naming('b', 'x')], open)
  const at = (id: string) => nodes.find((node) => node.id === id)!.y
  expect(at('y')).toBe(at('a'))
  expect(at('x')).toBe(at('b'))
})

test('of thousands some stand in the picture and the rest are counted', () => {
  const { nodes, columns } = layOutWaves(
    Array.from({ length: 1300 }, (_, n) => asking(String(n), 0)),
    [],
    open,
  )
  expect(nodes.length + columns[0]!.more).toBe(1300)
  expect(nodes.length).toBeLessThan(50)
})

test('nobody, and one who names itself, are no line', () => {
  expect(layOutWaves([], [], open)).toMatchObject({ nodes: [], lines: [], columns: [] })
  expect(layOutWaves([asking('a', 0)], [naming('a', 'a')], open).lines).toEqual([])
})
