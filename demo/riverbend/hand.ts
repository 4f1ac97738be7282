import type { Access, Lang, Words } from '../types.ts'

/** An organization of Riverbend as it is written by hand. */
export interface HandOrganization {
  id: string
  name: string
  also?: string[]
  sector: string
  /** Public when absent. */
  seen?: 'region' | 'circle'
  lang?: Lang
  mission: string
  text?: string
  founded?: string
  /** First label of its `.example` host. */
  web?: string
  /** 'street, town' or 'name: street, town'; the first is its office or outlet. */
  at?: string[]
  access?: string
  audiences?: string[]
  skills?: string[]
  roles?: string[]
  /** The other language's mission and description. */
  other?: { mission: string; text?: string; stale?: boolean }
  identifiers?: { scheme: string; value: string }[]
}

/** A person of Riverbend as written by hand; the first position is the present one. */
export interface HandPerson {
  name: string
  of: string
  title: string
  consent?: true | 'withdrawn'
  lang?: Lang
  seen?: 'region' | 'circle'
  note?: string
  /** `left`: so many days ago; else years. */
  before?: { of: string; title: string; left?: number }
  access?: Access
  /** Further organizations they speak for. */
  speaksFor?: string[]
  lookAround?: Words
}

/** A tie written by hand: 'a b kind', then what is known of it. */
export interface HandTie {
  a: string
  b: string
  kind: string
  strength?: [number, number]
  /** Years before today; the year alone is told. */
  since?: number
  until?: number
  /** Days before today on which it was entered; drawn when absent. */
  entered?: number
  said?: 'both' | 'one' | 'reported' | 'coordinator' | 'disputed'
  note?: string
}
