import * as client from 'openid-client'
import { z } from 'zod'

/** Who vouches for people of an organization: its single sign-on. */
export interface ProviderSettings {
  issuer: string
  clientId: string
  clientSecret: string
  /** What people call it: "University login". */
  name: string
}

/** What the browser keeps until it comes back. */
export const started = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() })
export type Started = z.output<typeof started>

/** An OpenID Connect provider; it is asked for its addresses when somebody first signs in. */
export function identityProvider({ issuer, clientId, clientSecret }: ProviderSettings, redirectUri: string) {
  let found: Promise<client.Configuration> | undefined
  const configuration = () => {
    // Without a certificate only on this machine: `config.ts` takes no other.
    const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : []
    // Its signature is checked besides the connection that its token comes over.
    const execute = [client.enableNonRepudiationChecks, ...insecure]
    found ??= client.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute })
    return found.catch((error: unknown) => {
      found = undefined
      throw error
    })
  }
  return {
    /** Where somebody is sent, and what their browser keeps meanwhile. */
    async begin(next: string): Promise<{ url: string; started: Started }> {
      const verifier = client.randomPKCECodeVerifier()
      const kept = { state: client.randomState(), nonce: client.randomNonce(), verifier, next }
      const url = client.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: 'openid email',
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: kept.state,
        nonce: kept.nonce,
      })
      return { url: url.href, started: kept }
    },

    /** The address that the provider vouches for; undefined when it vouches for none, or something does not fit together. */
    async finish(query: string, kept: Started): Promise<string | undefined> {
      const config = await configuration()
      const back = new URL(redirectUri)
      back.search = query
      const tokens = await client
        .authorizationCodeGrant(config, back, {
          pkceCodeVerifier: kept.verifier,
          expectedState: kept.state,
          expectedNonce: kept.nonce,
          idTokenExpected: true,
        })
        .catch(() => undefined)
      const claims = tokens?.claims()
      if (!tokens || !claims) return undefined
      const told =
        claims['email'] === undefined
          ? await client.fetchUserInfo(config, tokens.access_token, claims.sub).catch(() => undefined)
          : claims
      const vouched = z.object({ email: z.email(), email_verified: z.literal(true) }).safeParse(told)
      return vouched.success ? vouched.data.email : undefined
    },
  }
}
export type IdentityProvider = ReturnType<typeof identityProvider>
