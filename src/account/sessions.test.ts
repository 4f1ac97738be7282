import { expect, test } from 'vitest'
import { carriesSession, deviceOf } from './sessions.ts'

test('a cookie header that holds our session is known, wherever it stands in it', () => {
  expect(carriesSession('tieline_session=a.b')).toBe(true)
  expect(carriesSession('theme=dark; __Host-tieline_session=a.b')).toBe(true)
  expect(carriesSession('xtieline_session=a; theme=tieline_session=')).toBe(false)
  expect(carriesSession('')).toBe(false)
})

test('a browser and its system are known by what they call themselves', () => {
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0')).toEqual({
    browser: 'Firefox',
    system: 'Windows',
  })
  expect(
    deviceOf(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1',
    ),
  ).toEqual({ browser: 'Safari', system: 'iOS' })
  expect(deviceOf('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36')).toEqual({
    browser: 'Chrome',
    system: 'Linux',
  })
  for (const unknown of [null, 'curl/8.5.0'])
    expect(deviceOf(unknown)).toEqual({ browser: undefined, system: undefined })
})
