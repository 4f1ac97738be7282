import { describe, expect, test } from 'vitest'
import { loggedPath, makeLog, maskAddress } from './logging.ts'

describe('the log', () => {
  test('keeps the neighbourhood of an address, not the house', () => {
    const kept = {
      '203.0.113.77': '203.0.113.0',
      '::ffff:203.0.113.77': '203.0.113.0',
      '2001:db8:1:2:3:4:5:6': '2001:db8:1::',
      '2001:DB8::7': '2001:db8::',
      'fe80::1%eth0': 'fe80::',
      '::1': '::',
      'not an address': 'unknown',
    }
    for (const [address, masked] of Object.entries(kept)) expect(maskAddress(address)).toBe(masked)
    expect(maskAddress(undefined)).toBe('unknown')
  })

  test('keeps no query and no token of a mailed link', () => {
    for (const meet of ['meet', 'MEET', 'm%65et', 'mee%74'])
      expect(loggedPath(`/es/riverbend/${meet}/K7M4QX?x`)).toBe(`/es/riverbend/${meet}/-`)
    expect(loggedPath('/riverbend/meeting')).toBe('/riverbend/meeting')
    expect(loggedPath('/riverbend/organizations?q=food')).toBe('/riverbend/organizations')
    expect(loggedPath('http://localhost:4000/sign-in/l/s3cret?x')).toBe('/sign-in/l/-')
    expect(loggedPath('/es/riverbend/l/s3cret')).toBe('/es/riverbend/l/-')
  })

  test('keeps of an error nothing that people typed', () => {
    const lines: string[] = []
    const log = makeLog({ logLevel: 'info' }, { write: (line) => void lines.push(line) })
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(ada@x.org) already exists.',
    })
    log.error({ err: error, password: 'hunter2', person: { token: 't0ken' } }, 'refused')
    expect(lines.join('')).not.toMatch(/ada@x.org|hunter2|t0ken/)
    expect(JSON.parse(lines[0]!)).toMatchObject({ msg: 'refused', err: { code: '23505', message: 'duplicate key' } })
  })
})
