import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { islands } from './islands.ts'

export interface Asset {
  body: Uint8Array<ArrayBuffer>
  br: Uint8Array<ArrayBuffer> | null
  gzip: Uint8Array<ArrayBuffer> | null
  type: string
}

const here = new URL('./', import.meta.url)
const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  js: 'text/javascript; charset=utf-8',
}
/** What a page may load to be quicker. */
const SCRIPTS = [
  'live-list.js',
  'live.js',
  'wall.js',
  'phone.js',
  'count-words.js',
  'drafts.js',
  'names.js',
  'passkeys.js',
  'progress.js',
  'growth.js',
] as const
/** Scripts in TypeScript, bundled (`islands.json` says from what). */
type Island = 'network-map.js' | 'shared-text.js'
export type Script = (typeof SCRIPTS)[number] | Island
/** Styles of a few pages, beside what every page has. */
const SHEETS = {
  'map-room.css': ['map-room.css', 'map-geography.css', 'map-insights.css', 'map-island.css'],
  'meetings.css': ['meetings.css'],
  'snowball.css': ['snowball.css'],
  'partnerships.css': [
    'partnerships.css',
    'partnership-goals.css',
    'timeline.css',
    'partnership-ledgers.css',
    'partnership-roles.css',
    'papers.css',
    'pulse.css',
    'partnership-factors.css',
  ],
}
export type Sheet = keyof typeof SHEETS

/** Layers first, then base, then the components, whose order does not matter but is kept. */
const FIRST = ['tokens.css', 'fonts.css', 'reset.css', 'base.css', 'layout.css', 'icon.css']
const LAST = ['print.css']

const files = new Map<string, Asset>()
const hashed = new Map<string, string>()

function keep(name: string, body: Uint8Array) {
  const bytes = Uint8Array.from(body)
  const [, stem, ending] = /^(.+)\.(\w+)$/.exec(name)!
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
  const path = `/assets/${stem}.${hash}.${ending}`
  const squeezed = ending !== 'woff2'
  files.set(path, {
    body: bytes,
    type: TYPES[ending!]!,
    br: squeezed ? Uint8Array.from(brotliCompressSync(bytes)) : null,
    gzip: squeezed ? Uint8Array.from(gzipSync(bytes)) : null,
  })
  hashed.set(name, path)
}

/** Comments and needless blanks fall away; strings are left alone. */
export function minifyCss(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/)
    .map((part, n) =>
      n % 2 === 1
        ? part
        : part
            .replaceAll(/\s+/g, ' ')
            .replaceAll(/ ?([{};,]) ?/g, '$1')
            .replaceAll(': ', ':')
            .replaceAll(';}', '}'),
    )
    .join('')
    .trim()
}

function styles(): string {
  const folder = new URL('styles/', here)
  const all = readdirSync(folder)
    .filter((name) => name.endsWith('.css'))
    .toSorted()
  const between = all.filter((name) => !FIRST.includes(name) && !LAST.includes(name))
  const css = [...FIRST, ...between, ...LAST].map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n')
  return withAddresses(minifyCss(css))
}

/** An asset that names another one (`"asset:sprite.svg"`) gets its address; the other was kept before. */
const withAddresses = (text: string) =>
  text.replaceAll(/["'`]asset:([\w.-]+)["'`]/g, (_, name: string) => `"${assetPath(name)}"`)

/** The address of an asset; it changes with its contents, so that a browser may keep it for ever. */
export function assetPath(name: string): string {
  const path = hashed.get(name)
  if (!path) throw new Error(`No asset ${name}`)
  return path
}

export const findAsset = (path: string): Asset | undefined => files.get(path)

/** Names and sizes, for the test that holds their weight. */
export const assetSizes = (): { name: string; bytes: number }[] =>
  [...hashed].map(([name, path]) => ({ name, bytes: files.get(path)!.br?.length ?? files.get(path)!.body.length }))

for (const name of ['public-sans.woff2', 'newsreader-500.woff2'])
  keep(name, readFileSync(new URL(`fonts/${name}`, here)))
for (const name of ['sprite.svg', 'favicon.svg']) keep(name, readFileSync(new URL(`icons/${name}`, here)))
keep('styles.css', Buffer.from(styles()))
for (const [name, parts] of Object.entries(SHEETS)) {
  const texts = parts.map((part) => readFileSync(new URL(`styles/sheets/${part}`, here), 'utf8'))
  keep(name, Buffer.from(minifyCss(texts.join('\n'))))
}
for (const [name, text] of islands()) keep(name, Buffer.from(withAddresses(text)))
for (const name of SCRIPTS) keep(name, readFileSync(new URL(`client/${name}`, here)))
