import type { Lang, Translate } from '../platform/i18n.ts'
import type { Actor } from '../platform/actor.ts'

/** What shows a sector: the name of its pair of colours (`data-sector` in the tokens) and of its shape in the sprite. */
export interface Look {
  colour: string
  shape: string
}

/** What every page of a region knows of it. */
export interface RegionHead {
  id: string
  slug: string
  name: string
  timeZone: string
  languages: Lang[]
  /** Names of its counties, for the foot. */
  counties: string[]
  /** After how many months without a word its ties fade. */
  fadingMonths: number
  /** How each of its sectors looks, by key. */
  looks: Map<string, Look>
  /** An invented region says so on every page. */
  invented: boolean
  demonstration: boolean
}

/** All a page needs besides its own data. It is a plain value and is handed down, never found in a context. */
export interface Page {
  t: Translate
  lang: Lang
  /** Path and query asked for, without the language prefix: `/riverbend/organizations?q=data`. */
  path: string
  /** Absolute address of the installation, without a slash at the end. */
  origin: string
  region?: RegionHead
  actor?: Actor
  /** Address of the account that is signed in, in a region or outside. */
  email?: string
  /** Set when the reader looks through the eyes of another: their kind. */
  viewingAs?: 'public' | 'viewer'
  /** Notices not yet read. */
  notices?: number
  /** When the page was asked for: what is current changes with the day. */
  now: Date
  /** The request, shown on an error page. */
  requestId: string
}

const UNKNOWN: Look = { colour: 'other', shape: 'other' }

/** How a sector looks in the region of the page; nothing where nobody has a sector. */
export function lookOf(page: Page, sector: string): Look
export function lookOf(page: Page, sector: string | null | undefined): Look | undefined
export function lookOf(page: Page, sector: string | null | undefined) {
  return sector ? (page.region?.looks.get(sector) ?? UNKNOWN) : undefined
}

/** The address of a page in the language of the reader. */
export const href = (page: Pick<Page, 'lang'>, path: string): string =>
  page.lang === 'en' ? path : path === '/' ? '/es' : `/es${path}`
