import { assetPath } from './assets.ts'
import type { Look } from './page.ts'

/** Lucide icons of the sprite; `node scripts/sprite.mjs` makes it anew. */
export const ICONS = [
  'accessibility',
  'arrow-right',
  'bell',
  'book-open',
  'check',
  'chevron-left',
  'chevron-right',
  'circle-help',
  'clock',
  'database',
  'download',
  'external-link',
  'eye',
  'file-text',
  'flag',
  'globe',
  'hand-helping',
  'history',
  'inbox',
  'info',
  'languages',
  'lightbulb',
  'link',
  'list',
  'lock',
  'log-out',
  'mail',
  'map',
  'map-pin',
  'menu',
  'message-square',
  'network',
  'package',
  'pencil',
  'phone',
  'plus',
  'printer',
  'quote',
  'rotate-ccw',
  'search',
  'settings',
  'table',
  'trash-2',
  'triangle-alert',
  'upload',
  'user',
  'users',
  'x',
] as const
export type IconName = (typeof ICONS)[number]

/** An icon beside a word; it says nothing by itself. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg class="i" aria-hidden="true">
    <use href={`${assetPath('sprite.svg')}#i-${name}`} />
  </svg>
)

/** The shape of a sector in its colour; the word stands beside it. */
export const Mark = ({ look }: { look: Look }) => (
  <svg class="mark" data-sector={look.colour} aria-hidden="true">
    <use href={`${assetPath('sprite.svg')}#s-${look.shape}`} />
  </svg>
)

const SMALL_WORDS = new Set(['of', 'the', 'and', 'for', 'de', 'la', 'del', 'las', 'los', 'y', 'a', 'at', 'in', 'on'])

/** First letters of the first two words that carry meaning. */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word && !SMALL_WORDS.has(word.toLowerCase()))
  return words
    .slice(0, 2)
    .map((word) => [...word][0]!.toUpperCase())
    .join('')
}

export const Avatar = ({ name, look }: { name: string; look?: Look }) => (
  <span class="avatar" data-sector={look?.colour} aria-hidden="true">
    {initials(name)}
  </span>
)

/** An organization in a line: its shape, its name, a link to it. */
export const OrganizationName = ({ name, look, href }: { name: string; look: Look; href?: string }) => (
  <span class="org">
    <Mark look={look} />
    {href ? <a href={href}>{name}</a> : <span>{name}</span>}
  </span>
)
