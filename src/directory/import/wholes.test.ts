import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DATA, OF_OUTLETS } from '../../../test/real-files.ts'
import { openSource } from '../import-sources.ts'
import { toOrganizationRows } from './organization-rows.ts'

const lines = (...rows: string[]) => new TextEncoder().encode(rows.join('\n'))
const taken = (bytes: Uint8Array) => {
  const opened = openSource('list.csv', bytes, 'organizations')
  return opened.ok ? { ...opened.source.mapping } : {}
}

describe('a list of outlets taken as organizations', () => {
  test('is named after their systems, and what differs within one is left out', () =>
    expect(
      taken(
        lines(
          'FSCS ID,LIBRARY NAME,LIBRARY SYSTEM,PHONE,STATE',
          'PA0001,Main,Alder County Library,555-0101,PA',
          'PA0001,Mill Street,Alder County Library,555-0102,PA',
          'PA0002,Weir,Weir Public Library,555-0103,PA',
        ),
      ),
    ).toEqual({
      'FSCS ID': 'identifiers.fscs',
      'LIBRARY NAME': '-',
      'LIBRARY SYSTEM': 'name',
      PHONE: '-',
      STATE: 'extra',
    }))

  test.each([
    [
      'in which each row is an organization of its own',
      ['FSCS ID,LIBRARY NAME,LIBRARY SYSTEM', 'PA0001,Main,Alder County', 'PA0002,Weir,Alder County'],
    ],
    [
      'without what its rows have in common',
      ['LIBRARY NAME,LIBRARY SYSTEM', 'Main,Alder County', 'Mill Street,Alder County'],
    ],
    [
      'that names the same organization in two systems',
      ['FSCS ID,LIBRARY NAME,LIBRARY SYSTEM', 'PA0001,Main,Alder County', 'PA0001,Main,Weir County'],
    ],
  ])('is not one %s', (_, rows) =>
    expect(taken(lines(...rows))).toMatchObject({ 'LIBRARY NAME': 'name', 'LIBRARY SYSTEM': 'extra' }),
  )

  test.runIf(existsSync(DATA))('as the survey has it, 17,408 outlets are 9,241 systems with one name each', () => {
    const bytes = new Uint8Array(readFileSync(`${DATA}/libraries/imls-pls-fy2015-outlets.csv`))
    const opened = openSource('outlets.csv', bytes, 'organizations')
    if (!opened.ok || opened.source.parsed.kind !== 'table') throw new Error('cannot be read')
    const { parsed, mapping } = opened.source
    expect(OF_OUTLETS.map((column) => mapping[column])).toEqual(OF_OUTLETS.map(() => '-'))
    expect(mapping).toMatchObject({
      'LIBRARY SYSTEM': 'name',
      'FSCS ID': 'identifiers.fscs',
      STATE: 'extra',
    })
    const names = Map.groupBy(toOrganizationRows(parsed, mapping), ({ identifiers }) => identifiers[0]!.value)
    expect(names.size).toBe(9241)
    for (const rows of names.values()) expect(new Set(rows.map(({ name }) => name)).size).toBe(1)
  })
})
