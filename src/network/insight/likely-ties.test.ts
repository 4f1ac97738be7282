import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphOf } from '../graph/graph.ts'
import { plainWord } from './acquaintances.ts'
import { type Acquaintance, likelyTies, oddsOf } from './likely-ties.ts'
import { pathsFrom, roomForPaths } from './near-paths.ts'
import { traitsOf } from './shared-traits.ts'

const none = (size: number) =>
  traitsOf(
    Array.from({ length: size }, () => []),
    plainWord,
  )
const known = (size: number, pairs: number[], traits: Partial<Acquaintance> = {}): Acquaintance => ({
  graph: graphOf(size, pairs),
  audiences: none(size),
  counties: none(size),
  languages: none(size),
  skills: none(size),
  roles: none(size),
  ...traits,
})
/** Two circles of four, all tied but 0 with 3 and 4 with 7; 3 and 4 join them. */
const circles = [0, 1, 0, 2, 1, 2, 1, 3, 2, 3, 3, 4, 4, 5, 4, 6, 5, 6, 5, 7, 6, 7]
const named = (all: ReturnType<typeof likelyTies>) => all.map(({ a, b }) => `${a} ${b}`)

describe('who should meet whom', () => {
  test('those who share partners come before those who share none', () => {
    const all = named(likelyTies(known(8, circles), 3))
    expect(all.slice(0, 2).toSorted()).toEqual(['0 3', '4 7'])
  })

  test('nobody who is tied, and nobody of whom nothing is known, is among them', () => {
    const all = likelyTies(known(9, circles), 9)
    expect(named(all)).not.toContain('0 1')
    expect(all.filter(({ a, b }) => a === 8 || b === 8)).toEqual([])
  })

  test('who serves the same few people is brought together though nothing leads from one to the other', () => {
    const audiences = traitsOf([['Anglers'], ['Everyone'], ['Everyone'], ['anglers'], ['Everyone']], plainWord)
    expect(named(likelyTies(known(5, [], { audiences }), 1))[0]).toBe('0 3')
  })

  test('an empty region, one organization, none with ties, all tied to one and all tied to all have their answers', () => {
    expect(likelyTies(known(0, []), 3)).toEqual([])
    expect(likelyTies(known(1, []), 3)).toEqual([])
    expect(likelyTies(known(4, []), 3)).toEqual([])
    expect(likelyTies(known(4, [0, 1, 0, 2, 0, 3]), 3).length).toBe(3)
    expect(likelyTies(known(3, [0, 1, 0, 2, 1, 2]), 3)).toEqual([])
  })

  test('numbering the organizations otherwise changes nothing but the numbers', () => {
    const turned = (v: number) => (v * 3) % 8
    const odds = oddsOf(known(8, circles))
    const others = oddsOf(known(8, circles.map(turned)))
    const row = Array.from(odds(0).odds)
    const same = others(turned(0)).odds
    row.forEach((value, j) => expect(same[turned(j)]).toBeCloseTo(value, 6))
  })
})

describe('the ways between two', () => {
  const graph = fc.tuple(fc.integer({ min: 2, max: 9 }), fc.array(fc.nat(), { maxLength: 40 })).map(([size, ends]) => ({
    size,
    pairs: ends.slice(0, ends.length - (ends.length % 2)).map((end) => end % size),
  }))

  test('are counted as if the two were not tied themselves', () => {
    fc.assert(
      fc.property(graph, ({ size, pairs }) => {
        const { offsets, targets, ...whole } = graphOf(size, pairs)
        const near = (v: number) => Array.from(targets.subarray(offsets[v]!, offsets[v + 1]!))
        const room = roomForPaths(size)
        for (let i = 0; i < size; i += 1) {
          const paths = pathsFrom({ ...whole, offsets, targets }, i, room)
          for (let j = 0; j < size; j += 1) {
            if (i === j) continue
            const shared = near(i).filter((u) => u !== j && near(j).includes(u))
            expect(paths.shared[j]).toBe(shared.length)
            const chains = near(i)
              .filter((u) => u !== j)
              .flatMap((u) =>
                near(u)
                  .filter((v) => v !== i && v !== j && v !== u && near(j).includes(v))
                  .map((v) => [u, v]),
              )
            const worth = chains.reduce((sum, [u = 0, v = 0]) => sum + 1 / (near(u).length * near(v).length), 0)
            expect(paths.chainsFew[j]).toBeCloseTo(worth, 9)
          }
        }
      }),
    )
  })
})
