import { describe, expect, test } from 'vitest'
import { readHours } from './typed-hours.ts'

describe('hours as they are typed', () => {
  test.each([
    ['0', 0],
    ['2', 2],
    [' 2.5 ', 2.5],
    ['2,5', 2.5],
    ['2.50', 2.5],
    ['.5', 0.5],
    ['2:30', 2.5],
    ['2 h', 2],
    ['3 hours', 3],
    ['3 horas', 3],
    ['1.25', 1.25],
    ['168', 168],
    ['', null],
    ['  ', null],
  ])('%j are %j', (typed, hours) => expect(readHours(typed)).toEqual({ ok: true, hours }))

  test.each([
    ['-3', 'negative'],
    ['−3', 'negative'],
    ['- 2,5', 'negative'],
    ['300', 'tooMany'],
    ['168.5', 'tooMany'],
    ['999999', 'tooMany'],
    ['1,500', 'unclear'],
    ['1.500', 'unclear'],
    ['two', 'number'],
    ['2+3', 'number'],
    ['2:75', 'number'],
    ['1e3', 'number'],
    ['NaN', 'number'],
    ['٣', 'number'],
    ['h', 'number'],
    ['2..5', 'number'],
    ['1.2.3', 'number'],
  ])('%j are none: %s', (typed, why) =>
    expect(readHours(typed)).toEqual({ ok: false, why: `partnership-hours.errors.${why}` }),
  )

  test('a pool of people may have worked more than a week has', () => {
    expect(readHours('300', true)).toEqual({ ok: true, hours: 300 })
    expect(readHours('2001', true)).toMatchObject({ ok: false, why: 'partnership-hours.errors.poolTooMany' })
  })
})
