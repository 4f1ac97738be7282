import type { Target, TargetKind } from '../targets.ts'
import { ACTORS, type Who } from '../world.ts'

/** What a form can be filled from: a thing, and the region's organizations, all of one region. */
export interface Filling {
  target: Target
  /** An organization that `inside` and `leader` speak for. */
  anchor: string
  other: string
  regionId: string
  version: number
}
type Form = Record<string, string | string[]>

export interface Line {
  /** Method and path as the router has them. */
  route: string
  who: Who[]
  /** What the address names. A record is tried with each visibility. */
  at?: TargetKind | 'session'
  /** What is sent; a form that is complete, so that who may gets through. */
  form?: (from: Filling) => Form
  /** It is sent as JSON. */
  json?: true
  /** Who may not is told that there is nothing, not that they may not; `signedIn`: only who is signed in. */
  hidden?: true | 'signedIn'
  /** Ids in its form that cannot be found fall away; any other form with them is refused. */
  drops?: true
  /** What a coordinator is answered on the page that an address of a form leads to, where that is not the usual. */
  leadsTo?: 200 | 403
  /** Reads that exist as files too. */
  formats?: ('csv' | 'json' | 'xlsx')[]
  /** What is asked for beside the path, to reach everything it can tell. */
  query?: string
}

const but = (...out: Who[]): Who[] => ACTORS.filter((who) => !out.includes(who))
export const everyone = but()
export const nobody: Who[] = []
export const signedIn = but('public')
/** Whoever may look at what is visible in the region. */
export const members = but('public', 'coordinatorElsewhere', 'nationalUninvited', 'admin')
export const belong = members.filter((who) => who !== 'nationalInvited')
export const coordinators: Who[] = ['coordinator']
export const admins: Who[] = ['admin']
export const sides: Who[] = ['inside', 'leader']
export const speaksFor: Who[] = [...sides, ...coordinators]
export const speakers: Who[] = [...speaksFor, 'outside']

/** Files that lists exist as too. */
export const list = ['csv', 'json', 'xlsx'] as const

let written = 0
/** Another name each time, so that nobody is asked whether it is one that was added before. */
export const unlike = (name: string) => `${name} ${(written += 1)}`
