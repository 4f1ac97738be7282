import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { z } from 'zod'

const root = fileURLToPath(new URL('..', import.meta.url))
const LOOPBACK = ['127.0.0.1', '::1', '[::1]', 'localhost']
type Env = Record<string, string | undefined>

const yesNo = (fallback: boolean) =>
  z
    .enum(['yes', 'no'], { error: 'is "yes" or "no"' })
    .optional()
    .transform((said) => (said === undefined ? fallback : said === 'yes'))

const address = (error: string, ...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), { error })

const settings = z.object({
  PORT: z.coerce.number({ error: 'is a number from 0 to 65535' }).int().min(0).max(65535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: address('is an address such as https://tieline.example.org', 'http:', 'https:').optional(),
  DATA_DIR: z.string().default(join(root, 'data')),
  DATABASE_URL: address(
    'is an address such as postgres://user:password@host/tieline',
    'postgres:',
    'postgresql:',
  ).optional(),
  SECRET: z.string().min(32, { error: 'has at least 32 characters' }).optional(),
  DEMO: z.enum(['yes', 'no'], { error: 'is "yes" or "no"' }).optional(),
  METRICS_TOKEN: z.string().min(16, { error: 'has at least 16 characters' }).optional(),
  SMTP_URL: address('is an address such as smtps://user:password@mail.example.org', 'smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().default('Tieline <tieline@localhost>'),
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      error: 'is silent, fatal, error, warn, info, debug or trace',
    })
    .default('info'),
  TRUST_PROXY: z.coerce
    .number({ error: 'is the number of proxies before Tieline, 0 to 9' })
    .int()
    .min(0)
    .max(9)
    .default(0),
  OIDC_ISSUER: address('is the address of an OpenID Connect provider', 'https:', 'http:').optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(100).optional(),
  SCAN_COMMAND: z.string().regex(/\S/, { error: 'is a program with its arguments' }).optional(),
  PAGE_CACHE: z.enum(['on', 'off'], { error: 'is "on" or "off"' }).default('on'),
  HARVEST_ALLOW_PRIVATE: yesNo(false),
})

export interface Config {
  port: number
  host: string
  /** Without a slash at its end. */
  publicUrl: string
  dataDir: string
  /** A server of one's own; without it the embedded one is used. */
  databaseUrl?: string
  secret: string
  demo: boolean
  metricsToken?: string
  smtpUrl?: string
  mailFrom: string
  logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
  /** How many proxies stand before Tieline: that many addresses of X-Forwarded-For are believed. */
  trustProxy: number
  /** The single sign-on of an organization, and what people call it. */
  oidc?: { issuer: string; clientId: string; clientSecret: string; name: string }
  /** A virus scanner: it gets what is uploaded on its standard input. */
  scanCommand?: string
  cacheOff: boolean
  harvestAllowPrivate: boolean
}

/**
 * The settings of this process, from the environment and `.env`. Throws an Error whose message says what to change.
 * @example readConfig({ PORT: '4100', DATA_DIR: '/tmp/tieline' }).publicUrl // 'http://localhost:4100'
 */
export function readConfig(env: Env = environment(), { start = false } = {}): Config {
  const said = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(said)
  if (!parsed.success) throw new Error(parsed.error.issues.map(complaint).join('\n'))
  const s = parsed.data
  const publicUrl = (s.PUBLIC_URL ?? `http://localhost:${s.PORT}`).replace(/\/+$/, '')
  const dataDir = resolve(s.DATA_DIR)
  return {
    port: s.PORT,
    host: s.HOST,
    publicUrl,
    dataDir,
    databaseUrl: s.DATABASE_URL,
    demo: demonstration(s.DEMO, { embedded: !s.DATABASE_URL, host: s.HOST, publicUrl, start }),
    secret: s.SECRET ?? keptSecret(dataDir, s.DATABASE_URL),
    metricsToken: s.METRICS_TOKEN,
    smtpUrl: s.SMTP_URL,
    mailFrom: s.MAIL_FROM,
    logLevel: s.LOG_LEVEL,
    trustProxy: s.TRUST_PROXY,
    oidc: singleSignOn(s),
    scanCommand: s.SCAN_COMMAND,
    cacheOff: s.PAGE_CACHE === 'off',
    harvestAllowPrivate: s.HARVEST_ALLOW_PRIVATE,
  }
}

/** All of it or none; in the clear only with a provider on this very machine. */
function singleSignOn(s: z.output<typeof settings>): Config['oidc'] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = s
  if (!issuer && !clientId && !clientSecret) return undefined
  if (!issuer || !clientId || !clientSecret)
    throw new Error('Single sign-on needs all of OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.')
  const { protocol, hostname } = new URL(issuer)
  if (protocol === 'http:' && !onLoopback(hostname))
    throw new Error('OIDC_ISSUER has to begin with https://, unless the provider runs on this computer.')
  return { issuer, clientId, clientSecret, name: name ?? hostname }
}

