import { describe, expect, test } from 'vitest'
import { forecastOf, type Written } from './forecasts.ts'

const written = (hours: number[], open: number | null): Written => ({
  weeks: hours.length,
  hours: hours.reduce((sum, one) => sum + one, 0),
  squares: hours.reduce((sum, one) => sum + one ** 2, 0),
  open,
})

/** A small generator whose numbers are the same on every run. */
function dice(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

describe('a forecast', () => {
  test('carries the pace so far on over the weeks without a word', () => {
    const forecast = forecastOf(8, [written([2, 2, 2, 2], 10)])
    expect(forecast).toEqual({ state: 'likely', least: 28, likely: 28, most: 28 })
  })

  test('has a range that is wider where weeks differ more', () => {
    const calm = forecastOf(10, [written([2, 3, 2, 3], 10)])
    const wild = forecastOf(10, [written([0, 5, 0, 5], 10)])
    if (calm.state !== 'likely' || wild.state !== 'likely') throw new Error('both are likely')
    expect(wild.likely).toBe(calm.likely)
    expect(wild.most - wild.least).toBeGreaterThan(calm.most - calm.least)
  })

  test('is never below what is used already', () => {
    const forecast = forecastOf(40, [written([40, 0, 0, 0], 1)])
    expect(forecast).toMatchObject({ state: 'likely', least: 40 })
  })

  test('adds up several people, each with their own weeks', () => {
    const forecast = forecastOf(8 + 4 + 3, [written([2, 2, 2, 2], 2), written([1, 1, 1, 1], 5)])
    expect(forecast).toMatchObject({ likely: 15 + 4 + 5 })
  })

  test.each([
    ['too little was said', [written([2, 2, 2], 10)], 'few'],
    ['one of several has said too little', [written([2, 2, 2, 2], 10), written([], 10)], 'few'],
    ['the promise has no end', [written([2, 2, 2, 2], null)], 'endless'],
    ['nothing is promised', [], 'nothing'],
  ])('is unknown while %s', (_, lines, why) => expect(forecastOf(8, lines)).toEqual({ state: 'unknown', why }))

  test('is what was used when every week has been told of', () =>
    expect(forecastOf(7, [written([2, 2, 2, 1], 0)])).toEqual({ state: 'over', used: 7 }))

  test('holds in about four of five cases what comes, also after few weeks', () => {
    const next = dice(5)
    const week = () => Math.floor(next() * 9)
    for (const weeks of [4, 8, 20]) {
      let held = 0
      const tries = 2000
      for (let n = 0; n < tries; n += 1) {
        const past = Array.from({ length: weeks }, week)
        const come = Array.from({ length: 12 }, week).reduce((sum, one) => sum + one, 0)
        const { hours } = written(past, 12)
        const forecast = forecastOf(hours, [written(past, 12)])
        if (forecast.state !== 'likely') throw new Error('it is likely')
        if (hours + come >= forecast.least && hours + come <= forecast.most) held += 1
      }
      expect(held / tries).toBeGreaterThan(0.75)
      expect(held / tries).toBeLessThan(0.87)
    }
  })
})
