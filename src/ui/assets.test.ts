import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { assetRoutes } from './asset-routes.ts'
import { assetPath, assetSizes, findAsset, minifyCss } from './assets.ts'
import { ICONS } from './icon.tsx'
import { placeLabels } from './label-places.ts'

const css = Buffer.from(findAsset(assetPath('styles.css'))!.body).toString()

test('the styles stay under 30 KB, layers first, and nothing comes from elsewhere', () => {
  expect(css.length).toBeLessThan(30_000)
  expect(css).toMatch(/^@layer reset,tokens,base,components;/)
  expect(css).not.toMatch(/https?:|asset:|@import/)
  expect(css.match(/url\([^)]*\)/g)).toEqual([
    `url("${assetPath('public-sans.woff2')}")`,
    `url("${assetPath('newsreader-500.woff2')}")`,
  ])
})

test('making styles smaller changes no string and no selector', () => {
  expect(minifyCss(`a /* b ' */ :hover , p::after {\n  content: " ( ; } " ;\n margin: calc( 1px + 2px ) ;\n}\n`)).toBe(
    `a :hover,p::after{content:" ( ; } ";margin:calc( 1px + 2px )}`,
  )
  expect(minifyCss(`@media (min-width: 46rem) { .a > .b { content: ': ' attr(x) ' ('; } }`)).toBe(
    `@media (min-width:46rem){.a > .b{content:': ' attr(x) ' ('}}`,
  )
})

test.each(['styles.css', 'map-room.css'])('opening and closing braces of %s are as many', (name) => {
  const text = Buffer.from(findAsset(assetPath(name))!.body).toString()
  expect(text.split('{')).toHaveLength(text.split('}').length)
})

test('the sprite holds every icon that has a name, and every shape of a sector', () => {
  const sprite = readFileSync(new URL('icons/sprite.svg', import.meta.url), 'utf8')
  const ids = [...sprite.matchAll(/<symbol id="([^"]+)"/g)].map((match) => match[1])
  expect(ICONS.filter((name) => !ids.includes(`i-${name}`))).toEqual([])
  for (const shape of [
    'library',
    'academic',
    'intermediary',
    'government',
    'nonprofit',
    'funder',
    'university',
    'civic',
    'media',
    'business',
    'other',
  ])
    expect(ids).toContain(`s-${shape}`)
})

test.each(['br', 'gzip', 'identity'] as const)('an asset comes as %s, to be kept for ever', async (encoding) => {
  const answer = await assetRoutes.request(assetPath('styles.css'), { headers: { 'accept-encoding': encoding } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(answer.headers.get('content-type')).toBe('text/css; charset=utf-8')
})

test.each(['/assets/styles.css', '/assets/../page.ts', '/assets/__proto__', '/assets/%2e%2e%2fpage.ts'])(
  '%s is not there',
  async (path) => {
    expect((await assetRoutes.request(path)).status).toBe(404)
  },
)

test('names in a picture cover neither each other nor a socket where there is room', () => {
  const nodes = [
    { id: 'a', name: 'Riverbend Public Library', x: 150, y: 120 },
    { id: 'b', name: 'Three Counties Data Commons', x: 330, y: 96 },
    { id: 'c', name: 'Hollis University', x: 250, y: 250 },
  ]
  const places = [...placeLabels(nodes, [], { left: 0, top: 0, right: 560, bottom: 420 }).values()]
  const apart = (a: (typeof places)[0]['box'], b: typeof a) =>
    a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top
  for (const [n, place] of places.entries()) {
    for (const other of places.slice(n + 1)) expect(apart(place.box, other.box)).toBe(true)
    for (const node of nodes)
      expect(apart(place.box, { left: node.x - 13, right: node.x + 13, top: node.y - 13, bottom: node.y + 13 })).toBe(
        true,
      )
  }
})

test('browser code in TypeScript comes bundled and small, and names other assets by their addresses', () => {
  const island = Buffer.from(findAsset(assetPath('network-map.js'))!.body).toString()
  for (const name of ['network-painter.js', 'sprite.svg', 'public-sans.woff2'])
    expect(island).toContain(assetPath(name))
  expect(island).not.toMatch(/asset:|https?:(?!\/\/www\.w3\.org)|\bimport\b/)
  const weight = assetSizes().filter(({ name }) => name.startsWith('network-') || name === 'map-room.css')
  expect(weight.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(40_000)
})
