import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { describeConfig, keptToken, readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'tieline-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('settings', () => {
  const withFolder = (env: Record<string, string | undefined> = {}) => ({
    DATA_DIR: mkdtempSync(join(folder, 'data-')),
    ...env,
  })
  const refusal = (env: Record<string, string | undefined>) => () => readConfig(withFolder(env))
  const SECRET = 'a'.repeat(32)
  const DATABASE_URL = 'postgres://u:pw@db.example.org/tieline'

  test('have defaults, and a secret that is kept', () => {
    const env = withFolder()
    const config = readConfig(env)
    expect(config).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:4000',
      demo: false,
      cacheOff: false,
    })
    expect(config.secret).toMatch(/^[0-9a-f]{64}$/)
    expect(readConfig(env).secret).toBe(config.secret)
    expect(statSync(join(env.DATA_DIR, 'secret')).mode & 0o777).toBe(0o600)
    expect(keptToken(join(env.DATA_DIR, 'secret'))).toBe(config.secret)
  })

  test('that cannot be are refused by name', () => {
    expect(refusal({ PORT: 'x' })).toThrow('The setting PORT is not valid: it is a number from 0 to 65535.')
    expect(refusal({ PORT: '70000' })).toThrow('The setting PORT is not valid: it is a number from 0 to 65535.')
    expect(refusal({ SECRET: 'short' })).toThrow('SECRET is not valid: it has at least 32 characters.')
    expect(refusal({ SMTP_URL: 'http://mail' })).toThrow('SMTP_URL is not valid: it is an address such as smtps://')
    expect(refusal({ DATABASE_URL: 'mysql://x/y' })).toThrow('DATABASE_URL is not valid')
    expect(refusal({ DATABASE_URL })).toThrow('With DATABASE_URL the setting SECRET is required')
    expect(readConfig(withFolder({ PORT: '', PUBLIC_URL: 'https://x.org/' })).publicUrl).toBe('https://x.org')
  })

  test('allow a demonstration only on this computer and its own database', () => {
    expect(readConfig(withFolder({ DEMO: 'yes' })).demo).toBe(true)
    expect(readConfig(withFolder(), { start: true }).demo).toBe(true)
    expect(readConfig(withFolder({ DEMO: 'no' }), { start: true }).demo).toBe(false)
    expect(readConfig(withFolder({ HOST: '0.0.0.0' }), { start: true }).demo).toBe(false)
    expect(readConfig(withFolder({ PUBLIC_URL: 'https://x.org' }), { start: true }).demo).toBe(false)
    expect(readConfig(withFolder({ DATABASE_URL, SECRET }), { start: true }).demo).toBe(false)
    for (const env of [
      { HOST: '0.0.0.0' },
      { HOST: '127.evil.example' },
      { PUBLIC_URL: 'https://x.org' },
      { DATABASE_URL, SECRET },
    ])
      expect(refusal({ DEMO: 'yes', ...env })).toThrow('DEMO=yes lets everyone sign in as anyone')
  })

  test('are shown without secrets', () => {
    const said = {
      DATABASE_URL,
      SECRET,
      METRICS_TOKEN: 'metrics-token-1234',
      SMTP_URL: 'smtp://u:pw2@mail.example.org',
    }
    const shown = Object.values(describeConfig(readConfig(withFolder(said)))).join('\n')
    for (const secret of [SECRET, ':pw@', 'metrics-token-1234', 'pw2']) expect(shown).not.toContain(secret)
    expect(shown).toContain('db.example.org')
  })
})
