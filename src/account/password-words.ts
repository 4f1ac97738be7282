import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Db } from '../platform/db.ts'
import { listOwnPersons } from './memberships.ts'

/** What somebody who knows that this is Tieline, and what it is for, would try first: told in docs/decisions/023. */
export const CONTEXT_WORDS = [
  'tieline',
  'password',
  'passw0rd',
  'passphrase',
  'contraseña',
  'administrator',
  'coordinator',
  'coordinación',
  'correcthorsebatterystaple',
  'letmein',
  'changeme',
  'welcome',
  'bienvenida',
  'library',
  'libraries',
  'biblioteca',
  'bibliotecas',
  'public',
  'pública',
  'publica',
  'network',
] as const

/** Figures of a SHA-256 that are kept of each: enough to tell some ten thousand apart from all others. */
const FIGURES = 10
let common: Set<string> | undefined

/** Whether this, in lower case, is among the passwords that people choose most: see db/reference/SOURCES.md. */
export function isAmongCommon(plain: string): boolean {
  common ??= new Set(
    readFileSync(new URL('../../db/reference/common-passwords.txt', import.meta.url), 'utf8').split('\n'),
  )
  return common.has(createHash('sha256').update(plain).digest('hex').slice(0, FIGURES))
}

/**
 * What others know of somebody: the parts of their address, their names and regions, where they sign in, and with whose
 * login.
 */
export async function listWordsAround(
  db: Db,
  account: { accountId: string; email: string },
  installation: { publicUrl: string; oidc?: { name: string } },
): Promise<string[]> {
  const persons = await listOwnPersons(db, account)
  const told = [
    account.email,
    new URL(installation.publicUrl).hostname,
    installation.oidc?.name ?? '',
    ...persons.flatMap((person) => [person.name, person.region, person.slug]),
  ]
  return [...new Set(told.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]))].filter(Boolean)
}