/** The settings for people to look at, secrets hidden. */
export function describeConfig(config: Config): Record<string, string> {
  const hidden = (value?: string) => (value ? '(set, hidden)' : '(not set)')
  return {
    PORT: String(config.port),
    HOST: config.host,
    PUBLIC_URL: config.publicUrl,
    DATA_DIR: config.dataDir,
    DATABASE_URL: config.databaseUrl ? withoutPassword(config.databaseUrl) : '(embedded)',
    SECRET: hidden(config.secret),
    DEMO: config.demo ? 'yes' : 'no',
    METRICS_TOKEN: hidden(config.metricsToken),
    SMTP_URL: config.smtpUrl ? withoutPassword(config.smtpUrl) : '(not set: mail stays in the outbox)',
    MAIL_FROM: config.mailFrom,
    LOG_LEVEL: config.logLevel,
    TRUST_PROXY: String(config.trustProxy),
    OIDC_ISSUER: config.oidc?.issuer ?? '(not set: no single sign-on)',
    OIDC_CLIENT_ID: config.oidc?.clientId ?? '(not set)',
    OIDC_CLIENT_SECRET: hidden(config.oidc?.clientSecret),
    OIDC_NAME: config.oidc?.name ?? '(not set)',
    SCAN_COMMAND: config.scanCommand ?? '(not set: uploads are not scanned)',
    PAGE_CACHE: config.cacheOff ? 'off' : 'on',
    HARVEST_ALLOW_PRIVATE: config.harvestAllowPrivate ? 'yes' : 'no',
  }
}

/** Makes a folder for data. As root others may pass through it, since the database runs as another user. */
export function makeFolder(folder: string) {
  try {
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  } catch (error) {
    throw folderError(error, folder)
  }
}

/** What a failure to write means for whoever runs Tieline; other errors are given back as they are. */
export function folderError(error: unknown, folder: string): Error {
  const { code, message, syscall } = error as NodeJS.ErrnoException
  // What Node says of a folder that cannot be made in a read-only file system.
  const unmakable = code === 'ENOENT' && syscall === 'mkdir'
  if (code === 'ENOSPC' || code === 'EDQUOT' || /no space left/i.test(message))
    return new Error(
      `The disk that holds ${folder} is full. Free some space there (at least 100 MB) and start again.`,
      { cause: error },
    )
  if (
    unmakable ||
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS' ||
    /permission denied|read-only file/i.test(message)
  )
    return new Error(
      `The data folder ${folder} cannot be used by this user. Give it to the user who runs Tieline, or set DATA_DIR to another folder.`,
      { cause: error },
    )
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return new Error(
      `The data folder ${folder} cannot be made: a file stands in its place. Set DATA_DIR to another folder.`,
      { cause: error },
    )
  return error instanceof Error ? error : new Error(String(error))
}

/** Paths in `.env` start from the folder of Tieline, those in the environment from where the command was given. */
function environment(): Env {
  const file = join(root, '.env')
  if (!existsSync(file)) return process.env
  const kept = parseEnv(readFileSync(file, 'utf8'))
  if (kept.DATA_DIR) kept.DATA_DIR = resolve(root, kept.DATA_DIR)
  return { ...kept, ...process.env }
}

function complaint(issue: z.core.$ZodIssue): string {
  return `The setting ${issue.path.join('.')} is not valid: it ${issue.message}. Change it in the environment or in .env.`
}

const onLoopback = (host: string) => LOOPBACK.includes(host) || (isIP(host) === 4 && host.startsWith('127.'))

function demonstration(
  said: 'yes' | 'no' | undefined,
  { embedded, host, publicUrl, start }: { embedded: boolean; host: string; publicUrl: string; start: boolean },
): boolean {
  const fits = embedded && onLoopback(host) && onLoopback(new URL(publicUrl).hostname)
  if (said !== 'yes') return said === undefined && start && fits
  if (!fits)
    throw new Error(
      `DEMO=yes lets everyone sign in as anyone, so it works only with the embedded database on this computer. ` +
        `Remove DEMO, or remove ${embedded ? 'HOST and PUBLIC_URL' : 'DATABASE_URL'}.`,
    )
  return true
}

function keptSecret(dataDir: string, databaseUrl?: string): string {
  if (databaseUrl)
    throw new Error(
      'With DATABASE_URL the setting SECRET is required, the same for every process. Make one with: openssl rand -hex 32',
    )
  makeFolder(dataDir)
  return keptToken(join(dataDir, 'secret'))
}

/** A random token kept in a file that only its owner reads; made whole or not at all, also by two processes at once. */
export function keptToken(file: string): string {
  const fresh = `${file}.${process.pid}`
  try {
    if (!existsSync(file)) {
      writeFileSync(fresh, randomBytes(32).toString('hex'), { mode: 0o600, flush: true })
      link(fresh, file)
    }
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw folderError(error, dirname(file))
  }
}

function link(from: string, to: string) {
  try {
    linkSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(from, { force: true })
  }
}

function withoutPassword(text: string): string {
  const url = new URL(text)
  if (url.password) url.password = 'hidden'
  for (const key of url.searchParams.keys()) if (/pass|secret|token|key/i.test(key)) url.searchParams.set(key, 'hidden')
  return url.href
}
