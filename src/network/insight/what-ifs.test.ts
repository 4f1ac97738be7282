import { describe, expect, test } from 'vitest'
import type { Network, NetworkOrganization, NetworkTie } from '../current-networks.ts'
import { communitiesOf } from '../graph/communities.ts'
import { graphOfNetwork } from './insights.ts'
import { nameCommunities } from './community-names.ts'
import { gapsOf } from './gaps.ts'
import { whatIf } from './what-ifs.ts'

const organization = (id: string, given: Partial<NetworkOrganization> = {}): NetworkOrganization => ({
  id,
  slug: id,
  name: id.toUpperCase(),
  sector: 'library',
  roles: [],
  skills: [],
  audiences: [],
  languages: [],
  counties: [],
  ...given,
})
const tie = (ends: string, kind = 'works-together'): NetworkTie => {
  const [a = '', b = ''] = ends.split('-')
  const told = {
    state: 'confirmed' as const,
    line: 'confirmed' as const,
    strength: 3,
    claimedBy: null,
    lastContact: null,
  }
  return { id: ends, a, b, kind, directed: kind === 'funds', first: null, last: null, lastSaid: '2026-01-01', ...told }
}
const network = (organizations: NetworkOrganization[], ties: NetworkTie[]): Network =>
  ({ tier: 'public', asOf: '2026-11-29', organizations, ties }) as Network

/** a–b–c–d in a row, and e alone. */
const row = network(
  [
    organization('a', { roles: ['leads'], audiences: ['Teenagers'] }),
    organization('b', { roles: ['teaches'], audiences: ['Teenagers', 'Anglers'] }),
    organization('c', { audiences: ['anglers'] }),
    organization('d', { roles: ['teaches'] }),
    organization('e', { audiences: ['Clinicians'] }),
  ],
  [tie('a-b'), tie('b-c'), tie('c-d')],
)
const left = (...places: number[]) => whatIf(row, graphOfNetwork(row), places)

describe('what if some left', () => {
  test('who would be cut off from most of the rest, and how many ties and pairs would be lost', () => {
    expect(left(1)).toMatchObject({ cutOff: [[0]], ties: 2, pairsLost: 2, alone: [0] })
    expect(left(0)).toMatchObject({ cutOff: [], ties: 1, pairsLost: 0 })
    expect(left(4)).toMatchObject({ cutOff: [], ties: 0, pairsLost: 0 })
  })

  test('several at once, with what is tied among them counted once', () => {
    expect(left(1, 2)).toMatchObject({ ties: 3, cutOff: [[3]] })
    expect(left(0, 1, 2, 3, 4)).toMatchObject({ ties: 3, cutOff: [] })
  })

  test('roles and audiences that nobody else has, and those that only who is cut off has', () => {
    expect(left(0).roles).toEqual({ gone: ['leads'], outOfReach: [] })
    expect(left(1).audiences).toEqual({ gone: [], outOfReach: ['Teenagers'] })
    expect(left(1).roles).toEqual({ gone: [], outOfReach: [] })
  })
})

const lists = {
  roles: ['leads', 'teaches', 'keeps'].map((key) => ({
    key,
    label: key,
    description: '',
    reference: null,
    retired: false,
  })),
  sectors: ['library', 'media', 'other'].map((key) => ({ key, label: key, colour: key, shape: key, retired: false })),
}

describe('what is missing', () => {
  test('roles that nobody holds and that three hold, sectors and counties where nobody is', () => {
    const three = ['x', 'y', 'z'].map((id) => organization(id, { roles: ['teaches'], counties: ['Alder County, PA'] }))
    const gaps = gapsOf(network(three, []), lists, ['Alder', 'Marsh'])
    expect(gaps.roles).toEqual({ none: ['leads', 'keeps'], many: [{ value: 'teaches', by: [0, 1, 2] }] })
    expect(gaps.sectors).toEqual(['media'])
    expect(gaps.counties).toEqual({ none: ['Marsh'], one: [] })
  })

  test('audiences that one organization alone reaches, and those whom only the untied reach', () => {
    const { audiences } = gapsOf(row, lists, [])
    expect(audiences.untied).toEqual([{ value: 'Clinicians', by: [4] }])
    expect(audiences.one).toEqual([])
    expect(
      gapsOf(network(row.organizations.slice(0, 1), []), lists, []).audiences.untied.map(({ value }) => value),
    ).toEqual(['Teenagers'])
  })

  test('funders who are the only one of somebody', () => {
    const funded = network(
      ['f', 'g', 'x', 'y'].map((id) => organization(id)),
      [tie('f-x', 'funds'), tie('f-y', 'funds'), tie('g-y', 'funds')],
    )
    expect(gapsOf(funded, lists, []).funders).toEqual([
      { by: 0, funds: [2, 3], alone: [2] },
      { by: 1, funds: [3], alone: [] },
    ])
  })

  test('an empty region lacks everything and breaks nothing', () => {
    const gaps = gapsOf(network([], []), lists, ['Alder'])
    expect(gaps.roles.none).toEqual(['leads', 'teaches', 'keeps'])
    expect(gaps.funders).toEqual([])
  })
})

test('a circle is named by what its members have more often than the others', () => {
  const of = (ids: string, county: string) =>
    [...ids].map((id) => organization(id, { counties: [county], audiences: ['Residents'] }))
  const two = network(
    [...of('abcd', 'Alder'), ...of('wxyz', 'Marsh')],
    ['a-b', 'a-c', 'a-d', 'b-c', 'c-d', 'd-w', 'w-x', 'w-y', 'w-z', 'x-y', 'y-z'].map((ends) => tie(ends)),
  )
  const graph = graphOfNetwork(two)
  const named = nameCommunities(two, communitiesOf(graph), [4, 2, 3, 3, 4, 2, 3, 2])
  expect(named.map(({ traits }) => traits.map(({ kind, value, members }) => `${kind} ${value} ${members}`))).toEqual([
    ['county Alder 4'],
    ['county Marsh 4'],
  ])
  expect(named[0]!.members[0]).toBe(0)
})
