import { describe, expect, test } from 'vitest'
import { canBeReminded, responseRate, rolesAfter, statusOf } from './rules.ts'

const NOW = new Date('2027-03-01T12:00:00Z')
const hours = (n: number) => new Date(NOW.getTime() - n * 3_600_000)
const asking = {
  answeredAt: null as Date | null,
  revokedAt: null as Date | null,
  personId: 'ana' as string | null,
  mailable: true,
  askedAt: hours(48),
  remindedAt: null as Date | null,
}
const open = { closedAt: null }
const closed = { closedAt: NOW }

test('one who was asked waits, has no address, takes no mail, answered, was taken back, or said nothing until the end', () => {
  expect(statusOf(asking, open)).toBe('waiting')
  expect(statusOf({ ...asking, personId: null }, open)).toBe('handed')
  expect(statusOf({ ...asking, mailable: false }, open)).toBe('unwanted')
  expect(statusOf({ ...asking, answeredAt: NOW }, closed)).toBe('answered')
  expect(statusOf({ ...asking, revokedAt: NOW }, open)).toBe('revoked')
  expect(statusOf(asking, closed)).toBe('silent')
})

describe('a reminder', () => {
  test('goes to who waits', () => expect(canBeReminded(asking, open, NOW)).toBe(true))
  test('never to who has answered', () => expect(canBeReminded({ ...asking, answeredAt: NOW }, open, NOW)).toBe(false))
  test('never twice within a day, nor right after the question', () => {
    expect(canBeReminded({ ...asking, remindedAt: hours(3) }, open, NOW)).toBe(false)
    expect(canBeReminded({ ...asking, askedAt: hours(3) }, open, NOW)).toBe(false)
  })
  test('never to whom no mail may go', () => {
    expect(canBeReminded({ ...asking, mailable: false }, open, NOW)).toBe(false)
    expect(canBeReminded({ ...asking, personId: null }, open, NOW)).toBe(false)
  })
})

test('what share has answered is a whole number, and none where nobody was asked', () => {
  expect(responseRate(0, 0)).toBeNull()
  expect(responseRate(3, 2)).toBe(67)
})

describe('the roles of an organization after it has answered', () => {
  test('are those it ticked', () => expect(rolesAfter(['a'], ['a', 'b'], ['a'])).toEqual(['a', 'b']))
  test('without those it took away', () => expect(rolesAfter(['a', 'b'], ['b'], ['a', 'b'])).toEqual(['b']))
  test('and what it was not shown stays', () => expect(rolesAfter(['a', 'b'], [], ['b'])).toEqual(['a']))
})
