import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressRefused, refusalOf } from './fetch-addresses.ts'

describe('an IP address that nobody connects to', () => {
  test.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1111%lo',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
  ])('%s', (ip) => expect(refusalOf(ip, false)).toBe('address'))

  test.each(['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.255.255', '2606:4700::1111'])(
    'but %s is public',
    (ip) => expect(refusalOf(ip, false)).toBeUndefined(),
  )

  test('where private ones are allowed, those of metadata services are not', () => {
    expect(['127.0.0.1', '::1', '10.0.0.1', 'fd00::1'].map((ip) => refusalOf(ip, true))).toEqual(
      Array(4).fill(undefined),
    )
    for (const ip of ['169.254.169.254', '100.100.100.200', '168.63.129.16', '::ffff:127.0.0.1', '0.0.0.0', 'fe80::1'])
      expect([ip, refusalOf(ip, true)]).toEqual([ip, 'address'])
  })
})

describe('an address that nothing is fetched from', () => {
  test.each([
    ['', 'url'],
    ['/in', 'url'],
    ['//example.org', 'url'],
    [`https://example.org/${'a'.repeat(2000)}`, 'url'],
    ['ftp://example.org', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://127.0.0.1:6379/_x', 'scheme'],
    ['javascript:nasty()', 'scheme'],
    ['data:text/plain,x', 'scheme'],
    ['https://user@example.org', 'credentials'],
    ['https://example.org:secret@127.0.0.1', 'credentials'],
    ['http://example.org:22', 'port'],
    ['http://example.org:25', 'port'],
    ['http://example.org:0', 'port'],
    ['http://127.0.0.1', 'address'],
    ['http://127.1', 'address'],
    ['http://127.1.', 'address'],
    ['http://0x7f.0.0.1', 'address'],
    ['http://0177.0.0.1', 'address'],
    ['http://017700000001', 'address'],
    ['http://2130706433', 'address'],
    ['http://0x7f000001', 'address'],
    ['http://0', 'address'],
    ['http://①②⑦.0.0.1', 'address'],
    ['http://127。0。0。1', 'address'],
    ['http://[::1]', 'address'],
    ['http://[::ffff:127.0.0.1]', 'address'],
    ['http://[::ffff:7f00:1]', 'address'],
    ['http://[64:ff9b::a9fe:a9fe]', 'address'],
    ['http://169.254.169.254/latest/meta-data/', 'address'],
    ['http://localhost', 'address'],
    ['http://LOCALHOST.', 'address'],
    ['http://a.localhost:8080', 'address'],
    ['http://printer.local', 'address'],
    ['http://metadata.google.internal', 'address'],
    ['http:\\\\127.0.0.1\\', 'address'],
  ])('%s', (address, why) => expect(addressRefused(address, false)).toBe(why))

  test.each(['https://example.org', 'http://example.org:8080/a?b#c', 'https://EXAMPLE.org:443', 'https://8.8.8.8/'])(
    'but %s is one',
    (address) => expect(addressRefused(address, false)).toBeUndefined(),
  )

  test('no spelling of a loopback number gets through', () => {
    const spellings = (n: number) => [String(n), `0x${n.toString(16)}`, `0${n.toString(8)}`]
    fc.assert(
      fc.property(fc.integer({ min: 0x7f000000, max: 0x7fffffff }), fc.nat(2), (ip, how) => {
        const parts = [24, 16, 8, 0].map((bits) => spellings((ip >>> bits) & 255)[how]!)
        for (const host of [spellings(ip)[how]!, parts.join('.')])
          expect([host, addressRefused(`http://${host}/`, false)]).toEqual([host, 'address'])
      }),
    )
  })

  test('what comes with any text is an answer, never an error', () =>
    fc.assert(fc.property(fc.string(), (text) => void addressRefused(`http://${text}`, false))))
})
