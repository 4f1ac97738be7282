/** Writes src/ui/icons/sprite.svg: the Lucide icons (ISC licence) named in src/ui/icon.tsx, and the shapes of the sectors. */
import { readFileSync, writeFileSync } from 'node:fs'

const root = new URL('..', import.meta.url)
const names = [
  ...readFileSync(new URL('src/ui/icon.tsx', root), 'utf8')
    .match(/ICONS = \[([\s\S]*?)\]/)[1]
    .matchAll(/'([\w-]+)'/g),
].map((match) => match[1])
const icons = names.map((name) => {
  const svg = readFileSync(new URL(`node_modules/lucide-static/icons/${name}.svg`, root), 'utf8')
  const inner = svg
    .slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
    .replaceAll(/\s+/g, ' ')
    .trim()
  return `<symbol id="i-${name}" viewBox="0 0 24 24">${inner}</symbol>`
})
const shapes = readFileSync(new URL('src/ui/icons/sectors.svg', root), 'utf8').trim()
writeFileSync(
  new URL('src/ui/icons/sprite.svg', root),
  `<svg xmlns="http://www.w3.org/2000/svg">\n${icons.join('\n')}\n${shapes}\n</svg>\n`,
)
