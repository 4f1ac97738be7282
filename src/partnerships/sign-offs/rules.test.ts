import { describe, expect, test } from 'vitest'
import {
  type Answer,
  canEndOn,
  canWriteAgain,
  fairDay,
  hasPassed,
  isAgreed,
  isHalfway,
  standingOf,
  statusOf,
} from './rules.ts'

const said = (forPersonId: string, decision: 'approved' | 'declined', more: Partial<Answer> = {}): Answer => ({
  personId: forPersonId,
  forPersonId,
  decision,
  reason: decision === 'declined' ? 'Because.' : '',
  at: new Date(0),
  late: false,
  ...more,
})
const both = new Set(['ana', 'ben'])

describe('what holds of what leaders of one organization said', () => {
  const holds = (answers: Answer[], signing = both) => {
    const one = standingOf(answers, signing)
    return one && `${one.personId} ${one.decision}`
  }

  test('nothing, while nobody said anything', () => expect(holds([])).toBeNull())

  test('of each leader the last word', () => {
    expect(holds([said('ana', 'declined'), said('ana', 'approved')])).toBe('ana approved')
    expect(holds([said('ana', 'approved'), said('ana', 'declined')])).toBe('ana declined')
  })

  test('of two who differ the no, in whichever order, until its leader takes it back', () => {
    expect(holds([said('ana', 'declined'), said('ben', 'approved')])).toBe('ana declined')
    expect(holds([said('ben', 'approved'), said('ana', 'declined')])).toBe('ana declined')
    expect(holds([said('ana', 'declined'), said('ben', 'approved'), said('ana', 'approved')])).toBe('ana approved')
  })

  test('who signs in a leader’s place gives that leader’s signature', () => {
    const deputy = said('ana', 'declined', { personId: 'dee' })
    expect(holds([deputy, said('ana', 'approved')])).toBe('ana approved')
    expect(holds([said('ana', 'approved'), deputy])).toBe('dee declined')
  })

  test('the word of who signs no longer holds until somebody who does says something', () => {
    const heir = new Set(['ben'])
    expect(holds([said('ana', 'approved')], heir)).toBe('ana approved')
    expect(holds([said('ana', 'declined'), said('ben', 'approved')], heir)).toBe('ben approved')
  })

  test('what was said after it came into force changes nothing', () => {
    expect(holds([said('ana', 'approved'), said('ana', 'declined', { late: true })])).toBe('ana approved')
  })
})

test('a revision is agreed to when each of its parties approved it or did not object', () => {
  expect(isAgreed(['approved', 'no-objection'])).toBe(true)
  expect(isAgreed(['approved', null])).toBe(false)
  expect(isAgreed(['approved', 'declined'])).toBe(false)
  expect(isAgreed([])).toBe(false)
})

describe('the clock', () => {
  const one = {
    decision: null,
    closedWhy: null,
    silence: true,
    until: '2026-05-18',
    hasSigner: true,
    reached: true,
  } as const

  test('passes when the day is over in the region, not on it', () => {
    expect(hasPassed(one, '2026-05-18')).toBe(false)
    expect(hasPassed(one, '2026-05-19')).toBe(true)
  })

  test.each([
    ['an answer is asked for', { silence: false }, 'overdue'],
    ['nobody is known who signs', { hasSigner: false }, 'nobody'],
    ['no letter reached them', { reached: false }, 'unreachable'],
    ['a letter is on its way', { reached: null }, 'clock'],
    ['it was taken back', { closedWhy: 'withdrawn' }, 'withdrawn'],
    ['a newer one is asked about', { closedWhy: 'superseded' }, 'superseded'],
    ['they declined', { decision: 'declined' }, 'declined'],
  ] as const)('never where %s', (_why, other, status) => {
    expect(hasPassed({ ...one, ...other }, '2026-05-19')).toBe(false)
    expect(statusOf({ ...one, ...other }, '2026-05-19')).toBe(status)
  })

  test('gives three days at least, also to whoever is asked later', () => {
    expect(canEndOn('2026-05-06', '2026-05-04')).toBe(false)
    expect(canEndOn('2026-05-07', '2026-05-04')).toBe(true)
    expect(canEndOn('2026-11-01', '2026-05-04')).toBe(false)
    expect(fairDay('2026-05-18', '2026-05-04')).toBe('2026-05-18')
    expect(fairDay('2026-05-18', '2026-05-17')).toBe('2026-05-20')
    expect(fairDay('2027-03-01', '2027-02-28')).toBe('2027-03-03')
  })

  test('reminds from halfway on, and no more once it is over', () => {
    const asked = new Date('2026-05-04T12:00:00Z')
    const at = (when: string) => isHalfway(asked, '2026-05-18', new Date(when))
    expect([at('2026-05-11T17:59:00Z'), at('2026-05-11T18:00:00Z'), at('2026-05-19T00:00:00Z')]).toEqual([
      false,
      true,
      false,
    ])
  })

  test('lets a letter go out again after a day, and at once where it reached nobody', () => {
    const now = new Date('2026-05-05T12:00:00Z')
    const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
    expect(canWriteAgain('clock', before(19), now)).toBe(false)
    expect(canWriteAgain('clock', before(20), now)).toBe(true)
    expect(canWriteAgain('unreachable', before(1), now)).toBe(true)
    expect(canWriteAgain('approved', null, now)).toBe(false)
  })
})
