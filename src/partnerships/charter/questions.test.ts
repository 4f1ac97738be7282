import { expect, test } from 'vitest'
import type { Party, Partnership } from '../partnerships.ts'
import { minutesOf, nextAfter, questionsOf, skipTo } from './questions.ts'

const party = (id: string, more: Partial<Party> = {}): Party => ({
  id,
  organization: { id: `o${id}`, slug: id, name: id, sector: 'library' },
  contact: null,
  leader: null,
  missionLink: '',
  expectedBenefits: '',
  joinedOn: null,
  leftOn: null,
  leftWhy: '',
  commitments: [],
  roles: [],
  ...more,
})
const begun: Partnership = {
  id: 'p',
  slug: 'desk',
  name: 'Data Desk',
  purpose: '',
  mission: '',
  decisions: '',
  leaving: '',
  places: [],
  period: null,
  periodFirst: null,
  periodLast: null,
  endedWhy: '',
  references: [],
  told: [],
  visibility: 'circle',
  circleId: null,
  lang: 'en',
  version: 1,
  createdAt: new Date(0),
  parties: [party('a'), party('b'), party('gone', { leftOn: '2026-01-01' })],
}

test('a charter that is begun asks what nobody has said, and nothing that is known', () => {
  const open = questionsOf(begun).filter(({ done }) => !done)
  expect(open.map(({ key, party: of }) => [key, of?.id].filter(Boolean).join(' '))).toEqual([
    'purpose',
    'mission',
    'places',
    'period',
    'mission-link a',
    'brings a',
    'gains a',
    'people a',
    'mission-link b',
    'brings b',
    'gains b',
    'people b',
    'roles',
    'decisions',
    'leaving',
  ])
  expect(minutesOf(questionsOf(begun))).toBeLessThanOrEqual(15)
})

test('what was passed over is asked again after the last; skipping goes on only', () => {
  const partnership = { ...begun, decisions: 'Together.' }
  const all = questionsOf(partnership)
  expect(nextAfter(all, { key: 'purpose', party: null })).toMatchObject({ key: 'mission' })
  expect(nextAfter(all, { key: 'leaving', party: null })).toMatchObject({ key: 'purpose' })
  expect(skipTo(all, { key: 'leaving', party: null })).toBeNull()
  expect(skipTo(all, { key: 'people', party: begun.parties[0]! })).toMatchObject({
    key: 'mission-link',
    party: { id: 'b' },
  })
})
