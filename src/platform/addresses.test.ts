import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isEmail, isWebsite, normaliseEmail, normaliseWebsite, rateLimitKey, websiteHost } from './addresses.ts'

describe('what requests are counted by', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::FFFF:c000:0207', '192.0.2.7'],
    ['0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7'],
    ['::192.0.2.7', '192.0.2.7'],
    ['64:ff9b::c000:207', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::', '2001:db8:1:2::/64'],
    ['[2001:db8::1]', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s', (address, key) => expect(rateLimitKey(address)).toBe(key))

  test.each([
    '',
    'x',
    '192.0.2.700',
    '1:2:3',
    '::1::2',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
    '::1.2.3.400',
    '2001:db8::1, 10.0.0.1',
  ])('%j is nobody we know: all such share one count', (address) => expect(rateLimitKey(address)).toBe('unknown'))
  test('every address of one /64 has one key, every IPv4 address its own', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const key = rateLimitKey(address)
        expect(key).toMatch(/^(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){3}::\/64|[\d.]+)$/)
        if (key.endsWith('::/64')) expect(rateLimitKey(`${key.slice(0, -5)}:a:b:c:d`)).toBe(key)
      }),
    )
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(rateLimitKey(`::ffff:${address}`)).toBe(rateLimitKey(address))
      }),
    )
  })
})

describe('e-mail', () => {
  test.each([
    'maria@library.example',
    'm.o+x@sub.library.example',
    'josé@biblioteca.example',
    'a@españa.example',
    "o'hara@x.example",
  ])('%s', (text) => expect(isEmail(text)).toBe(true))
  test.each([
    '',
    'maria',
    '@x.example',
    'a@',
    'a@x',
    'a@@x.example',
    'a b@x.example',
    'a@x.example,b@y.example',
    'Maria <a@x.example>',
    '"a b"@x.example',
    'a@x.example\r\nBcc: b@y.example',
    'a\n@x.example',
    '.a@x.example',
    'a..b@x.example',
    'a@-x.example',
    'a@x..example',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    `${'a'.repeat(65)}@x.example`,
    'a@x.example ',
    'a\u200b@x.example',
    'a(c)@x.example',
    'a;b@x.example',
    'a:b@x.example',
  ])('%j is none', (text) => expect(isEmail(text)).toBe(false))
  test('one spelling of each', () => expect(normaliseEmail('  María@Library.EXAMPLE ')).toBe('maría@library.example'))
})

describe('websites', () => {
  test.each([
    'https://library.example',
    'http://www.library.example:8080/a?b=c#d',
    'https://españa.example/ñ',
    'HTTPS://x.example/',
    'https://my_site.example',
  ])('%s', (text) => expect(isWebsite(text)).toBe(true))
  test.each([
    '',
    'library.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://x.example',
    'https://',
    'https://x',
    'https://user:pass@x.example',
    'https://x.example@evil.example',
    'https://x.example/ a',
    'https://x.example\\@y.example',
    'https://[::1]/',
    'https://x.example/\u202e',
    ' https://x.example',
    `https://x.example/${'a'.repeat(3000)}`,
  ])('%j is none', (text) => expect(isWebsite(text)).toBe(false))
  test('as lists tell them', () => {
    expect(normaliseWebsite(' codeforokc.org/ ')).toBe('https://codeforokc.org/')
    expect(normaliseWebsite('//x.example')).toBe('https://x.example')
    expect(normaliseWebsite('none')).toBeNull()
    expect(normaliseWebsite('javascript:alert(1)')).toBeNull()
    expect(websiteHost('http://WWW.Library.example/about')).toBe('library.example')
    expect(websiteHost('www.org')).toBe('www.org')
    expect(websiteHost('n/a')).toBeNull()
  })
})

test('8 KB of the worst in each takes no time', () => {
  const parts = [
    'a',
    '.',
    '@',
    ':',
    'a.',
    'a@',
    '::',
    'https://',
    'https://a.',
    ' ',
    '%',
    '1.',
    'é',
    '\u0301',
    '-',
    'xn--',
  ]
  for (const part of parts) {
    const worst = part.repeat(Math.ceil(8192 / part.length))
    for (const check of [isEmail, isWebsite, normaliseEmail, normaliseWebsite, rateLimitKey, websiteHost]) {
      const start = performance.now()
      check(worst)
      check(`https://${worst}`)
      check(`a@${worst}`)
      expect(performance.now() - start).toBeLessThan(50)
    }
  }
})
test('nothing typed makes them throw', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      for (const check of [isEmail, isWebsite, normaliseEmail, normaliseWebsite, rateLimitKey, websiteHost]) check(text)
    }),
  ))
