import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import type { Logger } from 'pino'
import type { Page, RegionHead } from '../ui/page.ts'
import type { Actor } from './actor.ts'
import type { Db } from './db.ts'
import type { Keep } from './kept-reads.ts'
import type { Moment } from './moment.ts'
import type { Token } from './page-cache.ts'
import type { FirstAnswer, RequestKey } from './request-keys.ts'
import type { Room } from './room.ts'

/** Somebody who is signed in, before any region. */
export interface Account {
  accountId: string
  email: string
  sessionId: string
  admin: boolean
}

/** What a page says of itself to the cache of anonymous pages. */
export interface Cached {
  /** The query parameters it reads; with any other it is not kept. */
  params: string[]
  /** When time alone changes it. */
  freshUntil?: Date
}

/** What every handler of a region finds in `c.var`. */
export interface House {
  /** What the node server hands over with a request; absent in tests that skip the network. */
  Bindings: { incoming?: IncomingMessage }
  Variables: {
    db: Db
    actor: Actor
    region: RegionHead
    moment: Moment & { request?: RequestKey }
    page: Page
    account: Account | null
    rooms: Room[]
    log: Logger
    cached?: Cached | undefined
    /** What is computed for all who may see what this actor sees. */
    keep: Keep
    /** The same for all who see what another sees: what is computed for a tier. */
    keepAs: (actor: Actor) => Keep
    /** The first answer to this very write, when a program sends it again. */
    repeats?: FirstAnswer | undefined
    /** Whoever watches a subject sees what is written, and nobody else: pages that are kept stand. */
    quiet?: boolean
    /** How the page's region stood before the page was made. */
    cacheToken: Token
  }
}

export type HouseContext = Context<House>
