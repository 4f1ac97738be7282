import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { type Auth, type SignedIn, createSessionFor } from './auth.ts'

/** Where the passkeys of this installation are good. */
export interface Party {
  /** Without a slash at the end. */
  origin: string
}

const hostOf = ({ origin }: Party) => new URL(origin).hostname

/** So many passkeys one person keeps. */
const MOST = 20

export interface Passkey {
  id: string
  name: string
  createdAt: Date
  /** To the day. */
  lastUsedOn: string | null
}

/** The passkeys of an account, the oldest first. */
export const listPasskeys = (auth: Auth, accountId: string): Promise<Passkey[]> =>
  auth.db
    .selectFrom('passkeys')
    .select(['id', 'name', 'createdAt', 'lastUsedOn'])
    .where('userId', '=', accountId)
    .orderBy('createdAt')
    .execute()

/** What a browser is asked for when a passkey is made. */
export async function creationOptions(auth: Auth, party: Party, account: { accountId: string; email: string }) {
  const known = await auth.db
    .selectFrom('passkeys')
    .select(['credentialId', 'transports'])
    .where('userId', '=', account.accountId)
    .execute()
  return generateRegistrationOptions({
    rpName: 'Tieline',
    rpID: hostOf(party),
    userName: account.email,
    userID: new TextEncoder().encode(account.accountId),
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** What a browser answers, as far as it must look before the library looks closely. */
const answer = z.looseObject({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  response: z.looseObject({}),
  clientExtensionResults: z.looseObject({}).default({}),
})

function parsed(text: string): unknown {
  try {
    const read = answer.safeParse(JSON.parse(text.slice(0, 100_000)))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

/** Keeps a new passkey, if the browser proved it to this very challenge. */
export async function keepPasskey(
  auth: Auth,
  party: Party,
  accountId: string,
  made: { response: string; name: string; challenge: string },
): Promise<boolean> {
  const response = parsed(made.response) as RegistrationResponseJSON | undefined
  if (!response) return false
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: made.challenge,
    expectedOrigin: party.origin,
    expectedRPID: hostOf(party),
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!verified?.verified) return false
  const { credential } = verified.registrationInfo
  const { at, id } = auth.clock()
  const there = await listPasskeys(auth, accountId)
  if (there.length >= MOST) return false
  const kept = await auth.db
    .insertInto('passkeys')
    .values({
      id: id(),
      userId: accountId,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      name: made.name,
      createdAt: at,
      lastUsedOn: null,
    })
    .onConflict((on) => on.column('credentialId').doNothing())
    .executeTakeFirst()
  return Number(kept.numInsertedOrUpdatedRows) > 0
}

/** What a browser is asked for when somebody signs in: any passkey of theirs for this installation. */
export const signInOptions = (party: Party) =>
  generateAuthenticationOptions({ rpID: hostOf(party), userVerification: 'required' })

/** Signs in whoever proves a passkey that is kept here to this very challenge. */
export async function signInByPasskey(
  auth: Auth,
  party: Party,
  given: { response: string; challenge: string },
  headers: Headers,
): Promise<SignedIn> {
  const response = parsed(given.response) as AuthenticationResponseJSON | undefined
  const key =
    response &&
    (await auth.db
      .selectFrom('passkeys')
      .innerJoin('user', 'user.id', 'passkeys.userId')
      .select(['passkeys.id', 'userId', 'email', 'credentialId', 'publicKey', 'counter', 'transports'])
      .where('credentialId', '=', response.id)
      .executeTakeFirst())
  if (!response || !key) return { ok: false }
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: given.challenge,
    expectedOrigin: party.origin,
    expectedRPID: hostOf(party),
    requireUserVerification: true,
    credential: {
      id: key.credentialId,
      publicKey: Uint8Array.from(key.publicKey),
      counter: Number(key.counter),
    },
  }).catch(() => undefined)
  if (!verified?.verified) return { ok: false }
  const { at } = auth.clock()
  await auth.db
    .updateTable('passkeys')
    .set({ counter: verified.authenticationInfo.newCounter, lastUsedOn: at.toISOString().slice(0, 10) })
    .where('id', '=', key.id)
    .execute()
  const setCookie = await createSessionFor(auth, key.userId, headers)
  return { ok: true, setCookie, accountId: key.userId, email: key.email }
}

/** Takes a passkey of this account away. False when it has none of that id. */
export async function removePasskey(auth: Auth, accountId: string, id: string): Promise<boolean> {
  const gone = await auth.db
    .deleteFrom('passkeys')
    .where('userId', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}
