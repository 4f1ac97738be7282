import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_PARTIAL_DATE, partialDate, period, sayPartialDate, UNKNOWN_END } from './partial-dates.ts'

const kept = (text: string) => {
  const date = partialDate(text)
  return date.ok ? [date.edtf, date.first, date.last] : date.reason
}

describe('dates as EDTF tells them', () => {
  test.each([
    ['2017', '2017', '2017-01-01', '2017-12-31'],
    ['2016-02', '2016-02', '2016-02-01', '2016-02-29'],
    ['2017-05-03', '2017-05-03', '2017-05-03', '2017-05-03'],
    ['2017-21', '2017-21', '2017-03-01', '2017-05-31'],
    ['2017-22', '2017-22', '2017-06-01', '2017-08-31'],
    ['2017-23', '2017-23', '2017-09-01', '2017-11-30'],
    ['2015-24', '2015-24', '2015-12-01', '2016-02-29'],
    ['9999-24', '9999-24', '9999-12-01', '9999-12-31'],
    ['201X', '201X', '2010-01-01', '2019-12-31'],
    ['19xx', '19XX', '1900-01-01', '1999-12-31'],
    ['00XX', '00XX', '0001-01-01', '0099-12-31'],
    ['1985-XX-XX', '1985-XX-XX', '1985-01-01', '1985-12-31'],
    ['1985-04-XX', '1985-04-XX', '1985-04-01', '1985-04-30'],
    ['2017-05~', '2017-05~', '2017-05-01', '2017-05-31'],
    ['2017%', '2017%', '2017-01-01', '2017-12-31'],
    ['2011-06-27T18:12:57.439Z', '2011-06-27', '2011-06-27', '2011-06-27'],
  ])('%s', (text, edtf, first, last) => expect(kept(text)).toEqual([edtf, first, last]))

  test.each([
    ['2017/2019', '2017/2019', '2017-01-01', '2019-12-31'],
    ['../2018', '../2018', null, '2018-12-31'],
    ['/2018-05', '/2018-05', null, '2018-05-31'],
    ['2017-21/..', '2017-21/..', '2017-03-01', null],
  ])('the period %s', (text, edtf, first, last) => expect(kept(text)).toEqual([edtf, first, last]))

  test('what ended nobody knows when is over: its last certain day is the last of its beginning', () =>
    expect(kept('2017-05/')).toEqual(['2017-05/', '2017-05-01', '2017-05-31']))

  test.each(['2017-02-29', '2017-13', '2017-00', '2017-04-31', '0000', '5/32/2017'])('there is no %s', (text) =>
    expect(kept(text)).toBe('dates.noSuchDay'),
  )
  test.each([
    '',
    ' ',
    'soon',
    '/',
    '../..',
    '2XXX',
    '20X7',
    '2017-XX-03',
    '17',
    '12017',
    '2017-21-05',
    'Y17000',
    '2017/2018/2019',
  ])('%j is no date', (text) => expect(kept(text)).toBe('dates.notADate'))
  test('an end before the beginning', () => expect(kept('2019/2017')).toBe('dates.order'))
})

describe('dates as people tell them', () => {
  test.each([
    ['spring 2018', '2018-21'],
    ['Primavera de 2018', '2018-21'],
    ['otoño 2019', '2019-23'],
    ['Autumn of 2019', '2019-23'],
    ['May 2017', '2017-05'],
    ['sept. 2017', '2017-09'],
    ['mayo de 2017', '2017-05'],
    ['3 de mayo de 2017', '2017-05-03'],
    ['May 3rd, 2017', '2017-05-03'],
    ['3 May 2017', '2017-05-03'],
    ['5/3/2017', '2017-05-03'],
    ['5/2017', '2017-05'],
    ['c. 2017', '2017~'],
    ['hacia mayo de 2017', '2017-05~'],
    ['the 1990s', '199X'],
    ['años 1990', '199X'],
    ['2015–2019', '2015/2019'],
    ['since May 2017', '2017-05/..'],
    ['desde 2017', '2017/..'],
    ['hasta 2018', '../2018'],
    ['from May 2017 to June 2018', '2017-05/2018-06'],
    ['de enero de 2020 a marzo de 2021', '2020-01/2021-03'],
  ])('%s', (text, edtf) => expect(partialDate(text)).toMatchObject({ ok: true, edtf }))
})

test('two fields make a period; without an end it goes on', () => {
  expect(period('May 2017', '')).toEqual({ ok: true, edtf: '2017-05/..', first: '2017-05-01', last: null })
  expect(period('2017', '2018')).toMatchObject({ edtf: '2017/2018' })
  expect(period('5/3/2017', '6/2018')).toMatchObject({ edtf: '2017-05-03/2018-06' })
  expect(period(undefined, '2018')).toMatchObject({ edtf: '../2018', first: null })
  expect(period('2017', UNKNOWN_END)).toMatchObject({ edtf: '2017/', last: '2017-12-31' })
  expect(period()).toEqual({ ok: true, edtf: null, first: null, last: null })
  expect(period('2018', '2017')).toEqual({ ok: false, reason: 'dates.order' })
  expect(period('2017/2018', '2019').ok).toBe(false)
})

test.each([
  ['2018-21', 'spring 2018', 'primavera de 2018'],
  ['2017-05/..', 'since May 2017', 'desde mayo de 2017'],
  ['2017-05-03', 'May 3, 2017', '3 de mayo de 2017'],
  ['2017/2019', '2017–2019', '2017–2019'],
  ['2017-05/2018-06', 'May 2017 to June 2018', 'de mayo de 2017 a junio de 2018'],
  ['../2018', 'until 2018', 'hasta 2018'],
  ['2017/', '2017, ended since', '2017, ya terminó'],
  ['201X~', 'about the 2010s', 'hacia la década de 2010'],
  ['2004-XX?', '2004, month unknown (uncertain)', '2004, mes desconocido (sin certeza)'],
])('%s in words', (edtf, en, es) => expect([sayPartialDate('en', edtf), sayPartialDate('es', edtf)]).toEqual([en, es]))

describe('whatever is typed', () => {
  const days = fc.date({
    min: new Date('0001-01-01T00:00:00Z'),
    max: new Date('9999-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  test('a day is itself', () =>
    fc.assert(
      fc.property(days, (day) => {
        const text = day.toISOString().slice(0, 10)
        expect(kept(text)).toEqual([text, text, text])
      }),
    ))
  test('what was understood is understood again, the same, and can be said', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789X?~%-/. T:,'), maxLength: 22 }), (text) => {
        const date = partialDate(text)
        if (!date.ok) return
        expect(partialDate(date.edtf)).toEqual(date)
        expect(sayPartialDate('es', date.edtf)).not.toBe('')
        if (date.first && date.last) expect(date.first <= date.last).toBe(true)
      }),
      { numRuns: 1000 },
    ))
  test('8 KB of anything takes no time', () => {
    for (const part of ['2', 'X', '/', ' ', 'since ', 'c. ', 'de ', '2017-']) {
      const start = performance.now()
      expect(partialDate(part.repeat(8192 / part.length)).ok).toBe(false)
      expect(partialDate(part.repeat(80).slice(0, MAX_PARTIAL_DATE)).ok).toBe(false)
      expect(performance.now() - start).toBeLessThan(50)
    }
  })
})
